//! A provider: what it holds, what it covers, and what it does not state.

use serde::Serialize;

use super::context::PageContext;
use super::controls;
use super::country;
use super::data;
use super::description;
use super::fact;
use super::figures::{Figure, Share, figures};
use super::fragments::Fragments;
use super::holdings::{Drawn, Holdings};
use super::linked::{Organization, Thing};
use super::locations::Locations;
use super::matrix::{self, ServiceRow};
use super::scope::{self, Coverage};
use super::strip::Axis;
use super::values::{Fact, FactLine, Inline, Label, Link, More, Phrase, Receipt, Value};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::provider::{self as model, Contact};
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{FactState, LocationKind, ProviderFact, State};
use crate::page::PageKind;
use crate::path::Id;

/// How many services the page names; the scope page names them all.
const SERVICES: usize = 60;

/// What the page of a provider says.
#[derive(Serialize)]
pub(crate) struct ProviderPage {
    id: String,
    name: Phrase,
    legal_name: Fact,
    initials: String,
    summary: Option<Phrase>,
    links: Vec<LinkRow>,
    contacts: Vec<Link>,
    figures: Vec<Figure>,
    holdings: Holdings,
    services: Vec<ServiceRow>,
    services_more: Option<More>,
    services_note: Vec<Coverage>,
    locations: Vec<LocationRow>,
    locations_fact: FactLine,
    not_stated: Vec<NotStated>,
    claims: Vec<ClaimView>,
    documents: Link,
    subprocessors: Link,
    scope: Link,
    timeline: Link,
    sheet: Link,
    receipts: Vec<Receipt>,
    #[serde(skip)]
    axis: Option<Axis>,
    #[serde(skip)]
    ruler: Option<String>,
}

#[derive(Serialize)]
struct LinkRow {
    rel: Label,
    text: Phrase,
    href: Option<String>,
}

#[derive(Serialize)]
struct LocationRow {
    id: String,
    name: Phrase,
    code: Option<String>,
    /// The name of the country, where that is not the name of the place itself.
    country: Option<Phrase>,
    kind: Option<Label>,
    /// The categories of data that are kept there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    data: Vec<Link>,
}

#[derive(Serialize)]
pub(super) struct NotStated {
    report: Link,
    count: String,
    facts: Vec<NotStatedFact>,
}

#[derive(Serialize)]
struct NotStatedFact {
    label: String,
    href: String,
}

#[derive(Serialize)]
struct ClaimView {
    text: Phrase,
    receipts: Vec<Receipt>,
    supported: bool,
    support: String,
}

impl ProviderPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        match &self.summary {
            Some(summary) => description::sentence(&summary.text),
            None => description::of_name(context, "description_provider", &self.name.text),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::default().with_strips(self.ruler.as_ref(), self.strips())
    }

    pub(super) fn axis(&self) -> Option<Axis> {
        self.axis
    }

    /// The drawings of its reports.
    pub(super) fn strips(&self) -> impl Iterator<Item = (&str, &str)> {
        self.holdings.strips()
    }

    pub(super) fn has_summary(&self) -> bool {
        self.summary.is_some()
    }

    pub(super) fn things(&self) -> Vec<Thing> {
        vec![Thing::Organization(Organization {
            name: self.name.text.clone(),
            legal_name: self.legal_name.data.first().cloned(),
            description: self.summary.as_ref().map(|summary| summary.text.clone()),
            contact_point: self.contacts.iter().filter_map(Thing::contact).collect(),
        })]
    }
}

