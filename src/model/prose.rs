//! Records that are mostly prose: the home page, free pages, updates and terms.

use super::body::Body;
use super::date::Date;
use super::key::Key;
use super::source::Citation;
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
}
