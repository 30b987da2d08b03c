//! What an author gives by notations that the parser does not read: the ids of headings and anchors, and elements of HTML.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Prose;
use super::element;
use super::emphasis::Placed;
use super::heading::{self, Braces};
use crate::diag::{Diagnostic, Place};
use crate::parse::codes;

/// What is given in a text, found before it is written.
pub(super) struct Given {
    /// By the beginning of their heading.
    braces: BTreeMap<usize, Braces>,
    tags: BTreeMap<usize, element::Tag>,
    /// Each id, and where it is first given.
    ids: BTreeMap<String, Range<usize>>,
    /// Where an id is given that is given already.
    again: Vec<(String, Range<usize>)>,
}

impl Given {
    pub(super) fn new(text: &str, events: &[Placed<'_>]) -> Self {
        let tags = element::tags(events);
        let mut given = Self { braces: BTreeMap::new(), tags, ids: BTreeMap::new(), again: Vec::new() };
        for (event, at) in events {
            let id = match event {
                Event::Start(Tag::Heading { .. }) => heading::braces(text, at).and_then(|braces| {
                    let id = braces.id.clone();
                    given.braces.insert(at.start, braces);
                    id.filter(|id| heading::is_good_id(&text[id.clone()])).map(|id| (text[id.clone()].to_owned(), id))
                }),
                Event::InlineHtml(_) => match given.tags.get(&at.start) {
                    Some(element::Tag::Anchor(id)) => Some((id.clone(), at.clone())),
                    _ => None,
                },
                _ => None,
            };
            let Some((id, place)) = id else { continue };
            match given.ids.entry(id) {
                Entry::Occupied(first) => given.again.push((first.key().clone(), place)),
                Entry::Vacant(free) => drop(free.insert(place)),
            }
        }
        given
    }

    /// The braces behind the text of a heading.
    pub(super) fn braces(&self, heading: &Range<usize>) -> Option<&Braces> {
        self.braces.get(&heading.start)
    }

    /// The id that is given at a place, unless it is given before already or cannot be one.
    pub(super) fn id<'t>(&self, text: &'t str, place: &Range<usize>) -> Option<&'t str> {
        let id = &text[place.clone()];
        (self.ids.get(id) == Some(place)).then_some(id)
    }
}

impl Prose<'_> {
    /// Reports what is given and cannot be, and keeps the ids from being made.
    pub(super) fn report_given(&mut self) {
        self.given.ids.keys().for_each(|id| self.writer.reserve(id));
        let braces = std::mem::take(&mut self.given.braces);
        for braces in braces.values() {
            if let Some(place) = braces.id.clone().filter(|id| !heading::is_good_id(&self.text[id.clone()])) {
                let message = format!("`{}` cannot be the id of a heading", &self.text[place.clone()]);
                self.report(&codes::INVALID_ID, &place, message, "use letters, digits, hyphens, dots and underscores");
            }
            if let Some(place) = &braces.unread {
                let message = format!("`{}` is not read behind a heading", &self.text[place.clone()]);
                let help = "leave only `{#id}`, or write a backslash before the brace when it is part of the heading";
                self.report(&codes::HEADING_ATTRIBUTE, place, message, help);
            }
        }
        self.given.braces = braces;
        for (id, place) in std::mem::take(&mut self.given.again) {
            let first = self.given.ids.get(&id).map_or(Range::default(), Range::clone);
            let message = format!("two headings or anchors of the text have the id `{id}`");
            let finding = Diagnostic::new(&codes::DUPLICATE_ID, &self.source.path, self.span(&place), message);
            let first = Place { path: self.source.path.clone(), span: self.span(&first) };
            self.out.push(finding.help("give one of them another id").related(first, "first given here"));
        }
    }

    /// Writes HTML that stands as itself; reports all other.
    pub(super) fn inline_html(&mut self, html: &str, at: &Range<usize>) {
        match self.given.tags.get(&at.start) {
            Some(element::Tag::Break) => self.writer.raw("<br>\n"),
            Some(element::Tag::Start(name)) => self.writer.raw(&format!("<{name}>")),
            Some(element::Tag::End(name)) => self.writer.raw(&format!("</{name}>")),
            Some(element::Tag::Anchor(id)) => {
                self.writer.anchor(id);
                self.twin.cut(at.clone());
            }
            Some(element::Tag::AnchorEnd) => self.twin.cut(at.clone()),
            None => {
                self.report_html(html, at);
                self.writer.text(html);
            }
        }
    }

    /// Reports raw HTML, which is shown as the text that it is. A comment was meant for nobody, so it must not be shown.
    pub(super) fn report_html(&mut self, html: &str, at: &Range<usize>) {
        let at = &(at.start..at.start + html.trim_end().len());
        if html.contains("<!--") {
            let help = "keep notes out of the text of a page, or in an entry with `visibility = \"internal\"`";
            self.report(&codes::HTML_COMMENT, at, "a comment would be published with the text", help);
        } else {
            let help = "write Markdown; raw HTML is shown to readers as text";
            self.report(&codes::RAW_HTML, at, "raw HTML is not part of the page", help);
        }
    }
}
