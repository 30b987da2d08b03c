//! What may be written in Markdown: the record that a link leads to, and the fact that is quoted.

use super::offer::{Offer, Offers, What};
use super::values::Author;
use crate::format::Shape;
use crate::lsp::cursor::Within;
use crate::model::kinds::Kind;
use crate::model::terms::{FactName, Word};

/// What is offered at a byte of a text: in the address of a link, or in the braces of a fact.
pub(super) fn offers(author: &Author<'_>, text: &str, at: usize) -> Option<Offers> {
    let line = text[..at].rsplit('\n').next()?;
    let (typed, shape) = match line.rsplit_once("{{") {
        Some((_, fact)) if !fact.contains("}}") => argument(fact)?,
        _ => (line.rsplit_once("](").map(|(_, typed)| typed)?, Shape::Reference(&[])),
    };
    if typed.contains([')', ' ', '"']) {
        return None;
    }
    let choices = author.choices(&shape, Within::Field, typed);
    let offers = choices.into_iter().map(|choice| Offer::new(What::Reference, choice.word).detailed(&choice.detail));
    Some(Offers::at(at - typed.len()..at, offers))
}

/// The argument of `fact("report", "name")` in which the text ends, and what it may be.
fn argument(fact: &str) -> Option<(&str, Shape)> {
    let arguments = fact.trim_start().strip_prefix("fact(")?;
    let pieces: Vec<&str> = arguments.split(['"', '\'']).collect();
    match pieces.as_slice() {
        [_, report] => Some((report, Shape::Id(Kind::Report))),
        [_, _, _, name] => Some((name, Shape::Word(|| FactName::ALL.iter().map(|(word, _)| *word).collect()))),
        _ => None,
    }
}
