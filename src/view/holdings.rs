//! What is held and until when: one row a report, those in force before all others.

use serde::Serialize;

use super::context::PageContext;
use super::fact;
use super::strip::{Axis, Strip, last_day};
use super::values::{Day, FactLine, Link, ReportCard};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::terms::{Assurance, Distribution, FactName, FactState, State};
use crate::path::Id;

/// The reports of a provider, on one axis.
#[derive(Serialize)]
pub(super) struct Holdings {
    /// Which are current and which are not, in a sentence or two.
    pub(super) lead: String,
    pub(super) held: Vec<Holding>,
    others: Vec<Holding>,
    /// Which the others are, for readers who see them only when they ask.
    pub(super) others_text: String,
}

/// A report, and all that one looks for first.
#[derive(Serialize)]
pub(super) struct Holding {
    #[serde(flatten)]
    card: ReportCard,
    /// The last day that a letter covers.
    letter_until: Option<Day>,
    /// The last day of its status, while it is in force; the first, when it is not any more.
    turns: Option<Turn>,
    /// What tells it apart from others of its kind: its criteria, its number, its level or what was tested.
    detail: Option<FactLine>,
    opinion: Option<FactLine>,
    /// Who examined; none where nobody does.
    examiner: Option<FactLine>,
    get: Get,
    /// The numbers of the sources, where the page numbers them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sources: Vec<usize>,
    #[serde(skip)]
    strip: Option<String>,
}

/// A day that a status ends or began on.
#[derive(Serialize)]
pub(super) struct Turn {
    date: String,
    text: String,
}

/// How one gets a report: one thing to do, and under which condition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Get {
    action: Option<Link>,
    /// The condition, and the size of what there is to download.
    note: String,
}

/// Reports with what is drawn of them.
pub(super) struct Drawn<'a> {
    reports: Vec<(&'a Record, &'a Report, Option<Strip>)>,
}

impl<'a> Drawn<'a> {
    pub(super) fn of(context: &PageContext<'a>, reports: impl IntoIterator<Item = (&'a Record, &'a Report)>) -> Self {
        let today = context.site.as_of.date();
        let drawn = |(record, report): (&'a Record, &'a Report)| {
            (record, report, Strip::of(report, &context.site.steps(record, report), today))
        };
        Self { reports: reports.into_iter().map(drawn).collect() }
    }

    /// The strips of the reports in force; of all where none is.
    pub(super) fn strips(&self, context: &PageContext<'_>) -> Vec<&Strip> {
        let strips = |wanted: fn(bool) -> bool| {
            let reports =
                self.reports.iter().filter(move |(record, report, _)| wanted(context.is_held(record, report)));
            reports.filter_map(|(_, _, strip)| strip.as_ref()).collect::<Vec<_>>()
        };
        let held = strips(|is_held| is_held);
        if held.is_empty() { strips(|_| true) } else { held }
    }
}

impl Holdings {
    pub(super) fn of<'a>(context: &PageContext<'a>, drawn: &Drawn<'a>, axis: Option<Axis>) -> Self {
        let mut rows: Vec<(State, Holding)> = Vec::new();
        for (record, report, strip) in &drawn.reports {
            let strip = axis.zip(strip.as_ref()).map(|(axis, strip)| axis.strip(strip));
            rows.push((context.state(record, report), Holding::of(context, record, report, strip)));
        }
        let lead = lead(context, &rows);
        let (held, mut others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, row)| row.card.held);
        others.sort_by_key(|(state, _)| is_past(*state));
        Self {
            lead,
            others_text: others_text(context, &others),
            held: held.into_iter().map(|(_, row)| row).collect(),
            others: others.into_iter().map(|(_, row)| row).collect(),
        }
    }

    /// The drawings of the rows, each with the report that it is of.
    pub(super) fn strips(&self) -> impl Iterator<Item = (&str, &str)> {
        let rows = self.held.iter().chain(&self.others);
        rows.filter_map(|row| Some((row.card.id.as_str(), row.strip.as_deref()?)))
    }
}

impl Holding {
    fn of<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report, strip: Option<String>) -> Self {
        let assurance = context.site.assurance(report);
        let line = |name: FactName| fact::line(context, record, report, name);
        let given = |name: FactName| Some(line(name)).filter(|line| line.state == FactState::Given);
        let letter = report.letters_until(context.site.as_of.date());
        Self {
            card: context.report_card(record, report),
            letter_until: letter.map(|day| Day { date: day.to_string(), text: context.catalog.short_date(day) }),
            turns: turn(context, record, report),
            detail: given(detail(assurance)),
            opinion: given(FactName::Opinion),
            examiner: assurance.examiner().filter(|_| !report.is_planned()).map(line),
            get: get(context, record, report),
            sources: Vec::new(),
            strip,
        }
    }

    /// The names of the facts that the row shows.
    pub(super) fn shown(&self) -> impl Iterator<Item = &'static str> {
        let lines = [&self.card.dates, &self.detail, &self.opinion, &self.examiner];
        let access = FactName::Access.word();
        lines.into_iter().flatten().map(|line| line.name).chain([access])
    }
}

fn detail(assurance: Assurance) -> FactName {
    match assurance {
        Assurance::Attestation => FactName::Criteria,
        Assurance::Certification => FactName::Number,
        Assurance::Authorization | Assurance::SelfAssessment => FactName::Level,
        Assurance::Test | Assurance::Commitment => FactName::Subject,
    }
}

/// Whether a report that is not in force any more has another under the same framework in its place.
fn has_heir(row: &Holding, rows: &[(State, Holding)]) -> bool {
    let framework = row.card.framework.as_ref();
    framework.is_some()
        && rows.iter().any(|(state, other)| state.is_current() && other.card.framework.as_ref() == framework)
}

