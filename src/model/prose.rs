//! Records that are mostly prose: the home page, free pages, updates and terms.

use super::Record;
use super::body::Body;
use super::date::{Date, PartialDate};
use super::key::Key;
use super::source::Citation;
use super::tells::{Called, SortKey, Tells, named};
use super::terms::UpdateKind;
use super::text::Text;
use crate::source::Spanned;

/// A page of prose.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Prose {
    pub(crate) title: Option<Text>,
    pub(crate) order: i64,
    pub(crate) body: Body,
}

/// Dated news.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Update {
    pub(crate) title: Spanned<String>,
    pub(crate) date: Date,
    pub(crate) kind: UpdateKind,
    /// The day from which what it tells holds, when that is another than its own.
    pub(crate) effective: Option<Date>,
    pub(crate) affects: Vec<Spanned<Key>>,
    pub(crate) body: Body,
}

/// A word of the glossary.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    pub(crate) name: Text,
    pub(crate) aliases: Vec<String>,
    pub(crate) deprecated: Vec<Deprecated>,
    pub(crate) sources: Vec<Citation>,
    pub(crate) body: Body,
}

/// A wording to avoid, and what to say instead.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Deprecated {
    pub(crate) text: String,
    pub(crate) instead: Option<String>,
    /// From when on it is out of use, for what was in use before.
    pub(crate) since: Option<PartialDate>,
}

impl Prose {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        Tells {
            called: self.title.as_ref().map_or(Called::LikeTheSite, Called::Text),
            aliases: Vec::new(),
            place: SortKey::by_order(self.order, record),
            also_listed: Vec::new(),
            texts: self.title.iter().collect(),
            citations: Vec::new(),
            references: Vec::new(),
            body: Some(&self.body),
            file: None,
        }
    }
}

impl Update {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        Tells {
            called: Called::Words(&self.title.value),
            aliases: Vec::new(),
            place: SortKey::newest_first(self.date, record),
            also_listed: Vec::new(),
            // Its words are those of one language; other languages have files of their own.
            texts: Vec::new(),
            citations: Vec::new(),
            references: named(&self.affects).collect(),
            body: Some(&self.body),
            file: None,
        }
    }
}

impl Term {
    pub(crate) fn tells<'r>(&'r self, _: &'r Record) -> Tells<'r> {
        Tells {
            called: Called::Text(&self.name),
            aliases: self.aliases.iter().map(String::as_str).collect(),
            place: SortKey::by_text(&self.name),
            also_listed: Vec::new(),
            texts: vec![&self.name],
            citations: self.sources.iter().collect(),
            references: Vec::new(),
            body: Some(&self.body),
            file: None,
        }
    }
}
