//! How a value is written that is of another type than its field wants.

use super::node::{Node, Value, quoted};
use crate::format::{Field, Table};

/// What to write in the place of a value of another type.
pub(super) fn in_type(node: &Node, wanted: &str) -> String {
    match (&node.value, wanted) {
        (value, "text") if plain(value).is_some() => {
            format!("write text, in quotes: {}", plain(value).unwrap_or_default())
        }
        (value, "a list") if plain(value).is_some() => {
            format!("write a list, in brackets: [{}]", plain(value).unwrap_or_default())
        }
        (Value::Text(text), "a list") => {
            let items: Vec<String> = text.split(',').map(|item| quoted(item.trim())).collect();
            format!("write a list, in brackets: [{}]", items.join(", "))
        }
        (Value::Float(_), "text") => "write text, in quotes".to_owned(),
        _ => format!("write {wanted}"),
    }
}

/// A value without quotes as it is written with them: a number, a date, true or false.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Integer(number) => Some(quoted(&number.to_string())),
        Value::Float(written) | Value::Datetime(written) if !written.is_empty() => Some(quoted(written)),
        Value::Boolean(boolean) => Some(quoted(&boolean.to_string())),
        _ => None,
    }
}

/// What to write in the place of what is no table: the fields that the table must have.
pub(super) fn as_table(table: &'static Table) -> String {
    let required: Vec<&Field> = table.fields.iter().filter(|field| field.is_required()).collect();
    let shown = if required.is_empty() { table.fields.iter().take(1).collect() } else { required };
    let written: Vec<String> = shown.iter().map(|field| format!("{} = {}", field.name, field.example)).collect();
    format!("write a table: {{ {} }}", written.join(", "))
}
