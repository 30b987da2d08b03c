//! The strings of the interface in one language, and the few things that are written differently from one to the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::language::{self, Category, Collation, Dates, Message};
use crate::model::date::{Date, PartialDate, Period};
use crate::model::terms::Assurance;
use crate::path::Locale;

/// In whose voice a string speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// In the third person, of a provider: `Not stated by the provider`.
    OfOthers,
    /// In the first person, of the site's own company: `We do not state this`.
    Own,
}

/// What the key of a string in the first person has behind that of the third.
pub(crate) const OWN: &str = "_own";

/// The catalogs of each language of the site, one for each voice.
pub(crate) struct Catalogs(BTreeMap<(Voice, Locale), Catalog>);

impl Catalogs {
    /// Takes the strings of each language.
    pub(crate) fn new(strings: BTreeMap<Locale, BTreeMap<String, Message>>) -> Self {
        let both = strings.into_iter().flat_map(|(locale, strings)| {
            let mut own = strings.clone();
            for (key, message) in &strings {
                if let Some(key) = key.strip_suffix(OWN).filter(|key| strings.contains_key(*key)) {
                    own.insert(key.to_owned(), message.clone());
                }
            }
            let collation = Arc::new(Collation::of(locale.as_str()));
            let dates = Arc::new(Dates::of(locale.as_str()));
            [(Voice::OfOthers, strings), (Voice::Own, own)].map(|(voice, strings)| {
                let (collation, dates) = (Arc::clone(&collation), Arc::clone(&dates));
                ((voice, locale.clone()), Catalog { voice, locale: locale.clone(), strings, collation, dates })
            })
        });
        Self(both.collect())
    }

    /// The strings of a language of the site.
    pub(crate) fn of(&self, voice: Voice, locale: &Locale) -> &Catalog {
        self.0.get(&(voice, locale.clone())).expect("there is a catalog for every language of the site")
    }

    /// Every catalog.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Catalog> {
        self.0.values()
    }
}

/// The interface strings of one language.
pub(crate) struct Catalog {
    pub(crate) voice: Voice,
    pub(crate) locale: Locale,
    pub(crate) strings: BTreeMap<String, Message>,
    /// The order of names.
    pub(crate) collation: Arc<Collation>,
    dates: Arc<Dates>,
}

