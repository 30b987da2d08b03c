//! The text of a record that is still to be written: every field with what it is for. Those that are filled in stand as
//! fields, the others as comments with their example.

use std::collections::BTreeMap;

use crate::format::{Field, Shape, Table};
use crate::parse;

/// The value of a field that is filled in, as it is written in TOML.
pub(super) enum Value {
    /// It is what the author said, or what follows from it.
    Known(String),
    /// It is made up, and a finding names it until somebody writes what is true.
    Placeholder(String),
    /// The same, with what to write in its place, which stands behind it.
    Hinted(String, String),
    /// The record cannot have one, and the field is left out.
    Impossible,
}

/// Values by the names of their fields.
pub(super) type Values = BTreeMap<&'static str, Value>;

/// How wide a comment may be.
const WIDTH: usize = 100;

/// The fields of a table, but for those that hold the rows of its file.
pub(super) fn fields(table: &Table, values: &Values) -> String {
    let is_own = |field: &&Field| !matches!(field.shape, Shape::List(Shape::Table(_)) if is_rows(table, field));
    let written = table.fields.iter().filter(is_own).filter_map(|field| {
        let comment = comment(field);
        Some(match values.get(field.name) {
            Some(Value::Known(value)) => format!("{comment}{} = {value}\n", field.name),
            Some(Value::Placeholder(value)) => format!("{comment}{} = {value}  # placeholder\n", field.name),
            Some(Value::Hinted(value, hint)) => format!("{comment}{} = {value}  # placeholder: {hint}\n", field.name),
            Some(Value::Impossible) => return None,
            None => format!("{comment}# {} = {}\n", field.name, field.example),
        })
    });
    written.collect::<Vec<_>>().join("\n")
}

/// Whether a field holds the records of the file, which stand below the other fields.
fn is_rows(table: &Table, field: &Field) -> bool {
    parse::formats().any(|format| {
        let is_row = matches!(field.shape, Shape::List(Shape::Table(row)) if row.name == format.record.name);
        format.file.name == table.name && is_row
    })
}

/// What a field is for, with the words that it may hold.
fn comment(field: &Field) -> String {
    let words = words(&field.shape);
    let choice = if words.is_empty() { String::new() } else { format!(" One of: {}.", words.join(", ")) };
    let mut lines = vec![String::from("#")];
    for word in format!("{}{choice}", field.about).split(' ') {
        if lines.last().is_some_and(|line| line.chars().count() + 1 + word.chars().count() > WIDTH) {
            lines.push(String::from("#"));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n") + "\n"
}

/// The words of a field that holds one, or a list of some.
fn words(shape: &Shape) -> Vec<&'static str> {
    match shape {
        Shape::Word(words) | Shape::List(Shape::Word(words)) => words(),
        _ => Vec::new(),
    }
}
