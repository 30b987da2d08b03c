//! Reads comma-separated values (RFC 4180) as tables with a place for every cell.

use std::collections::BTreeSet;

use super::codes;
use super::node::{Node, Value};
use crate::diag::Diagnostic;
use crate::source::{Source, Span, Spanned};

/// Each row below the header as a table of its filled cells.
pub(super) fn rows(source: &Source, out: &mut Vec<Diagnostic>) -> Vec<Node> {
    let mut records = records(source, out).into_iter();
    let Some(header) = records.next() else { return Vec::new() };
    let mut columns = BTreeSet::new();
    for name in &header {
        if !columns.insert(name.value.trim()) {
            let message = format!("the column `{}` is there twice", name.value.trim());
            let problem = Diagnostic::new(&codes::DUPLICATE_KEY, &source.path, name.span, message);
            out.push(problem.help("keep the one that is right"));
        }
    }
    let mut rows = Vec::new();
    for cells in records {
        let span = Span {
            start: cells.first().map_or(0, |cell| cell.span.start),
            end: cells.last().map_or(0, |cell| cell.span.end),
        };
        if cells.len() != header.len() {
            let message = format!("the row has {} cells, the header {}", cells.len(), header.len());
            let help = "give each row as many cells as the header; quote a cell that holds a comma";
            out.push(Diagnostic::new(&codes::INVALID_CSV, &source.path, span, message).help(help));
            continue;
        }
        let filled = header.iter().zip(cells).filter(|(_, cell)| !cell.value.trim().is_empty());
        let fields = filled.map(|(name, cell)| {
            let node = Node { value: Value::Text(cell.value), span: cell.span };
            (Spanned::new(name.value.trim().to_owned(), name.span), node)
        });
        rows.push(Node { value: Value::Table(fields.collect()), span });
    }
    rows
}

/// The cells of every line that is not blank.
fn records(source: &Source, out: &mut Vec<Diagnostic>) -> Vec<Vec<Spanned<String>>> {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let base = source.text.len() - text.len();
    let bytes = text.as_bytes();
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let value;
        if bytes[at] == b'"' {
            let mut content = String::new();
            at += 1;
            loop {
                let Some(length) = text[at..].find('"') else {
                    let span = Span::new(start, start + 1).shifted(base);
                    let problem =
                        Diagnostic::new(&codes::INVALID_CSV, &source.path, span, "the quoted cell has no end");
                    out.push(problem.help("close it with a quotation mark; write one inside a cell twice"));
                    return records;
                };
                content.push_str(&text[at..at + length]);
                at += length + 1;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                content.push('"');
                at += 1;
            }
            value = content;
            let behind = at;
            at += text[at..].find([',', '\n']).unwrap_or(text.len() - at);
            let rest = text[behind..at].trim_end();
            if !rest.is_empty() {
                let span = Span::new(behind, behind + rest.len()).shifted(base);
                let problem = Diagnostic::new(&codes::INVALID_CSV, &source.path, span, "text follows a quoted cell");
                out.push(problem.help("quote the whole cell; write a quotation mark inside it twice"));
            }
        } else {
            at += text[at..].find([',', '\n']).unwrap_or(text.len() - at);
            value = text[start..at].trim_end_matches('\r').to_owned();
        }
        let end = start + text[start..at].trim_end_matches('\r').len();
        record.push(Spanned::new(value, Span::new(start, end).shifted(base)));
        let ends_record = bytes.get(at) != Some(&b',');
        at += 1;
        if !ends_record && (at >= text.len() || bytes[at] == b'\n') {
            // A comma at the end of a line is followed by one more, empty cell.
            record.push(Spanned::new(String::new(), Span::new(at, at).shifted(base)));
            at += 1;
        } else if !ends_record {
            continue;
        }
        let is_blank = record.len() == 1 && record[0].value.trim().is_empty();
        let full = std::mem::take(&mut record);
        if !is_blank {
            records.push(full);
        }
    }
    records
}
