//! Dates in words, in the order of a language.

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{M, MD, YM, YMD};
use icu_locale::subtags::region;

use super::tag;

type Formatter<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

/// How a language writes dates.
pub(crate) struct Dates {
    day: Formatter<YMD>,
    short_day: Formatter<YMD>,
    month_of_year: Formatter<YM>,
    day_of_year: Formatter<MD>,
    month: Formatter<M>,
}

impl Dates {
    /// The dates of a language. English without a region is that of the world: `31 January 2025`.
    pub(crate) fn of(locale: &str) -> Self {
        let mut locale = tag::parsed(locale);
        if locale.id.language.as_str() == "en" && locale.id.region.is_none() {
            locale.id.region = Some(region!("001"));
        }
        let known = "the program carries the dates of all languages";
        Self {
            day: Formatter::try_new((&locale).into(), YMD::long()).expect(known),
            short_day: Formatter::try_new((&locale).into(), YMD::medium()).expect(known),
            month_of_year: Formatter::try_new((&locale).into(), YM::long()).expect(known),
            day_of_year: Formatter::try_new((&locale).into(), MD::medium()).expect(known),
            month: Formatter::try_new((&locale).into(), M::long()).expect(known),
        }
    }

    /// `31 January 2025`.
    pub(crate) fn day(&self, year: i16, month: i8, day: i8) -> String {
        self.day.format(&date(year, month, day)).to_string()
    }

    /// `31 Jan 2025`.
    pub(crate) fn short_day(&self, year: i16, month: i8, day: i8) -> String {
        self.short_day.format(&date(year, month, day)).to_string()
    }

    /// `January 2025`.
    pub(crate) fn month_of_year(&self, year: i16, month: i8) -> String {
        self.month_of_year.format(&date(year, month, 1)).to_string()
    }

    /// `31 Jan`.
    pub(crate) fn day_of_year(&self, month: i8, day: i8) -> String {
        // A leap year, which has every day.
        self.day_of_year.format(&date(2000, month, day)).to_string()
    }

    /// `January`.
    pub(crate) fn month(&self, month: i8) -> String {
        self.month.format(&date(2000, month, 1)).to_string()
    }
}

fn date(year: i16, month: i8, day: i8) -> Date<Gregorian> {
    let [month, day] = [month, day].map(|number| u8::try_from(number).unwrap_or(1));
    Date::try_new_gregorian(year.into(), month, day).expect("the day exists, as that of a date does")
}
