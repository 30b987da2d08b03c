//! Lists in fields: each element is read, and what stands there twice is reported.

use std::collections::BTreeMap;

use super::codes;
use super::fields::{Fields, Reader, wrong_type};
use super::node::{Node, Value};
use crate::diag::{Diagnostic, Place};
use crate::model::alike::folded;
use crate::source::Span;

impl Fields<'_> {
    /// A field with a list, which is empty when the field is absent.
    pub(super) fn list<T>(
        &mut self,
        reader: &mut Reader<'_>,
        name: &'static str,
        read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
    ) -> Vec<T> {
        self.node(name).and_then(|node| list(reader, node, read)).unwrap_or_default()
    }

    /// A field with a list whose elements are told apart elsewhere.
    pub(super) fn each<T>(
        &mut self,
        reader: &mut Reader<'_>,
        name: &'static str,
        read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
    ) -> Vec<T> {
        self.node(name).and_then(|node| each(reader, node, read)).unwrap_or_default()
    }
}

/// Each element of a list, skipping those that cannot be read; what is there twice is reported.
pub(super) fn list<T>(
    reader: &mut Reader<'_>,
    node: &Node,
    read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> Option<Vec<T>> {
    if let Value::List(items) = &node.value {
        report_repeated(reader, items);
    }
    each(reader, node, read)
}

/// Each element of a list, skipping those that cannot be read.
pub(super) fn each<T>(
    reader: &mut Reader<'_>,
    node: &Node,
    mut read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> Option<Vec<T>> {
    if let Value::List(items) = &node.value {
        Some(items.iter().filter_map(|item| read(reader, item)).collect())
    } else {
        wrong_type(reader, node, "a list");
        None
    }
}

/// What tells an element of a list from the others, and where it stands.
struct Identity<'n> {
    folded: String,
    written: Option<&'n str>,
    span: Span,
}

/// Reports what stands twice in a list.
pub(super) fn report_repeated(reader: &mut Reader<'_>, items: &[Node]) {
    let mut known: BTreeMap<String, Identity<'_>> = BTreeMap::new();
    for item in items {
        let Some(identity) = identity(item, reader.whose.folder()) else { continue };
        let Some(first) = known.get(&identity.folded) else {
            known.insert(identity.folded.clone(), identity);
            continue;
        };
        let message = match (identity.written, first.written) {
            (Some(written), Some(earlier)) if written == earlier => format!("`{written}` is listed twice"),
            (Some(written), Some(earlier)) => format!("`{written}` is listed twice, the first time as `{earlier}`"),
            _ => "the list holds the same twice".to_owned(),
        };
        let place = Place { path: reader.path.clone(), span: first.span };
        let finding = Diagnostic::new(&codes::DUPLICATE_ITEM, reader.path, identity.span, message);
        reader.out.push(finding.help("remove one of them, or correct it").related(place, "listed here first"));
    }
}

/// What an element is told from others by: its text or its `id`, else everything in it.
fn identity<'n>(item: &'n Node, owner: &str) -> Option<Identity<'n>> {
    let by_text = |text: &'n str, span| {
        let folded = folded_text(text, owner);
        (!folded.is_empty()).then_some(Identity { folded, written: Some(text), span })
    };
    match &item.value {
        // What was set aside may be what tells it from the others.
        _ if !item.is_readable() => None,
        Value::Text(text) => by_text(text, item.span),
        Value::Table(fields) => match fields.iter().find(|(key, _)| key.value == "id") {
            Some((_, Node { value: Value::Text(id), span })) => by_text(id, *span),
            _ => Some(Identity { folded: content(item, owner)?, written: None, span: item.span }),
        },
        Value::List(_) => Some(Identity { folded: content(item, owner)?, written: None, span: item.span }),
        Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_)
        | Value::Nothing
        | Value::Unreadable => None,
    }
}

/// Everything that a value holds; nothing for one that holds nothing.
fn content(node: &Node, owner: &str) -> Option<String> {
    let whole = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join("\u{1}"));
    match &node.value {
        Value::Text(text) => Some(folded_text(text, owner)),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(boolean) => Some(boolean.to_string()),
        Value::Datetime(date) => Some(date.clone()),
        Value::List(items) => whole(items.iter().filter_map(|item| content(item, owner)).collect()),
        Value::Table(fields) => {
            let parts =
                fields.iter().filter_map(|(key, node)| Some(format!("{}\u{2}{}", key.value, content(node, owner)?)));
            let mut parts: Vec<String> = parts.collect();
            parts.sort_unstable();
            whole(parts)
        }
        Value::Float(_) | Value::Nothing | Value::Unreadable => None,
    }
}

/// A text folded, where an id of the file's own owner is the same with and without it. In addresses case counts.
fn folded_text(text: &str, owner: &str) -> String {
    let text = text.trim();
    if text.starts_with('/') || text.contains("://") {
        return text.to_owned();
    }
    let folded = folded(text);
    let within = if owner.is_empty() { "company/".to_owned() } else { format!("{owner}/") };
    match folded.split_once(&within) {
        Some((before, name)) if (before.is_empty() && !owner.is_empty()) || before.ends_with(':') => {
            format!("{before}{name}")
        }
        _ => folded,
    }
}
