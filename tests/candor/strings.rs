//! Every string that the program asks of a catalog is in each catalog of the theme; one that is missing is named.
//!
//! 1. Keys that stand in the program or a template are read from there.
//! 2. Keys that are put together are those of a family and each word of its vocabulary, read from the enum that has it.
//! 3. A way to ask for a string that this test does not know fails, with the place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The vocabularies of `src/model` behind the families of keys, as the program and templates name them.
const FAMILIES: [(&str, &str); 43] = [
    ("access", "Access"),
    ("ai_fact", "AiFact"),
    ("assurance", "Assurance"),
    ("advisory_fact", "AdvisoryFact"),
    ("audience", "Audience"),
    ("banner_kind", "BannerKind"),
    ("bearing", "Bearing"),
    ("conclusion", "Conclusion"),
    ("control_all", "ControlState"),
    ("control_count", "ControlState"),
    ("control_figure", "ControlState"),
    ("control_meaning", "ControlState"),
    ("control_state", "ControlState"),
    ("criteria", "Category"),
    ("data_fact", "DataFact"),
    ("disclosure_fact", "DisclosureFact"),
    ("distribution", "Distribution"),
    ("document_kind", "DocumentKind"),
    ("fact", "FactName"),
    ("get_note", "Distribution"),
    ("lead_status", "State"),
    ("link_rel", "Rel"),
    ("location_kind", "LocationKind"),
    ("method", "Method"),
    ("opinion", "Opinion"),
    ("product_fact", "ProductFact"),
    ("quote", "FactState"),
    ("response", "ResponseStep"),
    ("scope", "Coverage"),
    ("scope_count", "Coverage"),
    ("shared", "Shared"),
    ("scope_sentence", "Coverage"),
    ("service_lead", "Coverage"),
    ("severity", "Severity"),
    ("state", "FactState"),
    ("status", "State"),
    ("status_sentence", "State"),
    ("training", "Training"),
    ("support", "Support"),
    ("unit", "LocationKind"),
    ("update_kind", "UpdateKind"),
    // The words of these three stand elsewhere.
    ("kind", ""),
    ("mark", ""),
];

/// Keys that are no literal where they are asked for: those of closures and variables, whose literals are found by
/// `KEYS_OF_CLOSURES`, and those made of a type of report or a cadence.
const COMPUTED: [&str; 8] = [
    "key",
    // The form of a string that was found already.
    "Category::Other",
    "&key_of(family, word)",
    "&sentence_key(context, report, today.state)",
    "&key",
    "&known.id.word().replace('-', \"_\")",
    "&word.replace('-', \"_\")",
    "&format!(\"{}_short\", report_type.word().replace('-', \"_\"))",
];
const KEYS_OF_CLOSURES: [&str; 13] = [
    "count(\"",
    "few(context, \"",
    "text_for(\"",
    "named(\"",
    "combined(\"",
    ".text(\"",
    ".fill(\"",
    ".form(\"",
    ".fill_counted(\"",
    ".fill_form(\"",
    ", text(\"",
    "=> text(\"",
    "counted(\"",
];

/// The files below a folder with an ending, each with its path.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let mine = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == ending));
    mine.map(|entry| (entry.path().display().to_string(), fs::read_to_string(entry.path()).unwrap())).collect()
}

fn source(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// What stands between each such beginning, which is no part of a longer name, and the next quotation mark.
fn literals<'t>(text: &'t str, beginning: &str) -> Vec<&'t str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_whole = |at: usize| !beginning.starts_with(is_word) || !text[..at].ends_with(is_word);
    let found = text.match_indices(beginning).filter(|(at, _)| is_whole(*at));
    found.filter_map(|(at, _)| text[at + beginning.len()..].split('"').next()).collect()
}

/// Every literal of a text.
fn all_literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// The words of a vocabulary.
fn words(name: &str) -> Vec<String> {
    let terms = files("src/model", "rs").into_iter().map(|(_, text)| text).collect::<String>();
    let body = terms.split_once(&format!("\n    {name} {{")).unwrap_or_else(|| panic!("no vocabulary `{name}`")).1;
    let words = all_literals(body.split_once('}').unwrap().0).map(str::to_owned).collect::<Vec<_>>();
    assert!(words.len() > 1, "{name}");
    words
}

