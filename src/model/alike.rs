//! When two names are the same to a reader, although they are written differently.

use unicode_normalization::UnicodeNormalization;

/// A text without what a reader does not see as a difference: upper and lower case, the form of its characters (Unicode
/// NFKC), and how much white space stands where.
pub(crate) fn folded(text: &str) -> String {
    let normal: String = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkc().flat_map(char::to_lowercase).nfc().collect()
    };
    normal.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name or a question, folded, without the punctuation at its end.
pub(crate) fn folded_name(text: &str) -> String {
    let folded = folded(text);
    let end = folded.trim_end_matches(|c: char| c.is_whitespace() || ".?!:;…。？！：；".contains(c));
    if end.is_empty() { folded } else { end.to_owned() }
}
