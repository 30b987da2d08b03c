//! Queries and entries that nobody should write: they are answered, or found, like any others.

use super::reading::calls;
use super::site::{Question, find, reference, search_files, site_of};

/// Each of these is asked for, and the title and the answer of an entry.
const TEXTS: &[&str] = &[
    "",
    " \t\n",
    "__proto__",
    "constructor hasOwnProperty toString",
    "<script>alert(1)</script>",
    "</script><!--",
    "\"'`\\ ${x} {{ fact(\"a\", \"b\") }} %s %00",
    "\u{202e}desrever\u{202c} \u{200f}\u{200e}\u{2066}\u{2069}",
    "\u{0}\u{1}\u{7f}\u{feff}\u{fffd}",
    "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}",
    "\u{1d400}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{1f1e8}\u{1f1f3}",
    "ﬀ ﷺ Ⅷ ½ ㎏ ｓｏｃ２",
    "'''’’s' s's's 'tis",
    "----....____((((::::",
    "1-2-3-4-5-6-7-8-9-10-11-12",
    "§ soc.2§ $ 心$ = / | ! S(",
    "心心心心心 かなカナ 한국어입니다 ภาษาไทย",
];

#[test]
fn no_query_and_no_entry_breaks_the_index() {
    let long =
        ["a".repeat(10_240), "ab ".repeat(3_413), "心".repeat(3_413), "a-1.".repeat(2_560), "\u{1f600}".repeat(2_560)];
    let texts: Vec<&str> = TEXTS.iter().copied().chain(long.iter().map(String::as_str)).collect();
    let question = |(number, text): (usize, &&str)| Question {
        id: format!("h{number}"),
        title: format!("Entry {number} {text}"),
        answer: format!("{text} and more"),
        tags: vec![format!("tag {text}")],
    };
    let questions: Vec<Question> = texts.iter().enumerate().map(question).collect();
    for locale in ["en", "zh-Hans"] {
        let site = site_of(locale, &questions);
        for text in &texts {
            let found = find(&site, locale, text, 50);
            assert!(found.hits.iter().all(|hit| hit.score.is_finite()), "{text}");
        }
        for text in search_files(&site).values() {
            assert!(!calls(text).is_empty());
        }
    }
}

#[test]
fn names_of_object_properties_are_words() {
    let names = ["__proto__", "constructor", "hasOwnProperty", "valueOf"];
    let question = |name: &&str| Question {
        id: name.trim_matches('_').to_lowercase(),
        title: format!("What is {name}?"),
        answer: String::new(),
        tags: Vec::new(),
    };
    let questions: Vec<Question> = names.iter().map(question).collect();
    let site = site_of("en", &questions);
    for (name, question) in names.iter().zip(&questions) {
        let first = find(&site, "en", name, 5).hits.first().map(reference);
        assert_eq!(first, Some(format!("faq:t/{}", question.id)));
    }
}
