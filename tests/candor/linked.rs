//! The linked data of pages: it says what the page and its JSON twin say and nothing else, and nothing in it breaks out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use candor::disk;
use candor::project::Project;
use serde_json::{Value, json};

use crate::support::{options, project, rendered};

const GOLDEN: &str = include_str!("../golden/site.txt");
const SMALL: &str = include_str!("../fixtures/small-site.txt");
const BEGINNING: &str = "<script type=\"application/ld+json\">";

/// The text files of a site, by path.
fn texts(project: &Project) -> BTreeMap<String, String> {
    let files = rendered(project).into_iter();
    files.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

/// The linked data of a page as it is written.
fn block(html: &str) -> Option<&str> {
    html.split_once(BEGINNING).map(|(_, rest)| rest.split("</script>").next().unwrap())
}

/// The things of a page of a type.
#[track_caller]
fn things(html: &str, kind: &str) -> Vec<Value> {
    let Some(block) = block(html) else { return Vec::new() };
    let graph: Value = serde_json::from_str(block).unwrap_or_else(|error| panic!("{error}: {block}"));
    graph["@graph"].as_array().unwrap().iter().filter(|thing| thing["@type"] == kind).cloned().collect()
}

/// Every text in a value with the name of its field.
fn values<'v>(name: &'v str, value: &'v Value, out: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::String(text) => out.push((name, text)),
        Value::Array(items) => items.iter().for_each(|item| values(name, item, out)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| values(name, value, out)),
        _ => {}
    }
}

/// The words of a page without its markup and its linked data.
fn words_of(html: &str) -> BTreeSet<String> {
    let mut text = String::new();
    let (before, behind) = html.split_once(BEGINNING).unwrap_or((html, ""));
    for piece in [before, behind].iter().flat_map(|part| part.split('<')) {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        text.push(' ');
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    words(&entities.iter().fold(text, |text, (entity, c)| text.replace(entity, c)))
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

/// Whether an address of the site has something at its end.
fn leads_somewhere(site: &BTreeMap<String, String>, base: &str, address: &str) -> bool {
    let Some(below) = address.strip_prefix(base) else { return false };
    let page = below.split('#').next().unwrap();
    site.contains_key(page) || site.contains_key(&format!("{page}index.html"))
}

#[track_caller]
fn check(project: &Project, base: &str) {
    let site = texts(project);
    let (mut wrong, mut n_values) = (Vec::new(), 0);
    for (path, html) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let Some(block) = block(html) else { continue };
        let graph: Value = serde_json::from_str(block).unwrap_or_else(|error| panic!("{path}: {error}"));
        let twin: Value =
            site.get(&path.replace(".html", ".json")).map_or(Value::Null, |twin| serde_json::from_str(twin).unwrap());
        let (mut said, mut known, shown) = (Vec::new(), Vec::new(), words_of(html));
        values("", &graph["@graph"], &mut said);
        values("", &twin, &mut known);
        let known: BTreeSet<&str> = known.into_iter().map(|(_, text)| text).collect();
        for (name, text) in said {
            n_values += 1;
            let is_said = match name {
                "@type" => true,
                "url" | "item" => leads_somewhere(&site, base, text) || known.contains(text),
                "email" => known.contains(format!("mailto:{text}").as_str()),
                "inLanguage" => html.contains(&format!("lang=\"{text}\"")),
                // An untranslated page has no twin of its own; an answer stands on the page of its topic in full.
                "dateCreated" | "datePublished" | "expires" => known.contains(text),
                _ => known.contains(text) || words(text).is_subset(&shown),
            };
            if !is_said {
                wrong.push(format!("{path}: {name}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(n_values > 500, "{n_values} values");
}

#[test]
fn linked_data_of_the_golden_site_says_what_its_pages_say() {
    check(&project(GOLDEN, "2026-11-21"), "https://trust.lantern.example/center/");
}

#[test]
fn linked_data_of_the_example_says_what_its_pages_say() {
    let changes = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().changes;
    check(&Project::new(changes, options("2026-11-21")), "https://trust.example.com/");
}

#[test]
fn each_kind_of_page_names_its_things() {
    let site = texts(&project(GOLDEN, "2026-11-21"));
    let certificate = &things(&site["providers/acme/iso-27001/index.html"], "Certification")[0];
    assert_eq!(certificate["name"], "ISO 27001 certificate");
    assert_eq!(certificate["about"], json!({ "@type": "Organization", "name": "Acme Cloud" }));
    assert_eq!(certificate["expires"], "2028-02-28");
    let soc = &site["providers/acme/soc-2/index.html"];
    assert_eq!(things(soc, "Certification"), [json!(null); 0], "a report of an auditor is no certificate");
    let provider = &things(&site["providers/acme/index.html"], "Organization")[0];
    assert_eq!(provider["name"], "Acme Cloud");
    let asked = things(&site["faq/basics/covered/index.html"], "FAQPage");
    assert_eq!(asked[0]["mainEntity"][0]["name"], "What is covered?");
    assert!(!things(&site["documents/index.html"], "DigitalDocument").is_empty());
    let crumbs = &things(soc, "BreadcrumbList")[0]["itemListElement"];
    assert_eq!(crumbs[1]["item"], "https://trust.lantern.example/center/providers/");
    assert_eq!(crumbs.as_array().unwrap().last().unwrap()["name"], "Acme Cloud SOC 2 Type II");
}

#[test]
fn an_answer_is_said_once_and_a_withheld_one_never() {
    let long = format!("-- content/faq/access/long.md --\n+++\nquestion = \"Long?\"\n+++\n{}\n", "Word. ".repeat(600));
    let site = texts(&project(&format!("{SMALL}{long}"), "2026-11-21"));
    let pages_with = |words: &str| {
        let has = |html: &&String| things(html, "FAQPage").iter().any(|page| page.to_string().contains(words));
        site.iter()
            .filter(|(path, html)| path.ends_with(".html") && has(html))
            .map(|(path, _)| path.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(pages_with("Long?"), ["faq/access/long/index.html"]);
    assert_eq!(pages_with("Who decides?"), [""; 0]);
}

#[test]
fn nothing_breaks_out_of_linked_data() {
    for hostile in ["</script><script>alert(1)</script>", "<!--<script>", "a\u{2028}b & \\\" 'c'", "]]>{{ 1 }}"] {
        let fixture = format!(
            "-- content/providers/a/provider.toml --\nname = {0}\nsummary = {0}\n\
             -- content/faq/t/topic.toml --\ntitle = {0}\n-- content/faq/t/q.md --\n+++\nquestion = {0}\n+++\nAn answer.\n",
            json!(hostile)
        );
        let site = texts(&project(&fixture, "2026-11-21"));
        for path in ["providers/a/index.html", "faq/t/index.html", "faq/t/q/index.html", "index.html"] {
            let block = block(&site[path]).unwrap();
            assert!(!block.contains(['<', '>', '&', '\u{2028}']), "{path}: {block}");
            let graph: Value = serde_json::from_str(block).unwrap();
            assert!(graph.to_string().contains(&json!(hostile).to_string()[1..5]), "{path}: {graph}");
        }
    }
}
