//! What languages call themselves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::tag;

/// A tag and the language's own name on each line: the names of languages and scripts of CLDR 48.2, each from the file of
/// the language itself, as the beginning of a line writes it.
static NAMES: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| include_str!("autonyms.txt").lines().filter_map(|line| line.split_once(' ')).collect());

/// What a language calls itself, with its region where that is not the usual one; none when nobody knows.
pub(crate) fn own_name(locale: &str) -> Option<String> {
    if let Some(name) = NAMES.get(locale) {
        return Some((*name).to_owned());
    }
    let script = tag::script(locale);
    let id = tag::parsed(locale).id;
    let without_region = icu_locale::LanguageIdentifier::from((id.language, id.script, None)).to_string();
    let name = NAMES
        .get(&*without_region)
        .or_else(|| NAMES.get(&*script.tag()))
        .or_else(|| NAMES.get(id.language.as_str()))?;
    Some(
        match id
            .region
            .as_ref()
            .map(icu_locale::subtags::Region::as_str)
            .filter(|region| script.region() != Some(region))
        {
            Some(region) => format!("{name} ({region})"),
            None => (*name).to_owned(),
        },
    )
}
