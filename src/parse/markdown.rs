//! Markdown to a [`Body`]. The only file that names the parser.
//!
//! 1. The parser yields events with their places; nothing of its own HTML is used.
//! 2. `destination` sorts links into those that leave the site, which are written at once, and those that stay, which
//!    become holes. Facts that `quotation` reads become holes too.
//! 3. `html` writes the events. Raw HTML is written as text, and reported.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::codes;
use super::destination::{self, Destination};
use super::html::{Align, Writer};
use super::quotation;
use crate::diag::Diagnostic;
use crate::model::body::{Body, BodyLink, FactQuote, Fill, Hole, Markup, Target};
use crate::source::{Source, Span};

/// How deep blocks may stand within each other.
const MAX_DEPTH: usize = 48;
/// How many links and quoted facts one file may hold.
const MAX_LINKS: usize = 2_000;

/// Reads the part of a file that is Markdown; ids in its HTML begin with `name`.
pub(super) fn markdown(source: &Source, range: Range<usize>, name: &str, out: &mut Vec<Diagnostic>) -> Body {
    let text = &source.text[range.clone()];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let parser = Parser::new_ext(text, options);
    let definitions = parser.reference_definitions().iter();
    let definitions: BTreeMap<String, Definition> = definitions
        .map(|(label, definition)| {
            let destination = definition.dest.to_string();
            (fold_label(label), Definition { destination, at: definition.span.clone(), is_used: false })
        })
        .collect();
    let mut destinations: BTreeMap<String, Range<usize>> = BTreeMap::new();
    for definition in definitions.values() {
        let first = destinations.entry(definition.destination.clone()).or_insert_with(|| definition.at.clone());
        if definition.at.start < first.start {
            *first = definition.at.clone();
        }
    }
    let first_heading = match source.path.as_str().split('/').nth(1) {
        // The question and the term are headings themselves.
        Some("faq" | "glossary") => 3,
        _ => 2,
    };
    let mut reader = Prose {
        source,
        base: range.start,
        definitions,
        destinations,
        body: Body::default(),
        writer: Writer::new(name, first_heading),
        seen: Vec::new(),
        markdown_holes: Vec::new(),
        out,
        depth: 0,
        open_links: Vec::new(),
        image: None,
    };
    for (event, at) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        if !reader.event(event, at) {
            break;
        }
    }
    reader.finish(range)
}

struct Prose<'a> {
    source: &'a Source,
    /// Where the Markdown begins in the file.
    base: usize,
    /// The destinations of reference links, by label.
    definitions: BTreeMap<String, Definition>,
    /// Where each destination of reference links is first defined.
    destinations: BTreeMap<String, Range<usize>>,
    /// Where text and links stand that readers see, in order.
    seen: Vec<Range<usize>>,
    body: Body,
    writer: Writer,
    markdown_holes: Vec<Hole>,
    out: &'a mut Vec<Diagnostic>,
    depth: usize,
    /// For each open link, whether it was written.
    open_links: Vec<bool>,
    /// The address of the open image and, so far, its text.
    image: Option<(ImageAddress, String)>,
}

/// The destination of reference links, `[label]: destination`, which is defined apart from them.
struct Definition {
    destination: String,
    at: Range<usize>,
    is_used: bool,
}

/// Labels are the same whatever their case and white space (`CommonMark` 0.31, "matches").
fn fold_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

enum ImageAddress {
    Link(usize),
    Refused,
}

