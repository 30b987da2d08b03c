//! Periods over time, drawn when the site is built.

use std::fmt::Write;

use serde::Serialize;

use super::description;
use super::fact;
use super::fragments::Fragments;
use super::parts::{Day, FactLine, Link, ReportCard, Status};
use super::scene::Scene;
use crate::model::Record;
use crate::model::date::{Date, Period};
use crate::model::kinds::Kind;
use crate::model::report::{Cadence, Report};
use crate::model::status::{self, state_on};
use crate::model::tells::List;
use crate::model::terms::{FactName, State};
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
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let (title, colon) = (scene.catalog.text("svg_title"), scene.catalog.text("colon"));
        description::sentence(&format!("{title}{colon}{}", self.timeline.summary))
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_drawing(self.timeline.drawing())
    }
}

pub(super) fn timeline_page(scene: &Scene<'_>) -> TimelinePage {
    let mut reports = Vec::new();
    for provider in scene.site.list(&List::All(Kind::Provider)) {
        reports.extend(scene.site.reports(&List::Of(Kind::Report, provider.key.id.clone())));
    }
    let undated = reports.iter().filter(|(_, report)| extent(report).is_none());
    TimelinePage {
        timeline: timeline(scene, &reports),
        rows: reports.iter().filter_map(|(record, report)| row(scene, record, report)).collect(),
        undated: undated.map(|(record, report)| scene.report_card(record, report)).collect(),
    }
}

/// The days that a report speaks of: its period, its date, or the life of a certificate.
fn extent(report: &Report) -> Option<Period> {
    let examined = report.period.as_ref().map(|period| period.value);
    let day = report.as_of_date.as_ref().map(|date| Period { start: date.value, end: date.value });
    let life = || {
        let end = report.valid_until.as_ref()?.value;
        let start = report.issued_on.as_ref().map_or(end, |date| date.value);
        Some(Period { start: start.min(end), end })
    };
    examined.or(day).or_else(life)
}

fn row<'a>(scene: &Scene<'a>, record: &'a Record, report: &'a Report) -> Option<Row> {
    let days = extent(report)?;
    let gap = gap_before(scene, report, days.start).map(|(_, days)| days);
    let cadence = report.cadence.as_ref().filter(|cadence| cadence.times > 0);
    // A certificate is renewed when it ends, however often it is looked after in between.
    let next = |cadence: &Cadence| if report.valid_until.is_some() { days.end } else { cadence.next_after(days.end) };
    let is_withdrawn = state_on(&scene.site.steps(record, report), scene.site.as_of.date()).state == State::Withdrawn;
    let expected = cadence.filter(|_| !is_withdrawn).map(|cadence| next(cadence));
    let provider = scene.site.provider(&record.key.id.owner_id()).map(|(provider, _)| scene.link(provider));
    let is_span = days.start != days.end;
    Some(Row {
        report: scene.link(record),
        provider,
        status: scene.status(record, report),
        start: is_span.then(|| scene.day(days.start)),
        end: scene.day(days.end),
        gap_days: gap,
        next_expected: expected.map(|date| scene.day(date)),
        cadence: fact::line(scene, record, report, FactName::Cadence),
    })
}

/// The first day after the report before this one, and how many days from then on nothing covers.
fn gap_before(scene: &Scene<'_>, report: &Report, start: Date) -> Option<(Date, i64)> {
    let (_, before) = scene.site.report(report.supersedes.as_ref()?)?;
    let from = before.examined_until()?.next();
    let days = status::uncovered_days(before, from, start);
    (days > 0).then_some((from, days))
}

const WIDTH: i64 = 960;
const LABELS: i64 = 260;
const ROW: i64 = 30;
const HEAD: i64 = 26;

/// The drawing of some reports; none when no report has a date.
pub(super) fn timeline<'a>(scene: &Scene<'a>, reports: &[(&'a Record, &'a Report)]) -> Timeline {
    let dated: Vec<_> =
        reports.iter().filter_map(|(record, report)| Some((*record, *report, extent(report)?))).collect();
    let without = reports.len() - dated.len();
    let summary =
        scene.catalog.fill("timeline_summary", &[("n", &dated.len().to_string()), ("m", &without.to_string())]);
    Timeline { svg: drawing(scene, &dated), summary }
}

