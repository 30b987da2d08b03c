//! # check-overdue
//!
//! ## What it finds
//!
//! A register, a peer review or an accreditation that was last looked up more than a year ago.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Licenses lapse and certificates are withdrawn. The day that stands beside a step tells readers how much the maintainer's
//! own look is worth.
//!
//! ## Example
//!
//! `registers = [{ url = "https://…", checked_on = 2024-05-01 }]` in a site of 2026
//!
//! ## How to fix it
//!
//! Look there again, and write the day.

use super::{Context, Rule, Run, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("check-overdue", include_str!("check_overdue.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

/// For how many months a look into a register counts.
const MONTHS: u16 = 12;

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    if standing(context, record, report).is_none_or(|step| !step.state.is_held()) {
        return;
    }
    for date in report.places_to_check().filter_map(|place| place.checked_on.as_ref()) {
        if date.plus_months(MONTHS) < context.as_of.date() {
            let message = format!("this was last checked on {}, more than a year ago", date.value);
            let help = "look there again, and write the day";
            out.push(Diagnostic::new(&CODE, &record.path, date.span, message).help(help));
        }
    }
}
