//! Whether a fact is known: one state for each fact of a report, computed here and quoted wherever the fact is shown.
//!
//! The facts of a provider, which are spread over records, have theirs in `published`.

use super::framework::Framework;
use super::kinds::Kind;
use super::report::Report;
use super::tells::List;
use super::terms::{FactName, FactState, ProviderFact};
use crate::path::Id;

impl Report {
    /// The state of a fact of the report, whose framework may rule it out.
    pub(crate) fn state(&self, framework: Option<&Framework>, fact: FactName) -> FactState {
        if self.given(fact).is_some() {
            FactState::Given
        } else if self.is_not_applicable(framework, fact) {
            FactState::NotApplicable
        } else if self.not_stated.contains_key(&fact) {
            FactState::NotStated
        } else {
            FactState::NotRecorded
        }
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
