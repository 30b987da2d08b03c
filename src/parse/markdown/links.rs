//! The links and images of a text.

use std::ops::Range;

use super::Prose;
use super::twin::Way;
use crate::model::body::{BodyLink, Fill, Target};
use crate::parse::codes;
use crate::parse::destination::{self, Destination};
use crate::parse::web_address;
use crate::source::Spanned;

/// How many links and quoted facts one file may hold.
const MAX_LINKS: usize = 2_000;

/// A link or an image as it is written.
pub(super) struct Link<'a> {
    pub(super) address: &'a str,
    pub(super) title: &'a str,
    pub(super) is_reference: bool,
}

impl Link<'_> {
    fn open(&self, way: Way) -> OpenLink {
        OpenLink { way, title: self.title.to_owned(), is_reference: self.is_reference }
    }
}

/// A link or an image whose end is not read yet.
pub(super) struct OpenLink {
    pub(super) way: Way,
    title: String,
    /// Whether its destination is defined elsewhere.
    is_reference: bool,
}

impl OpenLink {
    pub(super) fn is_written(&self) -> bool {
        !matches!(self.way, Way::Refused)
    }
}

impl Prose<'_> {
    pub(super) fn open_link(&mut self, link: &Link<'_>, at: &Range<usize>) -> bool {
        self.check_characters(link.title, at);
        let way = match self.sort_destination(link.address, at) {
            Some(Destination::Outside(address)) => {
                let place = self.place_of_destination(link.address, at).unwrap_or_else(|| at.clone());
                self.outside.push(Spanned::new(address.clone(), self.span(&place)));
                self.link_words = self.writer.words().len();
                self.writer.open_link(&address, link.title);
                Way::Outside(address)
            }
            Some(Destination::Inside(target, anchor)) => {
                let Some(index) = self.add_link(link, (target, anchor), at) else { return false };
                self.writer.open_inside_link(index, link.title);
                Way::Inside(index)
            }
            None => Way::Refused,
        };
        self.open_links.push(link.open(way));
        true
    }

    pub(super) fn open_image(&mut self, link: &Link<'_>, at: &Range<usize>) -> bool {
        let destination = link.address;
        let way = match self.sort_destination(destination, at) {
            Some(Destination::Inside(target @ (Target::File(_) | Target::Nowhere), None)) => {
                let Some(index) = self.add_link(link, (target, None), at) else { return false };
                Way::Inside(index)
            }
            None => Way::Refused,
            Some(Destination::Inside(..) | Destination::Outside(_)) => {
                let help = "put the picture beside the text and name it by a relative path";
                let at = &self.place_of_destination(destination, at).unwrap_or_else(|| at.clone());
                self.report(&codes::UNSAFE_LINK, at, format!("`{destination}` is not a picture of this site"), help);
                Way::Refused
            }
        };
        self.image = Some((link.open(way), String::new()));
        true
    }

    /// Takes the label of a reference from the twin, where it leaves the destination.
    pub(super) fn close_link(&mut self, link: OpenLink, at: &Range<usize>) {
        if let Way::Outside(address) = &link.way {
            self.check_words(address, at);
        }
        if link.is_reference {
            self.twin.reference(at, self.inner_end, link.way, &link.title);
            self.inner_end = self.twin.end_of_reference(at);
        }
    }

    /// Reports a link that says by its words that it leads elsewhere.
    fn check_words(&mut self, address: &str, at: &Range<usize>) {
        let words = self.writer.words().get(self.link_words..).unwrap_or_default();
        if let Some(said) = web_address::says_otherwise(words, address) {
            let message = format!("the link leads to `{address}`, and its words say `{said}`");
            self.report(&codes::UNSAFE_LINK, at, message, "let the words say where the link leads");
        }
    }

    /// Notes a link that stays on the site; `None` when there are too many.
    fn add_link(
        &mut self,
        link: &Link<'_>,
        (target, anchor): (Target, Option<String>),
        at: &Range<usize>,
    ) -> Option<usize> {
        if self.has_too_many_links(at) {
            return None;
        }
        let place = self.place_of_destination(link.address, at);
        let index = self.links.len();
        if let (Some(place), false) = (&place, link.is_reference) {
            self.twin.fill(place.clone(), Fill::Address(index));
        }
        let span = self.span(&place.unwrap_or_else(|| at.clone()));
        self.links.push(BodyLink { target, anchor, written: link.address.to_owned(), span });
        Some(index)
    }

    pub(super) fn has_too_many_links(&mut self, at: &Range<usize>) -> bool {
        let too_many = self.links.len() + self.quotes.len() >= MAX_LINKS;
        if too_many {
            let message = format!("the text has more than {MAX_LINKS} links");
            self.report(&codes::TOO_COMPLEX, at, message, "divide it into several files");
        }
        too_many
    }

    fn place_of_destination(&self, written: &str, at: &Range<usize>) -> Option<Range<usize>> {
        self.definitions.place_of_destination(self.text, written, at)
    }

    /// Where a destination leads; one that is refused is reported.
    fn sort_destination(&mut self, written: &str, at: &Range<usize>) -> Option<Destination> {
        let refusal = match destination::sort(written, &self.source.path) {
            Ok(destination) => return Some(destination),
            Err(refusal) => refusal,
        };
        let place = self.place_of_destination(written, at).unwrap_or_else(|| at.clone());
        self.report(refusal.code, &place, refusal.message, refusal.help);
        None
    }
}
