//! A JSON twin: its words, and those of each value in it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::html::{Node, parse};
use super::markdown::markdown;
use super::words::{WALL, words};

/// A JSON twin.
#[derive(Debug)]
pub(crate) struct Json {
    pub(crate) value: Value,
    /// The words of all values.
    pub(crate) text: String,
    /// The names of all fields, in small letters.
    pub(crate) fields: BTreeSet<String>,
    /// The words of each value but the outermost two and lists of records, which hold too much to be one thing.
    pub(crate) units: Vec<String>,
}

/// Reads a twin.
#[track_caller]
pub(crate) fn json(bytes: &str) -> Json {
    let value: Value = serde_json::from_str(bytes).unwrap_or_else(|error| panic!("{error}: {bytes:.200}"));
    let mut units = Vec::new();
    let text = read(&value, 0, &mut units);
    let fields = objects(&value).into_iter().flat_map(|object| object.keys().map(|name| name.to_lowercase())).collect();
    Json { value, text, fields, units }
}

/// The words of a value; adds those of what is in it to `units`.
fn read(value: &Value, depth: usize, units: &mut Vec<String>) -> String {
    let (text, is_unit) = match value {
        Value::Null | Value::Bool(_) => return String::new(),
        Value::Number(number) => (words(&number.to_string()), false),
        Value::String(string) => (words_of_string(string), true),
        Value::Array(items) => {
            // A list of words or links is one thing, a list of records is not.
            let is_record = |item: &Value| item.as_object().is_some_and(|fields| fields.len() > 2);
            (joined(items.iter().map(|item| read(item, depth + 1, units))), !items.iter().any(is_record))
        }
        Value::Object(fields) => (joined(fields.values().map(|field| read(field, depth + 1, units))), depth > 1),
    };
    if is_unit {
        units.push(text.clone());
    }
    text
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.fold(String::new(), |mut all, text| {
        all.push(WALL);
        all + &text
    })
}

/// The words of a string, which may be plain, Markdown or HTML.
fn words_of_string(string: &str) -> String {
    let mut all = words(string);
    if string.contains(['[', '*', '_', '`', '\\', '|', '\n', '&']) {
        all.push(WALL);
        all.push_str(&markdown(string).text);
    }
    if string.contains("</") {
        all.push(WALL);
        all.push_str(&words(&text_of(&Node::Element(parse(string)))));
    }
    all
}

fn text_of(node: &Node) -> String {
    match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => element.children.iter().map(text_of).collect(),
    }
}

/// Every object in a value.
pub(crate) fn objects(value: &Value) -> Vec<&serde_json::Map<String, Value>> {
    match value {
        Value::Object(fields) => std::iter::once(fields).chain(fields.values().flat_map(objects)).collect(),
        Value::Array(items) => items.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

/// Every string in a value.
pub(crate) fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(fields) => fields.values().flat_map(strings).collect(),
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::String(string) => vec![string],
        _ => Vec::new(),
    }
}
