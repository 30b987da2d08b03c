//! Frameworks and editions of criteria: what reports are measured against.

use super::Record;
use super::date::{PartialDate, Period};
use super::kinds::Kind;
use super::source::Citation;
use super::tells::{Called, SortKey, Tells, to};
use super::terms::{Assurance, Category, FactName, ReportType};
use super::text::Text;
use crate::path::Id;
use crate::source::Spanned;

/// A framework such as SOC 2: what it is, and what a report under it may say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Framework {
    pub(crate) name: Text,
    pub(crate) full_name: Option<Text>,
    pub(crate) order: i64,
    pub(crate) summary: Option<Text>,
    pub(crate) assurance: Assurance,
    pub(crate) issuer: Option<Text>,
    pub(crate) standards: Vec<String>,
    /// The types that a report may have; none means that type is not applicable.
    pub(crate) types: Vec<TypeInfo>,
    /// The categories that a report may cover; none means that criteria are not applicable.
    pub(crate) categories: Vec<Category>,
    pub(crate) editions: Vec<Spanned<Id>>,
    pub(crate) audiences: Vec<Text>,
    pub(crate) sources: Vec<Citation>,
}

/// One type of report under a framework, in words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TypeInfo {
    pub(crate) id: ReportType,
    pub(crate) name: Option<Text>,
    pub(crate) text: Option<Text>,
}

/// An edition of criteria: when it was published, what it replaced, what it holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Edition {
    pub(crate) name: Text,
    pub(crate) summary: Option<Text>,
    pub(crate) published: Option<PartialDate>,
    pub(crate) transition: Option<Period>,
    pub(crate) predecessor: Option<Spanned<Id>>,
    pub(crate) categories: Vec<Category>,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) sources: Vec<Citation>,
}

/// One criterion of an edition: its id and a short label in the site's own words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Criterion {
    pub(crate) id: Spanned<String>,
    pub(crate) label: Option<Text>,
    pub(crate) category: Option<Category>,
}

impl Framework {
    /// Whether no report under the framework can have a fact.
    pub(crate) fn rules_out(&self, fact: FactName) -> bool {
        match fact {
            FactName::Type => self.types.is_empty(),
            FactName::Criteria | FactName::CriteriaEdition => self.categories.is_empty(),
            _ => false,
        }
    }

    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let mut texts = vec![&self.name];
        texts.extend(self.full_name.iter().chain(&self.summary).chain(&self.issuer));
        texts.extend(self.types.iter().flat_map(|known| known.name.iter().chain(&known.text)));
        texts.extend(&self.audiences);
        Tells {
            called: Called::Text(&self.name),
            aliases: Vec::new(),
            place: SortKey::by_order(self.order, record),
            also_listed: Vec::new(),
            texts,
            citations: self.sources.iter().collect(),
            references: to(Kind::Edition, &self.editions).collect(),
            body: None,
            file: None,
        }
    }
}

impl Edition {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let labels = self.criteria.iter().filter_map(|criterion| criterion.label.as_ref());
        Tells {
            called: Called::Text(&self.name),
            aliases: Vec::new(),
            place: SortKey::by_name(record),
            also_listed: Vec::new(),
            texts: std::iter::once(&self.name).chain(&self.summary).chain(labels).collect(),
            citations: self.sources.iter().collect(),
            references: to(Kind::Edition, &self.predecessor).collect(),
            body: None,
            file: None,
        }
    }
}
