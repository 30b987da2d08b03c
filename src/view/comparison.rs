//! The rows of a comparison: a fact of every report, whether they agree, and what to ask.

use serde::Serialize;

use super::context::PageContext;
use super::fact;
use super::marks;
use super::standing;
use super::values::{Fact, Inline, Link};
use crate::model::Record;
use crate::model::report::Report;
use crate::model::terms::{Assurance, FactName, FactState, State};

/// How many items of a list a cell names.
const NAMED: usize = 6;

/// Lists of which it matters what only one of two reports has.
const LISTS: [FactName; 4] = [FactName::Criteria, FactName::Standards, FactName::Subservice, FactName::Audiences];

/// Facts that are days, behind which stands what follows from them.
const TIMES: [FactName; 4] = [FactName::Period, FactName::CompletedOn, FactName::IssuedOn, FactName::ValidUntil];

/// The reports of a comparison: those that are compared, and those that stand beside them.
pub(super) struct Compared<'r, 'a> {
    pub(super) shown: &'r [(&'a Record, &'a Report)],
    pub(super) beside: &'r [(&'a Record, &'a Report)],
}

/// A fact of every report.
#[derive(Serialize)]
pub(super) struct Row {
    name: &'static str,
    label: String,
    agreement: Agreement,
    differs: bool,
    /// Whether a reader who looks for differences and questions can do without the row.
    folded: bool,
    /// Whether a report that stands beside them says something else.
    differs_beside: bool,
    cells: Vec<Cell>,
}

/// Whether the reports that are compared say the same.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Agreement {
    Differ,
    Same,
    /// None of them says anything.
    Silent,
}

/// A fact, and the report that it is of.
#[derive(Serialize)]
struct Cell {
    report: Link,
    #[serde(flatten)]
    fact: Fact,
    /// Whether the report stands beside those that are compared.
    beside: bool,
    /// What to ask, where the cell calls for it.
    question: Option<String>,
    /// For each item, whether the other of two reports lacks it.
    only_here: Vec<bool>,
}

impl Row {
    /// Whether the row calls for a question to the report of a column.
    pub(super) fn asks_of(&self, column: usize) -> bool {
        self.cells.get(column).is_some_and(|cell| cell.question.is_some())
    }
}

/// How many facts differ, are the same, and are stated by nobody.
pub(super) fn counts(context: &PageContext<'_>, rows: &[Row]) -> Vec<String> {
    let count = |agreement| rows.iter().filter(|row| row.agreement == agreement).count();
    let counted = |key: &str, n: usize| (n > 0).then(|| context.catalog.fill_counted(key, n as u64));
    let differ = match count(Agreement::Differ) {
        0 => context.catalog.text("compare_nothing_differs").to_owned(),
        n => context.catalog.fill_counted("compare_differ", n as u64),
    };
    let same = counted("compare_same", count(Agreement::Same));
    let silent = counted("compare_silent", count(Agreement::Silent));
    std::iter::once(differ).chain(same).chain(silent).collect()
}

/// What the fold that holds the other rows is called.
pub(super) fn folded(context: &PageContext<'_>, rows: &[Row]) -> Option<String> {
    let folded: Vec<&Row> = rows.iter().filter(|row| row.folded).collect();
    let has_silent = folded.iter().any(|row| row.agreement == Agreement::Silent);
    let key = if has_silent { "compare_folded_silent" } else { "compare_folded" };
    (!folded.is_empty()).then(|| context.catalog.fill_counted(key, folded.len() as u64))
}

/// The rows of all facts, without those that apply to no report.
pub(super) fn rows(context: &PageContext<'_>, compared: &Compared<'_, '_>) -> Vec<Row> {
    let all: Vec<_> = compared.shown.iter().chain(compared.beside).copied().collect();
    let mut rows = Vec::new();
    let kinds: Vec<Assurance> = all.iter().map(|(_, report)| context.site.assurance(report)).collect();
    let is_shown = |name: &FactName| all.iter().any(|(record, report)| context.site.shows(record, report, *name));
    for name in fact::in_order(&kinds).into_iter().filter(is_shown) {
        let facts: Vec<Fact> = all.iter().map(|(record, report)| fact::fact(context, record, report, name)).collect();
        let shown = &facts[..compared.shown.len()];
        let ask = |index: usize| {
            let (_, report) = all[index];
            shown.get(index).and_then(|own| marks::question(context, report, name, (own, shown)))
        };
        let questions = (0..all.len()).map(ask).collect();
        rows.extend(row(context, compared, Facts { list: LISTS.contains(&name), facts, questions }));
    }
    let is_of_time = |row: &Row| TIMES.iter().any(|name| name.word() == row.name);
    let behind = rows.iter().rposition(is_of_time).map_or(0, |place| place + 1);
    let derived = until_row(context, compared, &all).into_iter().chain(letters_row(context, compared, &all));
    rows.splice(behind..behind, derived.collect::<Vec<_>>());
    rows
}

