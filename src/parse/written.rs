//! Fields as an author could write them again: each value of a file as TOML on one line.

use super::front::{self, Language};
use super::node::{Node, Value, quoted};
use crate::diag::Diagnostic;
use crate::source::{Source, Spanned};

/// The fields of a data file with their values as TOML; none of a file that cannot be read.
pub(crate) fn written_fields(source: &Source) -> Vec<(String, String)> {
    let node = front::read(source, Language::Toml, 0..source.text.len(), &mut Vec::new());
    let Some(Node { value: Value::Table(fields), .. }) = node.filter(Node::is_readable) else { return Vec::new() };
    fields.into_iter().map(|(key, node)| (key.value, written(&node))).collect()
}

/// Why a data file cannot be read, when it cannot.
pub(crate) fn unreadable(source: &Source) -> Option<Diagnostic> {
    let mut problems = Vec::new();
    front::read(source, Language::Toml, 0..source.text.len(), &mut problems);
    problems.into_iter().next()
}

fn written(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => quoted(text),
        Value::Datetime(date) => date.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Value::Table(fields) => {
            let field = |(key, node): &(Spanned<String>, Node)| {
                let is_bare = key.value.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
                let key = if is_bare { key.value.clone() } else { quoted(&key.value) };
                format!("{key} = {}", written(node))
            };
            format!("{{ {} }}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        // No field holds one.
        Value::Float(_) | Value::Nothing | Value::Unreadable => quoted(""),
    }
}
