//! # exceptions-without-control
//!
//! ## What it finds
//!
//! A report whose auditor found exceptions, while none of the controls that cite the report says that one of them
//! concerns it.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Each of these controls is shown as examined without a word on exceptions, the one that failed among them.
//!
//! ## Example
//!
//! `exceptions = { count = 1 }` in `reports/soc-2.toml`, and only `evidence = [{ ref = "report:soc-2" }]` in `controls/access.toml`
//!
//! ## How to fix it
//!
//! Say it where the control cites the report: `evidence = [{ ref = "report:soc-2", exceptions = { count = 1 } }]`.

use super::{Context, Rule, Run, is_public};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::control::Control;
use crate::model::kinds::Kind;

static CODE: Code = Code::warning("exceptions-without-control", include_str!("exceptions_without_control.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

/// How many controls are looked at: with more on one report, the edit of each would cost what all of them cost.
const MOST: usize = 200;

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report().filter(|_| is_public(context, record)) else { return };
    let Some(exceptions) = report.exceptions.as_ref().filter(|exceptions| exceptions.count > 0) else { return };
    let site = context.published();
    let citing: Vec<&Record> = site.referrers(&record.key, Kind::Control).take(MOST + 1).collect();
    let is_told = |control: &Control| {
        let own = control.evidence.iter().filter(|evidence| evidence.record.value == record.key);
        own.filter_map(|evidence| evidence.exceptions.as_ref()).any(|found| found.count > 0)
    };
    let is_told_somewhere = citing.iter().filter_map(|control| control.as_control()).any(is_told);
    if citing.is_empty() || citing.len() > MOST || is_told_somewhere {
        return;
    }
    let message =
        format!("the auditor found exceptions, and no control that cites `{}` says that it has one", record.key);
    let help = "add `exceptions = { count = 1 }` to the `evidence` of the control that it concerns";
    out.push(Diagnostic::new(&CODE, &record.path, exceptions.span, message).help(help));
}
