//! The dates of a template, which is written as if it were some day of [`MONTH`], as they are today.
//!
//! They move by whole months: a period that begins with a month goes on to do so, and one that ends with a month too.
//! What is past by that month is past on every day of today's, and what is to come is to come.

use crate::model::date::Date;

/// The year and the month in which the templates speak.
const MONTH: (i32, i32) = (2026, 1);
/// How long a day is, as it is written.
const LENGTH: usize = "2026-01-31".len();

/// How far dates are moved.
pub(super) struct Days {
    months: i32,
}

impl Days {
    pub(super) fn until(today: Date) -> Self {
        let (year, month) = MONTH;
        Self { months: (i32::from(today.year()) - year) * 12 + i32::from(today.month()) - month }
    }

    /// The text with each day in it moved.
    pub(super) fn shift(&self, text: &str) -> String {
        let (mut shifted, mut rest) = (String::with_capacity(text.len()), text);
        while let Some(at) = rest.find("20") {
            let is_number = rest[..at].ends_with(|c: char| c.is_ascii_digit());
            let day = rest.get(at..at + LENGTH).filter(|_| !is_number).and_then(Date::parse);
            shifted.push_str(&rest[..at]);
            rest = if let Some(day) = day {
                shifted.push_str(&self.moved(day).to_string());
                &rest[at + LENGTH..]
            } else {
                shifted.push_str("20");
                &rest[at + 2..]
            };
        }
        shifted + rest
    }

    /// A last day of a month becomes the last of another one.
    fn moved(&self, day: Date) -> Date {
        let next = day.next();
        if next.day() == 1 { next.on_months(self.months).previous() } else { day.on_months(self.months) }
    }
}
