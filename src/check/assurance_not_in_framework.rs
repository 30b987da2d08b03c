//! # assurance-not-in-framework
//!
//! ## What it finds
//!
//! A report that claims another kind of assurance than its framework gives. A self-assessment claims less, so there may be
//! one under any framework: a self-assessment questionnaire of PCI DSS, level 1 of CSA STAR.
//!
//! ## Why it matters to the reader of a trust site
//!
//! An attestation is an auditor's opinion, a certification a body's decision that a standard is met.
//! SOC is an attestation, never a certification; a page that says otherwise promises what nobody gave.
//!
//! ## Example
//!
//! `assurance = "certification"` in a report under `soc-2`
//!
//! ## How to fix it
//!
//! Write the framework's kind, `assurance = "attestation"`, or leave the field out. Write `assurance = "self-assessment"`
//! for what you found yourself.

use super::{Context, Rule, Run, framework, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::Assurance;

static CODE: Code = Code::error("assurance-not-in-framework", include_str!("assurance_not_in_framework.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some((framework_record, framework)) = framework(context, report) else { return };
    let is_claim = |own: Assurance| own != framework.assurance && own != Assurance::SelfAssessment;
    let Some(assurance) = report.assurance.as_ref().filter(|own| is_claim(own.value)) else { return };
    let id = &framework_record.key.id;
    let (usual, written) = (framework.assurance.with_article(), assurance.value.with_article());
    let message = format!("a report under `{id}` is {usual}, not {written}");
    let word = framework.assurance.word();
    let help = if framework.assurance == Assurance::SelfAssessment {
        format!("write \"{word}\", or remove the field")
    } else {
        format!("write \"{word}\", or \"self-assessment\" if nobody else looked; without the field it is {usual}")
    };
    let related = place(framework_record, framework_record.span);
    out.push(
        Diagnostic::new(&CODE, &record.path, assurance.span, message).help(help).related(related, "the framework"),
    );
}
