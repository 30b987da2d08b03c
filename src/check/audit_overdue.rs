//! # audit-overdue
//!
//! ## What it finds
//!
//! A certificate in force whose `next_audit_on` has gone by.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A certificate stands and falls with its surveillance audits. Readers see an audit that should have been and no word of
//! it.
//!
//! ## Example
//!
//! `next_audit_on = "2026-03"` in a site of November 2026
//!
//! ## How to fix it
//!
//! Write when the next one is due, or `withdrawn_on` if the certificate was withdrawn.

use super::{Context, Rule, Run, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::State;

static CODE: Code = Code::warning("audit-overdue", include_str!("audit_overdue.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let is_over = |end| end < context.as_of.date();
    let Some(due) = report.next_audit_on.as_ref().filter(|due| is_over(due.days().end)) else { return };
    if standing(context, record, report).is_some_and(|step| step.state == State::Current) {
        let message = format!("the surveillance audit was due by {}", due.days().end);
        let help = "write when the next one is due, or `withdrawn_on`";
        out.push(Diagnostic::new(&CODE, &record.path, due.span, message).help(help));
    }
}
