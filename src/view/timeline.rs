//! What is in force, what is to come and what was before, a row each on one axis of years.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::holdings::{self, Turn};
use super::lead;
use super::standing;
use super::strip::{Axis, Strip, days_of};
use super::values::{Day, FactLine, Link, ReportCard, Status};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::kinds::Kind;
use crate::model::report::{Cadence, Report};
use crate::model::status;
use crate::model::tells::List;
use crate::model::terms::{Assurance, FactName, State};

/// The page of all periods.
#[derive(Serialize)]
pub(crate) struct TimelinePage {
    pub(super) lead: String,
    groups: Vec<Group>,
    /// The reports that have no place on the axis.
    undated: Vec<ReportCard>,
    #[serde(skip)]
    axis: Option<String>,
}

/// Reports that are alike in force, to come, or gone.
#[derive(Serialize)]
struct Group {
    name: &'static str,
    title: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    report: Link,
    provider: Option<Link>,
    status: Status,
    /// Until when the status lasts, or since when.
    turns: Option<Turn>,
    dates: Option<FactLine>,
    start: Option<Day>,
    end: Day,
    letters_until: Option<Day>,
    gap_days: Option<i64>,
    next_expected: Option<Day>,
    /// When the next one was expected that is not here.
    overdue: Option<Day>,
    cadence: FactLine,
    #[serde(skip)]
    strip: Option<String>,
}

impl TimelinePage {
    pub(super) fn description(&self) -> String {
        description::sentence(&self.lead)
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        let rows = self.groups.iter().flat_map(|group| &group.rows);
        let strips = rows.filter_map(|row| Some((row.id.as_str(), row.strip.as_deref()?)));
        Fragments::default().with_strips(self.axis.as_ref(), strips)
    }
}

/// A report that has a place on the axis.
struct Dated<'a> {
    record: &'a Record,
    report: &'a Report,
    state: State,
    strip: Strip,
    /// The first and the last day that it speaks of, and the last on which it is current.
    start: Date,
    end: Date,
    lapse: Option<Date>,
}

impl<'a> Dated<'a> {
    fn of(context: &PageContext<'a>, (record, report): (&'a Record, &'a Report)) -> Option<Self> {
        let (steps, today) = (context.site.steps(record, report), context.site.as_of.date());
        let strip = Strip::of(report, &steps, today)?;
        let days = days_of(report)?;
        let state = status::state_on(&steps, today).state;
        let lapse = standing::lapse(&steps, today);
        Some(Self { record, report, state, strip, start: days.start, end: days.end, lapse })
    }
}

pub(super) fn timeline_page(context: &PageContext<'_>) -> TimelinePage {
    let mut reports = Vec::new();
    for provider in context.site.list(&List::All(Kind::Provider)) {
        reports.extend(context.site.reports(&List::Of(Kind::Report, provider.key.id.clone())));
    }
    // What has no dates is not missing any.
    reports.retain(|(_, report)| has_dates(context, report));
    let dated: Vec<Dated<'_>> = reports.iter().filter_map(|report| Dated::of(context, *report)).collect();
    let undated = reports.iter().filter(|(_, report)| days_of(report).is_none());
    let undated = undated.map(|(record, report)| context.report_card(record, report)).collect();
    let lead = lead_of(context, &reports, &dated);
    let (mut held, others): (Vec<_>, Vec<_>) = dated.into_iter().partition(|row| row.state.is_held());
    let is_coming = |row: &Dated<'_>| {
        matches!(row.state, State::Planned | State::Upcoming | State::InPeriod | State::AwaitingReport)
    };
    let (mut coming, mut earlier): (Vec<_>, Vec<_>) = others.into_iter().partition(is_coming);
    held.sort_by_key(|row| (row.lapse.is_none(), row.lapse));
    coming.sort_by_key(|row| (row.end, row.start));
    earlier.sort_by_key(|row| std::cmp::Reverse((row.end, row.start)));
    let axis = axis(context, &held, &coming, &earlier);
    let groups = [
        ("held", context.catalog.text("timeline_held"), held),
        ("coming", context.catalog.text("timeline_coming"), coming),
        ("earlier", context.catalog.text("timeline_earlier"), earlier),
    ];
    let group = |(name, title, rows): (&'static str, &str, Vec<Dated<'_>>)| Group {
        name,
        title: title.to_owned(),
        rows: rows.iter().map(|dated| row(context, dated, axis)).collect(),
    };
    TimelinePage {
        lead,
        groups: groups.into_iter().map(group).filter(|group| !group.rows.is_empty()).collect(),
        undated,
        axis: axis.map(|axis| axis.ruler(context.catalog.text("today"))),
    }
}

/// Whether the report is of a kind that speaks of some time, or is due at some.
fn has_dates(context: &PageContext<'_>, report: &Report) -> bool {
    report.is_planned() || context.site.assurance(report) != Assurance::Commitment
}

