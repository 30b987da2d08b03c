//! Providers side by side for one framework, fact by fact.

use serde::Serialize;

use super::description;
use super::fact;
use super::parts::{Fact, Link, ReportCard};
use super::scene::Scene;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::{FactName, Word};
use crate::page::PageKind;
use crate::path::Id;

/// The frameworks that can be compared, and who has a report under each.
#[derive(Serialize)]
pub(crate) struct Comparisons {
    frameworks: Vec<Comparison>,
}

#[derive(Serialize)]
struct Comparison {
    framework: Link,
    providers: Vec<Link>,
}

/// The reports under one framework, a column each.
#[derive(Serialize)]
pub(crate) struct Compare {
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

impl Comparisons {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let names = self.frameworks.iter().map(|comparison| comparison.framework.text.text.as_str());
        description::of_names(scene, "description_comparisons", names)
    }
}

impl Compare {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        description::of_name(scene, "description_compare", &self.framework.text.text)
    }
}

pub(super) fn comparisons(scene: &Scene<'_>) -> Comparisons {
    let frameworks = scene.site.list(&List::All(Kind::Framework)).map(|record| {
        let mut providers: Vec<Link> = Vec::new();
        for (report, _) in scene.site.reports(&List::ReportsUnder(record.key.id.clone())) {
            let provider = scene.site.provider(&report.key.id.owner_id()).map(|(provider, _)| scene.link(provider));
            providers.extend(provider.filter(|provider| !providers.contains(provider)));
        }
        let href = scene.href(&PageKind::Compare.address_of(&record.key.id));
        Comparison { framework: Link { text: scene.title(record), href: Some(href) }, providers }
    });
    Comparisons { frameworks: frameworks.collect() }
}

pub(super) fn compare(scene: &Scene<'_>, id: &Id) -> Option<Compare> {
    let (record, _) = scene.site.framework(id)?;
    let reports: Vec<_> = scene.site.reports(&List::ReportsUnder(id.clone())).collect();
    let rows = FactName::ALL.iter().map(|(name, fact_name)| {
        let cell = |(record, report): &(&'_ _, &'_ _)| Cell {
            report: scene.full_link(record),
            fact: fact::fact(scene, record, report, *fact_name),
        };
        let cells: Vec<Cell> = reports.iter().map(cell).collect();
        let same =
            |a: &Fact, b: &Fact| a.state == b.state && a.lead == b.lead && a.items == b.items && a.data == b.data;
        Row {
            name,
            label: scene.catalog.word("fact", name),
            differs: cells.windows(2).any(|pair| !same(&pair[0].fact, &pair[1].fact)),
            cells,
        }
    });
    Some(Compare {
        framework: scene.link(record),
        columns: reports.iter().map(|(record, report)| scene.report_card(record, report)).collect(),
        rows: rows.collect(),
    })
}
