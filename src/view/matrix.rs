//! The matrix of scope: services against reports, how many each report covers, and the lead made of that.

use std::collections::BTreeMap;

use serde::Serialize;

use super::context::PageContext;
use super::lead;
use super::locations::Locations;
use super::values::{Link, Phrase, Status};
use super::verdict::{self, Limit, NOT_LISTED, Verdict};
use crate::model::Record;
use crate::model::report::Report;
use crate::model::terms::{self, State, Word};
use crate::path::Id;

/// A report at the head of a column.
#[derive(Serialize)]
pub(super) struct ReportHead {
    pub(super) title: Phrase,
    /// What it is called where there is little room: its framework, unless two have the same.
    short: String,
    href: String,
    status: Status,
    pub(super) beside: bool,
    #[serde(skip)]
    state: State,
}

/// A service on a list, with where it stands in each report.
#[derive(Serialize)]
pub(super) struct ServiceRow {
    id: String,
    pub(super) name: Phrase,
    pub(super) href: String,
    abbreviations: Vec<String>,
    category: Option<Phrase>,
    cells: Vec<Cell>,
    /// In the words of a line how far the service is in scope, when no report covers it without limits.
    pub(super) limit: Option<String>,
}

impl ServiceRow {
    /// The places of the reports that cover the service, as a whole or in part.
    pub(super) fn covered_by(&self) -> Vec<usize> {
        (0..self.cells.len()).filter(|place| self.cells[*place].covers()).collect()
    }

    /// Whether any report covers the service, as a whole or in part.
    pub(super) fn is_covered(&self) -> bool {
        self.cells.iter().any(Cell::covers)
    }
}

/// Where a service stands in a report.
#[derive(Serialize)]
struct Cell {
    state: &'static str,
    label: String,
    limits: Vec<Limit>,
    note: Option<Phrase>,
}

impl Cell {
    fn covers(&self) -> bool {
        [terms::Coverage::InScope, terms::Coverage::Partial].map(terms::Coverage::word).contains(&self.state)
    }

    /// Whether the report covers the whole service.
    fn is_whole(&self) -> bool {
        self.state == terms::Coverage::InScope.word()
    }

    /// Whether the report tells anything of the service.
    fn is_known(&self) -> bool {
        self.state == NOT_LISTED || terms::Coverage::ALL.iter().any(|(word, _)| *word == self.state)
    }
}

/// How many services a report covers, as a whole or in part, and where the others stand.
#[derive(Serialize)]
pub(super) struct Figure {
    report: Link,
    covered: usize,
    total: usize,
    text: String,
    others: String,
}

/// What the matrix tells of the reports that count.
pub(super) struct Told<'t> {
    /// The places of the reports that tell anything of a service, and of those that do not.
    telling: Vec<(usize, &'t ReportHead)>,
    silent: Vec<&'t ReportHead>,
    rows: &'t [ServiceRow],
}

impl<'t> Told<'t> {
    pub(super) fn of(heads: &'t [ReportHead], rows: &'t [ServiceRow]) -> Self {
        let tells = |index: usize| rows.iter().any(|row| row.cells[index].is_known());
        let counting = heads.iter().enumerate().filter(|(_, head)| !head.beside);
        let (telling, silent): (Vec<_>, Vec<_>) = counting.partition(|(index, _)| tells(*index));
        Self { telling, silent: silent.into_iter().map(|(_, head)| head).collect(), rows }
    }

    fn names(heads: impl Iterator<Item = &'t ReportHead>) -> Vec<String> {
        heads.map(|head| head.title.text.clone()).collect()
    }

    pub(super) fn lead(&self, context: &PageContext<'_>, provider: &str) -> String {
        let catalog = context.catalog;
        let total = self.rows.len();
        if total == 0 {
            return String::new();
        }
        if self.telling.is_empty() {
            let services = catalog.fill_counted("count_services", total as u64);
            return catalog.fill("scope_lead_unknown", &[("name", provider), ("services", &services)]);
        }
        let covers =
            |row: &&ServiceRow, cover: fn(&Cell) -> bool| self.telling.iter().all(|(i, _)| cover(&row.cells[*i]));
        let in_all: Vec<&ServiceRow> = self.rows.iter().filter(|row| covers(row, Cell::covers)).collect();
        let is_part = |row: &&&ServiceRow| !covers(row, Cell::is_whole);
        let n_part = in_all.iter().filter(is_part).count();
        let names = Self::names(self.telling.iter().map(|(_, head)| *head));
        let (n, of) = (in_all.len().to_string(), total.to_string());
        let values = [("n", &*n), ("total", &*of), ("reports", &*lead::reports(context, &names))];
        let every = in_all.len() == total;
        let mut clauses = vec![if every {
            catalog.fill_form("scope_lead_every", total, &values)
        } else {
            catalog.fill_form("scope_lead_all", in_all.len(), &values)
        }];
        if n_part > 0 {
            clauses.push(catalog.fill_counted("scope_lead_part", n_part as u64));
        }
        let in_any = self.rows.iter().filter(|row| self.telling.iter().any(|(i, _)| row.cells[*i].covers())).count();
        if in_any > in_all.len() {
            clauses.push(catalog.fill_counted("scope_lead_any", in_any as u64));
        }
        let silent = Self::names(self.silent.iter().copied());
        let silent = (!silent.is_empty())
            .then(|| catalog.fill("scope_lead_silent", &[("reports", &lead::reports(context, &silent))]));
        let states: Vec<State> = self.telling.iter().map(|(_, head)| head.state).collect();
        let states = lead::unless_current(context, &states);
        lead::together(context, &[lead::sentence(context, &clauses), states, silent.unwrap_or_default()])
    }

