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

use super::reference_loop::{Relation, way_back};
use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::error("supersedes-loop", include_str!("supersedes_loop.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let relations: [(Relation, &str); 2] = [
        (|record| record.as_report()?.supersedes.as_ref(), "supersedes"),
        (|record| record.as_report()?.derived_from.as_ref(), "is derived from"),
    ];
    for (next, verb) in relations {
        let Some(named) = next(record) else { continue };
        let Some(last) = way_back(context, record, next) else { continue };
        let way = if named.value == record.key.id { String::new() } else { format!(" by way of `{}`", named.value) };
        let message = format!("`{}` {verb} itself{way}", record.key.id);
        let finding = Diagnostic::new(&CODE, &record.path, named.span, message);
        let finding = finding.help("let only the later report name the earlier one");
        out.push(match next(last).filter(|_| last.key != record.key) {
            Some(back) => finding.related(place(last, back.span), "and this leads back to it"),
            None => finding,
        });
    }
}
