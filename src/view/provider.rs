//! A provider: what it holds, what it covers, and what it does not state.

use std::collections::BTreeMap;

use serde::Serialize;

use super::description;
use super::fact;
use super::fragments::Fragments;
use super::parts::{Fact, FactLine, Inline, Label, Link, More, Phrase, Receipt, ReportCard};
use super::scene::Scene;
use super::scope::{self, Coverage, ServiceRow};
use super::timeline::{self, Timeline};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::provider::{self as model, Contact};
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{FactName, FactState, ProviderFact};
use crate::page::PageKind;
use crate::path::Id;

/// How many services the page names; the scope page names them all.
const SERVICES: usize = 60;

/// What the page of a provider says.
#[derive(Serialize)]
pub(crate) struct Provider {
    id: String,
    name: Phrase,
    legal_name: Fact,
    initials: String,
    summary: Option<Phrase>,
    links: Vec<LinkRow>,
    contacts: Vec<Link>,
    frameworks: Vec<FrameworkReports>,
    timeline: Timeline,
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
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct LinkRow {
    rel: Label,
    text: Phrase,
    href: Option<String>,
}

#[derive(Serialize)]
struct FrameworkReports {
    /// What they are measured against, in words where that leads nowhere.
    framework: Phrase,
    href: Option<String>,
    reports: Vec<ReportCard>,
}

#[derive(Serialize)]
struct LocationRow {
    id: String,
    name: Phrase,
    code: Option<String>,
    kind: Option<Label>,
}

#[derive(Serialize)]
struct NotStated {
    report: Link,
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

impl Provider {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        match &self.summary {
            Some(summary) => description::sentence(&summary.text),
            None => description::of_name(scene, "description_provider", &self.name.text),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_drawing(self.timeline.drawing())
    }
}

pub(super) fn provider(scene: &Scene<'_>, id: &Id) -> Option<Provider> {
    let (record, provider) = scene.site.provider(id)?;
    let reports: Vec<_> = scene.site.reports(&List::Of(Kind::Report, id.clone())).collect();
    let held: Vec<_> = reports.iter().copied().filter(|(record, report)| scene.is_held(record, report)).collect();
    let page = |page: PageKind, key: &str| Link {
        text: Scene::words(scene.catalog.text(key)),
        href: Some(scene.href(&page.address_of(id))),
    };
    let services = scene.site.list(&List::Of(Kind::Service, id.clone()));
    let mut covered =
        services.filter_map(|service| scope::service_row(scene, service, &held)).filter(ServiceRow::is_covered);
    Some(Provider {
        id: record.key.to_string(),
        name: scene.title(record),
        legal_name: legal_name(scene, id, provider),
        initials: scene.initials(record),
        summary: provider.summary.as_ref().map(|summary| scene.phrase(summary)),
        links: provider.links.iter().map(|link| link_row(scene, link)).collect(),
        contacts: provider.contacts.iter().map(|contact| contact_link(scene, contact)).collect(),
        frameworks: by_framework(scene, &reports),
        timeline: timeline::timeline(scene, &reports),
        services: covered.by_ref().take(SERVICES).collect(),
        services_more: scene.more(covered.count(), &PageKind::ScopeOfProvider.address_of(id)),
        services_note: scope::coverage(scene, &held),
        locations: scene
            .site
            .list(&List::Of(Kind::Location, id.clone()))
            .filter_map(|record| location(scene, record))
            .collect(),
        locations_fact: fact::line_of_provider(scene, id, ProviderFact::Locations),
        not_stated: reports.iter().filter_map(|(record, report)| not_stated(scene, record, report)).collect(),
        claims: provider.claims.iter().map(|claim| claim_view(scene, claim)).collect(),
        documents: page(PageKind::Documents, "nav_documents"),
        subprocessors: page(PageKind::Subprocessors, "nav_subprocessors"),
        scope: page(PageKind::ScopeOfProvider, "nav_scope"),
        receipts: provider.sources.iter().map(|source| source_receipt(scene, source)).collect(),
    })
}

/// The reports by what they are measured against; those of which that is not known come last.
fn by_framework<'a>(scene: &Scene<'a>, reports: &[(&'a Record, &'a Report)]) -> Vec<FrameworkReports> {
    let mut groups: BTreeMap<(bool, i64, String), FrameworkReports> = BTreeMap::new();
    for (record, report) in reports {
        let framework = report.framework.as_ref().and_then(|id| scene.site.framework(id));
        let (place, link) = if let Some((record, framework)) = framework {
            ((false, framework.order, record.key.id.to_string()), scene.link(record))
        } else {
            let line = fact::line(scene, record, report, FactName::Framework);
            ((true, 0, line.text.clone()), Link { text: Scene::words(line.text), href: None })
        };
        let group = groups.entry(place).or_insert_with(|| FrameworkReports {
            framework: link.text,
            href: link.href,
            reports: Vec::new(),
        });
        group.reports.push(scene.report_card(record, report));
    }
    groups.into_values().collect()
}

fn legal_name<'a>(scene: &Scene<'a>, id: &Id, provider: &'a model::Provider) -> Fact {
    let name = provider.legal_name.as_ref().map(|name| scene.phrase(name));
    Fact {
        name: ProviderFact::LegalName.word(),
        label: scene.catalog.text("fact_legal_name").to_owned(),
        state: scene.site.provider_fact_state(id, ProviderFact::LegalName),
        data: name.iter().map(|name| name.text.clone()).collect(),
        lead: name.into_iter().map(Inline::phrase).collect(),
        items: Vec::new(),
        count: None,
        receipts: Vec::new(),
        notes: Vec::new(),
    }
}

