//! The lead of a page: the answer that it gives, in a sentence or two made of what the page shows and of nothing else.

use super::context::PageContext;
use crate::model::terms::State;

/// The order in which a lead names states: what can be relied on, what nobody can tell, what is to come, what has gone.
const ORDER: [State; 12] = [
    State::Current,
    State::Bridged,
    State::Stated,
    State::Stale,
    State::Undated,
    State::AwaitingReport,
    State::InPeriod,
    State::Upcoming,
    State::Planned,
    State::Expired,
    State::Withdrawn,
    State::Superseded,
];

/// How many names a lead tells before it only counts.
const NAMED: usize = 4;

/// A sentence of its parts; empty without any.
pub(super) fn sentence(context: &PageContext<'_>, clauses: &[String]) -> String {
    if clauses.is_empty() {
        return String::new();
    }
    context.catalog.fill("lead_sentence", &[("text", &clauses.join(context.catalog.text("clause_separator")))])
}

/// A sentence of parts that could each stand alone.
pub(super) fn of_statements(context: &PageContext<'_>, parts: &[String]) -> String {
    context.catalog.fill("lead_sentence", &[("text", &parts.join(context.catalog.text("limit_separator")))])
}

/// The parts that a lead is of, with the voice that it has: that of the site's own company or, where it has none, those of
/// others.
pub(super) fn own_or_all<'a, 'p, P>(
    context: &PageContext<'a>,
    parts: &'p [P],
    is_own: impl Fn(&P) -> bool,
) -> (PageContext<'a>, Vec<&'p P>) {
    let own: Vec<&P> = parts.iter().filter(|part| is_own(part)).collect();
    if own.is_empty() { (context.of_others(), parts.iter().collect()) } else { (context.clone(), own) }
}

/// Sentences, one behind the other.
pub(super) fn together(context: &PageContext<'_>, sentences: &[String]) -> String {
    let said: Vec<&str> = sentences.iter().map(String::as_str).filter(|sentence| !sentence.is_empty()).collect();
    said.join(context.catalog.text("lead_separator"))
}

/// How many of some reports are in which state: `2 current`, `1 undated`.
pub(super) fn by_state(context: &PageContext<'_>, states: &[State]) -> Vec<String> {
    let count = |state: State| states.iter().filter(|own| **own == state).count();
    let counted = ORDER.iter().map(|state| (state, count(*state))).filter(|(_, n)| *n > 0);
    counted
        .map(|(state, n)| {
            let words = context.catalog.word("lead_status", state.word());
            crate::catalog::fill(&words, [("n", &*n.to_string())])
        })
        .collect()
}

/// In which states some reports are, where they are not all current.
pub(super) fn unless_current(context: &PageContext<'_>, states: &[State]) -> String {
    if states.iter().all(|state| state.is_current() || *state == State::Stated) {
        return String::new();
    }
    let states = by_state(context, states).join(context.catalog.text("clause_separator"));
    context.catalog.fill("lead_states", &[("states", &states)])
}

/// The names of a few reports, or how many they are.
pub(super) fn reports(context: &PageContext<'_>, names: &[String]) -> String {
    few(context, "lead_reports", names)
}

/// The names of a few things, or how many they are, by a string.
pub(super) fn few(context: &PageContext<'_>, key: &str, names: &[String]) -> String {
    if names.len() > NAMED {
        return context.catalog.fill_counted(key, names.len() as u64);
    }
    context.catalog.list(names)
}
