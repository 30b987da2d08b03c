//! # unsourced-claim
//!
//! ## What it finds
//!
//! A claim of a provider without a source besides the provider's own word.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see that nothing stands behind the claim. "First" and "leading" prove nothing, and weaken what is proven.
//!
//! ## Example
//!
//! `text = "It was the first provider in the world."` with `sources = []`
//!
//! ## How to fix it
//!
//! Add an independent source to `sources`, or remove the claim.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("unsourced-claim", include_str!("unsourced_claim.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let claims = record.as_provider().filter(|_| record.is_whole).into_iter().flat_map(|provider| &provider.claims);
    for claim in claims.filter(|claim| claim.sources.is_empty()) {
        let message = "nothing but the provider's word stands behind this claim";
        let help = "add an independent source to `sources`, or remove the claim";
        out.push(Diagnostic::new(&CODE, &record.path, claim.text.span(), message).help(help));
    }
}
