//! A fact of a record that has no kinds of assurance: given, or the words that say why it is not.

use super::context::PageContext;
use super::values::{Fact, FactLine, Value};
use crate::model::terms::FactState;

/// A fact of a record without sources of its own.
pub(super) fn stated(name: &'static str, label: String, state: FactState, value: Value) -> Fact {
    Fact {
        name,
        label,
        state,
        lead: value.lead,
        items: value.items,
        data: value.data,
        count: value.count,
        receipts: Vec::new(),
        notes: Vec::new(),
        sources: Vec::new(),
        possible: Vec::new(),
        absent: None,
    }
}

/// A fact of a record in one line, by its name and label.
pub(super) fn stated_line(
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
