//! # date-does-not-fit-type
//!
//! ## What it finds
//!
//! A type 1 report with a `period`, a type 2 report with an `as_of_date`, or a report with both.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Type 1 speaks of one day, type 2 of a whole period. The difference is what the reader relies on.
//!
//! ## Example
//!
//! `type = "type-1"` beside `period = { start = 2025-01-01, end = 2025-12-31 }`
//!
//! ## How to fix it
//!
//! Type 1: `as_of_date = 2025-12-31`. Type 2: `period = { start = 2025-01-01, end = 2025-12-31 }`.

use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::ReportType;

static CODE: Code = Code::error("date-does-not-fit-type", include_str!("date_does_not_fit_type.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let report_type = report.report_type.as_ref().map(|report_type| report_type.value);
    let finding = |span, message| Diagnostic::new(&CODE, &record.path, span, message);
    match (&report.as_of_date, &report.period, report_type) {
        (Some(date), Some(period), _) => {
            let help = match report_type {
                Some(ReportType::Type1) => "remove `period`, which a type 1 report does not have",
                Some(ReportType::Type2) => "remove `as_of_date`, which a type 2 report does not have",
                None => "remove the one that the report does not state",
            };
            let finding = finding(date.span, "the report has both an `as_of_date` and a `period`").help(help);
            out.push(finding.related(place(record, period.span), "the period"));
        }
        (Some(date), None, Some(ReportType::Type2)) => {
            let help = "give the `period` that was examined, or correct the type";
            out.push(finding(date.span, "a type 2 report has a period, not an `as_of_date`").help(help));
        }
        (None, Some(period), Some(ReportType::Type1)) => {
            let help = "give the `as_of_date` for which the report speaks, or correct the type";
            out.push(finding(period.span, "a type 1 report has an `as_of_date`, not a period").help(help));
        }
        _ => {}
    }
}
