//! Lines that begin with a colon, which the parser takes for definitions even where no space follows it: `:::note`.
//!
//! The parser never sees those colons: a sign that no text holds stands in their place, and is taken out of its events.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, Tag};

/// A control character, with which no file is read.
const STAND_IN: char = '\u{1}';

/// The text for the parser, of the same length.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let (mut taken, mut line_start) = (0, 0);
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let is_definition = |rest: &str| rest.starts_with([' ', '\t']) && !rest.trim().is_empty();
        if inner.strip_prefix(':').is_some_and(|rest| !is_definition(rest)) {
            let at = line_start + line.len() - inner.len();
            masked.push_str(&text[taken..at]);
            masked.push(STAND_IN);
            taken = at + 1;
        }
        line_start += line.len();
    }
    if taken == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[taken..]);
    Cow::Owned(masked)
}

/// An event as the text of the file has it.
pub(super) fn unmasked(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(restored(text)),
        Event::Code(code) => Event::Code(restored(code)),
        Event::Html(html) => Event::Html(restored(html)),
        Event::InlineHtml(html) => Event::InlineHtml(restored(html)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: restored(dest_url), title: restored(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: restored(dest_url), title: restored(title), id })
        }
        event => event,
    }
}

fn restored(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(STAND_IN) { text.replace(STAND_IN, ":").into() } else { text }
}
