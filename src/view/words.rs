//! The beginning of a plain text.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The first words of a plain text, with an ellipsis where they are cut behind `most` letters.
///
/// A character of Chinese, Japanese or Korean counts as two: it says as much and is as wide.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let (mut short, mut length) = (String::new(), 0);
    for word in text.split_whitespace() {
        let space = usize::from(length > 0);
        let needed = space + word.width();
        if length + needed > most {
            // Text without spaces between words is cut within.
            if length <= most / 2 {
                short.push_str(&" "[..space]);
                length += space;
                short.extend(word.chars().take_while(|c| {
                    length += c.width().unwrap_or_default();
                    length <= most
                }));
            }
            short.push('…');
            return short;
        }
        short.push_str(&" "[..space]);
        short.push_str(word);
        length += needed;
    }
    short
}
