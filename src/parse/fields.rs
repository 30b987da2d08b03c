//! Typed reading of a table: every field is asked for by name, and every mistake in it is reported in one go.
//!
//! [`Fields::finish`] reports the keys that the table does not have, with the nearest name that would have
//! been understood. A reader (`fn(&mut Reader, &Node) -> Option<T>`) reports what is wrong with a value and
//! yields `None`.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::codes;
use super::hidden;
use super::meant::{address_meant, day_meant, id_meant, part_of_date_meant, word_meant};
use super::node::{Node, Value};
use super::web_address::{deceit, is_web_address};
use super::wrong_type::{as_table, in_type};
use crate::characters;
use crate::diag::{Candidates, Code, Diagnostic, Help, nearest};
use crate::format::{Field, Presence, Table};
use crate::model::date::{Date, Interval, PartialDate};
use crate::model::key::Whose;
use crate::model::kinds::Kind;
use crate::model::terms::Word;
use crate::model::text::Text;
use crate::path::{Id, Locale, SourcePath};
use crate::source::{Span, Spanned};

/// Where findings go, and what the file's place in the site tells about its values.
pub(super) struct Reader<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) out: &'a mut Vec<Diagnostic>,
    /// Whose the file is; a bare id in the file belongs to them.
    pub(super) whose: Whose<'a>,
}

impl Reader<'_> {
    pub(super) fn report(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<Help>,
    ) {
        self.out.push(Diagnostic::new(code, self.path, span, message).help(help));
    }
}

/// A table whose fields are being read.
pub(super) struct Fields<'n> {
    table: &'static Table,
    fields: &'n [(Spanned<String>, Node)],
    span: Span,
    /// The names that were asked for, which debug builds hold against those of the table.
    asked: Vec<&'static str>,
    /// What is there and need not be known.
    ignored: Vec<&'n str>,
}

/// Opens a table; anything else is reported.
pub(super) fn open<'n>(reader: &mut Reader<'_>, node: &'n Node, table: &'static Table) -> Option<Fields<'n>> {
    if let Value::Table(fields) = &node.value {
        Some(Fields { table, fields, span: node.span, asked: Vec::new(), ignored: Vec::new() })
    } else {
        report_type(reader, node, "a table", as_table(table));
        None
    }
}

/// Reports a value of another type than wanted, unless it could not be read at all.
pub(super) fn wrong_type(reader: &mut Reader<'_>, node: &Node, wanted: &str) {
    report_type(reader, node, wanted, in_type(node, wanted));
}

fn report_type(reader: &mut Reader<'_>, node: &Node, wanted: &str, help: String) {
    if !matches!(node.value, Value::Unreadable) {
        let message = format!("this is {}, where {wanted} belongs", node.value.type_name());
        reader.report(&codes::WRONG_TYPE, node.span, message, help);
    }
}

/// Opens the table that is a whole file, in which a table `extra` is for others to read.
pub(super) fn open_file<'n>(reader: &mut Reader<'_>, node: &'n Node, table: &'static Table) -> Option<Fields<'n>> {
    let mut fields = open(reader, node, table)?;
    let is_extra =
        |(key, node): &&(Spanned<String>, Node)| key.value == "extra" && matches!(node.value, Value::Table(_));
    fields.ignored.extend(fields.fields.iter().find(is_extra).map(|(key, _)| key.value.as_str()));
    Some(fields)
}

