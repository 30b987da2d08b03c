//! Strips: what a report covers over time, drawn on one axis of whole years that all reports of a page share.
//!
//! Places are hundredths of a percent of the width, so that a drawing is as wide as its column and its text is not
//! distorted. A strip is decoration: its row says the same in words.

use std::fmt::Write;

use crate::model::date::{Date, Period};
use crate::model::report::Report;
use crate::model::status::{self, Step};
use crate::model::terms::State;
use crate::parse::html::escape;

/// The fewest and the most years of an axis.
const FEWEST: i16 = 3;
const MOST: i16 = 6;
/// The whole width, and how far into its year today must be for its name to stand before its line.
const WIDTH: i64 = 10_000;
const NAME_FITS: i64 = 45;

/// Whole years, from the first day to the one after the last.
#[derive(Clone, Copy)]
pub(super) struct Axis {
    first: i16,
    last: i16,
    today: Date,
}

/// What is drawn of one report.
pub(super) struct Strip {
    state: State,
    /// The days that the report speaks of.
    days: Period,
    letters: Vec<Period>,
    /// The last day on which the report is current, when that is behind what it covers.
    until: Option<Date>,
}

/// The days that a report speaks of: its period, its date, the life of a certificate, or the time when it is due.
pub(super) fn days_of(report: &Report) -> Option<Period> {
    if let Some(expected) = &report.expected {
        return Some(expected.days());
    }
    let examined = report.period.as_ref().map(|period| period.value);
    let day = report.as_of_date.as_ref().map(|date| Period { start: date.value, end: date.value });
    let day = day.or_else(|| report.completed_on.as_ref().map(|date| date.days()));
    let life = || {
        let (issued, valid_until) = (report.issued_on.as_ref(), report.valid_until.as_ref());
        // What has no last day stands where it was issued.
        let without_end = issued.filter(|_| report.is_without_end());
        let end = valid_until.or(without_end)?.value;
        let start = issued.map_or(end, |date| date.value);
        Some(Period { start: start.min(end), end })
    };
    examined.or(day).or_else(life)
}

/// The last day of the state that a report is in.
pub(super) fn last_day(steps: &[Step], today: Date) -> Option<Date> {
    steps.iter().filter_map(|step| step.from).find(|from| *from > today).map(Date::previous)
}

impl Strip {
    /// The strip of a report; none when it has no dates.
    pub(super) fn of(report: &Report, steps: &[Step], today: Date) -> Option<Self> {
        let days = days_of(report)?;
        let state = status::state_on(steps, today).state;
        let stale = steps.iter().find(|step| step.state == State::Stale).and_then(|step| step.from);
        let until = stale.map(Date::previous).filter(|until| state.is_current() && *until > days.end);
        Some(Self { state, days, letters: report.letters_on(today).map(|letter| letter.covers.value).collect(), until })
    }

    /// From the first to the last day that is drawn.
    fn extent(&self) -> Period {
        let letters = self.letters.iter().map(|letter| letter.end);
        let end = letters.chain(self.until).fold(self.days.end, Date::max);
        Period { start: self.days.start, end }
    }
}

impl Axis {
    /// The axis on which all of some strips can be seen, as far as that many years go; none without strips.
    pub(super) fn over<'s>(strips: impl IntoIterator<Item = &'s Strip>, today: Date) -> Option<Self> {
        let extents: Vec<Period> = strips.into_iter().map(Strip::extent).collect();
        let first = extents.iter().map(|days| days.start.year()).min()?.min(today.year());
        let last = extents.iter().map(|days| days.end.year()).max()?.max(today.year()).max(first + FEWEST - 1);
        let first = first.max(last - MOST + 1).min(today.year());
        Some(Self { first, last: last.min(first + MOST - 1), today })
    }

    /// The drawing of the years and of today, over or under the strips.
    pub(super) fn ruler(self, today: &str) -> String {
        let mut svg = self.opening("axis");
        let (line, width) = (self.at(self.today), WIDTH / i64::from(self.last - self.first + 1));
        let is_before = line % width > width * NAME_FITS / 100;
        for year in self.first..=self.last {
            let x = percent(self.at(Date::first_of(year)));
            let _ = write!(svg, "<line x1=\"{x}\" x2=\"{x}\" y1=\"3\" y2=\"16\"/>");
            if is_before || year != self.today.year() {
                let _ = write!(svg, "<text x=\"{x}\" dx=\"5\" y=\"12\">{year}</text>");
            }
        }
        let (dx, anchor) = if is_before { ("-4", "end") } else { ("4", "start") };
        let (x, today) = (percent(line), escape(today));
        let _ = write!(
            svg,
            "<text class=\"s-now\" x=\"{x}\" dx=\"{dx}\" y=\"12\" text-anchor=\"{anchor}\">{today}</text></svg>"
        );
        svg
    }

    /// The drawing of one report.
    pub(super) fn strip(self, strip: &Strip) -> String {
        let mut svg = self.opening(&format!("strip strip-{}", strip.state.word()));
        svg.push_str("<rect class=\"s-base\" width=\"100%\" y=\"5\" height=\"8\"/>");
        self.bar(&mut svg, "s-days", strip.days);
        for letter in &strip.letters {
            self.bar(&mut svg, "s-letter", *letter);
        }
        for year in self.first + 1..=self.last {
            line(&mut svg, "s-year", self.at(Date::first_of(year)), (5, 13));
        }
        if let Some(until) = strip.until {
            let covered = strip.letters.iter().map(|letter| letter.end).fold(strip.days.end, Date::max);
            let (from, to) = (percent(self.at(covered.next())), self.at(until.next()));
            if covered < until {
                let _ = write!(svg, "<line class=\"s-tail\" x1=\"{from}\" x2=\"{}\" y1=\"9\" y2=\"9\"/>", percent(to));
            }
            line(&mut svg, "s-tail", to, (5, 13));
        }
        line(&mut svg, "s-today", self.at(self.today), (0, 18));
        svg.push_str("</svg>");
        svg
    }

    /// The script moves the line of today to the reader's own day, for which it needs to know the first day and the last.
    fn opening(self, class: &str) -> String {
        let (start, end) = (Date::first_of(self.first), Date::first_of(self.last + 1));
        format!("<svg class=\"{class}\" data-start=\"{start}\" data-end=\"{end}\" aria-hidden=\"true\">")
    }

    fn bar(self, svg: &mut String, class: &str, days: Period) {
        // A single day can be seen too.
        let (x, end) = (self.at(days.start), self.at(days.end.next()));
        let (x, width) = (percent(x), percent((end - x).max(WIDTH / 150)));
        if end > 0 {
            let _ = write!(svg, "<rect class=\"{class}\" x=\"{x}\" width=\"{width}\" y=\"5\" height=\"8\"/>");
        }
    }

    /// Where the morning of a day is; what lies beside the axis, at its end.
    fn at(self, day: Date) -> i64 {
        let (start, end) = (Date::first_of(self.first), Date::first_of(self.last + 1));
        (WIDTH * day.days_since(start) / end.days_since(start).max(1)).clamp(0, WIDTH)
    }
}

fn line(svg: &mut String, class: &str, x: i64, (top, bottom): (u8, u8)) {
    let x = percent(x);
    let _ = write!(svg, "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\"/>");
}

fn percent(place: i64) -> String {
    format!("{}.{:02}%", place / 100, place % 100)
}
