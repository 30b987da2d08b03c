//! Days, periods and the date as of which everything is said.

use std::fmt;

use jiff::civil;
use jiff::{Span as DateSpan, ToSpan};

/// A calendar day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `2025-01-31`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let shaped = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
        if !shaped || ![year, month, day].into_iter().all(digits) {
            return None;
        }
        let date = civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        (date.year() >= 1).then_some(Self(date))
    }

    /// The day on which this many seconds since 1970 have passed, in UTC; `None` past the year 9999.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let epoch = civil::date(1970, 1, 1);
        epoch.checked_add(DateSpan::new().try_days(seconds.div_euclid(86_400)).ok()?).ok().map(Self)
    }

    /// The first day of a year; of the calendar's last when there is no such year.
    pub(crate) fn first_of(year: i16) -> Self {
        Self(civil::Date::new(year.clamp(1, 9999), 1, 1).unwrap_or(civil::Date::MAX))
    }

    pub(crate) fn year(self) -> i16 {
        self.0.year()
    }

    pub(crate) fn month(self) -> i8 {
        self.0.month()
    }

    pub(crate) fn day(self) -> i8 {
        self.0.day()
    }

    /// The day after; the last day of the calendar is its own successor.
    pub(crate) fn next(self) -> Self {
        Self(self.0.saturating_add(1.day()))
    }

    /// The day before; the first day of the calendar is its own predecessor.
    pub(crate) fn previous(self) -> Self {
        Self(self.0.saturating_sub(1.day()))
    }

    /// The same day that many months on, or the last day of a shorter month.
    pub(crate) fn plus_months(self, months: u16) -> Self {
        Self(self.0.saturating_add(i32::from(months).months()))
    }

    /// The same day that many months on or back, or the last day of a shorter month.
    pub(crate) fn on_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(months.months()))
    }

    /// The day that many days on.
    pub(crate) fn plus_days(self, days: u16) -> Self {
        Self(self.0.saturating_add(i32::from(days).days()))
    }

    /// The days from `earlier` to this day.
    pub(crate) fn days_since(self, earlier: Date) -> i64 {
        i64::from(self.0.since(earlier.0).map_or(0, |span| span.get_days()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The day as of which the site speaks: an input like any other, so that the same day gives the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf(Date);

impl AsOf {
    /// Speaks as of this day.
    #[must_use]
    pub fn new(date: Date) -> Self {
        Self(date)
    }

    /// The day.
    #[must_use]
    pub fn date(self) -> Date {
        self.0
    }

    /// Whether a day is still to come, wherever on Earth one asks: somewhere it is tomorrow already.
    pub(crate) fn is_before(self, day: Date) -> bool {
        day > self.0.next()
    }
}

/// The days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    pub(crate) start: Date,
    pub(crate) end: Date,
}

impl Period {
    /// Whether the day is one of the period's.
    pub(crate) fn contains(self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }
}

/// A date that may lack its day or month, as publications often state it: `2017`, `2017-Q2`, `2017-04`, `2017-04-15`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartialDate {
    Year(i16),
    Quarter(i16, i8),
    Month(i16, i8),
    Day(Date),
}

impl PartialDate {
    /// Reads a year, a quarter, a month or a day.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Some((year, quarter)) = text.split_once("-Q") {
            let quarter = ["1", "2", "3", "4"].into_iter().zip(1..).find(|(digit, _)| *digit == quarter)?.1;
            return Date::parse(&format!("{year}-01-01")).map(|date| Self::Quarter(date.year(), quarter));
        }
        match text.len() {
            4 => Date::parse(&format!("{text}-01-01")).map(|date| Self::Year(date.year())),
            7 => Date::parse(&format!("{text}-01")).map(|date| Self::Month(date.year(), date.month())),
            _ => Date::parse(text).map(Self::Day),
        }
    }

    /// The days that may be meant.
    pub(crate) fn days(&self) -> Period {
        let (year, month, months) = match *self {
            Self::Year(year) => (year, 1, 12),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2, 3),
            Self::Month(year, month) => (year, month, 1),
            Self::Day(date) => return Period { start: date, end: date },
        };
        let start = Date(civil::date(year, month, 1));
        // The calendar ends with its last month.
        let next = start.plus_months(months);
        let end = if next.day() == 1 { next.previous() } else { next };
        Period { start, end }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => date.fmt(f),
        }
    }
}

/// A length of time such as a review interval: `12 months`, `90 days`, `1 year`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interval {
    Days(u16),
    Months(u16),
}

impl Interval {
    /// Reads a positive number and a unit from day to year.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.split_once(' ')?;
        let number: u16 = number.parse().ok().filter(|n| (1..=1200).contains(n))?;
        match unit.strip_suffix('s').unwrap_or(unit) {
            "day" => Some(Self::Days(number)),
            "week" => Some(Self::Days(number * 7)),
            "month" => Some(Self::Months(number)),
            "quarter" => Some(Self::Months(number * 3)),
            "year" => Some(Self::Months(number * 12)),
            _ => None,
        }
    }

    /// The day on which the interval that began on `date` is over.
    pub(crate) fn after(self, date: Date) -> Date {
        match self {
            Self::Days(days) => date.plus_days(days),
            Self::Months(months) => date.plus_months(months),
        }
    }
}