/// Turns days into places from left to right.
struct Scale {
    start: Date,
    days: i64,
}

impl Scale {
    fn x(&self, date: Date) -> i64 {
        LABELS + (WIDTH - LABELS - 20) * date.days_since(self.start) / self.days
    }
}

fn drawing<'a>(scene: &Scene<'a>, dated: &[(&'a Record, &'a Report, Period)]) -> Option<String> {
    let today = scene.site.as_of.date();
    let covers = || dated.iter().flat_map(|(_, report, _)| report.bridges.iter().map(|bridge| bridge.covers.value));
    let first = dated.iter().map(|(_, _, days)| days.start).chain(covers().map(|cover| cover.start)).min()?.min(today);
    let last = dated.iter().map(|(_, _, days)| days.end).chain(covers().map(|cover| cover.end)).max()?.max(today);
    let start = Date::parse(&format!("{:04}-01-01", first.year()))?;
    let end = Date::parse(&format!("{:04}-01-01", last.year() + 1)).unwrap_or(last);
    let scale = Scale { start, days: end.days_since(start).max(1) };
    let height = HEAD + ROW * i64::try_from(dated.len()).unwrap_or(0) + 8;
    let mut svg = format!(
        "<svg class=\"tl\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-label=\"{}\">",
        escape(scene.catalog.text("svg_title"))
    );
    for year in start.year()..=last.year() {
        if let Some(date) = Date::parse(&format!("{year:04}-01-01")) {
            let x = scale.x(date);
            line(&mut svg, "tl-grid", x, HEAD, height);
            text(&mut svg, "tl-axis", x + 4, HEAD - 8, &year.to_string());
        }
    }
    for (index, (record, report, days)) in dated.iter().enumerate() {
        let top = HEAD + ROW * i64::try_from(index).unwrap_or(0);
        bar(&mut svg, scene, (record, report, *days), top, &scale);
    }
    line(&mut svg, "tl-today", scale.x(today), HEAD - 6, height);
    svg.push_str("</svg>");
    Some(svg)
}

fn bar<'a>(svg: &mut String, scene: &Scene<'a>, row: (&'a Record, &'a Report, Period), top: i64, scale: &Scale) {
    let (record, report, days) = row;
    let title = scene.full_title(record).text;
    text(svg, "tl-label", 4, top + 19, &title);
    let state = scene.status(record, report).state;
    let period = if days.start == days.end { scene.date_text(days.start) } else { scene.catalog.period(days) };
    let tip = scene.catalog.fill("svg_period", &[("report", &title), ("period", &period)]);
    let (x, end) = (scale.x(days.start), scale.x(days.end));
    if days.start == days.end {
        let _ = write!(
            svg,
            "<circle class=\"tl-point tl-{state}\" cx=\"{x}\" cy=\"{}\" r=\"6\"><title>{}</title></circle>",
            top + 15,
            escape(&tip)
        );
    } else {
        rect(svg, &format!("tl-bar tl-{state}"), (x, end), top, &tip);
    }
    for bridge in &report.bridges {
        let cover = bridge.covers.value;
        let tip = scene.catalog.fill("svg_bridge", &[("period", &scene.catalog.period(cover))]);
        rect(svg, "tl-bridge", (scale.x(cover.start), scale.x(cover.end)), top, &tip);
    }
    if let Some((from, n)) = gap_before(scene, report, days.start) {
        let tip = scene.catalog.fill("svg_gap", &[("n", &n.to_string())]);
        rect(svg, "tl-gap", (scale.x(from), x), top, &tip);
    }
}

fn rect(svg: &mut String, class: &str, (x, end): (i64, i64), top: i64, tip: &str) {
    let width = (end - x).max(3);
    let y = top + 7;
    let _ = write!(
        svg,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"16\"><title>{}</title></rect>",
        escape(tip)
    );
}

fn line(svg: &mut String, class: &str, x: i64, top: i64, bottom: i64) {
    let _ = write!(svg, "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\"/>");
}

fn text(svg: &mut String, class: &str, x: i64, y: i64, words: &str) {
    let _ = write!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(words));
}
