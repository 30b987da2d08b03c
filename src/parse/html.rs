//! Writes the HTML of a body, with holes for what only the whole site knows.
//!
//! Every id begins with the record's name and an underscore, which no name holds, so that the bodies of many records
//! can stand on one page. No style attributes: a strict policy would drop them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::body::{Fill, Heading, Hole, Markup};

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

/// How the cells of a column are aligned.
#[derive(Clone, Copy)]
pub(super) enum Align {
    None,
    Left,
    Center,
    Right,
}

/// HTML being written, and what is open in it.
pub(super) struct Writer {
    name: String,
    first_heading: u8,
    html: Buffer,
    /// What was being written when a footnote's definition began.
    outer: Vec<Buffer>,
    footnotes: Footnotes,
    headings: Vec<Heading>,
    heading_ids: BTreeSet<String>,
    /// How often a heading has asked for the same id.
    same_headings: BTreeMap<String, usize>,
    /// The open heading: where its text begins, its level and the id its author chose.
    heading: Option<(usize, u8, Option<String>)>,
    table: Table,
    in_code: bool,
    /// A line ended within a paragraph; whether that is a space depends on what follows.
    pending_break: bool,
    last_char: char,
}

/// The table that is being written.
#[derive(Default)]
struct Table {
    columns: Vec<Align>,
    column: usize,
    /// Where the open cell begins, and its element.
    cell: (usize, &'static str),
    in_head: bool,
    /// The first column has no heading, so its cells are the headings of their rows.
    heads_rows: bool,
}

#[derive(Default)]
struct Buffer {
    text: String,
    holes: Vec<Hole>,
}

#[derive(Default)]
struct Footnotes {
    /// Each label with its number, in the order of first mention.
    labels: BTreeMap<String, usize>,
    mentions: BTreeMap<usize, usize>,
    definitions: BTreeMap<usize, Buffer>,
    open: Vec<usize>,
}

impl Footnotes {
    fn number(&mut self, label: &str) -> usize {
        let next = self.labels.len() + 1;
        *self.labels.entry(label.to_owned()).or_insert(next)
    }
}

impl Writer {
    /// A writer whose ids begin with `name`, and whose `##` is a heading of level `first_heading`.
    pub(super) fn new(name: &str, first_heading: u8) -> Self {
        Self {
            name: name.to_owned(),
            first_heading,
            html: Buffer::default(),
            outer: Vec::new(),
            footnotes: Footnotes::default(),
            headings: Vec::new(),
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
        } else if self.pending_break && html.starts_with('<') && !html.starts_with("</") {
            // The break stands before an opening tag, where the next text will tell.
            self.flush_break(' ');
        }
        self.html.text.push_str(html);
    }

    /// Writes text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        self.flush_break(first);
        self.html.text.push_str(&escape(text));
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
            self.html.text.push('\n');
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        self.flush_break(' ');
        self.html.text.push_str("<code>");
        self.html.text.push_str(&escape(code));
        self.html.text.push_str("</code>");
        self.last_char = '`';
    }

    pub(super) fn hole(&mut self, fill: Fill) {
        self.flush_break(' ');
        let at = self.html.text.len();
        self.html.holes.push(Hole { at: at..at, fill });
        self.last_char = ' ';
    }

    pub(super) fn is_in_code(&self) -> bool {
        self.in_code
    }

    pub(super) fn is_in_heading(&self) -> bool {
        self.heading.is_some()
    }

    pub(super) fn open_link(&mut self, address: &str, title: &str) {
        let address = utf8_percent_encode(address, UNSAFE_IN_ADDRESS).to_string();
        self.raw(&format!("<a href=\"{}", escape(&address)));
        self.close_address(title);
    }

    pub(super) fn open_inside_link(&mut self, index: usize, title: &str) {
        self.raw("<a href=\"");
        self.hole(Fill::Address(index));
        self.close_address(title);
    }

