//! Texts that differ with a number in them: `1 day`, `2 days`.

use std::collections::{BTreeMap, BTreeSet};

use icu_plurals::{PluralCategory, PluralRules};

use super::tag;

/// Which form a number takes in a language, by the names of the Unicode CLDR. Most languages have two or three of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// All, each with its word.
    pub(crate) const ALL: [(&'static str, Self); 6] = [
        ("zero", Self::Zero),
        ("one", Self::One),
        ("two", Self::Two),
        ("few", Self::Few),
        ("many", Self::Many),
        ("other", Self::Other),
    ];

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, category)| *category)
    }

    pub(crate) fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("other", |(word, _)| word)
    }

    fn of(category: PluralCategory) -> Self {
        match category {
            PluralCategory::Zero => Self::Zero,
            PluralCategory::One => Self::One,
            PluralCategory::Two => Self::Two,
            PluralCategory::Few => Self::Few,
            PluralCategory::Many => Self::Many,
            PluralCategory::Other => Self::Other,
        }
    }
}

/// A text of the interface: one for all numbers, or a form for each category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    Plain(String),
    Counted(Forms),
}

/// The forms of a text, in the language by whose rules they are chosen; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    pub(crate) locale: String,
    pub(crate) each: BTreeMap<Category, String>,
}

impl Message {
    /// The form of a category, else the most general one.
    pub(crate) fn form(&self, category: Category) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Counted(Forms { each, .. }) => {
                let form = each.get(&category).or_else(|| each.values().next_back());
                form.map_or("", String::as_str)
            }
        }
    }

    /// The form that goes with a number.
    pub(crate) fn form_of(&self, number: u64) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Counted(Forms { locale, .. }) => self.form(Counting::of(locale).category(number)),
        }
    }

    /// The first category that the language has for numbers of daily use, and the text has not.
    pub(crate) fn lacks(&self) -> Option<Category> {
        match self {
            Self::Plain(_) => None,
            Self::Counted(Forms { locale, each }) => {
                Counting::of(locale).categories().into_iter().find(|category| !each.contains_key(category))
            }
        }
    }
}

/// How a language counts.
pub(crate) struct Counting {
    rules: PluralRules,
}

impl Counting {
    /// The rules of a language. How it is written makes no difference to them.
    pub(crate) fn of(locale: &str) -> Self {
        let mut spoken = tag::parsed(locale).id;
        spoken.script = None;
        let rules = PluralRules::try_new_cardinal(icu_locale::Locale::from(spoken).into());
        Self { rules: rules.expect("the program carries rules for all languages") }
    }

    /// The category of a number.
    pub(crate) fn category(&self, number: u64) -> Category {
        Category::of(self.rules.category_for(number))
    }

    /// The categories that numbers of daily use have in the language. Some languages keep one for fractions and millions.
    pub(crate) fn categories(&self) -> BTreeSet<Category> {
        (0..=1000).map(|number| self.category(number)).collect()
    }
}
