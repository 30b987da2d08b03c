//! Text that readers see, in one language or in several.

use std::collections::BTreeMap;

use crate::path::Locale;
use crate::source::{Span, Spanned};

/// A text given once for all languages or once per language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// What stands when a language has no text of its own; in the site's first language where `each` is used.
    pub(crate) plain: Option<Spanned<String>>,
    /// The texts given by language.
    pub(crate) each: BTreeMap<Locale, Spanned<String>>,
}

impl Text {
    /// A text that is the same in every language.
    pub(crate) fn plain(text: Spanned<String>) -> Self {
        Self { plain: Some(text), each: BTreeMap::new() }
    }

    /// The text in `locale`, else in the site's first language, and the language it is really in when that is known.
    pub(crate) fn in_locale<'a>(&'a self, locale: &Locale, default: &'a Locale) -> (&'a str, Option<&'a Locale>) {
        if let Some((own, text)) = self.each.get_key_value(locale) {
            return (text, Some(own));
        }
        if let Some(text) = &self.plain {
            return (text, None);
        }
        let fallback = self.each.get_key_value(default).or_else(|| self.each.first_key_value());
        fallback.map_or(("", None), |(locale, text)| (text, Some(locale)))
    }

    /// Whether there is a text for a language, or one for all.
    pub(crate) fn speaks(&self, locale: &Locale) -> bool {
        self.plain.is_some() || self.each.contains_key(locale)
    }

    /// Every text, whatever its language.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.plain.iter().chain(self.each.values()).map(|text| text.value.as_str())
    }

    /// Where the first of the texts stands.
    pub(crate) fn span(&self) -> Span {
        let first = self.plain.iter().chain(self.each.values()).map(|text| text.span).min();
        first.unwrap_or_default()
    }
}
