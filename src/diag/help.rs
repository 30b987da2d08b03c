//! What to do about a finding: words for its author and, where one name was written for another, the name that was meant.

use std::ops::Range;

/// What to do about a finding.
#[derive(Debug)]
pub struct Help {
    pub(super) text: String,
    pub(super) instead: Option<Instead>,
}

/// A name at the place of a finding, and the one that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instead {
    /// What is written, in full: the owner of a record may be left out at the place.
    pub written: String,
    /// What was meant, in full as well.
    pub meant: String,
}

impl From<String> for Help {
    fn from(text: String) -> Self {
        Self { text, instead: None }
    }
}

impl From<&str> for Help {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Help {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl Help {
    /// Asks whether another name was meant.
    pub(crate) fn did_you_mean(written: &str, meant: &str) -> Self {
        Self::from(format!("did you mean `{meant}`?")).instead(written, meant)
    }

    /// Asks whether the nearest of some words was meant, or names all of them.
    pub(crate) fn one_of(written: &str, near: Option<&str>, all: &[&str]) -> Self {
        let all = || Self::from(format!("use one of: {}", all.join(", ")));
        near.map_or_else(all, |near| Self::did_you_mean(written, near))
    }

    /// The same help, where it is known which name is to be replaced by which.
    pub(crate) fn instead(self, written: &str, meant: &str) -> Self {
        Self { instead: Some(Instead { written: written.to_owned(), meant: meant.to_owned() }), ..self }
    }

    /// The name that was probably meant.
    pub(crate) fn meant(&self) -> Option<&str> {
        self.instead.as_ref().map(|instead| &*instead.meant)
    }

    /// The same help with more words behind it.
    pub(crate) fn and(mut self, more: &str) -> Self {
        self.text.push_str(more);
        self
    }
}

impl Instead {
    /// The part of a text that is to be replaced, and what by: the name in full or, where its first parts are left out,
    /// the rest of it. `None` when the name does not stand there as such.
    #[must_use]
    pub fn within(&self, text: &str) -> Option<(Range<usize>, &str)> {
        let (mut written, mut meant) = (&*self.written, &*self.meant);
        loop {
            if let Some(at) = text.rfind(written).filter(|_| !written.is_empty()) {
                return Some((at..at + written.len(), meant));
            }
            let (first, rest) = written.split_once(['/', ':'])?;
            if let Some(shared) = meant.strip_prefix(first).filter(|rest| rest.starts_with(['/', ':'])) {
                meant = &shared[1..];
            }
            written = rest;
        }
    }
}
