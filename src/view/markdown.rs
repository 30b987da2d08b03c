//! The Markdown twin of a page, written from the same tree as the page and its JSON twin.
//!
//! A view is a tree of a few shapes: phrases, links, facts, lists, rows. Each shape has one way to be written, so a page
//! of a kind that nobody has thought of yet has a Markdown twin too.

use std::borrow::Cow;

use crate::catalog::Catalog;
use crate::theme::Node;

/// Names of fields whose content is for machines, or stands elsewhere on the twin.
const LEFT_OUT: [&str; 11] =
    ["svg", "lang", "initials", "pager", "href", "state", "steps", "data", "mark", "rel", "id"];
/// Names of fields that name a record, in the order in which they are preferred.
const TITLES: [&str; 9] = ["question", "title", "name", "report", "framework", "provider", "entity", "text", "record"];

/// Names of the fields of a phrase, a link or a stretch of text.
const PHRASE: [&str; 6] = ["text", "lang", "href", "title", "rel", "rel_label"];

/// The view of a page as Markdown, below its title.
pub(crate) fn markdown(title: &str, main: Node<'_>, catalog: &Catalog) -> String {
    let mut writer = Writer { catalog, out: format!("# {}\n", line(title)) };
    // The heading is the title.
    writer.fields(main, 2, &["question", "title", "name"]);
    writer.out
}

struct Writer<'a> {
    catalog: &'a Catalog,
    out: String,
}

impl Writer<'_> {
    /// The fields of a record, each under its name, but for those that were written already.
    fn fields(&mut self, record: Node<'_>, level: usize, written: &[&str]) {
        for (name, value) in record.fields().into_iter().flatten() {
            if is_left_out(name) || written.contains(&name) || is_empty(value) {
                continue;
            }
            if name.ends_with("_markdown") {
                self.out.push('\n');
                self.out.push_str(value.text().unwrap_or_default().trim());
                self.out.push('\n');
                continue;
            }
            let label = self.label(name);
            let Some(items) = value.items() else {
                let text = inline(value, self.catalog);
                self.out.push_str(&format!("\n**{label}:** {text}\n"));
                continue;
            };
            self.heading(level, &label);
            for item in items {
                if has_body(item) {
                    self.record(item, level + 1);
                } else {
                    let text = inline(item, self.catalog);
                    self.out.push_str("- ");
                    self.out.push_str(&text);
                    self.out.push('\n');
                }
            }
        }
    }

    /// A record with prose of its own, such as a question with its answer.
    fn record(&mut self, record: Node<'_>, level: usize) {
        let title = TITLES.iter().find_map(|name| record.field(name));
        let title = title.map(|title| inline(title, self.catalog)).unwrap_or_default();
        self.heading(level, &title);
        self.fields(record, level + 1, &["question", "name", "title"]);
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.out.push_str(&format!("\n{} {text}\n\n", &"######"[..level.min(6)]));
    }

    /// The interface's word for a field, else the field's own name as words.
    fn label(&self, name: &str) -> String {
        let words = || name.trim_end_matches("_label").trim_end_matches("_text").replace('_', " ");
        self.catalog.strings.get(name).filter(|text| !text.contains('{')).cloned().unwrap_or_else(words)
    }
}

fn is_left_out(name: &str) -> bool {
    LEFT_OUT.contains(&name) || name.ends_with("_html")
}

fn has_body(record: Node<'_>) -> bool {
    record.fields().into_iter().flatten().any(|(name, _)| name.ends_with("_markdown"))
}

fn is_empty(value: Node<'_>) -> bool {
    if let Some(text) = value.text() {
        return text.is_empty();
    }
    if let Some(mut items) = value.items() {
        return items.next().is_none();
    }
    if let Some(mut fields) = value.fields() {
        return fields.all(|(_, value)| is_empty(value));
    }
    value.boolean().is_none() && value.number().is_none()
}

