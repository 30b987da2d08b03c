//! Countries and territories by their names in the language of a page.

use super::context::PageContext;
use super::filter::Traits;
use super::values::Phrase;
use crate::language::country_name;

/// The language in which a name stands when the table has none in that of the page.
const FALLBACK: &str = "en";

/// How names begin that have an article in an English sentence.
const ARTICLE_BEFORE: [&str; 9] =
    ["United ", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Isle of ", "British "];
/// How they end.
const ARTICLE_WITH: [&str; 5] = [" Islands", " Republic", " Union", " Territories", " Emirates"];

/// The name of the country with this code, when there is one.
pub(super) fn name(context: &PageContext<'_>, code: &str) -> Option<Phrase> {
    let (name, is_own) = country_name(code, context.language.as_str())?;
    Some(Phrase { text: name.to_owned(), lang: (!is_own).then(|| FALLBACK.to_owned()) })
}

/// The name of the country with this code as a sentence takes it: with the article that some have in English.
pub(super) fn in_sentence(context: &PageContext<'_>, code: &str) -> Option<String> {
    let name = name(context, code)?;
    let is_english = name.lang.is_some() || context.language.as_str().split('-').next() == Some(FALLBACK);
    let has_article = ARTICLE_BEFORE.iter().any(|beginning| name.text.starts_with(beginning))
        || ARTICLE_WITH.iter().any(|end| name.text.ends_with(end));
    Some(if is_english && has_article { format!("the {}", name.text) } else { name.text })
}

/// What a row may be kept for that is in the countries with these codes.
pub(super) fn traits<'c>(context: &PageContext<'_>, codes: impl IntoIterator<Item = &'c String>) -> Traits {
    let called = |code: &String| name(context, code).map_or_else(|| code.clone(), |name| name.text);
    codes.into_iter().map(|code| (code.clone(), called(code))).collect()
}
