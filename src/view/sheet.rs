//! The print sheet of a provider: what a buyer files, on two pages of paper, with its sources numbered.
//!
//! It says nothing that the other pages do not: what is held, in scope and not stated, who else handles data, what can be
//! read at once, and how all that is checked.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::holdings::{Drawn, Holdings};
use super::locations::Locations;
use super::matrix;
use super::notes::{self, Source};
use super::provider::{self, NotStated};
use super::scope::{self, Coverage};
use super::strip::Axis;
use super::subprocessors::{self, InShort};
use super::values::{Day, DocumentRow, Fact, FactLine, Link, More, Phrase, Receipt};
use super::verification::{Step, verification};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::provider::Contact;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{Access, FactState, ProviderFact};
use crate::page::PageKind;
use crate::path::Id;

/// How many services the sheet names; the scope page names them all.
const SERVICES: usize = 60;

/// What the print sheet says.
#[derive(Serialize)]
pub(crate) struct SheetPage {
    provider: Link,
    /// Whose sheet it is, and of which day.
    dated: String,
    as_of: Day,
    legal_name: Fact,
    contacts: Vec<SheetContact>,
    holdings: Holdings,
    coverage: Vec<Coverage>,
    services: Vec<InScope>,
    services_more: Option<More>,
    not_stated: Vec<NotStated>,
    subprocessors: Option<InShort>,
    /// What is said where no subprocessor is named.
    no_subprocessors: Option<FactLine>,
    documents: Vec<DocumentRow>,
    checks: Vec<Check>,
    /// What is said where nothing is known that could be checked.
    nothing_to_check: Option<String>,
    sources: Vec<Source>,
    #[serde(skip)]
    ruler: Option<String>,
}

/// Somebody to ask, with the address as it is written on paper.
#[derive(Serialize)]
struct SheetContact {
    name: Phrase,
    text: Option<String>,
    href: Option<String>,
}

/// The services that the same reports cover.
#[derive(Serialize)]
struct InScope {
    reports: Vec<Link>,
    services: Vec<NamedService>,
    #[serde(skip)]
    places: Vec<usize>,
}

#[derive(Serialize)]
struct NamedService {
    #[serde(flatten)]
    service: Link,
    limit: Option<String>,
}

/// A step to check one report or several.
#[derive(Serialize)]
struct Check {
    #[serde(flatten)]
    step: Step,
    reports: Vec<Link>,
}

type Held<'a> = [(&'a Record, &'a Report)];

impl SheetPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        description::of_name(context, "description_sheet", &self.provider.text.text)
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::default().with_strips(self.ruler.as_ref(), self.holdings.strips())
    }
}

pub(super) fn sheet(context: &PageContext<'_>, id: &Id) -> Option<SheetPage> {
    let (record, provider) = context.site.provider(id)?;
    let reports: Vec<_> = context.site.reports(&List::Of(Kind::Report, id.clone())).collect();
    let held: Vec<_> = reports.iter().copied().filter(|(record, report)| context.is_held(record, report)).collect();
    let drawn = Drawn::of(context, reports.iter().copied());
    let axis = Axis::over(drawn.strips(context), context.site.as_of.date());
    let mut holdings = Holdings::of(context, &drawn, axis);
    let mut coverage = scope::coverage(context, &held);
    let sources = number_sources(context, &held, &mut holdings, &mut coverage);
    let (services, rest) = services(context, id, &listing(context, &held));
    let (checks, nothing_to_check) = checks(context, &held);
    // A list of services stands in the table of those in scope.
    coverage.retain(|coverage| coverage.fact.state != FactState::Given || !coverage.fact.lead.is_empty());
    let legal_name = provider::legal_name(context, id, provider);
    let name = legal_name.data.first().cloned().unwrap_or_else(|| context.title(record).text);
    let as_of = context.day(context.site.as_of.date());
    let subprocessors = subprocessors::in_short(context, record);
    Some(SheetPage {
        provider: context.link(record),
        dated: context.catalog.fill("sheet_dated", &[("name", &name), ("date", &as_of.text)]),
        as_of,
        legal_name,
        contacts: provider.contacts.iter().map(|one| contact(context, one)).collect(),
        ruler: axis.map(|axis| axis.ruler(context.catalog.text("today"))),
        holdings,
        coverage,
        services,
        services_more: context.more(rest, &PageKind::ScopeOfProvider.address_of(id)),
        not_stated: held.iter().filter_map(|(record, report)| provider::not_stated(context, record, report)).collect(),
        no_subprocessors: subprocessors
            .is_none()
            .then(|| fact::line_of_provider(context, id, ProviderFact::Subprocessors)),
        subprocessors,
        documents: open_documents(context, id),
        checks,
        nothing_to_check,
        sources,
    })
}