    fn close_address(&mut self, title: &str) {
        self.html.text.push('"');
        if !title.is_empty() {
            self.html.text.push_str(&format!(" title=\"{}\"", escape(title)));
        }
        self.html.text.push('>');
    }

    pub(super) fn image(&mut self, index: usize, alt: &str) {
        self.raw("<img src=\"");
        self.hole(Fill::Address(index));
        self.html.text.push_str(&format!("\" alt=\"{}\" loading=\"lazy\">", escape(alt)));
    }

    pub(super) fn open_heading(&mut self, level: u8, id: Option<&str>) {
        let level = (level.max(2) - 2 + self.first_heading).min(6);
        self.heading = Some((self.html.text.len(), level, id.map(str::to_owned)));
        self.last_char = '\n';
    }

    pub(super) fn close_heading(&mut self) {
        let Some((start, level, chosen)) = self.heading.take() else { return };
        let text = plain(&self.html.text[start..]);
        let wanted = chosen.unwrap_or_else(|| slug(&text));
        let mut id = wanted.clone();
        let n = self.same_headings.entry(wanted.clone()).or_insert(1);
        while !self.heading_ids.insert(id.clone()) {
            *n += 1;
            id = format!("{wanted}-{n}");
        }
        let open = format!("<h{level} id=\"{}_{}\">", self.name, escape(&id));
        let shift = open.len();
        self.html.text.insert_str(start, &open);
        for hole in self.html.holes.iter_mut().filter(|hole| hole.at.start >= start) {
            hole.at = hole.at.start + shift..hole.at.end + shift;
        }
        self.html.text.push_str(&format!("</h{level}>\n"));
        self.headings.push(Heading { id, level, text });
    }

    pub(super) fn open_quote(&mut self, alert: Option<&'static str>) {
        let Some(alert) = alert else {
            self.raw("<blockquote>\n");
            return;
        };
        self.raw(&format!("<blockquote class=\"alert alert-{alert}\">\n<p class=\"alert-title\">"));
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
        let known: String = language.chars().filter(|c| c.is_ascii_alphanumeric() || "-+_#".contains(*c)).collect();
        // Focusable, so that a wide block can be scrolled with the keyboard.
        self.raw("<pre tabindex=\"0\"><code");
        if !known.is_empty() {
            self.html.text.push_str(&format!(" class=\"language-{known}\""));
        }
        self.html.text.push('>');
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
        self.html.text.push_str("\"></span> ");
    }

