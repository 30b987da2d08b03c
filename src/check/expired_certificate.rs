//! # expired-certificate
//!
//! ## What it finds
//!
//! A certificate or an authorization whose `valid_until` has passed, and that no other report supersedes.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see it as expired, and ask whether the provider still holds the certification.
//!
//! ## Example
//!
//! `valid_until = 2025-06-30` on a site of 2026
//!
//! ## How to fix it
//!
//! Add the renewed certificate with `supersedes`, or write `withdrawn_on` when there will be none.

use super::{Context, Rule, Run, framework, standing};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::{Assurance, State};

static CODE: Code = Code::warning("expired-certificate", include_str!("expired_certificate.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let Some(valid_until) = &report.valid_until else { return };
    if standing(context, record, report).is_none_or(|step| step.state != State::Expired) {
        return;
    }
    let framework = framework(context, report).map(|(_, framework)| framework);
    let what = match report.assurance_under(framework) {
        Assurance::Authorization => "authorization",
        Assurance::Commitment => "commitment",
        _ => "certificate",
    };
    let message = format!("the {what} expired on {}", valid_until.value);
    let help = format!("add its successor with `supersedes = \"{}\"`, or write `withdrawn_on`", record.key.id.name());
    out.push(Diagnostic::new(&CODE, &record.path, valid_until.span, message).help(help));
}
