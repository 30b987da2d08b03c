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

/// How many bytes of a text lie between two places up to which its characters are counted.
const BLOCK: usize = 256;

/// A text with its lines: says where a byte of it stands without counting from the beginning each time.
#[derive(Debug)]
pub struct Lines {
    text: Arc<str>,
    /// The first byte of each line.
    starts: Vec<usize>,
    /// How many characters begin before each block.
    characters: Vec<usize>,
}

impl Lines {
    /// Goes through a text once.
    #[must_use]
    pub fn new(text: Arc<str>) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        let count = |count: &mut usize, block: &[u8]| Some(std::mem::replace(count, *count + characters_in(block)));
        // One block more, for the end of a text that fills its last.
        let blocks = text.as_bytes().chunks(BLOCK).chain([&[][..]]);
        let characters = blocks.scan(0, count).collect();
        Self { text, starts, characters }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both counted from 1; the column counts characters.
    #[must_use]
    pub fn line_and_column(&self, offset: u32) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset as usize);
        let line = self.line_of(offset);
        (line, self.characters_before(offset) - self.characters_before(self.bytes_of(line).start) + 1)
    }

    /// The number of the line in which a byte lies.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The bytes of a line, with what ends it.
    pub(crate) fn bytes_of(&self, line: usize) -> std::ops::Range<usize> {
        self.starts[line - 1]..self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.characters[block] + characters_in(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in some bytes of a text.
fn characters_in(bytes: &[u8]) -> usize {
    let continues = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    bytes.iter().filter(|byte| !continues(byte)).count()
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
