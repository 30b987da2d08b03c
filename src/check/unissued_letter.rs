//! # unissued-letter
//!
//! ## What it finds
//!
//! A bridge letter that covers days to come and has no `issued_on`.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A letter says of days gone by that nothing has changed. One that speaks of days ahead is mostly still to be written, and
//! pages show it as if there were one today.
//!
//! ## Example
//!
//! `bridges = [{ covers = { start = 2026-10-01, end = 2026-12-31 } }]` in a site of November 2026
//!
//! ## How to fix it
//!
//! Say when the letter was or will be issued. Until that day it covers nothing, and the report's page says for when it is
//! planned.

use super::{Context, Rule, Run, is_public};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("unissued-letter", include_str!("unissued_letter.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report().filter(|_| is_public(context, record)) else { return };
    for covers in report.bridges.iter().filter(|letter| letter.issued_on.is_none()).map(|letter| &letter.covers) {
        if context.as_of.is_before(covers.end) {
            let message = format!("the letter covers days up to {}, and does not say when it was issued", covers.end);
            let help = "add `issued_on`; a day to come is shown as planned, and covers nothing yet";
            out.push(Diagnostic::new(&CODE, &record.path, covers.span, message).help(help));
        }
    }
}
