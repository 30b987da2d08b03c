//! Providers side by side for one framework, fact by fact.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::values::{Fact, Link, ReportCard};
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::{Assurance, FactName};
use crate::page::{Page, PageKind};
use crate::path::Id;

/// The frameworks that can be compared, and who has a report under each.
#[derive(Serialize)]
pub(crate) struct ComparisonsPage {
    frameworks: Vec<Comparison>,
}

#[derive(Serialize)]
struct Comparison {
    framework: Link,
    providers: Vec<Link>,
}

/// The reports under one framework, a column each.
#[derive(Serialize)]
pub(crate) struct ComparePage {
    framework: Link,
    columns: Vec<ReportCard>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    label: String,
    differs: bool,
    cells: Vec<Cell>,
}

/// A fact, and the report that it is of.
#[derive(Serialize)]
struct Cell {
    report: Link,
    #[serde(flatten)]
    fact: Fact,
}

impl ComparisonsPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.frameworks.iter().map(|comparison| comparison.framework.text.text.as_str());
        description::of_names(context, "description_comparisons", names)
    }
}

impl ComparePage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        description::of_name(context, "description_compare", &self.framework.text.text)
    }
}

impl PageContext<'_> {
    /// A link to the comparison under a framework; none where there is nothing to compare.
    pub(super) fn comparison(&self, framework: &Id) -> Option<Link> {
        let page = Page::of(PageKind::Compare, framework);
        self.site.stands(&page).then(|| Link {
            text: Self::words(self.catalog.text("nav_compare")),
            href: Some(self.href(&page.address())),
        })
    }
}

pub(super) fn comparisons(context: &PageContext<'_>) -> ComparisonsPage {
    let frameworks = context.site.list(&List::All(Kind::Framework)).filter_map(|record| {
        let compare = context.comparison(&record.key.id)?;
        let mut providers: Vec<Link> = Vec::new();
        for (report, _) in context.site.reports(&List::ReportsUnder(record.key.id.clone())) {
            let provider = context.site.provider(&report.key.id.owner_id()).map(|(provider, _)| context.link(provider));
            providers.extend(provider.filter(|provider| !providers.contains(provider)));
        }
        Some(Comparison { framework: Link { text: context.title(record), ..compare }, providers })
    });
    ComparisonsPage { frameworks: frameworks.collect() }
}

pub(super) fn compare(context: &PageContext<'_>, id: &Id) -> Option<ComparePage> {
    let (record, _) = context.site.framework(id)?;
    let reports: Vec<_> = context.site.reports(&List::ReportsUnder(id.clone())).collect();
    let kinds: Vec<Assurance> = reports.iter().map(|(_, report)| context.site.assurance(report)).collect();
    let is_shown = |name: &FactName| reports.iter().any(|(record, report)| context.site.shows(record, report, *name));
    let rows = fact::in_order(&kinds).into_iter().filter(is_shown).map(|name| {
        let cell = |(record, report): &(&'_ _, &'_ _)| Cell {
            report: context.full_link(record),
            fact: fact::fact(context, record, report, name),
        };
        let kind = kinds.iter().find(|kind| kind.need(name).is_some()).or(kinds.first());
        let cells: Vec<Cell> = reports.iter().map(cell).collect();
        let same =
            |a: &Fact, b: &Fact| a.state == b.state && a.lead == b.lead && a.items == b.items && a.data == b.data;
        Row {
            name: name.word(),
            label: kind.map_or_else(String::new, |kind| fact::label(context, *kind, name)),
            differs: cells.windows(2).any(|pair| !same(&pair[0].fact, &pair[1].fact)),
            cells,
        }
    });
    Some(ComparePage {
        framework: context.link(record),
        columns: reports.iter().map(|(record, report)| context.report_card(record, report)).collect(),
        rows: rows.collect(),
    })
}
