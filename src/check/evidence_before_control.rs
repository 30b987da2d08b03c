//! # evidence-before-control
//!
//! ## What it finds
//!
//! A control that operates since a day after the last one that its evidence speaks of: after the period of an
//! attestation, or after a certificate was issued.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Nobody can have examined what was not there yet, so the control does not count as examined in that report.
//!
//! ## Example
//!
//! `operated_since = 2026-10-15` and evidence in a report whose period ends on 2026-09-30
//!
//! ## How to fix it
//!
//! Correct the day, cite a later report, or remove the evidence.

use super::{Context, Rule, Run, is_public, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::terms::Bearing;
use crate::published::examination::Examinations;

static CODE: Code = Code::warning("evidence-before-control", include_str!("evidence_before_control.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(control) = record.as_control().filter(|_| is_public(context, record)) else { return };
    let Some(since) = &control.operated_since else { return };
    let examinations = Examinations::of(context.published());
    for evidence in control.evidence.iter().map(|evidence| &evidence.record) {
        let is_before = evidence.kind == Kind::Report
            && examinations.bearing(control, &evidence.id) == Some(Bearing::BeforeControl);
        if is_before {
            let message = format!(
                "the control operates since {}, and `{}` speaks of a time before that",
                since.value, evidence.value
            );
            let help = "cite a later report, remove this one, or correct `operated_since`";
            let finding = Diagnostic::new(&CODE, &record.path, evidence.span, message).help(help);
            out.push(finding.related(place(record, since.span), "since then"));
        }
    }
}
