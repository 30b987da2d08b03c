//! Is X in scope of Y? Services against reports, and a permanent address for each service.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::values::{Day, Fact, FactLine, Link, Phrase, Receipt, Status};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::provider::ScopeEntry;
use crate::model::report::{Extent, Report};
use crate::model::tells::List;
use crate::model::terms::{self, FactName, FactState, ProviderFact, Word};
use crate::page::PageKind;
use crate::path::Id;

/// The word for a service that is not on the list of all that a report covers.
const NOT_LISTED: &str = "not-listed";

/// The providers, with how much each page of scope holds.
#[derive(Serialize)]
pub(crate) struct ScopePage {
    providers: Vec<ProviderScope>,
}

#[derive(Serialize)]
struct ProviderScope {
    provider: Link,
    initials: String,
    services: FactLine,
    reports: Vec<Link>,
}

/// A provider's services against its reports.
#[derive(Serialize)]
pub(crate) struct ScopeOfProviderPage {
    provider: Link,
    reports: Vec<ReportHead>,
    services: FactLine,
    rows: Vec<ServiceRow>,
    coverage: Vec<Coverage>,
    states: Vec<StateLabel>,
}

#[derive(Serialize)]
struct ReportHead {
    title: Phrase,
    href: String,
    status: Status,
}

#[derive(Serialize)]
struct StateLabel {
    state: &'static str,
    label: String,
}

/// A service on a list, with where it stands in each report.
#[derive(Serialize)]
pub(super) struct ServiceRow {
    id: String,
    name: Phrase,
    href: String,
    abbreviations: Vec<String>,
    category: Option<Phrase>,
    cells: Vec<Cell>,
}

impl ServiceRow {
    /// Whether any report covers the service, as a whole or in part.
    pub(super) fn is_covered(&self) -> bool {
        let covers = [terms::Coverage::InScope, terms::Coverage::Partial].map(terms::Coverage::word);
        self.cells.iter().any(|cell| covers.contains(&cell.state))
    }
}

#[derive(Serialize)]
struct Cell {
    state: &'static str,
    label: String,
    note: Option<Phrase>,
}

/// What reports say of how many services they cover; those that say the same stand together.
#[derive(Serialize)]
pub(super) struct Coverage {
    reports: Vec<Link>,
    fact: Fact,
}

/// What each of the reports says of the services it covers.
pub(super) fn coverage<'a>(context: &PageContext<'a>, reports: &[(&'a Record, &'a Report)]) -> Vec<Coverage> {
    let mut groups: Vec<Coverage> = Vec::new();
    for (record, report) in reports {
        let fact = fact::fact(context, record, report, FactName::Services);
        match groups.iter_mut().find(|group| group.fact == fact) {
            Some(group) => group.reports.push(context.link(record)),
            None => groups.push(Coverage { reports: vec![context.link(record)], fact }),
        }
    }
    groups
}

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

#[derive(Serialize)]
struct Answer {
    report: Link,
    status: Status,
    state: &'static str,
    label: String,
    sentence: String,
    note: Option<Phrase>,
    /// What is known in particular, where that differs by environment, place or time.
    rows: Vec<AnswerRow>,
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct AnswerRow {
    environment: Option<String>,
    location: Option<Phrase>,
    label: String,
    since: Option<Day>,
    until: Option<Day>,
    note: Option<Phrase>,
}

/// How many other services the page of one names on either side.
const NEIGHBORS: usize = 6;

impl ScopePage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.providers.iter().map(|scope| scope.provider.text.text.as_str());
        description::of_names(context, "description_scope", names)
    }
}

impl ScopeOfProviderPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        description::of_name(context, "description_scope_of_provider", &self.provider.text.text)
    }
}

impl ServicePage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let sentences: Vec<&str> = self.answers.iter().map(|answer| answer.sentence.as_str()).collect();
        match &self.provider {
            Some(provider) if !sentences.is_empty() => {
                description::sentence(&format!("{} · {}", provider.text.text, sentences.join(" ")))
            }
            _ => description::of_name(context, "description_service", &self.name.text),
        }
    }
}

