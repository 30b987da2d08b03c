//! TOML as JSON: what a value that is written in one language is in the other. Days become text.

use serde_json::Value as Json;

use super::front::{self, Language};
use super::node::{Node, Value};
use crate::path::SourcePath;
use crate::source::Source;

/// The value of a field as it is written in TOML; `None` when it cannot be read.
pub(crate) fn json_of_toml(value: &str) -> Option<Json> {
    let source = Source { path: SourcePath::new("value.toml")?, text: format!("value = {value}").into() };
    let node = front::read(&source, Language::Toml, 0..source.text.len(), &mut Vec::new())?;
    json(&node).as_object_mut()?.remove("value")
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Text(text) | Value::Datetime(text) => text.as_str().into(),
        Value::Integer(number) => (*number).into(),
        Value::Boolean(boolean) => (*boolean).into(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Table(fields) => fields.iter().map(|(key, node)| (key.value.clone(), json(node))).collect(),
        Value::Float(_) | Value::Nothing | Value::Unreadable => Json::Null,
    }
}
