//! What is saved reaches the open pages that show it, and no other: those whose bytes a fresh build writes anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::edited::{Edited, Open};
use crate::command::{site, write};

/// The open pages, below `/trust/`; some are there only after an edit.
const PAGES: [&str; 22] = [
    "",
    "about/",
    "documents/",
    "faq/",
    "faq/access/",
    "faq/access/how/",
    "faq/basics/",
    "faq/basics/last/",
    "faq/basics/next/",
    "faq/basics/then/",
    "faq/basics/what/",
    "faq/ways/how/",
    "glossary/",
    "providers/acme/",
    "providers/acme/soc-2/",
    "providers/apex/soc-2/",
    "scope/acme/",
    "updates/",
    "zh-Hans/about/",
    "zh-Hans/faq/access/how/",
    "zh-Hans/faq/basics/what/",
    "zh-Hans/faq/ways/how/",
];

/// Which of the open pages an edit reaches.
enum Reach {
    These(&'static str),
    /// Every page that is there.
    Every,
    /// Every page that is there in the first language.
    English,
}

/// What is saved, how, whom it reaches, and which pages of them move where.
type Case = (&'static str, fn(&Path), Reach, &'static [(&'static str, &'static str)]);

const CASES: &[Case] = &[
    (
        "the body of an entry",
        |root| replace(root, ENTRY, "A note.", "A word."),
        Reach::These("faq/basics/ faq/basics/what/"),
        &[],
    ),
    (
        "the body of a translation",
        |root| replace(root, "content/faq/basics/what.zh-Hans.md", "报告", "此报告"),
        Reach::These("zh-Hans/faq/basics/what/"),
        &[],
    ),
    (
        "the question of an entry",
        |root| replace(root, ENTRY, "What is", "What all is"),
        Reach::These("faq/ faq/access/how/ faq/basics/ faq/basics/next/ faq/basics/what/ providers/acme/soc-2/"),
        &[],
    ),
    (
        "the date of a report",
        |root| replace(root, REPORT, "2026-08-01", "2026-08-02"),
        Reach::These(" providers/acme/ providers/acme/soc-2/ scope/acme/"),
        &[],
    ),
    (
        "the criteria of a report",
        |root| replace(root, REPORT, "criteria = [\"security\"]", "criteria = [\"security\", \"availability\"]"),
        Reach::These(" faq/basics/ faq/basics/what/ providers/acme/ providers/acme/soc-2/ zh-Hans/faq/basics/what/"),
        &[],
    ),
    (
        "the name of a provider",
        |root| replace(root, "content/providers/acme/provider.toml", "\"Acme\"", "\"Acme Cloud\""),
        Reach::These(
            " documents/ faq/basics/ faq/basics/what/ providers/acme/ providers/acme/soc-2/ scope/acme/ updates/ \
             zh-Hans/faq/basics/what/",
        ),
        &[],
    ),
    (
        "the name of a service",
        |root| replace(root, "content/providers/acme/services.toml", "Data Vault", "Data Safe"),
        Reach::These("providers/acme/ providers/acme/soc-2/ scope/acme/"),
        &[],
    ),
    (
        "the note of a scope",
        |root| replace(root, "content/providers/acme/scope.csv", "all plans", "some plans"),
        Reach::These("providers/acme/ scope/acme/"),
        &[],
    ),
    (
        "the title of a topic",
        |root| replace(root, "content/faq/access/topic.toml", "\"Access\"", "\"Getting it\""),
        Reach::These(" faq/ faq/access/ faq/access/how/"),
        &[],
    ),
    (
        A_PICTURE,
        |root| write(root, "content/pages/plan.svg", DRAWING.replace("10", "20")),
        Reach::These("about/ zh-Hans/about/"),
        &[],
    ),
    (
        "a document that is offered",
        |root| write(root, "content/providers/acme/files/paper.pdf", "another, longer document"),
        Reach::These("documents/"),
        &[],
    ),
    ("the title of the site", |root| replace(root, "candor.toml", "\"Small\"", "\"Little\""), Reach::English, &[]),
    (
        "the accent of the site",
        |root| replace(root, "candor.toml", "theme =", "accent = \"#7a1f5c\"\ntheme ="),
        Reach::Every,
        &[],
    ),
    ("a template", |root| write(root, "themes/own/templates/base.html", BASE), Reach::Every, &[]),
    ("the style", |root| write(root, "themes/own/assets/style.css", "body { color: #222 }"), Reach::Every, &[]),
    ("the script", |root| write(root, "themes/own/assets/site.js", "\"use strict\"; void 1;"), Reach::Every, &[]),
    ("a catalog", |root| write(root, "themes/own/i18n/zh-Hans.toml", "nav_home = \"首頁\"\n"), Reach::Every, &[]),
    (
        "an entry that is added",
        |root| write(root, "content/faq/basics/last.md", "+++\nquestion = \"What is last?\"\n+++\nThis.\n"),
        Reach::These("faq/ faq/basics/ faq/basics/last/ faq/basics/what/ zh-Hans/faq/basics/what/"),
        &[],
    ),
    (
        "an entry that is deleted",
        |root| fs::remove_file(root.join("content/faq/basics/last.md")).unwrap(),
        Reach::These("faq/ faq/basics/ faq/basics/last/ faq/basics/what/ zh-Hans/faq/basics/what/"),
        &[],
    ),
    (
        "a translation that is added",
        |root| write(root, "content/faq/access/how.zh-Hans.md", "+++\nquestion = \"怎么？\"\n+++\n请问。\n"),
        Reach::These("faq/access/how/ zh-Hans/faq/access/how/ zh-Hans/faq/basics/what/"),
        &[],
    ),
    (
        "an entry that is renamed",
        |root| rename(root, "content/faq/basics/next.md", "content/faq/basics/then.md"),
        Reach::These("faq/ faq/basics/ faq/basics/next/ faq/basics/then/ faq/basics/what/ zh-Hans/faq/basics/what/"),
        &[("faq/basics/next/", "faq/basics/then/")],
    ),
    (
        "a topic that is renamed",
        |root| rename(root, "content/faq/access", "content/faq/ways"),
        Reach::These(
            " faq/ faq/access/ faq/access/how/ faq/basics/what/ faq/ways/how/ zh-Hans/faq/access/how/ \
             zh-Hans/faq/basics/what/ zh-Hans/faq/ways/how/",
        ),
        &[
            ("faq/access/", "faq/ways/"),
            ("faq/access/how/", "faq/ways/how/"),
            ("zh-Hans/faq/access/how/", "zh-Hans/faq/ways/how/"),
        ],
    ),
    (
        "a provider that is renamed",
        |root| rename(root, "content/providers/acme", "content/providers/apex"),
        Reach::These(
            " documents/ faq/basics/ faq/basics/what/ faq/ways/how/ providers/acme/ providers/acme/soc-2/ \
             providers/apex/soc-2/ scope/acme/ updates/ zh-Hans/faq/basics/what/",
        ),
        &[
            ("providers/acme/", "providers/apex/"),
            ("providers/acme/soc-2/", "providers/apex/soc-2/"),
            ("scope/acme/", "scope/apex/"),
        ],
    ),
];

const ENTRY: &str = "content/faq/basics/what.md";
const REPORT: &str = "content/providers/acme/reports/soc-2.toml";
/// The one thing that changes no byte of a page that shows it.
const A_PICTURE: &str = "a picture that a page shows";
const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"/>"#;
const BASE: &str = "{% extends \"default/base.html\" %}";

/// Replaces a text in a file that holds it.
#[track_caller]
fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).unwrap();
    assert!(text.contains(from), "{path} does not hold {from}");
    write(root, path, text.replace(from, to));
}

