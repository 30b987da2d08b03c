//! What records have in common that state their facts one by one, as data and uses of AI do: which facts they leave out
//! on purpose, and when somebody looked at them last.

use std::collections::BTreeMap;

use super::Record;
use super::date::{Date, Interval};
use super::terms::{FactState, Word};
use crate::source::{Span, Spanned};

/// The facts that are not stated, or do not apply, and where that is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Silence<F> {
    pub(crate) not_stated: BTreeMap<F, Span>,
    pub(crate) not_applicable: BTreeMap<F, Span>,
}

impl<F: Copy + Ord> Silence<F> {
    /// The state of a fact that is given or not.
    pub(crate) fn state(&self, fact: F, is_given: bool) -> FactState {
        if !is_given && self.not_applicable.contains_key(&fact) {
            return FactState::NotApplicable;
        }
        state_of(is_given, &fact, &self.not_stated)
    }
}

/// The state of a fact that is given or listed as not stated, in a record where none is ever inapplicable.
pub(super) fn state_of<F: Ord>(is_given: bool, fact: &F, not_stated: &BTreeMap<F, Span>) -> FactState {
    match (is_given, not_stated.contains_key(fact)) {
        (true, _) => FactState::Given,
        (false, true) => FactState::NotStated,
        (false, false) => FactState::NotRecorded,
    }
}

/// Who looks after a record, and how often.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Review {
    pub(crate) owner: Option<String>,
    pub(crate) last_reviewed: Option<Spanned<Date>>,
    pub(crate) every: Option<Interval>,
}

/// A fact of a record by its word, and where something is written of it.
pub(crate) struct StatedFact {
    pub(crate) word: &'static str,
    pub(crate) given: Option<Span>,
    pub(crate) not_stated: Option<Span>,
    pub(crate) not_applicable: Option<Span>,
}

/// Every fact of a vocabulary.
fn facts_of<F: Word + Ord>(silence: &Silence<F>, given: impl Fn(F) -> Option<Span>) -> Vec<StatedFact> {
    let stated = |(word, fact): &(&'static str, F)| StatedFact {
        word,
        given: given(*fact),
        not_stated: silence.not_stated.get(fact).copied(),
        not_applicable: silence.not_applicable.get(fact).copied(),
    };
    F::ALL.iter().map(stated).collect()
}

impl Record {
    /// The facts of a record that states them one by one; none of any other.
    pub(crate) fn stated_facts(&self) -> Vec<StatedFact> {
        let of_data = self.as_data().map(|category| facts_of(&category.silence, |fact| category.given(fact)));
        let of_ai = || self.as_ai().map(|ai_use| facts_of(&ai_use.silence, |fact| ai_use.given(fact)));
        of_data.or_else(of_ai).unwrap_or_default()
    }

    /// Who looks after such a record.
    pub(crate) fn review(&self) -> Option<&Review> {
        let of_data = self.as_data().map(|category| &category.review);
        let of_policy = || self.as_disclosure().map(|policy| &policy.review);
        let of_controls = || self.as_control_group().map(|group| &group.review);
        of_data.or_else(|| self.as_ai().map(|ai_use| &ai_use.review)).or_else(of_policy).or_else(of_controls)
    }
}
