//! One text file of the site, and places in it.

use std::sync::Arc;

use crate::path::SourcePath;

/// A text file of the site as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where the file lies.
    pub path: SourcePath,
    /// What it holds.
    pub text: Arc<str>,
}

/// A range of bytes in one source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// The span from one byte offset up to another; offsets past 4 GiB are cut, which no readable file reaches.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end.max(start)) }
    }

    /// The span as a range that is valid for `text`: within it, ordered, and on character boundaries.
    #[must_use]
    pub fn clamp(self, text: &str) -> std::ops::Range<usize> {
        let start = text.floor_char_boundary(self.start as usize);
        let end = text.ceil_char_boundary((self.end as usize).min(text.len())).max(start);
        start..end
    }

    /// The same span, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }
}

/// Line and column of a byte offset, both counted from 1; the column counts characters.
#[must_use]
pub fn line_and_column(text: &str, offset: u32) -> (usize, usize) {
    let offset = text.floor_char_boundary(offset as usize);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A value and where its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the file of the record.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}