impl Prose<'_> {
    fn span(&self, at: &Range<usize>) -> Span {
        Span::new(at.start, at.end).shifted(self.base)
    }

    fn report(
        &mut self,
        code: &'static crate::diag::Code,
        at: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = self.span(at);
        self.out.push(Diagnostic::new(code, &self.source.path, span, message).help(help));
    }

    /// Takes one event; `false` ends the reading.
    fn event(&mut self, event: Event<'_>, at: Range<usize>) -> bool {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    let message = format!("the text is nested more than {MAX_DEPTH} levels deep");
                    self.report(&codes::TOO_COMPLEX, &at, message, "flatten the lists and quotes");
                    return false;
                }
                return self.start(tag, at);
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(tag);
            }
            Event::Text(text) => {
                self.seen.push(at.clone());
                self.text(&text, &at);
            }
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => match &mut self.image {
                Some((_, alt)) => alt.push_str(&code),
                None => self.writer.code(&code),
            },
            Event::InlineHtml(html) => {
                self.report_html(&html, &at);
                self.writer.text(&html);
            }
            // Its block was reported as a whole.
            Event::Html(html) => self.writer.text(&html),
            Event::FootnoteReference(label) => self.writer.footnote_reference(&label),
            Event::SoftBreak => match &mut self.image {
                Some((_, alt)) => alt.push(' '),
                None => self.writer.soft_break(),
            },
            Event::HardBreak => self.writer.raw("<br>\n"),
            Event::Rule => self.writer.raw("<hr>\n"),
            Event::TaskListMarker(done) => self.writer.task(done),
        }
        true
    }

    /// Reports raw HTML, which is shown as the text that it is. A comment was meant for nobody, so it must not be shown.
    fn report_html(&mut self, html: &str, at: &Range<usize>) {
        let at = &(at.start..at.start + html.trim_end().len());
        if html.contains("<!--") {
            let help = "keep notes out of the text of a page, or in an entry with `visibility = \"internal\"`";
            self.report(&codes::HTML_COMMENT, at, "a comment would be published with the text", help);
        } else {
            let help = "write Markdown; raw HTML is shown to readers as text";
            self.report(&codes::RAW_HTML, at, "raw HTML is not part of the page", help);
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) -> bool {
        if let Tag::Link { id, .. } | Tag::Image { id, .. } = &tag {
            self.seen.push(at.clone());
            if let Some(definition) = self.definitions.get_mut(&fold_label(id)) {
                definition.is_used = true;
            }
        }
        match tag {
            Tag::Paragraph => self.writer.raw("<p>"),
            Tag::HtmlBlock => {
                let html = self.source.text[self.base..][at.clone()].to_owned();
                self.report_html(&html, &at);
                self.writer.raw("<p>");
            }
            Tag::Heading { level, id, .. } => {
                let id = id.filter(|id| self.is_good_heading_id(id, &at));
                self.writer.open_heading(level as u8, id.as_deref());
            }
            Tag::BlockQuote(kind) => self.writer.open_quote(kind.map(alert_name)),
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or(""),
                    CodeBlockKind::Indented => "",
                };
                self.writer.open_code_block(language);
            }
            Tag::List(Some(1)) => self.writer.raw("<ol>\n"),
            Tag::List(Some(start)) => self.writer.raw(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.writer.raw("<ul>\n"),
            Tag::Item => self.writer.raw("<li>"),
            Tag::FootnoteDefinition(label) => self.writer.open_footnote(&label),
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
                return self.open_link(&address, &title, &at);
            }
            Tag::Image { dest_url, .. } => return self.open_image(&dest_url, &at),
        }
        true
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.writer.raw("</p>\n"),
            TagEnd::Heading(_) => self.writer.close_heading(),
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
            TagEnd::TableRow => self.writer.raw("</tr>\n"),
            TagEnd::TableCell => self.writer.close_cell(),
            TagEnd::Emphasis => self.writer.raw("</em>"),
            TagEnd::Strong => self.writer.raw("</strong>"),
            TagEnd::Strikethrough => self.writer.raw("</del>"),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
            TagEnd::Link => {
                if self.open_links.pop() == Some(true) {
                    self.writer.raw("</a>");
                }
            }
            TagEnd::Image => match self.image.take() {
                Some((ImageAddress::Link(index), alt)) => self.writer.image(index, &alt),
                Some((ImageAddress::Refused, alt)) => self.writer.text(&alt),
                None => {}
            },
        }
    }

    fn is_good_heading_id(&mut self, id: &CowStr<'_>, at: &Range<usize>) -> bool {
        let good = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
        if !good {
            let help = "use letters, digits, hyphens and dots";
            let text = &self.source.text[self.base..][at.clone()];
            let start = text.rfind(&**id).map(|found| at.start + found);
            let place = start.map_or_else(|| at.clone(), |start| start..start + id.len());
            self.report(&codes::INVALID_ID, &place, format!("`{id}` cannot be the id of a heading"), help);
        }
        good
    }

    fn open_link(&mut self, destination: &str, title: &str, at: &Range<usize>) -> bool {
        match self.sort_destination(destination, at) {
            Some(Destination::Outside(address)) => {
                self.writer.open_link(&address, title);
                self.open_links.push(true);
            }
            Some(Destination::Inside(target, anchor)) => {
                let Some(index) = self.add_link(target, anchor, destination, at) else { return false };
                self.writer.open_inside_link(index, title);
                self.open_links.push(true);
            }
            None => self.open_links.push(false),
        }
        true
    }

    fn open_image(&mut self, destination: &str, at: &Range<usize>) -> bool {
        let address = match self.sort_destination(destination, at) {
            Some(Destination::Inside(target @ (Target::File(_) | Target::Nowhere), None)) => {
                let Some(index) = self.add_link(target, None, destination, at) else { return false };
                ImageAddress::Link(index)
            }
            None => ImageAddress::Refused,
            Some(Destination::Inside(..) | Destination::Outside(_)) => {
                let help = "put the picture beside the text and name it by a relative path";
                let at = &self.place_of_destination(destination, at).unwrap_or_else(|| at.clone());
                self.report(&codes::UNSAFE_LINK, at, format!("`{destination}` is not a picture of this site"), help);
                ImageAddress::Refused
            }
        };
        self.image = Some((address, String::new()));
        true
    }

    /// Notes a link that stays on the site; `None` when there are too many.
    fn add_link(&mut self, target: Target, anchor: Option<String>, written: &str, at: &Range<usize>) -> Option<usize> {
        if self.has_too_many_links(at) {
            return None;
        }
        let place = self.place_of_destination(written, at);
        let index = self.body.links.len();
        self.markdown_holes.extend(place.clone().map(|at| Hole { at, fill: Fill::Address(index) }));
        let span = self.span(&place.unwrap_or_else(|| at.clone()));
        self.body.links.push(BodyLink { target, anchor, written: written.to_owned(), span });
        Some(index)
    }

    fn has_too_many_links(&mut self, at: &Range<usize>) -> bool {
        let too_many = self.body.links.len() + self.body.quotes.len() >= MAX_LINKS;
        if too_many {
            let message = format!("the text has more than {MAX_LINKS} links");
            self.report(&codes::TOO_COMPLEX, at, message, "divide it into several files");
        }
        too_many
    }

    /// The bytes of the Markdown that name the destination of a link: in the link itself, or in its definition.
    ///
    /// `None` when they are written with escapes.
    fn place_of_destination(&self, written: &str, at: &Range<usize>) -> Option<Range<usize>> {
        let text = &self.source.text[self.base..];
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

    /// Writes text, in which each `{{ fact("report", "name") }}` becomes a hole.
    fn text(&mut self, text: &str, at: &Range<usize>) {
        if let Some((_, alt)) = &mut self.image {
            alt.push_str(text);
            return;
        }
        let mut rest = 0;
        let mut behind = at.start;
        while !self.writer.is_in_code() {
            let Some(start) = text[rest..].find("{{").map(|found| rest + found) else { break };
            let Some(end) = text[start..].find("}}").map(|found| start + found + 2) else { break };
            // The text differs from its source where that holds a character reference or an escape.
            let source = &self.source.text[self.base..];
            let found = source.get(behind..at.end).and_then(|source| source.find(&text[start..end]));
            let place = found.map_or_else(|| at.clone(), |found| behind + found..behind + found + (end - start));
            behind = place.end;
            self.writer.text(&text[rest..start]);
            self.fact(&text[start..end], place);
            rest = end;
        }
        self.writer.text(&text[rest..]);
    }

    fn fact(&mut self, notation: &str, place: Range<usize>) {
        match quotation::read(notation, destination::provider_of(&self.source.path)) {
            Ok((report, fact)) => {
                if self.has_too_many_links(&place) {
                    return;
                }
                let index = self.body.quotes.len();
                let in_link = self.open_links.last() == Some(&true) || self.writer.is_in_heading();
                self.writer.hole(if in_link { Fill::QuoteWords(index) } else { Fill::Quote(index) });
                self.markdown_holes.push(Hole { at: place.clone(), fill: Fill::QuoteWords(index) });
                let span = self.span(&place);
                self.body.quotes.push(FactQuote { report, fact, span });
            }
            Err(help) => {
                self.report(&codes::INVALID_FACT, &place, format!("`{notation}` does not quote a fact"), help);
                self.writer.text(notation);
            }
        }
    }

    /// Reports what looks like a definition and is neither one nor text that readers see: the second of one label.
    fn report_hidden_definitions(&mut self, text: &str) {
        let mut shown = std::mem::take(&mut self.seen);
        shown.extend(self.definitions.values().map(|definition| definition.at.clone()));
        shown.sort_by_key(|range| range.start);
        let mut shown = shown.into_iter().peekable();
        let (mut at, mut shown_until) = (0, 0);
        for line in text.split_inclusive('\n') {
            let start = at + line.len() - line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).len();
            at += line.len();
            while let Some(range) = shown.next_if(|range| range.start <= start) {
                shown_until = shown_until.max(range.end);
            }
            let is_shaped = text[start..at].starts_with('[') && !text[start..].starts_with("[^") && line.contains("]:");
            if is_shaped && shown_until <= start {
                let place = start..start + text[start..at].trim_end().len();
                let help = "remove it; only the first definition of a label counts";
                self.report(&codes::HTML_COMMENT, &place, "a definition that no page shows would be published", help);
            }
        }
    }

    fn finish(mut self, range: Range<usize>) -> Body {
        let text = self.source.text[range.clone()].to_owned();
        self.report_hidden_definitions(&text);
        let (html, headings) = self.writer.finish();
        let length = html.text.len();
        self.body.html = Markup { range: 0..length, ..html };
        self.body.headings = headings;
        // Text that hides in a definition nobody uses, `[//]: # (a note)`, is on no page.
        let unused = self.definitions.values().filter(|definition| !definition.is_used);
        self.markdown_holes.extend(unused.map(|definition| Hole { at: definition.at.clone(), fill: Fill::Nothing }));
        self.markdown_holes.sort_by_key(|hole| (hole.at.start, hole.at.end));
        // One definition can serve several links; its place is filled once.
        self.markdown_holes.dedup_by(|later, earlier| later.at.start < earlier.at.end);
        for hole in &mut self.markdown_holes {
            hole.at = hole.at.start + self.base..hole.at.end + self.base;
        }
        // Bodies stay in memory by the hundred thousand.
        self.markdown_holes.shrink_to_fit();
        self.body.html.holes.shrink_to_fit();
        self.body.headings.shrink_to_fit();
        self.body.links.shrink_to_fit();
        self.body.markdown = Markup { text: self.source.text.clone(), range, holes: self.markdown_holes };
        self.body
    }
}

/// Where a destination begins that stands behind a bracket and what follows it.
fn destination_behind(opener: &str, text: &str, written: &str) -> Option<usize> {
    let behind = text.match_indices(opener).map(|(at, _)| at + opener.len());
    let starts = behind.map(|at| text.len() - text[at..].trim_start().trim_start_matches('<').len());
    starts.filter(|start| text[*start..].starts_with(written)).last()
}

fn alert_name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn align(alignment: pulldown_cmark::Alignment) -> Align {
    match alignment {
        pulldown_cmark::Alignment::None => Align::None,
        pulldown_cmark::Alignment::Left => Align::Left,
        pulldown_cmark::Alignment::Center => Align::Center,
        pulldown_cmark::Alignment::Right => Align::Right,
    }
}
