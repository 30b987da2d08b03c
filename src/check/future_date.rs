//! # future-date
//!
//! ## What it finds
//!
//! A day of something that has been done, a review, the retrieval of a source or a look into a register, that lies after
//! the day as of which the site speaks. One day is allowed for, because somewhere it is tomorrow already.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Nobody has reviewed an answer in a year to come, so readers doubt the other dates too. Pages leave the day out.
//!
//! ## Example
//!
//! `last_reviewed = 2036-08-31` in a site of 2026
//!
//! ## How to fix it
//!
//! Correct the day, most often its year.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::report::Report;
use crate::model::source::{Citation, Cited};
use crate::path::SourcePath;
use crate::source::Spanned;

static CODE: Code = Code::warning("future-date", include_str!("future_date.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_config) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let of_answer = record.as_entry().and_then(|entry| entry.last_reviewed.as_ref());
    let reviewed = of_answer.or_else(|| record.review()?.last_reviewed.as_ref());
    let places = record.as_report().into_iter().flat_map(Report::places_to_check);
    let checked = places.filter_map(|place| place.checked_on.as_ref()).map(|date| ("checked", date));
    let declared = record.as_provider().into_iter().flat_map(|provider| &provider.sources);
    let declared = declared.filter_map(|source| source.retrieved.as_ref());
    let cited = record.citations();
    let retrieved = cited.into_iter().filter_map(retrieved).chain(declared).map(|date| ("retrieved", date));
    let audited = record.as_report().and_then(|report| report.last_audit_on.as_ref());
    let audited = audited.map(|date| Spanned::new(date.days().start, date.span));
    let checked = checked.chain(audited.iter().map(|date| ("audited", date)));
    let affected = record.as_advisory().into_iter().flat_map(|advisory| &advisory.affected);
    let fixed = affected.filter_map(|affected| affected.fixed_on.as_ref()).map(|date| ("fixed", date));
    let checked = checked.chain(fixed);
    for (what, date) in reviewed.map(|date| ("reviewed", date)).into_iter().chain(retrieved).chain(checked) {
        check_date(context, &record.path, what, date, out);
    }
}

fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for date in context.config.banners.iter().flat_map(|banner| &banner.sources).filter_map(retrieved) {
        check_date(context, context.config_path, "retrieved", date, out);
    }
}

fn retrieved(citation: &Citation) -> Option<&Spanned<Date>> {
    match &citation.cited {
        Cited::Inline { retrieved, .. } => retrieved.as_ref(),
        Cited::Declared { .. } => None,
    }
}

fn check_date(context: &Context<'_>, path: &SourcePath, what: &str, date: &Spanned<Date>, out: &mut Vec<Diagnostic>) {
    if context.as_of.is_before(date.value) {
        let message = format!("this was {what} on {}, and the site speaks as of {}", date.value, context.as_of.date());
        out.push(Diagnostic::new(&CODE, path, date.span, message).help("correct the day"));
    }
}
