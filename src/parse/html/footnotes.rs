//! The footnotes of a body: numbers where they are mentioned, their texts at its end.

use std::collections::BTreeMap;
use std::mem;

use super::{Stretch, Writer};
use crate::model::body::Fill;

#[derive(Default)]
pub(super) struct Footnotes {
    /// Each label, in lower case, with its number, in the order of first mention.
    labels: BTreeMap<String, usize>,
    mentions: BTreeMap<usize, usize>,
    definitions: BTreeMap<usize, Stretch>,
    open: Vec<usize>,
}

impl Footnotes {
    fn number(&mut self, label: &str) -> usize {
        let next = self.labels.len() + 1;
        *self.labels.entry(label.to_lowercase()).or_insert(next)
    }
}

impl Writer {
    /// Mentions a footnote, and tells its number.
    pub(in crate::parse) fn footnote_reference(&mut self, label: &str) -> usize {
        let number = self.footnotes.number(label);
        let mention = self.footnotes.mentions.entry(number).or_insert(0);
        *mention += 1;
        let (name, mention) = (&self.name, *mention);
        let html = format!(
            "<sup><a href=\"#{name}_fn_{number}\" id=\"{name}_fnref_{number}_{mention}\" class=\"footnote-ref\" role=\"doc-noteref\">{number}</a></sup>"
        );
        self.raw(&html);
        number
    }

    /// Begins the text of a footnote, and tells its number.
    pub(in crate::parse) fn open_footnote(&mut self, label: &str) -> usize {
        let number = self.footnotes.number(label);
        self.footnotes.open.push(number);
        self.outer.push(mem::take(&mut self.out));
        number
    }

    pub(in crate::parse) fn close_footnote(&mut self) {
        let (Some(number), Some(outer)) = (self.footnotes.open.pop(), self.outer.pop()) else { return };
        let text = mem::replace(&mut self.out, outer);
        // What is said twice under one label stands in one place.
        self.footnotes.definitions.entry(number).or_default().append(text);
    }

    /// Writes the texts of all footnotes.
    pub(super) fn write_footnotes(&mut self) {
        // A text that was cut off in the middle of a footnote keeps what stood before it.
        while !self.outer.is_empty() {
            self.close_footnote();
        }
        let definitions = mem::take(&mut self.footnotes.definitions);
        if definitions.is_empty() {
            return;
        }
        self.raw("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.hole(Fill::Label("footnotes"));
        self.raw("\"><ol>\n");
        for (number, text) in definitions {
            self.footnote(number, text);
        }
        self.raw("</ol></section>\n");
    }

    fn footnote(&mut self, number: usize, text: Stretch) {
        let name = self.name.clone();
        self.raw(&format!("<li id=\"{name}_fn_{number}\" value=\"{number}\">"));
        self.gap();
        self.out.append(text);
        for mention in 1..=self.footnotes.mentions.get(&number).copied().unwrap_or(0) {
            self.raw(&format!(
                "<a href=\"#{name}_fnref_{number}_{mention}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\""
            ));
            self.hole(Fill::Label("footnote_back"));
            self.raw("\">↩</a> ");
        }
        self.raw("</li>\n");
    }
}
