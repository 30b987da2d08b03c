//! After any script of edits, typed or saved, the client knows the findings of a check of the same texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::client::{AS_OF, Client, position};
use crate::command::{folder, run, write};
use crate::edits::{config, content};
use crate::robustness::holds;

/// What an author does to a file.
#[derive(Clone, Debug)]
enum Edit {
    /// Type a word at a share of the text.
    Type(usize, u8, &'static str),
    /// Take some of the text away.
    Cut(usize, u8, u8),
    /// Put the text of another file in the place of this one.
    Paste(usize, usize),
    Undo(usize),
    /// Close the file without saving.
    Close(usize),
    Save(usize),
    /// Write other settings, some of which cannot be understood.
    Configure(&'static str),
    /// Take a file from the disk.
    Remove(usize),
}

const WORDS: [&str; 8] =
    ["neu ", "\n", "🦀\r\n", "\"", "[中](report:acme/soc-3)", "= [\"", "+++\n", "\ndraft = true # placeholder\n"];
const SETTINGS: [&str; 3] = [
    "title = ",
    "title = \"Small\"\nbase_url = \"https://t.example/trust/\"\nlocales = [\"en\"]\n[policy]\nfresh_months = 1\n",
    "title = \"Small\"\nbase_url = \"https://t.example/trust/\"\nlocales = [\"en\", \"fr\"]\n",
];

fn edit() -> impl Strategy<Value = Edit> {
    let count = content().len();
    prop_oneof![
        3 => (0..count, any::<u8>(), 0..WORDS.len()).prop_map(|(file, at, word)| Edit::Type(file, at, WORDS[word])),
        2 => (0..count, any::<u8>(), any::<u8>()).prop_map(|(file, from, to)| Edit::Cut(file, from, to)),
        2 => (0..count, 0..count).prop_map(|(a, b)| Edit::Paste(a, b)),
        1 => (0..count).prop_map(Edit::Undo),
        1 => (0..count).prop_map(Edit::Close),
        1 => (0..count).prop_map(Edit::Save),
        1 => (0..SETTINGS.len()).prop_map(|n| Edit::Configure(SETTINGS[n])),
        1 => (0..count).prop_map(Edit::Remove),
    ]
}

/// An author at work: what the disk holds, and what is open.
struct Author {
    root: std::path::PathBuf,
    originals: Vec<(String, String)>,
    open: BTreeMap<String, String>,
    client: Client,
}

impl Author {
    fn new(root: &Path) -> Self {
        let originals = content();
        originals.iter().for_each(|(path, text)| write(root, path, text));
        write(root, "candor.toml", config());
        let watched = json!({ "workspace": { "didChangeWatchedFiles": {
            "dynamicRegistration": true, "relativePatternSupport": true } },
            "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
        let client = Client::start(root, &watched);
        Self { root: root.to_path_buf(), originals, open: BTreeMap::new(), client }
    }

    /// The text of a file in its editor, which is opened.
    fn text(&mut self, path: &str) -> String {
        if let Some(text) = self.open.get(path) {
            return text.clone();
        }
        let text = fs::read_to_string(self.root.join(path)).unwrap_or_default();
        self.client.open(path, &text);
        self.open.insert(path.to_owned(), text.clone());
        text
    }

    fn replace(&mut self, path: &str, range: std::ops::Range<usize>, text: &str) {
        let old = self.text(path);
        let range = json!({ "start": position(&old, range.start), "end": position(&old, range.end) });
        self.client.change(path, &json!([{ "range": range, "text": text }]));
    }

    fn rewrite(&mut self, path: &str, text: &str) {
        let _ = self.text(path);
        self.client.change(path, &json!([{ "text": text }]));
        self.open.insert(path.to_owned(), text.to_owned());
    }

    fn changed(&mut self, path: &str) {
        let changes = json!({ "changes": [{ "uri": self.client.uri(path), "type": 2 }] });
        self.client.notify("workspace/didChangeWatchedFiles", &changes);
    }

    fn carry_out(&mut self, edit: &Edit) {
        let path = |author: &Self, file: &usize| author.originals[*file].0.clone();
        match edit {
            Edit::Type(file, at, word) => {
                let path = path(self, file);
                let mut text = self.text(&path);
                let at = outside_of_line_end(&text, text.len() * usize::from(*at) / 255);
                self.replace(&path, at..at, word);
                text.insert_str(at, word);
                self.open.insert(path, text);
            }
            Edit::Cut(file, from, to) => {
                let path = path(self, file);
                let mut text = self.text(&path);
                let at = |share: &u8| outside_of_line_end(&text, text.len() * usize::from(*share) / 255);
                let range = at(from.min(to))..at(from.max(to));
                self.replace(&path, range.clone(), "");
                text.replace_range(range, "");
                self.open.insert(path, text);
            }
            Edit::Paste(a, b) => {
                let text = self.originals[*b].1.clone();
                self.rewrite(&path(self, a), &text);
            }
            Edit::Undo(file) => {
                let text = self.originals[*file].1.clone();
                self.rewrite(&path(self, file), &text);
            }
            Edit::Close(file) => {
                let path = path(self, file);
                if self.open.remove(&path).is_some() {
                    self.client.close(&path);
                }
            }
            Edit::Save(file) => {
                let path = path(self, file);
                let text = self.text(&path);
                write(&self.root, &path, &text);
                self.client
                    .notify("textDocument/didSave", &json!({ "textDocument": { "uri": self.client.uri(&path) } }));
                self.changed(&path);
            }
            Edit::Configure(text) => self.rewrite("candor.toml", text),
            Edit::Remove(file) => {
                let path = path(self, file);
                let _ = fs::remove_file(self.root.join(&path));
                self.changed(&path);
            }
        }
    }

    /// Everything as the client sees it, on a disk of its own.
    fn saved(&self, root: &Path) {
        for entry in walkdir::WalkDir::new(&self.root).into_iter().map(Result::unwrap) {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&self.root).unwrap().to_str().unwrap();
                write(root, path, fs::read(entry.path()).unwrap());
            }
        }
        self.open.iter().for_each(|(path, text)| write(root, path, text));
    }
}

/// The nearest place before a byte where an editor can put something: not within a character or the end of a line.
fn outside_of_line_end(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if text[..at].ends_with('\r') { at - 1 } else { at }
}

/// A finding in words, as a check writes it.
fn of_check(root: &Path, finding: &Value) -> String {
    let place = |value: &Value| {
        let text = fs::read(root.join(value["file"].as_str().unwrap())).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let at = |key: &str| {
            let number = value[key].as_u64().unwrap();
            // To an editor what ends a line is no place in it.
            let line = key.strip_suffix("column").map(|end| value[format!("{end}line")].as_u64().unwrap());
            let line = line.and_then(|line| text.split('\n').nth(usize::try_from(line).unwrap() - 1));
            line.map_or(number, |line| number.min(line.trim_end_matches('\r').chars().count() as u64 + 1))
        };
        format!(
            "{}:{}:{}-{}:{}",
            value["file"].as_str().unwrap(),
            at("line"),
            at("column"),
            at("end_line"),
            at("end_column")
        )
    };
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let related = finding["related"].as_array().unwrap().iter();
    // What is part of the program lies in no file that a client could open.
    let related = related.filter(|related| !related["file"].as_str().unwrap().starts_with("candor:"));
    let related: Vec<String> = related.map(|r| format!("{} {}", place(r), r["label"].as_str().unwrap())).collect();
    let help = if text("help").is_empty() { String::new() } else { format!("\nhelp: {}", text("help")) };
    format!("{} {} {} {}{help} {related:?}", place(finding), text("code"), text("severity"), text("message"))
}

/// A diagnostic in the same words; its columns are made characters by the texts on a disk.
fn of_client(root: &Path, client: &Client, path: &str, found: &Value) -> String {
    let place = |path: &str, range: &Value| {
        let text = fs::read(root.join(path)).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.split('\n').collect();
        let at = |end: &str| {
            let line = usize::try_from(range[end]["line"].as_u64().unwrap()).unwrap();
            let units = usize::try_from(range[end]["character"].as_u64().unwrap()).unwrap();
            // A place that is beyond the text is told wrongly, which the comparison shows.
            let text = lines.get(line).copied().unwrap_or_default();
            let before: Vec<u16> = text.encode_utf16().take(units).collect();
            format!("{}:{}", line + 1, String::from_utf16_lossy(&before).chars().count() + 1)
        };
        format!("{path}:{}-{}", at("start"), at("end"))
    };
    let related = found["relatedInformation"].as_array().cloned().unwrap_or_default();
    let related = related.iter().map(|related| {
        let uri = related["location"]["uri"].as_str().unwrap();
        let path = uri.strip_prefix(&client.uri("")).unwrap().trim_start_matches('/').to_owned();
        format!("{} {}", place(&path, &related["location"]["range"]), related["message"].as_str().unwrap())
    });
    let related: Vec<String> = related.collect();
    let severity = if found["severity"] == 1 { "error" } else { "warning" };
    let (code, message) = (found["code"].as_str().unwrap(), found["message"].as_str().unwrap());
    format!("{} {code} {severity} {message} {related:?}", place(path, &found["range"]))
}

fn script_holds(script: &[Edit]) {
    static CASE: AtomicUsize = AtomicUsize::new(0);
    let name = format!("lsp-equal-{}", CASE.fetch_add(1, Ordering::Relaxed) % 4);
    let mut author = Author::new(&folder(&name));
    for (n, edit) in script.iter().enumerate() {
        author.carry_out(edit);
        if n % 4 == 3 {
            assert_equal(&mut author, &format!("{name}-saved"));
        }
    }
    assert_equal(&mut author, &format!("{name}-saved"));
    assert_eq!(author.client.end(), Some(0));
}

#[track_caller]
fn assert_equal(author: &mut Author, name: &str) {
    // Settings that cannot be understood leave the last good ones in force, which a check does not know.
    if author.open.get("candor.toml").is_some_and(|text| *text == SETTINGS[0]) {
        return;
    }
    author.client.settle();
    let saved = folder(name);
    author.saved(&saved);
    let checked = run(&saved, &["check", "--format", "json", "--as-of", AS_OF]);
    let lines = String::from_utf8(checked.stdout).unwrap();
    let mut expected: Vec<String> =
        lines.lines().map(|line| of_check(&saved, &serde_json::from_str(line).unwrap())).collect();
    let client = &author.client;
    let found = client.found.iter().flat_map(|(path, found)| found.iter().map(move |found| (path, found)));
    let mut found: Vec<String> = found.map(|(path, found)| of_client(&saved, client, path, found)).collect();
    expected.sort();
    found.sort();
    let missing: Vec<_> = expected.iter().filter(|finding| !found.contains(finding)).collect();
    let stale: Vec<_> = found.iter().filter(|finding| !expected.contains(finding)).collect();
    assert!(found == expected, "not told: {missing:#?}\ntold in vain: {stale:#?}");
}

#[test]
fn the_client_knows_what_a_check_of_the_same_texts_finds() {
    holds(24, &prop::collection::vec(edit(), 1..16), |script| script_holds(&script));
}
