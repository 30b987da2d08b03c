//! What the tables of fields say of a place: which table it is in, and what a field is for.

use crate::format::{Field, Shape, Table};
use crate::parse::route::{Route, route};
use crate::parse::{CONFIG, format_of};
use crate::path::SourcePath;
use crate::project;

/// The table that a file is, or its front matter.
pub(super) fn root(path: &SourcePath) -> Option<&'static Table> {
    if path.as_str() == project::CONFIG {
        return Some(CONFIG);
    }
    match route(path) {
        Route::One { key, translation: Some(_), .. } => Some(format_of(key.kind).translation),
        Route::One { key, translation: None, .. } => Some(format_of(key.kind).file),
        Route::Many { kind, .. } => Some(format_of(kind).file),
        Route::Attachment | Route::Misplaced { .. } => None,
    }
}

/// The tables that keys lead to; several where an author chooses one.
pub(super) fn tables_at(root: &'static Table, path: &[String]) -> Vec<&'static Table> {
    path.iter().fold(vec![root], |tables, key| {
        let fields = tables.into_iter().filter_map(|table| table.field(key));
        fields.flat_map(|field| field.shape.tables()).collect()
    })
}

/// The field of a key in the table that keys lead to.
pub(super) fn field_at(root: &'static Table, path: &[String], key: &str) -> Option<&'static Field> {
    tables_at(root, path).into_iter().find_map(|table| table.field(key))
}

/// What a field holds and what it is for, as Markdown.
pub(super) fn explanation(field: &Field) -> String {
    let required = if field.is_required() { ", required" } else { "" };
    format!(
        "{}{required}\n\n{}\n\n```toml\n{} = {}\n```",
        kind_of(&field.shape),
        field.about,
        field.name,
        field.example
    )
}

fn kind_of(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Translated => "text, once or in each language".to_owned(),
        Shape::Formed(form) => form.name.to_owned(),
        Shape::Integer | Shape::Count => "a whole number".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::No => "`false` where there is none".to_owned(),
        Shape::Day => "a day".to_owned(),
        Shape::PartialDate => "a year, a quarter, a month or a day".to_owned(),
        Shape::Interval => "a length of time".to_owned(),
        Shape::Locale => "the tag of a language".to_owned(),
        Shape::Word(words) => {
            let words: Vec<String> = words().into_iter().map(|word| format!("`{word}`")).collect();
            format!("one of {}", words.join(", "))
        }
        Shape::Id(kind) => format!("an id, as in `{}:id`", kind.word()),
        Shape::Reference(kinds) => match kinds {
            [] => "a reference, such as `report:id`".to_owned(),
            kinds => {
                let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{}:id`", kind.word())).collect();
                format!("a reference: {}", kinds.join(", "))
            }
        },
        Shape::Source => "the id of a declared source".to_owned(),
        Shape::List(element) | Shape::NonEmpty(element) => format!("a list; each: {}", kind_of(element)),
        Shape::Table(_) => "a table".to_owned(),
        Shape::AnyOf(shapes) => shapes.iter().map(kind_of).collect::<Vec<_>>().join(", or "),
    }
}
