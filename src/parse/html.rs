//! Writes the HTML of a body, and beside it its words alone, with holes for what only the whole site knows.
//!
//! Every id begins with the record's name and an underscore, which no name holds, so that the bodies of many records
//! can stand on one page. No style attributes: a strict policy would drop them.

mod footnotes;
mod table;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::body::{Body, Fill, Hole, Markup};
use crate::packed::Packed;
use footnotes::Footnotes;
pub(super) use table::Align;
use table::Table;

/// What may not stand as it is in an address, besides what HTML escapes.
const UNSAFE_IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'^')
    .add(b'[')
    .add(b']')
    .add(b'\\');

/// The path of a file as an address: what has a meaning in addresses or in Markdown links is percent-encoded.
pub(crate) fn address_of_file(path: &str) -> String {
    const SPECIAL: &AsciiSet = &UNSAFE_IN_ADDRESS.add(b'%').add(b'#').add(b'?').add(b'(').add(b')').add(b'\'');
    utf8_percent_encode(path, SPECIAL).to_string()
}

/// An address as browsers ask for it.
pub(crate) fn encoded_address(address: &str) -> String {
    utf8_percent_encode(address, UNSAFE_IN_ADDRESS).to_string()
}

/// An address as the destination of a Markdown link.
pub(super) fn address_in_markdown(address: &str) -> String {
    encoded_address(address).replace('(', "\\(").replace(')', "\\)")
}

/// HTML being written, and what is open in it.
pub(super) struct Writer {
    name: String,
    first_heading: u8,
    out: Stretch,
    /// What was being written when a footnote's definition began.
    outer: Vec<Stretch>,
    footnotes: Footnotes,
    /// The ids of the headings and anchors in the order of the text, and all that are taken.
    anchors: Vec<String>,
    heading_ids: BTreeSet<String>,
    /// How often a heading has asked for the same id.
    same_headings: BTreeMap<String, usize>,
    heading: Option<OpenHeading>,
    table: Table,
    in_code: bool,
    /// A line ended within a paragraph; whether that is a space depends on what follows.
    pending_break: bool,
    last_char: char,
}

/// A heading whose end is not read yet.
struct OpenHeading {
    /// Where its text begins in the HTML.
    html: usize,
    /// Where its text begins in the words.
    words: usize,
    level: u8,
    /// The id that its author chose.
    id: Option<String>,
}

/// A stretch of a body: its HTML, and its words alone.
#[derive(Default)]
struct Stretch {
    html: Buffer,
    words: Buffer,
}

#[derive(Default)]
struct Buffer {
    text: String,
    holes: Vec<Hole>,
}

impl Stretch {
    fn append(&mut self, other: Self) {
        self.html.append(other.html);
        self.words.append(other.words);
    }
}

impl Buffer {
    fn hole(&mut self, fill: Fill) {
        let at = self.text.len();
        self.holes.push(Hole { at: at..at, fill });
    }

    fn append(&mut self, other: Self) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        let moved = other.holes.into_iter();
        self.holes.extend(moved.map(|hole| Hole { at: hole.at.start + shift..hole.at.end + shift, ..hole }));
    }

    fn into_markup(self, markdown: &str) -> Markup {
        Markup { text: Packed::new(&self.text, markdown), holes: self.holes.into() }
    }
}

impl Writer {
    /// A writer whose ids begin with `name`, and whose `##` is a heading of level `first_heading`.
    pub(super) fn new(name: &str, first_heading: u8) -> Self {
        Self {
            name: name.to_owned(),
            first_heading,
            out: Stretch::default(),
            outer: Vec::new(),
            footnotes: Footnotes::default(),
            anchors: Vec::new(),
            heading_ids: BTreeSet::new(),
            same_headings: BTreeMap::new(),
            heading: None,
            table: Table::default(),
            in_code: false,
            pending_break: false,
            last_char: '\n',
        }
    }

