//! # supersedes-loop
//!
//! ## What it finds
//!
//! A report that supersedes itself, or is derived from itself, directly or by way of others.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Each report of the loop would be superseded by the next, so none of them would be current.
//!
//! ## Example
//!
//! `supersedes = "soc-2-2025"` in `soc-2-2024.toml`, and `supersedes = "soc-2-2024"` in `soc-2-2025.toml`
//!
//! ## How to fix it
//!
//! Let only the later report name the earlier one.

use super::{Context, Rule, Run, place, report};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::report::Report;
use crate::path::Id;
use crate::source::Spanned;

static CODE: Code = Code::error("supersedes-loop", include_str!("supersedes_loop.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

/// How far a chain is followed: further than any history of reports reaches, so that a long one costs each little.
const MAX_STEPS: usize = 1_000;

/// How one report names another.
type Relation = fn(&Report) -> Option<&Spanned<Id>>;

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(start) = record.as_report() else { return };
    let relations: [(Relation, &str); 2] = [
        (|report| report.supersedes.as_ref(), "supersedes"),
        (|report| report.derived_from.as_ref(), "is derived from"),
    ];
    for (next, verb) in relations {
        let Some(named) = next(start) else { continue };
        let Some(last) = way_back(context, &record.key.id, named, next) else { continue };
        let way = if named.value == record.key.id { String::new() } else { format!(" by way of `{}`", named.value) };
        let message = format!("`{}` {verb} itself{way}", record.key.id);
        let finding = Diagnostic::new(&CODE, &record.path, named.span, message);
        let finding = finding.help("let only the later report name the earlier one");
        out.push(match next(last.1).filter(|_| last.0.key != record.key) {
            Some(back) => finding.related(place(last.0, back.span), "and this leads back to it"),
            None => finding,
        });
    }
}

/// The report that names `start`, found by following the names from `named` on.
fn way_back<'a>(
    context: &Context<'a>,
    start: &Id,
    named: &Spanned<Id>,
    next: Relation,
) -> Option<(&'a Record, &'a Report)> {
    if named.value == *start {
        return report(context, start);
    }
    let mut current = report(context, &named.value)?;
    for _ in 0..MAX_STEPS {
        let following = &next(current.1)?.value;
        if following == start {
            return Some(current);
        }
        current = report(context, following)?;
    }
    None
}
