//! # issued-too-early
//!
//! ## What it finds
//!
//! A report that was issued before its period ended, or before the day for which it speaks.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Nobody can give an opinion on days that have not been. One of the dates is wrong, and the status with it.
//!
//! ## Example
//!
//! `issued_on = 2025-11-30` with a period that ends on 2025-12-31
//!
//! ## How to fix it
//!
//! Correct `issued_on`, `period` or `as_of_date` from the report itself.

use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::error("issued-too-early", include_str!("issued_too_early.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some(issued) = &report.issued_on else { return };
    let period = report.period.as_ref().map(|period| (period.end, period.span));
    let day = report.as_of_date.as_ref().map(|date| (date.value, date.span));
    let Some((end, span)) = period.or(day).filter(|(end, _)| issued.value < *end) else { return };
    let what = if period.is_some() { "its period ended on" } else { "the day for which it speaks," };
    let message = format!("the report was issued on {}, before {what} {end}", issued.value);
    let finding = Diagnostic::new(&CODE, &record.path, issued.span, message);
    out.push(finding.help("correct the wrong one of the two dates").related(place(record, span), "the other date"));
}
