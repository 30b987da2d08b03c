//! # plan-overdue
//!
//! ## What it finds
//!
//! A planned report whose `expected` time has gone by.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see that it was planned for a time that has passed, and doubt what else is planned.
//!
//! ## Example
//!
//! `expected = "2025-06"` in a site of 2026
//!
//! ## How to fix it
//!
//! Write the dates of the report that was issued and remove `expected`, or give the time that is expected now.
//! `withdrawn_on` says that the plan was given up.

use super::{Context, Rule, Run, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::State;

static CODE: Code = Code::warning("plan-overdue", include_str!("plan_overdue.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some(expected) = report.expected.as_ref().filter(|e| e.days().end < context.as_of.date()) else { return };
    if standing(context, record, report).is_some_and(|step| step.state == State::Planned) {
        let message = format!("this was expected by {}", expected.days().end);
        let help = "give the dates of what was issued and remove `expected`, or give another time";
        out.push(Diagnostic::new(&CODE, &record.path, expected.span, message).help(help));
    }
}