/// A value as one line.
fn inline<'a>(value: Node<'a>, catalog: &'a Catalog) -> Cow<'a, str> {
    if let Some(text) = value.text() {
        return line(text);
    }
    if let Some(items) = value.items() {
        let items = items.map(|item| inline(item, catalog)).filter(|text| !text.is_empty());
        return Cow::Owned(items.collect::<Vec<_>>().join(catalog.text("list_separator")));
    }
    if value.fields().is_some() {
        return Cow::Owned(record(value, catalog));
    }
    match (value.boolean(), value.number()) {
        (Some(yes), _) => Cow::Borrowed(if yes { "✓" } else { "–" }),
        (None, Some(number)) => Cow::Owned(number),
        (None, None) => Cow::Borrowed(""),
    }
}

/// A record as one line: its name, linked, and what else it says.
fn record(value: Node<'_>, catalog: &Catalog) -> String {
    let text = |name: &str| value.field(name).map(|value| inline(value, catalog)).filter(|text| !text.is_empty());
    if value.field("lead").is_some() && value.field("receipts").is_some() {
        return fact(value, catalog);
    }
    if value.field("steps").is_some() {
        return text("label").unwrap_or_default().into_owned();
    }
    // A phrase, a link or an inline stretch of text says nothing else.
    let is_phrase = value.fields().into_iter().flatten().all(|(name, _)| PHRASE.contains(&name));
    if let (Some(words), true) = (text("text"), is_phrase) {
        return link(&words, value);
    }
    let title = TITLES.iter().find_map(|name| text(name).map(|words| (*name, words)));
    let mut parts = Vec::new();
    for (name, part) in value.fields().into_iter().flatten() {
        let is_title = title.as_ref().is_some_and(|(title, _)| *title == name);
        if is_title || is_left_out(name) || is_empty(part) {
            continue;
        }
        // The words for a reader stand beside the value for a machine.
        if value.field(&format!("{name}_label")).is_some() || value.field(&format!("{name}_text")).is_some() {
            continue;
        }
        parts.push(inline(part, catalog));
    }
    let title = title.map(|(_, words)| if words.starts_with('[') { words.into_owned() } else { link(&words, value) });
    match (title, parts.is_empty()) {
        (Some(title), true) => title,
        (Some(title), false) => format!("{title}: {}", parts.join("; ")),
        (None, _) => parts.join("; "),
    }
}

fn link(words: &str, record: Node<'_>) -> String {
    match record.field("href").and_then(Node::text) {
        Some(href) if !href.is_empty() => format!("[{words}]({href})"),
        _ => words.to_owned(),
    }
}

fn fact(fact: Node<'_>, catalog: &Catalog) -> String {
    let stretches =
        |value: Node<'_>| -> String { value.items().into_iter().flatten().map(|part| inline(part, catalog)).collect() };
    let said = match fact.field("state").and_then(Node::text).unwrap_or_default() {
        "given" => {
            let lead = fact.field("lead").map(stretches).unwrap_or_default();
            let items = fact.field("items").and_then(Node::items).into_iter().flatten();
            let items = items.map(stretches).collect::<Vec<_>>().join(catalog.text("list_separator"));
            let space = if lead.is_empty() || items.is_empty() { "" } else { catalog.text("lead_separator") };
            format!("{lead}{space}{items}")
        }
        "not_applicable" => catalog.text("state_not_applicable").to_owned(),
        "not_recorded" => catalog.text("state_not_recorded").to_owned(),
        _ => catalog.text("state_not_stated").to_owned(),
    };
    // Where the facts of several reports stand together, each is told by its report.
    let report = fact.field("report").map(|report| inline(report, catalog));
    let label = report.or(fact.field("label").map(|label| inline(label, catalog))).unwrap_or_default();
    let notes = fact.field("notes").and_then(Node::items).into_iter().flatten().filter_map(|note| note.field("text"));
    let notes = notes.map(|text| format!(" ({} {})", catalog.text("discrepancy"), inline(text, catalog)));
    let notes = notes.collect::<String>();
    format!("**{label}:** {said}{notes}")
}

/// Text on one line, with what Markdown would read as markup escaped.
fn line(text: &str) -> Cow<'_, str> {
    const MARKUP: [char; 9] = ['\n', '\r', '\\', '`', '*', '_', '<', '[', ']'];
    if !text.contains(MARKUP) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            c if MARKUP.contains(&c) => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}
