//! HTML that the program wrote, as plain text.

use crate::parse::html::plain;

/// The first words of HTML, with an ellipsis where they are cut behind `most` characters.
pub(super) fn first_words(html: &str, most: usize) -> String {
    let mut text = String::new();
    let mut length = 0;
    each_character(html, |c| {
        // Spaces come one at a time, and none at the beginning.
        if c != ' ' || !text.is_empty() && !text.ends_with(' ') {
            text.push(c);
            length += usize::from(c != ' ' || !text.is_empty());
        }
        length <= most
    });
    shortened(&plain(&text), length > most)
}

/// Plain text of at most so many characters, with an ellipsis where it was cut.
pub(super) fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.trim().to_owned(),
        Some((end, _)) => shortened(&text[..end], true),
    }
}

/// All words of HTML.
pub(super) fn all_words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    each_character(html, |c| {
        if c != ' ' || !text.is_empty() && !text.ends_with(' ') {
            text.push(c);
        }
        true
    });
    plain(text.trim_end())
}

fn shortened(text: &str, is_cut: bool) -> String {
    let text = text.trim();
    if !is_cut {
        return text.to_owned();
    }
    let cut = text.rfind(' ').filter(|cut| *cut > text.len() / 2).unwrap_or(text.len());
    format!("{}…", text[..cut].trim_end())
}

/// Hands the characters between tags to `each` for as long as it wants more, a space for whatever parts words.
fn each_character(html: &str, mut each: impl FnMut(char) -> bool) {
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        let wants_more = if let Some(tag) = rest.strip_prefix('<') {
            let (tag, behind) = tag.split_once('>').unwrap_or((tag, ""));
            let name = tag.split(' ').next().unwrap_or_default();
            // The number of a footnote belongs to the page, not to the sentence.
            rest = if name == "sup" { behind.split_once("</sup>").map_or("", |(_, behind)| behind) } else { behind };
            let is_block =
                ["p", "/p", "li", "/li", "td", "th", "br", "dt", "dd"].contains(&name) || name.starts_with("/h");
            !is_block || each(' ')
        } else {
            rest = &rest[c.len_utf8()..];
            each(if c.is_whitespace() { ' ' } else { c })
        };
        if !wants_more {
            return;
        }
    }
}
