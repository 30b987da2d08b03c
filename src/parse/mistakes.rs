//! What can still be said of TOML with mistakes: the values that hold them are set aside, and all others are read.
//!
//! A mistake is reported once for the value that holds it, in words about what was probably meant.

use std::collections::BTreeSet;

use super::codes;
use super::format_of;
use super::meant::{day_meant, in_toml, is_straight, part_of_date_meant};
use super::node::{Node, Value, quoted};
use super::route::{Route, route};
use crate::diag::{Diagnostic, Help};
use crate::format::{Shape, Table};
use crate::source::{Source, Span};

/// The way out of two values for one field.
pub(super) const KEEP_ONE: &str = "keep the one that is right";

/// What is said of a text that is written without quotes.
const BARE: &str = "this text has no quotes";

/// What the language does not allow, and where.
#[derive(Clone)]
pub(super) struct Mistake {
    pub(super) span: Span,
    pub(super) message: String,
}

/// Sets aside each value with a mistake and reports it; `None` when a mistake lies outside of every value, since then
/// nobody knows what is missing from the table.
pub(super) fn set_aside(
    source: &Source,
    mut node: Node,
    mut mistakes: Vec<Mistake>,
    out: &mut Vec<Diagnostic>,
) -> Option<Node> {
    if mistakes.is_empty() {
        return Some(node);
    }
    if let Some(list) = unclosed_list(&source.text, &mistakes) {
        // All that follows was read as if it were in the list.
        mistakes.retain(|mistake| mistake.span.start < list.start);
        out.extend(mistakes.iter().map(|mistake| mistake.in_general(source)));
        let message = "this list has no bracket at its end";
        let finding = Diagnostic::new(&codes::INVALID_TOML, &source.path, list, message);
        out.push(finding.help("close it with `]`, and check again: what follows could not be read"));
        return None;
    }
    let all = mistakes.clone();
    let mut keys = BTreeSet::new();
    if mistakes.iter().any(Mistake::is_duplicate) {
        note_keys(&node, &mut keys);
    }
    for mistake in mistakes.iter_mut().filter(|mistake| mistake.is_duplicate()) {
        // The package keeps the field that came first.
        let name = &source.text[mistake.span.clamp(&source.text)];
        let first = keys.range((name, Span::default())..(name, mistake.span)).next_back();
        mistake.span = first.map_or(mistake.span, |(_, span)| *span);
    }
    mistakes.sort_by_key(|mistake| mistake.span.start);
    let mut found = Vec::new();
    visit(source, &mut node, &mut mistakes, &mut found);
    if mistakes.is_empty() {
        // A field that is there twice is reported where it is for the second time.
        found.retain(|problem: &Diagnostic| problem.code.name() != codes::DUPLICATE_KEY.name());
        out.extend(found);
        out.extend(all.iter().filter(|mistake| mistake.is_duplicate()).map(|mistake| mistake.in_general(source)));
        return Some(node);
    }
    // Where the table ends is not known either, so each is reported as the package tells it.
    out.extend(all.iter().map(|mistake| mistake.in_general(source)));
    None
}

impl Mistake {
    fn is_duplicate(&self) -> bool {
        self.message.contains("duplicate key")
    }

    fn in_general(&self, source: &Source) -> Diagnostic {
        let (code, help) = if self.is_duplicate() {
            (&codes::DUPLICATE_KEY, KEEP_ONE)
        } else if self.is_date() {
            (&codes::INVALID_DATE, "write a day that exists as year-month-day: 2025-01-31")
        } else {
            (&codes::INVALID_TOML, "quote text, write lists in `[ ]` and tables in `{ }`; see https://toml.io")
        };
        Diagnostic::new(code, &source.path, self.span, format!("the TOML cannot be read: {}", self.message)).help(help)
    }

    fn is_date(&self) -> bool {
        self.message.starts_with("invalid date")
    }
}

/// The line that opens a list which swallows the fields behind it.
fn unclosed_list(text: &str, mistakes: &[Mistake]) -> Option<Span> {
    let swallowed = mistakes.iter().find(|mistake| mistake.message.contains("unexpected `=` in array"))?;
    let before = &text[..swallowed.span.clamp(text).start];
    let mut end = before.len();
    before.split_inclusive('\n').rev().find_map(|line| {
        end -= line.len();
        let is_open = line.matches('[').count() > line.matches(']').count();
        let start = end + line.len() - line.trim_start().len();
        is_open.then(|| Span::new(start, end + line.trim_end().len()))
    })
}

/// Notes each key of a table and of those within it, with its place.
fn note_keys<'n>(node: &'n Node, keys: &mut BTreeSet<(&'n str, Span)>) {
    match &node.value {
        Value::Table(fields) => {
            for (key, child) in fields {
                keys.insert((&key.value, key.span));
                note_keys(child, keys);
            }
        }
        Value::List(items) => items.iter().for_each(|item| note_keys(item, keys)),
        _ => {}
    }
}

