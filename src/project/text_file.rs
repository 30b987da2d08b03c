//! A text file of the content: what it says, and its last good version when it cannot be understood.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::digest::{Sha256, sha256};
use crate::model::key::Key;
use crate::model::{Publicity, Record};
use crate::parse::{self, Gaps, Parsed};
use crate::source::Source;

/// A text file of the content, and what it yielded.
pub(super) struct TextFile {
    pub(super) text: Arc<str>,
    /// Of the text that the records are from.
    pub(super) digest: Sha256,
    pub(super) records: Vec<Arc<Record>>,
    pub(super) problems: Vec<Diagnostic>,
    /// What is invented in the present text. It costs the file nothing that was good.
    pub(super) placeholders: Vec<Diagnostic>,
    /// The earlier text that the records are from, when this one cannot be understood.
    pub(super) last_good: Option<Arc<str>>,
    /// Whether the file itself cannot be used, so that even the text is an earlier one.
    pub(super) is_refused: bool,
    gaps: Gaps,
}

impl TextFile {
    pub(super) fn new(source: Source) -> Self {
        let placeholders = parse::placeholders(&source);
        let Parsed { records, problems, gaps } = parse::parse(&source);
        // A vector that is made from another in place keeps its room, in which each of these records fits whole.
        let mut records: Vec<Arc<Record>> = records.into_iter().map(Arc::new).collect();
        records.shrink_to_fit();
        let digest = sha256(source.text.as_bytes());
        Self { text: source.text, digest, records, problems, placeholders, last_good: None, is_refused: false, gaps }
    }

    /// A text that cannot be understood: the records of the one before it stay.
    pub(super) fn instead_of(self, old: &TextFile) -> Self {
        Self { records: old.records.clone(), digest: old.digest, last_good: Some(old.good_text()), ..self }
    }

    /// A text whose file cannot be used any more: all of it stays.
    pub(super) fn unusable(&self, problem: Diagnostic) -> Self {
        let (text, records) = (Arc::clone(&self.text), self.records.clone());
        let last_good = Some(self.good_text());
        let (problems, placeholders) = (vec![problem], Vec::new());
        let digest = self.digest;
        Self { text, digest, records, problems, placeholders, last_good, is_refused: true, gaps: Gaps::None }
    }

    /// The text that the records are from.
    pub(super) fn good_text(&self) -> Arc<str> {
        Arc::clone(self.last_good.as_ref().unwrap_or(&self.text))
    }

    pub(super) fn is_stale(&self) -> bool {
        self.last_good.is_some()
    }

    /// Whether it holds something invented, or a record that readers may not see on some day.
    pub(super) fn is_reserved(&self) -> bool {
        let is_limited = |record: &Arc<Record>| record.publicity != Publicity::default();
        !self.placeholders.is_empty() || self.records.iter().any(is_limited)
    }

    pub(super) fn is_broken(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }

    /// Whether the records are what an author could have wanted to say.
    pub(super) fn is_good(&self) -> bool {
        !self.records.is_empty() && (self.is_stale() || !self.is_broken())
    }

    /// The records of the file that could not be read; none of one whose last good records stay, because they are all.
    pub(super) fn gaps(&self) -> Option<&Gaps> {
        Some(&self.gaps).filter(|gaps| gaps.is_some() && self.is_broken() && !self.is_stale())
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.records.iter().map(|record| record.key.clone())
    }
}
