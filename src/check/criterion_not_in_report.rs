//! # criterion-not-in-report
//!
//! ## What it finds
//!
//! A control that rests on a report which speaks of none of its criteria, or not of one of them: the report is measured
//! against another edition, or does not cover the category of the criterion.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Whoever looks the control up in the report does not find it there. Without any of its criteria in the report, the
//! control does not count as examined in it.
//!
//! ## Example
//!
//! `criteria = ["tsp-100-2017/P1.1"]` and evidence in a report that covers security only
//!
//! ## How to fix it
//!
//! Name the criterion under which the report examined the control, cite another report, or remove the criterion.

use super::{Context, Rule, Run, edition, is_public, place, quoted};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::control::Control;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::terms::Assurance;
use crate::path::Id;
use crate::source::Spanned;

static CODE: Code = Code::warning("criterion-not-in-report", include_str!("criterion_not_in_report.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(control) = record.as_control().filter(|_| is_public(context, record)) else { return };
    let site = context.published();
    for evidence in control.evidence.iter().map(|evidence| &evidence.record) {
        let cited = (evidence.kind == Kind::Report).then(|| site.report(&evidence.id)).flatten();
        // What it covers may be what could not be read of it.
        let Some((cited, report)) = cited.filter(|(cited, _)| cited.is_whole) else { continue };
        let assurance = site.assurance(report);
        let is_examination = assurance == Assurance::Attestation || assurance.is_granted();
        let editions = site.editions_of(report);
        if !is_examination || editions.is_empty() || control.criteria.is_empty() {
            continue;
        }
        if !control.criteria.iter().any(|named| editions.contains(&named.edition)) {
            let editions = quoted(editions.iter().map(Id::as_str));
            let message = format!("`{}` is measured against {editions}, of which the control names nothing", cited.key);
            let help = "name the criterion under which the report examined the control, or cite another report";
            let finding = Diagnostic::new(&CODE, &record.path, evidence.span, message).help(help);
            out.push(finding.related(place(cited, cited.span), "the report"));
        }
        check_criteria(context, record, control, (cited, report), out);
    }
}

/// Reports the criteria of the report's editions that are not in it.
fn check_criteria(
    context: &Context<'_>,
    record: &Record,
    control: &Control,
    (cited, report): (&Record, &Report),
    out: &mut Vec<Diagnostic>,
) {
    let site = context.published();
    let editions = site.editions_of(report);
    let exists = |named: &Spanned<crate::model::control::CriterionId>| {
        edition(context, &named.edition)
            .is_some_and(|(_, edition)| edition.criteria.iter().any(|criterion| criterion.id.value == named.criterion))
    };
    let of_editions = control.criteria.iter().filter(|named| editions.contains(&named.edition) && exists(named));
    for named in of_editions.filter(|named| !site.lists(report, &editions, named)) {
        let message = format!("`{}` does not cover the category of `{}`", cited.key, named.criterion);
        let help = "cite another report for it, or remove the criterion";
        let finding = Diagnostic::new(&CODE, &record.path, named.span, message).help(help);
        out.push(finding.related(place(cited, cited.span), "the report"));
    }
}
