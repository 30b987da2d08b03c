//! # expiry-on-attestation
//!
//! ## What it finds
//!
//! A `valid_until` on a report that is an attestation, such as a SOC report.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A certificate expires; an auditor's opinion does not, it grows stale. An invented expiry date is a promise of the
//! site.
//!
//! ## Example
//!
//! `valid_until = 2026-12-31` in a report under `soc-2`
//!
//! ## How to fix it
//!
//! Remove the date. How long a report counts as current follows from its period and from `fresh_months` in
//! `candor.toml`.

use super::{Context, Rule, Run, framework};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::error("expiry-on-attestation", include_str!("expiry_on_attestation.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some(valid_until) = &report.valid_until else { return };
    let framework = framework(context, report).map(|(_, framework)| framework);
    if report.is_attestation(framework) {
        let months = context.config.fresh_months;
        let help = format!("remove `valid_until`; the report counts as current for {months} months after its period");
        let finding = Diagnostic::new(&CODE, &record.path, valid_until.span, "an attestation has no expiry date");
        out.push(finding.help(help));
    }
}
