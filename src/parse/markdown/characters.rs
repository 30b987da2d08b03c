//! Characters of prose that nobody sees, judged after character references were resolved.

use std::ops::Range;

use super::Prose;
use crate::characters;
use crate::parse::codes;
use crate::parse::fields::invisible_message;

impl Prose<'_> {
    /// Reports what hides in a text that readers get.
    pub(super) fn check_characters(&mut self, text: &str, at: &Range<usize>) {
        if let Some((_, c)) = characters::forbidden(text) {
            let place = self.place_of_character(c, at);
            self.report(
                &codes::CONTROL_CHARACTER,
                &place,
                format!("the text holds {}", characters::name(c)),
                "remove it",
            );
        } else if let Some((_, c)) = characters::invisible(text) {
            let place = self.place_of_character(c, at);
            self.report(&codes::INVISIBLE_CHARACTER, &place, invisible_message(c), "remove it");
        }
    }

    /// Where a character stands in the source of a text: as it is, or as the first reference that may mean it.
    fn place_of_character(&self, c: char, at: &Range<usize>) -> Range<usize> {
        let source = &self.text[at.clone()];
        let found = source.find(c).map(|start| start..start + c.len_utf8()).or_else(|| {
            let start = source.find('&')?;
            let end = source[start..].find(';')? + 1;
            Some(start..start + end)
        });
        found.map_or_else(|| at.clone(), |found| at.start + found.start..at.start + found.end)
    }
}