fn link_row<'a>(scene: &Scene<'a>, link: &'a model::Link) -> LinkRow {
    let rel = scene.label("link_rel", link.rel.word());
    let title = link.title.as_ref().map(|title| scene.phrase(title));
    LinkRow {
        text: title.unwrap_or_else(|| Scene::words(rel.text.clone())),
        rel,
        href: link.url.as_ref().map(|url| url.value.clone()),
    }
}

fn contact_link<'a>(scene: &Scene<'a>, contact: &'a Contact) -> Link {
    let mail = contact.email.as_ref().map(|email| format!("mailto:{}", email.value));
    Link { text: scene.phrase(&contact.name), href: contact.url.as_ref().map(|url| url.value.clone()).or(mail) }
}

fn location<'a>(scene: &Scene<'a>, record: &'a Record) -> Option<LocationRow> {
    let location = record.as_location()?;
    Some(LocationRow {
        id: record.key.id.name().to_owned(),
        name: scene.phrase(&location.name),
        code: location.country.clone(),
        kind: location.kind.map(|kind| scene.label("location_kind", kind.word())),
    })
}

fn not_stated<'a>(scene: &Scene<'a>, record: &'a Record, report: &'a Report) -> Option<NotStated> {
    let link = scene.link(record);
    let href = link.href.clone().unwrap_or_default();
    let silent = fact::facts(scene, record, report).into_iter().filter(|fact| fact.state == FactState::NotStated);
    let facts: Vec<_> =
        silent.map(|fact| NotStatedFact { label: fact.label, href: format!("{href}#{}", fact.name) }).collect();
    (!facts.is_empty()).then_some(NotStated { report: link, facts })
}

fn claim_view<'a>(scene: &Scene<'a>, claim: &'a model::Claim) -> ClaimView {
    let supported = !claim.sources.is_empty();
    ClaimView {
        text: scene.phrase(&claim.text),
        receipts: scene.receipts(claim.sources.iter().chain(&claim.said_in)),
        supported,
        support: scene.catalog.text(if supported { "claim_supported" } else { "claim_unsupported" }).to_owned(),
    }
}

fn source_receipt<'a>(scene: &Scene<'a>, source: &'a crate::model::source::Source) -> Receipt {
    Receipt {
        title: scene.phrase(&source.title),
        href: source.url.as_ref().map(|url| url.value.clone()),
        retrieved: source.retrieved.as_ref().map(|date| scene.day(date.value)),
        quote: None,
    }
}
