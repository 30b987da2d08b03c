//! TOML and YAML: data files and front matter become [`Node`] trees. The only file that names the two packages.

use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use toml::de::{DeTable, DeValue};

use super::codes;
use super::mistakes::{self, KEEP_ONE, Mistake};
use super::node::{Node, Value};
use crate::diag::Diagnostic;
use crate::path::SourcePath;
use crate::source::{Source, Span, Spanned};

/// How a file divides into front matter and Markdown.
pub(super) struct Split {
    pub(super) language: Language,
    pub(super) front: Range<usize>,
    pub(super) body: Range<usize>,
}

/// The language of a front matter.
#[derive(Clone, Copy)]
pub(super) enum Language {
    Toml,
    Yaml,
}

impl Split {
    /// The division of a file that has no front matter.
    pub(super) fn all_body(source: &Source) -> Self {
        Self { language: Language::Toml, front: 0..0, body: 0..source.text.len() }
    }
}

/// The finding for a file without front matter that needs one.
pub(super) fn missing(source: &Source) -> Diagnostic {
    let span = Span::new(0, source.text.lines().next().map_or(0, str::len));
    Diagnostic::new(&codes::MISSING_FRONT_MATTER, &source.path, span, "the file has no front matter")
        .help("begin the file with `+++`, its fields as TOML, and another `+++`")
}

/// Finds the front matter between `+++` or `---` lines; one that does not end is a finding.
pub(super) fn split(source: &Source) -> Result<Option<Split>, Diagnostic> {
    let text = &*source.text;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first_line = text[start..].lines().next().unwrap_or("");
    let language = match first_line.trim_end() {
        "+++" => Language::Toml,
        "---" => Language::Yaml,
        _ => return Ok(None),
    };
    let fence = first_line.trim_end();
    let front_start = (start + first_line.len() + 1).min(text.len());
    let mut at = front_start;
    for line in text[front_start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Ok(Some(Split { language, front: front_start..at, body: at + line.len()..text.len() }));
        }
        at += line.len();
    }
    let span = Span::new(start, start + fence.len());
    Err(Diagnostic::new(&codes::MISSING_FRONT_MATTER, &source.path, span, "the front matter has no end")
        .help(format!("close it with a line that holds only `{fence}`")))
}

/// Reads a part of the file as a table of its language.
pub(super) fn read(
    source: &Source,
    language: Language,
    range: Range<usize>,
    out: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = &source.text[range.clone()];
    match language {
        Language::Toml => read_toml(source, text, range.start, out),
        Language::Yaml => read_yaml(&source.path, text, range.start, out),
    }
}

fn read_toml(source: &Source, text: &str, base: usize, out: &mut Vec<Diagnostic>) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mistake = |error: toml::de::Error| Mistake {
        span: error.span().map_or(Span::new(0, 0), |span| Span::new(span.start, span.end)).shifted(base),
        message: one_line(&error.message().to_lowercase()),
    };
    let mistakes = errors.into_iter().map(mistake).collect();
    let node = Node { value: toml_table(table.into_inner(), base), span: Span::new(base, base + text.len()) };
    mistakes::set_aside(source, node, mistakes, out)
}

fn toml_table(table: DeTable<'_>, base: usize) -> Value {
    let mut fields: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let key_span = Span::new(key.span().start, key.span().end).shifted(base);
            (Spanned::new(key.into_inner().into_owned(), key_span), toml_node(value, base))
        })
        .collect();
    fields.sort_by_key(|(key, _)| key.span);
    Value::Table(fields)
}

fn toml_node(value: toml::Spanned<DeValue<'_>>, base: usize) -> Node {
    let span = Span::new(value.span().start, value.span().end).shifted(base);
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => {
            let digits = number.as_str();
            i64::from_str_radix(digits, number.radix()).map_or_else(|_| Value::Text(digits.to_owned()), Value::Integer)
        }
        DeValue::Float(number) => Value::Float(number.as_str().to_owned()),
        DeValue::Boolean(boolean) => Value::Boolean(boolean),
        DeValue::Datetime(datetime) => Value::Datetime(datetime.to_string()),
        DeValue::Array(array) => Value::List(array.into_iter().map(|item| toml_node(item, base)).collect()),
        DeValue::Table(table) => toml_table(table, base),
    };
    Node { value, span }
}

