//! One service: whether it is in scope of each report, at an address of its own.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::locations::{self, Locations};
use super::values::{Day, Link, Phrase, Receipt, Status};
use super::verdict::{self, Limit, NOT_LISTED, Row, Verdict};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::page::PageKind;
use crate::path::Id;

/// How many other services the page of one names on either side.
const NEIGHBORS: usize = 6;

/// Everything known about one service.
#[derive(Serialize)]
pub(crate) struct ServicePage {
    id: String,
    provider: Option<Link>,
    name: Phrase,
    abbreviations: Vec<String>,
    aliases: Vec<String>,
    category: Option<Phrase>,
    url: Option<String>,
    answers: Vec<Answer>,
    neighbors: Vec<Link>,
    all_services: Option<Link>,
}

/// The one verdict on the service and a report.
#[derive(Serialize)]
struct Answer {
    report: Link,
    status: Status,
    state: &'static str,
    label: String,
    sentence: String,
    limits: Vec<Limit>,
    note: Option<Phrase>,
    /// What is known in particular, where that differs by environment, place or time.
    rows: Vec<AnswerRow>,
    receipts: Vec<Receipt>,
}

/// What is the same of several places.
#[derive(PartialEq, Serialize)]
struct AnswerRow {
    environment: Option<String>,
    locations: Vec<Phrase>,
    label: String,
    since: Option<Day>,
    until: Option<Day>,
    note: Option<Phrase>,
}

impl ServicePage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let sentences: Vec<&str> = self.answers.iter().map(|answer| answer.sentence.as_str()).collect();
        match &self.provider {
            Some(provider) if !sentences.is_empty() => {
                description::sentence(&format!("{} · {}", provider.text.text, sentences.join(" ")))
            }
            None if !sentences.is_empty() => description::sentence(&sentences.join(" ")),
            _ => description::of_name(context, "description_service", &self.name.text),
        }
    }
}

pub(super) fn service(context: &PageContext<'_>, id: &Id) -> Option<ServicePage> {
    let record = context.site.record(&Key::new(Kind::Service, id.clone()))?;
    let service = record.as_service()?;
    let provider = context.site.provider(&id.owner_id());
    let locations = Locations::of(context, &id.owner_id());
    let reports = context.site.reports(&List::Of(Kind::Report, id.owner_id()));
    Some(ServicePage {
        id: record.key.to_string(),
        provider: provider.filter(|_| !id.is_own()).map(|(provider, _)| context.link(provider)),
        name: context.phrase(&service.name),
        abbreviations: service.abbreviations.clone(),
        aliases: service.aliases.clone(),
        category: service.category.as_ref().map(|category| context.phrase(category)),
        url: service.url.as_ref().map(|url| url.value.clone()),
        answers: reports.map(|report| answer(context, &locations, record, report)).collect(),
        all_services: provider.map(|_| Link {
            text: PageContext::words(context.catalog.text("all_services")),
            href: Some(context.href(&PageKind::ScopeOfProvider.address_of(&id.owner_id()))),
        }),
        neighbors: context.site.around(record, NEIGHBORS).into_iter().map(|record| context.link(record)).collect(),
    })
}

fn answer<'a>(
    context: &PageContext<'a>,
    locations: &Locations<'a>,
    record: &'a Record,
    report: (&'a Record, &'a Report),
) -> Answer {
    let verdict = verdict::verdict(context, locations, record, report);
    let (title, report_title) = (context.title(record).text, context.title(report.0).text);
    let sentence = context.catalog.word("scope_sentence", verdict.state);
    let sentence = crate::catalog::fill(&sentence, [("service", title.as_str()), ("report", report_title.as_str())]);
    let sentence = match verdict::joined(context, &verdict.limits) {
        limits if limits.is_empty() => sentence,
        limits => context.catalog.fill("scope_sentence_limits", &[("sentence", &sentence), ("limits", &limits)]),
    };
    Answer {
        report: context.link(report.0),
        status: context.status(report.0, report.1),
        state: verdict.state,
        label: context.catalog.word("scope", verdict.state),
        sentence,
        note: verdict.note().map(|note| context.phrase(note)),
        rows: answer_rows(context, locations, report.1, &verdict),
        receipts: context.receipts(verdict.rows.iter().flat_map(|row| &row.entry.sources)),
        limits: verdict.limits,
    }
}

/// What rows say besides their status, those that say the same together, and of which places none says anything.
fn answer_rows<'a>(
    context: &PageContext<'a>,
    locations: &Locations<'a>,
    report: &Report,
    verdict: &Verdict<'a>,
) -> Vec<AnswerRow> {
    let mut told: Vec<AnswerRow> = Vec::new();
    for row in verdict.rows.iter().filter_map(|row| answer_row(context, report, row)) {
        let is_same = |other: &&mut AnswerRow| {
            let without =
                |row: &AnswerRow| (row.environment.clone(), row.label.clone(), row.since.clone(), row.until.clone());
            !other.locations.is_empty()
                && !row.locations.is_empty()
                && without(other) == without(&row)
                && other.note == row.note
        };
        match told.iter_mut().find(is_same) {
            Some(same) => same.locations.extend(row.locations),
            None => told.push(row),
        }
    }
    told.extend(verdict.unlisted(locations).into_iter().map(|(environment, silent)| AnswerRow {
        environment: environment.map(str::to_owned),
        locations: silent.into_iter().map(|id| locations::name(context, id)).collect(),
        label: context.catalog.word("scope", NOT_LISTED),
        since: None,
        until: None,
        note: None,
    }));
    told
}

/// What an entry says besides its status; nothing when that is all it says.
fn answer_row<'a>(context: &PageContext<'a>, report: &Report, row: &Row<'a>) -> Option<AnswerRow> {
    let entry = row.entry;
    let status = if report.is_planned() { row.state() } else { entry.status };
    let is_particular =
        entry.environment.is_some() || entry.location.is_some() || entry.since.is_some() || entry.until.is_some();
    is_particular.then(|| AnswerRow {
        environment: entry.environment.clone(),
        locations: entry.location.iter().map(|id| locations::name(context, id)).collect(),
        label: context.catalog.word("scope", status.word()),
        since: entry.since.as_ref().map(|date| context.day(date.value)),
        until: entry.until.as_ref().map(|date| context.day(date.value)),
        note: entry.note.as_ref().map(|note| context.phrase(note)),
    })
}
