//! Places in a text as editors count them: by lines, and in a line by the units of the encoding that both sides agreed on.

use std::ops::Range;

use gen_lsp_types as lsp;

use crate::source::Span;

/// What is counted in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// What every client knows.
    #[default]
    Utf16,
}

impl Encoding {
    fn units(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }

    /// How many bytes of a line so many units are, up to a whole character.
    fn bytes(self, line: &str, units: usize) -> usize {
        let mut rest = units;
        let mut bytes = 0;
        for c in line.chars() {
            let length = self.units(c.encode_utf8(&mut [0; 4]));
            if rest < length {
                break;
            }
            rest -= length;
            bytes += c.len_utf8();
        }
        bytes
    }
}

/// A text and where its lines begin. A line ends with `\n`, `\r\n` or `\r`.
pub(super) struct Positions<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Positions<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let is_end = |at: &usize| match bytes[*at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(is_end).map(|at| at + 1)).collect();
        Self { text, starts, encoding }
    }

    /// A line without what ends it.
    fn line(&self, number: usize) -> Range<usize> {
        let start = self.starts[number];
        let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// Where a byte stands.
    pub(super) fn position(&self, offset: usize) -> lsp::Position {
        let offset = self.text.floor_char_boundary(offset);
        let number = self.starts.partition_point(|start| *start <= offset) - 1;
        let line = self.line(number);
        let character = self.encoding.units(&self.text[line.start..offset.min(line.end)]);
        let cut = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        lsp::Position { line: cut(number), character: cut(character) }
    }

    /// The byte that stands at a position, or the nearest before it.
    pub(super) fn offset(&self, position: lsp::Position) -> usize {
        let Some(number) = usize::try_from(position.line).ok().filter(|line| *line < self.starts.len()) else {
            return self.text.len();
        };
        let line = self.line(number);
        line.start + self.encoding.bytes(&self.text[line.clone()], usize::try_from(position.character).unwrap_or(0))
    }

    pub(super) fn range(&self, range: Range<usize>) -> lsp::Range {
        lsp::Range { start: self.position(range.start), end: self.position(range.end) }
    }

    pub(super) fn range_of(&self, span: Span) -> lsp::Range {
        self.range(span.clamp(self.text))
    }

    /// The bytes of a range; an empty one where it is turned around.
    pub(super) fn bytes(&self, range: lsp::Range) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }
}