fn words_of_family(family: &str) -> Option<Vec<String>> {
    let of = |text: &str, ending: &str| {
        let part = text.split_once(ending).unwrap_or_else(|| panic!("{ending} is not there")).1;
        all_literals(part.split("\n    }").next().unwrap()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (_, vocabulary) = FAMILIES.iter().find(|(known, _)| *known == family)?;
    Some(match family {
        // Nobody refers to a home page or to an entry of a scope.
        "kind" => {
            let table = source("src/model/kinds.rs");
            let kinds = literals(&table, "word: \"").into_iter().map(str::to_owned);
            kinds.filter(|kind| kind != "home" && kind != "scope").collect()
        }
        "quote" | "state" => words(vocabulary).into_iter().filter(|word| word != "given").collect(),
        "mark" => of(&source("src/model/mod.rs"), "fn mark(&self"),
        "scope" | "scope_sentence" | "service_lead" => [words(vocabulary), vec!["not-stated".to_owned()]].concat(),
        _ => words(vocabulary),
    })
}

/// The argument with which a function is called, up to a comma or the end of the call.
fn first_argument(text: &str) -> String {
    let (mut depth, mut argument) = (0, String::new());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' | ',' if depth == 0 => break,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        argument.push(c);
    }
    argument.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The keys that are asked for, each with the place where it is.
#[derive(Default)]
struct Asked(BTreeMap<String, String>);

impl Asked {
    fn key(&mut self, key: &str, place: &str) {
        self.0.entry(key.to_owned()).or_insert_with(|| place.to_owned());
    }

    #[track_caller]
    fn family(&mut self, family: &str, place: &str) {
        let words = match family {
            // The pages that are called so.
            "nav" | "search_list" => {
                let table = source("src/model/pages.rs");
                literals(&table, "\"nav_").into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
            }
            family => words_of_family(family).unwrap_or_else(|| panic!("{place}: no words are known of `{family}_`")),
        };
        words.iter().for_each(|word| self.key(&format!("{family}_{}", word.replace('-', "_")), place));
    }

    /// The labels that Markdown leaves open.
    fn of_labels(&mut self, place: &str, text: &str) {
        for (at, _) in text.match_indices("Fill::Label(") {
            let argument = first_argument(&text[at + "Fill::Label(".len()..]);
            let arms = argument.contains("=>");
            let keys = argument.split(',').map(|arm| if arms { arm.rsplit("=>").next().unwrap() } else { arm });
            keys.flat_map(all_literals).for_each(|key| self.key(key, place));
        }
    }

    #[track_caller]
    fn of_program(&mut self, place: &str, text: &str) {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
        let text = lines.join(" ");
        for beginning in KEYS_OF_CLOSURES {
            literals(&text, beginning).into_iter().filter(|key| is_key(key)).for_each(|key| self.key(key, place));
        }
        for line in lines.iter().filter(|line| line.contains("let key = if ") || line.contains(" page(PageKind::")) {
            all_literals(line).for_each(|key| self.key(key, place));
        }
        for ask in [".text(", ".fill(", ".form(", ".fill_counted("] {
            for (at, _) in text.match_indices(ask) {
                let argument = first_argument(&text[at + ask.len()..]);
                if argument.starts_with("if ") {
                    all_literals(&argument).for_each(|key| self.key(key, place));
                    continue;
                }
                let is_known = argument.is_empty() || argument.starts_with('"') || COMPUTED.contains(&&*argument);
                assert!(is_known, "{place}: `{ask}{argument})` asks for a string that this test does not know");
            }
        }
        for beginning in ["word(\"", "counted_word(\"", "word_for(\"", "Facts::of(context, record, \""] {
            literals(&text, beginning).into_iter().for_each(|family| self.family(family, place));
        }
    }

    #[track_caller]
    fn of_template(&mut self, place: &str, text: &str) {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        for (at, sign) in text.match_indices(['.', '[']) {
            let before = &text[..at];
            if !before.ends_with('t') || before[..at - 1].ends_with(|c: char| is_word(c) || c == '.') {
                continue;
            }
            let rest = &text[at + 1..];
            match (sign, rest.strip_prefix('"').and_then(|rest| rest.split_once('"'))) {
                (".", _) => self.key(&rest.chars().take_while(|c| is_word(*c)).collect::<String>(), place),
                (_, Some((key, rest))) if rest.starts_with(']') => self.key(key, place),
                (_, Some((family, _))) => self.family(family.trim_end_matches('_'), place),
                (_, None) => panic!("{place}: a template asks for `t[{}`", &rest[..rest.len().min(30)]),
            }
        }
    }
}

#[test]
fn every_string_that_is_asked_for_is_in_every_catalog() {
    let mut asked = Asked::default();
    let program = [files("src/view", "rs"), files("src/project", "rs")].concat();
    program.iter().for_each(|(place, text)| asked.of_program(place, text));
    asked.of_labels("src/parse/html.rs", &source("src/parse/html.rs"));
    asked.of_program("src/catalog.rs", &source("src/catalog.rs"));
    let templates = ["html", "md"].map(|ending| files("themes/default/templates", ending)).concat();
    templates.iter().for_each(|(place, text)| asked.of_template(place, text));
    for report_type in words("ReportType").iter().map(|word| word.replace('-', "_")) {
        asked.key(&report_type, "the types of reports");
        asked.key(&format!("{report_type}_short"), "the types of reports");
    }
    for why in ["undated_not_recorded", "undated_not_applicable", "awaiting_report_not_recorded"] {
        asked.key(&format!("status_sentence_{why}"), "the status of a report that lacks a date");
    }
    for how_often in ["once", "twice", "times"] {
        for unit in words("Unit") {
            asked.key(&format!("cadence_{how_often}_per_{unit}"), "the cadence of reports");
        }
    }
    assert!(asked.0.len() > 350, "only {} strings were found to be asked for", asked.0.len());
    let mut missing = Vec::new();
    for (catalog, text) in files("themes/default/i18n", "toml") {
        let known: BTreeSet<&str> = text.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
        let lacks = asked.0.iter().filter(|(key, _)| !known.contains(key.as_str()));
        missing.extend(lacks.map(|(key, place)| format!("{catalog} lacks `{key}` ({place})")));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
