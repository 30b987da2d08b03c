//! # unknown-edition
//!
//! ## What it finds
//!
//! An edition of criteria that does not exist, named by a report, a framework or another edition.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Two reports can be compared only when it is known against which edition each was measured.
//!
//! ## Example
//!
//! `criteria_edition = "tsp-100-2007"`, a misprint of `tsp-100-2017`
//!
//! ## How to fix it
//!
//! Correct the edition, or add it in `content/criteria/`.

use std::collections::BTreeSet;

use super::{Context, Rule, Run, nearest_record, quoted};
use crate::diag::{Code, Diagnostic, Help};
use crate::library;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::{Content, Record};

static CODE: Code = Code::error("unknown-edition", include_str!("unknown_edition.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if !matches!(record.content, Content::Report(_) | Content::Framework(_) | Content::Edition(_)) {
        return;
    }
    for (key, span) in record.references() {
        if key.kind == Kind::Edition && context.site.record(&key).is_none() {
            let message = format!("no edition of criteria has the id `{}`", key.id);
            out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help(context, &key)));
        }
    }
}

fn help(context: &Context<'_>, key: &Key) -> Help {
    let of_site = context.site.list(&List::All(Kind::Edition)).cloned();
    let known: BTreeSet<Key> = of_site.chain(library::keys().filter(|key| key.kind == Kind::Edition)).collect();
    let known = quoted(known.iter().map(|key| key.id.as_str()));
    match nearest_record(context, key) {
        Some(near) => Help::did_you_mean(key.id.as_str(), near.key.id.as_str())
            .and(&format!(" ({}); known editions are {known}", near.written_in)),
        None => format!("use one of the known editions, {known}, or add {}", key.home()).into(),
    }
}
