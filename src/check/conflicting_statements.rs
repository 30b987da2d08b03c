//! # conflicting-statements
//!
//! ## What it finds
//!
//! A fact of a report that the provider contradicts elsewhere, as its record notes under `[[discrepancy]]`.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see both statements side by side. Only the provider can say which of them holds.
//!
//! ## Example
//!
//! A report that "can be requested" in one answer and "can be downloaded" in the next
//!
//! ## How to fix it
//!
//! Ask the provider, correct the fact, and remove the `[[discrepancy]]` once the statements agree.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("conflicting-statements", include_str!("conflicting_statements.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    for discrepancy in record.as_report().iter().flat_map(|report| &report.discrepancies) {
        let fact = discrepancy.fact.value.word();
        let message = format!("the provider's statements on `{fact}` contradict each other");
        let help = "ask the provider which of them holds, and remove the discrepancy when they agree";
        out.push(Diagnostic::new(&CODE, &record.path, discrepancy.fact.span, message).help(help));
    }
}
