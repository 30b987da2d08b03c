//! What a company makes and supports, version by version.

use std::collections::BTreeMap;

use super::Record;
use super::date::Date;
use super::source::Citation;
use super::statement::state_of;
use super::tells::{Called, SortKey, Tells};
use super::terms::{FactState, Word, words};
use super::text::Text;
use crate::source::{Span, Spanned};

words! {
    /// What is told of a version.
    ProductFact { Released = "released", EndOfSupport = "end_of_support", }
}
words! {
    /// Whether a version is supported on a day; always derived, never typed.
    Support { Upcoming = "upcoming", Supported = "supported", Ended = "ended", Unknown = "unknown", }
}

/// A product.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Product {
    pub(crate) name: Text,
    pub(crate) url: Option<Spanned<String>>,
    /// In the order of the file; a product that has no versions is one without a name.
    pub(crate) versions: Vec<Version>,
    pub(crate) not_stated: BTreeMap<ProductFact, Span>,
    pub(crate) sources: Vec<Citation>,
}

/// A version, or a line of versions, that is supported as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Version {
    pub(crate) name: Option<String>,
    pub(crate) released: Option<Date>,
    /// The last day on which it is supported.
    pub(crate) end_of_support: Option<Date>,
}

impl Version {
    /// Whether it is supported on a day.
    pub(crate) fn support(&self, today: Date) -> Support {
        match (self.released, self.end_of_support) {
            (_, Some(end)) if end < today => Support::Ended,
            (Some(released), _) if released > today => Support::Upcoming,
            (_, Some(_)) => Support::Supported,
            (_, None) => Support::Unknown,
        }
    }
}

impl Product {
    /// The state of a fact of a version.
    pub(crate) fn state(&self, version: &Version, fact: ProductFact) -> FactState {
        let day = match fact {
            ProductFact::Released => version.released,
            ProductFact::EndOfSupport => version.end_of_support,
        };
        state_of(day.is_some(), &fact, &self.not_stated)
    }

    /// Whether a fact is given of every version, so that nothing is left that is not stated.
    pub(crate) fn is_given_throughout(&self, fact: ProductFact) -> bool {
        self.versions.iter().all(|version| self.state(version, fact) == FactState::Given)
    }

    pub(crate) fn tells<'r>(&'r self, _: &'r Record) -> Tells<'r> {
        Tells {
            called: Called::Text(&self.name),
            aliases: Vec::new(),
            place: SortKey::by_text(&self.name),
            also_listed: Vec::new(),
            texts: vec![&self.name],
            citations: self.sources.iter().collect(),
            references: Vec::new(),
            body: None,
            file: None,
        }
    }
}
