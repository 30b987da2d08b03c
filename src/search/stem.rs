//! Puts the forms of a word together: `encrypt`, `encrypted` and `encryption` are one class.
//!
//! Stems are found when the index is made and stored with it, so the browser never stems. The algorithms are those of
//! Snowball. Words of a language that has none here are stemmed as English where they are written in its letters, since
//! most foreign words in such a text are English.

use std::borrow::Cow;

use pagefind_stem::{Algorithm, Stemmer};

use crate::path::Locale;

/// The stemmer of a language.
pub(super) struct Stems(Stemmer);

impl Stems {
    pub(super) fn of(locale: &Locale) -> Self {
        let algorithm = match language(locale) {
            "de" => Algorithm::German,
            "es" => Algorithm::Spanish,
            "fr" => Algorithm::French,
            "it" => Algorithm::Italian,
            "nl" => Algorithm::Dutch,
            "pt" => Algorithm::Portuguese,
            _ => Algorithm::English,
        };
        Self(Stemmer::create(algorithm))
    }

    /// The stem of a word; what is too short, or no word of letters, is its own.
    pub(super) fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let is_word = word.len() >= 3 && word.chars().all(char::is_alphabetic);
        if is_word { self.0.stem(word) } else { Cow::Borrowed(word) }
    }
}

/// The language of a locale, without script and region.
pub(super) fn language(locale: &Locale) -> &str {
    locale.as_str().split('-').next().unwrap_or_default()
}

/// What the forms of a word end in besides its stem, for a form that the index does not know.
pub(super) const SUFFIXES: &str = "s es ed d ing er ers ly y ies e al ion ions ation ations ment ments able ive ity ness \
    ated ates ating ized izes izing ise ize";