impl Catalog {
    /// The string of a key; the key itself when there is none, which the theme's check has reported.
    pub(crate) fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.strings.get(key).map_or(key, |message| message.form(Category::Other))
    }

    /// The string of a key with its placeholders filled.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values.iter().copied())
    }

    /// The form of a string that goes with a number.
    pub(crate) fn form<'a>(&'a self, key: &'a str, number: u64) -> &'a str {
        self.strings.get(key).map_or(key, |message| message.form_of(number))
    }

    /// The form of a string that goes with a number, which stands for `{n}` in it.
    pub(crate) fn fill_counted(&self, key: &str, number: u64) -> String {
        fill(self.form(key, number), [("n", &*number.to_string())])
    }

    /// The form of a string that goes with a number, with its placeholders filled.
    pub(crate) fn fill_form(&self, key: &str, number: usize, values: &[(&str, &str)]) -> String {
        fill(self.form(key, number as u64), values.iter().copied())
    }

    /// The label of a word of a vocabulary: `word("status", "in-period")` is the string `status_in_period`.
    pub(crate) fn word(&self, family: &str, word: &str) -> String {
        let key = key_of(family, word);
        self.strings.get(&key).map(|message| message.form(Category::Other).to_owned()).unwrap_or(key)
    }

    /// The string of a key in the words of a kind of assurance, where that has its own: `history_issued_certification`.
    pub(crate) fn text_for<'a>(&'a self, key: &'a str, assurance: Assurance) -> &'a str {
        let own = self.strings.get(&key_of(key, assurance.word()));
        own.map_or_else(|| self.text(key), |message| message.form(Category::Other))
    }

    /// The label of a word of a vocabulary, in the words of a kind of assurance where that has its own.
    pub(crate) fn word_for(&self, family: &str, word: &str, assurance: Assurance) -> String {
        self.text_for(&key_of(family, word), assurance).to_owned()
    }

    /// The label of a word of a vocabulary that goes with a number.
    pub(crate) fn counted_word(&self, family: &str, word: &str, number: u64) -> String {
        self.form(&key_of(family, word), number).to_owned()
    }

    /// What the language calls itself: as its catalog says, else as is known; its tag when nobody knows.
    pub(crate) fn language_name(&self) -> String {
        let own = self.strings.get("language_name").map(|message| message.form(Category::Other).to_owned());
        own.or_else(|| language::own_name(self.locale.as_str())).unwrap_or_else(|| self.locale.to_string())
    }

    /// `31 January 2025`, in the order of the language, or that of the catalog's own `date_format`.
    pub(crate) fn date(&self, date: Date) -> String {
        match self.strings.get("date_format") {
            None => self.dates.day(date.year(), date.month(), date.day()),
            Some(pattern) => self.dated(pattern, (date.year(), date.month()), &date.day().to_string()),
        }
    }

    /// `31 Jan 2025`, for figures and rows, which have less room.
    pub(crate) fn short_date(&self, date: Date) -> String {
        match self.strings.get("date_format") {
            None => self.dates.short_day(date.year(), date.month(), date.day()),
            Some(_) => self.date(date),
        }
    }

    /// A date as exactly as it is known.
    pub(crate) fn partial_date(&self, date: &PartialDate) -> String {
        match date {
            PartialDate::Year(year) => year.to_string(),
            PartialDate::Quarter(year, quarter) => {
                self.fill("quarter_of_year", &[("quarter", &quarter.to_string()), ("year", &year.to_string())])
            }
            PartialDate::Month(year, month) => match self.strings.get("month_format") {
                None => self.dates.month_of_year(*year, *month),
                Some(pattern) => self.dated(pattern, (*year, *month), ""),
            },
            PartialDate::Day(date) => self.date(*date),
        }
    }

    /// `November`.
    pub(crate) fn month(&self, date: Date) -> String {
        let own = self.strings.get(&format!("month_{}", date.month()));
        own.map_or_else(|| self.dates.month(date.month()), |month| month.form(Category::Other).to_owned())
    }

    /// `16 Nov`, and the whole date where the catalog has a form of its own for that.
    pub(crate) fn day_of_year(&self, date: Date) -> String {
        let is_own = self.strings.contains_key("date_format");
        if is_own { self.date(date) } else { self.dates.day_of_year(date.month(), date.day()) }
    }

    fn dated(&self, pattern: &Message, (year, number): (i16, i8), day: &str) -> String {
        let own = self.strings.get(&format!("month_{number}")).map(|message| message.form(Category::Other).to_owned());
        let month = own.unwrap_or_else(|| self.dates.month(number));
        let values = [("day", day), ("month", &month), ("m", &number.to_string()), ("year", &year.to_string())];
        fill(pattern.form(Category::Other), values)
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
                let mut list = first.join(self.text("list_separator"));
                [self.text("list_last"), last].into_iter().for_each(|part| language::append(&mut list, part));
                list
            }
        }
    }
}

/// The key of a word of a vocabulary.
fn key_of(family: &str, word: &str) -> String {
    let mut key = String::with_capacity(family.len() + 1 + word.len());
    key.push_str(family);
    key.push('_');
    key.extend(word.chars().map(|c| if c == '-' { '_' } else { c }));
    key
}

/// The text with each `{name}` replaced by its value; a name without a value stays as it is. Chinese keeps a space from
/// other words, whichever of them is the value.
pub(crate) fn fill<'a>(text: &str, values: impl IntoIterator<Item = (&'a str, &'a str), IntoIter: Clone>) -> String {
    let values = values.into_iter();
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let named = rest[start + 1..].split_once('}').and_then(|(name, behind)| {
            values.clone().find(|(known, _)| *known == name).map(|(_, value)| (value, behind))
        });
        let (value, behind) = named.unwrap_or(("{", &rest[start + 1..]));
        language::append(&mut filled, &rest[..start]);
        language::append(&mut filled, value);
        rest = behind;
        // A value that ends as the sentence does, such as "Example Ltd.", needs no second stop.
        if let Some(after) = rest.strip_prefix(['.', '。']).filter(|after| !after.starts_with('.'))
            && value.ends_with(&rest[..rest.len() - after.len()])
        {
            rest = after;
        }
    }
    language::append(&mut filled, rest);
    filled
}
