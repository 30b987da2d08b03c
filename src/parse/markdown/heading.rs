//! What stands in braces behind the text of a heading: `## Title {#id}`.
//!
//! Only braces that hold an id or a class are attributes, and no part of the heading; all others are its text.

use std::ops::Range;

/// The attributes behind the text of a heading.
pub(super) struct Braces {
    /// From the white space before them to their end.
    pub(super) place: Range<usize>,
    /// The id without its `#`.
    pub(super) id: Option<Range<usize>>,
    /// What was meant as an attribute and is none that is read.
    pub(super) unread: Option<Range<usize>>,
}

/// The attributes at the end of a heading.
pub(super) fn braces(text: &str, heading: &Range<usize>) -> Option<Braces> {
    let content = content(&text[heading.clone()]);
    let inside = content.strip_suffix('}')?;
    let open = inside.rfind('{').filter(|open| !inside[..*open].ends_with(['\\', '{']))?;
    if inside.ends_with('\\') || inside.ends_with('}') {
        return None;
    }
    let start = heading.start + inside[..open].trim_end().len();
    let mut braces = Braces { place: start..heading.start + content.len(), id: None, unread: None };
    let mut others = Vec::new();
    for word in inside[open + 1..].split_whitespace() {
        let at = heading.start + (word.as_ptr() as usize - content.as_ptr() as usize);
        match word.strip_prefix('#') {
            Some(id) if !id.is_empty() && braces.id.is_none() => braces.id = Some(at + 1..at + word.len()),
            _ => others.push((word, at..at + word.len())),
        }
    }
    let is_class = |word: &str| word.strip_prefix('.').is_some_and(|class| class.starts_with(char::is_alphabetic));
    let are_attributes = braces.id.is_some() || others.iter().any(|(word, _)| is_class(word));
    braces.unread = others.into_iter().map(|(_, at)| at).next();
    are_attributes.then_some(braces)
}

/// A heading without what closes or underlines it.
fn content(heading: &str) -> &str {
    let heading = heading.trim_end();
    if heading.starts_with('#') {
        let line = heading.lines().next().unwrap_or_default().trim_end();
        let open = line.trim_end_matches('#');
        return if open.ends_with([' ', '\t']) { open.trim_end() } else { line };
    }
    heading.rsplit_once('\n').map_or("", |(content, _)| content.trim_end())
}

/// Whether an author can give a heading or an anchor this id; those of footnotes begin with `fn`.
pub(super) fn is_good_id(id: &str) -> bool {
    let is_of_footnote = id.starts_with("fn_") || id.starts_with("fnref_");
    !id.is_empty() && !is_of_footnote && id.chars().all(|c| c.is_alphanumeric() || "-._".contains(c))
}
