//! The fields of a subprocessor, and how they are read.

use super::codes;
use super::country::{COUNTRY_CODE, country};
use super::fields::{Fields, Reader, date, open, spanned, string, text, url, word};
use super::node::{Node, Value};
use super::record::{row, row_id};
use super::references::{owned, reference};
use crate::diag::Help;
use crate::format::Shape::{self, AnyOf, Day, Formed, List, Reference, Text, Translated, Word};
use crate::format::common::ROW_ID;
use crate::format::form::WEB_ADDRESS;
use crate::format::{Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::provider::{Agreement, AnnouncedChange, Subprocessor};
use crate::model::terms::ChangeKind;
use crate::model::{Content, Publicity, Record};
use crate::path::Id;

pub(super) const SUBPROCESSORS: &Table = &Table {
    name: "subprocessors",
    about: "The companies that process customer data for a provider.",
    fields: &[optional(
        "subprocessor",
        List(&Shape::Table(SUBPROCESSOR)),
        r#"[{ id = "mail", entity = "Example Mail GmbH" }]"#,
        "The companies, one table each.",
    )],
};

pub(super) const SUBPROCESSOR: &Table = &Table {
    name: "subprocessor",
    about: "A company that processes customer data for a provider.",
    fields: &[
        ROW_ID,
        required("entity", Text, r#""Example Mail GmbH""#, "The legal name of the company."),
        optional("purpose", Translated, r#""Sends mail to users""#, "What it does for the provider."),
        optional(
            "data",
            List(&Translated),
            r#"["account", "mail addresses"]"#,
            "What it gets to see: ids or names of categories of data, or other words.",
        ),
        optional(
            "places",
            List(&Translated),
            r#"["frankfurt", "US"]"#,
            "Where it processes: ids or names of locations, countries by code or name, or other words.",
        ),
        COUNTRY_CODE,
        optional("url", Formed(WEB_ADDRESS), r#""https://mail.example/""#, "Its own page."),
        optional("group", Translated, r#""Infrastructure""#, "The group in which it stands in the list."),
        optional(
            "agreement",
            AnyOf(&[Reference(&[Kind::Document]), Formed(WEB_ADDRESS)]),
            r#""https://mail.example/dpa""#,
            "The data processing agreement: its address, or a document of this site.",
        ),
        optional("notice", Translated, r#""30 days by mail""#, "How customers learn of changes."),
        optional("effective_from", Day, "2025-03-01", "The first day on which it is in use."),
        optional("ended", Day, "2026-03-01", "The last day on which it was in use."),
        optional(
            "change",
            Shape::Table(CHANGE),
            r#"{ kind = "added", effective_from = 2026-04-01, objection_until = 2026-03-31 }"#,
            "A change that is announced; it stands above the list until it is in effect.",
        ),
    ],
};

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

const CHANGE: &Table = &Table {
    name: "subprocessor.change",
    about: "An announced change of a subprocessor.",
    fields: &[
        required("kind", Word(words::<ChangeKind>), r#""added""#, "What happens."),
        optional("announced_on", Day, "2026-03-01", "The day on which customers were told."),
        required("effective_from", Day, "2026-04-01", "The first day on which it holds."),
        optional("objection_until", Day, "2026-03-31", "The last day on which customers can object."),
        optional("by", Shape::Id(Kind::Subprocessor), r#""other-mail""#, "The company that takes over."),
        optional("note", Translated, r#""The data moves within the EU.""#, "What customers should know of it."),
    ],
};

fn change(reader: &mut Reader<'_>, node: &Node) -> Option<AnnouncedChange> {
    let mut fields = open(reader, node, CHANGE)?;
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
