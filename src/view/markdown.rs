//! The Markdown twin of a page, written from the same view as the page and its JSON twin.
//!
//! A view is a tree of a few shapes: phrases, links, facts, lists, rows. Each shape has one way to be written, so a page
//! of a kind that nobody has thought of yet has a Markdown twin too.

use serde_json::{Map, Value};

use crate::catalog::Catalog;

/// Names whose content is only for the drawing, or stands elsewhere on the twin.
const LEFT_OUT: [&str; 13] =
    ["svg", "lang", "initials", "pager", "href", "anchor", "state", "steps", "data", "mark", "rel", "name_key", "id"];

/// The view of a page as Markdown, below its title.
pub(crate) fn markdown(title: &str, main: &Value, catalog: &Catalog) -> String {
    let mut out = format!("# {}\n", line(title));
    if let Value::Object(fields) = main {
        write_fields(fields, 2, catalog, &mut out);
    }
    out
}

fn write_fields(fields: &Map<String, Value>, level: usize, catalog: &Catalog, out: &mut String) {
    for (name, value) in fields {
        if LEFT_OUT.contains(&name.as_str()) || name.ends_with("_html") || is_empty(value) {
            continue;
        }
        if name.ends_with("_markdown") {
            if let Value::String(body) = value {
                out.push('\n');
                out.push_str(body.trim());
                out.push('\n');
            }
            continue;
        }
        let label = label(name, catalog);
        match value {
            Value::Array(items) if name == "facts" && items.iter().all(is_fact) => {
                heading(level, &label, out);
                items.iter().for_each(|item| out.push_str(&format!("- {}\n", inline(item, catalog))));
            }
            Value::Array(items) => {
                heading(level, &label, out);
                for item in items {
                    match item {
                        Value::Object(fields) if has_body(fields) => write_record(fields, level + 1, catalog, out),
                        _ => out.push_str(&format!("- {}\n", inline(item, catalog))),
                    }
                }
            }
            value => out.push_str(&format!("\n**{label}:** {}\n", inline(value, catalog))),
        }
    }
}

/// A record with prose of its own, such as a question with its answer.
fn write_record(fields: &Map<String, Value>, level: usize, catalog: &Catalog, out: &mut String) {
    let title = ["question", "name", "title"].iter().find_map(|name| fields.get(*name));
    heading(level, &title.map(|title| inline(title, catalog)).unwrap_or_default(), out);
    let rest: Map<String, Value> = fields
        .iter()
        .filter(|(name, _)| !["question", "name", "title"].contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    write_fields(&rest, level + 1, catalog, out);
}

fn has_body(fields: &Map<String, Value>) -> bool {
    fields.keys().any(|name| name.ends_with("_markdown"))
}

fn heading(level: usize, text: &str, out: &mut String) {
    out.push_str(&format!("\n{} {text}\n\n", "#".repeat(level.min(6))));
}

/// The interface's word for a field, else the field's own name as words.
fn label(name: &str, catalog: &Catalog) -> String {
    let words = || name.trim_end_matches("_label").trim_end_matches("_text").replace('_', " ");
    catalog.strings.get(name).filter(|text| !text.contains('{')).cloned().unwrap_or_else(words)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn is_fact(value: &Value) -> bool {
    value.get("receipts").is_some() && value.get("lead").is_some() || value.get("fact").is_some_and(is_fact)
}

/// A value as one line.
fn inline(value: &Value, catalog: &Catalog) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => (if *yes { "✓" } else { "–" }).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => line(text),
        Value::Array(items) => {
            let items: Vec<String> =
                items.iter().map(|item| inline(item, catalog)).filter(|text| !text.is_empty()).collect();
            items.join(catalog.text("list_separator"))
        }
        Value::Object(fields) => object(fields, catalog),
    }
}

fn object(fields: &Map<String, Value>, catalog: &Catalog) -> String {
    let text = |name: &str| fields.get(name).map(|value| inline(value, catalog)).filter(|text| !text.is_empty());
    if fields.get("lead").is_some() && fields.get("receipts").is_some() {
        return fact(fields, catalog);
    }
    if let (Some(label), true) = (text("label"), fields.contains_key("steps")) {
        return label;
    }
    // A phrase, a link or an inline stretch of text.
    if let (Some(words), true) = (text("text"), fields.len() <= 4) {
        return link(&words, fields);
    }
    let title = ["question", "title", "name", "report", "framework", "provider", "term", "entity", "text", "record"]
        .iter()
        .find_map(|name| text(name).map(|words| (*name, words)));
    let mut parts = Vec::new();
    for (name, value) in fields {
        let is_title = title.as_ref().is_some_and(|(title, _)| title == name);
        if is_title || LEFT_OUT.contains(&name.as_str()) || name.ends_with("_html") || is_empty(value) {
            continue;
        }
        // The words for a reader stand beside the value for a machine.
        if fields.contains_key(&format!("{name}_label")) || fields.contains_key(&format!("{name}_text")) {
            continue;
        }
        parts.push(inline(value, catalog));
    }
    let title = title.map(|(_, words)| if words.starts_with('[') { words } else { link(&words, fields) });
    match (title, parts.is_empty()) {
        (Some(title), true) => title,
        (Some(title), false) => format!("{title}: {}", parts.join("; ")),
        (None, _) => parts.join("; "),
    }
}

fn link(words: &str, fields: &Map<String, Value>) -> String {
    match fields.get("href") {
        Some(Value::String(href)) if !href.is_empty() => format!("[{}]({href})", words.replace(['[', ']'], "")),
        _ => words.to_owned(),
    }
}

fn fact(fields: &Map<String, Value>, catalog: &Catalog) -> String {
    let state = fields.get("state").and_then(Value::as_str).unwrap_or_default();
    let said = match state {
        "given" => {
            let stretches = |value: &Value| -> String {
                value.as_array().into_iter().flatten().map(|part| inline(part, catalog)).collect()
            };
            let lead = fields.get("lead").map(stretches).unwrap_or_default();
            let items = fields.get("items").and_then(Value::as_array);
            let items: Vec<String> = items.into_iter().flatten().map(stretches).collect();
            let space = if lead.is_empty() || items.is_empty() { "" } else { " " };
            format!("{lead}{space}{}", items.join(catalog.text("list_separator")))
        }
        "not-applicable" => catalog.text("state_not_applicable").to_owned(),
        _ => catalog.text("state_not_stated").to_owned(),
    };
    let label = fields.get("label").and_then(Value::as_str).unwrap_or_default();
    let notes = fields.get("notes").map(|notes| inline(notes, catalog)).filter(|notes| !notes.is_empty());
    let notes = notes.map(|notes| format!(" ({} {notes})", catalog.text("discrepancy"))).unwrap_or_default();
    format!("**{label}:** {said}{notes}")
}

/// Text on one line, with what Markdown would read as markup escaped.
fn line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '<' | '[' | ']' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}
