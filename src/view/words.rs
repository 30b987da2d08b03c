//! HTML that the program wrote, as plain text.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::parse::html::unescaped;

/// The first words of HTML, with an ellipsis where they are cut behind `most` characters.
pub(super) fn first_words(html: &str, most: usize) -> String {
    // Enough: a character takes at most four bytes, one that is escaped six.
    beginning(&words(html, most * 8), most)
}

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

/// All words of HTML, with a space for every tag that parts them.
pub(super) fn all_words(html: &str) -> String {
    words(html, usize::MAX)
}

/// The words of HTML up to the tag behind which they have `most` bytes.
fn words(html: &str, most: usize) -> String {
    let mut text = String::with_capacity(html.len().min(most));
    let mut rest = html;
    while let Some((words, behind)) = rest.split_once('<') {
        if text.len() >= most {
            return unescaped(text);
        }
        text.push_str(words);
        let (tag, behind) = behind.split_once('>').unwrap_or((behind, ""));
        let name = tag.split(' ').next().unwrap_or_default();
        // The number of a footnote belongs to the page, not to the sentence.
        rest = if name == "sup" { behind.split_once("</sup>").map_or("", |(_, behind)| behind) } else { behind };
        if ["p", "/p", "li", "/li", "td", "th", "br", "dt", "dd"].contains(&name) || name.starts_with("/h") {
            text.push(' ');
        }
    }
    text.push_str(rest);
    unescaped(text)
}
