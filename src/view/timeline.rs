//! Periods over time, drawn when the site is built.

use std::fmt::Write;

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::strip::days_of;
use super::values::{Day, FactLine, Link, ReportCard, Status};
use crate::catalog;
use crate::model::Record;
use crate::model::date::{Date, Period};
use crate::model::kinds::Kind;
use crate::model::report::{Cadence, Report};
use crate::model::status;
use crate::model::tells::List;
use crate::model::terms::{Assurance, FactName, State};
use crate::parse::html::escape;

/// The drawing, and its content in words.
#[derive(Serialize)]
pub(crate) struct Timeline {
    #[serde(skip)]
    svg: Option<String>,
    summary: String,
}

/// The page of all periods.
#[derive(Serialize)]
pub(crate) struct TimelinePage {
    timeline: Timeline,
    rows: Vec<Row>,
    undated: Vec<ReportCard>,
}

#[derive(Serialize)]
struct Row {
    report: Link,
    provider: Option<Link>,
    status: Status,
    start: Option<Day>,
    end: Day,
    gap_days: Option<i64>,
    next_expected: Option<Day>,
    cadence: FactLine,
}

impl Timeline {
    pub(super) fn drawing(&self) -> Option<&str> {
        self.svg.as_deref()
    }
}

impl TimelinePage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let (title, colon) = (context.catalog.text("svg_title"), context.catalog.text("colon"));
        description::sentence(&format!("{title}{colon}{}", self.timeline.summary))
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::default().with_drawing(self.timeline.drawing())
    }
}

pub(super) fn timeline_page(context: &PageContext<'_>) -> TimelinePage {
    let mut reports = Vec::new();
    for provider in context.site.list(&List::All(Kind::Provider)) {
        reports.extend(context.site.reports(&List::Of(Kind::Report, provider.key.id.clone())));
    }
    // What has no dates is not missing any.
    reports.retain(|(_, report)| has_dates(context, report));
    let undated = reports.iter().filter(|(_, report)| days_of(report).is_none());
    TimelinePage {
        timeline: timeline(context, &reports),
        rows: reports.iter().filter_map(|(record, report)| row(context, record, report)).collect(),
        undated: undated.map(|(record, report)| context.report_card(record, report)).collect(),
    }
}

/// Whether the report is of a kind that speaks of some time, or is due at some.
fn has_dates(context: &PageContext<'_>, report: &Report) -> bool {
    report.is_planned() || context.site.assurance(report) != Assurance::Commitment
}

/// When a report that nobody has yet is due.
fn planned_for(context: &PageContext<'_>, report: &Report) -> Option<String> {
    let date = context.catalog.partial_date(report.expected.as_ref()?);
    Some(context.catalog.fill("planned_for_date", &[("date", &date)]))
}

fn row<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a Report) -> Option<Row> {
    let days = days_of(report)?;
    let gap = gap_before(context, report, days.start).map(|(_, days)| days);
    let cadence = report.cadence.as_ref().filter(|cadence| cadence.times > 0);
    // A certificate is renewed when it ends, however often it is looked after in between.
    let next = |cadence: &Cadence| if report.valid_until.is_some() { days.end } else { cadence.next_after(days.end) };
    let is_alive = !report.is_planned() && context.state(record, report) != State::Withdrawn;
    let expected = cadence.filter(|_| is_alive).map(|cadence| next(cadence));
    let provider = context.site.provider(&record.key.id.owner_id()).map(|(provider, _)| context.link(provider));
    let is_span = days.start != days.end && !report.is_planned();
    Some(Row {
        report: context.link(record),
        provider,
        status: context.status(record, report),
        start: is_span.then(|| context.day(days.start)),
        end: Day {
            date: days.end.to_string(),
            text: planned_for(context, report).unwrap_or(context.date_text(days.end)),
        },
        gap_days: gap,
        next_expected: expected.map(|date| context.day(date)),
        cadence: fact::line(context, record, report, FactName::Cadence),
    })
}

/// The first day after the report before this one, and how many days from then on nothing covers.
fn gap_before(context: &PageContext<'_>, report: &Report, start: Date) -> Option<(Date, i64)> {
    if context.site.assurance(report) != Assurance::Attestation || report.is_planned() {
        return None;
    }
    let (_, before) = context.site.report(report.supersedes.as_ref()?)?;
    let from = before.examined_until()?.next();
    let days = status::uncovered_days(before, from, start);
    (days > 0).then_some((from, days))
}

const WIDTH: i64 = 960;
const LABELS: i64 = 260;
const ROW: i64 = 30;
const HEAD: i64 = 26;

