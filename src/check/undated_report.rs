//! # undated-report
//!
//! ## What it finds
//!
//! A report without the date that tells whether it is current: the period of an attestation or a test, the expiry of a
//! certificate or an authorization, the day on which a self-assessment was completed.
//! A report that lists this fact in `not_applicable` is left alone, as are commitments and what is only planned.
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
//! Ask the provider for the period, or take it from the report. A certificate needs `valid_until`, a self-assessment
//! `completed_on`.

use super::{Context, Rule, Run, framework, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::{Assurance, FactName, FactState, State};

static CODE: Code = Code::warning("undated-report", include_str!("undated_report.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report().filter(|_| record.is_whole) else { return };
    let is_undated = standing(context, record, report).is_some_and(|step| step.state == State::Undated);
    let framework = framework(context, report).map(|(_, framework)| framework);
    let (fact, message, help) = match report.assurance_under(framework) {
        Assurance::Certification => {
            let message = "the certificate has no `valid_until`, so nobody can tell whether it is current";
            (FactName::ValidUntil, message, "ask the provider, and add `valid_until`")
        }
        Assurance::Authorization => {
            let message = "the authorization has no `valid_until`, so nobody can tell whether it is current";
            (FactName::ValidUntil, message, "add `valid_until`, or list it in `not_applicable` if there is no last day")
        }
        Assurance::SelfAssessment => {
            let message = "the self-assessment has no `completed_on`, so nobody can tell whether it is current";
            (FactName::CompletedOn, message, "ask the provider, and add `completed_on`")
        }
        Assurance::Test => {
            let message = "the test has no period, so nobody can tell whether it is current";
            (FactName::Period, message, "ask the provider, and add `period`, or `as_of_date` for a single day")
        }
        Assurance::Attestation | Assurance::Commitment => {
            let message = "the report has no period, so nobody can tell whether it is current";
            (FactName::Period, message, "ask the provider, and add `period`, or `as_of_date` for a type 1 report")
        }
    };
    if !is_undated || report.state(framework, fact) == FactState::NotApplicable {
        return;
    }
    let span = report.not_stated.get(&fact).copied().unwrap_or(record.span);
    out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help));
}
