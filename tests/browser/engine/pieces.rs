//! Texts are cut into the same pieces in the browser and in the program.

use candor::project::search_pieces;
use serde_json::{Value, json};

use super::lab::Lab;
use super::sample::{Random, cards, text};
use crate::chance::seed;
use crate::sites::{example, fresh, generated, search_files};

#[track_caller]
fn assert_same(lab: &Lab, texts: &[String], from: &str) {
    let body =
        "const of = (text) => lab.tokens(text).map(({ text, kind, end }) => [text, kind, end]); return input.map(of);";
    for texts in texts.chunks(1_000) {
        let found = lab.run(body, &json!(texts));
        for (text, found) in texts.iter().zip(found.as_array().unwrap()) {
            let expected: Vec<Value> =
                search_pieces(text).into_iter().map(|p| json!([p.text, p.kind, p.end])).collect();
            assert_eq!(*found, json!(expected), "{text:?} ({from})");
        }
    }
}

#[test]
fn titles_and_texts_are_cut_alike() {
    for (name, site) in [("pieces-example", example()), ("pieces-generated", fresh(generated(1_000)))] {
        let files = search_files(&site);
        let lab = Lab::open(name, &files);
        for locale in ["en", "zh-Hans"] {
            // The root says what the browser may not know of the characters of the site.
            lab.run("await lab.openIndex(`/search/${input}/`).dimensions(); return true;", &json!(locale));
            let texts: Vec<String> =
                cards(&files, locale).into_iter().flat_map(|(title, text)| [title, text]).collect();
            assert!(texts.len() > 100, "{locale} has {}", texts.len());
            assert_same(&lab, &texts, name);
        }
    }
}

#[test]
fn any_text_is_cut_alike() {
    let lab = Lab::open("pieces-any", &search_files(&example()));
    lab.run("await lab.openIndex('/search/en/').dimensions(); return true;", &json!(null));
    let seed = seed();
    let mut random = Random::new(seed);
    let texts: Vec<String> = (0..20_000).map(|_| text(&mut random)).collect();
    assert_same(&lab, &texts, &format!("seed {seed}"));
}
