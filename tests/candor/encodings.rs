//! The JSON and the Markdown of pages as programs read them: the envelope, typed values, text that stays text, and what a
//! theme may replace.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{project, rendered};

const SMALL: &str = include_str!("../fixtures/small-site.txt");
const SETTINGS: &str = "-- candor.toml --\ntitle = \"T\"\nbase_url = \"https://t.example/\"\ntheme = \"own\"\n";

/// The text files of a site, by path.
fn site(fixture: &str) -> BTreeMap<String, String> {
    let files = rendered(&project(fixture, "2026-11-21")).into_iter();
    files.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

#[track_caller]
fn twin(site: &BTreeMap<String, String>, page: &str) -> Value {
    serde_json::from_str(&site[&format!("{page}index.json")]).unwrap()
}

/// The fact of a report.
#[track_caller]
fn fact<'a>(report: &'a Value, name: &str) -> &'a Value {
    report["data"]["facts"].as_array().unwrap().iter().find(|fact| fact["name"] == name).unwrap()
}

#[test]
fn the_envelope_names_schema_language_day_and_address() {
    let site = site(SMALL);
    let report = twin(&site, "zh-Hans/providers/acme/soc-2/");
    assert_eq!(report["schema"], json!({ "id": "candor/report", "version": 1 }));
    assert_eq!((&report["locale"], &report["as_of"]), (&json!("zh-Hans"), &json!("2026-11-21")));
    assert_eq!(report["url"], "https://t.example/trust/zh-Hans/providers/acme/soc-2/");
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 9, "{keys:?}");
    let html = &site["zh-Hans/providers/acme/soc-2/index.html"];
    assert!(html.contains(&format!("<code>{}</code>", report["build_id"].as_str().unwrap())));
}

#[test]
fn typed_values_stand_beside_the_words() {
    let site = site(SMALL);
    let report = twin(&site, "providers/acme/soc-2/");
    let period = fact(&report, "period");
    assert_eq!((&period["state"], &period["data"]), (&json!("given"), &json!(["2025-07-01/2026-06-30"])));
    let edition = twin(&site, "criteria/tsp/");
    assert_eq!(edition["data"]["published"], json!({ "date": "2017-04", "text": "April 2017" }));
    let security = json!({ "value": "security", "text": "Security" });
    assert_eq!(edition["data"]["categories"][0], security);
    assert_eq!(fact(&report, "criteria")["possible"][0]["criterion"], security);
}

#[test]
fn json_holds_no_html() {
    for (path, text) in site(SMALL).iter().filter(|(path, _)| path.ends_with("index.json") && !path.contains("search/"))
    {
        assert!(!text.contains("<p>") && !text.contains("<svg") && !text.contains("</"), "{path}: {text}");
    }
}

#[test]
fn a_topic_leads_to_the_answers_and_its_markdown_has_them() {
    let site = site(SMALL);
    let topic = twin(&site, "zh-Hans/faq/access/");
    let questions = topic["data"]["questions"].as_array().unwrap();
    assert!(questions.iter().all(|question| question.get("answer").is_none()), "{topic}");
    // What is not translated has its data in the language in which it is written.
    assert_eq!(questions[0]["json"], "../../../faq/access/how/index.json");
    assert!(site["faq/access/how/index.json"].contains("Ask. See [above]"));
    assert!(site["faq/access/index.md"].contains("\nAsk. See [above]"));
    assert!(!site["faq/access/index.md"].contains("This answer stays here"));
}

#[test]
fn every_page_is_described_within_what_is_shown() {
    let site = site(SMALL);
    let mut all = BTreeMap::new();
    for (path, html) in
        site.iter().filter(|(path, html)| path.ends_with(".html") && !html.contains("http-equiv=\"refresh\""))
    {
        let (_, behind) = html.split_once("<meta name=\"description\" content=\"").unwrap_or_else(|| panic!("{path}"));
        let (description, _) = behind.split_once('"').unwrap();
        // A wide character counts as two.
        let width: usize = description.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        assert!((2..=170).contains(&width), "{path}: {description}");
        assert!(!description.contains('{') && !description.contains("description_"), "{path}: {description}");
        all.insert(path, description);
    }
    let report = all[&"providers/acme/soc-2/index.html".to_owned()];
    assert!(report.starts_with("Acme SOC 2 Type II"), "{report}");
    assert_eq!(all[&"zh-Hans/providers/index.html".to_owned()], "本站收录的服务商及其报告：Acme。");
}

/// A site with one provider of this name.
fn named(name: &str) -> BTreeMap<String, String> {
    site(&format!("-- content/providers/a/provider.toml --\nname = {name:?}\n"))
}

#[test]
fn text_stays_text_in_markdown() {
    let cases = [
        ("A *B* _c_ d_e", r"A \*B\* \_c\_ d_e"),
        ("<b>|a|</b> [x](y) `z` ~~w~~", r"\<b>\|a\|\</b> \[x\](y) \`z\` \~\~w\~\~"),
        ("1. First", r"1\. First"),
        ("# Not a heading", r"\# Not a heading"),
        ("AT&T &amp; &lt;", r"AT&T \&amp; \&lt;"),
        (r"C:\d", r"C:\\d"),
    ];
    for (name, expected) in cases {
        let markdown = &named(name)["providers/index.md"];
        assert!(markdown.contains(&format!("## [{expected}](../providers/a/)\n")), "{name}: {markdown}");
    }
}

#[test]
fn a_quoted_fact_stays_text_in_markdown() {
    let fixture = SMALL.replace("Acme Auditors", "Acme | *Auditors*");
    let quoting = "-- content/faq/basics/who.md --\n+++\nquestion = \"Who?\"\n+++\n| a |\n|---|\n| {{ fact(\"acme/soc-2\", \"subject\") }} |\n";
    let subject = "-- content/providers/acme/reports/soc-2.toml --\nsubject = \"x | *y*\"\n";
    let fixture = fixture.replacen("-- content/providers/acme/reports/soc-2.toml --\n", subject, 1);
    let site = site(&format!("{fixture}{quoting}"));
    assert!(site["faq/basics/who/index.md"].contains(r"| x \| \*y\* |"), "{}", site["faq/basics/who/index.md"]);
}

#[test]
fn a_theme_replaces_a_block_of_the_markdown() {
    let own = "-- themes/own/templates/home.md --\n{% extends \"default/home.md\" %}{% block intro %}\n\n*{{ t.search }}* {{ frame.title.text }}{% endblock %}\n";
    let page = "-- content/pages/p.md --\n+++\ntitle = \"P\"\n+++\nText.\n";
    let site = site(&format!("{SETTINGS}{own}{page}"));
    assert!(site["index.md"].starts_with("# T\n\n*Search* T\n"), "{}", site["index.md"]);
    assert!(site["p/index.md"].starts_with("# P\n\nText.\n\n---\n"), "{}", site["p/index.md"]);
}
