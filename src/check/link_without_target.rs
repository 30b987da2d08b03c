//! # link-without-target
//!
//! ## What it finds
//!
//! A link of a provider without an address: the provider names a page and does not say where it is.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see the name of the page and that its address was not stated; they still have to search for it.
//!
//! ## Example
//!
//! ```toml
//! [[link]]
//! rel = "terms"
//! title = "Terms & Conditions"
//! ```
//!
//! ## How to fix it
//!
//! Ask the provider for the address, and add it as `url`.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("link-without-target", include_str!("link_without_target.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let links = record.as_provider().filter(|_| record.is_whole).into_iter().flat_map(|provider| &provider.links);
    for link in links.filter(|link| link.url.is_none()) {
        let message = format!("the link `{}` has no address", link.rel.value.word());
        let help = "add its `url` when the provider states it";
        out.push(Diagnostic::new(&CODE, &record.path, link.rel.span, message).help(help));
    }
}