pub(super) fn scope(context: &PageContext<'_>) -> ScopePage {
    let providers = context.site.list(&List::All(Kind::Provider)).map(|provider| {
        let id = &provider.key.id;
        let href = context.href(&PageKind::ScopeOfProvider.address_of(id));
        ProviderScope {
            provider: Link { text: context.title(provider), href: Some(href) },
            initials: context.initials(provider),
            services: fact::line_of_provider(context, id, ProviderFact::Services),
            reports: context
                .site
                .list(&List::Of(Kind::Report, id.clone()))
                .map(|record| context.link(record))
                .collect(),
        }
    });
    ScopePage { providers: providers.collect() }
}

pub(super) fn scope_of_provider(context: &PageContext<'_>, id: &Id) -> Option<ScopeOfProviderPage> {
    let (provider, _) = context.site.provider(id)?;
    let reports: Vec<_> = context.site.reports(&List::Of(Kind::Report, id.clone())).collect();
    let heads = reports.iter().map(|(record, report)| ReportHead {
        title: context.title(record),
        href: context.href_of(&record.key),
        status: context.status(record, report),
    });
    let unknown = [FactState::NotStated, FactState::NotRecorded, FactState::NotApplicable].map(FactState::word);
    let words = terms::Coverage::ALL.iter().map(|(word, _)| *word).chain([NOT_LISTED]).chain(unknown);
    let services = context.by_name(context.site.list(&List::Of(Kind::Service, id.clone()))).into_iter();
    Some(ScopeOfProviderPage {
        provider: context.link(provider),
        reports: heads.collect(),
        services: fact::line_of_provider(context, id, ProviderFact::Services),
        rows: services.filter_map(|service| service_row(context, service, &reports)).collect(),
        coverage: coverage(context, &reports),
        states: words.map(|state| StateLabel { state, label: context.catalog.word("scope", state) }).collect(),
    })
}

pub(super) fn service_row<'a>(
    context: &PageContext<'a>,
    record: &'a Record,
    reports: &[(&'a Record, &'a Report)],
) -> Option<ServiceRow> {
    let service = record.as_service()?;
    let cells = reports.iter().map(|(report_record, report)| {
        let known = known(context, record, report_record, report);
        Cell { state: known.state, label: context.catalog.word("scope", known.state), note: known.note }
    });
    Some(ServiceRow {
        id: record.key.id.name().to_owned(),
        name: context.phrase(&service.name),
        href: context.href_of(&record.key),
        abbreviations: service.abbreviations.clone(),
        category: service.category.as_ref().map(|category| context.phrase(category)),
        cells: cells.collect(),
    })
}

pub(super) fn service(context: &PageContext<'_>, id: &Id) -> Option<ServicePage> {
    let record = context.site.record(&Key::new(Kind::Service, id.clone()))?;
    let service = record.as_service()?;
    let title = context.title(record).text;
    let provider = context.site.provider(&id.owner_id());
    let answers = context.site.reports(&List::Of(Kind::Report, id.owner_id())).map(|(report_record, report)| {
        let known = known(context, record, report_record, report);
        let sentence = context.catalog.word("scope_sentence", known.state);
        let report_title = context.title(report_record).text;
        Answer {
            report: context.link(report_record),
            status: context.status(report_record, report),
            state: known.state,
            label: context.catalog.word("scope", known.state),
            sentence: crate::catalog::fill(&sentence, [("service", title.as_str()), ("report", report_title.as_str())]),
            note: known.note,
            rows: known.entries.iter().filter_map(|entry| answer_row(context, entry)).collect(),
            receipts: context.receipts(known.entries.iter().flat_map(|entry| &entry.sources)),
        }
    });
    Some(ServicePage {
        id: record.key.to_string(),
        provider: provider.map(|(provider, _)| context.link(provider)),
        name: context.phrase(&service.name),
        abbreviations: service.abbreviations.clone(),
        aliases: service.aliases.clone(),
        category: service.category.as_ref().map(|category| context.phrase(category)),
        url: service.url.as_ref().map(|url| url.value.clone()),
        answers: answers.collect(),
        all_services: provider.map(|_| Link {
            text: PageContext::words(context.catalog.text("all_services")),
            href: Some(context.href(&PageKind::ScopeOfProvider.address_of(&id.owner_id()))),
        }),
        neighbors: context.site.around(record, NEIGHBORS).into_iter().map(|record| context.link(record)).collect(),
    })
}

