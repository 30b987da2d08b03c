//! One service: whether it is in scope of each report, at an address of its own.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::lead;
use super::locations::{self, Locations};
use super::values::{Day, FactLine, Link, Listed, Phrase, Receipt, Status};
use super::verdict::{self, Limit, NOT_LISTED, Row, Verdict};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{Coverage, State, Word};
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
    lead: String,
    answers: Vec<Answer>,
    questions: Listed,
    neighbors: Vec<Link>,
    all_services: Option<Link>,
}

/// The one verdict on the service and a report.
#[derive(Serialize)]
struct Answer {
    report: Link,
    status: Status,
    /// Whether the report is in force, so that its word counts today.
    held: bool,
    #[serde(skip)]
    reported: State,
    dates: Option<FactLine>,
    state: &'static str,
    label: String,
    sentence: String,
    limits: Vec<Limit>,
    note: Option<Phrase>,
    /// Each of the places that one counts, with where the service stands there.
    places: Vec<Place>,
    /// What is known in particular, where that differs by environment, place or time.
    rows: Vec<AnswerRow>,
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct Place {
    name: Phrase,
    state: &'static str,
    label: String,
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
    let reports = reports.filter(|(record, report)| context.site.is_about_services(record, report));
    let mut answers: Vec<Answer> = reports.map(|report| answer(context, &locations, record, report)).collect();
    answers.sort_by_key(|answer| !answer.held);
    Some(ServicePage {
        id: record.key.to_string(),
        provider: provider.filter(|_| !id.is_own()).map(|(provider, _)| context.link(provider)),
        name: context.phrase(&service.name),
        abbreviations: service.abbreviations.clone(),
        aliases: service.aliases.clone(),
        category: service.category.as_ref().map(|category| context.phrase(category)),
        url: service.url.as_ref().map(|url| url.value.clone()),
        lead: lead_of(context, &answers),
        answers,
        questions: context.questions_about(&record.key),
        all_services: provider.map(|_| Link {
            text: PageContext::words(context.catalog.text("all_services")),
            href: Some(context.href(&PageKind::ScopeOfProvider.address_of(&id.owner_id()))),
        }),
        neighbors: context.site.around(record, NEIGHBORS).into_iter().map(|record| context.link(record)).collect(),
    })
}

/// In which of the reports in force the service is, and in which it is not.
fn lead_of(context: &PageContext<'_>, answers: &[Answer]) -> String {
    if !answers.is_empty() && !answers.iter().any(|answer| answer.held) {
        return context.catalog.text("service_lead_none").to_owned();
    }
    let mut states: Vec<&'static str> = Vec::new();
    let held = || answers.iter().filter(|answer| answer.held);
    for answer in held() {
        if !states.contains(&answer.state) {
            states.push(answer.state);
        }
    }
    let words: Vec<&str> = Coverage::ALL.iter().map(|(word, _)| *word).chain([NOT_LISTED]).collect();
    states.sort_by_key(|state| words.iter().position(|word| word == state).unwrap_or(words.len()));
    let sentences = states.into_iter().map(|state| {
        let names: Vec<String> =
            held().filter(|answer| answer.state == state).map(|answer| answer.report.text.text.clone()).collect();
        let words = context.catalog.word("service_lead", state);
        crate::catalog::fill(&words, [("reports", &*lead::reports(context, &names))])
    });
    let mut sentences: Vec<String> = sentences.collect();
    sentences.push(lead::unless_current(context, &held().map(|answer| answer.reported).collect::<Vec<_>>()));
    lead::together(context, &sentences)
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
        held: context.is_held(report.0, report.1),
        reported: context.state(report.0, report.1),
        dates: fact::dates(context, report.0, report.1),
        places: places(context, locations, &verdict),
        state: verdict.state,
        label: context.catalog.word("scope", verdict.state),
        sentence,
        note: verdict.note().map(|note| context.phrase(note)),
        rows: answer_rows(context, locations, report.1, &verdict),
        receipts: context.receipts(verdict.rows.iter().flat_map(|row| &row.entry.sources)),
        limits: verdict.limits,
    }
}

/// Where the service stands in each of the places that one counts, when there are several.
fn places<'a>(context: &PageContext<'a>, locations: &Locations<'a>, verdict: &Verdict<'a>) -> Vec<Place> {
    let place = |id: &&'a Id| {
        let state = verdict.chosen(locations, None, Some(id));
        Place { name: locations::name(context, id), state, label: context.catalog.word("scope", state) }
    };
    let counted = verdict.counted.iter().map(place);
    if verdict.counted.len() > 1 { counted.collect() } else { Vec::new() }
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
