//! Providers side by side for one framework, fact by fact.

use std::collections::BTreeSet;

use serde::Serialize;

use super::comparison::{self, Compared, Row};
use super::context::PageContext;
use super::description;
use super::lead;
use super::values::{Link, ReportCard};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::tells::List;
use crate::model::terms::State;
use crate::page::{Page, PageKind};
use crate::path::Id;

/// How many reports are compared before a reader asks for the others.
const SHOWN: usize = 4;

/// How many reports the choice to see them too calls by name.
const NAMED: usize = 2;

/// The frameworks that can be compared, and who has a report under each.
#[derive(Serialize)]
pub(crate) struct ComparisonsPage {
    lead: String,
    frameworks: Vec<Comparison>,
}

#[derive(Serialize)]
struct Comparison {
    framework: Link,
    providers: Vec<Link>,
    /// How many reports there are, in which states.
    reports: String,
}

/// The reports under one framework, a column each.
#[derive(Serialize)]
pub(crate) struct ComparePage {
    framework: Link,
    lead: String,
    columns: Vec<Column>,
    /// How many of the columns are there from the first; the others wait for a reader to ask for them.
    shown: usize,
    also: Option<String>,
    rows: Vec<Row>,
    folded: Option<String>,
}

#[derive(Serialize)]
struct Column {
    #[serde(flatten)]
    report: ReportCard,
    beside: bool,
    questions: usize,
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

pub(super) fn comparisons(context: &PageContext<'_>) -> ComparisonsPage {
    let frameworks = context.site.list(&List::All(Kind::Framework)).filter_map(|record| {
        let compare = context.comparison(&record.key.id)?;
        let (mut providers, mut states): (Vec<Link>, Vec<State>) = (Vec::new(), Vec::new());
        for (report, own) in context.site.reports(&List::ReportsUnder(record.key.id.clone())) {
            let provider = context.site.provider(&report.key.id.owner_id()).map(|(provider, _)| context.link(provider));
            providers.extend(provider.filter(|provider| !providers.contains(provider)));
            states.push(context.state(report, own));
        }
        let reports = lead::by_state(context, &states).join(context.catalog.text("clause_separator"));
        Some(Comparison { framework: Link { text: context.title(record), ..compare }, providers, reports })
    });
    let frameworks: Vec<Comparison> = frameworks.collect();
    let shared = frameworks.iter().filter(|comparison| comparison.providers.len() > 1);
    let names: Vec<String> = shared.map(|comparison| comparison.framework.text.text.clone()).collect();
    let lead = match names.len() {
        0 => context.catalog.text("comparisons_none").to_owned(),
        n => context.catalog.fill_form(
            "comparisons_lead",
            n,
            &[("n", &n.to_string()), ("names", &context.catalog.list(&names))],
        ),
    };
    ComparisonsPage { lead, frameworks }
}

pub(super) fn compare(context: &PageContext<'_>, id: &Id) -> Option<ComparePage> {
    let (record, _) = context.site.framework(id)?;
    let reports: Vec<_> = context.site.reports(&List::ReportsUnder(id.clone())).collect();
    let (shown, beside) = divided(context, reports);
    let rows = comparison::rows(context, &Compared { shown: &shown, beside: &beside });
    let column = |(index, (record, report)): (usize, &(&'_ Record, &'_ Report))| Column {
        report: context.report_card(record, report),
        beside: index >= shown.len(),
        questions: rows.iter().filter(|row| row.asks_of(index)).count(),
    };
    let columns: Vec<Column> = shown.iter().chain(&beside).enumerate().map(column).collect();
    let framework = context.link(record);
    Some(ComparePage {
        lead: lead(context, &framework.text.text, &columns[..shown.len()], &rows),
        framework,
        also: also(context, &beside),
        folded: comparison::folded(context, &rows),
        shown: shown.len(),
        columns,
        rows,
    })
}

type Reports<'a> = Vec<(&'a Record, &'a Report)>;

/// The reports that are compared, and those of which a provider has a better one. With one left, all are compared.
fn divided<'a>(context: &PageContext<'a>, reports: Reports<'a>) -> (Reports<'a>, Reports<'a>) {
    let held: BTreeSet<&str> = reports
        .iter()
        .filter(|(record, report)| context.is_held(record, report))
        .map(|(record, _)| record.key.id.owner())
        .collect();
    let is_shown = |(record, report): &(&'a Record, &'a Report)| {
        context.is_held(record, report)
            || (!held.contains(record.key.id.owner()) && context.state(record, report) != State::Superseded)
    };
    let (mut shown, mut beside): (Vec<_>, Vec<_>) = reports.into_iter().partition(is_shown);
    if shown.len() < 2 {
        shown.append(&mut beside);
    }
    let mut rest = shown.split_off(shown.len().min(SHOWN));
    rest.append(&mut beside);
    (shown, rest)
}

/// What a reader can ask to see too.
fn also(context: &PageContext<'_>, beside: &[(&Record, &Report)]) -> Option<String> {
    let names: Vec<String> = beside.iter().map(|(record, _)| context.full_title(record).text).collect();
    let key = if names.len() > NAMED { "compare_also" } else { "compare_also_named" };
    let values = [("n", &*names.len().to_string()), ("names", &*context.catalog.list(&names))];
    (!names.is_empty()).then(|| context.catalog.fill_form(key, names.len(), &values))
}

fn lead(context: &PageContext<'_>, framework: &str, shown: &[Column], rows: &[Row]) -> String {
    match shown {
        [] => return context.catalog.fill("compare_nothing", &[("framework", framework)]),
        [only] => {
            let name = format!("{} {}", only.report.provider.text.text, only.report.title.text);
            return context.catalog.fill("compare_only", &[("report", &name), ("framework", framework)]);
        }
        _ => {}
    }
    let name = |column: &Column| {
        let provider = &column.report.provider.text.text;
        let is_alone = shown.iter().filter(|other| other.report.provider == column.report.provider).count() == 1;
        if is_alone { provider.clone() } else { format!("{provider} {}", column.report.title.text) }
    };
    let asked = shown.iter().map(|column| {
        let values = [("n", &*column.questions.to_string()), ("name", &*name(column))];
        match column.questions {
            0 => context.catalog.fill("compare_ask_none", &values),
            n => context.catalog.fill_form("compare_ask", n, &values),
        }
    });
    let asked = if shown.iter().all(|column| column.questions == 0) {
        context.catalog.text("compare_no_question").to_owned()
    } else {
        let asked = asked.collect::<Vec<_>>().join(context.catalog.text("clause_separator"));
        context.catalog.fill("compare_questions", &[("text", &asked)])
    };
    lead::together(context, &[lead::sentence(context, &comparison::counts(context, rows)), asked])
}
