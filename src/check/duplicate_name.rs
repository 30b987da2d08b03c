//! # duplicate-name
//!
//! ## What it finds
//!
//! A question that its topic asks twice; and topics, providers, services, frameworks and terms that are called like
//! another of their kind, also by an alias. Upper and lower case, the form of characters and the punctuation at the
//! end make no difference.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers see two that look the same, and may read the one that is out of date.
//!
//! ## Example
//!
//! `question = "Is data encrypted?"` in one file, and `question = "is data encrypted"` in another of the same topic
//!
//! ## How to fix it
//!
//! Merge the two, or say in the name what tells them apart.

use super::{Context, Rule, Run, is_public, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::tells::List;

static CODE: Code = Code::warning("duplicate-name", include_str!("duplicate_name.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if !is_public(context, record) {
        return;
    }
    let list = List::among_like(&record.key);
    let namesake = record.claimed_names().into_iter().find_map(|name| {
        let others = context.site.called(&list, &name).filter(|(key, _)| **key != record.key);
        let records = others.filter_map(|(key, locale)| context.site.claims(key, locale).next());
        records.into_iter().find(|other| is_public(context, other))
    });
    let Some(other) = namesake else { return };
    let (message, help) = if record.key.kind == Kind::Entry {
        let message = format!("the topic asks the same question in `{}`", other.key);
        (message, "merge the two answers, or say in the question what tells them apart")
    } else {
        (format!("`{}` is called like `{}`", record.key, other.key), "merge the two, or give one of them another name")
    };
    let finding = Diagnostic::new(&CODE, &record.path, record.span, message).help(help);
    out.push(finding.related(place(other, other.span), "the other one"));
}
