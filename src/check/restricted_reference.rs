//! # restricted-reference
//!
//! ## What it finds
//!
//! A record that readers may see and that names one they may not: a draft, an internal answer or document, or a record
//! that is to appear on a later day. Fields, links in prose and quoted facts count.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The name would leak, or the link lead nowhere.
//!
//! ## Example
//!
//! `related = ["incident-response"]` where that answer has `visibility = "internal"`
//!
//! ## How to fix it
//!
//! Publish the other record, hide this one, or remove the reference.

use super::{Context, Rule, Run, is_public, mark, place, public_body};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::body::Target;
use crate::model::key::Key;
use crate::model::kinds::Kind;

static CODE: Code = Code::error("restricted-reference", include_str!("restricted_reference.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if !is_public(context, record) {
        return;
    }
    let mut named = record.references();
    if let Some(body) = public_body(context, record) {
        named.extend(body.links.iter().filter_map(|link| match &link.target {
            Target::Record(key) => Some((key.clone(), link.span)),
            Target::Page(_) | Target::File(_) | Target::Here | Target::Nowhere => None,
        }));
        named.extend(body.quotes.iter().map(|quote| (Key::new(Kind::Report, quote.report.clone()), quote.span)));
    }
    for (key, span) in named {
        let Some(other) = context.site.record(&key) else { continue };
        let Some(mark) = mark(context, other) else { continue };
        let message = match mark {
            "draft" => format!("`{key}` is a draft, which readers cannot see"),
            mark => format!("`{key}` is {mark}, so readers cannot see it"),
        };
        let finding = Diagnostic::new(&CODE, &record.path, span, message);
        let help = format!("remove the reference, or publish the other record in {}", other.path);
        out.push(finding.help(help).related(place(other, other.span), "the other record"));
    }
}
