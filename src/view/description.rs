//! The description of a page, which search engines show below its title: the first words of its prose, or a sentence
//! made of what it lists. Each view says its own; here is what they share.

use super::body;
use super::scene::Scene;
use super::words::beginning;
use crate::page::Page;

/// How wide a description may be, in letters.
const MOST: usize = 160;

/// A sentence, cut where it is longer than is shown.
pub(super) fn sentence(text: &str) -> String {
    beginning(text, MOST)
}

/// The first words of the prose that a page is; empty when it has none.
pub(super) fn of_prose(scene: &Scene<'_>, page: &Page) -> String {
    let record = page.prose_key().and_then(|key| scene.site.record(&key));
    let words = record.map(|record| scene.site.words(record, scene.locale));
    let words = words.and_then(|(words, language)| Some(body::words(scene, words.body()?, language)));
    words.map(|words| beginning(&words, MOST)).unwrap_or_default()
}

/// A string of the catalog filled with names; without any, that nothing is here.
pub(super) fn of_names<'n>(scene: &Scene<'_>, key: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    // More than this many are cut off anyway.
    let names: Vec<String> = names.into_iter().take(MOST / 2).map(ToOwned::to_owned).collect();
    if names.is_empty() {
        return scene.catalog.text("nothing_here").to_owned();
    }
    sentence(&scene.catalog.fill(key, &[("names", &scene.catalog.list(&names))]))
}

/// A string of the catalog filled with one name.
pub(super) fn of_name(scene: &Scene<'_>, key: &str, name: &str) -> String {
    sentence(&scene.catalog.fill(key, &[("name", name)]))
}
