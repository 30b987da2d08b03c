//! What people ask, of the example site and among a thousand entries of another: the first hit answers, and nothing where
//! the site has nothing to say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use candor::disk;
use candor::project::Project;

use super::site::{example, find, fresh, generated, reference};
use crate::support::{inputs_of, texts};

/// The questions that the ranking was made with, and those that were written down before it was looked at.
const KNOWN: &str = "questions.tsv";
const UNSEEN: &str = "unseen.tsv";

/// The share of questions whose first hit answers them: of the site alone, and among others.
const FIRST: f64 = 0.92;
const FIRST_AMONG_OTHERS: f64 = 0.82;
const FIRST_UNSEEN: f64 = 0.86;
const FIRST_UNSEEN_AMONG_OTHERS: f64 = 0.68;

/// The share of questions without an answer that get none.
const NOTHING: f64 = 0.9;

struct Asked {
    locale: String,
    text: String,
    answers: Vec<String>,
}

fn asked(file: &str) -> Vec<Asked> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(file);
    let question = |line: &str| {
        let [locale, text, answers]: [&str; 3] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let answers = answers.split(' ').filter(|answer| *answer != "-").map(ToOwned::to_owned).collect();
        Asked { locale: locale.to_owned(), text: text.to_owned(), answers }
    };
    fs::read_to_string(file).unwrap().lines().map(question).collect()
}

fn first(site: &Project, asked: &Asked) -> Option<String> {
    find(site, &asked.locale, &asked.text, 10).hits.first().map(reference)
}

#[track_caller]
fn assert_share(right: usize, all: usize, least: f64, wrong: &[String]) {
    #[expect(clippy::cast_precision_loss, reason = "there are a hundred")]
    let share = right as f64 / all as f64;
    assert!(share >= least, "{right} of {all}\n{}", wrong.join("\n"));
}

#[track_caller]
fn assert_first(file: &str, site: &Project, least: f64) {
    let asked: Vec<Asked> = asked(file).into_iter().filter(|asked| !asked.answers.is_empty()).collect();
    let mut wrong = Vec::new();
    for asked in &asked {
        let first = first(site, asked);
        if !first.as_ref().is_some_and(|first| asked.answers.contains(first)) {
            wrong.push(format!("{}: {first:?}", asked.text));
        }
    }
    assert_share(asked.len() - wrong.len(), asked.len(), least, &wrong);
}

/// The example, with the providers and entries of a generated site beside its own.
fn example_among_others() -> Project {
    let own = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().changes;
    let others = generated(1_000);
    let is_beside = |path: &str| path.starts_with("content/providers/") || path.starts_with("content/faq/");
    let mut files: BTreeMap<String, String> = texts(&others).filter(|(path, _)| is_beside(path)).collect();
    files.extend(texts(&own));
    fresh(inputs_of(files))
}

#[test]
fn the_first_hit_answers_what_people_ask() {
    let site = example();
    assert_first(KNOWN, &site, FIRST);
    assert_first(UNSEEN, &site, FIRST_UNSEEN);
}

#[test]
fn the_first_hit_answers_what_people_ask_among_others() {
    let site = example_among_others();
    assert_first(KNOWN, &site, FIRST_AMONG_OTHERS);
    assert_first(UNSEEN, &site, FIRST_UNSEEN_AMONG_OTHERS);
}

#[test]
fn nothing_answers_what_the_site_does_not_say() {
    let site = example();
    for file in [KNOWN, UNSEEN] {
        let asked: Vec<Asked> = asked(file).into_iter().filter(|asked| asked.answers.is_empty()).collect();
        let answered = |asked: &Asked| first(&site, asked).map(|first| format!("{}: {first}", asked.text));
        let wrong: Vec<String> = asked.iter().filter_map(answered).collect();
        assert_share(asked.len() - wrong.len(), asked.len(), NOTHING, &wrong);
    }
}

#[test]
fn a_document_answers_that_has_enough_of_what_was_asked() {
    let site = example();
    let found = |query| find(&site, "en", query, 10).hits.iter().map(reference).collect::<Vec<_>>();
    assert_eq!(found("data center diesel").first().map(String::as_str), Some("term:data-center"));
    assert_eq!(found("report diesel"), Vec::<String>::new());
}

#[test]
fn what_stands_nowhere_is_named() {
    let results = find(&example(), "en", "pentest report", 10);
    assert_eq!((results.hits.len(), results.missing), (0, vec!["pentest".to_owned()]));
    let results = find(&example(), "en", "which data centers of huawei cloud run kubernetes", 10);
    assert_eq!(results.missing, ["kubernetes"]);
    assert!(!results.hits.is_empty(), "the rest is enough to answer");
    assert_eq!(find(&example(), "zh-Hans", "渗透测试报告", 10).missing, ["渗透"]);
}
