//! # unverifiable-certificate
//!
//! ## What it finds
//!
//! A certificate that somebody holds, without its number or without the accreditation of its certification body.
//! What is listed in `not_applicable` is left alone: not every scheme numbers its certificates.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A certificate can be bought from anyone. Only its number, at a body that somebody accredits, lets a reader find out
//! whether it exists.
//!
//! ## Example
//!
//! `valid_until = 2027-03-14` and `certification_body = "Example Certification GmbH"`, and nothing more
//!
//! ## How to fix it
//!
//! Take both from the certificate: `number = "…"` and `accreditation = { body, number, register }`.

use super::{Context, Rule, Run, framework, quoted, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::{Assurance, FactName, FactState};

static CODE: Code = Code::warning("unverifiable-certificate", include_str!("unverifiable_certificate.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report().filter(|_| record.is_whole) else { return };
    let framework = framework(context, report).map(|(_, framework)| framework);
    let is_held = || standing(context, record, report).is_some_and(|step| step.state.is_held());
    if report.assurance_under(framework) != Assurance::Certification || !is_held() {
        return;
    }
    let is_unknown =
        |fact: &FactName| !matches!(report.state(framework, *fact), FactState::Given | FactState::NotApplicable);
    let unknown: Vec<FactName> = [FactName::Number, FactName::Accreditation].into_iter().filter(is_unknown).collect();
    let Some(first) = unknown.first() else { return };
    let names = quoted(unknown.iter().map(|fact| fact.word()));
    let message = format!("readers cannot check the certificate without {names}");
    let span = report.not_stated.get(first).copied().unwrap_or(record.span);
    let help = "take it from the certificate, or list it in `not_applicable` if the scheme has none";
    out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help));
}
