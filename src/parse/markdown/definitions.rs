//! The definitions of reference links, `[label]: destination`, which stand apart from them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::RefDefs;

use super::Prose;
use crate::parse::codes;

/// Where a text defines the destinations of its reference links.
pub(super) struct Definitions {
    places: Vec<Range<usize>>,
    /// Where each destination is first defined.
    destinations: BTreeMap<String, Range<usize>>,
    /// In lower case.
    labels: BTreeSet<String>,
}

impl Definitions {
    pub(super) fn new(definitions: &RefDefs<'_>) -> Self {
        let (mut places, mut destinations) = (Vec::new(), BTreeMap::new());
        let labels = definitions.iter().map(|(label, _)| label.to_lowercase()).collect();
        for (_, definition) in definitions.iter() {
            let (destination, place) = (definition.dest.to_string(), definition.span.clone());
            places.push(place.clone());
            let first: &mut Range<usize> = destinations.entry(destination).or_insert_with(|| place.clone());
            if place.start < first.start {
                *first = place;
            }
        }
        Self { places, destinations, labels }
    }

    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(String::as_str)
    }

    pub(super) fn places(&self) -> &[Range<usize>] {
        &self.places
    }

    /// The bytes of the text that name the destination of the link at a place: in the link itself, or in its definition.
    ///
    /// `None` when they are written with escapes.
    pub(super) fn place_of_destination(&self, text: &str, written: &str, at: &Range<usize>) -> Option<Range<usize>> {
        let link = &text[at.clone()];
        let start = match link.as_bytes() {
            [b'<', ..] if link[1..].starts_with(written) => Some(at.start + 1),
            [.., b')'] => destination_behind("](", link, written).map(|start| at.start + start),
            _ => self.destinations.get(written).and_then(|definition| {
                let start = destination_behind("]:", &text[definition.clone()], written)?;
                Some(definition.start + start)
            }),
        };
        start.map(|start| start..start + written.len())
    }

    /// What looks like a definition and is neither one nor text that readers see, of which `seen` holds the places: the
    /// second definition of one label.
    pub(super) fn hidden(&self, text: &str, mut seen: Vec<Range<usize>>) -> Vec<Range<usize>> {
        seen.extend_from_slice(&self.places);
        seen.sort_by_key(|range| range.start);
        let mut seen = seen.into_iter().peekable();
        let (mut at, mut seen_until) = (0, 0);
        let mut hidden = Vec::new();
        for line in text.split_inclusive('\n') {
            let start = at + line.len() - line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).len();
            at += line.len();
            while let Some(range) = seen.next_if(|range| range.start <= start) {
                seen_until = seen_until.max(range.end);
            }
            let is_shaped = text[start..at].starts_with('[') && !text[start..].starts_with("[^") && line.contains("]:");
            if is_shaped && seen_until <= start {
                hidden.push(start..start + text[start..at].trim_end().len());
            }
        }
        hidden
    }
}

impl Prose<'_> {
    /// Reports what a second definition of one label holds, which no page shows.
    pub(super) fn report_hidden_definitions(&mut self) {
        for place in self.definitions.hidden(self.text, std::mem::take(&mut self.seen)) {
            let help = "remove it; only the first definition of a label counts";
            self.report(&codes::HTML_COMMENT, &place, "a definition that no page shows would be published", help);
        }
    }
}

/// Where a destination begins that stands behind a bracket and what follows it.
fn destination_behind(opener: &str, text: &str, written: &str) -> Option<usize> {
    let behind = text.match_indices(opener).map(|(at, _)| at + opener.len());
    let starts = behind.map(|at| text.len() - text[at..].trim_start().trim_start_matches('<').len());
    starts.filter(|start| text[*start..].starts_with(written)).last()
}
