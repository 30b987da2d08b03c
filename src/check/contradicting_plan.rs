//! # contradicting-plan
//!
//! ## What it finds
//!
//! A report that is `expected` and has what only an existing one can have: a date of issue, an expiry, an opinion, a
//! number, or a period that ends after the time at which the report is expected.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers are told that nobody holds it yet, and read the date of its issue beside that.
//!
//! ## Example
//!
//! `expected = "2027-06"` beside `issued_on = 2026-08-14`
//!
//! ## How to fix it
//!
//! Remove `expected` from a report that exists, or the facts that it cannot have yet.

use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::FactName;

static CODE: Code = Code::error("contradicting-plan", include_str!("contradicting_plan.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

/// What nobody can give of a report that does not exist.
const OF_EXISTING: [FactName; 12] = [
    FactName::IssuedOn,
    FactName::ValidUntil,
    FactName::FirstIssuedOn,
    FactName::LastAuditOn,
    FactName::NextAuditOn,
    FactName::CompletedOn,
    FactName::RetestedOn,
    FactName::Number,
    FactName::StatementOfApplicability,
    FactName::Opinion,
    FactName::Exceptions,
    FactName::Conclusion,
];

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some(expected) = &report.expected else { return };
    let related = || place(record, expected.span);
    for fact in OF_EXISTING {
        let Some(span) = report.given(fact) else { continue };
        let message = format!("a report that is only expected has no `{}` yet", fact.word());
        let help = format!("remove `expected` if the report exists, else `{}`", fact.word());
        out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help).related(related(), "expected here"));
    }
    let Some(end) = report.examined_until().filter(|end| *end > expected.days().end) else { return };
    if let Some(span) = report.given(FactName::Period) {
        let message = format!("the period ends on {end}, after the time at which the report is expected");
        let help = "correct `expected` or the period";
        out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help).related(related(), "expected here"));
    }
}
