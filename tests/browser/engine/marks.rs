//! What the browser marks of a text, and which part of it is shown.

use serde_json::{Value, json};

use super::lab::Lab;
use super::sample::{Random, text};
use crate::chance::seed;
use crate::sites::{example, search_files};

fn lab(name: &str) -> Lab {
    let lab = Lab::open(name, &search_files(&example()));
    lab.run("await lab.openIndex('/search/en/').dimensions(); return true;", &json!(null));
    lab
}

#[test]
fn the_words_that_were_found_are_marked() {
    let cases: &[(&str, &[&str], &str)] = &[
        ("A SOC 2 report is valid.", &["soc", "2"], "A [SOC] [2] report is valid."),
        ("The reports of 2 auditors", &["reports", "2"], "The [reports] of 2 auditors"),
        ("Résumé and RE\u{301}SUME and resumes", &["resume"], "[Résumé] and RE\u{301}SUME and resumes"),
        ("ＳＯＣ is wide", &["soc"], "[ＳＯＣ] is wide"),
        ("数据中心在哪里", &["数据", "据中", "中心"], "[数据中心]在哪里"),
        ("Nothing here", &[], "Nothing here"),
        ("", &["soc"], ""),
    ];
    let input: Vec<Value> = cases.iter().map(|(text, words, _)| json!([text, words])).collect();
    let body = "return input.map(([text, words]) => { \
        let end = 0, all = ''; \
        for (const [from, to] of lab.markRanges(text, words)) { \
          all += text.slice(end, from) + '[' + text.slice(from, to) + ']'; end = to; \
        } \
        return all + text.slice(end); });";
    let found = lab("marks").run(body, &json!(input));
    for ((text, words, expected), found) in cases.iter().zip(found.as_array().unwrap()) {
        assert_eq!(found.as_str(), Some(*expected), "{words:?} in {text}");
    }
}

#[test]
fn marks_are_in_order_and_windows_are_short_whatever_is_found() {
    let lab = lab("marks-any");
    let seed = seed();
    let mut random = Random::new(seed);
    let mut long = || (0..6).map(|_| text(&mut random)).collect::<String>();
    let cases: Vec<String> = (0..2_000).map(|_| long()).collect();
    // A whole word may stand at the beginning of the window, which makes it so much longer. A list of facts is shown in
    // another order.
    let body = "return input.filter((text) => { \
        const words = lab.tokens(text).map((piece) => piece.text).filter((_, i) => i % 3 === 0); \
        let end = 0, isGood = true; \
        for (const [from, to] of lab.markRanges(text, words)) { isGood &&= end <= from && from < to && to <= text.length; end = to; } \
        const ordered = text.length > 40 ? lab.factsInOrder(text, words) : text; \
        const shown = lab.excerptWindow(text, words, 40); \
        const cut = shown.replace(/^…/, '').replace(/…$/, ''); \
        return !isGood || shown.length > (text.length > 40 ? 62 : 40) || !ordered.includes(cut); });";
    let wrong = lab.run(body, &json!(cases));
    assert_eq!(wrong, Value::Array(Vec::new()), "seed {seed}");
}
