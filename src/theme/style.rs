//! Style sheets as they are published: what they name by `url()` and `@import` is led to the file as it is published.
//!
//! Reads as much of the language as it takes to tell addresses from comments and strings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::asset::{Asset, asset};

/// An address in a style sheet that leads to no file of the theme.
pub(super) struct Dangling<'a> {
    /// The style sheet, by its path below `assets/`.
    pub(super) style: &'a str,
    pub(super) written: String,
    /// Where it stands in the style sheet, joined from its parts.
    pub(super) at: usize,
}

/// Where an address of a style sheet leads.
enum Target {
    /// Out of the theme, or to a part of the document.
    Elsewhere,
    /// To a file, by its path below `assets/`.
    File(String),
    Nowhere,
}

/// The files of a theme, by their paths below `assets/`, as assets; those that a style sheet names before it.
pub(super) fn published(files: BTreeMap<&str, Vec<u8>>) -> (BTreeMap<&str, Asset>, Vec<Dangling<'_>>) {
    let (mut published, mut dangling) = (BTreeMap::new(), Vec::new());
    let (mut styles, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        files.into_iter().partition(|(path, bytes)| path.ends_with(".css") && str::from_utf8(bytes).is_ok());
    published.extend(others.into_iter().filter_map(|(path, bytes)| Some((path, asset(path, bytes)?))));
    while !styles.is_empty() {
        let waits = |style: &str, bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            addresses(&text).into_iter().any(|at| match target(style, &text[at]) {
                Target::File(path) => path != style && styles.contains_key(path.as_str()),
                Target::Elsewhere | Target::Nowhere => false,
            })
        };
        let ready: Vec<&str> =
            styles.iter().filter(|(style, bytes)| !waits(style, bytes)).map(|(style, _)| *style).collect();
        // Those that import each other cannot both be named after what they hold.
        let next = if ready.is_empty() { styles.keys().copied().collect() } else { ready };
        for style in next {
            let Some(bytes) = styles.remove(style) else { continue };
            let text = with_published_names(style, &String::from_utf8_lossy(&bytes), &published, &mut dangling);
            published.extend(asset(style, text.into_bytes()).map(|asset| (style, asset)));
        }
    }
    (published, dangling)
}

fn with_published_names<'a>(
    style: &'a str,
    text: &str,
    published: &BTreeMap<&str, Asset>,
    dangling: &mut Vec<Dangling<'a>>,
) -> String {
    let (mut out, mut end) = (String::with_capacity(text.len()), 0);
    for at in addresses(text) {
        let written = &text[at.clone()];
        let asset = match target(style, written) {
            Target::Elsewhere => continue,
            Target::File(path) => published.get(path.as_str()),
            Target::Nowhere => None,
        };
        let Some(asset) = asset else {
            dangling.push(Dangling { style, written: written.to_owned(), at: at.start });
            continue;
        };
        let path = asset.path.as_str().strip_prefix("assets/").unwrap_or(asset.path.as_str());
        out.push_str(&text[end..at.start]);
        out.push_str(&"../".repeat(style.matches('/').count()));
        out.push_str(path);
        end = at.start + path_of(written).len();
    }
    out + &text[end..]
}

/// An address without its query and fragment.
fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

fn target(style: &str, written: &str) -> Target {
    let path = path_of(written);
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    let is_from_root = path.starts_with('/') && !path.contains("/assets/");
    if path.is_empty() || has_scheme || path.starts_with("//") || is_from_root {
        return Target::Elsewhere;
    }
    if path.starts_with('/') {
        return Target::Nowhere;
    }
    let mut parts: Vec<&str> = style.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." if parts.pop().is_none() => return Target::Nowhere,
            "" | "." | ".." => {}
            name => parts.push(name),
        }
    }
    Target::File(parts.join("/"))
}

/// Where a style sheet names addresses.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let starts_with = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if let Some(comment) = rest.strip_prefix("/*") {
            at += comment.find("*/").map_or(rest.len(), |end| end + 4);
        } else if starts_with("url(") {
            let start = at + 4 + rest[4..].len() - rest[4..].trim_start().len();
            let (address, behind) = match text[start..].chars().next() {
                Some(quote @ ('"' | '\'')) => (string(text, start, quote), 1),
                _ => (bare(text, start), 0),
            };
            at = address.end + behind;
            found.push(address);
        } else if starts_with("@import") {
            let start = at + 7 + rest[7..].len() - rest[7..].trim_start().len();
            at = start.max(at + 7);
            if let Some(quote @ ('"' | '\'')) = text[start..].chars().next() {
                let address = string(text, start, quote);
                at = address.end + 1;
                found.push(address);
            }
        } else if let Some(quote @ ('"' | '\'')) = rest.chars().next() {
            at = string(text, at, quote).end + 1;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            // What begins none of the above is passed over at once.
            at += text[at..].find(['/', 'u', 'U', '@', '"', '\'']).unwrap_or(text.len() - at);
        }
    }
    found
}

/// The address without quotation marks that begins at a place.
fn bare(text: &str, start: usize) -> Range<usize> {
    let end = text[start..].find(')').unwrap_or(text.len() - start);
    start..start + text[start..start + end].trim_end().len()
}

/// What a string holds that begins at a place.
fn string(text: &str, start: usize, quote: char) -> Range<usize> {
    let mut is_escaped = false;
    let end = text[start + 1..].find(|c: char| {
        let ends = !is_escaped && (c == quote || c == '\n');
        is_escaped = !is_escaped && c == '\\';
        ends
    });
    start + 1..end.map_or(text.len(), |end| start + 1 + end)
}
