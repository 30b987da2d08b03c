//! Editions of criteria: their dates, their criteria, and what cites each of them.

use serde::Serialize;

use super::context::PageContext;
use super::crosswalk::{Naming, Share};
use super::description;
use super::lead;
use super::values::{Day, Days, Label, Link, Listed, Phrase, Receipt, ReportCard};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::{Category, Visibility};
use crate::page::PageKind;
use crate::path::Id;

/// How many answers that cite a criterion are named.
const NAMED: usize = 6;

/// An edition of criteria.
#[derive(Serialize)]
pub(crate) struct EditionPage {
    id: String,
    name: Phrase,
    summary: Option<Phrase>,
    lead: String,
    published: Option<Day>,
    transition: Option<Days>,
    predecessor: Option<Link>,
    categories: Vec<Label>,
    criteria: Vec<CriterionView>,
    /// How many of them the controls of each provider name.
    shares: Vec<Share>,
    /// Where the edition is laid beside others.
    crosswalk: Option<Link>,
    /// What cites a whole category.
    cited_categories: Vec<CitedCategory>,
    used_by: Vec<ReportCard>,
    /// That no report uses it, where that is known.
    unused: Option<String>,
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct CriterionView {
    id: String,
    label: Option<Phrase>,
    category: Option<Label>,
    /// The controls that name the criterion.
    named_by: Listed,
    /// The controls left to the customer that cite the criterion, by report.
    controls: Vec<Link>,
    /// The answers whose evidence names the criterion.
    answers: Vec<Link>,
}

#[derive(Serialize)]
struct CitedCategory {
    category: Label,
    answers: Vec<Link>,
}

impl EditionPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        match &self.summary {
            Some(summary) => description::sentence(&summary.text),
            None => description::of_name(context, "description_edition", &self.name.text),
        }
    }
}

impl CriterionView {
    fn is_cited(&self) -> bool {
        !self.named_by.items.is_empty() || !self.controls.is_empty() || !self.answers.is_empty()
    }
}

/// What may cite the criteria of an edition: the reports that use it, and the evidence of answers that names one of
/// them or the edition itself.
struct Citing<'a> {
    reports: Vec<(&'a Record, &'a Report)>,
    /// The answer, the section that its evidence names, and the categories.
    evidence: Vec<(&'a Record, Option<&'a str>, &'a [Category])>,
}

impl<'a> Citing<'a> {
    fn of(context: &PageContext<'a>, edition: &Key) -> Self {
        let reports =
            context.site.referrers(edition, Kind::Report).filter_map(|record| Some((record, record.as_report()?)));
        let reports: Vec<_> = reports
            .filter(|(_, report)| report.criteria_edition.as_ref().is_some_and(|used| used.value == edition.id))
            .collect();
        let cited = reports.iter().map(|(record, _)| &record.key).chain([edition]);
        let mut evidence = Vec::new();
        for key in cited {
            for record in context.site.referrers(key, Kind::Entry) {
                // A withheld answer must not be given away by what it rests on.
                let entry = record.as_entry().filter(|entry| entry.visibility != Visibility::QuestionOnly);
                let rows = entry.into_iter().flat_map(|entry| &entry.evidence).filter(|row| row.record.value == *key);
                evidence.extend(rows.map(|row| (record, row.section.as_deref(), row.criteria.as_slice())));
            }
        }
        Self { reports, evidence }
    }

    fn controls(&self, context: &PageContext<'a>, criterion: &str) -> Vec<Link> {
        let mut links = Vec::new();
        for (record, report) in &self.reports {
            let controls = report.cuecs.iter().flat_map(|controls| &controls.value);
            let citing = controls.filter(|control| control.criteria.iter().any(|id| id == criterion));
            let ids: Vec<&str> = citing.map(|control| control.id.as_str()).collect();
            if !ids.is_empty() {
                let link = context.full_link(record);
                let text = format!(
                    "{}{}{}",
                    link.text.text,
                    context.catalog.text("colon"),
                    ids.join(context.catalog.text("list_separator"))
                );
                let href = link.href.map(|href| format!("{href}#cuecs"));
                links.push(Link { text: Phrase { text, lang: link.text.lang }, href });
            }
        }
        links
    }