    pub(super) fn open_table(&mut self, columns: Vec<Align>) {
        self.table = Table { columns, ..Table::default() };
        // Focusable, so that a wide table can be scrolled with the keyboard; a group, because a page may have many.
        self.raw("<div class=\"table-wrap\" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.hole(Fill::Label("table_label"));
        self.raw("\"><table>\n");
    }

    pub(super) fn close_table(&mut self) {
        self.raw("</tbody></table></div>\n");
    }

    pub(super) fn open_head(&mut self) {
        self.table.in_head = true;
        self.table.column = 0;
        self.raw("<thead><tr>");
    }

    pub(super) fn close_head(&mut self) {
        self.table.in_head = false;
        self.raw("</tr></thead>\n<tbody>\n");
    }

    pub(super) fn open_row(&mut self) {
        self.table.column = 0;
        self.raw("<tr>");
    }

    pub(super) fn open_cell(&mut self) {
        let class = match self.table.columns.get(self.table.column) {
            Some(Align::Left) => " class=\"align-left\"",
            Some(Align::Center) => " class=\"align-center\"",
            Some(Align::Right) => " class=\"align-right\"",
            Some(Align::None) | None => "",
        };
        let (tag, scope) = match (self.table.in_head, self.table.heads_rows && self.table.column == 0) {
            (true, _) => ("th", " scope=\"col\""),
            (false, true) => ("th", " scope=\"row\""),
            (false, false) => ("td", ""),
        };
        self.table.column += 1;
        self.table.cell = (self.html.text.len(), tag);
        self.raw(&format!("<{tag}{scope}{class}>"));
        self.last_char = '\n';
    }

    pub(super) fn close_cell(&mut self) {
        let (start, tag) = self.table.cell;
        let has_hole = self.html.holes.last().is_some_and(|hole| hole.at.start >= start);
        let is_empty = !has_hole && self.html.text.ends_with('>') && self.html.text[start..].matches('>').count() == 1;
        if self.table.in_head && is_empty {
            // The corner of a table heads nothing.
            self.table.heads_rows |= self.table.column == 1;
            self.html.text.truncate(start);
            self.raw("<td></td>");
            return;
        }
        self.raw(if tag == "th" { "</th>" } else { "</td>" });
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let number = self.footnotes.number(label);
        let mention = self.footnotes.mentions.entry(number).or_insert(0);
        *mention += 1;
        let (name, mention) = (&self.name, *mention);
        let html = format!(
            "<sup><a href=\"#{name}_fn_{number}\" id=\"{name}_fnref_{number}_{mention}\" class=\"footnote-ref\" role=\"doc-noteref\">{number}</a></sup>"
        );
        self.raw(&html);
    }

    pub(super) fn open_footnote(&mut self, label: &str) {
        let number = self.footnotes.number(label);
        self.footnotes.open.push(number);
        self.outer.push(std::mem::take(&mut self.html));
    }

    pub(super) fn close_footnote(&mut self) {
        let (Some(number), Some(outer)) = (self.footnotes.open.pop(), self.outer.pop()) else { return };
        let definition = std::mem::replace(&mut self.html, outer);
        self.footnotes.definitions.insert(number, definition);
    }

    /// The finished HTML and the headings in it.
    pub(super) fn finish(mut self) -> (Markup, Vec<Heading>) {
        // A text that was cut off in the middle of a footnote keeps what stood before it.
        while !self.outer.is_empty() {
            self.close_footnote();
        }
        let definitions = std::mem::take(&mut self.footnotes.definitions);
        if !definitions.is_empty() {
            self.raw("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
            self.hole(Fill::Label("footnotes"));
            self.raw("\"><ol>\n");
            for (number, definition) in definitions {
                self.footnote(number, definition);
            }
            self.raw("</ol></section>\n");
        }
        let Buffer { text, holes } = self.html;
        let range = 0..text.len();
        (Markup { text: Arc::from(text), range, holes }, self.headings)
    }

    fn footnote(&mut self, number: usize, definition: Buffer) {
        let name = self.name.clone();
        self.raw(&format!("<li id=\"{name}_fn_{number}\" value=\"{number}\">"));
        let shift = self.html.text.len();
        self.html.text.push_str(&definition.text);
        let moved =
            definition.holes.into_iter().map(|hole| Hole { at: hole.at.start + shift..hole.at.end + shift, ..hole });
        self.html.holes.extend(moved);
        for mention in 1..=self.footnotes.mentions.get(&number).copied().unwrap_or(0) {
            self.html.text.push_str(&format!("<a href=\"#{name}_fnref_{number}_{mention}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\""));
            self.hole(Fill::Label("footnote_back"));
            self.html.text.push_str("\">↩</a> ");
        }
        self.html.text.push_str("</li>\n");
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

/// The text of HTML that this writer wrote.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    unescaped(text)
}

/// Text with the characters that HTML escapes in it.
pub(crate) fn unescaped(text: String) -> String {
    const ESCAPES: [(&str, char); 5] = [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("#39;", '\'')];
    if !text.contains('&') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let known = ESCAPES.iter().find_map(|(name, c)| Some((behind.strip_prefix(name)?, *c)));
        let (behind, c) = known.unwrap_or((behind, '&'));
        plain.push(c);
        rest = behind;
    }
    plain.push_str(rest);
    plain
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
