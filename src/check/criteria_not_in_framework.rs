//! # criteria-not-in-framework
//!
//! ## What it finds
//!
//! A report with criteria that its framework does not have, such as a SOC 1 report with trust services criteria.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Criteria say what was examined. A category that the framework does not know cannot have been examined under it.
//!
//! ## Example
//!
//! `criteria = ["security"]` in a report under `soc-1`
//!
//! ## How to fix it
//!
//! Remove the category, correct the `framework`, or add the category to the framework's `categories`.

use super::{Context, Rule, Run, framework, place, quoted};
use crate::diag::{Code, Diagnostic};
use crate::library;
use crate::model::Record;

static CODE: Code = Code::error("criteria-not-in-framework", include_str!("criteria_not_in_framework.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some(criteria) = &report.criteria else { return };
    let framework = framework(context, report).filter(|(record, _)| record.is_whole);
    let Some((framework_record, framework)) = framework else { return };
    let id = &framework_record.key.id;
    let related = place(framework_record, framework_record.span);
    if framework.categories.is_empty() {
        let message = format!("a report under `{id}` has no criteria");
        let finding = Diagnostic::new(&CODE, &record.path, criteria.span, message);
        out.push(finding.help("remove `criteria`").related(related, "the framework has no categories"));
        return;
    }
    for category in criteria.iter().filter(|category| !framework.categories.contains(&category.value)) {
        let message = format!("`{id}` has no category `{}`", category.value.word());
        let known = quoted(framework.categories.iter().map(|category| category.word()));
        let help = if library::holds(&framework_record.path) {
            format!("use {known}")
        } else {
            format!("use {known}, or add the category in {}", framework_record.path)
        };
        let finding = Diagnostic::new(&CODE, &record.path, category.span, message).help(help);
        out.push(finding.related(related.clone(), "the framework"));
    }
}
