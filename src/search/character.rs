//! Characters as the search sees them: one table of classes and foldings, for the index and for the reader's browser.
//!
//! Text is normalized (Unicode NFKC), then every character is folded alone: lower case, without accents. What a fold
//! gives is of one [`Class`]. The browser folds by the same rules with its own Unicode tables; the index carries the
//! [`foldings`] of the characters that occur in it, so that another version of Unicode cannot disagree about them.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// What a folded character is to the tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Between words.
    Separator,
    Letter,
    Digit,
    /// Written without spaces between words: Han, Kana, Thai.
    Unspaced,
    Hangul,
}

/// The class of a folded character.
pub(super) fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Letter,
        '\0'..='\u{7f}' => Class::Separator,
        // Thai, Hiragana and Katakana with their phonetic extensions, Han with its compatibility and further planes.
        '\u{e00}'..='\u{eff}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Class::Unspaced,
        '\u{ac00}'..='\u{d7a3}' => Class::Hangul,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Separator,
    }
}

/// A text as the tokenizer reads it.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    each_normalized(text, |c| match c {
        _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
        _ if is_plain(c) => folded.push(c),
        _ => fold_character(c, &mut folded),
    });
    folded
}

/// Hands the characters of a text to `each`, in the form in which they are looked up.
pub(super) fn each_normalized(text: &str, mut each: impl FnMut(char)) {
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.chars().for_each(each),
        _ => text.nfkc().for_each(&mut each),
    }
}

/// Whether a character is its own folding, seen at a glance.
fn is_plain(c: char) -> bool {
    matches!(class(c), Class::Unspaced | Class::Hangul)
}

fn fold_character(c: char, folded: &mut String) {
    let is_accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    folded.extend(c.to_lowercase().nfd().filter(|c| !is_accent(c)).nfc());
}

/// Whether browsers might know a character otherwise, so that the index has to say what it is.
pub(super) fn is_noted(c: char) -> bool {
    !c.is_ascii() && !is_plain(c)
}

/// What an index says of its noted characters: those between words, and the others each with its folding behind it.
pub(super) fn foldings<'a>(noted: impl Iterator<Item = &'a char>) -> (String, Vec<String>) {
    let (mut separators, mut letters) = (String::new(), Vec::new());
    for c in noted {
        let mut letter = String::from(*c);
        fold_character(*c, &mut letter);
        if letter.chars().skip(1).all(|c| class(c) == Class::Separator) {
            separators.push(*c);
        } else {
            letters.push(letter);
        }
    }
    (separators, letters)
}
