//! `candor search`, as people and programs use it.

use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::command::{candor, errors, run, site};

fn search(root: &Path, arguments: &[&str]) -> Output {
    run(root, &[&["search", "--as-of", "2026-11-21"], arguments].concat())
}

#[track_caller]
fn said(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", errors(output));
    assert_eq!(errors(output), "");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The answers, one a line.
#[track_caller]
fn answers(output: &Output) -> Vec<Value> {
    said(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn people_see_titles_addresses_and_the_beginning_of_texts() {
    let root = site("search-people");
    let expected = "\
1. Data Vault (DV)
   service:acme/vault  /trust/scope/acme/vault/
   SOC 2 Type II (2026): In scope

1 of 2; -n prints more

In other languages:

1. Data Vault（DV）
   service:acme/vault  /trust/zh-Hans/scope/acme/vault/
   SOC 2 Type II（2026）：在范围内

";
    assert_eq!(said(&search(&root, &["-n", "1", "DV"])), expected);
    assert_eq!(said(&search(&root, &["xylophone"])), "nothing mentions `xylophone`\nnothing answers `xylophone`\n");
}

#[test]
fn words_need_no_quotes() {
    let root = site("search-words");
    assert_eq!(said(&search(&root, &["what", "is", "covered"])), said(&search(&root, &["what is covered"])));
}

#[test]
fn programs_read_an_object_for_each_query() {
    let root = site("search-json");
    let answer = &answers(&search(&root, &["--json", "what is covered"]))[0];
    assert_eq!((answer["query"].as_str(), answer["locale"].as_str()), (Some("what is covered"), Some("en")));
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(answer["total"].as_u64(), Some(hits.len() as u64), "there are fewer than ten");
    assert_eq!(answer["has_more"], false);
    let first = &hits[0];
    assert_eq!(first["rank"], 1);
    assert_eq!((first["kind"].as_str(), first["id"].as_str()), (Some("faq"), Some("basics/what")));
    assert_eq!(first["url"], "/trust/faq/basics/what/");
    assert_eq!(first["title"], "What is covered?");
    assert!(first["excerpt"].as_str().unwrap().starts_with("The report covers"), "{first}");
    let scores: Vec<f64> = hits.iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    assert!(hits.iter().all(|hit| hit["locale"] == "en"));
    assert!(answer["others"].as_array().unwrap().iter().all(|hit| hit["locale"] == "zh-Hans"));
}

#[test]
fn a_dash_reads_a_query_from_each_line() {
    let root = site("search-lines");
    let mut command = candor();
    command.current_dir(&root).args(["search", "--json", "--locale", "zh-Hans", "--as-of", "2026-11-21", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("覆盖\n\nDV\n鉴证".as_bytes()).unwrap();
    let answers = answers(&child.wait_with_output().unwrap());
    let queries: Vec<&str> = answers.iter().map(|answer| answer["query"].as_str().unwrap()).collect();
    assert_eq!(queries, ["覆盖", "", "DV", "鉴证"]);
    let firsts: Vec<Option<&str>> = answers.iter().map(|answer| answer["hits"][0]["id"].as_str()).collect();
    assert_eq!(firsts, [Some("basics/what"), None, Some("acme/vault"), Some("acme/soc-2")]);
    assert_eq!(answers[3]["others"][0]["id"], "attestation", "the term has no Chinese text: {}", answers[3]);
}

#[test]
fn hits_are_narrowed_by_kind_language_and_number() {
    let root = site("search-narrow");
    let of = |arguments: &[&str]| answers(&search(&root, &[&["--json"], arguments].concat()))[0].clone();
    let all = of(&["-n", "50", "acme"]);
    let kinds: Vec<&str> = all["hits"].as_array().unwrap().iter().map(|hit| hit["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"provider") && kinds.contains(&"report") && kinds.contains(&"document"), "{kinds:?}");
    let some = of(&["--kind", "report", "-k", "document", "acme"]);
    let is_some = |hit: &Value| hit["kind"] == "report" || hit["kind"] == "document";
    assert!(some["hits"].as_array().unwrap().iter().all(is_some) && some["total"] == 3, "{some}");
    let one = of(&["-n", "1", "acme"]);
    assert_eq!((one["hits"].as_array().unwrap().len(), &one["total"]), (1, &all["total"]));
}

#[test]
fn what_a_site_does_not_have_is_refused_with_a_suggestion() {
    let root = site("search-refused");
    for (arguments, words) in [
        (&["--locale", "zh", "DV"][..], "the site has no language `zh`; it has en, zh-Hans"),
        (&["--kind", "reprot", "DV"][..], "nothing is of the kind `reprot`; did you mean `report`?"),
        (&["--kind", "qqqqqqqq", "DV"][..], "nothing is of the kind `qqqqqqqq`; there are "),
        (&[][..], "QUERY"),
    ] {
        let output = search(&root, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors(&output).contains(words), "{arguments:?}: {}", errors(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}