    fn answers(&self, context: &PageContext<'a>, cites: impl Fn(Option<&str>, &[Category]) -> bool) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for (record, _, _) in self.evidence.iter().filter(|(_, section, categories)| cites(*section, categories)) {
            let link = context.link(record);
            if links.len() < NAMED && !links.contains(&link) {
                links.push(link);
            }
        }
        links
    }
}

/// Whether a text names a criterion, and not only one whose id begins alike.
fn names(text: &str, criterion: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    text.match_indices(criterion).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + criterion.len()..]);
        let mut following = behind.chars();
        let goes_on =
            following.next().is_some_and(|c| is_part(c) || (c == '.' && following.next().is_some_and(is_part)));
        !before.ends_with(|c: char| is_part(c) || c == '.') && !goes_on
    })
}

pub(super) fn edition(context: &PageContext<'_>, id: &Id) -> Option<EditionPage> {
    let record = context.site.record(&Key::new(Kind::Edition, id.clone()))?;
    let edition = record.as_edition()?;
    let category = |category: Category| context.label("criteria", category.word());
    let citing = Citing::of(context, &record.key);
    let naming = Naming::of(context, id);
    let criteria = edition.criteria.iter().map(|criterion| CriterionView {
        id: criterion.id.value.clone(),
        label: criterion.label.as_ref().map(|label| context.phrase(label)),
        category: criterion.category.map(category),
        named_by: naming.listed(context, &criterion.id.value),
        controls: citing.controls(context, &criterion.id.value),
        answers: citing.answers(context, |section, _| section.is_some_and(|text| names(text, &criterion.id.value))),
    });
    let criteria: Vec<CriterionView> = criteria.collect();
    let cited_categories = edition.categories.iter().map(|own| CitedCategory {
        category: category(*own),
        answers: citing.answers(context, |_, categories| categories.contains(own)),
    });
    let used_by: Vec<ReportCard> =
        citing.reports.iter().map(|(record, report)| context.report_card(record, report)).collect();
    // A report under a framework with this edition uses it or another, and may not say which.
    let is_unused = used_by.is_empty() && !has_reports(context, id);
    let unused = is_unused.then(|| context.catalog.text("used_by_nobody").to_owned());
    Some(EditionPage {
        id: record.key.to_string(),
        name: context.title(record),
        summary: edition.summary.as_ref().map(|summary| context.phrase(summary)),
        lead: lead_of(context, &criteria, used_by.len(), unused.as_deref()),
        published: edition
            .published
            .as_ref()
            .map(|date| Day { date: date.to_string(), text: context.catalog.partial_date(date) }),
        transition: edition.transition.map(|period| context.days(period)),
        predecessor: edition.predecessor.as_ref().and_then(|id| context.link_to(Kind::Edition, id)),
        categories: edition.categories.iter().map(|c| category(*c)).collect(),
        cited_categories: cited_categories.filter(|cited| !cited.answers.is_empty()).collect(),
        criteria,
        shares: naming.shares(context, edition),
        crosswalk: context.site.is_crossed(id).then(|| Link {
            text: PageContext::words(context.catalog.text("crosswalk_title")),
            href: Some(context.href(&PageKind::Crosswalk.address_of(id))),
        }),
        used_by,
        unused,
        receipts: context.receipts(&edition.sources),
    })
}

/// Whether there are reports under a framework that has the edition.
fn has_reports(context: &PageContext<'_>, edition: &Id) -> bool {
    let frameworks = context.site.referrers(&Key::new(Kind::Edition, edition.clone()), Kind::Framework);
    let mut lists = frameworks.map(|framework| List::ReportsUnder(framework.key.id.clone()));
    lists.any(|list| context.site.list(&list).next().is_some())
}

/// How many reports use the edition, and how many of its criteria something cites.
fn lead_of(context: &PageContext<'_>, criteria: &[CriterionView], n_reports: usize, unused: Option<&str>) -> String {
    let used = match n_reports {
        0 => unused.unwrap_or_default().to_owned(),
        n => context.catalog.fill_counted("edition_lead_used", n as u64),
    };
    let n_cited = criteria.iter().filter(|one| one.is_cited()).count();
    let values = [("n", &*n_cited.to_string()), ("total", &*criteria.len().to_string())];
    let cited = match (n_cited, criteria.len()) {
        (_, 0) => String::new(),
        (0, total) => context.catalog.fill_counted("edition_lead_uncited", total as u64),
        (n, _) => context.catalog.fill_form("edition_lead_cited", n, &values),
    };
    lead::together(context, &[used, cited])
}