/// What an entry says besides its status; nothing when that is all it says.
fn answer_row<'a>(context: &PageContext<'a>, entry: &'a ScopeEntry) -> Option<AnswerRow> {
    let location = entry.location.as_ref().and_then(|id| context.link_to(Kind::Location, id));
    let is_particular =
        entry.environment.is_some() || location.is_some() || entry.since.is_some() || entry.until.is_some();
    is_particular.then(|| AnswerRow {
        environment: entry.environment.clone(),
        location: location.map(|link| link.text),
        label: context.catalog.word("scope", entry.status.word()),
        since: entry.since.as_ref().map(|date| context.day(date.value)),
        until: entry.until.as_ref().map(|date| context.day(date.value)),
        note: entry.note.as_ref().map(|note| context.phrase(note)),
    })
}

/// What is known of a service and a report on the page's date.
pub(super) struct Known<'a> {
    pub(super) state: &'static str,
    note: Option<Phrase>,
    entries: Vec<&'a ScopeEntry>,
}

pub(super) fn known<'a>(
    context: &PageContext<'a>,
    service: &'a Record,
    report_record: &'a Record,
    report: &'a Report,
) -> Known<'a> {
    let today = context.site.as_of.date();
    let list = List::ScopeOfService(service.key.id.clone());
    let mut entries: Vec<&ScopeEntry> = context
        .site
        .list(&list)
        .filter_map(Record::as_scope)
        .filter(|entry| entry.report.value == report_record.key.id)
        .filter(|entry| entry.until.as_ref().is_none_or(|until| until.value >= today))
        .collect();
    let is_ahead = |entry: &ScopeEntry| entry.since.as_ref().is_some_and(|since| since.value > today);
    // What holds later does not speak against what holds today.
    if entries.iter().any(|entry| !is_ahead(entry)) {
        entries.retain(|entry| !is_ahead(entry));
    }
    let state = |entry: &&ScopeEntry| match entry.status {
        terms::Coverage::InScope | terms::Coverage::Partial if is_ahead(entry) => terms::Coverage::Planned.word(),
        status => status.word(),
    };
    let is_named = report.services.iter().flat_map(|extent| extent.named()).any(|id| id.value == service.key.id);
    let mut states = entries.iter().map(state);
    let state = match states.next() {
        None if is_named => terms::Coverage::InScope.word(),
        None => unknown(context, report),
        // Different answers for different environments or places are, on the whole, a partial one.
        Some(first) => {
            if states.all(|other| other == first) {
                first
            } else {
                terms::Coverage::Partial.word()
            }
        }
    };
    let note = entries.iter().find_map(|entry| entry.note.as_ref()).map(|note| context.phrase(note));
    Known { state, note, entries }
}

/// Why nothing is known of a service that is neither named nor in the table of scope.
fn unknown(context: &PageContext<'_>, report: &Report) -> &'static str {
    match report.services.as_ref().map(|services| &services.value) {
        Some(Extent::List(_)) => NOT_LISTED,
        Some(Extent::Count(count)) if count.exhaustive => NOT_LISTED,
        // That a report covers more than it names is no word on any of the rest.
        Some(Extent::Count(_)) => FactState::NotRecorded.word(),
        None => context.site.fact_state(report, FactName::Services).word(),
    }
}
