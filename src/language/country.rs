//! Countries and territories by their codes and their names in a language, as the Unicode CLDR has them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A row for each code of ISO 3166-1, and a column for each language; CLDR 48, by `Intl.DisplayNames`. Also what
/// authors write for a country without it being its code, and the European Union.
const TABLE: &str = include_str!("countries.tsv");

/// What authors call a country besides its code and its names there.
const ALSO: [(&str, &str); 20] = [
    ("usa", "US"),
    ("u.s.", "US"),
    ("u.s.a.", "US"),
    ("united states of america", "US"),
    ("great britain", "GB"),
    ("u.k.", "GB"),
    ("uae", "AE"),
    ("hong kong", "HK"),
    ("macau", "MO"),
    ("macao", "MO"),
    ("mainland china", "CN"),
    ("chinese mainland", "CN"),
    ("republic of korea", "KR"),
    ("republic of ireland", "IE"),
    ("czech republic", "CZ"),
    ("holland", "NL"),
    ("turkey", "TR"),
    ("viet nam", "VN"),
    ("ivory coast", "CI"),
    ("cape verde", "CV"),
];

/// Names that mean a part of another country as often.
const AMBIGUOUS: [&str; 1] = ["georgia"];

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
    // Of two codes the first, which is that of ISO 3166-1: `GB` before `UK`.
    let called = names.iter().rev().flat_map(|(code, names)| names.iter().map(|name| (name.to_lowercase(), *code)));
    let also = ALSO.iter().map(|(name, code)| ((*name).to_owned(), *code));
    let codes = also.chain(called.filter(|(name, _)| !AMBIGUOUS.contains(&name.as_str()))).collect();
    Countries { languages, names, codes }
});

/// The name of the country with this code in a language, when there is one; whether it is that language's own, or
/// English in the place of a language that the table does not have.
pub(crate) fn country_name(code: &str, language: &str) -> Option<(&'static str, bool)> {
    let names = COUNTRIES.names.get(code)?;
    let column = column(language);
    let name = names.get(column.unwrap_or(0)).filter(|name| !name.is_empty())?;
    Some((name, column.is_some()))
}

/// The code of the country that a word means: the code itself, or a name in any language.
pub(crate) fn country_code(word: &str) -> Option<&'static str> {
    let own = COUNTRIES.names.get_key_value(word).map(|(code, _)| *code);
    let name = word.to_lowercase();
    own.or_else(|| COUNTRIES.codes.get(name.strip_prefix("the ").unwrap_or(&name)).copied())
}

/// Where the names in a language stand, or in the language that is nearest to it.
fn column(tag: &str) -> Option<usize> {
    let language = tag.split('-').next().unwrap_or(tag);
    let is_traditional = ["Hant", "TW", "HK", "MO"].iter().any(|part| tag.split('-').any(|own| own == *part));
    let nearest = match language {
        "zh" if is_traditional => "zh-Hant",
        "zh" => "zh-Hans",
        language => language,
    };
    COUNTRIES.languages.iter().position(|known| *known == nearest)
}
