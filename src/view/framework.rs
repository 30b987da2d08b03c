//! Frameworks: what each is, and who has a report under it.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::lead;
use super::values::{Label, Link, Listed, Phrase, Receipt, ReportCard};
use crate::model::Record;
use crate::model::framework::{Framework, TypeInfo};
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{Assurance, FactName, FactState};
use crate::path::Id;

/// Every framework, with the reports under each.
#[derive(Serialize)]
pub(crate) struct FrameworksPage {
    lead: String,
    frameworks: Vec<FrameworkCard>,
}

#[derive(Serialize)]
struct FrameworkCard {
    id: String,
    href: String,
    name: Phrase,
    full_name: Option<Phrase>,
    summary: Option<Phrase>,
    reports: Vec<ReportCard>,
}

/// What a framework is, and who has a report under it.
#[derive(Serialize)]
pub(crate) struct FrameworkPage {
    id: String,
    name: Phrase,
    full_name: Option<Phrase>,
    summary: Option<Phrase>,
    lead: String,
    assurance: Label,
    issuer: Option<Phrase>,
    types: Vec<TypeView>,
    audiences: Vec<Phrase>,
    /// What the kind of assurance calls the standards.
    standards_label: String,
    standards: Vec<String>,
    categories: Vec<CategoryView>,
    editions: Vec<Link>,
    /// What the list of those who have one is called.
    held_by: String,
    held: Vec<ReportCard>,
    /// The reports that nobody has on the page's date: awaited, expired, withdrawn or replaced.
    not_in_force: Vec<ReportCard>,
    not_held: Vec<Link>,
    questions: Listed,
    compare: Option<Link>,
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct TypeView {
    id: &'static str,
    label: String,
    text: Option<Phrase>,
}

#[derive(Serialize)]
struct CategoryView {
    category: Label,
    held_by: Vec<Link>,
    unknown: Vec<Unknown>,
}

/// The reports of which nobody can say whether they cover a category, and why.
#[derive(Serialize)]
struct Unknown {
    state: FactState,
    label: String,
    reports: Vec<Link>,
}

impl FrameworksPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.frameworks.iter().map(|framework| framework.name.text.as_str());
        description::of_names(context, "description_frameworks", names)
    }
}

impl FrameworkPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        match &self.summary {
            Some(summary) => description::sentence(&summary.text),
            None => description::of_name(context, "description_framework", &self.name.text),
        }
    }
}

pub(super) fn frameworks(context: &PageContext<'_>) -> FrameworksPage {
    let frameworks = context.site.list(&List::All(Kind::Framework)).filter_map(|record| {
        let framework = record.as_framework()?;
        Some(FrameworkCard {
            id: record.key.to_string(),
            href: context.href_of(&record.key),
            name: context.title(record),
            full_name: framework.full_name.as_ref().map(|name| context.phrase(name)),
            summary: framework.summary.as_ref().map(|summary| context.phrase(summary)),
            reports: context.cards_under(&record.key.id),
        })
    });
    let frameworks: Vec<FrameworkCard> = frameworks.collect();
    // What somebody undertakes is no report that they hold.
    let is_commitment = |report: &ReportCard| report.assurance.value == Assurance::Commitment.word();
    let held =
        |framework: &&FrameworkCard| framework.reports.iter().any(|report| report.held && !is_commitment(report));
    let held = frameworks.iter().filter(held);
    let names: Vec<String> = held.map(|framework| framework.name.text.clone()).collect();
    let values = [
        ("n", &*names.len().to_string()),
        ("total", &*frameworks.len().to_string()),
        ("names", &*context.catalog.list(&names)),
    ];
    let lead = match names.len() {
        0 => context.catalog.text("frameworks_lead_none").to_owned(),
        n => context.catalog.fill_form("frameworks_lead", n, &values),
    };
    FrameworksPage { lead, frameworks }
}

