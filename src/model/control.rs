//! Controls, and the groups that gather them.
//!
//! Nobody writes what stands behind a control: `published::examination` derives it from the reports that it cites.

use std::collections::BTreeMap;

use super::Record;
use super::date::Date;
use super::key::Key;
use super::kinds::Kind;
use super::report::Exceptions;
use super::source::Citation;
use super::statement::Review;
use super::tells::{Called, List, SortKey, Tells, named, to};
use super::terms::ControlFact;
use super::text::Text;
use crate::path::Id;
use crate::source::{Span, Spanned};

/// A group of controls: the file that holds them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ControlGroup {
    pub(crate) title: Text,
    pub(crate) summary: Option<Text>,
    pub(crate) order: i64,
    pub(crate) review: Review,
}

/// Something that a provider does to protect what it was given.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Control {
    pub(crate) title: Text,
    pub(crate) statement: Option<Text>,
    /// Its place in the file of its group.
    pub(crate) place: i64,
    pub(crate) criteria: Vec<Spanned<CriterionId>>,
    pub(crate) evidence: Vec<ControlEvidence>,
    pub(crate) questions: Vec<Spanned<Id>>,
    pub(crate) services: Vec<Spanned<Id>>,
    /// The first day on which it operated; no report that ends before can have examined it.
    pub(crate) operated_since: Option<Spanned<Date>>,
    pub(crate) not_stated: BTreeMap<ControlFact, Span>,
    pub(crate) sources: Vec<Citation>,
}

/// A criterion of an edition: `tsp-100-2017/CC6.1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CriterionId {
    pub(crate) edition: Id,
    pub(crate) criterion: String,
}

/// A report or a document that stands behind a control, down to the section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ControlEvidence {
    pub(crate) record: Spanned<Key>,
    pub(crate) section: Option<Text>,
    /// What the auditor found of this control; none where nobody says.
    pub(crate) exceptions: Option<Exceptions>,
}

impl Control {
    /// Where a fact is given.
    pub(crate) fn given(&self, fact: ControlFact) -> Option<Span> {
        match fact {
            ControlFact::Statement => self.statement.as_ref().map(Text::span),
            ControlFact::OperatedSince => self.operated_since.as_ref().map(|since| since.span),
        }
    }

    /// The criteria of an edition that it names.
    pub(crate) fn criteria_of(&self, edition: &Id) -> impl Iterator<Item = &str> {
        let of_edition = self.criteria.iter().filter(move |criterion| criterion.edition == *edition);
        of_edition.map(|criterion| criterion.criterion.as_str())
    }

    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let group = record.key.id.holder();
        let place = SortKey::by_order(self.place, record);
        let editions = self.criteria.iter().map(|named| (Key::new(Kind::Edition, named.edition.clone()), named.span));
        let evidence = self.evidence.iter().map(|evidence| &evidence.record);
        let of_group = (Key::new(Kind::ControlGroup, group.clone()), record.span);
        let sections = self.evidence.iter().filter_map(|evidence| evidence.section.as_ref());
        let exceptions = self.evidence.iter().filter_map(|evidence| evidence.exceptions.as_ref());
        let of_exceptions = exceptions.flat_map(Exceptions::texts);
        Tells {
            called: Called::Text(&self.title),
            aliases: Vec::new(),
            place: place.clone(),
            also_listed: vec![(List::Of(Kind::Control, group), place)],
            texts: std::iter::once(&self.title).chain(&self.statement).chain(sections).chain(of_exceptions).collect(),
            citations: self.sources.iter().collect(),
            references: std::iter::once(of_group)
                .chain(editions)
                .chain(named(evidence))
                .chain(to(Kind::Entry, &self.questions))
                .chain(to(Kind::Service, &self.services))
                .collect(),
            body: None,
            file: None,
        }
    }
}

impl ControlGroup {
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