fn read_yaml(path: &SourcePath, text: &str, base: usize, out: &mut Vec<Diagnostic>) -> Option<Node> {
    let whole = Span::new(base, base + text.len());
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Node { value: Value::Table(Vec::new()), span: whole });
    }
    // Deeper than any field goes, and shallow enough for the stack of a thread.
    let budget = serde_saphyr::budget! { max_depth: 16 };
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false, budget: budget };
    let place = |location: serde_saphyr::Location| {
        let start = usize::try_from(location.span().byte_offset().unwrap_or(0)).unwrap_or(0);
        let len = usize::try_from(location.span().byte_len().unwrap_or(1)).unwrap_or(1);
        Span::new(start.min(text.len()), (start + len).min(text.len())).shifted(base)
    };
    match serde_saphyr::from_str_with_options::<serde_saphyr::Spanned<YamlValue>>(text, options) {
        Ok(root) => Some(Node { value: yaml_value(root.value, &place), span: whole }),
        Err(error) => {
            let formatter = serde_saphyr::UserMessageFormatter;
            let message =
                serde_saphyr::MessageFormatter::format_message(&formatter, error.without_snippet()).into_owned();
            let span = error.location().map_or(whole, |location| {
                let at = offset_of_line(text, location.line(), location.column());
                Span::new(at, at + 1).shifted(base)
            });
            let message = one_line(&message);
            // The limits that guard against nesting and aliases without end speak the package's own language.
            let is_limit = message.contains("budget") || message.contains("limit");
            let message = if is_limit { "it is nested too deep, or repeats itself by aliases" } else { &message };
            let (code, help) = if message.contains("duplicate") {
                (&codes::DUPLICATE_KEY, KEEP_ONE)
            } else {
                (
                    &codes::INVALID_YAML,
                    "quote text that holds a colon, indent lists evenly, or use TOML between `+++` lines",
                )
            };
            let problem = Diagnostic::new(code, path, span, format!("the YAML cannot be read: {message}"));
            out.push(problem.help(help));
            None
        }
    }
}

/// The byte offset of a line and column, both counted from 1.
fn offset_of_line(text: &str, line: u64, column: u64) -> usize {
    let skip = |n: u64| usize::try_from(n.saturating_sub(1)).unwrap_or(0);
    let start: usize = text.split_inclusive('\n').take(skip(line)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    start.min(text.len()) + rest.char_indices().nth(skip(column)).map_or(rest.trim_end().len(), |(at, _)| at)
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A YAML value before its places are turned into spans.
enum YamlValue {
    Text(String),
    Integer(i64),
    Float,
    Boolean(bool),
    List(Vec<serde_saphyr::Spanned<YamlValue>>),
    Table(Vec<(serde_saphyr::Spanned<String>, serde_saphyr::Spanned<YamlValue>)>),
    Nothing,
}

fn yaml_value(value: YamlValue, place: &impl Fn(serde_saphyr::Location) -> Span) -> Value {
    let node = |item: serde_saphyr::Spanned<YamlValue>| {
        let span = place(item.referenced);
        Node { value: yaml_value(item.value, place), span }
    };
    match value {
        YamlValue::Text(text) => Value::Text(text),
        YamlValue::Integer(number) => Value::Integer(number),
        // A number does not tell its last zeros.
        YamlValue::Float => Value::Float(String::new()),
        YamlValue::Boolean(boolean) => Value::Boolean(boolean),
        YamlValue::List(items) => Value::List(items.into_iter().map(node).collect()),
        YamlValue::Table(fields) => Value::Table(
            fields
                .into_iter()
                .map(|(key, item)| (Spanned::new(key.value, place(key.referenced)), node(item)))
                .collect(),
        ),
        YamlValue::Nothing => Value::Nothing,
    }
}

impl<'de> Deserialize<'de> for YamlValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = YamlValue;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }
    fn visit_bool<E>(self, boolean: bool) -> Result<YamlValue, E> {
        Ok(YamlValue::Boolean(boolean))
    }
    fn visit_i64<E>(self, number: i64) -> Result<YamlValue, E> {
        Ok(YamlValue::Integer(number))
    }
    fn visit_u64<E>(self, number: u64) -> Result<YamlValue, E> {
        Ok(i64::try_from(number).map_or_else(|_| YamlValue::Text(number.to_string()), YamlValue::Integer))
    }
    fn visit_f64<E>(self, _: f64) -> Result<YamlValue, E> {
        Ok(YamlValue::Float)
    }
    fn visit_str<E>(self, text: &str) -> Result<YamlValue, E> {
        Ok(YamlValue::Text(text.to_owned()))
    }
    fn visit_unit<E>(self) -> Result<YamlValue, E> {
        Ok(YamlValue::Nothing)
    }
    fn visit_none<E>(self) -> Result<YamlValue, E> {
        Ok(YamlValue::Nothing)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<YamlValue, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(YamlValue::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<YamlValue, A::Error> {
        let mut table: Vec<(serde_saphyr::Spanned<String>, serde_saphyr::Spanned<YamlValue>)> = Vec::new();
        while let Some(field) = fields.next_entry()? {
            table.push(field);
        }
        Ok(YamlValue::Table(table))
    }
}
