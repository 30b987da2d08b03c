//! # undated-report
//!
//! ## What it finds
//!
//! A report without a period, date or expiry, so that nobody can tell whether it is current.
//! A report whose period is listed in `not_applicable` is left alone.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see it as undated, and can rely on it for no day in particular.
//!
//! ## Example
//!
//! `not_stated = ["period", "issued_on"]`
//!
//! ## How to fix it
//!
//! Ask the provider for the period, or take it from the report.

use super::{Context, Rule, Run, framework, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::{FactName, FactState, State};

static CODE: Code = Code::warning("undated-report", include_str!("undated_report.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let is_undated = standing(context, record, report).is_some_and(|step| step.state == State::Undated);
    let framework = framework(context, report).map(|(_, framework)| framework);
    if !is_undated || report.state(framework, FactName::Period) == FactState::NotApplicable {
        return;
    }
    let span = report.not_stated.get(&FactName::Period).copied().unwrap_or(record.span);
    let message = "the report has no period, so nobody can tell whether it is current";
    let help = "ask the provider, and add `period`, or `as_of_date` for a type 1 report";
    out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help));
}