    /// Writes HTML as it is.
    pub(super) fn raw(&mut self, html: &str) {
        // Inline tags do not decide whether a line's end is a space; blocks end the line anyway.
        if html.ends_with('\n') || html == "<p>" || html == "<li>" {
            self.pending_break = false;
            self.last_char = '\n';
            self.gap();
        } else if self.pending_break && html.starts_with('<') && !html.starts_with("</") {
            // The break stands before an opening tag, where the next text will tell.
            self.flush_break(' ');
        }
        self.out.html.text.push_str(html);
    }

    /// The words that were written so far.
    pub(super) fn words(&self) -> &str {
        &self.out.words.text
    }

    /// Parts the words of two blocks.
    fn gap(&mut self) {
        let Buffer { text, holes } = &mut self.out.words;
        let is_behind_hole = holes.last().is_some_and(|hole| hole.at.end == text.len());
        if is_behind_hole || !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }

    /// Writes text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        self.flush_break(first);
        self.out.html.text.push_str(&escape(text));
        self.out.words.text.push_str(text);
        self.last_char = text.chars().next_back().unwrap_or(first);
    }

    /// Notes the end of a line within a paragraph.
    pub(super) fn soft_break(&mut self) {
        self.pending_break = true;
    }

    /// Between two Chinese or Japanese characters, and beside their punctuation, the end of a line is nothing; elsewhere
    /// it is white space.
    fn flush_break(&mut self, next: char) {
        let joins = is_wide(self.last_char) && is_wide(next) || is_wide_mark(self.last_char) || is_wide_mark(next);
        if std::mem::take(&mut self.pending_break) && !joins {
            self.out.html.text.push('\n');
            self.out.words.text.push(' ');
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        self.flush_break(' ');
        self.out.html.text.push_str("<code>");
        self.out.html.text.push_str(&escape(code));
        self.out.html.text.push_str("</code>");
        self.out.words.text.push_str(code);
        self.last_char = '`';
    }

    /// Leaves a hole in an attribute.
    fn hole(&mut self, fill: Fill) {
        self.flush_break(' ');
        self.out.html.hole(fill);
        self.last_char = ' ';
    }

    /// Leaves a hole in the text.
    pub(super) fn text_hole(&mut self, fill: Fill) {
        self.hole(fill.clone());
        self.out.words.hole(fill);
    }

    pub(super) fn is_in_code(&self) -> bool {
        self.in_code
    }

    pub(super) fn is_in_heading(&self) -> bool {
        self.heading.is_some()
    }

    pub(super) fn open_link(&mut self, address: &str, title: &str) {
        let address = encoded_address(address);
        self.raw(&format!("<a href=\"{}", escape(&address)));
        self.close_address(title);
    }

    pub(super) fn open_inside_link(&mut self, index: usize, title: &str) {
        self.raw("<a href=\"");
        self.hole(Fill::Address(index));
        self.close_address(title);
    }

    fn close_address(&mut self, title: &str) {
        self.out.html.text.push('"');
        if !title.is_empty() {
            self.out.html.text.push_str(&format!(" title=\"{}\"", escape(title)));
        }
        self.out.html.text.push('>');
    }

    pub(super) fn image(&mut self, index: usize, alt: &str) {
        self.raw("<img src=\"");
        self.hole(Fill::Address(index));
        self.out.html.text.push_str(&format!("\" alt=\"{}\" loading=\"lazy\">", escape(alt)));
    }

    /// Keeps an id for where its author gave it.
    pub(super) fn reserve(&mut self, id: &str) {
        self.heading_ids.insert(id.to_owned());
    }

    /// Writes a place to link to, with an id that was reserved.
    pub(super) fn anchor(&mut self, id: &str) {
        self.raw(&format!("<a id=\"{}_{}\"></a>", self.name, escape(id)));
        self.anchors.push(id.to_owned());
    }

    /// Begins a heading; an id that its author gave was reserved.
    pub(super) fn open_heading(&mut self, level: u8, id: Option<&str>) {
        let level = (level.max(2) - 2 + self.first_heading).min(6);
        self.gap();
        self.last_char = '\n';
        self.heading = Some(OpenHeading {
            html: self.out.html.text.len(),
            words: self.out.words.text.len(),
            level,
            id: id.map(str::to_owned),
        });
    }

    pub(super) fn close_heading(&mut self) {
        let Some(OpenHeading { html: start, words, level, id }) = self.heading.take() else { return };
        let id = id.unwrap_or_else(|| self.made_id(words));
        let open = format!("<h{level} id=\"{}_{}\">", self.name, escape(&id));
        let shift = open.len();
        let html = &mut self.out.html;
        html.text.insert_str(start, &open);
        for hole in html.holes.iter_mut().filter(|hole| hole.at.start >= start) {
            hole.at = hole.at.start + shift..hole.at.end + shift;
        }
        self.anchors.push(id);
        self.raw(&format!("</h{level}>\n"));
    }

    /// An id that no heading has, from the words of the text from a place on.
    fn made_id(&mut self, words: usize) -> String {
        let wanted = slug(&self.out.words.text[words..]);
        let mut id = wanted.clone();
        let n = self.same_headings.entry(wanted.clone()).or_insert(1);
        while !self.heading_ids.insert(id.clone()) {
            *n += 1;
            id = format!("{wanted}-{n}");
        }
        id
    }

    pub(super) fn open_quote(&mut self, alert: Option<&'static str>) {
        let Some(alert) = alert else {
            self.raw("<blockquote>\n");
            return;
        };
        self.raw(&format!("<blockquote class=\"alert alert-{alert}\">\n<p class=\"alert-title\">"));
        // The label says how to read the text, and is no part of it.
        self.hole(Fill::Label(match alert {
            "tip" => "alert_tip",
            "important" => "alert_important",
            "warning" => "alert_warning",
            "caution" => "alert_caution",
            _ => "alert_note",
        }));
        self.raw("</p>\n");
    }

    pub(super) fn close_quote(&mut self) {
        self.raw("</blockquote>\n");
    }

    pub(super) fn open_code_block(&mut self, language: &str) {
        // Focusable, so that a wide block can be scrolled with the keyboard.
        self.raw("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.html.text.push_str(&format!(" class=\"language-{language}\""));
        }
        self.out.html.text.push('>');
        self.in_code = true;
    }

    pub(super) fn close_code_block(&mut self) {
        self.in_code = false;
        self.raw("</code></pre>\n");
    }

    pub(super) fn task(&mut self, done: bool) {
        self.raw(if done {
            "<span class=\"task task-done\" role=\"img\" aria-label=\""
        } else {
            "<span class=\"task\" role=\"img\" aria-label=\""
        });
        self.hole(Fill::Label(if done { "task_done" } else { "task_open" }));
        self.out.html.text.push_str("\"></span> ");
    }

    /// What was written of a text.
    pub(super) fn finish(mut self, markdown: &str) -> Body {
        self.write_footnotes();
        let Stretch { html, words } = self.out;
        let [html, words] = [html, words].map(|buffer| buffer.into_markup(markdown));
        Body { html, words, anchors: self.anchors, ..Body::default() }
    }
}

/// Text as HTML, safe in content and in quoted attributes.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let special = |b: u8| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'');
    let Some(first) = text.bytes().position(special) else { return Cow::Borrowed(text) };
    let mut escaped = String::with_capacity(text.len() + 16);
    escaped.push_str(&text[..first]);
    for c in text[first..].chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// A heading's text as an id: letters and digits of any language in lower case, hyphens between them.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let trimmed = slug.trim_end_matches('-');
    if trimmed.is_empty() { "section".to_owned() } else { trimmed.to_owned() }
}

/// Whether the character belongs to a script that writes without spaces, or is its punctuation.
fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xffef | 0x2_0000..=0x3_ffff | 0x201c..=0x201d | 0x2018..=0x2019 | 0x2026)
}

/// Whether the character is punctuation that brings its own space.
fn is_wide_mark(c: char) -> bool {
    matches!(c as u32, 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301b | 0xff01..=0xff0f | 0xff1a..=0xff1f)
}