pub(super) fn provider(context: &PageContext<'_>, id: &Id) -> Option<ProviderPage> {
    let (record, provider) = context.site.provider(id)?;
    let reports: Vec<_> = context.site.reports(&List::Of(Kind::Report, id.clone())).collect();
    let held: Vec<_> = reports.iter().copied().filter(|(record, report)| context.is_held(record, report)).collect();
    let page = |page: PageKind, key: &str| Link {
        text: PageContext::words(context.catalog.text(key)),
        href: Some(context.href(&page.address_of(id))),
    };
    let all = context.by_name(context.site.list(&List::Of(Kind::Service, id.clone())));
    let locations = Locations::of(context, id);
    let in_force = held.iter().copied().filter(|(record, report)| context.state(record, report).is_current());
    let in_force: Vec<_> = in_force.collect();
    let covered_by = |service, reports: &_| {
        matrix::service_row(context, &locations, service, reports).filter(ServiceRow::is_covered)
    };
    let part = all.iter().filter(|service| covered_by(service, &in_force).is_some()).count();
    let share = Share { part, whole: all.len() };
    let mut covered = all.into_iter().filter_map(|service| covered_by(service, &held));
    let services: Vec<_> = covered.by_ref().take(SERVICES).collect();
    let rest = covered.count();
    let drawn = Drawn::of(context, reports.iter().copied());
    let axis = Axis::over(drawn.strips(context), context.site.as_of.date());
    let mut figures = figures(context, id, &reports, share);
    figures.extend(controls::figure_of(context, id));
    // Nobody relies on what is over.
    let is_over = |state| matches!(state, State::Superseded | State::Expired | State::Withdrawn);
    let relied_on = reports.iter().filter(|(record, report)| !is_over(context.state(record, report)));
    Some(ProviderPage {
        id: record.key.to_string(),
        name: context.title(record),
        legal_name: legal_name(context, id, provider),
        initials: context.initials(record),
        summary: provider.summary.as_ref().map(|summary| context.phrase(summary)),
        links: provider.links.iter().map(|link| link_row(context, link)).collect(),
        contacts: provider.contacts.iter().map(|contact| contact_link(context, contact)).collect(),
        figures,
        holdings: Holdings::of(context, &drawn, axis),
        axis,
        ruler: axis.map(|axis| axis.ruler(context.catalog.text("today"))),
        services,
        services_more: context.more(rest, &PageKind::ScopeOfProvider.address_of(id)),
        services_note: scope::coverage(context, &held),
        locations: context
            .site
            .list(&List::Of(Kind::Location, id.clone()))
            .filter_map(|record| location(context, record))
            .collect(),
        locations_fact: fact::line_of_provider(context, id, ProviderFact::Locations),
        not_stated: relied_on.filter_map(|(record, report)| not_stated(context, record, report)).collect(),
        claims: provider.claims.iter().map(|claim| claim_view(context, claim)).collect(),
        documents: page(PageKind::Documents, "nav_documents"),
        subprocessors: page(PageKind::Subprocessors, "nav_subprocessors"),
        scope: page(PageKind::ScopeOfProvider, "nav_scope"),
        timeline: page(PageKind::Timeline, "nav_timeline"),
        sheet: page(PageKind::Sheet, "print_sheet"),
        receipts: provider.sources.iter().map(|source| source_receipt(context, source)).collect(),
    })
}

pub(super) fn legal_name<'a>(context: &PageContext<'a>, id: &Id, provider: &'a model::Provider) -> Fact {
    let name = provider.legal_name.as_ref().map(|name| context.phrase(name));
    let value = Value {
        data: name.iter().map(|name| name.text.clone()).collect(),
        lead: name.into_iter().map(Inline::phrase).collect(),
        ..Value::default()
    };
    let label = context.catalog.text("fact_legal_name").to_owned();
    let state = context.site.provider_fact_state(id, ProviderFact::LegalName);
    Fact::of(ProviderFact::LegalName.word(), label, state, value)
}

fn link_row<'a>(context: &PageContext<'a>, link: &'a model::Link) -> LinkRow {
    let rel = context.label("link_rel", link.rel.word());
    let title = link.title.as_ref().map(|title| context.phrase(title));
    LinkRow {
        text: title.unwrap_or_else(|| PageContext::words(rel.text.clone())),
        rel,
        href: link.url.as_ref().map(|url| url.value.clone()),
    }
}

fn contact_link<'a>(context: &PageContext<'a>, contact: &'a Contact) -> Link {
    let mail = contact.email.as_ref().map(|email| format!("mailto:{}", email.value));
    Link { text: context.phrase(&contact.name), href: contact.url.as_ref().map(|url| url.value.clone()).or(mail) }
}

fn location<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<LocationRow> {
    let location = record.as_location()?;
    let name = context.phrase(&location.name);
    let country = location.country.as_ref().and_then(|code| country::name(context, code));
    let is_country = location.kind == Some(LocationKind::Country);
    Some(LocationRow {
        id: record.key.id.name().to_owned(),
        country: country.filter(|country| !is_country && !country.text.contains(&name.text)),
        name,
        code: location.country.clone(),
        kind: location.kind.map(|kind| context.label("location_kind", kind.word())),
        data: data::kept_in(context, record),
    })
}

/// What a provider does not say of a report; none where it says everything.
pub(super) fn not_stated<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report) -> Option<NotStated> {
    let link = context.link(record);
    let href = link.href.clone().unwrap_or_default();
    let silent = fact::facts(context, record, report).into_iter().filter(|fact| fact.state == FactState::NotStated);
    let facts: Vec<_> =
        silent.map(|fact| NotStatedFact { label: fact.label, href: format!("{href}#{}", fact.name) }).collect();
    let count = context.catalog.fill_counted("not_stated_count", facts.len() as u64);
    (!facts.is_empty()).then_some(NotStated { report: link, count, facts })
}

fn claim_view<'a>(context: &PageContext<'a>, claim: &'a model::Claim) -> ClaimView {
    let supported = !claim.sources.is_empty();
    ClaimView {
        text: context.phrase(&claim.text),
        receipts: context.receipts(claim.sources.iter().chain(&claim.said_in)),
        supported,
        support: context.catalog.text(if supported { "claim_supported" } else { "claim_unsupported" }).to_owned(),
    }
}

fn source_receipt<'a>(context: &PageContext<'a>, source: &'a crate::model::source::Source) -> Receipt {
    Receipt {
        number: None,
        title: context.phrase(&source.title),
        href: source.url.as_ref().map(|url| url.value.clone()),
        retrieved: source.retrieved.as_ref().and_then(|date| context.day_gone_by(date.value)),
        quote: None,
    }
}
