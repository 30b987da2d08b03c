//! Characters that hide text, or turn it around: what people read must be what is written.
//!
//! Judges text as it is after every escape and character reference was resolved. Pure.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// The characters that no text may hold, and where: controls other than a line break or tab, those that turn the
/// direction of the text behind them, those that hide words, and what Unicode does not know.
pub(crate) fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    all(text, is_forbidden)
}

/// The characters that nobody can see although they part or fill words, and where.
pub(crate) fn invisible(text: &str) -> impl Iterator<Item = (usize, char)> {
    all(text, is_invisible)
}

/// Whether a text holds a character of either kind.
pub(crate) fn hides(text: &str) -> bool {
    forbidden(text).chain(invisible(text)).next().is_some()
}

/// Whether a text shows nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || shows_nothing(c))
}

/// What to call a character that nobody would see in a finding.
pub(crate) fn name(c: char) -> String {
    let code = c as u32;
    if is_assigned(c) {
        format!("the control character U+{code:04X}")
    } else {
        format!("U+{code:04X}, which is no character")
    }
}

/// A text in which characters that no text may hold are written as escapes.
pub(crate) fn shown(text: String) -> String {
    if forbidden(&text).next().is_none() {
        return text;
    }
    let mut previous = None;
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_forbidden(previous, c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
        previous = Some(c);
    }
    shown
}

fn all(text: &str, is_bad: fn(Option<char>, char) -> bool) -> impl Iterator<Item = (usize, char)> {
    // Almost every text is clean, so a look at the bytes comes first.
    let is_clean = |b: u8| b.is_ascii() && (b >= 0x20 || matches!(b, b'\n' | b'\r' | b'\t')) && b != 0x7f;
    let text = if text.bytes().all(is_clean) { "" } else { text };
    let mut previous = None;
    text.char_indices().filter(move |(_, c)| is_bad(previous.replace(*c), *c))
}

fn is_forbidden(previous: Option<char>, c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        _ if is_plain(c) => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}' => true,
        // Letters that nobody sees; behind a flag they say whose it is.
        '\u{e0020}'..='\u{e007f}' => !matches!(previous, Some('\u{1f3f4}' | '\u{e0020}'..='\u{e007e}')),
        _ => c.is_control() || !is_assigned(c),
    }
}

fn is_assigned(c: char) -> bool {
    c.general_category() != GeneralCategory::Unassigned
}

fn is_invisible(previous: Option<char>, c: char) -> bool {
    match c {
        // Where words are not parted by spaces, or letters join, they say how; so they do between emoji.
        '\u{200b}'..='\u{200d}' => previous.is_none_or(is_of_alphabet),
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{2060}'..='\u{2064}' => true,
        _ => matches!(c, '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{1d173}'..='\u{1d17a}'),
    }
}

/// Letters and Han, at a glance, which most texts are made of.
fn is_plain(c: char) -> bool {
    let is_letter = matches!(c, ' '..='~' | '\u{a0}'..='\u{2ff}' | '\u{3041}'..='\u{3096}');
    is_letter || matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether the letter belongs to an alphabet whose letters stand side by side.
fn is_of_alphabet(c: char) -> bool {
    c.is_ascii() || matches!(c.script(), Script::Latin | Script::Greek | Script::Cyrillic)
}

fn shows_nothing(c: char) -> bool {
    let is_filler =
        matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}');
    let is_wide_filler =
        matches!(c, '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}');
    let category = c.general_category();
    is_filler || is_wide_filler || matches!(category, GeneralCategory::Format | GeneralCategory::Control)
}
