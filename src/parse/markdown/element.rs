//! The few elements of HTML that Markdown has no sign for and that mean only themselves: a break, raised and lowered
//! text, a key, and an anchor that holds nothing. They are written anew, never copied; all other HTML is text.

use std::collections::BTreeMap;

use pulldown_cmark::Event;

use super::emphasis::Placed;

/// A tag that stands as itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Break,
    Start(&'static str),
    End(&'static str),
    /// An anchor with its id.
    Anchor(String),
    /// The end of an anchor, which was written with its beginning.
    AnchorEnd,
}

/// The elements that may hold text.
const HOLDING: [&str; 3] = ["kbd", "sub", "sup"];

/// The tags of a text that stand as themselves, by their place: those that are complete, and closed where they were
/// opened.
pub(super) fn tags(events: &[Placed<'_>]) -> BTreeMap<usize, Tag> {
    let mut tags = BTreeMap::new();
    // The elements that are open; `None` stands for one of Markdown.
    let mut open: Vec<Option<(&'static str, usize)>> = Vec::new();
    for (index, (event, at)) in events.iter().enumerate() {
        let html = match event {
            Event::Start(_) => {
                open.push(None);
                continue;
            }
            Event::End(_) => {
                while open.pop().flatten().is_some() {}
                continue;
            }
            Event::InlineHtml(html) => html,
            _ => continue,
        };
        match tag(html) {
            Some(Tag::Start(name)) => open.push(Some((name, at.start))),
            Some(Tag::End(name)) => {
                if let Some(Some((opened, start))) = open.last()
                    && *opened == name
                {
                    tags.insert(*start, Tag::Start(name));
                    tags.insert(at.start, Tag::End(name));
                    open.pop();
                }
            }
            Some(Tag::Anchor(id)) => {
                let next = events.get(index + 1).and_then(|(event, at)| match event {
                    Event::InlineHtml(html) if tag(html) == Some(Tag::AnchorEnd) => Some(at.start),
                    _ => None,
                });
                if next.is_some() || html.ends_with("/>") {
                    tags.insert(at.start, Tag::Anchor(id));
                }
                tags.extend(next.map(|next| (next, Tag::AnchorEnd)));
            }
            Some(Tag::Break) => drop(tags.insert(at.start, Tag::Break)),
            Some(Tag::AnchorEnd) | None => {}
        }
    }
    tags
}

/// Whether a block of HTML is nothing but breaks.
pub(super) fn is_breaks(html: &str) -> bool {
    let mut parts = html.split_inclusive('>').map(str::trim).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| tag(part) == Some(Tag::Break))
}

fn tag(html: &str) -> Option<Tag> {
    let inside = html.strip_prefix('<')?.strip_suffix('>')?;
    let lower = inside.to_ascii_lowercase();
    let name = |word: &str| HOLDING.iter().find(|name| **name == word).copied();
    if let Some(word) = lower.strip_prefix('/') {
        let word = word.trim_end();
        return if word == "a" { Some(Tag::AnchorEnd) } else { name(word).map(Tag::End) };
    }
    let word = lower.strip_suffix('/').unwrap_or(&lower).trim_end();
    if word == "br" {
        return Some(Tag::Break);
    }
    if !word.starts_with("a ") && !word.starts_with("a\n") {
        return name(&lower).map(Tag::Start);
    }
    let attribute = inside[1..].trim().trim_end_matches('/').trim_end();
    let (key, value) = attribute.split_once('=')?;
    let is_name = matches!(&*key.trim_end().to_ascii_lowercase(), "id" | "name");
    let value = value.trim_start();
    let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    let id = quoted.unwrap_or(value);
    (is_name && super::heading::is_good_id(id)).then(|| Tag::Anchor(id.to_owned()))
}
