//! What an author breaks: the last good site stays byte for byte, the finding says where, and mending it clears it.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::edited::{Edited, same};
use crate::command::{site, tree, write};

/// What is broken, in which file, by which text, and where the finding is: its code, line and column.
type Mistake = (&'static str, &'static str, &'static str, (&'static str, usize, usize));

const MISTAKES: &[Mistake] = &[
    (
        "a template",
        "themes/own/templates/entry.html",
        "{% extends \"default/entry.html\" %}\n{% block",
        ("template-error", 2, 4),
    ),
    (
        "a template that fails when a page is rendered",
        "themes/own/templates/base.html",
        "{% extends \"default/base.html\" %}\n{% block head %}\n  {{ main.nothing.here }}{% endblock head %}",
        ("template-error", 3, 11),
    ),
    ("a catalog", "themes/own/i18n/en.toml", "nav_home = \"Home\"\nnav_faq = \"", ("invalid-toml", 2, 11)),
    ("the configuration", "candor.toml", "title = \"Small\"\nbase_url = ", ("invalid-toml", 2, 12)),
    ("the front matter of an entry", ENTRY, "+++\nquestion = \"How\n+++\nAsk.\n", ("invalid-toml", 2, 12)),
    ("the front matter that does not end", ENTRY, "+++\nquestion = \"How?\"\n", ("missing-front-matter", 1, 1)),
    ("a record", "content/providers/acme/provider.toml", "name = \"Acme\"\nname = \"Acme\"\n", ("duplicate-key", 2, 1)),
];

const ENTRY: &str = "content/faq/access/how.md";
const PAGE: &str = "/trust/faq/access/how/";

/// The small site with a theme of its own that changes nothing.
fn themed(name: &str) -> PathBuf {
    let root = site(name);
    let settings = fs::read_to_string(root.join("candor.toml")).unwrap();
    write(&root, "candor.toml", format!("theme = \"own\"\n{settings}"));
    write(&root, "themes/own/templates/entry.html", "{% extends \"default/entry.html\" %}\n");
    write(&root, "themes/own/templates/base.html", "{% extends \"default/base.html\" %}\n");
    write(&root, "themes/own/i18n/en.toml", "nav_home = \"Home\"\n");
    root
}

/// The findings about a file that are errors.
fn errors<'a>(state: &'a Value, file: &str) -> Vec<&'a Value> {
    let list = state["findings"]["list"].as_array().unwrap().iter();
    list.filter(|finding| finding["file"] == file && finding["severity"] == "error").collect()
}

/// The first of the lines that a finding shows, put together from its parts.
fn shown(finding: &Value) -> String {
    let line = &finding["lines"][0];
    ["before", "marked", "after"].map(|part| line[part].as_str().unwrap_or_default()).concat()
}

#[test]
fn a_mistake_leaves_the_last_good_site_and_says_where_it_is() {
    let root = themed("serve-mistakes");
    let edited = Edited::new(&root, &[]);
    let before = edited.fresh();
    let mut open = edited.open(PAGE);
    let old = open.last().clone();
    assert_eq!(old["findings"]["errors"], 0, "{old:#}");
    for (what, file, text, (code, line, column)) in MISTAKES {
        open.look();
        let good = fs::read_to_string(root.join(file)).unwrap();
        write(&root, file, text);
        open.until(what, |state| !errors(state, file).is_empty());
        assert_eq!(open.versions().len(), 1, "{what}");
        let finding = errors(open.last(), file)[0];
        assert_eq!(
            (&finding["code"], &finding["line"], &finding["column"]),
            (&json!(code), &json!(line), &json!(column)),
            "{what}"
        );
        let wrong = text.lines().nth(line - 1).unwrap();
        assert_eq!((&finding["lines"][0]["number"], shown(finding).as_str()), (&json!(line), wrong), "{what}");
        edited.assert_serves(&before.project);
        write(&root, file, good);
        open.until("it is mended", |state| same(state, &old));
        assert_eq!(open.versions().len(), 1, "{what}");
    }
    edited.assert_serves(&before.project);
}

#[test]
fn a_placeholder_is_shown_as_it_stands_and_counted() {
    let root = site("serve-placeholders");
    let edited = Edited::new(&root, &[]);
    let mut open = edited.open(PAGE);
    let old = open.last().clone();
    assert_eq!(old["findings"]["placeholders"], 0, "{old:#}");
    let good = fs::read_to_string(root.join(ENTRY)).unwrap();
    write(&root, ENTRY, "+++\nquestion = \"Invented?\" # placeholder\n+++\nAsk.\n");
    open.until("it is counted", |state| state["findings"]["placeholders"] == 1);
    assert_eq!(open.last()["findings"]["errors"], 0, "{:#}", open.last());
    assert_ne!(open.last()["version"], old["version"], "the page is the invented one");
    edited.assert_serves(&edited.fresh().project);
    write(&root, ENTRY, good);
    open.until("it is replaced", |state| same(state, &old));
}

#[test]
fn mistakes_in_several_files_are_mended_one_by_one() {
    let root = themed("serve-mistakes-together");
    let good = tree(&root);
    let edited = Edited::new(&root, &[]);
    let before = edited.fresh();
    let mut open = edited.open(PAGE);
    let old = open.last().clone();
    for (_, file, text, _) in MISTAKES {
        write(&root, file, text);
    }
    let files: BTreeSet<&str> = MISTAKES.iter().map(|(_, file, ..)| *file).collect();
    let is_told = |state: &Value, file: &str| !errors(state, file).is_empty();
    // A theme that cannot be read is not tried on pages, so nothing is said of what fails only there.
    let read: Vec<&&str> = files.iter().filter(|file| !file.ends_with("base.html")).collect();
    open.until("every file is named", |state| read.iter().all(|file| is_told(state, file)));
    edited.assert_serves(&before.project);
    for file in files {
        write(&root, file, &good[file]);
        open.until("the file is mended", |state| !is_told(state, file));
        edited.assert_serves(&before.project);
    }
    open.until("everything is mended", |state| same(state, &old));
    assert_eq!(open.versions().len(), 1);
}