fn rename(root: &Path, from: &str, to: &str) {
    fs::rename(root.join(from), root.join(to)).unwrap();
}

/// The page as it is named here.
fn name(open: &Open) -> &str {
    open.page.strip_prefix("/trust/").unwrap()
}

#[test]
fn what_is_saved_reaches_the_pages_that_show_it_and_no_other() {
    let root = site("serve-reach");
    replace(&root, "candor.toml", "base_url", "theme = \"own\"\nbase_url");
    write(&root, "themes/own/assets/style.css", "body { color: #111 }");
    write(&root, "content/pages/plan.svg", DRAWING);
    write(&root, "content/pages/about.md", "+++\ntitle = \"About\"\n+++\n![The plan](plan.svg)\n");
    write(&root, "content/faq/basics/next.md", "+++\nquestion = \"What is next?\"\norder = 2\n+++\nAnother.\n");
    let edited = Edited::new(&root, &[]);
    let mut open: Vec<_> = PAGES.iter().map(|page| edited.open(&format!("/trust/{page}"))).collect();
    let mut fresh = edited.fresh();
    for (what, edit, reach, moves) in CASES {
        open.iter_mut().for_each(Open::look);
        let before = fresh;
        edit(&root);
        fresh = edited.settle(&mut open);
        let (mut reached, mut moved) = (BTreeSet::new(), Vec::new());
        for open in &open {
            let told = open.versions();
            assert!(told.len() <= 2, "{what}: {} passed through {told:?}", open.page);
            let is_reached = told.first() != told.last();
            let is_other = before.page(&open.page) != fresh.page(&open.page);
            let shows_it = *what == A_PICTURE && open.page.ends_with("/about/");
            assert_eq!(is_reached, is_other || shows_it, "{what}: {}", open.page);
            if is_reached {
                reached.insert(name(open));
                moved.extend(open.last()["moved"].as_str().map(|to| (name(open), to.strip_prefix("/trust/").unwrap())));
            }
        }
        let present = open.iter().filter(|open| open.version().is_some()).map(name);
        let expected: BTreeSet<&str> = match reach {
            Reach::These(names) => names.split(' ').collect(),
            Reach::Every => present.collect(),
            Reach::English => present.filter(|name| !name.starts_with("zh-Hans/")).collect(),
        };
        assert_eq!(reached, expected, "{what}");
        assert_eq!(moved, *moves, "{what}");
    }
    edited.assert_serves(&fresh.project);
}