/// The years of what is in force or to come; of what was before, where that is all there is.
fn axis(context: &PageContext<'_>, held: &[Dated<'_>], coming: &[Dated<'_>], earlier: &[Dated<'_>]) -> Option<Axis> {
    let today = context.site.as_of.date();
    let over = |rows: Vec<&Dated<'_>>| Axis::over(rows.into_iter().map(|row| &row.strip), today);
    over(held.iter().chain(coming).collect()).or_else(|| over(earlier.iter().collect()))
}

/// Where the reports stand, and which lapses next.
fn lead_of<'a>(context: &PageContext<'a>, reports: &[(&'a Record, &'a Report)], dated: &[Dated<'a>]) -> String {
    if reports.is_empty() {
        return context.catalog.text("timeline_lead_none").to_owned();
    }
    let states: Vec<State> = reports.iter().map(|(record, report)| context.state(record, report)).collect();
    let next = dated.iter().filter_map(|row| Some((row.lapse?, row.record))).min_by_key(|(day, _)| *day);
    let next = next.map_or_else(
        || context.catalog.text("timeline_lead_no_lapse").to_owned(),
        |(day, record)| {
            let values = [("report", &*context.full_title(record).text), ("date", &*context.date_text(day))];
            context.catalog.fill("timeline_lead_next", &values)
        },
    );
    let counted = context.catalog.fill_counted("timeline_lead", reports.len() as u64);
    let states = lead::by_state(context, &states).join(context.catalog.text("clause_separator"));
    let counted = crate::catalog::fill(&counted, [("states", &*states)]);
    lead::together(context, &[counted, next])
}

/// The last day that a report speaks of, as exactly as it is known when it is due.
fn end(context: &PageContext<'_>, dated: &Dated<'_>) -> Day {
    let day = context.day(dated.end);
    let Some(expected) = &dated.report.expected else { return day };
    let date = context.catalog.partial_date(expected);
    Day { text: context.catalog.fill("planned_for_date", &[("date", &date)]), ..day }
}

fn row<'a>(context: &PageContext<'a>, dated: &Dated<'a>, axis: Option<Axis>) -> Row {
    let Dated { record, report, .. } = *dated;
    let cadence = report.cadence.as_ref().filter(|cadence| cadence.times > 0);
    // A certificate is renewed when it ends, however often it is looked after in between. There is a report on a period
    // only some time after it.
    let next = |cadence: &Cadence| match &report.issued_on {
        _ if report.valid_until.is_some() => dated.end,
        Some(issued) => cadence.next_after(issued.value.max(dated.end)),
        None => cadence.next_after(dated.end),
    };
    let expected =
        cadence.filter(|_| dated.state != State::Withdrawn && !report.is_planned()).map(|cadence| next(cadence));
    let is_past = |date: &Date| *date < context.site.as_of.date();
    let is_succeeded = || context.site.successors(&record.key).next().is_some();
    let provider = context.site.provider(&record.key.id.owner_id()).map(|(provider, _)| context.link(provider));
    let letter = report.letters_until(context.site.as_of.date());
    Row {
        id: record.key.to_string(),
        report: context.full_link(record),
        provider,
        status: context.status(record, report),
        turns: holdings::turn(context, record, report),
        dates: fact::dates(context, record, report),
        start: (dated.start != dated.end && !report.is_planned()).then(|| context.day(dated.start)),
        end: end(context, dated),
        letters_until: letter.map(|day| context.day(day)),
        gap_days: gap_before(context, report, dated.start),
        next_expected: planned_next(context, record)
            .or_else(|| expected.filter(|date| !is_past(date)).map(|date| context.day(date))),
        overdue: expected.filter(|date| is_past(date) && !is_succeeded()).map(|date| context.day(date)),
        cadence: fact::line(context, record, report, FactName::Cadence),
        strip: axis.map(|axis| axis.strip(&dated.strip)),
    }
}

/// When the report is planned that takes the place of this one.
fn planned_next(context: &PageContext<'_>, record: &Record) -> Option<Day> {
    let successors = context.site.successors(&record.key).filter(|(_, successor)| successor.is_planned());
    let dates = successors.filter_map(|(_, successor)| successor.expected.as_ref());
    let expected = dates.min_by_key(|expected| expected.days().end)?;
    let day = expected.days().end;
    let is_to_come = day >= context.site.as_of.date();
    is_to_come.then(|| Day { text: context.catalog.partial_date(expected), ..context.day(day) })
}

/// How many days nothing covers between the report before this one and its first day.
fn gap_before(context: &PageContext<'_>, report: &Report, start: Date) -> Option<i64> {
    if context.site.assurance(report) != Assurance::Attestation || report.is_planned() {
        return None;
    }
    let (_, before) = context.site.report(report.supersedes.as_ref()?)?;
    let from = before.examined_until()?.next();
    let days = status::uncovered_days(before, from, start, context.site.as_of.date());
    (days > 0).then_some(days)
}
