//! # expiring-disclosure
//!
//! ## What it finds
//!
//! A policy for the disclosure of vulnerabilities that ends within 30 days, or has ended.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Whoever found a weakness does not use contacts that are out of date (RFC 9116), and tells somebody else, or nobody.
//!
//! ## Example
//!
//! `expires = 2026-12-01` on a site of November 2026
//!
//! ## How to fix it
//!
//! Make sure that the contacts still hold, and set `expires` to a day within the next year.

use super::{Context, Rule, Run, is_public};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("expiring-disclosure", include_str!("expiring_disclosure.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

/// How long before its end somebody has to look at a policy.
const DAYS: u16 = 30;

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let expires = record.as_disclosure().and_then(|policy| policy.expires.as_ref());
    let Some(expires) = expires.filter(|_| is_public(context, record)) else { return };
    let today = context.as_of.date();
    let message = match expires.value.days_since(today) {
        days if days < 0 => format!("the policy ended on {}", expires.value),
        days if days > i64::from(DAYS) => return,
        0 => format!("the policy ends today, on {}", expires.value),
        1 => format!("the policy ends tomorrow, on {}", expires.value),
        days => format!("the policy ends in {days} days, on {}", expires.value),
    };
    let help = "make sure that the contacts still hold, and set `expires` to a day within the next year";
    out.push(Diagnostic::new(&CODE, &record.path, expires.span, message).help(help));
}