pub(super) fn framework<'a>(context: &PageContext<'a>, id: &Id) -> Option<FrameworkPage> {
    let (record, framework) = context.site.framework(id)?;
    let reports: Vec<_> = context.site.reports(&List::ReportsUnder(id.clone())).collect();
    let (held, others): (Vec<_>, Vec<_>) =
        reports.iter().copied().partition(|(record, report)| context.is_held(record, report));
    let cards = |reports: &[(&'a Record, &'a Report)]| -> Vec<ReportCard> {
        reports.iter().map(|(record, report)| context.report_card(record, report)).collect()
    };
    let shared = shared_assurance(context, framework.assurance, &held);
    let is_leading = |report: &Report| shared.is_some() || context.site.assurance(report) == framework.assurance;
    let leading: Vec<_> = held.iter().copied().filter(|(_, report)| is_leading(report)).collect();
    let categories = framework.categories.iter().map(|category| {
        let covering = held.iter().filter(|(_, report)| {
            report.criteria.as_ref().is_some_and(|criteria| criteria.iter().any(|given| given.value == *category))
        });
        CategoryView {
            category: context.label("criteria", category.word()),
            held_by: covering.map(|(record, _)| context.full_link(record)).collect(),
            unknown: unknown(context, &held),
        }
    });
    let holds = |provider: &Id| reports.iter().any(|(record, _)| record.key.id.owner() == provider.as_str());
    Some(FrameworkPage {
        id: record.key.to_string(),
        name: context.title(record),
        full_name: framework.full_name.as_ref().map(|name| context.phrase(name)),
        summary: framework.summary.as_ref().map(|summary| context.phrase(summary)),
        lead: lead_of(context, shared.unwrap_or(framework.assurance), &leading, &reports),
        assurance: context.label("assurance", framework.assurance.word()),
        issuer: framework.issuer.as_ref().map(|issuer| context.phrase(issuer)),
        types: types(context, framework),
        audiences: framework.audiences.iter().map(|text| context.phrase(text)).collect(),
        standards_label: context.catalog.text_for("fact_standards", framework.assurance).to_owned(),
        standards: framework.standards.clone(),
        categories: categories.collect(),
        editions: framework.editions.iter().filter_map(|id| context.link_to(Kind::Edition, id)).collect(),
        held_by: shared
            .map_or(context.catalog.text("held_by"), |kind| context.catalog.text_for("held_by", kind))
            .to_owned(),
        held: cards(&held),
        not_in_force: cards(&others),
        not_held: if context.site.company().is_some() {
            // Who speaks of itself says nothing of what those it relies on do not have.
            Vec::new()
        } else {
            let without = context.site.others().filter(|provider| !holds(&provider.key.id));
            without.map(|provider| context.link(provider)).collect()
        },
        questions: context.questions_about(&record.key),
        compare: context.comparison(id),
        receipts: context.receipts(&framework.sources),
    })
}

/// The types of report that the framework has.
fn types<'a>(context: &PageContext<'a>, framework: &'a Framework) -> Vec<TypeView> {
    let view = |known: &'a TypeInfo| {
        let name = known.name.as_ref().map(|name| context.phrase(name).text);
        TypeView {
            id: known.id.word(),
            label: name.unwrap_or_else(|| context.catalog.text(&known.id.word().replace('-', "_")).to_owned()),
            text: known.text.as_ref().map(|text| context.phrase(text)),
        }
    };
    framework.types.iter().map(view).collect()
}

/// How somebody stands behind all of the reports in force; none where there are several ways, as of a certificate and a
/// self-assessment.
fn shared_assurance(context: &PageContext<'_>, usual: Assurance, held: &[(&Record, &Report)]) -> Option<Assurance> {
    let mut kinds = held.iter().map(|(_, report)| context.site.assurance(report));
    let first = kinds.next().unwrap_or(usual);
    kinds.all(|kind| kind == first).then_some(first)
}

/// Who has a report in force, and where all reports under the framework stand.
fn lead_of<'a>(
    context: &PageContext<'a>,
    assurance: Assurance,
    held: &[(&'a Record, &'a Report)],
    reports: &[(&'a Record, &'a Report)],
) -> String {
    let mut holders: Vec<String> = Vec::new();
    for (record, _) in held {
        let provider = context.site.provider(&record.key.id.owner_id());
        let name = match provider {
            _ if record.key.id.is_own() => context.catalog.text("us").to_owned(),
            Some((provider, _)) => context.title(provider).text,
            None => record.key.id.owner().to_owned(),
        };
        if !holders.contains(&name) {
            holders.push(name);
        }
    }
    let states: Vec<_> = reports.iter().map(|(record, report)| context.state(record, report)).collect();
    let holders = if holders.is_empty() {
        context.catalog.text("framework_lead_none").to_owned()
    } else {
        let text = context.catalog.text_for("framework_lead", assurance);
        crate::catalog::fill(text, [("names", &*context.catalog.list(&holders))])
    };
    lead::together(context, &[holders, lead::sentence(context, &lead::by_state(context, &states))])
}

/// The reports whose criteria are not known, by the reason.
fn unknown<'a>(context: &PageContext<'a>, reports: &[(&'a Record, &'a Report)]) -> Vec<Unknown> {
    let of = |(state, is_own): (FactState, bool)| {
        let of_voice = reports.iter().map(|(record, _)| *record).filter(|record| record.key.id.is_own() == is_own);
        let mut silent =
            of_voice.filter(|record| context.site.fact_state(record, FactName::Criteria) == state).peekable();
        let label = context.about(&silent.peek()?.key.id).catalog.word("state", state.word());
        Some(Unknown { state, label, reports: silent.map(|record| context.full_link(record)).collect() })
    };
    let states = [FactState::NotStated, FactState::NotRecorded];
    states.into_iter().flat_map(|state| [(state, true), (state, false)]).filter_map(of).collect()
}