fn contact<'a>(context: &PageContext<'a>, contact: &'a Contact) -> SheetContact {
    let email = contact.email.as_ref().map(|email| email.value.clone());
    let url = contact.url.as_ref().map(|url| url.value.clone());
    SheetContact {
        name: context.phrase(&contact.name),
        href: email.as_ref().map(|email| format!("mailto:{email}")).or_else(|| url.clone()),
        text: email.or(url),
    }
}

/// Numbers the sources of what the rows show and of how many services are covered, and gives the rows their numbers.
fn number_sources<'a>(
    context: &PageContext<'a>,
    held: &Held<'a>,
    holdings: &mut Holdings,
    coverage: &mut [Coverage],
) -> Vec<Source> {
    let mut facts: Vec<Vec<Fact>> = Vec::new();
    let mut of_reports: Vec<Receipt> = Vec::new();
    for ((record, report), row) in held.iter().zip(&holdings.held) {
        let shown: Vec<&str> = row.shown().collect();
        let all = fact::facts(context, record, report).into_iter();
        facts.push(all.filter(|fact| shown.contains(&fact.name)).collect());
        of_reports.extend(context.receipts(report.sources.iter().filter(|citation| citation.facts.is_empty())));
    }
    let in_rows = facts.iter_mut().flatten();
    let mut cited: Vec<&mut Fact> = in_rows.chain(coverage.iter_mut().map(|coverage| &mut coverage.fact)).collect();
    let notes = notes::number(&mut cited, &mut of_reports);
    for (row, facts) in holdings.held.iter_mut().zip(&facts) {
        row.sources = facts.iter().flat_map(|fact| fact.sources.iter().copied()).collect();
        row.sources.sort_unstable();
        row.sources.dedup();
    }
    notes.into_iter().map(|note| note.source).collect()
}

/// The reports whose services are known one by one, rather than by their number.
fn listing<'a>(context: &PageContext<'a>, held: &Held<'a>) -> Vec<(&'a Record, &'a Report)> {
    let counts = |fact: &Fact| fact.state != FactState::Given || !fact.lead.is_empty();
    let is_counted = |report: &(&'a Record, &'a Report)| {
        scope::coverage(context, &[*report]).iter().any(|coverage| counts(&coverage.fact))
    };
    held.iter().copied().filter(|report| !is_counted(report)).collect()
}

/// The services by the reports that cover them, those first that most reports cover, and how many more there are.
fn services<'a>(context: &PageContext<'a>, id: &Id, reports: &Held<'a>) -> (Vec<InScope>, usize) {
    let locations = Locations::of(context, id);
    let all = context.by_name(context.site.list(&List::Of(Kind::Service, id.clone())));
    let rows = all.into_iter().filter_map(|service| matrix::service_row(context, &locations, service, reports));
    let mut covered = rows.filter(matrix::ServiceRow::is_covered);
    let mut groups: Vec<InScope> = Vec::new();
    for row in covered.by_ref().take(SERVICES) {
        let places = row.covered_by();
        let service = NamedService { limit: row.limit, service: Link { text: row.name, href: Some(row.href) } };
        if let Some(group) = groups.iter_mut().find(|group| group.places == places) {
            group.services.push(service);
        } else {
            let reports = places.iter().map(|place| context.link(reports[*place].0)).collect();
            groups.push(InScope { reports, services: vec![service], places });
        }
    }
    groups.sort_by_key(|group| (std::cmp::Reverse(group.places.len()), group.places.clone()));
    (groups, covered.count())
}

/// The documents that everybody can have at once.
fn open_documents(context: &PageContext<'_>, id: &Id) -> Vec<DocumentRow> {
    let records = context.by_name(context.site.list(&List::Of(Kind::Document, id.clone()))).into_iter();
    let open = records.filter_map(|record| Some((record, record.as_document()?)));
    let open = open.filter(|(_, document)| document.access == Access::Public);
    let rows = open.map(|(record, document)| context.document_row(record, document));
    rows.filter(|row| row.href.is_some() || row.url.is_some()).collect()
}

/// The steps to check the reports, each once, or what is said where there is none.
fn checks<'a>(context: &PageContext<'a>, held: &Held<'a>) -> (Vec<Check>, Option<String>) {
    let mut checks: Vec<Check> = Vec::new();
    let mut nothing = None;
    for (record, report) in held {
        let Some(verification) = verification(context, report) else { continue };
        nothing = nothing.or(verification.nothing);
        for step in verification.steps {
            match checks.iter_mut().find(|check| check.step == step) {
                Some(check) => check.reports.push(context.link(record)),
                None => checks.push(Check { step, reports: vec![context.link(record)] }),
            }
        }
    }
    let nothing = nothing.filter(|_| checks.is_empty());
    (checks, nothing)
}
