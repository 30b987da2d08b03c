//! # restricted-reference
//!
//! ## What it finds
//!
//! A record that readers may see and that names one they may not: a draft, an internal answer or document, or a record
//! that is to appear on a later day. Fields, links in prose and quoted facts count, and so do items of the navigation.
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
use crate::model::config::NavTarget;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::path::SourcePath;
use crate::source::Spanned;

static CODE: Code = Code::error("restricted-reference", include_str!("restricted_reference.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_config) };

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
    let finding = |(key, span)| finding(context, &record.path, &Spanned::new(key, span));
    out.extend(named.into_iter().filter_map(finding));
}

fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for entry in &context.config.nav {
        if let NavTarget::Record(key) = &entry.to {
            out.extend(finding(context, context.config_path, key));
        }
    }
}

/// The finding for a reference to a record, when readers may not see that.
fn finding(context: &Context<'_>, path: &SourcePath, key: &Spanned<Key>) -> Option<Diagnostic> {
    let other = context.site.record(key)?;
    let message = match mark(context, other)? {
        "draft" => format!("`{}` is a draft, which readers cannot see", key.value),
        mark => format!("`{}` is {mark}, so readers cannot see it", key.value),
    };
    let help = format!("remove the reference, or publish the other record in {}", other.path);
    let finding = Diagnostic::new(&CODE, path, key.span, message).help(help);
    Some(finding.related(place(other, other.span), "the other record"))
}
