//! Characters of prose that nobody sees, judged after character references were resolved.

use std::ops::Range;

use super::Prose;
use crate::parse::hidden;
use crate::source::Span;

impl Prose<'_> {
    /// Reports what hides in a text that readers get.
    pub(super) fn check_characters(&mut self, text: &str, at: &Range<usize>) {
        let Some(hidden) = hidden::forbidden("text", text).or_else(|| hidden::invisible(text)) else { return };
        let mut from = at.start;
        let mut spans: Vec<Span> = Vec::with_capacity(hidden.found.len());
        for (_, c) in &hidden.found {
            let place = self.place_of_character(*c, &(from..at.end));
            from = place.as_ref().map_or(from, |place| place.end);
            spans.push(self.span(place.as_ref().unwrap_or(at)));
        }
        self.out.push(hidden.at(&self.source.path, &spans));
    }

    /// Where a character first stands in the source of a text: as it is, or as a reference that may mean it.
    fn place_of_character(&self, c: char, at: &Range<usize>) -> Option<Range<usize>> {
        let source = &self.text[at.clone()];
        let plain = source.find(c).map(|start| start..start + c.len_utf8());
        let references = source.match_indices('&').filter_map(|(start, _)| {
            let end = start + source[start..].find(';')? + 1;
            may_mean(&source[start + 1..end - 1], c).then_some(start..end)
        });
        let found = references.chain(plain).min_by_key(|place| place.start)?;
        Some(at.start + found.start..at.start + found.end)
    }
}

/// The names of characters that nobody sees.
const NAMES: [&str; 16] = [
    "ApplyFunction",
    "InvisibleComma",
    "InvisibleTimes",
    "NegativeMediumSpace",
    "NegativeThickSpace",
    "NegativeThinSpace",
    "NegativeVeryThinSpace",
    "NoBreak",
    "ZeroWidthSpace",
    "af",
    "ic",
    "it",
    "lrm",
    "rlm",
    "zwj",
    "zwnj",
];

/// Whether what stands between `&` and `;` is a reference to a character, or the name of one that nobody sees.
fn may_mean(reference: &str, c: char) -> bool {
    let Some(number) = reference.strip_prefix('#') else { return NAMES.contains(&reference) };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    number.is_ok_and(|number| number == c as u32)
}