/// The drawing of some reports; none when no report has a date.
pub(super) fn timeline<'a>(context: &PageContext<'a>, reports: &[(&'a Record, &'a Report)]) -> Timeline {
    let reports = reports.iter().filter(|(_, report)| has_dates(context, report));
    let dated: Vec<_> =
        reports.clone().filter_map(|(record, report)| Some(Dated { record, report, days: days_of(report)? })).collect();
    let without = reports.count() - dated.len();
    let summary = context.catalog.form("timeline_summary", dated.len() as u64);
    let summary = catalog::fill(summary, [("n", &*dated.len().to_string()), ("m", &*without.to_string())]);
    Timeline { svg: drawing(context, &dated), summary }
}

/// A report that has a date, and the days that its bar spans.
#[derive(Clone, Copy)]
struct Dated<'a> {
    record: &'a Record,
    report: &'a Report,
    days: Period,
}

/// The picture while it is drawn; days run from left to right.
struct Canvas {
    svg: String,
    start: Date,
    days: i64,
}

impl Canvas {
    fn x(&self, date: Date) -> i64 {
        LABELS + (WIDTH - LABELS - 20) * date.days_since(self.start) / self.days
    }

    /// What is drawn of one report.
    fn row<'a>(&mut self, context: &PageContext<'a>, row: Dated<'a>, top: i64) {
        let Dated { record, report, days } = row;
        let title = context.full_title(record).text;
        self.text("tl-label", 4, top + 19, &title);
        let state = context.status(record, report).state;
        let period = match planned_for(context, report) {
            Some(planned) => planned,
            None if days.start == days.end => context.date_text(days.start),
            None => context.catalog.period(days),
        };
        let tip = context.catalog.fill("svg_period", &[("report", &title), ("period", &period)]);
        if days.start == days.end {
            self.point(&format!("tl-point tl-{state}"), days.start, top, &tip);
        } else {
            self.bar(&format!("tl-bar tl-{state}"), days, top, &tip);
        }
        for bridge in &report.bridges {
            let cover = bridge.covers.value;
            let tip = context.catalog.fill("svg_bridge", &[("period", &context.catalog.period(cover))]);
            self.bar("tl-bridge", cover, top, &tip);
        }
        if let Some((start, n)) = gap_before(context, report, days.start) {
            let tip = context.catalog.fill_counted("svg_gap", n.unsigned_abs());
            self.bar("tl-gap", Period { start, end: days.start }, top, &tip);
        }
    }

    fn bar(&mut self, class: &str, days: Period, top: i64, tip: &str) {
        let (x, y) = (self.x(days.start), top + 7);
        let width = (self.x(days.end) - x).max(3);
        let _ = write!(
            self.svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"16\"><title>{}</title></rect>",
            escape(tip)
        );
    }

    fn point(&mut self, class: &str, day: Date, top: i64, tip: &str) {
        let (x, y) = (self.x(day), top + 15);
        let _ = write!(
            self.svg,
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"6\"><title>{}</title></circle>",
            escape(tip)
        );
    }

    fn line(&mut self, class: &str, x: i64, top: i64, bottom: i64) {
        let _ = write!(self.svg, "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\"/>");
    }

    fn text(&mut self, class: &str, x: i64, y: i64, words: &str) {
        let _ = write!(self.svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(words));
    }
}

fn drawing<'a>(context: &PageContext<'a>, dated: &[Dated<'a>]) -> Option<String> {
    let today = context.site.as_of.date();
    let covers = || dated.iter().flat_map(|row| row.report.bridges.iter().map(|bridge| bridge.covers.value));
    let first = dated.iter().map(|row| row.days.start).chain(covers().map(|cover| cover.start)).min()?.min(today);
    let last = dated.iter().map(|row| row.days.end).chain(covers().map(|cover| cover.end)).max()?.max(today);
    let start = Date::parse(&format!("{:04}-01-01", first.year()))?;
    let end = Date::parse(&format!("{:04}-01-01", last.year() + 1)).unwrap_or(last);
    let height = HEAD + ROW * i64::try_from(dated.len()).unwrap_or(0) + 8;
    let svg = format!(
        "<svg class=\"tl\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-label=\"{}\">",
        escape(context.catalog.text("svg_title"))
    );
    let mut canvas = Canvas { svg, start, days: end.days_since(start).max(1) };
    for year in start.year()..=last.year() {
        if let Some(date) = Date::parse(&format!("{year:04}-01-01")) {
            let x = canvas.x(date);
            canvas.line("tl-grid", x, HEAD, height);
            canvas.text("tl-axis", x + 4, HEAD - 8, &year.to_string());
        }
    }
    for (index, row) in dated.iter().enumerate() {
        canvas.row(context, *row, HEAD + ROW * i64::try_from(index).unwrap_or(0));
    }
    canvas.line("tl-today", canvas.x(today), HEAD - 6, height);
    canvas.svg.push_str("</svg>");
    Some(canvas.svg)
}