/// A fact of every report with the questions about it, before it becomes a row.
struct Facts {
    /// Whether it is a list of which it matters what only one of two has.
    list: bool,
    facts: Vec<Fact>,
    questions: Vec<Option<String>>,
}

/// Until when each is current; certificates alone say that already.
fn until_row(context: &PageContext<'_>, compared: &Compared<'_, '_>, all: &[(&Record, &Report)]) -> Option<Row> {
    let facts = all.iter().map(|(record, report)| standing::current_until(context, record, report)).collect();
    // The question which days a report covers is asked beside the period, where another report has one.
    let is_dated = compared.shown.iter().any(|(_, report)| report.examined_until().is_some());
    let ask = |(index, (record, report)): (usize, &(&Record, &Report))| {
        let is_asked = is_dated && context.state(record, report) == State::Undated;
        (index < compared.shown.len() && !is_asked).then(|| marks::about_lapse(context, record, report)).flatten()
    };
    let questions: Vec<Option<String>> = all.iter().enumerate().map(ask).collect();
    let is_said = all.iter().all(|(_, report)| report.valid_until.is_some()) && questions.iter().all(Option::is_none);
    if is_said { None } else { row(context, compared, Facts { list: false, facts, questions }) }
}

fn letters_row(context: &PageContext<'_>, compared: &Compared<'_, '_>, all: &[(&Record, &Report)]) -> Option<Row> {
    if all.iter().all(|(_, report)| report.bridges.is_empty()) {
        return None;
    }
    let facts = all.iter().map(|(_, report)| standing::letters(context, report)).collect();
    let ask = |(index, (record, report)): (usize, &(&Record, &Report))| {
        (index < compared.shown.len()).then(|| marks::about_letters(context, record, report)).flatten()
    };
    row(context, compared, Facts { list: false, facts, questions: all.iter().enumerate().map(ask).collect() })
}

fn row(context: &PageContext<'_>, compared: &Compared<'_, '_>, Facts { list, facts, questions }: Facts) -> Option<Row> {
    let n_shown = compared.shown.len();
    let shown = &facts[..n_shown];
    let first = shown.first()?;
    if facts.iter().all(|fact| fact.state == FactState::NotApplicable) {
        return None;
    }
    let says = |fact: &Fact| !matches!(fact.state, FactState::NotStated | FactState::NotRecorded);
    let agreement = match shown {
        _ if !shown.iter().any(says) => Agreement::Silent,
        _ if n_shown > 1 && shown.iter().all(|fact| is_same(first, fact)) => Agreement::Same,
        _ => Agreement::Differ,
    };
    let only_here = |own: &Fact| match shown {
        [a, b] if list && !a.items.is_empty() && !b.items.is_empty() => {
            let other = if is_same(a, own) { b } else { a };
            own.items.iter().map(|item| !other.items.contains(item)).collect()
        }
        _ => Vec::new(),
    };
    // Where a kind of assurance has no such fact, another knows what to call it.
    let named = shown.iter().find(|fact| fact.state != FactState::NotApplicable).unwrap_or(first);
    let (name, label) = (named.name, named.label.clone());
    let folded = agreement != Agreement::Differ && questions.iter().all(Option::is_none);
    let only: Vec<Vec<bool>> = facts.iter().map(only_here).collect();
    let differs_beside = facts[n_shown..].iter().any(|fact| !is_same(first, fact));
    let reports = compared.shown.iter().chain(compared.beside);
    let cells = reports.zip(facts).zip(questions).enumerate().map(|(index, (((record, _), fact), question))| Cell {
        report: context.full_link(record),
        fact: shortened(context, record, fact),
        beside: index >= n_shown,
        question,
        only_here: if index < n_shown { only[index].clone() } else { Vec::new() },
    });
    Some(Row {
        name,
        label,
        agreement,
        differs: agreement == Agreement::Differ,
        folded,
        differs_beside,
        cells: cells.collect(),
    })
}

fn is_same(a: &Fact, b: &Fact) -> bool {
    a.state == b.state && a.lead == b.lead && a.items == b.items && a.data == b.data
}

/// A fact as a cell has room for it: a long list is cut, and controls are only counted; the report has them all.
fn shortened<'a>(context: &PageContext<'a>, record: &'a Record, mut fact: Fact) -> Fact {
    let n = fact.items.len();
    let link = |text: String| {
        let href = format!("{}#{}", context.href_of(&record.key), fact.name);
        Inline { text, href: Some(href), lang: None }
    };
    if fact.name == FactName::Cuecs.word() && n > 0 {
        fact.lead = vec![link(context.catalog.fill_counted("cuecs_count", n as u64))];
        fact.items.clear();
    } else if n > NAMED {
        let more = link(context.catalog.fill_counted("and_more", (n - NAMED + 1) as u64));
        fact.items.truncate(NAMED - 1);
        fact.items.push(vec![more]);
    }
    fact
}
