//! # lapsed-evidence
//!
//! ## What it finds
//!
//! A control whose evidence is a report that is stale, superseded, expired or withdrawn.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A control counts as examined by what is in force; readers are told that this report is not.
//!
//! ## Example
//!
//! `evidence = [{ ref = "report:soc-2-2024" }]` beside a `soc-2-2025` that supersedes it
//!
//! ## How to fix it
//!
//! Cite the report that took its place, if that covers an examination of the control, or remove the evidence.

use super::{Context, Rule, Run, is_public, place, report, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::terms::State;

static CODE: Code = Code::warning("lapsed-evidence", include_str!("lapsed_evidence.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(control) = record.as_control().filter(|_| is_public(context, record)) else { return };
    for evidence in control.evidence.iter().map(|evidence| &evidence.record) {
        let cited = (evidence.kind == Kind::Report).then(|| report(context, &evidence.id)).flatten();
        let Some((cited, report)) = cited else { continue };
        let state = standing(context, cited, report).map(|step| step.state);
        let lapsed =
            |state: &State| matches!(state, State::Stale | State::Superseded | State::Expired | State::Withdrawn);
        let Some(state) = state.filter(lapsed) else { continue };
        let message = format!("the control rests on `{}`, which is {}", evidence.value, state.word());
        let mut successors = context.published().successors(&cited.key);
        let successor = successors.find(|(_, successor)| !successor.is_planned());
        let help = successor.map_or_else(
            || "cite a report that is in force, or remove this one".to_owned(),
            |(successor, _)| format!("cite `{}`, if that covers an examination of the control", successor.key),
        );
        let finding = Diagnostic::new(&CODE, &record.path, evidence.span, message).help(help);
        out.push(finding.related(place(cited, cited.span), "the report"));
    }
}
