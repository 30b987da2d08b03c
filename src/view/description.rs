//! The description of a page, which search engines show below its title: the first words of its prose, or a sentence
//! made of what it lists. Each view says its own; here is what they share.

use super::body;
use super::context::PageContext;
use super::words::beginning;
use crate::page::Page;

/// How wide a description may be, in letters.
const MOST: usize = 160;

/// A sentence, cut where it is longer than is shown.
pub(super) fn sentence(text: &str) -> String {
    beginning(text, MOST)
}

/// The first words of the prose that a page is; empty when it has none.
pub(super) fn of_prose(context: &PageContext<'_>, page: &Page) -> String {
    let record = page.prose_key().and_then(|key| context.site.record(&key));
    let words = record.map(|record| context.site.words(record, context.locale));
    let words = words.and_then(|(words, language)| Some(body::words(context, words.body()?, language)));
    words.map(|words| beginning(&words, MOST)).unwrap_or_default()
}

/// A string of the catalog filled with names; without any, that nothing is here.
pub(super) fn of_names<'n>(context: &PageContext<'_>, key: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    // More than this many are cut off anyway.
    let names: Vec<String> = names.into_iter().take(MOST / 2).map(ToOwned::to_owned).collect();
    if names.is_empty() {
        return context.catalog.text("nothing_here").to_owned();
    }
    sentence(&context.catalog.fill(key, &[("names", &context.catalog.list(&names))]))
}

/// A string of the catalog filled with one name.
pub(super) fn of_name(context: &PageContext<'_>, key: &str, name: &str) -> String {
    sentence(&context.catalog.fill(key, &[("name", name)]))
}