/// The last comes first, because what stands behind a value on its line belongs to it.
fn visit(source: &Source, node: &mut Node, mistakes: &mut Vec<Mistake>, out: &mut Vec<Diagnostic>) {
    match &mut node.value {
        Value::Table(fields) => {
            for (key, child) in fields.iter_mut().rev() {
                visit(source, child, mistakes, out);
                let end = line_end(&source.text, key.span.end.max(child.span.end));
                let held = taken(mistakes, Span { start: key.span.start, end });
                if let Some(first) = held.first() {
                    let start = child.span.start.max(key.span.end);
                    let own = Span { start, end: child.span.end.max(start) };
                    let is_spilled = held.iter().any(|mistake| mistake.span.start >= own.end);
                    let rest = Span { start, end };
                    let is_whole = !is_spilled && own.start < own.end;
                    let span = if is_whole { own } else { without_comment(&source.text, rest) };
                    let is_part = takes_part_of_date(source, &key.value);
                    out.push(report(source, first, span, if is_part { part_of_date } else { day_meant }));
                    child.value = Value::Unreadable;
                }
            }
        }
        Value::List(items) => {
            for item in items.iter_mut().rev() {
                visit(source, item, mistakes, out);
                if !matches!(item.value, Value::Table(_))
                    && let Some(first) = taken(mistakes, item.span).first()
                {
                    out.push(report(source, first, item.span, day_meant));
                    item.value = Value::Unreadable;
                }
            }
        }
        _ => {}
    }
}

/// Takes the mistakes of a part of the file out of the others, which are in the order of their places.
fn taken(mistakes: &mut Vec<Mistake>, part: Span) -> Vec<Mistake> {
    let from = mistakes.partition_point(|mistake| mistake.span.start < part.start);
    let to = mistakes.partition_point(|mistake| mistake.span.start <= part.end);
    mistakes.drain(from..to.max(from)).collect()
}

fn line_end(text: &str, from: u32) -> u32 {
    let rest = &text[Span { start: from, end: u32::MAX }.clamp(text)];
    from + Span::new(0, rest.find('\n').unwrap_or(rest.len())).end
}

/// Whether a field of the file takes a month in the place of a day.
fn takes_part_of_date(source: &Source, name: &str) -> bool {
    let kind = match route(&source.path) {
        Route::One { key, .. } => key.kind,
        Route::Many { kind, .. } => kind,
        Route::Attachment | Route::Misplaced { .. } => return false,
    };
    let format = format_of(kind);
    let fields = [format.file, format.record].into_iter().flat_map(Table::with_nested).filter_map(|t| t.field(name));
    let shapes: Vec<Shape> = fields.map(|field| field.shape).collect();
    !shapes.is_empty() && shapes.iter().all(|shape| matches!(shape, Shape::PartialDate))
}

/// How a part of a date is written that was written in another order; nothing about a text that is none.
fn part_of_date(written: &str) -> Option<Help> {
    let help = part_of_date_meant(written);
    let meant = help.meant().map(in_toml)?;
    Some(help.instead(written, &meant))
}

/// What is wrong with a value, by what is written in its place and how a date is written there.
fn report(source: &Source, mistake: &Mistake, span: Span, date_meant: impl FnOnce(&str) -> Option<Help>) -> Diagnostic {
    let written = source.text[span.clamp(&source.text)].trim();
    if !mistake.is_duplicate()
        && let Some(help) = date_meant(written)
    {
        let message = format!("`{written}` is not written as year-month-day");
        return Diagnostic::new(&codes::INVALID_DATE, &source.path, span, message).help(help);
    }
    match misquoted(written) {
        Some((message, help)) if !mistake.is_date() && !mistake.is_duplicate() => {
            Diagnostic::new(&codes::INVALID_TOML, &source.path, span, message).help(help)
        }
        _ => Mistake { span, ..mistake.clone() }.in_general(source),
    }
}

/// What quotes a value lacks, and how it is written with them.
fn misquoted(written: &str) -> Option<(&'static str, Help)> {
    let put = |value: &str| Help::from(format!("write {value}")).instead(written, value);
    let bare = written.trim_matches(|c| !is_straight(c));
    let is_quoted = written.starts_with(['"', '\'']);
    match written {
        "" => Some(("the field has no value", "write one, or remove the field".into())),
        _ if written.contains('\n') => None,
        "True" | "TRUE" => Some(("TOML writes it in small letters", put("true"))),
        "False" | "FALSE" => Some(("TOML writes it in small letters", put("false"))),
        "yes" | "Yes" | "on" => Some((BARE, format!("write {}, or true where it is a choice", quoted(written)).into())),
        "no" | "No" | "off" => {
            Some((BARE, format!("write false where it is a choice or there is none, else {}", quoted(written)).into()))
        }
        "none" | "None" | "null" | "nil" | "-" => Some((
            "nothing is no value",
            "leave the field out, or write 0 where it is a number, false where it may be".into(),
        )),
        _ if written.len() != bare.len() => {
            let inside = bare.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            Some(("these quotes are not the straight ones of TOML", put(&quoted(inside.unwrap_or(bare)))))
        }
        _ if is_quoted && !written[1..].contains(&written[..1]) => {
            Some(("this text has no quote at its end", put(&quoted(&written[1..]))))
        }
        _ if written.starts_with(char::is_alphanumeric) && !written.contains(['=', '"']) => {
            Some((BARE, put(&quoted(written))))
        }
        _ => None,
    }
}

/// The rest of a line behind a key, without the comment and the spaces around the value.
fn without_comment(text: &str, rest: Span) -> Span {
    let place = rest.clamp(text);
    let value = text[place.clone()].split_once(" #").map_or(&text[place.clone()], |(value, _)| value).trim_end();
    let before = value.len() - value.trim_start_matches([' ', '\t', '=']).len();
    Span::new(place.start + before, place.start + value.len())
}
