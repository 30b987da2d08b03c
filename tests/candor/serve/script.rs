//! A thousand edits against running previews: whenever one is looked at, its pages are those of a fresh start from the same
//! files.
//!
//! Where a file is broken, the fresh start reads the last text that could be understood; where the theme is, the last
//! one that worked as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use candor::ThemeFile;
use candor::path::SourcePath;
use candor::project::{Change, Project};

use super::client::AS_OF;
use super::edited::{Edited, same};
use crate::chance::seed;
use crate::command::{site, tree, write};
use crate::support::options;

/// How many previews are edited beside each other, since each waits most of the time for a save to be over.
const PREVIEWS: u64 = 4;
/// How many edits each of them takes.
const EDITS: usize = 250;
/// How many edits there are between two looks at everything.
const BETWEEN_LOOKS: usize = 40;
/// After how many edits, on average, a few files are looked at meanwhile; the seed decides after which. To start afresh is
/// most of the cost.
const BETWEEN_GLANCES: usize = 8;
/// How many files that are.
const FILES_AT_A_GLANCE: usize = 8;
/// How many files are edited at once. A line names three; on a slow machine one of the edit before may be among them, seen
/// in the middle of its save.
const MOST_AT_ONCE: usize = 2;

/// Numbers that follow from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() { None } else { all.get(self.below(all.len())) }
    }
}

/// What the author does next.
#[derive(Debug)]
enum Edit {
    /// Puts a text that can be understood.
    Put(String, String),
    /// Puts a text that cannot.
    Break(String, String),
    Delete(String),
    Rename(String, String),
    RenameFolder(&'static str, &'static str),
}

impl Edit {
    fn files(&self) -> Vec<&str> {
        match self {
            Self::Put(path, _) | Self::Break(path, _) | Self::Delete(path) => vec![path],
            Self::Rename(from, to) => vec![from, to],
            Self::RenameFolder(..) => Vec::new(),
        }
    }
}

/// The files as they lie on the disk, and what is shown of those that are broken.
struct Author {
    random: Random,
    number: usize,
    original: BTreeMap<String, String>,
    present: BTreeMap<String, String>,
    /// The broken files with the last text that could be understood, if there was one.
    broken: BTreeMap<String, Option<String>>,
    /// The files of the theme when it worked last, while it does not.
    last_theme: Option<Vec<ThemeFile>>,
}

const CONFIG: &str = "candor.toml";
const STYLE: &str = "themes/own/assets/style.css";
const BASE: &str = "themes/own/templates/base.html";
const ENTRY_TEMPLATE: &str = "themes/own/templates/entry.html";
const CATALOG: &str = "themes/own/i18n/en.toml";
const THEME_FILES: [&str; 4] = [STYLE, BASE, ENTRY_TEMPLATE, CATALOG];
const PICTURE: &str = "content/pages/plan.svg";
const TOPICS: [&str; 3] = ["content/faq/basics", "content/faq/access", "content/faq/moved"];
const PROVIDERS: [&str; 2] = ["content/providers/acme", "content/providers/moved"];