    pub(super) fn figures(&self, context: &PageContext<'_>) -> Vec<Figure> {
        let figure = |(index, head): &(usize, &ReportHead)| {
            let states: Vec<&'static str> = self.rows.iter().map(|row| row.cells[*index].state).collect();
            let covered = self.rows.iter().filter(|row| row.cells[*index].covers()).count();
            let others = terms::Coverage::ALL.iter().map(|(word, _)| *word).chain([NOT_LISTED]).skip(1);
            let others = others.filter_map(|word| {
                let n = states.iter().filter(|state| **state == word).count();
                let words = context.catalog.word("scope_count", word);
                (n > 0).then(|| crate::catalog::fill(&words, [("n", &*n.to_string())]))
            });
            let values = [("n", &*covered.to_string()), ("total", &*states.len().to_string())];
            Figure {
                report: Link { text: head.title.clone(), href: Some(head.href.clone()) },
                covered,
                total: states.len(),
                text: context.catalog.fill("n_of_total", &values),
                others: others.collect::<Vec<_>>().join(context.catalog.text("clause_separator")),
            }
        };
        self.telling.iter().map(figure).collect()
    }
}

/// The heads of the columns; reports that are not in force stand beside the others, where there are any.
pub(super) fn heads<'a>(context: &PageContext<'a>, reports: &[(&'a Record, &'a Report)]) -> Vec<ReportHead> {
    let framework = |report: &'a Report| report.framework.as_ref().map(|id| &id.value);
    let mut held_under: BTreeMap<Option<&Id>, usize> = BTreeMap::new();
    for (_, report) in reports.iter().filter(|(record, report)| context.is_held(record, report)) {
        *held_under.entry(framework(report)).or_default() += 1;
    }
    let head = |(record, report): &(&'a Record, &'a Report)| {
        let (state, title) = (context.state(record, report), context.title(record));
        let is_held = context.is_held(record, report);
        // The name of its framework is enough for the only one in force.
        let alone = framework(report).filter(|id| is_held && held_under.get(&Some(*id)) == Some(&1));
        let alone = alone.and_then(|id| context.site.framework(id));
        ReportHead {
            short: alone.map_or_else(|| title.text.clone(), |(framework, _)| context.title(framework).text),
            title,
            href: context.href_of(&record.key),
            status: context.status(record, report),
            state,
            beside: !held_under.is_empty() && !is_held,
        }
    };
    reports.iter().map(head).collect()
}

/// Where a service stands in each of the reports.
pub(super) fn verdicts<'a>(
    context: &PageContext<'a>,
    locations: &Locations<'a>,
    service: &'a Record,
    reports: &[(&'a Record, &'a Report)],
) -> Vec<Verdict<'a>> {
    reports.iter().map(|report| verdict::verdict(context, locations, service, *report)).collect()
}

/// A service with where it stands in each of the reports.
pub(super) fn service_row<'a>(
    context: &PageContext<'a>,
    locations: &Locations<'a>,
    record: &'a Record,
    reports: &[(&'a Record, &'a Report)],
) -> Option<ServiceRow> {
    row(context, record, verdicts(context, locations, record, reports))
}

pub(super) fn row<'a>(context: &PageContext<'a>, record: &'a Record, verdicts: Vec<Verdict<'a>>) -> Option<ServiceRow> {
    let service = record.as_service()?;
    let cell = |verdict: Verdict<'a>| Cell {
        state: verdict.state,
        label: context.catalog.word("scope", verdict.state),
        note: verdict.note().map(|note| context.phrase(note)),
        limits: verdict.limits,
    };
    let cells: Vec<Cell> = verdicts.into_iter().map(cell).collect();
    let is_whole = |cell: &Cell| cell.state == terms::Coverage::InScope.word() && cell.limits.is_empty();
    let best =
        cells.iter().filter(|cell| cell.covers()).max_by_key(|cell| cell.state == terms::Coverage::InScope.word());
    let best = best.filter(|_| !cells.iter().any(is_whole));
    Some(ServiceRow {
        id: record.key.id.name().to_owned(),
        name: context.phrase(&service.name),
        href: context.href_of(&record.key),
        abbreviations: service.abbreviations.clone(),
        category: service.category.as_ref().map(|category| context.phrase(category)),
        limit: best.map(|cell| verdict::line(context, &cell.label, &cell.limits)),
        cells,
    })
}
