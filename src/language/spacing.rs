//! What stands between Chinese and other words where a text is put together from parts: a space, and none within Chinese.
//!
//! Looks at the seam alone and knows no words. A date such as `2026年11月27日` is Chinese although it begins with a digit.

/// Puts a part behind a text.
pub(crate) fn append(text: &mut String, part: &str) {
    let (before, behind) = (text.chars().next_back(), part.chars().next());
    let (Some(before), Some(behind)) = (before, behind) else { return text.push_str(part) };
    if before.is_ascii() && behind.is_ascii() {
        return text.push_str(part);
    }
    if (is_han(before) && begins_with_word(part)) || (is_han(behind) && ends_with_word(text)) {
        text.push(' ');
    }
    let part = part.strip_prefix(' ').filter(|part| closes_up(Some(before), part.chars().next())).unwrap_or(part);
    if text.strip_suffix(' ').is_some_and(|text| closes_up(text.chars().next_back(), Some(behind))) {
        text.pop();
    }
    text.push_str(part);
}

/// Whether no space is between two characters: within Chinese, and beside its brackets and marks, which bring their own.
fn closes_up(before: Option<char>, behind: Option<char>) -> bool {
    let is_mark = |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}');
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    is_mark(before) || is_mark(behind) || (is_han(before) && is_han(behind))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether it can stand in a word of a script that has spaces between its words.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

/// Whether a text begins with a word, or a number with a space behind it, `1.2 MB`; not with one that Chinese follows.
fn begins_with_word(text: &str) -> bool {
    let mut run = text.chars().take_while(|c| !is_han(*c));
    text.starts_with(is_spaced) && run.any(|c| c == ' ' || is_spaced(c) && !c.is_numeric())
}

/// Whether a text ends with a word, or a number behind one: `SOC 2`.
fn ends_with_word(text: &str) -> bool {
    let mut run = text.chars().rev().take_while(|c| !is_han(*c));
    text.ends_with(|c| is_spaced(c) || c == ')') && run.any(|c| is_spaced(c) && !c.is_numeric())
}
