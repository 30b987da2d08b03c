//! # distant-expiry
//!
//! ## What it finds
//!
//! A policy for the disclosure of vulnerabilities that ends more than a year from the day as of which the site speaks.
//!
//! ## Why it matters to the reader of a trust site
//!
//! RFC 9116 recommends less than a year: a far end says that nobody looks whether the contacts still hold.
//!
//! ## Example
//!
//! `expires = 2030-01-01` on a site of 2026
//!
//! ## How to fix it
//!
//! Set `expires` to a day within the next year, on which somebody looks at the policy again.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("distant-expiry", include_str!("distant_expiry.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(expires) = record.as_disclosure().and_then(|policy| policy.expires.as_ref()) else { return };
    let in_a_year = context.as_of.date().plus_months(12);
    if expires.value > in_a_year {
        let message = format!("the policy ends on {}, more than a year from now", expires.value);
        let help = format!("set `expires` to a day up to {in_a_year}");
        out.push(Diagnostic::new(&CODE, &record.path, expires.span, message).help(help));
    }
}
