//! Structured data as a tree with a place for every key and value, whichever language it was written in.
//!
//! TOML and YAML both become this tree, so that everything behind it reports mistakes alike: all at once, each at its
//! smallest span. Does no checking of its own.

use crate::source::{Span, Spanned};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
}

/// What a value is, before anybody asks for a type.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Integer(i64),
    /// As it is written, in TOML. No field holds one.
    Float(String),
    Boolean(bool),
    /// A TOML date or time, as it is written. YAML has no dates of its own and yields text.
    Datetime(String),
    List(Vec<Node>),
    /// In the order of the file.
    Table(Vec<(Spanned<String>, Node)>),
    Nothing,
    /// What has a mistake of the language, which is reported already.
    Unreadable,
}

impl Node {
    /// Whether no value in it was set aside.
    pub(super) fn is_readable(&self) -> bool {
        match &self.value {
            Value::Unreadable => false,
            Value::List(items) => items.iter().all(Node::is_readable),
            Value::Table(fields) => fields.iter().all(|(_, node)| node.is_readable()),
            _ => true,
        }
    }

    /// Whether it is a list in which nothing stands.
    pub(super) fn is_empty_list(&self) -> bool {
        matches!(&self.value, Value::List(items) if items.is_empty())
    }
}

impl Value {
    /// What to call this value when another type was wanted.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a decimal number",
            Value::Boolean(_) => "true or false",
            Value::Datetime(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Nothing | Value::Unreadable => "nothing",
        }
    }
}

/// A text in quotation marks, as TOML and JSON write it alike.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
