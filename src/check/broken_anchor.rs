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

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic, nearest};
use crate::facts::body;
use crate::model::Record;
use crate::model::body::{BodyLink, Target};
use crate::model::key::Kind;
use crate::model::terms::{FactName, Word};

static CODE: Code = Code::error("broken-anchor", include_str!("broken_anchor.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    for link in body(record).iter().flat_map(|body| &body.links) {
        // An anchor into a file, such as a page of a PDF, is for its reader to find.
        let target = match &link.target {
            Target::Here => record,
            Target::Record(key) => match context.site.record(key) {
                Some(target) => target,
                None => continue,
            },
            Target::File(_) | Target::Nowhere => continue,
        };
        if let Some(anchor) = &link.anchor {
            check_anchor(record, link, (target, anchor), out);
        }
    }
}

fn check_anchor(record: &Record, link: &BodyLink, (target, anchor): (&Record, &str), out: &mut Vec<Diagnostic>) {
    let anchors: Vec<&str> = match target.key.kind {
        Kind::Report => FactName::ALL.iter().map(|(word, _)| *word).collect(),
        _ => body(target).iter().flat_map(|body| &body.anchors).map(String::as_str).collect(),
    };
    if anchors.contains(&anchor) {
        return;
    }
    let owner = match link.target {
        Target::Here => "this text".to_owned(),
        _ => format!("`{}`", target.key),
    };
    let message = match target.key.kind {
        Kind::Report => format!("no fact of a report has the name `{anchor}`"),
        _ => format!("no heading of {owner} has the id `{anchor}`"),
    };
    let help = match nearest(anchor, anchors.iter().copied()) {
        Some(near) => format!("did you mean `#{near}`? ({})", target.path),
        None if anchors.is_empty() => format!("link to the page as a whole; {owner} has no headings"),
        None => format!("use one of: {}", anchors.join(", ")),
    };
    out.push(Diagnostic::new(&CODE, &record.path, link.span, message).help(help));
}
