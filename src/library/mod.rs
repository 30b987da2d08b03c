//! Frameworks, editions of criteria and terms that are part of the program, in English and Simplified Chinese.
//!
//! They are written as the files of a site are, and read by the same parser. A site that has a file for one of them has
//! its own in its place. Ids and short labels of our own only: the texts of most standards are copyrighted.
//!
//! Reads nothing before somebody asks for it, and knows nothing of any site.

mod entries;

use std::sync::{Arc, LazyLock};

use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::parse::parse;
use crate::path::{Id, Locale, SourcePath};
use crate::source::Source;
use entries::ENTRIES;

/// What stands before the paths of the library, which is in no folder of a site.
const FOLDER: &str = "candor:";

/// A record of the library with the texts of its files.
struct Entry {
    kind: Kind,
    id: &'static str,
    /// In English, or in all languages.
    text: &'static str,
    chinese: Option<&'static str>,
}

const fn framework(id: &'static str, text: &'static str) -> Entry {
    Entry { kind: Kind::Framework, id, text, chinese: None }
}

const fn edition(id: &'static str, text: &'static str) -> Entry {
    Entry { kind: Kind::Edition, id, text, chinese: None }
}

const fn term(id: &'static str, text: &'static str, chinese: &'static str) -> Entry {
    Entry { kind: Kind::Term, id, text, chinese: Some(chinese) }
}

/// The language in which the originals of the library are written.
pub(crate) fn language() -> &'static Locale {
    static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::new("en").expect("it is a tag"));
    &ENGLISH
}

/// The names of all records of the library.
pub(crate) fn keys() -> impl Iterator<Item = Key> {
    ENTRIES.iter().map(Entry::key)
}

/// Whether a file is one of the library.
pub(crate) fn holds(path: &SourcePath) -> bool {
    path.as_str().starts_with(FOLDER)
}

/// The record of a name and its translations; none when the library has no such record.
pub(crate) fn read(key: &Key) -> Vec<Arc<Record>> {
    let entry = ENTRIES.iter().find(|entry| entry.kind == key.kind && entry.id == key.id.as_str());
    entry.map(Entry::records).unwrap_or_default()
}

impl Entry {
    fn key(&self) -> Key {
        Key::new(self.kind, Id::new(self.id).expect("the entries have ids"))
    }

    fn records(&self) -> Vec<Arc<Record>> {
        let home = self.key().home();
        let chinese = self.chinese.map(|text| (home.replace(".md", ".zh-Hans.md"), text));
        let files = std::iter::once((home, self.text)).chain(chinese);
        files.flat_map(|(path, text)| records_of(&path, text)).map(Arc::new).collect()
    }
}

/// The records of a file that is read as if it lay in the content of a site.
fn records_of(path: &str, text: &str) -> Vec<Record> {
    let path = SourcePath::new(path).expect("the homes of records are paths");
    let own = SourcePath::new(&path.as_str().replacen("content/", FOLDER, 1)).expect("it is one more part");
    let parsed = parse(&Source { path, text: Arc::from(text) });
    debug_assert!(parsed.problems.is_empty(), "{own}: {:?}", parsed.problems);
    parsed.records.into_iter().map(|record| Record { path: own.clone(), ..record }).collect()
}