impl<'n> Fields<'n> {
    /// The value of a key, as it was written.
    pub(super) fn node(&mut self, name: &'static str) -> Option<&'n Node> {
        debug_assert!(self.table.field(name).is_some(), "the table `{}` has no field `{name}`", self.table.name);
        self.asked.push(name);
        self.fields.iter().find(|(key, _)| key.value == name).map(|(_, node)| node)
    }

    /// A field that may be absent.
    pub(super) fn optional<T>(
        &mut self,
        reader: &mut Reader<'_>,
        name: &'static str,
        read: impl FnOnce(&mut Reader<'_>, &Node) -> Option<T>,
    ) -> Option<T> {
        let is_required = self.table.field(name).is_some_and(Field::is_required);
        debug_assert!(!is_required, "`{name}` is required in `{}`", self.table.name);
        self.node(name).and_then(|node| read(reader, node))
    }

    /// A field that must be there.
    pub(super) fn required<T>(
        &mut self,
        reader: &mut Reader<'_>,
        name: &'static str,
        read: impl FnOnce(&mut Reader<'_>, &Node) -> Option<T>,
    ) -> Option<T> {
        let presence = self.table.field(name).map(|field| field.presence);
        debug_assert!(presence != Some(Presence::Optional), "`{name}` is optional in `{}`", self.table.name);
        let Some(node) = self.node(name) else {
            let span = Span { end: self.span.start.max(self.span.end.min(self.span.start + 1)), ..self.span };
            // A near miss among the keys is the likelier mistake than a field that was left out.
            let miss = nearest(name, self.fields.iter().map(|(key, _)| key.value.as_str()));
            let help = miss.map_or_else(|| format!("add `{name}`"), |miss| format!("rename `{miss}` to `{name}`"));
            reader.report(&codes::MISSING_KEY, span, format!("the field `{name}` is missing"), help);
            return None;
        };
        read(reader, node)
    }

    /// The names that the table has, among which a near one is looked for.
    fn known(&self) -> Candidates<&'static str> {
        Candidates::new(self.table.names().map(|name| (name, name)))
    }

    /// Whether a key is in the table, or is passed over.
    fn is_known(&self, name: &str) -> bool {
        self.table.field(name).is_some() || self.ignored.contains(&name)
    }

    /// The keys that are not in the table, besides those that are near to one that is and not `foreign`.
    pub(super) fn unread(&self, foreign: impl Fn(&str) -> bool) -> Vec<&'n Spanned<String>> {
        let known = self.known();
        let keys = self.fields.iter().map(|(key, _)| key).filter(|key| !self.is_known(&key.value));
        keys.filter(|key| known.nearest(&key.value).is_none() || foreign(&key.value)).collect()
    }

    /// Passes over a key.
    pub(super) fn ignore(&mut self, name: &'n str) {
        self.ignored.push(name);
    }

    /// Reports every key that is not in the table.
    pub(super) fn finish(self, reader: &mut Reader<'_>) {
        let forgotten = |name: &&str| !self.asked.contains(name);
        debug_assert_eq!(self.table.names().find(forgotten), None, "nobody asks for it in `{}`", self.table.name);
        let known = LazyCell::new(|| self.known());
        for (key, _) in self.fields.iter().filter(|(key, _)| !self.is_known(&key.value)) {
            let meant = known.nearest(&key.value).copied();
            let help = Help::one_of(&key.value, meant, &self.table.names().collect::<Vec<_>>());
            reader.report(&codes::UNKNOWN_KEY, key.span, format!("the field `{}` is not known here", key.value), help);
        }
    }
}

/// A reader that keeps the place of what it read.
pub(super) fn spanned<T>(
    mut read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> impl FnMut(&mut Reader<'_>, &Node) -> Option<Spanned<T>> {
    move |reader, node| read(reader, node).map(|value| Spanned::new(value, node.span))
}

/// Text that is not empty and holds no control characters besides tabs and line breaks, which become `\n`.
pub(super) fn string(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let Value::Text(text) = &node.value else {
        wrong_type(reader, node, "text");
        return None;
    };
    if characters::is_blank(text) {
        reader.report(&codes::INVALID_VALUE, node.span, "the text is empty", "write something, or leave the field out");
        return None;
    }
    if let Some(forbidden) = hidden::forbidden("text", text) {
        reader.out.push(forbidden.at(reader.path, &[node.span]));
        return None;
    }
    reader.out.extend(hidden::invisible(text).map(|hidden| hidden.at(reader.path, &[node.span])));
    Some(text.trim().replace("\r\n", "\n"))
}

pub(super) fn boolean(reader: &mut Reader<'_>, node: &Node) -> Option<bool> {
    if let Value::Boolean(boolean) = node.value {
        return Some(boolean);
    }
    wrong_type(reader, node, "true or false");
    None
}

pub(super) fn integer(reader: &mut Reader<'_>, node: &Node) -> Option<i64> {
    if let Value::Integer(number) = node.value {
        return Some(number);
    }
    wrong_type(reader, node, "a whole number");
    None
}

/// A whole number that is not negative and fits the type that it is for.
pub(super) fn count<T: TryFrom<i64>>(reader: &mut Reader<'_>, node: &Node) -> Option<T> {
    let number = integer(reader, node)?;
    let fitting = (number >= 0).then(|| T::try_from(number).ok()).flatten();
    if fitting.is_none() {
        reader.report(
            &codes::INVALID_VALUE,
            node.span,
            format!("the number {number} is out of range"),
            "write a count",
        );
    }
    fitting
}

/// One of the words of a vocabulary.
pub(super) fn word<W: Word>(reader: &mut Reader<'_>, node: &Node) -> Option<W> {
    word_besides(reader, node, &[])
}

/// One of the words of a vocabulary, where others may stand in its place that the caller has read.
pub(super) fn word_besides<W: Word>(reader: &mut Reader<'_>, node: &Node, others: &[&str]) -> Option<W> {
    let text = string(reader, node)?;
    let known = W::ALL.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
    if known.is_none() {
        let words: Vec<&str> = W::ALL.iter().map(|(word, _)| *word).chain(others.iter().copied()).collect();
        let help = word_meant(&text, &words);
        reader.report(&codes::INVALID_VALUE, node.span, format!("`{text}` is not one of the known values"), help);
    }
    known
}

fn date_text(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    match &node.value {
        Value::Datetime(text) | Value::Text(text) => Some(text.clone()),
        Value::Integer(year) => Some(year.to_string()),
        _ => {
            wrong_type(reader, node, "a date");
            None
        }
    }
}

/// A calendar day.
pub(super) fn date(reader: &mut Reader<'_>, node: &Node) -> Option<Date> {
    let text = date_text(reader, node)?;
    let date = Date::parse(&text);
    if date.is_none() {
        let message = format!("`{text}` is not a calendar day");
        reader.report(
            &codes::INVALID_DATE,
            node.span,
            message,
            day_meant(&text).unwrap_or_else(|| "write a day that exists as year-month-day: 2025-01-31".into()),
        );
    }
    date
}

/// A year, a quarter, a month or a day.
pub(super) fn partial_date(reader: &mut Reader<'_>, node: &Node) -> Option<PartialDate> {
    let text = date_text(reader, node)?;
    let date = PartialDate::parse(&text);
    if date.is_none() {
        let message = format!("`{text}` is not a year, a quarter, a month or a day");
        reader.report(&codes::INVALID_DATE, node.span, message, part_of_date_meant(&text));
    }
    date
}

/// A length of time.
pub(super) fn interval(reader: &mut Reader<'_>, node: &Node) -> Option<Interval> {
    let text = string(reader, node)?;
    let interval = Interval::parse(&text);
    if interval.is_none() {
        let message = format!("`{text}` is not a length of time");
        reader.report(
            &codes::INVALID_VALUE,
            node.span,
            message,
            "write a number and a unit: \"12 months\", \"90 days\"",
        );
    }
    interval
}

/// Text given once, or once for each language.
pub(super) fn text(reader: &mut Reader<'_>, node: &Node) -> Option<Text> {
    let Value::Table(fields) = &node.value else {
        return spanned(string)(reader, node).map(Text::plain);
    };
    let mut each = BTreeMap::new();
    for (key, value) in fields {
        let Some(locale) = Locale::new(&key.value) else {
            let message = format!("`{}` is not a language tag", key.value);
            reader.report(
                &codes::UNKNOWN_LOCALE,
                key.span,
                message,
                "give the text under a language of the site, such as `en`",
            );
            continue;
        };
        if let Some(text) = spanned(string)(reader, value) {
            each.insert(locale, text);
        }
    }
    if fields.is_empty() {
        reader.report(
            &codes::INVALID_VALUE,
            node.span,
            "the text is given in no language",
            "add one, such as `en = \"…\"`",
        );
    }
    (!each.is_empty()).then_some(Text { plain: None, each })
}

/// The tag of a language.
pub(super) fn locale(reader: &mut Reader<'_>, node: &Node) -> Option<Locale> {
    let tag = string(reader, node)?;
    let locale = Locale::new(&tag);
    if locale.is_none() {
        let message = format!("`{tag}` is not a language tag");
        reader.report(&codes::UNKNOWN_LOCALE, node.span, message, "write a BCP 47 tag such as `en` or `zh-Hans`");
    }
    locale
}

/// An id on its own, as records of the top level have.
pub(super) fn id(reader: &mut Reader<'_>, node: &Node) -> Option<Id> {
    let text = string(reader, node)?;
    let id = Id::new(&text);
    if id.is_none() {
        invalid_id(reader, node.span, &text);
    }
    id
}

/// An id of a record of a kind, which belongs to the file's owner when it has no owner of its own.
pub(super) fn id_of(kind: Kind) -> impl Fn(&mut Reader<'_>, &Node) -> Option<Id> {
    move |reader, node| {
        let text = string(reader, node)?;
        let id = reader.whose.id(kind, &text);
        if id.is_none() {
            invalid_id(reader, node.span, &text);
        }
        id
    }
}

pub(super) fn invalid_id(reader: &mut Reader<'_>, span: Span, text: &str) {
    let message = format!("`{text}` cannot be an id");
    let help = "use lower-case letters, digits, hyphens and dots, beginning with a letter or digit";
    let meant = Some(id_meant(text)).filter(|meant| Id::new(meant).is_some() && text.is_ascii() && !text.contains('/'));
    let help = meant.map_or(help.into(), |meant| Help::from(format!("{help}: `{meant}`")).instead(text, &meant));
    reader.report(&codes::INVALID_ID, span, message, help);
}

/// An absolute web address.
pub(super) fn url(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let text = string(reader, node)?;
    if let Some((message, help)) = deceit(&text) {
        reader.report(&codes::UNSAFE_LINK, node.span, message, help);
        return None;
    }
    if is_web_address(&text) {
        return Some(text);
    }
    let message = format!("`{text}` is not a web address");
    reader.report(&codes::UNSAFE_LINK, node.span, message, address_meant(&text));
    None
}

/// Whether the value is a table with a field, rather than a text that is given per language.
pub(super) fn has_field(node: &Node, name: &str) -> bool {
    matches!(&node.value, Value::Table(fields) if fields.iter().any(|(key, _)| key.value == name))
}
