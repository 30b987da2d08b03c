//! How good the ranking is: queries with known answers, of `tests/search`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use candor::project::Project;
use serde_json::Value;

use super::site::{Question, find, site_of};

/// How many hits are looked at.
const WANTED: usize = 10;

/// A file of `tests/search`.
fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name)).unwrap()
}

/// A document of a set.
struct Judged {
    id: String,
    lang: String,
    question: Question,
}

fn documents(set: &str) -> Vec<Judged> {
    let document = |line: &str| {
        let document: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| document[name].as_str().unwrap().to_owned();
        let lists = document["meta"].as_object().into_iter().flat_map(serde_json::Map::values);
        let tags = lists.filter_map(Value::as_array).flatten().map(|word| word.as_str().unwrap().to_owned()).collect();
        let question = Question { id: slug(&text("id")), title: text("title"), answer: text("body"), tags };
        Judged { id: text("id"), lang: text("lang"), question }
    };
    read(&format!("{set}.docs.jsonl")).lines().map(document).collect()
}

/// `AC-2(3)` as the name of a file: `ac-2-3`.
fn slug(id: &str) -> String {
    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// A query, and the ids of the entries that answer it.
struct Query {
    kind: String,
    text: String,
    answers: BTreeSet<String>,
}

fn queries(set: &str) -> Vec<Query> {
    let mut answers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in read(&format!("{set}.qrels.tsv")).lines() {
        let [query, document, grade] = columns(line);
        if grade != "0" {
            answers.entry(query.to_owned()).or_default().insert(format!("t/{}", slug(document)));
        }
    }
    let query = |line: &str| {
        let [id, kind, text] = columns(line);
        Query { kind: kind.to_owned(), text: text.to_owned(), answers: answers[id].clone() }
    };
    read(&format!("{set}.queries.tsv")).lines().map(query).collect()
}

#[track_caller]
fn columns(line: &str) -> [&str; 3] {
    line.split('\t').collect::<Vec<_>>().try_into().unwrap()
}

/// What came of the queries of a set.
#[derive(Default)]
struct Outcome {
    /// The reciprocal ranks by kind.
    ranks: BTreeMap<String, Vec<f64>>,
    empty: Vec<String>,
    /// The queries whose first hit is no answer.
    missed: Vec<String>,
}

impl Outcome {
    fn of(queries: Vec<Query>, ask: impl Fn(&str) -> Vec<String>) -> Self {
        let mut outcome = Self::default();
        for Query { kind, text, answers } in queries {
            let found = ask(&text);
            let rank = (1_u32..).zip(&found).take(WANTED).find(|(_, id)| answers.contains(*id));
            outcome.ranks.entry(kind).or_default().push(rank.map_or(0.0, |(rank, _)| 1.0 / f64::from(rank)));
            if rank.is_none_or(|(rank, _)| rank > 1) {
                outcome.missed.push(format!("{text}: {answers:?}, not {:?}", &found[..found.len().min(3)]));
            }
            if found.is_empty() {
                outcome.empty.push(text);
            }
        }
        outcome
    }

    #[track_caller]
    fn assert_at_least(&self, overall: f64, each_kind: f64) {
        let all: Vec<f64> = self.ranks.values().flatten().copied().collect();
        let kinds: Vec<String> = self.ranks.iter().map(|(kind, ranks)| format!("{kind} {:.4}", mean(ranks))).collect();
        let said = format!("MRR@10 {:.4} ({})\n{}", mean(&all), kinds.join(", "), self.missed.join("\n"));
        assert!(mean(&all) >= overall, "{said}");
        assert!(self.ranks.values().all(|ranks| mean(ranks) >= each_kind), "{said}");
    }
}

fn mean(ranks: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are hundreds")]
    let count = ranks.len() as f64;
    ranks.iter().sum::<f64>() / count
}

fn ids(project: &Project, locale: &str, query: &str) -> Vec<String> {
    find(project, locale, query, WANTED).hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn controls_are_found_by_number_title_typo_and_beginning() {
    let questions: Vec<Question> = documents("nist").into_iter().map(|document| document.question).collect();
    let names: BTreeSet<&String> = questions.iter().map(|question| &question.id).collect();
    assert_eq!(names.len(), questions.len(), "two documents have one name");
    let site = site_of("en", &questions);
    let outcome = Outcome::of(queries("nist.dev"), |query| ids(&site, "en", query));
    assert_eq!(outcome.empty, Vec::<String>::new());
    outcome.assert_at_least(0.98, 0.97);
}

/// A reader sees the hits in the language of the query, and those in the other below them.
#[test]
fn questions_find_their_entries_in_both_languages() {
    let (chinese, english): (Vec<_>, Vec<_>) = documents("tcset").into_iter().partition(|d| d.lang == "zh");
    let site = |locale, documents: Vec<Judged>| {
        assert!(documents.iter().all(|document| document.question.id == document.id));
        let questions: Vec<Question> = documents.into_iter().map(|document| document.question).collect();
        site_of(locale, &questions)
    };
    let (english, chinese) = (site("en", english), site("zh-Hans", chinese));
    let ask = |query: &str| {
        let [en, zh] = [ids(&english, "en", query), ids(&chinese, "zh-Hans", query)];
        let is_chinese = query.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        if is_chinese { [zh, en].concat() } else { [en, zh].concat() }
    };
    Outcome::of(queries("tcset"), ask).assert_at_least(0.94, 0.5);
}
