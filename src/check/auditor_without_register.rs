//! # auditor-without-register
//!
//! ## What it finds
//!
//! An attestation that names its auditor, and no register in which the auditor is listed.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The first question of a buyer is who audited and whether that firm is real. A name alone does not answer it.
//!
//! ## Example
//!
//! `auditor = "Example Audit LLP"`
//!
//! ## How to fix it
//!
//! Add where the firm's license can be looked up:
//! `auditor = { name = "Example Audit LLP", registers = [{ title = "…", url = "https://…", checked_on = 2026-11-01 }] }`.

use super::{Context, Rule, Run, framework, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::Assurance;

static CODE: Code = Code::warning("auditor-without-register", include_str!("auditor_without_register.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let framework = framework(context, report).map(|(_, framework)| framework);
    let is_attestation = report.assurance_under(framework) == Assurance::Attestation;
    let Some(auditor) = report.auditor.as_ref().filter(|auditor| is_attestation && auditor.registers.is_empty()) else {
        return;
    };
    // Nobody relies on what another report has taken the place of.
    if standing(context, record, report).is_some_and(|step| step.state.is_held()) {
        let message = "the auditor is named, and no register where readers could look them up";
        let help = "add `registers = [{ title, url, checked_on }]` to the auditor";
        out.push(Diagnostic::new(&CODE, &record.path, auditor.span, message).help(help));
    }
}
