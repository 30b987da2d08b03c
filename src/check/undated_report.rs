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
//! Ask the provider for the period, or take it from the report. A certificate needs `valid_until`.

use super::{Context, Rule, Run, framework, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::framework::Framework;
use crate::model::report::Report;
use crate::model::terms::{Assurance, FactName, FactState, State};

static CODE: Code = Code::warning("undated-report", include_str!("undated_report.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report().filter(|_| record.is_whole) else { return };
    let is_undated = standing(context, record, report).is_some_and(|step| step.state == State::Undated);
    let framework = framework(context, report).map(|(_, framework)| framework);
    if !is_undated || report.state(framework, FactName::Period) == FactState::NotApplicable {
        return;
    }
    let (fact, message, help) = if is_certificate(report, framework) {
        let message = "the certificate has no `valid_until`, so nobody can tell whether it is current";
        (FactName::ValidUntil, message, "ask the provider, and add `valid_until`")
    } else {
        let message = "the report has no period, so nobody can tell whether it is current";
        (FactName::Period, message, "ask the provider, and add `period`, or `as_of_date` for a type 1 report")
    };
    let span = report.not_stated.get(&fact).copied().unwrap_or(record.span);
    out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help));
}

/// Whether the report is valid until a day, rather than about a time.
fn is_certificate(report: &Report, framework: Option<&Framework>) -> bool {
    let own = report.assurance.as_ref().map(|assurance| assurance.value);
    let assurance = own.or(framework.map(|framework| framework.assurance));
    let is_issued = matches!(assurance, Some(Assurance::Certification | Assurance::Authorization));
    is_issued && report.state(framework, FactName::ValidUntil) != FactState::NotApplicable
}
