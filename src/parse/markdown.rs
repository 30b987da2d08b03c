//! Markdown to a [`Body`]. Only here and in the folder is the parser named.
//!
//! 1. The parser yields events with their places; nothing of its own HTML is used. `emphasis` amends them for scripts
//!    that write no spaces.
//! 2. `destination` sorts links into those that leave the site, which are written at once, and those that stay, which
//!    become holes. Facts that `quotation` reads become holes too.
//! 3. `html` writes the events. Raw HTML is written as text, and reported.
//! 4. `twin` takes from the source what the page does not show.
//! 5. `notation` looks for what would be shown although it was meant as markup, and `foreign` for the markup of others.

mod characters;
mod colons;
mod definitions;
mod element;
mod emphasis;
mod flanking;
mod foreign;
mod given;
mod heading;
mod links;
mod matching;
mod names;
mod notation;
mod twin;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::codes;
use super::destination;
use super::html::Writer;
use super::quotation;
use crate::diag::{Code, Diagnostic, Help};
use crate::model::body::{Body, BodyLink, FactQuote, Fill};
use crate::model::key::Whose;
use crate::source::{Source, Span, Spanned};
use definitions::Definitions;
use emphasis::Emphasized;
use foreign::Met;
use given::Given;
use links::{Link, OpenLink};
use names::{alert_name, align};
use notation::{Notation, Undefined};
use twin::{Twin, Way};

/// How deep blocks may stand within each other.
const MAX_DEPTH: usize = 48;

/// Reads the part of a file that is Markdown; ids in its HTML begin with `name`.
pub(super) fn markdown(source: &Source, range: Range<usize>, name: &str, out: &mut Vec<Diagnostic>) -> Body {
    let text = &source.text[range.clone()];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let undefined = Undefined::default();
    let masked = colons::masked(text);
    let parser = Parser::new_with_broken_link_callback(&masked, options, Some(|link| undefined.note(&link)));
    let definitions = Definitions::new(parser.reference_definitions());
    let first_heading = match source.path.as_str().split('/').nth(1) {
        // The question and the term are headings themselves.
        Some("faq" | "glossary") => 3,
        _ => 2,
    };
    let Emphasized { events, strays } =
        emphasis::resolve(text, parser.into_offset_iter().map(|(event, at)| (colons::unmasked(event), at)));
    let mut reader = Prose {
        given: Given::new(text, &events),
        source,
        text,
        base: range.start,
        name,
        definitions,
        links: Vec::new(),
        quotes: Vec::new(),
        writer: Writer::new(name, first_heading),
        twin: Twin::new(text),
        seen: Vec::new(),
        inner_end: 0,
        out,
        depth: 0,
        open_links: Vec::new(),
        link_words: 0,
        image: None,
        notation: Notation::default(),
        foreign: Met::default(),
        outside: Vec::new(),
        braces: None,
    };
    reader.report_given();
    strays.iter().for_each(|stray| reader.report_stray(stray));
    for (event, at) in TextMergeWithOffset::new(events.into_iter()) {
        if !reader.event(event, at) {
            break;
        }
    }
    reader.report_undefined(undefined);
    reader.finish()
}

struct Prose<'a> {
    source: &'a Source,
    /// The Markdown, and where it begins in the file.
    text: &'a str,
    base: usize,
    name: &'a str,
    definitions: Definitions,
    given: Given,
    /// Where text and links stand that readers see, in order.
    seen: Vec<Range<usize>>,
    /// Where the last part ends of the heading, row or link that is being read.
    inner_end: usize,
    links: Vec<BodyLink>,
    quotes: Vec<FactQuote>,
    writer: Writer,
    twin: Twin<'a>,
    out: &'a mut Vec<Diagnostic>,
    depth: usize,
    open_links: Vec<OpenLink>,
    /// Where the words of the last link begin that leaves the site.
    link_words: usize,
    /// The open image and, so far, its text.
    image: Option<(OpenLink, String)>,
    notation: Notation,
    foreign: Met,
    /// The links that leave the site.
    outside: Vec<Spanned<String>>,
    /// The braces behind the text of the open heading, which are no part of it.
    braces: Option<Range<usize>>,
}

