//! A provider: what it holds, what it covers, and what it does not state.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fact;
use super::parts::{Fact, Inline, Link, Phrase, Receipt, ReportCard};
use super::scene::Scene;
use super::scope::{self, Coverage, ServiceRow};
use super::timeline::{self, Timeline};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::provider::{self as model, Contact};
use crate::model::tells::List;
use crate::model::terms::{FactState, ProviderFact};
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
    services_note: Vec<Coverage>,
    locations: Vec<LocationRow>,
    not_stated: Vec<NotStated>,
    claims: Vec<ClaimView>,
    documents: Link,
    subprocessors: Link,
    scope: Link,
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct LinkRow {
    rel: &'static str,
    rel_label: String,
    text: Phrase,
    href: Option<String>,
}

#[derive(Serialize)]
struct FrameworkReports {
    framework: Link,
    reports: Vec<ReportCard>,
}

#[derive(Serialize)]
struct LocationRow {
    id: String,
    name: Phrase,
    code: Option<String>,
    kind_label: Option<String>,
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
}

pub(super) fn provider(scene: &Scene<'_>, id: &Id) -> Option<Provider> {
    let (record, provider) = scene.site.provider(id)?;
    let reports: Vec<_> = scene.site.reports(&List::Of(Kind::Report, id.clone())).collect();
    let mut frameworks: BTreeMap<(i64, String), FrameworkReports> = BTreeMap::new();
    for (report_record, report) in &reports {
        let framework = report.framework.as_ref().and_then(|id| scene.site.framework(id));
        let Some((framework_record, framework)) = framework else { continue };
        let place = (framework.order, framework_record.key.id.to_string());
        let group = frameworks
            .entry(place)
            .or_insert_with(|| FrameworkReports { framework: scene.link(framework_record), reports: Vec::new() });
        group.reports.push(scene.report_card(report_record, report));
    }
    let page = |page: PageKind, key: &str| Link {
        text: Scene::words(scene.catalog.text(key)),
        href: Some(scene.href(&page.address_of(id))),
    };
    let shown = scene.site.list(&List::Of(Kind::Service, id.clone())).take(SERVICES);
    Some(Provider {
        id: record.key.to_string(),
        name: scene.title(record),
        legal_name: legal_name(scene, id, provider),
        initials: scene.initials(record),
        summary: provider.summary.as_ref().map(|summary| scene.phrase(summary)),
        links: provider.links.iter().map(|link| link_row(scene, link)).collect(),
        contacts: provider.contacts.iter().map(|contact| contact_link(scene, contact)).collect(),
        frameworks: frameworks.into_values().collect(),
        timeline: timeline::timeline(scene, &reports),
        services: shown
            .filter_map(|service| scope::service_row(scene, service, &reports))
            .filter(ServiceRow::is_covered)
            .collect(),
        services_note: scope::coverage(scene, &reports),
        locations: scene
            .site
            .list(&List::Of(Kind::Location, id.clone()))
            .filter_map(|record| location(scene, record))
            .collect(),
        not_stated: reports.iter().filter_map(|(record, report)| not_stated(scene, record, report)).collect(),
        claims: provider.claims.iter().map(|claim| claim_view(scene, claim)).collect(),
        documents: page(PageKind::Documents, "nav_documents"),
        subprocessors: page(PageKind::Subprocessors, "nav_subprocessors"),
        scope: page(PageKind::ScopeOfProvider, "nav_scope"),
        receipts: provider.sources.iter().map(|source| source_receipt(scene, source)).collect(),
    })
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
        receipts: Vec::new(),
        notes: Vec::new(),
    }
}

fn link_row<'a>(scene: &Scene<'a>, link: &'a model::Link) -> LinkRow {
    let rel = link.rel.word();
    let rel_label = scene.catalog.word("link_rel", rel);
    let title = link.title.as_ref().map(|title| scene.phrase(title));
    LinkRow {
        rel,
        text: title.unwrap_or_else(|| Scene::words(rel_label.clone())),
        rel_label,
        href: link.url.as_ref().map(|url| url.value.clone()),
    }
}

fn contact_link<'a>(scene: &Scene<'a>, contact: &'a Contact) -> Link {
    let mail = contact.email.as_ref().map(|email| format!("mailto:{}", email.value));
    Link { text: scene.phrase(&contact.name), href: contact.url.as_ref().map(|url| url.value.clone()).or(mail) }
}

fn location<'a>(scene: &Scene<'a>, record: &'a Record) -> Option<LocationRow> {
    let Some(location) = record.as_location() else { return None };
    Some(LocationRow {
        id: record.key.id.name().to_owned(),
        name: scene.phrase(&location.name),
        code: location.country.clone(),
        kind_label: location.kind.map(|kind| scene.catalog.word("location_kind", kind.word())),
    })
}

fn not_stated<'a>(
    scene: &Scene<'a>,
    record: &'a Record,
    report: &'a crate::model::report::Report,
) -> Option<NotStated> {
    let link = scene.link(record);
    let href = link.href.clone().unwrap_or_default();
    let silent = fact::facts(scene, record, report).into_iter().filter(|fact| fact.state == FactState::NotStated);
    let facts: Vec<_> =
        silent.map(|fact| NotStatedFact { label: fact.label, href: format!("{href}#{}", fact.name) }).collect();
    (!facts.is_empty()).then_some(NotStated { report: link, facts })
}

fn claim_view<'a>(scene: &Scene<'a>, claim: &'a model::Claim) -> ClaimView {
    ClaimView {
        text: scene.phrase(&claim.text),
        receipts: scene.receipts(claim.sources.iter().chain(&claim.said_in)),
        supported: !claim.sources.is_empty(),
    }
}

fn source_receipt<'a>(scene: &Scene<'a>, source: &'a crate::model::source::Source) -> Receipt {
    Receipt {
        title: scene.phrase(&source.title),
        href: source.url.as_ref().map(|url| url.value.clone()),
        retrieved: source.retrieved.as_ref().map(|date| scene.date_text(date.value)),
        quote: None,
    }
}
