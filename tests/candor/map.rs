//! The map in `src/lib.rs`: the files that one touches to add something are those that it names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// How many files of the program a kind of record with a page of its own may cost.
const MOST_FILES: usize = 10;

/// The files that the map names for a kind of record, `x` standing for the kind.
fn files_for_a_kind() -> Vec<String> {
    let map = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).unwrap();
    let (_, list) = map.split_once("**A kind of record with a page of its own:**").unwrap();
    let (list, _) = list.split_once("#![forbid").unwrap();
    let rows = list.lines().filter(|line| line.starts_with("//!   - `"));
    rows.map(|row| row.split('`').nth(1).unwrap().to_owned()).collect()
}

/// Every file of the program below `src` with its code, comments left out.
fn code() -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(Path::new(ROOT).join("src")).sort_by_file_name();
    let files =
        files.into_iter().map(Result::unwrap).filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"));
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(ROOT).unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(entry.path()).unwrap();
        (path, text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n"))
    };
    files.map(read).collect()
}

/// The words that stand behind a prefix, such as the variants behind `Kind::`.
fn behind<'t>(text: &'t str, prefix: &str) -> BTreeSet<&'t str> {
    let is_alone = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let starts = text.match_indices(prefix).filter(|(at, _)| is_alone(*at)).map(|(at, _)| at + prefix.len());
    let words = starts.map(|start| {
        let length = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        &text[start..start + length]
    });
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())).collect()
}

#[test]
fn a_kind_of_record_costs_few_files() {
    let files = files_for_a_kind();
    assert!((5..=MOST_FILES).contains(&files.len()), "the map names {} files: {files:?}", files.len());
    for file in files.iter().filter(|file| !file.ends_with("/x.rs")) {
        assert!(Path::new(ROOT).join(file).is_file(), "the map names {file}, which does not exist");
    }
}

/// A file that names most kinds of record or of page decides for each of them, so whoever adds one has to touch it.
#[test]
fn whatever_decides_for_each_kind_is_on_the_map() {
    let files = files_for_a_kind();
    let code = code();
    let table = |path: &str, prefix: &str| {
        let (_, text) = code.iter().find(|(known, _)| known == path).unwrap();
        behind(text, prefix).len()
    };
    let (kinds, pages) = (table("src/model/kinds.rs", "Kind::"), table("src/model/pages.rs", "PageKind::"));
    assert!(kinds >= 15 && pages >= 25, "the tables were not found: {kinds} kinds, {pages} pages");
    let decides = |text: &str| {
        let named = behind(text, "Kind::").len().max(behind(text, "Content::").len());
        named * 2 > kinds || behind(text, "PageKind::").len() * 2 > pages
    };
    let unlisted: Vec<&str> =
        code.iter().filter(|(path, text)| decides(text) && !files.contains(path)).map(|(path, _)| &**path).collect();
    assert!(unlisted.is_empty(), "these decide for each kind, and are not on the map of src/lib.rs: {unlisted:?}");
}

/// The kinds and the pages of records are decided by name, so that the compiler finds every place when one is added.
#[test]
fn no_wildcard_stands_for_a_kind() {
    let mut wrong = Vec::new();
    for (path, text) in code() {
        for (at, _) in text.match_indices("match ") {
            let Some(body) = body_of_match(&text[at..]) else { continue };
            let arms = arms(body);
            let is_over_kinds = |arm: &&str| {
                let arm = arm.trim_start_matches(['|', ' ', '(']);
                ["Kind::", "Content::", "PageKind::"].iter().any(|prefix| arm.starts_with(prefix))
            };
            let is_wildcard = |arm: &&str| *arm == "_" || arm.starts_with("_ if");
            if arms.iter().any(is_over_kinds) && arms.iter().any(is_wildcard) && !path.starts_with("src/search/") {
                let line = text[..at].lines().count();
                wrong.push(format!("{path}, near line {line} of its code"));
            }
        }
    }
    assert!(wrong.is_empty(), "a wildcard decides for kinds that nobody named:\n{}", wrong.join("\n"));
}

/// What stands between the braces of a match.
fn body_of_match(text: &str) -> Option<&str> {
    let line_end = text.find('\n')?;
    let open = text[..line_end].rfind('{').filter(|at| text[*at + 1..line_end].trim().is_empty())?;
    let mut depth = 0;
    for (at, c) in text[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&text[open + 1..open + at]);
        }
    }
    None
}

/// The patterns of the arms of a match, as far as they begin a line one level deep.
fn arms(body: &str) -> Vec<&str> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let Some(level) = body.lines().filter(|line| !line.trim().is_empty()).map(indent).min() else { return Vec::new() };
    let lines = body.lines().filter(|line| indent(line) == level && !line.trim_start().starts_with('}'));
    lines.map(|line| line.trim().split(" =>").next().unwrap_or_default().trim()).collect()
}
