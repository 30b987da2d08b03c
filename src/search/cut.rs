//! The cut of all terms into shards, by their beginnings.
//!
//! A beginning whose terms are too much for one file is cut by the next character; small neighbors share a file as long
//! as their terms begin with the same letter. So a new word touches one file, and moves no other.

use std::ops::Range;

use super::character::{Class, class};
use super::collection::Collection;

/// A word that more documents have is kept in two parts, the first of them in its shard.
pub(super) const COMMON: usize = 2_048;

/// How many characters a beginning has at most.
const LONGEST_BEGINNING: usize = 6;

/// The terms of one file: the first beginning that it holds, and which of all forms.
pub(super) struct Place {
    pub(super) first: String,
    pub(super) forms: Range<usize>,
}

/// Cuts forms, in the order of the browser, into shards of about `limit` bytes.
pub(super) fn shards(collection: &Collection, forms: &[u32], limit: usize) -> Vec<Place> {
    let mut cut = Cut { collection, forms, limit, leaves: Vec::new() };
    cut.split(String::new(), 0..forms.len());
    let mut shards: Vec<(Place, usize)> = Vec::new();
    for (first, forms, size) in cut.leaves {
        match shards.last_mut() {
            Some((last, sum)) if zone(&last.first) == zone(&first) && *sum + size <= limit => {
                last.forms.end = forms.end;
                *sum += size;
            }
            _ => shards.push((Place { first, forms }, size)),
        }
    }
    shards.into_iter().map(|(place, _)| place).collect()
}

struct Cut<'a> {
    collection: &'a Collection,
    forms: &'a [u32],
    limit: usize,
    /// The beginnings that are not cut further, with their forms and size.
    leaves: Vec<(String, Range<usize>, usize)>,
}

impl Cut<'_> {
    /// Cuts the forms with a beginning by the next character, as often as it takes.
    fn split(&mut self, beginning: String, forms: Range<usize>) {
        let length = beginning.chars().count();
        let size = self.size(forms.clone());
        if length > 0 && (size <= self.limit || length >= LONGEST_BEGINNING) {
            if !forms.is_empty() {
                self.leaves.push((beginning, forms, size));
            }
            return;
        }
        let mut at = forms.start;
        while at < forms.end {
            let next = self.beginning(at, length + 1);
            let shares = self.forms[at..forms.end].iter().position(|form| !self.begins(*form, &next, length + 1));
            let end = shares.map_or(forms.end, |shares| at + shares);
            if next == beginning {
                // The form that is all of the beginning has no next character.
                let size = self.size(at..end);
                self.leaves.push((next, at..end, size));
            } else {
                self.split(next, at..end);
            }
            at = end;
        }
    }

    fn text(&self, form: u32) -> &str {
        &self.collection.forms()[form as usize].text
    }

    fn beginning(&self, at: usize, length: usize) -> String {
        self.text(self.forms[at]).chars().take(length).collect()
    }

    fn begins(&self, form: u32, beginning: &str, length: usize) -> bool {
        let text = self.text(form);
        text.starts_with(beginning) && (beginning.chars().count() == length || text == beginning)
    }

    /// About how many bytes the forms take with their documents, each class counted once.
    fn size(&self, forms: Range<usize>) -> usize {
        let mut classes: Vec<u32> = Vec::with_capacity(forms.len());
        let mut size = 0;
        for form in &self.forms[forms] {
            let form = &self.collection.forms()[*form as usize];
            size += form.text.len() + 2;
            classes.push(form.class);
        }
        classes.sort_unstable();
        classes.dedup();
        let documents = |class: &u32| self.collection.class(*class).occurrences.len().min(COMMON);
        size + classes.iter().map(documents).sum::<usize>() * 3
    }
}

/// What small neighbors must have in common to share a file: the first letter, or the block of 256 characters.
fn zone(beginning: &str) -> u32 {
    let first = beginning.chars().next().unwrap_or_default();
    if class(first) == Class::Unspaced { u32::from(first) | 0xff } else { u32::from(first) }
}
