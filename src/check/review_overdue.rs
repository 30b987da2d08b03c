//! # review-overdue
//!
//! ## What it finds
//!
//! An answer, a category of data, a use of AI, a policy for the disclosure of vulnerabilities or a group of controls
//! whose last review is longer ago than its `review_every` allows.
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
use crate::model::date::{Date, Interval};
use crate::source::Spanned;

static CODE: Code = Code::warning("review-overdue", include_str!("review_overdue.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let stated = record.review().map(|review| (&review.last_reviewed, review.every, &review.owner));
    let Some((reviewed, every, owner)) = of_answer(context, record).or(stated) else { return };
    let (Some(reviewed), Some(every)) = (reviewed, every) else { return };
    let due = every.after(reviewed.value);
    if due < context.as_of.date() {
        let what = if record.as_entry().is_some() { "this answer" } else { "this record" };
        let message = format!("the review of {what} was due on {due}");
        let help = match owner {
            Some(owner) => format!("ask its owner, {owner}, to review it, and set `last_reviewed`"),
            None => "review it, and set `last_reviewed`".to_owned(),
        };
        out.push(Diagnostic::new(&CODE, &record.path, reviewed.span, message).help(help));
    }
}

type Reviewed<'r> = (&'r Option<Spanned<Date>>, Option<Interval>, &'r Option<String>);

/// The review of an answer, which a translation has after the interval of its original.
fn of_answer<'r>(context: &Context<'_>, record: &'r Record) -> Option<Reviewed<'r>> {
    let entry = record.as_entry()?;
    let original = || context.site.record(&record.key).and_then(Record::as_entry)?.review_every;
    Some((&entry.last_reviewed, entry.review_every.or_else(original), &entry.owner))
}
