//! The places on a record's page that links lead to.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::diag::Candidates;
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::terms::{FactName, Word};

/// How many anchors are named when none of them can have been meant.
const MOST_NAMED: usize = 20;

/// What of a record an address may lead to.
pub(super) struct Anchors<'a> {
    all: Vec<&'a str>,
    known: BTreeSet<&'a str>,
    candidates: OnceCell<Candidates<&'a str>>,
}

impl<'a> Anchors<'a> {
    pub(super) fn of(target: &'a Record) -> Self {
        let all: Vec<&str> = if target.key.kind == Kind::Report {
            FactName::ALL.iter().map(|(word, _)| *word).collect()
        } else {
            target.body().iter().flat_map(|body| &body.anchors).map(String::as_str).collect()
        };
        Self { known: all.iter().copied().collect(), all, candidates: OnceCell::new() }
    }

    pub(super) fn has(&self, anchor: &str) -> bool {
        self.known.contains(anchor)
    }

    pub(super) fn are_none(&self) -> bool {
        self.all.is_empty()
    }

    /// The one that was most likely meant.
    pub(super) fn nearest(&self, anchor: &str) -> Option<&'a str> {
        let candidates = || Candidates::new(self.all.iter().map(|name| (*name, *name)));
        self.candidates.get_or_init(candidates).nearest(anchor).copied()
    }

    /// The first of them, and how many more there are.
    pub(super) fn named(&self) -> String {
        let named = self.all[..self.all.len().min(MOST_NAMED)].join(", ");
        match self.all.len().saturating_sub(MOST_NAMED) {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    }
}
