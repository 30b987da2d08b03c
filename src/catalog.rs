//! The strings of the interface in one language, and the few things that are written differently from one to the next.

use std::collections::BTreeMap;

use crate::model::date::{Date, PartialDate, Period};
use crate::path::Locale;

/// The interface strings of one language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Catalog {
    pub(crate) locale: Locale,
    pub(crate) strings: BTreeMap<String, String>,
}

impl Catalog {
    /// The string of a key; the key itself when there is none, which the theme's check has reported.
    pub(crate) fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.strings.get(key).map_or(key, String::as_str)
    }

    /// The string of a key with its placeholders filled.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values.iter().copied())
    }

    /// The label of a word of a vocabulary: `word("status", "in-period")` is the string `status_in_period`.
    pub(crate) fn word(&self, family: &str, word: &str) -> String {
        let mut key = String::with_capacity(family.len() + 1 + word.len());
        key.push_str(family);
        key.push('_');
        key.extend(word.chars().map(|c| if c == '-' { '_' } else { c }));
        self.strings.get(&key).cloned().unwrap_or(key)
    }

    /// `31 January 2025`.
    pub(crate) fn date(&self, date: Date) -> String {
        let (year, m) = (date.year().to_string(), date.month().to_string());
        let month = self.word("month", &m);
        self.fill("date_format", &[("day", &date.day().to_string()), ("month", &month), ("m", &m), ("year", &year)])
    }

    /// A date as exactly as it is known.
    pub(crate) fn partial_date(&self, date: &PartialDate) -> String {
        match date {
            PartialDate::Year(year) => year.to_string(),
            PartialDate::Month(year, month) => {
                let (year, m) = (year.to_string(), month.to_string());
                self.fill("month_format", &[("month", &self.word("month", &m)), ("m", &m), ("year", &year)])
            }
            PartialDate::Day(date) => self.date(*date),
        }
    }

    /// `1 January 2025 to 31 December 2025`.
    pub(crate) fn period(&self, period: Period) -> String {
        self.fill("period_range", &[("start", &self.date(period.start)), ("end", &self.date(period.end))])
    }

    /// `one, two and three`.
    pub(crate) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                format!("{}{}{last}", first.join(self.text("list_separator")), self.text("list_last"))
            }
        }
    }
}

/// The text with each `{name}` replaced by its value; a name without a value stays as it is.
pub(crate) fn fill<'a>(text: &str, values: impl IntoIterator<Item = (&'a str, &'a str), IntoIter: Clone>) -> String {
    let values = values.into_iter();
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let named = rest[start + 1..].split_once('}').and_then(|(name, behind)| {
            values.clone().find(|(known, _)| *known == name).map(|(_, value)| (value, behind))
        });
        let (value, behind) = named.unwrap_or(("{", &rest[start + 1..]));
        filled.push_str(&rest[..start]);
        filled.push_str(value);
        rest = behind;
    }
    filled.push_str(rest);
    filled
}
