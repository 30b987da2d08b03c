//! Reads catalogs of interface strings.

use std::collections::BTreeMap;

use super::codes;
use super::fields::{Reader, wrong_type};
use super::front::{self, Language};
use super::node::{Node, Value};
use crate::diag::Diagnostic;
use crate::language::{Category, Forms, Message};
use crate::model::key::Whose;
use crate::source::{Source, Spanned};

/// The strings of a catalog in a language, and what is wrong with it. Every value is text, or a table of texts by the
/// category of the number in them.
pub(crate) fn parse_catalog(source: &Source, locale: &str) -> (Vec<(Spanned<String>, Message)>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let node = front::read(source, Language::Toml, 0..source.text.len(), &mut problems);
    let mut reader = Reader { path: &source.path, out: &mut problems, whose: Whose::default() };
    let Some(Node { value: Value::Table(fields), .. }) = &node else { return (Vec::new(), problems) };
    let mut strings = Vec::new();
    for (key, value) in fields {
        // As it is: a separator may be a space, or nothing.
        let message = match &value.value {
            Value::Table(forms) => {
                let mut each = BTreeMap::new();
                for (word, form) in forms {
                    each.extend(category(&mut reader, word).zip(text(&mut reader, form)));
                }
                (!each.is_empty()).then(|| Message::Counted(Forms { locale: locale.to_owned(), each }))
            }
            _ => text(&mut reader, value).map(Message::Plain),
        };
        strings.extend(message.map(|message| (key.clone(), message)));
    }
    (strings, problems)
}

fn category(reader: &mut Reader<'_>, word: &Spanned<String>) -> Option<Category> {
    let category = Category::from_word(word);
    if category.is_none() {
        let message = format!("`{}` is no category of numbers", word.value);
        reader.report(&codes::UNKNOWN_KEY, word.span, message, "write zero, one, two, few, many or other");
    }
    category
}

fn text(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    if let Value::Text(text) = &node.value {
        return Some(text.clone());
    }
    wrong_type(reader, node, "text");
    None
}