impl Author {
    fn next(&mut self) -> Option<Edit> {
        self.number += 1;
        let n = self.number;
        match self.random.below(100) {
            0..41 => {
                let path = self.any(|path| path.starts_with("content/"))?;
                let text = self.changed(&path)?;
                Some(Edit::Put(path, text))
            }
            41..47 => Some(self.added()),
            47..55 => {
                let path = self.any(|path| path.ends_with(".md") || path.ends_with(".toml"))?;
                Some(Edit::Break(path.clone(), broken(&path, n)))
            }
            55..67 => {
                let broken: Vec<String> = self.broken.keys().cloned().collect();
                let path = self.random.one_of(&broken)?.clone();
                let text = self.healed(&path);
                Some(Edit::Put(path, text))
            }
            67..72 => Some(Edit::Delete(self.any(|path| path != CONFIG)?)),
            72..77 => {
                let original: Vec<String> =
                    self.original.keys().filter(|path| !self.present.contains_key(*path)).cloned().collect();
                let path = self.random.one_of(&original)?.clone();
                let text = self.healed(&path);
                Some(Edit::Put(path, text))
            }
            77..83 => {
                let from = self.any(|path| path.starts_with("content/faq/") && path.ends_with(".md"))?;
                let topic = self.random.one_of(&TOPICS)?;
                let end = if from.ends_with(".zh-Hans.md") { ".zh-Hans.md" } else { ".md" };
                Some(Edit::Rename(from, format!("{topic}/r{n}{end}")))
            }
            83..88 => {
                let folders: &'static [&'static str] = if n.is_multiple_of(2) { &TOPICS } else { &PROVIDERS };
                let (from, to) = (self.random.one_of(folders)?, self.random.one_of(folders)?);
                let has = |folder: &str| self.present.keys().any(|path| path.starts_with(&format!("{folder}/")));
                (from != to && has(from) && !has(to)).then_some(Edit::RenameFolder(from, to))
            }
            88..96 => {
                let path = (*self.random.one_of(&THEME_FILES)?).to_owned();
                let is_broken = path != STYLE && self.random.below(4) == 0;
                let text = if is_broken { broken(&path, n) } else { self.healed(&path) };
                Some(if is_broken { Edit::Break(path, text) } else { Edit::Put(path, text) })
            }
            _ => Some(match self.random.below(4) {
                0 => Edit::Break(CONFIG.to_owned(), broken(CONFIG, n)),
                _ => Edit::Put(CONFIG.to_owned(), self.healed(CONFIG)),
            }),
        }
    }

    /// A file that can be understood.
    fn any(&mut self, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let all: Vec<String> =
            self.present.keys().filter(|path| is_wanted(path) && !self.broken.contains_key(*path)).cloned().collect();
        self.random.one_of(&all).cloned()
    }

    fn changed(&mut self, path: &str) -> Option<String> {
        let n = self.number;
        let text = self.present.get(path)?;
        let mut lines: Vec<String> = text.lines().filter(|line| !line.starts_with("Edit")).map(String::from).collect();
        if path.ends_with(".csv") {
            return Some(format!("service,report,status,note\nvault,soc-2,in-scope,note {n}\n"));
        }
        let named = lines.iter_mut().find_map(|line| {
            let name =
                ["question = \"", "title = \"", "name = \"", "question: "].into_iter().find(|s| line.starts_with(s))?;
            Some((name, line))
        });
        if let (0, Some((name, line))) = (n % 3, named) {
            *line = format!("{name}Named {n}");
            if name.ends_with('"') {
                line.push('"');
            }
        }
        if path.ends_with(".md") {
            let others: Vec<&String> = self.present.keys().filter(|other| other.ends_with(".md")).collect();
            let other = self.random.one_of(&others)?.strip_prefix("content/")?;
            let up = "../".repeat(path.matches('/').count() - 1);
            lines.push(format!("Edit {n} of [that]({up}{other})."));
        } else if path.ends_with(".toml") {
            lines.retain(|line| !line.starts_with('#'));
            lines.insert(0, format!("# {n}"));
        } else {
            lines = vec![format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{n}\" height=\"10\"/>")];
        }
        Some(lines.join("\n") + "\n")
    }

    fn added(&mut self) -> Edit {
        let n = self.number;
        let topic = TOPICS[self.random.below(TOPICS.len())];
        let day = 10 + n % 18;
        let (path, text) = match self.random.below(6) {
            0 => (format!("content/pages/p{n}.md"), format!("+++\ntitle = \"P {n}\"\n+++\n![The plan](plan.svg)\n")),
            1 => (
                format!("content/updates/2026-09-{day}-u{n}.md"),
                format!("+++\ntitle = \"U {n}\"\naffects = [\"report:acme/soc-2\"]\n+++\nOn it.\n"),
            ),
            2 => (format!("content/glossary/t{n}.md"), format!("+++\nname = \"Term {n}\"\n+++\nIt is {n}.\n")),
            3 => (
                format!("{topic}/d{n}.md"),
                format!("+++\nquestion = \"Hidden {n}?\"\ndraft = true\naliases = [\"/old/{n}/\"]\n+++\nNo.\n"),
            ),
            _ => (
                format!("{topic}/e{n}.md"),
                format!(
                    "+++\nquestion = \"Entry {n}?\"\naliases = [\"/old/{n}/\"]\n+++\nSee [what](../basics/what.md).\n"
                ),
            ),
        };
        Edit::Put(path, text)
    }

    /// A text that can be understood, and was never there before.
    fn healed(&mut self, path: &str) -> String {
        let n = self.number;
        match path {
            CONFIG => {
                let locales = if self.random.below(4) == 0 { "" } else { "locales = [\"en\", \"zh-Hans\"]\n" };
                format!("title = \"Title {n}\"\nbase_url = \"https://t.example/trust/\"\ntheme = \"own\"\n{locales}")
            }
            STYLE => format!("body {{ width: {n}px }}\n"),
            BASE => format!("{{# {n} #}}{{% extends \"default/base.html\" %}}"),
            ENTRY_TEMPLATE => format!("{{# {n} #}}{{% extends \"default/entry.html\" %}}"),
            CATALOG => format!("nav_home = \"Home {n}\"\n"),
            _ => {
                let good = self.broken.get(path).cloned().flatten().or_else(|| self.original.get(path).cloned());
                let good = good.unwrap_or_else(|| match path {
                    _ if path.starts_with("content/updates/") || path.starts_with("content/pages/") => {
                        format!("+++\ntitle = \"Healed {n}\"\n+++\nWell.\n")
                    }
                    _ if path.starts_with("content/glossary/") => format!("+++\nname = \"Healed {n}\"\n+++\nWell.\n"),
                    _ if path.ends_with(".md") => format!("+++\nquestion = \"Healed {n}?\"\n+++\nWell.\n"),
                    _ => String::new(),
                });
                let mark = if path.ends_with(".md") { format!("\nHealed {n}.\n") } else { format!("# healed {n}\n") };
                if path.ends_with(".csv") || path.ends_with(".pdf") || path.ends_with(".svg") {
                    return good.trim_end().to_owned() + &" ".repeat(n) + "\n";
                }
                good + &mark
            }
        }
    }

    /// Carries out an edit on the disk and on what is known of it.
    fn carry_out(&mut self, root: &Path, edit: &Edit) {
        let was_themed = self.is_themed();
        let theme = theme_files(&self.present);
        match edit {
            Edit::Put(path, text) => {
                write(root, path, text);
                self.broken.remove(path);
                self.present.insert(path.clone(), text.clone());
            }
            Edit::Break(path, text) => {
                write(root, path, text);
                let good = self.present.insert(path.clone(), text.clone());
                self.broken.entry(path.clone()).or_insert(good);
            }
            Edit::Delete(path) => {
                fs::remove_file(root.join(path)).unwrap();
                self.present.remove(path);
                self.broken.remove(path);
            }
            Edit::Rename(from, to) => {
                fs::create_dir_all(root.join(to).parent().unwrap()).unwrap();
                fs::rename(root.join(from), root.join(to)).unwrap();
                self.rename(from, to);
            }
            Edit::RenameFolder(from, to) => {
                // What is left of a folder whose files are gone.
                let _ = fs::remove_dir_all(root.join(to));
                fs::rename(root.join(from), root.join(to)).unwrap();
                let inside = |path: &&String| path.starts_with(&format!("{from}/"));
                let files: Vec<String> = self.present.keys().filter(inside).cloned().collect();
                files.iter().for_each(|path| self.rename(path, &path.replacen(from, to, 1)));
            }
        }
        if was_themed && !self.is_themed() {
            self.last_theme = Some(theme);
        } else if self.is_themed() {
            self.last_theme = None;
        }
    }

    fn rename(&mut self, from: &str, to: &str) {
        let text = self.present.remove(from).unwrap();
        self.present.insert(to.to_owned(), text);
        if let Some(good) = self.broken.remove(from) {
            self.broken.insert(to.to_owned(), good);
        }
    }

    /// Whether there is a theme, and one that can be used.
    fn is_themed(&self) -> bool {
        let is_broken = self.broken.keys().any(|path| path.starts_with("themes/"));
        !is_broken && self.present.keys().any(|path| path.starts_with("themes/"))
    }

    /// What a fresh start makes of the files, the broken ones with their last good text.
    fn fresh(&self, root: &Path) -> Project {
        let mut changes = candor::disk::read(root).unwrap().changes;
        changes.retain(|change| match change {
            Change::Text(source) => self.broken.get(source.path.as_str()).is_none_or(Option::is_some),
            Change::Theme(_) => self.last_theme.is_none(),
            _ => true,
        });
        for change in &mut changes {
            if let Change::Text(source) = change
                && let Some(Some(good)) = self.broken.get(source.path.as_str())
            {
                source.text = Arc::from(good.as_str());
            }
        }
        changes.extend(self.last_theme.iter().flatten().cloned().map(Change::Theme));
        Project::new(changes, options(AS_OF))
    }
}

