//! # missing-security-txt
//!
//! ## What it finds
//!
//! A policy for the disclosure of vulnerabilities, of the company that the site speaks for, without `expires`: the site
//! has no `/.well-known/security.txt`, which cannot do without an end (RFC 9116).
//!
//! ## Why it matters to the reader of a trust site
//!
//! Many who find a weakness look for that file first, with a program or by hand.
//!
//! ## Example
//!
//! `contact = ["mailto:security@acme.example"]` alone in `content/disclosure.toml`
//!
//! ## How to fix it
//!
//! Add `expires` with a day within the next year, on which somebody looks at the policy again.

use super::{Context, Rule, Run, is_public};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("missing-security-txt", include_str!("missing_security_txt.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(policy) = record.as_disclosure().filter(|_| record.is_whole && is_public(context, record)) else { return };
    if policy.expires.is_none() && context.published().spoken_for().as_ref() == Some(&record.key.id) {
        let message = "the policy has no end, so the site has no security.txt";
        let help = "add `expires` with a day within the next year";
        out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
    }
}
