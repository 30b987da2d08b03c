//! The Markdown of a body as it is published: its source, without what the page does not show.
//!
//! The words behind the language of a block of code, the cells of a row behind those of the header, the attributes of
//! headings, and the labels of links and footnotes are for the author alone. A reference link becomes an inline one, so
//! that no label is needed, and a footnote is named by the record and its number, so that many bodies can stand in one
//! file.

use std::ops::Range;

use crate::model::body::{Fill, Hole};
use crate::parse::html::address_in_markdown;

/// The Markdown of a body and what is replaced in it.
pub(super) struct Twin<'a> {
    text: &'a str,
    holes: Vec<Hole>,
}

/// Where a reference link leads.
pub(super) enum Way {
    /// To `links[n]` of the body.
    Inside(usize),
    Outside(String),
    /// Nowhere, because its destination is refused.
    Refused,
}

impl<'a> Twin<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, holes: Vec::new() }
    }

    pub(super) fn fill(&mut self, at: Range<usize>, fill: Fill) {
        self.holes.push(Hole { at, fill });
    }

    fn write(&mut self, at: Range<usize>, text: &str) {
        self.fill(at, Fill::Text(text.into()));
    }

    pub(super) fn cut(&mut self, at: Range<usize>) {
        if !at.is_empty() {
            self.write(at, "");
        }
    }

    /// Leaves of the first line of a fenced block only the language, which it returns.
    pub(super) fn fence(&mut self, at: &Range<usize>) -> &'a str {
        let line = self.text[at.clone()].lines().next().unwrap_or_default();
        let info = line.trim_start_matches(['`', '~']).trim();
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-+_#".contains(c);
        let first = info.split([' ', '\t', ',']).next().unwrap_or_default();
        let word = first.trim_start_matches(|c| !is_part(c));
        let language = &word[..word.find(|c| !is_part(c)).unwrap_or(word.len())];
        let start = at.start + line.trim_end().len() - info.len();
        let word_at = start + first.len() - word.len();
        self.cut(start..word_at);
        self.cut(word_at + language.len()..start + info.len());
        language
    }

    /// Leaves of a row of a table the cells that the page shows, the last of which ends at `end`; where others are.
    pub(super) fn row(&mut self, at: &Range<usize>, end: usize) -> Range<usize> {
        let until = at.start + self.text[at.clone()].trim_end().len();
        let rest = self.text.get(end..until).unwrap_or_default();
        let start = end + usize::from(rest.starts_with('|'));
        self.cut(start..until.max(end));
        let bars = |c: char| c == '|' || c.is_whitespace();
        let surplus = self.text.get(start..until).unwrap_or_default();
        let begin = start + surplus.len() - surplus.trim_start_matches(bars).len();
        begin..begin + surplus.trim_matches(bars).len()
    }

    /// Writes the destination of a reference link beside its text, whose last part ends at `end`.
    pub(super) fn reference(&mut self, at: &Range<usize>, end: usize, way: Way, title: &str) {
        let Some(bracket) = self.text[end..at.end].find(']') else { return };
        let start = end + bracket + 1;
        let label = start..self.end_of_reference(at);
        let title = match title {
            "" => String::new(),
            title => format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"").replace('|', "\\|")),
        };
        match way {
            Way::Inside(index) => {
                let end = label.end;
                self.write(label, "(");
                self.fill(end..end, Fill::Address(index));
                self.write(end..end, &format!("{title})"));
            }
            Way::Outside(address) => self.write(label, &format!("({}{title})", address_in_markdown(&address))),
            Way::Refused => self.cut(label),
        }
    }

    /// Where a reference link ends: the empty brackets of `[text][]` belong to it, and not to its place.
    pub(super) fn end_of_reference(&self, at: &Range<usize>) -> usize {
        at.end + if self.text[at.end..].starts_with("[]") { 2 } else { 0 }
    }

    /// Names a footnote, where it is mentioned or defined.
    pub(super) fn footnote(&mut self, at: &Range<usize>, name: &str, number: usize) {
        let text = &self.text[at.clone()];
        let (Some(start), Some(end)) = (text.find("[^"), text.find(']')) else { return };
        self.write(at.start + start + 2..at.start + end, &format!("{name}-{number}"));
    }

    /// What is published instead of parts of the Markdown.
    pub(super) fn finish(mut self) -> Box<[Hole]> {
        // Stable: what fills one place stays in its order.
        self.holes.sort_by_key(|hole| (hole.at.start, hole.at.end));
        self.holes.dedup_by(|later, earlier| later.at.start < earlier.at.end);
        self.holes.into()
    }
}
