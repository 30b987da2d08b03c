//! # translation-without-original
//!
//! ## What it finds
//!
//! A translation of a text that does not exist.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A page is found by its original, so the translation would reach nobody.
//!
//! ## Example
//!
//! `retention.zh-Hans.md` without `retention.md`
//!
//! ## How to fix it
//!
//! Add the original, or give the translation the same name as its original.

use super::{Context, Rule, Run, is_unreadable, nearest_record};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::error("translation-without-original", include_str!("translation_without_original.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(locale) = &record.translation else { return };
    if context.site.record(&record.key).is_some() || is_unreadable(context, &record.key) {
        return;
    }
    let message = format!("this is a translation into `{locale}` of `{}`, which does not exist", record.key);
    let help = match nearest_record(context, &record.key) {
        Some(near) => format!("name it after its original: did you mean `{}`? ({})", near.key.id, near.written_in),
        None => format!("add {}", record.key.home()),
    };
    out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
}
