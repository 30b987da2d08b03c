//! # contradicting-scope
//!
//! ## What it finds
//!
//! Two entries of the scope that say different things of the same service, report, environment and place at the same
//! time, without a note that tells them apart; and an entry that the report contradicts: a service or place in scope that
//! is not on the list of all that the report covers, or one on that list that is excluded as a whole.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers look up whether the service that they use is covered, and get two answers.
//!
//! ## Example
//!
//! `waf,soc-2,in-scope` and `waf,soc-2,excluded` in one `scope.csv`
//!
//! ## How to fix it
//!
//! Remove the entry that is wrong, or say where and when each holds: by `environment`, `location`, `since` and `until`.

use super::{Context, Rule, Run, place, report};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::provider::ScopeEntry;
use crate::model::report::Extent;
use crate::model::tells::List;
use crate::model::terms::Coverage;
use crate::path::Id;
use crate::source::{Span, Spanned};

static CODE: Code = Code::warning("contradicting-scope", include_str!("contradicting_scope.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(entry) = record.as_scope() else { return };
    let list = List::ScopeOfService(entry.service.value.clone());
    let mut others = context.site.list(&list).filter_map(|key| context.site.record(key));
    let contradicts =
        |other: &&Record| other.key != record.key && other.as_scope().is_some_and(|other| contradict(entry, other));
    if let Some(other) = others.find(contradicts) {
        let message =
            format!("the scope says two things of `{}` under `{}`", entry.service.name(), entry.report.name());
        let help = "remove the one that is wrong, or say where or when each of them holds";
        let finding = Diagnostic::new(&CODE, &record.path, record.span, message).help(help);
        out.push(finding.related(place(other, other.span), "the other entry"));
    }
    let Some((report_record, report)) = report(context, &entry.report.value).filter(|(record, _)| record.is_whole)
    else {
        return;
    };
    let places = entry.location.iter().map(|location| (location, &report.locations, "place"));
    for (id, extent, what) in std::iter::once((&entry.service, &report.services, "service")).chain(places) {
        let Some(extent) = extent else { continue };
        let is_listed = extent.value.named().iter().any(|named| named.value == id.value);
        let message = match entry.status {
            Coverage::InScope | Coverage::Partial if !is_listed && is_all(&extent.value) => {
                format!(
                    "the {what} `{}` is in scope here, and not on the list of all that the report covers",
                    id.name()
                )
            }
            Coverage::Excluded if is_listed && entry.environment.is_none() && entry.location.is_none() => {
                format!("the {what} `{}` is excluded here, and on the list of what the report covers", id.name())
            }
            Coverage::InScope | Coverage::Partial | Coverage::Planned | Coverage::Excluded => continue,
        };
        let finding = Diagnostic::new(&CODE, &record.path, id.span, message).help("correct the one that is wrong");
        out.push(finding.related(place(report_record, listed_at(extent, &id.value)), "what the report says"));
    }
}

/// Whether two entries cannot both be right.
fn contradict(one: &ScopeEntry, other: &ScopeEntry) -> bool {
    let is_same = one.report.value == other.report.value
        && one.environment == other.environment
        && one.location.as_ref().map(|id| &id.value) == other.location.as_ref().map(|id| &id.value);
    let ends_before = |one: &ScopeEntry, other: &ScopeEntry| {
        one.until.as_ref().zip(other.since.as_ref()).is_some_and(|(until, since)| until.value < since.value)
    };
    let is_explained = one.note.is_some() && other.note.is_some();
    is_same && one.status != other.status && !is_explained && !ends_before(one, other) && !ends_before(other, one)
}

/// Whether what is named is all there is.
fn is_all(extent: &Extent) -> bool {
    match extent {
        Extent::List(_) => true,
        Extent::Count(count) => count.exhaustive,
    }
}

/// Where a report names a thing, or all of them.
fn listed_at(extent: &Spanned<Extent>, id: &Id) -> Span {
    let named = extent.value.named().iter().find(|named| named.value == *id);
    named.map_or(extent.span, |named| named.span)
}