/// Whether a report was held and is not any more.
fn is_past(state: State) -> bool {
    matches!(state, State::Superseded | State::Expired | State::Withdrawn)
}

/// Until when the status lasts, or since when it has lasted.
pub(super) fn turn(context: &PageContext<'_>, record: &Record, report: &Report) -> Option<Turn> {
    let steps = context.site.steps(record, report);
    let today = context.site.as_of.date();
    let state = context.state(record, report);
    let (key, day) = match state {
        State::Current | State::Bridged => ("until_date", last_day(&steps, today)?),
        State::Stale | State::Superseded | State::Withdrawn => {
            ("since_date", crate::model::status::state_on(&steps, today).from?)
        }
        State::Expired => ("on_date", report.valid_until.as_ref()?.value),
        State::Upcoming => ("from_date", last_day(&steps, today)?.next()),
        State::Planned => {
            let expected = report.expected.as_ref()?;
            let text = context.catalog.partial_date(expected);
            let text = context.catalog.fill("for_date", &[("date", &text)]);
            return Some(Turn { date: expected.to_string(), text });
        }
        State::InPeriod | State::AwaitingReport | State::Undated | State::Stated => return None,
    };
    let text = context.catalog.fill(key, &[("date", &context.catalog.short_date(day))]);
    Some(Turn { date: day.to_string(), text })
}

/// Which reports are current, which are not any more, and of which nobody can tell.
fn lead(context: &PageContext<'_>, rows: &[(State, Holding)]) -> String {
    let catalog = context.catalog;
    if rows.is_empty() {
        return catalog.text("no_reports").to_owned();
    }
    let names = |states: &[State]| -> Vec<String> {
        let rows =
            rows.iter().filter(|(state, row)| states.contains(state) && !(is_past(*state) && has_heir(row, rows)));
        let mut names: Vec<String> = Vec::new();
        rows.map(|(_, row)| &row.card.title.text).for_each(|name| {
            if !names.contains(name) {
                names.push(name.clone());
            }
        });
        names
    };
    let sentence = |key: &str, names: Vec<String>| {
        let form = catalog.form(key, names.len() as u64);
        let date = context.date_text(context.site.as_of.date());
        (!names.is_empty()).then(|| crate::catalog::fill(form, [("reports", &*catalog.list(&names)), ("date", &*date)]))
    };
    let current = names(&[State::Current, State::Bridged]);
    let stated = names(&[State::Stated]);
    let has_current = !current.is_empty() || !stated.is_empty();
    let sentences = [
        sentence("lead_current", current),
        sentence("lead_stated", stated),
        sentence("lead_stale", names(&[State::Stale])),
        sentence("lead_expired", names(&[State::Expired])),
        sentence("lead_undated", names(&[State::Undated])),
    ];
    let mut sentences: Vec<String> = sentences.into_iter().flatten().collect();
    if !has_current && sentences.is_empty() {
        sentences.push(catalog.fill("lead_none", &[("date", &context.date_text(context.site.as_of.date()))]));
    }
    sentences.join(catalog.text("sentence_separator"))
}

/// `2 earlier: SOC 2 Type II (2024) and SOC 3 (2024)`.
fn others_text(context: &PageContext<'_>, others: &[(State, Holding)]) -> String {
    let group = |key: &str, wanted: fn(State) -> bool| {
        let rows = others.iter().filter(|(state, _)| wanted(*state));
        let names: Vec<String> = rows.map(|(_, row)| row.card.title.text.clone()).collect();
        let counted = context.catalog.fill_counted(key, names.len() as u64);
        let colon = context.catalog.text("colon");
        (!names.is_empty()).then(|| format!("{counted}{colon}{}", context.catalog.list(&names)))
    };
    let groups = [group("others_ahead", |state| !is_past(state)), group("others_past", is_past)];
    groups.into_iter().flatten().collect::<Vec<_>>().join(context.catalog.text("limit_separator"))
}

/// The one thing to do to get a report: take its file, else ask for it at the address that is known.
pub(super) fn get<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report) -> Get {
    let documents: Vec<_> = report.documents.iter().filter_map(|id| document(context, id)).collect();
    let distribution = report.access.as_ref().map(|access| access.distribution);
    let condition = || match distribution {
        Some(word) => context.catalog.word("get_note", word.word()),
        None => fact::line(context, record, report, FactName::Access).text,
    };
    // Nobody looks for a way to what is not there to be had.
    let is_shown = context.site.shows(record, report, FactName::Access);
    let condition = if is_shown { condition() } else { String::new() };
    let action =
        |key: &str, href: String| Link { text: PageContext::words(context.catalog.text(key)), href: Some(href) };
    if let Some(file) = documents.iter().find(|document| document.href.is_some()) {
        let size = file.size.as_ref().map(|size| size.text.as_str());
        let note = [condition.as_str()].into_iter().chain(size).filter(|note| !note.is_empty()).collect::<Vec<_>>();
        return Get {
            action: file.href.clone().map(|href| action("download", href)),
            note: note.join(context.catalog.text("clause_separator")),
        };
    }
    let requested = documents.iter().find_map(|document| document.request.clone());
    let address = report.access.as_ref().and_then(|access| access.url.as_ref()).map(|url| url.value.clone());
    let key = if distribution == Some(Distribution::Public) { "open_address" } else { "request" };
    Get { action: address.or(requested).map(|href| action(key, href)), note: condition }
}

fn document(context: &PageContext<'_>, id: &Id) -> Option<super::values::DocumentRow> {
    let record = context.site.record(&Key::new(Kind::Document, id.clone()))?;
    record.as_document().map(|document| context.document_row(record, document))
}
