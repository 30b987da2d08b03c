//! What is shown beside the pointer: the main facts of the record that a place names, or what a key is for.

use gen_lsp_types as lsp;

use super::client::Client;
use super::cursor::{Spot, cursor, data};
use super::fields::{explanation, field_at, root};
use super::position::Positions;
use super::site::Site;
use crate::path::SourcePath;
use crate::project::Outline;
use crate::source::Span;

pub(super) fn hover(site: &Site, path: &SourcePath, position: lsp::Position, client: &Client) -> Option<lsp::Hover> {
    let text = site.text(path)?;
    let positions = Positions::new(&text, client.encoding);
    let at = positions.offset(position);
    let (value, span) = record(site, path, at).or_else(|| key(path, &text, at))?;
    let contents = lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value };
    Some(lsp::Hover { contents: contents.into(), range: Some(positions.range_of(span)) })
}

fn record(site: &Site, path: &SourcePath, at: usize) -> Option<(String, Span)> {
    let (named, span) = site.project.named_at(path, at)?;
    Some((markdown(&site.project.outline(named.record()?)?), span))
}

fn key(path: &SourcePath, text: &str, at: usize) -> Option<(String, Span)> {
    let (range, syntax) = data(path, text).filter(|(range, _)| (range.start..=range.end).contains(&at))?;
    let cursor = cursor(&text[range.clone()], syntax, at - range.start)?;
    let Spot::Key(key) = &cursor.spot else { return None };
    let written = &text[range.start + key.start..range.start + key.end];
    // Of a dotted key the last part; those before it lead to its table.
    let mut path_to: Vec<String> = cursor.path.clone();
    path_to.extend(written.split('.').map(|part| part.trim().to_owned()));
    let name = path_to.pop()?;
    let field = field_at(root(path)?, &path_to, &name)?;
    Some((format!("**{name}**: {}", explanation(field)), Span::new(range.start + key.start, range.start + key.end)))
}

/// A record in a few lines of Markdown.
fn markdown(outline: &Outline) -> String {
    let Outline { name, kind, reference, mark, facts, written_in } = outline;
    let mut lines = vec![format!("**{}**", escaped(name)), format!("{} · `{reference}`", escaped(kind))];
    lines.extend(mark.map(|mark| format!("*{mark}*")));
    let mut parts = vec![lines.join("  \n")];
    match facts.as_slice() {
        [] => {}
        [words] => parts.push(escaped(words)),
        facts => parts.push(facts.iter().map(|fact| format!("- {}", escaped(fact))).collect::<Vec<_>>().join("\n")),
    }
    parts.push(written_in.as_ref().map_or_else(|| "part of candor".to_owned(), |path| format!("`{path}`")));
    parts.join("\n\n")
}

/// Words in which no sign means anything.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        if "\\`*_[]<>#|~&".contains(c) {
            text.push('\\');
        }
        text.push(if c == '\n' { ' ' } else { c });
    }
    text
}
