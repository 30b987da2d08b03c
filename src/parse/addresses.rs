//! Addresses that stand in a text and are no link.

use std::ops::Range;

/// Where a text holds an address of a page or a mailbox.
pub(super) fn bare(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let pages = text.match_indices("://").filter_map(|(at, _)| page(text, at));
    let hosts = text.match_indices("www.").filter_map(|(at, _)| host(text, at));
    let mailboxes = text.match_indices('@').filter_map(|(at, _)| mailbox(text, at));
    for place in pages.chain(hosts).chain(mailboxes) {
        // What stands within an address is a part of it.
        if !found.iter().any(|known| known.start < place.end && place.start < known.end) {
            found.push(place);
        }
    }
    found.sort_by_key(|place| place.start);
    found
}

/// The address of a page whose scheme ends at a place.
fn page(text: &str, at: usize) -> Option<Range<usize>> {
    let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| {
        text[..at].len() >= scheme.len()
            && text.get(at - scheme.len()..at).is_some_and(|written| written.eq_ignore_ascii_case(scheme))
    })?;
    let start = at - scheme.len();
    if text[..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let rest = &text[at + 3..];
    let end = at + 3 + length(rest);
    has_name(&text[at + 3..end]).then_some(start..end)
}

/// The address that begins with the name of a host.
fn host(text: &str, at: usize) -> Option<Range<usize>> {
    if text[..at].ends_with(|c: char| c.is_alphanumeric() || "./@-_\\".contains(c)) {
        return None;
    }
    let end = at + length(&text[at..]);
    has_name(&text[at + 4..end]).then_some(at..end)
}

/// The address of a mailbox, whose host begins behind a place.
fn mailbox(text: &str, at: usize) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let name = text[..at].len() - text[..at].trim_end_matches(is_name).len();
    let start = at - name;
    let start = start + text[start..at].len() - text[start..at].trim_start_matches(['.', '-']).len();
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let rest = &text[at + 1..];
    let host = rest[..rest.find(|c| !is_host(c)).unwrap_or(rest.len())].trim_end_matches(['.', '-']);
    let last = host.rsplit_once('.').map(|(_, last)| last)?;
    let is_mailbox = start < at && last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic());
    // A name such as `@scope/package@1.2`, or a path behind the host, is no mailbox.
    let is_path = rest[host.len()..].starts_with(['/', '@', ':']) && !rest[host.len()..].starts_with(": ");
    (is_mailbox && !is_path && !text[..start].ends_with(['/', '\\', ':'])).then_some(start..at + 1 + host.len())
}

/// How far an address goes on: up to white space or what surrounds it, and not with what ends the sentence.
fn length(rest: &str) -> usize {
    let is_end = |c: char| {
        c.is_whitespace()
            || "<>\"`{}|\\^".contains(c)
            || matches!(c as u32, 0x2018..=0x201f | 0x2026 | 0x3000..=0x303f | 0xff00..=0xff0f | 0xff1a..=0xff20 | 0xff3b..=0xff3d)
    };
    let whole = &rest[..rest.find(is_end).unwrap_or(rest.len())];
    let mut address = whole;
    loop {
        let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '[', ']']);
        let is_open = trimmed.ends_with(')') && trimmed.matches(')').count() > trimmed.matches('(').count();
        let trimmed = if is_open { &trimmed[..trimmed.len() - 1] } else { trimmed };
        if trimmed == address {
            return address.len();
        }
        address = trimmed;
    }
}

/// Whether an address begins with the name of a host, rather than with something that stands for one.
fn has_name(address: &str) -> bool {
    let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let is_part = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    parts.len() > 1 && parts.iter().all(is_part)
}
