//! Looks through YAML line by line: keys and lists by their indentation, and lists in brackets.

use std::ops::Range;

use super::{Cursor, Marks, Seen, Spot, Value, Within, found};

pub(super) fn cursor(text: &str, at: usize) -> Option<Cursor> {
    let root = Level { indent: 0, table: 0, key: None };
    let seen = vec![Seen { path: Vec::new(), keys: Vec::new() }];
    let mut look = Look { at, seen, levels: vec![root], found: None };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        look.line(start, line.trim_end_matches(['\n', '\r']));
        start += line.len();
    }
    if text.is_empty() || text.ends_with('\n') {
        look.line(start, "");
    }
    let (table, spot) = look.found?;
    Some(found(look.seen, table, spot))
}

struct Look {
    at: usize,
    seen: Vec<Seen>,
    /// The tables that are open, from the outermost on.
    levels: Vec<Level>,
    found: Option<(usize, Spot)>,
}

struct Level {
    indent: usize,
    table: usize,
    /// The last key, to which what is indented further belongs.
    key: Option<String>,
}

impl Look {
    fn last(&mut self) -> &mut Level {
        self.levels.last_mut().expect("the outermost is never closed")
    }

    fn close_beyond(&mut self, indent: usize) {
        while self.levels.len() > 1 && self.last().indent > indent {
            self.levels.pop();
        }
    }

    /// Opens the table that the last key leads to.
    fn open(&mut self, indent: usize) {
        let table = self.seen.len();
        let Level { table: outer, key, .. } = self.last();
        let (outer, key) = (*outer, key.clone());
        let path = self.seen[outer].path.iter().cloned().chain(key).collect();
        self.seen.push(Seen { path, keys: Vec::new() });
        self.levels.push(Level { indent, table, key: None });
    }

    fn note(&mut self, table: usize, spot: Spot) {
        self.found.get_or_insert((table, spot));
    }

    /// Looks at the line that begins at a byte.
    fn line(&mut self, start: usize, line: &str) {
        let is_here = (start..=start + line.len()).contains(&self.at);
        let mut rest = line.trim_start_matches(' ');
        let mut indent = line.len() - rest.len();
        if rest.trim().is_empty() || rest.starts_with('#') {
            if is_here {
                self.blank(start, line);
            }
            return;
        }
        let mut list = None;
        while rest == "-" || rest.starts_with("- ") {
            self.close_beyond(indent);
            let Level { table, key, .. } = self.last();
            list = Some((*table, key.clone().unwrap_or_default()));
            let inner = rest[1..].trim_start_matches(' ');
            indent += rest.len() - inner.len();
            rest = inner;
            self.open(indent);
        }
        self.close_beyond(indent);
        if self.last().indent < indent {
            self.open(indent);
        }
        let table = self.last().table;
        let begin = start + line.len() - rest.len();
        let key = rest.split_once(':').filter(|(key, value)| {
            !key.contains(['"', '\'', '[', '{', ' ']) && (value.is_empty() || value.starts_with(' '))
        });
        match (key, list) {
            (Some((key, value)), _) => {
                let end = begin + key.len();
                if (begin..=end).contains(&self.at) {
                    self.note(table, Spot::Key(begin..end));
                } else {
                    self.seen[table].keys.push(key.to_owned());
                }
                self.last().key = Some(key.to_owned());
                if is_here && self.at > end {
                    let value = self.value(key, end + 1, value, Within::Field);
                    self.note(table, Spot::Value(value));
                }
            }
            (None, Some((table, key))) if is_here && self.at >= begin => {
                let value = self.value(&key, begin, rest, Within::List);
                self.note(table, Spot::Value(value));
            }
            (None, None) if is_here => self.note(table, Spot::Key(begin..begin + rest.trim_end().len())),
            _ => {}
        }
    }

    /// Notes a cursor in a line without anything: it is in the table to which the next key would belong.
    fn blank(&mut self, start: usize, line: &str) {
        if !line.trim().is_empty() {
            let table = self.last().table;
            return self.note(table, Spot::Nothing);
        }
        let indent = self.at - start;
        let level = self.levels.iter().rfind(|level| level.indent <= indent).expect("the outermost has no indent");
        if level.indent == indent || level.key.is_none() {
            let table = level.table;
            return self.note(table, Spot::Key(self.at..self.at));
        }
        self.close_beyond(indent);
        self.open(indent);
        let table = self.last().table;
        self.levels.pop();
        self.note(table, Spot::Key(self.at..self.at));
    }

    /// The value at the cursor in what stands behind a key or a dash.
    fn value(&self, key: &str, begin: usize, written: &str, within: Within) -> Value {
        let at = self.at - begin;
        let (before, behind) = written.split_at(written.floor_char_boundary(at));
        let is_list = written.trim_start().starts_with('[');
        let (start, end) = if is_list {
            let start = before.rfind(['[', ',']).map_or(0, |sign| sign + 1);
            (start, at + behind.find([',', ']']).unwrap_or(behind.len()))
        } else {
            (0, written.len())
        };
        let token = &written[start.min(before.len())..end];
        let inner = token.trim_matches([' ', '"', '\'']);
        let lead = token.len() - token.trim_start_matches([' ', '"', '\'']).len();
        let first = (start + lead).min(before.len().max(start));
        let range: Range<usize> = begin + first..begin + (first + inner.len()).max(before.len());
        let marks = if token.trim_start().starts_with(['"', '\'']) { Marks::Quoted } else { Marks::Bare };
        let within = if is_list { Within::List } else { within };
        Value { key: key.to_owned(), range, within, marks }
    }
}
