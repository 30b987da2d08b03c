//! # evidence-newer-than-answer
//!
//! ## What it finds
//!
//! An answer that was last reviewed before a report or document that it rests on came out.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The answer may describe what the earlier report said.
//!
//! ## Example
//!
//! `last_reviewed = 2025-01-10`, and evidence that was issued on 2025-03-01
//!
//! ## How to fix it
//!
//! Read the answer beside its evidence, correct it, and set `last_reviewed`.

use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::report::Report;

static CODE: Code = Code::warning("evidence-newer-than-answer", include_str!("evidence_newer_than_answer.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(entry) = record.as_entry() else { return };
    let Some(reviewed) = &entry.last_reviewed else { return };
    for evidence in &entry.evidence {
        let Some(cited) = context.site.record(&evidence.record) else { continue };
        // What is still to come cannot have been missed by a review.
        let known = dates(cited).into_iter().flatten().filter(|date| *date <= context.as_of.date());
        let Some(date) = known.max().filter(|date| reviewed.value < *date) else { continue };
        let message = format!("`{}` is of {date}, and the answer was last reviewed on {}", cited.key, reviewed.value);
        let finding = Diagnostic::new(&CODE, &record.path, evidence.record.span, message);
        let help = "read the answer beside its evidence, and set `last_reviewed`";
        out.push(finding.help(help).related(place(record, reviewed.span), "the review"));
    }
}

/// The days on which a piece of evidence came to be.
fn dates(evidence: &Record) -> [Option<Date>; 2] {
    let report = evidence.as_report();
    let issued = report.and_then(|report| report.issued_on.as_ref()).map(|date| date.value);
    // Known to the month, it may have been there before the review.
    let document = evidence.as_document().and_then(|document| document.date.as_ref()).map(|date| date.days().start);
    [issued.or(document), report.and_then(Report::examined_until)]
}
