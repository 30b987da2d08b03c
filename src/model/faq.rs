//! Questions and answers, and the topics that gather them.

use super::body::Body;
use super::date::{Date, Interval};
use super::key::Key;
use super::source::Citation;
use super::terms::{Audience, Category, Visibility};
use super::text::Text;
use crate::path::Id;
use crate::source::Spanned;

/// A topic: the folder of its entries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Topic {
    pub(crate) title: Text,
    pub(crate) summary: Option<Text>,
    pub(crate) order: i64,
}

/// One question with its answer. A translation carries the question, the answer and its own review date only.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) question: Spanned<String>,
    pub(crate) order: i64,
    pub(crate) tags: Vec<String>,
    pub(crate) audiences: Vec<Audience>,
    pub(crate) providers: Vec<Spanned<Id>>,
    pub(crate) frameworks: Vec<Spanned<Id>>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) owner: Option<String>,
    pub(crate) last_reviewed: Option<Spanned<Date>>,
    pub(crate) review_every: Option<Interval>,
    pub(crate) visibility: Visibility,
    pub(crate) questionnaire: Vec<String>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) related: Vec<Spanned<Id>>,
    pub(crate) sources: Vec<Citation>,
    pub(crate) body: Body,
}

/// A record that an answer rests on, down to the section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evidence {
    pub(crate) record: Spanned<Key>,
    pub(crate) section: Option<String>,
    pub(crate) criteria: Vec<Category>,
}
