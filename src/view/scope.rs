//! Is X in scope of Y? Services against reports.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::locations::{self, Locations};
use super::matrix::{self, Figure, ReportHead, ServiceRow, Told, row, verdicts};
use super::values::{Fact, FactLine, Link, Phrase};
use super::verdict::{NOT_LISTED, Verdict};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{self, FactName, FactState, ProviderFact, Word};
use crate::page::PageKind;
use crate::path::Id;

/// The providers, with how much each page of scope holds.
#[derive(Serialize)]
pub(crate) struct ScopePage {
    lead: String,
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
    /// The scopes of other providers, on the page of the site's own company.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<Link>,
    pub(super) lead: String,
    /// For each report that tells its services, how many they are.
    figures: Vec<Figure>,
    /// The reports that a reader has to ask for, since they are not in force.
    also: Option<String>,
    reports: Vec<ReportHead>,
    services: FactLine,
    rows: Vec<ServiceRow>,
    coverage: Vec<Coverage>,
    states: Vec<StateLabel>,
    /// What readers can choose, besides all environments and all places.
    environments: Vec<String>,
    locations: Vec<LocationChoice>,
    #[serde(skip)]
    choices: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct LocationChoice {
    id: String,
    name: Phrase,
}

#[derive(Serialize)]
struct StateLabel {
    state: &'static str,
    label: String,
}

/// What reports say of how many services they cover; those that say the same stand together.
#[derive(Serialize)]
pub(super) struct Coverage {
    reports: Vec<Link>,
    pub(super) fact: Fact,
}

/// What each of the reports says of the services it covers.
pub(super) fn coverage<'a>(context: &PageContext<'a>, reports: &[(&'a Record, &'a Report)]) -> Vec<Coverage> {
    let mut groups: Vec<Coverage> = Vec::new();
    for (record, report) in reports {
        if !context.site.is_about_services(record, report) {
            continue;
        }
        let state = context.site.fact_state(record, FactName::Services);
        if report.services.is_none() && state == FactState::Given {
            // The rows of scope, which say this, stand in the table.
            continue;
        }
        let fact = fact::fact(context, record, report, FactName::Services);
        match groups.iter_mut().find(|group| group.fact == fact) {
            Some(group) => group.reports.push(context.link(record)),
            None => groups.push(Coverage { reports: vec![context.link(record)], fact }),
        }
    }
    groups
}

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

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_choices(&self.choices)
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
                .reports(&List::Of(Kind::Report, id.clone()))
                .filter(|(record, report)| context.site.is_about_services(record, report))
                .map(|(record, _)| context.link(record))
                .collect(),
        }
    });
    let providers: Vec<ProviderScope> = providers.collect();
    let known = providers.iter().filter_map(|scope| scope.services.count);
    let (n_services, n_providers) = known.fold((0, 0), |(sum, n), amount| (sum + amount.number, n + 1));
    let lead = match n_providers {
        0 => context.catalog.text("scope_none_known").to_owned(),
        n => {
            let services = context.catalog.fill_counted("count_services", n_services);
            context.catalog.fill_form("scope_lead_providers", n, &[("n", &n.to_string()), ("services", &services)])
        }
    };
    ScopePage { lead, providers }
}

/// The scopes of the other providers that have services.
fn scopes_of_others(context: &PageContext<'_>) -> Vec<Link> {
    let has_services = |id: &Id| context.site.list(&List::Of(Kind::Service, id.clone())).next().is_some();
    let others = context.site.others().filter(|provider| has_services(&provider.key.id));
    let link = |provider| {
        let Link { text, .. } = context.link(provider);
        Link { text, href: Some(context.href(&PageKind::ScopeOfProvider.address_of(&provider.key.id))) }
    };
    others.map(link).collect()
}

pub(super) fn scope_of_provider(context: &PageContext<'_>, id: &Id) -> Option<ScopeOfProviderPage> {
    let (provider, _) = context.site.provider(id)?;
    let reports = context.site.reports(&List::Of(Kind::Report, id.clone()));
    let reports: Vec<_> = reports.filter(|(record, report)| context.site.is_about_services(record, report)).collect();
    let heads = matrix::heads(context, &reports);
    let unknown = [FactState::NotStated, FactState::NotRecorded, FactState::NotApplicable].map(FactState::word);
    let words = terms::Coverage::ALL.iter().map(|(word, _)| *word).chain([NOT_LISTED]).chain(unknown);
    let words: Vec<&'static str> = words.collect();
    let locations = Locations::of(context, id);
    let services = context.by_name(context.site.list(&List::Of(Kind::Service, id.clone()))).into_iter();
    let verdicts: Vec<_> =
        services.map(|service| (service, verdicts(context, &locations, service, &reports))).collect();
    let all = verdicts.iter().flat_map(|(_, verdicts)| verdicts);
    let environments: BTreeSet<&str> = all.clone().flat_map(Verdict::environments).collect();
    let counted: BTreeSet<&Id> = all.flat_map(|verdict| &verdict.counted).copied().collect();
    let chosen: Vec<&Id> = locations.all().iter().copied().filter(|id| counted.contains(id)).collect();
    let choice = |verdict: &Verdict<'_>| {
        let environments = std::iter::once(None).chain(environments.iter().copied().map(Some));
        let states = environments.flat_map(|environment| {
            let places = std::iter::once(None).chain(chosen.iter().copied().map(Some));
            places.map(move |place| (environment, place))
        });
        choices(states.map(|(environment, place)| verdict.chosen(&locations, environment, place)), &words)
    };
    let choices = verdicts.iter().map(|(_, verdicts)| verdicts.iter().map(choice).collect()).collect();
    let rows: Vec<ServiceRow> = verdicts.into_iter().filter_map(|(service, of)| row(context, service, of)).collect();
    let n_beside = heads.iter().filter(|head| head.beside).count();
    let told = Told::of(&heads, &rows);
    Some(ScopeOfProviderPage {
        lead: told.lead(context, &context.title(provider).text),
        figures: told.figures(context),
        also: (n_beside > 0).then(|| context.catalog.fill_counted("scope_also", n_beside as u64)),
        provider: context.link(provider),
        others: if id.is_own() { scopes_of_others(context) } else { Vec::new() },
        services: fact::line_of_provider(context, id, ProviderFact::Services),
        coverage: coverage(context, &reports),
        states: words.iter().map(|state| StateLabel { state, label: context.catalog.word("scope", state) }).collect(),
        environments: environments.iter().map(|name| (*name).to_owned()).collect(),
        locations: chosen
            .iter()
            .map(|id| LocationChoice { id: id.name().to_owned(), name: locations::name(context, id) })
            .collect(),
        choices,
        reports: heads,
        rows,
    })
}

/// The state of each choice as a letter, the place of the state among all, with how often it is repeated; empty when no
/// choice makes a difference.
fn choices<'s>(states: impl Iterator<Item = &'s str>, words: &[&str]) -> String {
    let mut runs: Vec<(&str, usize)> = Vec::new();
    for state in states {
        match runs.last_mut().filter(|(last, _)| *last == state) {
            Some((_, count)) => *count += 1,
            None => runs.push((state, 1)),
        }
    }
    if runs.len() < 2 {
        return String::new();
    }
    let letter = |state: &str| ('a'..).zip(words).find(|(_, word)| **word == state).map_or('a', |(letter, _)| letter);
    let run = |(state, count): (&str, usize)| match count {
        1 => letter(state).to_string(),
        count => format!("{}{count}", letter(state)),
    };
    runs.into_iter().map(run).collect()
}