#[test]
fn a_reference_to_nothing_is_a_finding_and_the_page_goes_on() {
    let root = site("serve-mistakes-dangling");
    let edited = Edited::new(&root, &[]);
    let mut open = [edited.open(PAGE), edited.open("/trust/")];
    let old = open[1].last().clone();
    let good = fs::read_to_string(root.join(ENTRY)).unwrap();
    for dangling in
        ["Ask [them](nobody.md).", "Ask [them](provider:nobody).", "Ask {{ fact(\"acme/soc-9\", \"period\") }}."]
    {
        write(&root, ENTRY, good.replace("Ask.", dangling));
        let fresh = edited.settle(&mut open);
        let finding = errors(open[0].last(), ENTRY)[0];
        assert_eq!(finding["line"], 6, "{finding:#}");
        assert!(finding["column"].as_u64().unwrap() > 4, "{finding:#}");
        assert!(shown(finding).contains(dangling), "{finding:#}");
        assert_eq!(
            open[1].last()["findings"],
            open[0].last()["findings"],
            "the site's findings are told on every page"
        );
        edited.assert_serves(&fresh.project);
    }
    // What is referred to goes away, and comes back.
    write(&root, ENTRY, &good);
    edited.settle(&mut open);
    let report = root.join("content/providers/acme/reports/soc-2-2025.toml");
    let text = fs::read(&report).unwrap();
    fs::remove_file(&report).unwrap();
    edited.settle(&mut open);
    assert_eq!(errors(open[1].last(), "content/providers/acme/reports/soc-2.toml").len(), 1, "{:#}", open[1].last());
    fs::write(&report, text).unwrap();
    edited.settle(&mut open);
    assert!(same(open[1].last(), &old));
}

#[test]
fn markup_in_a_finding_is_text_in_an_event_of_one_line() {
    const MARKUP: &str = "</script><img src=x onerror=alert(1)>\u{2028}";
    let root = site("serve-mistakes-markup");
    let edited = Edited::new(&root, &[]);
    let mut open = edited.open(PAGE);
    write(
        &root,
        ENTRY,
        format!("+++\nquestion = \"How?\"\nrelated = [\"{MARKUP}\"]\n+++\nAsk [them](<{MARKUP}.md>).\n"),
    );
    open.until("there are errors", |state| !errors(state, ENTRY).is_empty());
    let finding = errors(open.last(), ENTRY);
    // It was parsed from one line, so it says what the author wrote and ended no event.
    assert!(finding.iter().any(|finding| shown(finding).contains("</script><img src=x")), "{finding:#?}");
    let page = edited.serving.get(PAGE);
    assert!(!page.text().contains("<img src=x"), "{}", page.text());
    write(&root, "candor.toml", format!("title = \"{MARKUP}\"\nbase_url = \"{MARKUP}\"\n"));
    open.until("the configuration is wrong", |state| !errors(state, "candor.toml").is_empty());
    assert!(!edited.serving.get(PAGE).text().contains("<img src=x"));
}

#[test]
fn what_is_not_public_is_shown_under_a_mark_when_asked_for_and_else_not_at_all() {
    let hidden = [
        ("Draft", "content/faq/basics/draft.md", "+++\nquestion = \"Drafted?\"\ndraft = true\n+++\nSECRET draft.\n"),
        (
            "Internal",
            "content/faq/basics/inner.md",
            "+++\nquestion = \"Inner?\"\nvisibility = \"internal\"\n+++\nSECRET inner.\n",
        ),
        (
            "Scheduled",
            "content/faq/basics/later.md",
            "+++\nquestion = \"Later?\"\npublish_on = 2027-01-01\n+++\nSECRET later.\n",
        ),
    ];
    let page = |file: &str| file.replacen("content/", "/trust/", 1).replace(".md", "/");
    for arguments in [&[][..], &["--drafts"]] {
        let root = site("serve-drafts");
        let edited = Edited::new(&root, arguments);
        let mut open: Vec<_> = hidden.iter().map(|(_, file, _)| edited.open(&page(file))).collect();
        open.push(edited.open("/trust/faq/basics/"));
        for (_, file, text) in hidden {
            write(&root, file, text);
        }
        let fresh = edited.settle(&mut open);
        edited.said.until("the files are taken", |lines| {
            hidden.iter().all(|(_, file, _)| lines.iter().any(|line| line.contains(file)))
        });
        edited.assert_serves(&fresh.project);
        for (mark, file, _) in hidden {
            let answer = edited.serving.get(&page(file));
            if arguments.is_empty() {
                assert_eq!(answer.status, 404, "{file}");
                assert!(!answer.text().contains("SECRET"), "{file}");
                for twin in ["index.json", "index.md"] {
                    assert_eq!(edited.serving.get(&format!("{}{twin}", page(file))).status, 404, "{file}");
                }
            } else {
                assert_eq!(answer.status, 200, "{file}");
                assert!(answer.text().contains(&format!("<span class=\"tag tag-preview\">{mark}</span>")), "{file}");
                assert!(answer.text().contains("SECRET"), "{file}");
            }
        }
        let told: Vec<usize> = open.iter().map(|open| open.versions().len()).collect();
        assert_eq!(told, if arguments.is_empty() { [1; 4] } else { [2; 4] });
    }
}
