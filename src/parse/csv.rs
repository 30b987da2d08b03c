//! Reads comma-separated values (RFC 4180) as tables with a place for every cell.
//!
//! Spreadsheets of many countries write semicolons instead, and all of them append empty cells and rows: the first row
//! tells what separates, and what is empty is left out.

use std::collections::BTreeSet;

use super::codes;
use super::node::{Node, Value};
use crate::diag::Diagnostic;
use crate::source::{Source, Span, Spanned};

/// Each row below the header as a table of its filled cells.
pub(super) fn rows(source: &Source, out: &mut Vec<Diagnostic>) -> Vec<Node> {
    let mut records = Cells { source, separator: separator(&source.text), out }.records().into_iter();
    let Some(mut header) = records.next() else { return Vec::new() };
    strip_empty(&mut header, 0);
    let mut columns = BTreeSet::new();
    for name in &header {
        if !columns.insert(name.value.trim()) {
            let message = format!("the column `{}` is there twice", name.value.trim());
            let problem = Diagnostic::new(&codes::DUPLICATE_KEY, &source.path, name.span, message);
            out.push(problem.help("keep the one that is right"));
        }
    }
    let mut rows = Vec::new();
    for mut cells in records {
        strip_empty(&mut cells, header.len());
        if cells.iter().all(|cell| cell.value.trim().is_empty()) {
            continue;
        }
        let span = Span {
            start: cells.first().map_or(0, |cell| cell.span.start),
            end: cells.last().map_or(0, |cell| cell.span.end),
        };
        if cells.len() != header.len() {
            let message = format!("the row has {} cells, the header {}", cells.len(), header.len());
            let help =
                "give each row as many cells as the header, with commas between; quote a cell that holds a comma";
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

/// Takes empty cells from the end of a row, as long as it has more than so many.
fn strip_empty(cells: &mut Vec<Spanned<String>>, most: usize) {
    while cells.len() > most && cells.last().is_some_and(|cell| cell.value.trim().is_empty()) {
        cells.pop();
    }
}

/// What stands between the cells: what the first row has, a comma before all others.
fn separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    *b",;\t".iter().find(|separator| header.as_bytes().contains(separator)).unwrap_or(&b',')
}

/// The cells of a file as they are read.
struct Cells<'a> {
    source: &'a Source,
    separator: u8,
    out: &'a mut Vec<Diagnostic>,
}

impl Cells<'_> {
    /// The cells of every line that is not blank; those behind a quotation without an end are not told apart.
    fn records(mut self) -> Vec<Vec<Spanned<String>>> {
        let text = &*self.source.text;
        let mut records = Vec::new();
        let mut record = Vec::new();
        let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        while at < text.len() {
            let Some((cell, end)) = self.cell(at) else { return records };
            record.push(cell);
            let is_followed = text.as_bytes().get(end) == Some(&self.separator);
            at = end + 1;
            if is_followed && (at >= text.len() || text.as_bytes()[at] == b'\n') {
                // A separator at the end of a line is followed by one more, empty cell.
                record.push(Spanned::new(String::new(), Span::new(at, at)));
                at += 1;
            } else if is_followed {
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

    fn report(&mut self, span: Span, message: &str, help: &str) {
        self.out.push(Diagnostic::new(&codes::INVALID_CSV, &self.source.path, span, message).help(help));
    }

    /// The cell that begins at a place, and where the separator or line break behind it is.
    fn cell(&mut self, start: usize) -> Option<(Spanned<String>, usize)> {
        let text = &*self.source.text;
        let separator = char::from(self.separator);
        let to_separator = |at: usize| at + text[at..].find([separator, '\n']).unwrap_or(text.len() - at);
        let (value, end) = if text.as_bytes()[start] == b'"' {
            let (value, behind) = self.quoted(start)?;
            let end = to_separator(behind);
            let rest = text[behind..end].trim_end();
            if !rest.is_empty() {
                let span = Span::new(behind, behind + rest.len());
                let help = "quote the whole cell; write a quotation mark inside it twice";
                self.report(span, "text follows a quoted cell", help);
            }
            (value, end)
        } else {
            let end = to_separator(start);
            (text[start..end].trim_end_matches('\r').to_owned(), end)
        };
        let written = start + text[start..end].trim_end_matches('\r').len();
        Some((Spanned::new(value, Span::new(start, written)), end))
    }

    /// What a quotation says that begins at a place, and where it is closed.
    fn quoted(&mut self, start: usize) -> Option<(String, usize)> {
        let text = &*self.source.text;
        let mut content = String::new();
        let mut at = start + 1;
        loop {
            let Some(length) = text[at..].find('"') else {
                let help = "close it with a quotation mark; write one inside a cell twice";
                self.report(Span::new(start, start + 1), "the quoted cell has no end", help);
                return None;
            };
            content.push_str(&text[at..at + length]);
            at += length + 1;
            if text.as_bytes().get(at) != Some(&b'"') {
                return Some((content, at));
            }
            content.push('"');
            at += 1;
        }
    }
}
