//! The figures of a provider that readers look for first, each counted from the facts and named with what it counts.

use serde::Serialize;

use super::context::PageContext;
use super::strip::last_day;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{Access, State};
use crate::path::Id;

/// A figure, and what it counts.
#[derive(Serialize)]
pub(super) struct Figure {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) text: String,
}

/// How many of something are so.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) part: usize,
    pub(super) whole: usize,
}

/// The figures of a provider; what it has nothing of has none.
pub(super) fn figures<'a>(
    context: &PageContext<'a>,
    id: &Id,
    reports: &[(&'a Record, &'a Report)],
    services: Share,
) -> Vec<Figure> {
    let lapse = next_to_lapse(context, reports);
    [
        share(context, current(context, reports), ("current", "figure_current")),
        lapse.map(|(day, report)| Figure {
            name: "next_to_lapse",
            value: context.catalog.short_date(day),
            text: context.catalog.fill("figure_next_to_lapse", &[("report", &report)]),
        }),
        share(context, services, ("services", "figure_services")),
        share(context, open_documents(context, id), ("documents", "figure_documents")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The figure of a share, under a name for programs and by its string.
pub(super) fn share(context: &PageContext<'_>, share: Share, (name, key): (&'static str, &str)) -> Option<Figure> {
    let [part, whole] = [share.part, share.whole].map(|number| number.to_string());
    let date = context.date_text(context.site.as_of.date());
    let text = context.catalog.form(key, share.whole as u64);
    (share.whole > 0).then(|| Figure {
        name,
        value: context.catalog.fill("figure_share", &[("part", &part), ("whole", &whole)]),
        text: crate::catalog::fill(text, [("date", date.as_str())]),
    })
}

/// How many of the reports that count for today are current: those that were replaced, or are still to come, do not.
fn current<'a>(context: &PageContext<'a>, reports: &[(&'a Record, &'a Report)]) -> Share {
    let published = reports.iter().filter(|(record, _)| context.mark(record).is_none());
    let states = published.map(|(record, report)| {
        let framework = report.framework.as_ref().map(|framework| &framework.value);
        (context.state(record, report), framework)
    });
    let states: Vec<_> = states.collect();
    let current = states.iter().filter(|(state, _)| state.is_current());
    let is_replaced = |framework: Option<&Id>| framework.is_some() && current.clone().any(|(_, of)| *of == framework);
    let lapsed = states.iter().filter(|(state, framework)| match state {
        State::Stale | State::Undated => true,
        State::Expired => !is_replaced(*framework),
        _ => false,
    });
    let part = current.clone().count();
    Share { part, whole: part + lapsed.count() }
}

/// The report whose status as current ends first, and its last day.
fn next_to_lapse<'a>(context: &PageContext<'a>, reports: &[(&'a Record, &'a Report)]) -> Option<(Date, String)> {
    let today = context.site.as_of.date();
    let current = reports
        .iter()
        .filter(|(record, report)| context.mark(record).is_none() && context.state(record, report).is_current());
    let days = current.filter_map(|(record, report)| {
        Some((last_day(&context.site.steps(record, report), today)?, context.title(record).text))
    });
    days.min()
}

fn open_documents(context: &PageContext<'_>, id: &Id) -> Share {
    let documents = context.site.list(&List::Of(Kind::Document, id.clone()));
    let documents = documents.filter_map(|record| record.as_document());
    let access: Vec<Access> = documents.map(|document| context.access(document)).collect();
    Share { part: access.iter().filter(|access| **access == Access::Public).count(), whole: access.len() }
}
