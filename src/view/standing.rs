//! How long a report holds: the last day on which it counts as current, and how far its letters reach.

use super::context::PageContext;
use super::values::{Fact, Value};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::report::Report;
use crate::model::status::{Step, state_on};
use crate::model::terms::{Assurance, FactState};

/// The last day on which a report that is current stays so, whether by itself or by its letters.
pub(super) fn lapse(steps: &[Step], today: Date) -> Option<Date> {
    if !state_on(steps, today).state.is_current() {
        return None;
    }
    let ends = steps.iter().find(|step| !step.state.is_current() && step.from.is_some_and(|from| from > today));
    ends.and_then(|step| step.from).map(Date::previous)
}

/// The last day that a report's period or its letters cover; none for what is valid until a day, or is not over yet.
pub(super) fn covered_until(report: &Report, today: Date) -> Option<Date> {
    let examined = report.examined_until().filter(|day| *day < today && report.valid_until.is_none())?;
    Some(report.letters_until(today).map_or(examined, |letter| letter.max(examined)))
}

/// Until when a report is current, else its status.
pub(super) fn current_until(context: &PageContext<'_>, record: &Record, report: &Report) -> Fact {
    // What has no dates is current until no day.
    if context.site.assurance(report) == Assurance::Commitment {
        return fact(
            "current_until",
            context.catalog.text("current_until"),
            FactState::NotApplicable,
            Value::default(),
        );
    }
    let steps = context.site.steps(record, report);
    let status = || {
        let status = context.status(record, report);
        Value::words(status.label, status.state)
    };
    let of_day = |day: Date| Value::words(context.date_text(day), day.to_string());
    let value = lapse(&steps, context.site.as_of.date()).map_or_else(status, of_day);
    fact("current_until", context.catalog.text("current_until"), FactState::Given, value)
}

/// How far the letters of a report reach.
pub(super) fn letters(context: &PageContext<'_>, report: &Report) -> Fact {
    let (state, value) = match report.letters_until(context.site.as_of.date()) {
        Some(day) => {
            let text = context.catalog.fill("letters_to", &[("date", &context.date_text(day))]);
            (FactState::Given, Value::words(text, day.to_string()))
        }
        None if context.site.assurance(report) != Assurance::Attestation => {
            (FactState::NotApplicable, Value::default())
        }
        None => (FactState::NotRecorded, Value::default()),
    };
    fact("letters", context.catalog.text("bridge_letters"), state, value)
}

fn fact(name: &'static str, label: &str, state: FactState, value: Value) -> Fact {
    Fact::of(name, label.to_owned(), state, value)
}
