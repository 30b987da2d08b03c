//! Which kind of record a file of `content/` holds: the folder decides the kind, the path its id.

use super::meant::id_meant;
use crate::model::files::{folders, kind_at};
use crate::model::key::Key;
use crate::model::kinds::{Holds, Kind};
use crate::path::{Id, Locale, SourcePath};

/// What a file of the content is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Route {
    /// A file that holds one record, and those that stand in it as tables of a name.
    One { key: Key, translation: Option<Locale>, table: Option<&'static str> },
    /// A file that holds many records of one kind, all of one owner, as tables of a name.
    Many { kind: Kind, table: &'static str, owner: Id },
    /// An image, an attachment, or anything else that only a link can bring to readers.
    Attachment,
    /// A file whose place says that it should be a record, but not which.
    Misplaced { help: String },
}

/// The kind and id of a file below `content/`.
pub(crate) fn route(path: &SourcePath) -> Route {
    let Some(below) = path.as_str().strip_prefix("content/") else { return Route::Attachment };
    let (original, translation) = split_translation(below);
    match kind_at(&original) {
        Some((_, _, None)) if below.split('/').nth(1).and_then(Id::of_provider).is_some_and(|id| id.is_own()) => {
            misplaced("`company` is the site's own, whose records lie directly in content/: rename the folder")
        }
        Some((kind, Holds::One, Some(id))) => Route::One { key: Key::new(kind, id), translation, table: None },
        Some((kind, Holds::OneWith(table), Some(id))) => {
            Route::One { key: Key::new(kind, id), translation, table: Some(table) }
        }
        Some((_, Holds::One | Holds::OneWith(_), None)) => {
            let rule = "name files and folders with lower-case letters, digits, hyphens and dots";
            let meant = original.split('/').map(id_meant).collect::<Vec<_>>().join("/").replace("-.", ".");
            // What other letters would be in these is for the author to say.
            if !original.is_ascii() || kind_at(&meant).is_none_or(|(_, _, id)| id.is_none()) {
                return misplaced(rule);
            }
            let meant = match (meant.strip_suffix(".md"), translation) {
                (Some(stem), Some(locale)) => format!("{stem}.{}.md", locale.as_str()),
                _ => meant,
            };
            misplaced(&format!("{rule}: `content/{meant}`; remove a copy that nobody needs"))
        }
        Some((kind, Holds::Many(table), Some(owner))) => Route::Many { kind, table, owner },
        Some((kind, Holds::Many(_), None)) => {
            let owner = kind.owner().unwrap_or(kind).word();
            misplaced(&format!("name the folder of a {owner} with lower-case letters, digits and hyphens"))
        }
        None if [".md", ".toml", ".csv"].iter().any(|ending| below.ends_with(ending)) => {
            let folders = folders();
            let (last, first) = folders.split_last().expect("the table has kinds with a folder");
            misplaced(&format!("records live in {} and {last}", first.join(", ")))
        }
        None => Route::Attachment,
    }
}

fn misplaced(help: &str) -> Route {
    Route::Misplaced { help: help.to_owned() }
}

/// The path of the original that a Markdown file translates, and the language that stands before the ending.
fn split_translation(path: &str) -> (std::borrow::Cow<'_, str>, Option<Locale>) {
    let name_and_tag = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
    match name_and_tag.map(|(name, tag)| (name, Locale::new(tag))) {
        Some((name, Some(locale))) if !name.is_empty() && !name.ends_with('/') => {
            (format!("{name}.md").into(), Some(locale))
        }
        _ => (path.into(), None),
    }
}
