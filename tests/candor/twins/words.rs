//! The words of a text without what an encoding puts around them, and whether a text holds those of another.

use std::fs;
use std::path::Path;

/// Letters and digits in lower case, everything between them as one space; [`WALL`] stays.
pub(crate) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || c == WALL {
            words.extend(c.to_lowercase());
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.trim().to_owned()
}

/// What no phrase reaches across: the end of a block or of a value.
pub(crate) const WALL: char = '\u{1}';

/// Whether `text` holds `phrase` at the borders of words; Chinese has none. Both are as [`words`] makes them.
pub(crate) fn holds(text: &str, phrase: &str) -> bool {
    let spaced = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && u32::from(c) < 0x2e80);
    let (first, last) = (phrase.chars().next(), phrase.chars().next_back());
    text.match_indices(phrase).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + phrase.len()..].chars().next());
        !(spaced(before) && spaced(first) || spaced(last) && spaced(after))
    })
}

/// Whether `text` holds `phrase`, or the two names that a page writes behind each other in it.
pub(crate) fn holds_pieces(text: &str, phrase: &str) -> bool {
    let is_split_at = |at: usize| holds(text, &phrase[..at]) && holds(text, phrase[at..].trim_start());
    let ends = phrase.split_once(' ').zip(phrase.rsplit_once(' '));
    let is_near = ends.is_some_and(|((first, _), (_, last))| text.contains(first) && text.contains(last));
    holds(text, phrase) || (is_near && phrase.match_indices(' ').any(|(at, _)| is_split_at(at)))
}

/// The words of each part of a text that a list or a label could have put together.
pub(crate) fn parts(text: &str) -> Vec<String> {
    const BETWEEN: [char; 15] = [',', '，', '、', ';', '；', ':', '：', '·', '(', ')', '（', '）', '—', '–', '…'];
    text.split(BETWEEN).map(words).filter(|part| !part.is_empty()).collect()
}

/// The interface strings of a language.
pub(crate) struct Catalog {
    /// Key, and the words around the places that are filled in.
    strings: Vec<(String, Vec<String>)>,
}

impl Catalog {
    pub(crate) fn of(locale: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("themes/default/i18n/{locale}.toml"));
        let table: toml::Table = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let around = |text: &str| {
            let parts = text.split('{').enumerate().map(|(index, part)| match part.split_once('}') {
                Some((_, rest)) if index > 0 => rest,
                _ => part,
            });
            parts.map(words).collect()
        };
        let mut strings = Vec::new();
        for (key, value) in table {
            match value {
                // A form for each category of numbers.
                toml::Value::Table(forms) => {
                    strings.extend(forms.values().map(|form| (key.clone(), around(form.as_str().unwrap()))));
                }
                text => strings.push((key, around(text.as_str().unwrap()))),
            }
        }
        Self { strings }
    }

    /// What was filled into the interface strings that could read `text`, one list for each of them.
    pub(crate) fn fills(&self, text: &str, wanted: &dyn Fn(&str) -> bool) -> Vec<Vec<String>> {
        self.strings.iter().filter_map(|(key, around)| fills(text, around).filter(|_| wanted(key))).collect()
    }
}

/// What stands between the words of a string, if `text` begins and ends as the string does.
fn fills(text: &str, around: &[String]) -> Option<Vec<String>> {
    let (first, rest) = around.split_first()?;
    if first.is_empty() && rest.iter().all(String::is_empty) {
        return None;
    }
    let mut text = text.strip_prefix(first.as_str())?.trim_start();
    let mut fills = Vec::new();
    for (index, next) in rest.iter().enumerate() {
        let is_last = index + 1 == rest.len();
        let at = match (is_last, next.is_empty()) {
            (_, true) => text.len(),
            (true, false) => text.strip_suffix(next.as_str())?.len(),
            (false, false) => text.find(next.as_str())?,
        };
        fills.push(text[..at].trim().to_owned());
        text = text[(at + next.len()).min(text.len())..].trim_start();
    }
    text.is_empty().then_some(fills)
}
