//! Frameworks, and the editions of their criteria.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::values::{Day, Days, Label, Link, Listed, Phrase, Receipt, ReportCard};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{FactName, FactState};
use crate::path::Id;

/// Every framework, with the reports under each.
#[derive(Serialize)]
pub(crate) struct FrameworksPage {
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
    assurance: Label,
    issuer: Option<Phrase>,
    types: Vec<TypeView>,
    audiences: Vec<Phrase>,
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

/// An edition of criteria.
#[derive(Serialize)]
pub(crate) struct EditionPage {
    id: String,
    name: Phrase,
    summary: Option<Phrase>,
    published: Option<Day>,
    transition: Option<Days>,
    predecessor: Option<Link>,
    categories: Vec<Label>,
    criteria: Vec<CriterionView>,
    used_by: Vec<ReportCard>,
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct CriterionView {
    id: String,
    label: Option<Phrase>,
    category: Option<Label>,
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

impl EditionPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        match &self.summary {
            Some(summary) => description::sentence(&summary.text),
            None => description::of_name(context, "description_edition", &self.name.text),
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
    FrameworksPage { frameworks: frameworks.collect() }
}

pub(super) fn framework<'a>(context: &PageContext<'a>, id: &Id) -> Option<FrameworkPage> {
    let (record, framework) = context.site.framework(id)?;
    let reports: Vec<_> = context.site.reports(&List::ReportsUnder(id.clone())).collect();
    let (held, others): (Vec<_>, Vec<_>) =
        reports.iter().copied().partition(|(record, report)| context.is_held(record, report));
    let cards = |reports: &[(&'a Record, &'a Report)]| -> Vec<ReportCard> {
        reports.iter().map(|(record, report)| context.report_card(record, report)).collect()
    };
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
    let types = framework.types.iter().map(|known| {
        let name = known.name.as_ref().map(|name| context.phrase(name).text);
        TypeView {
            id: known.id.word(),
            label: name.unwrap_or_else(|| context.catalog.text(&known.id.word().replace('-', "_")).to_owned()),
            text: known.text.as_ref().map(|text| context.phrase(text)),
        }
    });
    Some(FrameworkPage {
        id: record.key.to_string(),
        name: context.title(record),
        full_name: framework.full_name.as_ref().map(|name| context.phrase(name)),
        summary: framework.summary.as_ref().map(|summary| context.phrase(summary)),
        assurance: context.label("assurance", framework.assurance.word()),
        issuer: framework.issuer.as_ref().map(|issuer| context.phrase(issuer)),
        types: types.collect(),
        audiences: framework.audiences.iter().map(|text| context.phrase(text)).collect(),
        standards: framework.standards.clone(),
        categories: categories.collect(),
        editions: framework.editions.iter().filter_map(|id| context.link_to(Kind::Edition, id)).collect(),
        held_by: context.catalog.text_for("held_by", framework.assurance).to_owned(),
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

pub(super) fn edition(context: &PageContext<'_>, id: &Id) -> Option<EditionPage> {
    let record = context.site.record(&Key::new(Kind::Edition, id.clone()))?;
    let edition = record.as_edition()?;
    let category = |category: crate::model::terms::Category| context.label("criteria", category.word());
    let used_by = context.site.referrers(&record.key, Kind::Report).filter_map(|record| {
        let report = record.as_report()?;
        Some(context.report_card(record, report))
    });
    Some(EditionPage {
        id: record.key.to_string(),
        name: context.title(record),
        summary: edition.summary.as_ref().map(|summary| context.phrase(summary)),
        published: edition
            .published
            .as_ref()
            .map(|date| Day { date: date.to_string(), text: context.catalog.partial_date(date) }),
        transition: edition.transition.map(|period| context.days(period)),
        predecessor: edition.predecessor.as_ref().and_then(|id| context.link_to(Kind::Edition, id)),
        categories: edition.categories.iter().map(|c| category(*c)).collect(),
        criteria: edition
            .criteria
            .iter()
            .map(|criterion| CriterionView {
                id: criterion.id.value.clone(),
                label: criterion.label.as_ref().map(|label| context.phrase(label)),
                category: criterion.category.map(category),
            })
            .collect(),
        used_by: used_by.collect(),
        receipts: context.receipts(&edition.sources),
    })
}
