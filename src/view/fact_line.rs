//! A fact in one line: given, or the words that say why it is not.

use super::context::PageContext;
use super::values::FactLine;
use crate::model::terms::FactState;

/// A fact of a record in one line, by its name and label.
pub(super) fn fact_line(
    context: &PageContext<'_>,
    (name, label): (&'static str, String),
    state: FactState,
    given: Option<(String, Vec<String>)>,
) -> FactLine {
    let (text, data) = given.unwrap_or_default();
    FactLine { name, label, state, text: text_of(context, state, text), data, count: None }
}

/// What is given, else the words for the state.
pub(super) fn text_of(context: &PageContext<'_>, state: FactState, given: String) -> String {
    if state == FactState::Given { given } else { context.catalog.word("state", state.word()) }
}
