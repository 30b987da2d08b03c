//! All findings of a site in order, each as often as it was found.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

use crate::diag::{self, Diagnostic};

/// How much is wrong.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// How many values are placeholders.
    pub placeholders: usize,
    /// The first of them: errors before warnings, each in order of place.
    pub first: Vec<Diagnostic>,
}

impl Summary {
    pub(super) fn of(findings: Vec<Diagnostic>, most: usize) -> Self {
        let (errors, warnings): (Vec<_>, Vec<_>) = findings.into_iter().partition(Diagnostic::is_error);
        let (n_errors, n_warnings) = (errors.len(), warnings.len());
        let first = errors.into_iter().chain(warnings).take(most).collect();
        Self { errors: n_errors, warnings: n_warnings, placeholders: 0, first }
    }
}

/// Findings of one weight in order, and how often each was found.
#[derive(Default)]
struct Side {
    found: BTreeMap<Ordered, usize>,
    /// How many there are when those that say the same of the same place are counted as one.
    distinct: usize,
}

/// Findings by weight.
#[derive(Default)]
pub(super) struct Tally {
    errors: Side,
    warnings: Side,
}

/// A finding that is ordered as findings are shown.
#[derive(Clone)]
struct Ordered(Arc<Diagnostic>);

impl PartialEq for Ordered {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> Ordering {
        diag::order(&self.0, &other.0)
    }
}

impl Tally {
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = self.errors.shown().chain(self.warnings.shown()).cloned().collect();
        diag::sort(&mut all);
        all
    }

    pub(super) fn summary(&self, most: usize) -> Summary {
        let first = self.errors.shown().chain(self.warnings.shown()).take(most).cloned().collect();
        Summary { errors: self.errors.distinct, warnings: self.warnings.distinct, placeholders: 0, first }
    }

    fn side(&mut self, finding: &Diagnostic) -> &mut Side {
        if finding.is_error() { &mut self.errors } else { &mut self.warnings }
    }

    pub(super) fn add(&mut self, finding: &Arc<Diagnostic>) {
        let side = self.side(finding);
        let (finding, is_alone) = (Ordered(Arc::clone(finding)), side.is_alone(finding));
        let count = side.found.entry(finding).or_insert(0);
        side.distinct += usize::from(is_alone && *count == 0);
        *count += 1;
    }

    pub(super) fn withdraw(&mut self, finding: &Arc<Diagnostic>) {
        let side = self.side(finding);
        let finding = Ordered(Arc::clone(finding));
        let Some(count) = side.found.get_mut(&finding) else { return };
        *count -= 1;
        if *count == 0 {
            side.found.remove(&finding);
            side.distinct -= usize::from(side.is_alone(&finding.0));
        }
    }
}

impl Side {
    /// The findings, of those that say the same of the same place the first.
    fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut last: Option<&Diagnostic> = None;
        self.found.keys().filter_map(move |Ordered(finding)| {
            let is_new = last.is_none_or(|last| !diag::is_same(last, finding));
            last = Some(finding);
            is_new.then_some(&**finding)
        })
    }

    /// Whether no other finding says the same of the same place; those that do are neighbors.
    fn is_alone(&self, finding: &Arc<Diagnostic>) -> bool {
        let at = Ordered(Arc::clone(finding));
        let before = self.found.range(..at.clone()).next_back();
        let behind = self.found.range((Excluded(at), Unbounded)).next();
        before.into_iter().chain(behind).all(|(other, _)| !diag::is_same(&other.0, finding))
    }
}
