//! Words that texts and readers write in different ways find each other.

use super::site::{Question, find, reference, site_of};
use crate::support::change;

/// Asserts that each of the queries finds the only question of a site.
#[track_caller]
fn assert_found(locale: &str, title: &str, answer: &str, queries: &[&str]) {
    let (id, title, answer) = ("e".to_owned(), title.to_owned(), answer.to_owned());
    let site = site_of(locale, &[Question { id, title, answer, tags: Vec::new() }]);
    for query in queries {
        let found: Vec<String> = find(&site, locale, query, 10).hits.iter().map(reference).collect();
        assert!(found.contains(&"faq:t/e".to_owned()), "{query}: {found:?}");
    }
}

#[test]
fn joined_and_hyphened_words_meet() {
    let answer = "Yes, with log-in, anti-virus, end-to-end and pre-production rules.";
    let queries = ["multi-factor", "multifactor", "multi factor", "antivirus", "preproduction", "login", "endtoend"];
    assert_found("en", "Do you support multi-factor authentication?", answer, &queries);
    assert_found("en", "Is the datastore safe?", "It is.", &["data store", "data-store"]);
}

#[test]
fn a_word_that_says_nothing_is_found_alone() {
    let answer = "The IT team does. The WHO is not involved.";
    assert_found("en", "Who runs IT?", answer, &["IT", "WHO", "is", "the"]);
    assert_found("en", "What is AT 2?", "A control.", &["AT 2", "at-2", "AT2"]);
}

#[test]
fn traditional_and_simplified_characters_are_the_same() {
    assert_found("zh-Hans", "数据如何加密？", "使用国密算法，并备份。", &["数据", "數據", "加密", "備份", "國密算法"]);
    assert_found("zh-Hant", "數據如何加密？", "使用國密算法。", &["数据", "數據", "国密算法"]);
}

#[test]
fn the_ends_of_german_compounds_are_found() {
    let answer = "Das Rechenzentrum und die Datenschutzgrundverordnung.";
    let queries = ["Vertrag", "Zentrum", "Grundverordnung", "Rechenzentrum"];
    assert_found("de", "Wo steht der Auftragsverarbeitungsvertrag?", answer, &queries);
}

#[test]
fn one_and_many_name_the_same_thing() {
    assert_found("en", "Where are your data centers?", "In Dublin.", &["datacenters", "data centres", "datacentre"]);
    assert_found("en", "Do you sign a DPA?", "Yes.", &["data processing agreements", "data processing agreement"]);
    assert_found("en", "Penetration testing", "Each year.", &["pen tests", "pentests", "pen test"]);
}

#[test]
fn another_name_is_marked() {
    let question = |id: &str, title: &str| Question {
        id: id.to_owned(),
        title: title.to_owned(),
        answer: "Each year.".to_owned(),
        tags: Vec::new(),
    };
    let site = site_of("en", &[question("a", "Penetration testing"), question("b", "Who sees the pentest report?")]);
    let hits = find(&site, "en", "pentest", 10).hits;
    let marks: Vec<(&str, Option<&str>)> = hits.iter().map(|hit| (&*hit.id, hit.other_name_of.as_deref())).collect();
    assert!(marks.contains(&("t/a", Some("pentest"))) && marks.contains(&("t/b", None)), "{marks:?}");
}

#[test]
fn lists_are_found_by_name_after_any_edit() {
    let question = Question { id: "e".to_owned(), title: "Q".to_owned(), answer: "A.".to_owned(), tags: Vec::new() };
    let mut site = site_of("en", &[question]);
    let first = |site: &candor::project::Project, query| find(site, "en", query, 10).hits.first().map(reference);
    for (query, page) in [
        ("timeline", "page:timeline"),
        ("documents", "page:documents"),
        ("subprocessors", "page:subprocessors"),
        ("what changed recently", "page:updates"),
    ] {
        assert_eq!(first(&site, query).as_deref(), Some(page), "{query}");
    }
    site.apply([change("content/faq/t/e.md", "+++\nquestion = \"Another?\"\n+++\nYes.\n")]);
    assert_eq!(first(&site, "timeline").as_deref(), Some("page:timeline"));
    assert_eq!(first(&site, "another").as_deref(), Some("faq:t/e"));
}
