//! Reads subprocessors.

use super::codes;
use super::country::country;
use super::fields::{Fields, Reader, date, open, spanned, string, text, url, word};
use super::node::{Node, Value};
use super::references::{owned, reference};
use super::row::{row, row_id};
use crate::diag::Help;
use crate::format;
use crate::model::kinds::Kind;
use crate::model::provider::{Agreement, AnnouncedChange, Subprocessor};
use crate::model::{Content, Publicity, Record};
use crate::path::Id;

pub(super) fn subprocessor(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let entity = fields.required(reader, "entity", string);
    let url = fields.optional(reader, "url", spanned(url));
    let group = fields.optional(reader, "group", text);
    let country = fields.optional(reader, "country", country);
    let agreement = fields.optional(reader, "agreement", agreement);
    let purpose = fields.optional(reader, "purpose", text);
    let data = fields.list(reader, "data", text);
    let places = fields.list(reader, "places", text);
    let notice = fields.optional(reader, "notice", text);
    let effective_from = fields.optional(reader, "effective_from", spanned(date));
    let ended = fields.optional(reader, "ended", spanned(date));
    let change = fields.optional(reader, "change", change);
    if let (Some(from), Some(ended)) = (&effective_from, &ended)
        && from.value > ended.value
    {
        let message = format!("the engagement begins on {} and ends before that, on {}", from.value, ended.value);
        reader.report(&codes::REVERSED_PERIOD, ended.span, message, "exchange the two dates, or correct the wrong one");
    }
    let entity = entity?;
    let subprocessor = Subprocessor {
        entity,
        url,
        group,
        country,
        agreement,
        purpose,
        data,
        places,
        notice,
        effective_from,
        ended,
        change,
    };
    Some(row(reader, Kind::Subprocessor, id?, Publicity::default(), Content::Subprocessor(Box::new(subprocessor))))
}

/// An agreement: a document of the site by reference, or an address.
fn agreement(reader: &mut Reader<'_>, node: &Node) -> Option<Agreement> {
    match &node.value {
        Value::Text(text) if text.trim_start().starts_with("document:") => {
            reference(reader, node).map(Agreement::Document)
        }
        Value::Text(text) if Id::new(text).is_some_and(|_| !text.contains('.')) => {
            let meant = format!("document:{text}");
            let help = Help::from(format!("write `{meant}`, or its address")).instead(text, &meant);
            reader.report(&codes::INVALID_REFERENCE, node.span, format!("`{text}` is not a reference"), help);
            None
        }
        _ => spanned(url)(reader, node).map(Agreement::Address),
    }
}

fn change(reader: &mut Reader<'_>, node: &Node) -> Option<AnnouncedChange> {
    let mut fields = open(reader, node, format::holdings::CHANGE)?;
    let kind = fields.required(reader, "kind", word);
    let announced_on = fields.optional(reader, "announced_on", date);
    let effective_from = fields.required(reader, "effective_from", date);
    let objection_until = fields.optional(reader, "objection_until", date);
    let by = fields.optional(reader, "by", owned(Kind::Subprocessor));
    let note = fields.optional(reader, "note", text);
    fields.finish(reader);
    let (kind, effective_from) = (kind?, effective_from?);
    let later =
        objection_until.into_iter().chain([effective_from]).find(|day| announced_on.is_some_and(|on| on > *day));
    if let (Some(announced_on), Some(day)) = (announced_on, later) {
        let message = format!("the change is announced on {announced_on}, after {day}, which it announces");
        reader.report(&codes::REVERSED_PERIOD, node.span, message, "correct the wrong one of the dates");
    }
    Some(AnnouncedChange { kind, announced_on, effective_from, objection_until, by, note })
}
