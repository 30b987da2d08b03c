//! Prose as it was parsed: HTML, Markdown and plain words with holes where another record must speak.
//!
//! One file cannot know where another record's page will be, or what a quoted fact will say.
//! So a body keeps each of them once, with a hole for each link and each quoted fact, to be filled when a page is rendered.
//! Since HTML and words repeat what stands in the file, they are kept packed, and unpacked for each page.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::key::Key;
use super::kinds::PageKind;
use super::terms::FactName;
use crate::packed::Packed;
use crate::path::{Id, SourcePath};
use crate::source::{Span, Spanned};

/// A parsed piece of Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Body {
    /// The text of its file.
    pub(crate) file: Arc<str>,
    /// The part of the file that is its Markdown.
    pub(crate) range: Range<usize>,
    /// What is published instead of parts of the Markdown.
    pub(crate) markdown: Box<[Hole]>,
    pub(crate) html: Markup,
    /// What a reader sees of it as plain text, to be searched and quoted from.
    pub(crate) words: Markup,
    /// The ids of its headings as authors write them behind `#`; pages prefix them with the record's name.
    pub(crate) anchors: Vec<String>,
    /// The links that stay on the site, in the order of the text.
    pub(crate) links: Vec<BodyLink>,
    /// The quoted facts, in the order of the text.
    pub(crate) quotes: Vec<FactQuote>,
    /// The addresses of the links that leave the site.
    pub(crate) outside: Box<[Spanned<String>]>,
    /// The words of the first heading.
    pub(crate) first_heading: Option<Spanned<String>>,
}

/// What is made of the Markdown of a body, with places that are filled in later.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Markup {
    /// Packed by the Markdown.
    pub(crate) text: Packed,
    pub(crate) holes: Box<[Hole]>,
}

/// Text with places to be filled in.
pub(crate) struct Unfilled<'a> {
    pub(crate) text: Cow<'a, str>,
    /// In the order of the text; each replaces its range, which may be empty.
    pub(crate) holes: &'a [Hole],
}

impl Body {
    /// The Markdown as its author wrote it.
    pub(crate) fn written(&self) -> &str {
        &self.file[self.range.clone()]
    }

    pub(crate) fn markdown(&self) -> Unfilled<'_> {
        Unfilled { text: Cow::Borrowed(self.written()), holes: &self.markdown }
    }

    pub(crate) fn html(&self) -> Unfilled<'_> {
        self.unpacked(&self.html)
    }

    pub(crate) fn words(&self) -> Unfilled<'_> {
        self.unpacked(&self.words)
    }

    fn unpacked<'a>(&'a self, markup: &'a Markup) -> Unfilled<'a> {
        Unfilled { text: Cow::Owned(markup.text.text(self.written())), holes: &markup.holes }
    }
}

/// A place to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hole {
    pub(crate) at: Range<usize>,
    pub(crate) fill: Fill,
}

/// What goes into a hole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fill {
    /// The address of `links[n]`.
    Address(usize),
    /// The words of `quotes[n]`, linked to where the fact stands.
    Quote(usize),
    /// The words of `quotes[n]` alone, because they already stand in a link.
    QuoteWords(usize),
    /// An interface string in the language of the body, by its key in the catalog.
    Label(&'static str),
    /// Words that are the same on every page; none, where what stands there is not part of the page.
    Text(Box<str>),
}

/// A link to something on the site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BodyLink {
    pub(crate) target: Target,
    pub(crate) anchor: Option<String>,
    /// The destination as the author wrote it, and where.
    pub(crate) written: String,
    pub(crate) span: Span,
}

/// Where a link on the site leads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    Record(Key),
    /// A page that is of no record, such as the list of all documents.
    Page(PageKind),
    /// An image or an attachment beside the text.
    File(SourcePath),
    /// The same text.
    Here,
    /// A path that no file of the site could have.
    Nowhere,
}

/// A fact of a report, quoted in prose.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FactQuote {
    pub(crate) report: Id,
    pub(crate) fact: FactName,
    pub(crate) span: Span,
}
