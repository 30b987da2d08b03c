//! # type-not-in-framework
//!
//! ## What it finds
//!
//! A report with a type that its framework does not have, such as a SOC 3 report with a type.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The type says how much was examined. A report that cannot have one promises what it does not hold.
//!
//! ## Example
//!
//! `type = "type-2"` in a report under `soc-3`
//!
//! ## How to fix it
//!
//! Remove `type`, or correct the `framework`.

use super::{Context, Rule, Run, framework, place, quoted};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::error("type-not-in-framework", include_str!("type_not_in_framework.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some(report_type) = &report.report_type else { return };
    let framework = framework(context, report).filter(|(record, _)| record.is_whole);
    let Some((framework_record, framework)) = framework else { return };
    if framework.types.iter().any(|known| known.id == report_type.value) {
        return;
    }
    let id = &framework_record.key.id;
    let (message, help) = if framework.types.is_empty() {
        (format!("a report under `{id}` has no type"), "remove `type`".to_owned())
    } else {
        let known = quoted(framework.types.iter().map(|known| known.id.word()));
        (format!("`{id}` has no `{}`", report_type.value.word()), format!("use {known}"))
    };
    let related = place(framework_record, framework_record.span);
    out.push(
        Diagnostic::new(&CODE, &record.path, report_type.span, message).help(help).related(related, "the framework"),
    );
}