fn theme_files(files: &BTreeMap<String, String>) -> Vec<ThemeFile> {
    let files = files.iter().filter(|(path, _)| path.starts_with("themes/"));
    files
        .map(|(path, text)| ThemeFile { path: SourcePath::new(path).unwrap(), bytes: text.as_bytes().into() })
        .collect()
}

/// A text that cannot be understood in a file of this name.
fn broken(path: &str, n: usize) -> String {
    match path {
        ENTRY_TEMPLATE => format!("{{% block broken{n}"),
        BASE => format!("{{{{ broken.{n}.here }}}}"),
        _ if path.ends_with(".md") => format!("+++\nquestion = \"Broken {n}\n"),
        _ => format!("title = \"broken {n}\n"),
    }
}

/// The small site with a theme of its own, and its author.
fn author(root: &Path, seed: u64) -> Author {
    let mut author = Author {
        random: Random(seed),
        number: 0,
        original: BTreeMap::new(),
        present: BTreeMap::new(),
        broken: BTreeMap::new(),
        last_theme: None,
    };
    write(root, STYLE, "body { width: 0 }\n");
    write(root, PICTURE, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    write(root, CONFIG, author.healed(CONFIG));
    let files = tree(root).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()));
    author.present = files.collect();
    author.original = author.present.clone();
    author.original.retain(|path, _| path.starts_with("content/"));
    author
}

