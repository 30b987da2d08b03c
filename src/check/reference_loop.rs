//! # reference-loop
//!
//! ## What it finds
//!
//! A record that names itself, and a location or an edition of criteria that is above or before itself by way of others.
//! Reports that supersede each other have a rule of their own, `supersedes-loop`.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The reference leads back to the page that the reader is on, and nobody can say which of the loop comes first.
//!
//! ## Example
//!
//! `parent = "eu"` in the location `de`, and `parent = "de"` in the location `eu`
//!
//! ## How to fix it
//!
//! Remove the reference that leads back.

use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::path::Id;
use crate::source::Spanned;

static CODE: Code = Code::error("reference-loop", include_str!("reference_loop.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

/// How far a chain is followed: further than any history reaches, so that a long one costs each record little.
const MAX_STEPS: usize = 1_000;

/// How one record names another of its kind that comes before it.
pub(super) type Relation = fn(&Record) -> Option<&Spanned<Id>>;

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    // `supersedes-loop` speaks about reports.
    for (_, span) in
        record.tells().references.into_iter().filter(|(key, _)| *key == record.key && key.kind != Kind::Report)
    {
        let message = format!("`{}` names itself", record.key);
        out.push(Diagnostic::new(&CODE, &record.path, span, message).help("remove the reference"));
    }
    let relations: [(Relation, &str); 2] = [
        (|record| record.as_location()?.parent.as_ref(), "lies within"),
        (|record| record.as_edition()?.predecessor.as_ref(), "is preceded by"),
    ];
    for (next, verb) in relations {
        let Some(named) = next(record).filter(|named| named.value != record.key.id) else { continue };
        let Some(last) = way_back(context, record, next) else { continue };
        let message = format!("`{}` {verb} itself by way of `{}`", record.key.id, named.value);
        let finding = Diagnostic::new(&CODE, &record.path, named.span, message);
        let finding = finding.help("remove the reference that leads back");
        let back = next(last).map_or(last.span, |back| back.span);
        out.push(finding.related(place(last, back), "and this leads back to it"));
    }
}

/// The record that names `start`, found by following a relation from there on.
pub(super) fn way_back<'a>(context: &Context<'a>, start: &Record, next: Relation) -> Option<&'a Record> {
    let named = |id: &Spanned<Id>| context.site.record(&Key::new(start.key.kind, id.value.clone()));
    let mut current = named(next(start)?)?;
    for _ in 0..MAX_STEPS {
        let following = if current.key == start.key { return Some(current) } else { next(current)? };
        if following.value == start.key.id {
            return Some(current);
        }
        current = named(following)?;
    }
    None
}
