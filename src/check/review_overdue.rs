//! # review-overdue
//!
//! ## What it finds
//!
//! An answer whose last review is longer ago than its `review_every` allows.
//! A translation has its own `last_reviewed` and the interval of its original.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see the day of the last review, and trust the answer the less the longer it is past.
//!
//! ## Example
//!
//! `last_reviewed = 2024-01-15` and `review_every = "12 months"` on a site of 2026
//!
//! ## How to fix it
//!
//! Review the answer, and set `last_reviewed` to the day.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("review-overdue", include_str!("review_overdue.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(entry) = record.as_entry() else { return };
    let original = || context.site.record(&record.key).and_then(Record::as_entry);
    let review_every = entry.review_every.or_else(|| original().and_then(|original| original.review_every));
    let (Some(reviewed), Some(review_every)) = (&entry.last_reviewed, review_every) else { return };
    let due = review_every.after(reviewed.value);
    if due < context.as_of.date() {
        let message = format!("the review of this answer was due on {due}");
        let help = match &entry.owner {
            Some(owner) => format!("ask its owner, {owner}, to review it, and set `last_reviewed`"),
            None => "review it, and set `last_reviewed`".to_owned(),
        };
        out.push(Diagnostic::new(&CODE, &record.path, reviewed.span, message).help(help));
    }
}
