//! Whether a fact is known: one state for each fact of a report, computed here and quoted wherever the fact is shown.
//!
//! The facts of a provider, which are spread over records, have theirs in `published`.

use super::framework::Framework;
use super::report::Report;
use super::terms::{FactName, FactState};

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
