//! # stale-report
//!
//! ## What it finds
//!
//! A report that counts as stale on the date: its period ended too long ago, no letter covers the time since, and no
//! other report supersedes it. The same of a self-assessment or a test that was completed too long ago, and of a
//! certificate or an authorization without a last day that was to be assessed again.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see it as stale, and will ask for the next report or a bridge letter.
//!
//! ## Example
//!
//! A period that ended on 2024-12-31, on a site of 2026 with `fresh_months = 12`
//!
//! ## How to fix it
//!
//! Add the next report with `supersedes`, or the letter under `bridges`; write the last assessment into `last_audit_on`.

use super::{Context, Rule, Run, framework, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::{Assurance, FactName, State};

static CODE: Code = Code::warning("stale-report", include_str!("stale_report.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some(step) = standing(context, record, report).filter(|step| step.state == State::Stale) else { return };
    let message = match step.from {
        Some(from) => format!("the report has been stale since {from}"),
        None => "the report is stale".to_owned(),
    };
    let name = record.key.id.name();
    let assurance = report.assurance_under(framework(context, report).map(|(_, framework)| framework));
    let successor = format!("add its successor with `supersedes = \"{name}\"`");
    let help = match assurance {
        Assurance::Attestation => format!("{successor}, or a letter under `bridges`"),
        _ if assurance.is_granted() => "write into `last_audit_on` when it was last assessed".to_owned(),
        _ => successor,
    };
    let decisive = if assurance.is_granted() {
        [FactName::LastAuditOn, FactName::IssuedOn]
    } else {
        [FactName::Period, FactName::CompletedOn]
    };
    let span = decisive.into_iter().find_map(|fact| report.given(fact)).unwrap_or(record.span);
    out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help));
}
