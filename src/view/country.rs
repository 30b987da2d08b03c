//! Countries and territories by their names in the language of a page, as the Unicode CLDR has them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::context::PageContext;
use super::values::Phrase;
use crate::path::Locale;

/// A row for each code of ISO 3166-1, and a column for each language; CLDR 48, by `Intl.DisplayNames`. Also what
/// authors write for a country without it being its code, and the European Union.
const TABLE: &str = include_str!("countries.tsv");

/// The language in which a name stands when the table has none in that of the page.
const FALLBACK: &str = "en";

/// Names that mean a part of another country as often.
const AMBIGUOUS: [&str; 1] = ["georgia"];

/// How names begin that have an article in an English sentence.
const ARTICLE_BEFORE: [&str; 9] =
    ["United ", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Isle of ", "British "];
/// How they end.
const ARTICLE_WITH: [&str; 5] = [" Islands", " Republic", " Union", " Territories", " Emirates"];

struct Countries {
    languages: Vec<&'static str>,
    names: BTreeMap<&'static str, Vec<&'static str>>,
    /// The codes by what countries are called in any language, in small letters.
    codes: BTreeMap<String, &'static str>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut lines = TABLE.lines().map(|line| line.split('\t'));
    let languages: Vec<&str> = lines.next().into_iter().flatten().skip(1).collect();
    let rows = lines.filter_map(|mut cells| Some((cells.next()?, cells.collect())));
    let names: BTreeMap<&str, Vec<&str>> = rows.collect();
    let called = names.iter().flat_map(|(code, names)| names.iter().map(|name| (name.to_lowercase(), *code)));
    let codes = called.filter(|(name, _)| !AMBIGUOUS.contains(&name.as_str())).collect();
    Countries { languages, names, codes }
});

/// The name of the country with this code, when there is one.
pub(super) fn name(context: &PageContext<'_>, code: &str) -> Option<Phrase> {
    let names = COUNTRIES.names.get(code)?;
    let column = column(context.language);
    let text = names.get(column.unwrap_or(0)).filter(|name| !name.is_empty())?;
    let lang = column.is_none().then(|| FALLBACK.to_owned());
    Some(Phrase { text: (*text).to_owned(), lang })
}

/// The name of the country with this code as a sentence takes it: with the article that some have in English.
pub(super) fn in_sentence(context: &PageContext<'_>, code: &str) -> Option<String> {
    let name = name(context, code)?;
    let is_english = name.lang.is_some() || context.language.as_str().split('-').next() == Some(FALLBACK);
    let has_article = ARTICLE_BEFORE.iter().any(|beginning| name.text.starts_with(beginning))
        || ARTICLE_WITH.iter().any(|end| name.text.ends_with(end));
    Some(if is_english && has_article { format!("the {}", name.text) } else { name.text })
}

/// The code of the country that a word means: the code itself, or a name in any language.
pub(super) fn code(word: &str) -> Option<&'static str> {
    let own = COUNTRIES.names.get_key_value(word).map(|(code, _)| *code);
    own.or_else(|| COUNTRIES.codes.get(&word.to_lowercase()).copied())
}

/// Where the names in a language stand, or in the language that is nearest to it.
fn column(locale: &Locale) -> Option<usize> {
    let tag = locale.as_str();
    let language = tag.split('-').next().unwrap_or(tag);
    let is_traditional = ["Hant", "TW", "HK", "MO"].iter().any(|part| tag.split('-').any(|own| own == *part));
    let nearest = match language {
        "zh" if is_traditional => "zh-Hant",
        "zh" => "zh-Hans",
        language => language,
    };
    COUNTRIES.languages.iter().position(|known| *known == nearest)
}
