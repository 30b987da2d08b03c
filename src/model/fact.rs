//! Whether a fact is known: one state for each fact of a report, computed here and quoted wherever the fact is shown.
//!
//! The facts of a provider, which are spread over records, have theirs in `published`.

use std::collections::{BTreeMap, BTreeSet};

use super::date::Date;
use super::framework::Framework;
use super::kinds::Kind;
use super::provider::ScopeEntry;
use super::report::{Count, Extent, Report};
use super::tells::List;
use super::terms::{Coverage, FactName, FactState, ProviderFact};
use crate::path::Id;
use crate::source::{Span, Spanned};

impl Report {
    /// The state of a fact of the report, whose framework may rule it out.
    pub(crate) fn state(&self, framework: Option<&Framework>, fact: FactName) -> FactState {
        let assurance = self.assurance_under(framework);
        let fact = assurance.own_name(fact);
        let is_listed = |list: &BTreeMap<FactName, Span>| list.keys().any(|other| assurance.own_name(*other) == fact);
        if self.given_as(assurance, fact).is_some() {
            FactState::Given
        } else if assurance.need(fact).is_none()
            || is_listed(&self.not_applicable)
            || framework.is_some_and(|framework| framework.rules_out(fact))
        {
            FactState::NotApplicable
        } else if is_listed(&self.not_stated) {
            FactState::NotStated
        } else {
            FactState::NotRecorded
        }
    }
}

impl ScopeEntry {
    /// Whether the report covers the service on a day, as a whole or in part.
    pub(crate) fn covers_on(&self, day: Date) -> bool {
        let has_begun = self.since.as_ref().is_none_or(|since| since.value <= day);
        let has_ended = self.until.as_ref().is_some_and(|until| until.value < day);
        matches!(self.status, Coverage::InScope | Coverage::Partial) && has_begun && !has_ended
    }
}

impl FactName {
    /// Whether rows of scope may say what the fact tells.
    pub(crate) fn has_rows(self) -> bool {
        matches!(self, FactName::Services | FactName::Locations)
    }

    /// What a row of scope says of the fact.
    pub(crate) fn id_in(self, row: &ScopeEntry) -> Option<&Spanned<Id>> {
        match self {
            FactName::Services => Some(&row.service),
            FactName::Locations => row.location.as_ref(),
            _ => None,
        }
    }

    /// What the fact is by the rows of scope that cover something, for a report that does not say it itself.
    pub(crate) fn extent_of<'r>(self, rows: impl Iterator<Item = &'r ScopeEntry>) -> Option<Extent> {
        let mut named: Vec<Spanned<Id>> = Vec::new();
        let (mut known, mut is_all) = (BTreeSet::new(), true);
        for row in rows {
            let id = self.id_in(row);
            is_all &= id.is_some();
            named.extend(id.filter(|id| known.insert(&id.value)).cloned());
        }
        let min = u32::try_from(named.len()).ok().filter(|count| *count > 0)?;
        // A row without a place covers some that nobody names.
        Some(if is_all {
            Extent::List(named)
        } else {
            let min = Spanned::new(min, Span::default());
            Extent::Count(Count { min, strict: false, exhaustive: false, unit: None, examples: named })
        })
    }
}

impl ProviderFact {
    /// The list of what the provider has, for the facts that are records of their own.
    pub(crate) fn list(self, provider: &Id) -> Option<List> {
        let kind = match self {
            ProviderFact::LegalName => return None,
            ProviderFact::Services => Kind::Service,
            ProviderFact::Locations => Kind::Location,
            ProviderFact::Documents => Kind::Document,
            ProviderFact::Subprocessors => Kind::Subprocessor,
        };
        Some(List::Of(kind, provider.clone()))
    }
}
