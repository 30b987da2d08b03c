//! Looks through TOML up to a cursor and behind it.

use std::ops::Range;

use super::{Cursor, Marks, Seen, Spot, Value, Within, found};

/// How deep lists and tables may lie within each other.
const MOST_DEPTH: usize = 16;

pub(super) fn cursor(text: &str, at: usize) -> Option<Cursor> {
    let mut look = Look { text, at, next: 0, seen: Vec::new(), found: None };
    look.file();
    let (table, spot) = look.found?;
    Some(found(look.seen, table, spot))
}

struct Look<'t> {
    text: &'t str,
    at: usize,
    /// The first byte that was not looked at.
    next: usize,
    seen: Vec<Seen>,
    /// The table that the cursor is in, and what stands there.
    found: Option<(usize, Spot)>,
}

/// What a value belongs to.
struct Field {
    table: usize,
    path: Vec<String>,
    key: String,
}

impl Look<'_> {
    fn rest(&self) -> &str {
        &self.text[self.next..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes on to the first character of which this is not true.
    fn skip(&mut self, passes: impl Fn(char) -> bool) {
        self.next += self.rest().find(|c| !passes(c)).unwrap_or(self.rest().len());
    }

    fn step(&mut self) {
        self.next += self.peek().map_or(0, char::len_utf8);
    }

    fn open(&mut self, path: Vec<String>) -> usize {
        self.seen.push(Seen { path, keys: Vec::new() });
        self.seen.len() - 1
    }

    /// Notes what the cursor stands at, the first time.
    fn note(&mut self, table: usize, spot: Spot) {
        if self.found.is_none() {
            self.found = Some((table, spot));
        }
    }

    /// The last sign before the cursor that is no space.
    fn sign_before(&self) -> Option<char> {
        self.text[..self.at].trim_end().chars().next_back()
    }

    fn file(&mut self) {
        let mut table = self.open(Vec::new());
        while self.next < self.text.len() {
            let gap = self.next;
            self.skip(char::is_whitespace);
            let line = self.text[..self.at].rsplit('\n').next().unwrap_or_default();
            let is_end = self.next == self.text.len() && self.at == self.next;
            if (gap..self.next).contains(&self.at) || is_end {
                let is_alone = line.trim().is_empty();
                self.note(table, if is_alone { Spot::Key(self.at..self.at) } else { Spot::Nothing });
            }
            match self.peek() {
                None => {}
                Some('#') => self.comment(table),
                Some('[') => table = self.header(),
                Some(_) => self.pair(table, 0),
            }
        }
        self.note(table, Spot::Key(self.at..self.at));
    }

    fn comment(&mut self, table: usize) {
        let start = self.next;
        self.skip(|c| c != '\n');
        if start < self.at && self.at <= self.next {
            self.note(table, Spot::Nothing);
        }
    }

    fn header(&mut self) -> usize {
        let start = self.next;
        self.skip(|c| c == '[');
        let name = self.next;
        self.skip(|c| c != ']' && c != '\n');
        let parts = self.text[name..self.next].trim().split('.').map(plain).collect();
        self.skip(|c| c == ']');
        let table = self.open(parts);
        if (start..=self.next).contains(&self.at) {
            let range = start..self.next;
            self.note(0, Spot::Header(range));
        }
        self.skip(|c| c == ' ' || c == '\t');
        if self.peek().is_some_and(|c| c != '\n' && c != '\r' && c != '#') {
            self.skip(|c| c != '\n');
        }
        table
    }

    fn pair(&mut self, table: usize, depth: usize) {
        let start = self.next;
        self.skip(|c| !"=\n,}#".contains(c));
        let key = self.text[start..self.next].trim_end();
        let range = start..start + key.len();
        let mut parts: Vec<String> = key.split('.').map(plain).collect();
        let is_here = (range.start..=range.end).contains(&self.at) && self.found.is_none();
        if is_here {
            self.note(table, Spot::Key(range));
        }
        if self.peek() != Some('=') {
            if self.next == start {
                self.step();
            }
            return;
        }
        if !is_here {
            self.seen[table].keys.push(parts[0].clone());
        }
        self.step();
        let last = parts.pop().unwrap_or_default();
        self.value(&Field { table, path: parts, key: last }, Within::Field, depth);
    }

    fn value(&mut self, field: &Field, within: Within, depth: usize) {
        let start = self.next;
        self.skip(|c| c == ' ' || c == '\t');
        match self.peek() {
            Some(mark @ ('"' | '\'')) => self.string(field, within, mark),
            Some('[') if depth < MOST_DEPTH => self.list(field, depth + 1),
            Some('{') if depth < MOST_DEPTH => self.inline(field, depth + 1),
            _ => {
                let token = self.next;
                self.skip(|c| !"\n,]}#".contains(c));
                let length = self.text[token..self.next].trim_end().len();
                let range = token.min(self.at)..token + length;
                if (start..=token + length).contains(&self.at) {
                    self.note_value(field, range, within, Marks::Bare);
                }
            }
        }
    }

    fn note_value(&mut self, field: &Field, range: Range<usize>, within: Within, marks: Marks) {
        if self.found.is_some() {
            return;
        }
        let path = [self.seen[field.table].path.clone(), field.path.clone()].concat();
        // A table of its own when the key leads into one.
        let table = if field.path.is_empty() { field.table } else { self.open(path) };
        let value = Value { key: field.key.clone(), range, within, marks };
        self.note(table, Spot::Value(value));
    }

    /// A string ends with its mark, or with its line unless it has three.
    fn string(&mut self, field: &Field, within: Within, mark: char) {
        let three = mark.to_string().repeat(3);
        let is_long = self.rest().starts_with(&three);
        let opening = if is_long { 3 } else { 1 };
        let inner = self.next + opening;
        let rest = &self.text[inner..];
        let mut is_escaped = false;
        let end = rest.char_indices().find(|(index, c)| {
            let ends = if is_long { rest[*index..].starts_with(&three) } else { *c == mark || *c == '\n' };
            let ends = ends && !is_escaped;
            is_escaped = *c == '\\' && mark == '"' && !is_escaped;
            ends
        });
        let end = inner + end.map_or(rest.len(), |(index, _)| index);
        let written = self.text[inner..end].trim_end_matches('\r').len();
        if (inner..=inner + written).contains(&self.at) {
            self.note_value(field, inner..inner + written, within, Marks::Quoted);
        }
        self.next = end;
        if self.rest().starts_with(mark) {
            self.next += opening;
        }
    }

    /// Whether what was not closed ends here: the line begins with a key, or is the head of a table.
    fn is_at_next_field(&self) -> bool {
        let line = self.rest().lines().next().unwrap_or_default();
        let is_name =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        let is_key = || line.split_once('=').is_some_and(|(key, _)| is_name(key.trim_end()));
        let head = line.trim_end().trim_start_matches('[').trim_end_matches(']');
        let is_head = || line.starts_with('[') && is_name(head) && line.trim_end().ends_with(']');
        self.text[..self.next].ends_with('\n') && (is_key() || is_head())
    }

    fn list(&mut self, field: &Field, depth: usize) {
        self.step();
        loop {
            let gap = self.next;
            self.skip(char::is_whitespace);
            if (gap..=self.next).contains(&self.at) && matches!(self.sign_before(), Some('[' | ',')) {
                let is_before_element = self.at == self.next && !matches!(self.peek(), None | Some(']' | ','));
                if !is_before_element {
                    self.note_value(field, self.at..self.at, Within::List, Marks::Bare);
                }
            }
            match self.peek() {
                None => return,
                Some(']') => return self.step(),
                Some(',') => self.step(),
                Some('#') => self.comment(field.table),
                Some(_) if self.is_at_next_field() => return,
                Some(_) => {
                    let before = self.next;
                    self.value(field, Within::List, depth);
                    if self.next == before {
                        self.step();
                    }
                }
            }
        }
    }

    fn inline(&mut self, field: &Field, depth: usize) {
        self.step();
        let mut path = [self.seen[field.table].path.clone(), field.path.clone()].concat();
        path.push(field.key.clone());
        let table = self.open(path);
        loop {
            let gap = self.next;
            self.skip(char::is_whitespace);
            let is_gap = (gap..=self.next).contains(&self.at) && matches!(self.sign_before(), Some('{' | ','));
            if is_gap && (self.at < self.next || matches!(self.peek(), None | Some('}' | ','))) {
                self.note(table, Spot::Key(self.at..self.at));
            }
            match self.peek() {
                None => return,
                Some('}') => return self.step(),
                Some(',') => self.step(),
                Some('#') => self.comment(table),
                Some(_) if self.is_at_next_field() => return,
                Some(_) => self.pair(table, depth),
            }
        }
    }
}

/// A key without quotation marks.
fn plain(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_owned()
}
