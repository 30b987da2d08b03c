//! Questions and answers, and the topics that gather them.

use super::Record;
use super::body::Body;
use super::date::{Date, Interval};
use super::key::Key;
use super::kinds::Kind;
use super::questionnaire::prefix_and_id;
use super::source::Citation;
use super::tells::{Called, List, SortKey, Tells, named, to};
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
    /// The ids that it has in questionnaires, each behind their prefix: `CAIQ AAC-02`.
    pub(crate) questionnaire: Vec<Spanned<String>>,
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

impl Topic {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        Tells {
            called: Called::Text(&self.title),
            aliases: Vec::new(),
            place: SortKey::by_order(self.order, record),
            also_listed: Vec::new(),
            texts: std::iter::once(&self.title).chain(&self.summary).collect(),
            citations: Vec::new(),
            references: Vec::new(),
            body: None,
            file: None,
        }
    }
}

impl Entry {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let evidence = self.evidence.iter().map(|evidence| &evidence.record);
        let ids = self.questionnaire.iter().filter_map(|written| prefix_and_id(written));
        let prefixes = ids.map(|(prefix, _)| prefix);
        let providers = to(Kind::Provider, &self.providers).chain(to(Kind::Framework, &self.frameworks));
        Tells {
            called: Called::Words(&self.question.value),
            aliases: Vec::new(),
            place: SortKey::by_order(self.order, record),
            also_listed: prefixes
                .map(|prefix| (List::Answering(prefix), SortKey::by_order(self.order, record)))
                .collect(),
            // Its words are those of one language; other languages have files of their own.
            texts: Vec::new(),
            citations: self.sources.iter().collect(),
            references: providers.chain(to(Kind::Entry, &self.related)).chain(named(evidence)).collect(),
            body: Some(&self.body),
            file: None,
        }
    }
}
