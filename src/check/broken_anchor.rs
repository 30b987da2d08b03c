//! # broken-anchor
//!
//! ## What it finds
//!
//! A link to a place on a page that the page does not have: no heading has the id, and no fact of a report has the
//! name.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The browser silently shows the top of the page, and the reader takes what stands there for the proof.
//!
//! ## Example
//!
//! `[the opinion](report:huawei-cloud/soc-2#opnion)`
//!
//! ## How to fix it
//!
//! Correct the part behind `#`; the nearest is suggested.
//! A heading gets a lasting id by writing `{#id}` behind its text.

use std::collections::BTreeMap;

use super::anchors::Anchors;
use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic, Help};
use crate::model::Record;
use crate::model::body::{BodyLink, Target};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::path::Locale;

static CODE: Code = Code::error("broken-anchor", include_str!("broken_anchor.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<(&Key, Option<&Locale>), Anchors<'_>> = BTreeMap::new();
    for link in record.body().iter().flat_map(|body| &body.links) {
        // An anchor into a file, such as a page of a PDF, is for its reader to find.
        let target = match &link.target {
            Target::Here => record,
            Target::Record(key) => match context.site.record(key) {
                Some(target) => target,
                None => continue,
            },
            Target::Page(_) | Target::File(_) | Target::Nowhere => continue,
        };
        let Some(anchor) = &link.anchor else { continue };
        let name = (&target.key, target.translation.as_ref());
        let anchors = known.entry(name).or_insert_with(|| Anchors::of(target));
        if !anchors.has(anchor) {
            let (message, help) = message_and_help(link, target, anchors);
            out.push(Diagnostic::new(&CODE, &record.path, link.span, message).help(help));
        }
    }
}

fn message_and_help(link: &BodyLink, target: &Record, anchors: &Anchors<'_>) -> (String, Help) {
    let anchor = link.anchor.as_deref().unwrap_or_default();
    let owner = match link.target {
        Target::Here => "this text".to_owned(),
        _ => format!("`{}`", target.key),
    };
    let message = if target.key.kind == Kind::Report {
        format!("no fact of a report has the name `{anchor}`")
    } else {
        format!("no heading of {owner} has the id `{anchor}`")
    };
    let help = match anchors.nearest(anchor) {
        Some(near) => {
            let help = Help::did_you_mean(&format!("#{anchor}"), &format!("#{near}"));
            help.and(&format!(" ({})", target.path))
        }
        None if anchors.are_none() => format!("link to the page as a whole; {owner} has no headings").into(),
        None => format!("use one of: {}", anchors.named()).into(),
    };
    (message, help)
}
