//! Where a cursor stands in the data of a file: in which table, at a key or at a value.
//!
//! The text need not be right: who types has half a line somewhere. So it is not parsed but looked through, and what is
//! not closed ends with its line, or where the next line begins with a key.

mod indented;
mod tables;

use std::ops::Range;

use crate::path::SourcePath;

/// How data is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Toml,
    Yaml,
}

/// Where a cursor stands.
#[derive(Debug, PartialEq)]
pub(super) struct Cursor {
    /// The keys that lead to the table.
    pub(super) path: Vec<String>,
    /// The keys that the table has beside the one at the cursor.
    pub(super) present: Vec<String>,
    pub(super) spot: Spot,
}

/// What stands at a cursor.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spot {
    /// The name of a table, in brackets.
    Header(Range<usize>),
    Key(Range<usize>),
    Value(Value),
    /// Nothing that anything could be put in the place of: a comment.
    Nothing,
}

/// A value at a cursor.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub(super) key: String,
    /// What of it is written, without quotation marks.
    pub(super) range: Range<usize>,
    pub(super) within: Within,
    pub(super) marks: Marks,
}

/// Whether a value is one of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    List,
    Field,
}

/// Whether a value stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    Quoted,
    Bare,
}

/// A table that was seen.
struct Seen {
    path: Vec<String>,
    keys: Vec<String>,
}

/// The part of a file that is data, and how it is written; `None` where there is none. Front matter need not be closed.
pub(super) fn data(path: &SourcePath, text: &str) -> Option<(Range<usize>, Syntax)> {
    if path.as_str().ends_with(".toml") {
        return Some((0..text.len(), Syntax::Toml));
    }
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = text[start..].split_inclusive('\n').next().filter(|_| path.as_str().ends_with(".md"))?;
    let syntax = match first.trim_end() {
        "+++" => Syntax::Toml,
        "---" => Syntax::Yaml,
        _ => return None,
    };
    let begin = start + first.len();
    let mut end = begin;
    for line in text[begin..].split_inclusive('\n') {
        if line.trim_end() == first.trim_end() {
            break;
        }
        end += line.len();
    }
    Some((begin..end, syntax))
}

/// Where a byte of some data stands.
pub(super) fn cursor(data: &str, syntax: Syntax, at: usize) -> Option<Cursor> {
    match syntax {
        Syntax::Toml => tables::cursor(data, at),
        Syntax::Yaml => indented::cursor(data, at),
    }
}

/// The cursor in one of the tables that were seen.
fn found(mut seen: Vec<Seen>, table: usize, spot: Spot) -> Cursor {
    let Seen { path, keys } = seen.swap_remove(table);
    Cursor { path, present: keys, spot }
}