impl Prose<'_> {
    fn span(&self, at: &Range<usize>) -> Span {
        Span::new(at.start, at.end).shifted(self.base)
    }

    fn report(&mut self, code: &'static Code, at: &Range<usize>, message: impl Into<String>, help: impl Into<Help>) {
        let span = self.span(at);
        self.out.push(Diagnostic::new(code, &self.source.path, span, message).help(help));
    }

    /// Takes one event; `false` ends the reading.
    fn event(&mut self, event: Event<'_>, at: Range<usize>) -> bool {
        let end = if matches!(event, Event::Start(_)) { at.start } else { at.end };
        self.look_at(&event, &at);
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    let message = format!("the text is nested more than {MAX_DEPTH} levels deep");
                    self.report(&codes::TOO_COMPLEX, &at, message, "flatten the lists and quotes");
                    return false;
                }
                self.inner_end = end;
                return self.start(tag, at);
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(tag, &at);
            }
            Event::Text(text) => {
                self.check_characters(&text, &at);
                self.seen.push(at.clone());
                self.text(&text, &at);
            }
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => match &mut self.image {
                Some((_, alt)) => alt.push_str(&code),
                None => self.writer.code(&code),
            },
            Event::InlineHtml(html) => self.inline_html(&html, &at),
            Event::Html(html) if element::is_breaks(&html) => self.writer.raw("<br>\n"),
            // Its block was reported as a whole.
            Event::Html(html) => self.writer.text(&html),
            Event::FootnoteReference(label) => {
                let number = self.writer.footnote_reference(&label);
                self.twin.footnote(&at, self.name, number);
            }
            Event::SoftBreak => match &mut self.image {
                Some((_, alt)) => alt.push(' '),
                None => self.writer.soft_break(),
            },
            Event::HardBreak => self.writer.raw("<br>\n"),
            Event::Rule => self.writer.raw("<hr>\n"),
            Event::TaskListMarker(done) => self.writer.task(done),
        }
        self.inner_end = self.inner_end.max(end);
        true
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) -> bool {
        if let Tag::Link { .. } | Tag::Image { .. } = &tag {
            self.seen.push(at.clone());
        }
        match tag {
            Tag::Paragraph => self.writer.raw("<p>"),
            Tag::HtmlBlock => {
                let html = self.text[at.clone()].to_owned();
                if !element::is_breaks(&html) {
                    self.report_html(&html, &at);
                }
                self.writer.raw("<p>");
            }
            Tag::Heading { level, .. } => {
                let braces = self.given.braces(&at);
                let id = braces.and_then(|braces| self.given.id(self.text, braces.id.as_ref()?));
                self.braces = braces.map(|braces| braces.place.clone());
                self.writer.open_heading(level as u8, id);
            }
            Tag::BlockQuote(kind) => self.writer.open_quote(kind.map(alert_name)),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(_) => self.twin.fence(&at),
                    CodeBlockKind::Indented => "",
                };
                self.writer.open_code_block(language);
            }
            Tag::List(Some(1)) => self.writer.raw("<ol>\n"),
            Tag::List(Some(start)) => self.writer.raw(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.writer.raw("<ul>\n"),
            Tag::Item => self.writer.raw("<li>"),
            Tag::FootnoteDefinition(label) => {
                let number = self.writer.open_footnote(&label);
                self.twin.footnote(&at, self.name, number);
            }
            Tag::DefinitionList => self.writer.raw("<dl>\n"),
            Tag::DefinitionListTitle => self.writer.raw("<dt>"),
            Tag::DefinitionListDefinition => self.writer.raw("<dd>"),
            Tag::Table(alignments) => self.writer.open_table(alignments.iter().map(|a| align(*a)).collect()),
            Tag::TableHead => self.writer.open_head(),
            Tag::TableRow => self.writer.open_row(),
            Tag::TableCell => self.writer.open_cell(),
            Tag::Emphasis => self.writer.raw("<em>"),
            Tag::Strong => self.writer.raw("<strong>"),
            Tag::Strikethrough => self.writer.raw("<del>"),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
            Tag::Link { link_type, dest_url, title, .. } => {
                let address =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let link = Link { address: &address, title: &title, is_reference: is_reference(link_type) };
                return self.open_link(&link, &at);
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let link = Link { address: &dest_url, title: &title, is_reference: is_reference(link_type) };
                return self.open_image(&link, &at);
            }
        }
        true
    }

    fn end(&mut self, tag: TagEnd, at: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.writer.raw("</p>\n"),
            TagEnd::Heading(_) => {
                if let Some(braces) = self.braces.take() {
                    self.twin.cut(braces);
                }
                self.writer.close_heading();
            }
            TagEnd::BlockQuote(_) => self.writer.close_quote(),
            TagEnd::CodeBlock => self.writer.close_code_block(),
            TagEnd::List(true) => self.writer.raw("</ol>\n"),
            TagEnd::List(false) => self.writer.raw("</ul>\n"),
            TagEnd::Item => self.writer.raw("</li>\n"),
            TagEnd::FootnoteDefinition => self.writer.close_footnote(),
            TagEnd::DefinitionList => self.writer.raw("</dl>\n"),
            TagEnd::DefinitionListTitle => self.writer.raw("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.writer.raw("</dd>\n"),
            TagEnd::Table => self.writer.close_table(),
            TagEnd::TableHead => self.writer.close_head(),
            TagEnd::TableRow => {
                self.close_row(at);
            }
            TagEnd::TableCell => self.writer.close_cell(),
            TagEnd::Emphasis => self.writer.raw("</em>"),
            TagEnd::Strong => self.writer.raw("</strong>"),
            TagEnd::Strikethrough => self.writer.raw("</del>"),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
            TagEnd::Link => {
                if let Some(link) = self.open_links.pop() {
                    if link.is_written() {
                        self.writer.raw("</a>");
                    }
                    self.close_link(link, at);
                }
            }
            TagEnd::Image => {
                if let Some((link, alt)) = self.image.take() {
                    self.look_at_picture(&alt, at);
                    match link.way {
                        Way::Inside(index) => self.writer.image(index, &alt),
                        Way::Outside(_) | Way::Refused => self.writer.text(&alt),
                    }
                    self.close_link(link, at);
                }
            }
        }
    }

    /// Reports what a row has beyond the cells of the header, which no page shows.
    fn close_row(&mut self, at: &Range<usize>) {
        let surplus = self.twin.row(at, self.inner_end);
        if !surplus.is_empty() {
            let help = "give the header a cell for it, or write a vertical bar within a cell as `\\|`";
            self.report(&codes::SURPLUS_CELL, &surplus, "the row has more cells than the header of its table", help);
        }
        self.writer.raw("</tr>\n");
    }

    /// Writes text, in which each `{{ fact("report", "name") }}` becomes a hole.
    fn text(&mut self, text: &str, at: &Range<usize>) {
        if let Some((_, alt)) = &mut self.image {
            alt.push_str(text);
            return;
        }
        let text = match &self.braces {
            Some(braces) if braces.end <= at.end => text.rfind('{').map_or("", |open| text[..open].trim_end()),
            _ => text,
        };
        let mut rest = 0;
        let mut behind = at.start;
        while !self.writer.is_in_code() {
            let Some(start) = text[rest..].find("{{").map(|found| rest + found) else { break };
            let Some(end) = text[start..].find("}}").map(|found| start + found + 2) else { break };
            // The text differs from its source where that holds a character reference or an escape.
            let found = self.text.get(behind..at.end).and_then(|source| source.find(&text[start..end]));
            let place = found.map_or_else(|| at.clone(), |found| behind + found..behind + found + (end - start));
            behind = if found.is_some() { place.end } else { behind };
            let before = &self.text[..place.start];
            if found.is_none() || (before.len() - before.trim_end_matches('\\').len()) % 2 == 1 {
                self.writer.text(&text[rest..end]);
                rest = end;
                continue;
            }
            self.writer.text(&text[rest..start]);
            self.fact(&text[start..end], place);
            rest = end;
        }
        self.writer.text(&text[rest..]);
    }

    fn fact(&mut self, notation: &str, place: Range<usize>) {
        match quotation::read(notation, Whose::provider(&destination::provider_of(&self.source.path))) {
            Ok((report, fact)) => {
                if self.has_too_many_links(&place) {
                    return;
                }
                let index = self.quotes.len();
                let in_link = self.open_links.last().is_some_and(OpenLink::is_written) || self.writer.is_in_heading();
                self.writer.text_hole(if in_link { Fill::QuoteWords(index) } else { Fill::Quote(index) });
                self.twin.fill(place.clone(), Fill::QuoteWords(index));
                let span = self.span(&place);
                self.quotes.push(FactQuote { report, fact, span });
            }
            Err(help) => {
                self.report(&codes::INVALID_FACT, &place, format!("`{notation}` does not quote a fact"), help);
                self.writer.text(notation);
            }
        }
    }

    fn finish(mut self) -> Body {
        self.report_hidden_definitions();
        let first_heading = self.notation.first_heading.take();
        self.report_footnotes();
        self.report_foreign();
        for place in self.definitions.places() {
            self.twin.cut(place.clone());
        }
        self.links.shrink_to_fit();
        self.quotes.shrink_to_fit();
        Body {
            file: self.source.text.clone(),
            range: self.base..self.base + self.text.len(),
            markdown: self.twin.finish(),
            links: self.links,
            quotes: self.quotes,
            outside: self.outside.into(),
            first_heading,
            ..self.writer.finish(self.text)
        }
    }
}

/// Whether the destination of such a link is defined elsewhere.
fn is_reference(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}
