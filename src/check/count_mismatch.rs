//! # count-mismatch
//!
//! ## What it finds
//!
//! A count of services or locations that says its examples are all there is, and names more or fewer of them.
//! Also a count that is both exhaustive and open-ended ("more than").
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers check whether the service they use is covered. A list that is complete by its own word must be complete.
//!
//! ## Example
//!
//! `services = { min = 4, exhaustive = true, examples = ["aad", "waf", "dew"] }`
//!
//! ## How to fix it
//!
//! Name the missing ones, correct `min`, or write `exhaustive = false`.

use std::collections::BTreeSet;

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::report::{Count, Extent};

static CODE: Code = Code::error("count-mismatch", include_str!("count_mismatch.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    for extent in record
        .as_report()
        .filter(|_| record.is_whole)
        .iter()
        .flat_map(|report| report.services.iter().chain(&report.locations))
    {
        match &extent.value {
            Extent::Count(count) if count.exhaustive => check_count(record, count, out),
            Extent::Count(_) | Extent::List(_) => {}
        }
    }
}

fn check_count(record: &Record, count: &Count, out: &mut Vec<Diagnostic>) {
    let named = count.examples.iter().map(|id| &id.value).collect::<BTreeSet<_>>().len();
    let min = count.min.value;
    let (message, help) = if count.strict {
        let message = format!("the count is more than {min}, and at the same time exhaustive");
        (message, format!("write `min = {named}` without `strict`, or `exhaustive = false`"))
    } else if usize::try_from(min).is_ok_and(|min| min == named) {
        return;
    } else {
        let message = format!("the count is {min}, and the exhaustive list names {named}");
        (message, format!("write `min = {named}`, complete the examples, or write `exhaustive = false`"))
    };
    out.push(Diagnostic::new(&CODE, &record.path, count.min.span, message).help(help));
}
