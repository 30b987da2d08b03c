//! Characters as the search sees them: one table of classes and foldings, for the index and for the reader's browser.
//!
//! Text is normalized (Unicode NFKC), then every character is folded alone: lower case, without accents. What a fold
//! gives is of one [`Class`]; a character of traditional Chinese folds to the simplified one. The browser folds by the same rules with its own Unicode tables; the index carries the
//! [`foldings`] of the characters that occur in it, so that another version of Unicode cannot disagree about them.

use std::sync::LazyLock;

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

/// Common characters of traditional Chinese, each with the simplified one behind it: those of the first level of Big5
/// by the table of the Open Chinese Convert project (Apache License 2.0).
const SIMPLIFIED: &str = include_str!("simplified.txt");

/// The simplified characters by the traditional ones, 0 where a character has none.
static SIMPLIFIED_OF: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut of = vec![0; HAN.end() - HAN.start() + 1];
    for (traditional, simplified) in variants() {
        of[traditional as usize - HAN.start()] = u16::try_from(u32::from(simplified)).unwrap_or_default();
    }
    of
});

/// Where the characters of the table lie.
const HAN: std::ops::RangeInclusive<usize> = 0x3400..=0x9fff;

/// The traditional characters with the simplified ones.
pub(super) fn variants() -> impl Iterator<Item = (char, char)> {
    let mut characters = SIMPLIFIED.chars().filter(|c| *c != '\n');
    std::iter::from_fn(move || Some((characters.next()?, characters.next()?)))
}

/// The simplified character for a traditional one.
fn simplified(c: char) -> Option<char> {
    let of = (c as usize).checked_sub(*HAN.start()).and_then(|place| SIMPLIFIED_OF.get(place)).copied()?;
    char::from_u32(of.into()).filter(|_| of > 0)
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
    matches!(class(c), Class::Unspaced | Class::Hangul) && simplified(c).is_none()
}

fn fold_character(c: char, folded: &mut String) {
    if let Some(simplified) = simplified(c) {
        return folded.push(simplified);
    }
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