/// Carries out a few edits that do not touch the same files; what names them in a line of the preview.
fn edit(author: &mut Author, root: &Path, log: &mut Log) -> BTreeSet<String> {
    let mut touched = BTreeSet::new();
    while let Some(edit) = author.next() {
        let files: Vec<String> = edit.files().into_iter().map(ToOwned::to_owned).collect();
        // A theme is taken as a whole, so one of its files at a time.
        let is_theme = |path: &String| path.starts_with("themes/");
        let is_apart = files.iter().all(|path| !touched.contains(path))
            && !(files.iter().any(is_theme) && touched.iter().any(is_theme));
        // A line names the first of the files.
        let folder = if let Edit::RenameFolder(from, to) = edit { Some(format!("{}/", from.min(to))) } else { None };
        if !is_apart || touched.len() + files.len() > MOST_AT_ONCE || (folder.is_some() && !touched.is_empty()) {
            break;
        }
        author.carry_out(root, &edit);
        log.edits.push(format!("{edit:?}"));
        touched.extend(files);
        if let Some(folder) = folder {
            touched.insert(folder);
            break;
        }
    }
    touched
}

#[test]
fn a_thousand_edits_end_as_a_fresh_start_does() {
    thread::scope(|scope| {
        for n in 0..PREVIEWS {
            let seed = seed() + n;
            scope.spawn(move || a_script_ends_as_a_fresh_start_does(&format!("serve-script-{n}"), seed));
        }
    });
}

fn a_script_ends_as_a_fresh_start_does(name: &str, seed: u64) {
    let mut log = Log { seed, edits: Vec::new() };
    let root = site(name);
    let mut author = author(&root, seed);
    let edited = Edited::new(&root, &[]);
    let mut home = edited.open("/trust/");
    let mut looked = 0;
    while log.edits.len() < EDITS {
        let heard = edited.said.lines().len();
        let touched = edit(&mut author, &root, &mut log);
        if touched.is_empty() {
            continue;
        }
        edited.said.until("the edits are taken", |lines| {
            let names = |path: &String| lines[heard..].iter().any(|line| line.contains(" ms)") && line.contains(path));
            touched.iter().all(names)
        });
        let done = log.edits.len();
        let is_glance = done - looked < BETWEEN_LOOKS && done < EDITS;
        if is_glance && author.random.below(BETWEEN_GLANCES) > 0 {
            continue;
        }
        let fresh = author.fresh(&root);
        if is_glance {
            let files = fresh.files();
            let at = |n: usize| (done * FILES_AT_A_GLANCE + n) % files.paths().len();
            let some = (0..FILES_AT_A_GLANCE).filter_map(|n| files.paths().nth(at(n)));
            some.for_each(|path| edited.assert_serves_file(&fresh, path));
            continue;
        }
        looked = done;
        edited.assert_serves(&fresh);
        if author.broken.is_empty() {
            let expected = edited.fresh().state("/trust/");
            home.until("it has the state of a fresh start", |state| same(state, &expected));
        }
    }
}

/// Says which edits were made, when the test ends by a panic.
struct Log {
    seed: u64,
    edits: Vec<String>,
}

impl Drop for Log {
    #[expect(clippy::print_stdout, reason = "the harness shows it beside the panic")]
    fn drop(&mut self) {
        if thread::panicking() {
            let last = &self.edits[self.edits.len().saturating_sub(12)..];
            println!("SEED={}, {} edits, these last: {last:#?}", self.seed, self.edits.len());
        }
    }
}
