//! # contradicting-severity
//!
//! ## What it finds
//!
//! A vulnerability whose `severity` is another word than that of the score which follows from its CVSS vector.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Who decides by the word patches later, or earlier, than who decides by the score. Pages show what the vector says.
//!
//! ## Example
//!
//! `severity = "low"` beside `cvss = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"`, which is 9.8, critical
//!
//! ## How to fix it
//!
//! Remove `severity`, or correct the vector.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("contradicting-severity", include_str!("contradicting_severity.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let vulnerabilities = record.as_advisory().into_iter().flat_map(|advisory| &advisory.vulnerabilities);
    for vulnerability in vulnerabilities {
        let (Some(typed), Some(vector)) = (&vulnerability.severity, &vulnerability.vector) else { continue };
        if typed.value != vector.severity() {
            let (word, score) = (vector.severity().word(), vector.score());
            let message =
                format!("the severity is `{}`, and the vector has a score of {score}, `{word}`", typed.word());
            let finding = Diagnostic::new(&CODE, &record.path, typed.span, message);
            out.push(finding.help("remove `severity`, or correct the vector"));
        }
    }
}
