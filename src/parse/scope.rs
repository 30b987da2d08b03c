//! Reads which services are in scope of which reports.

use super::codes;
use super::fields::{Fields, Reader, date, spanned, string, text, word};
use super::references::{citation, owned};
use super::row::row;
use crate::model::kinds::Kind;
use crate::model::provider::ScopeEntry;
use crate::model::{Content, Publicity, Record};
use crate::path::Id;
use crate::source::{Span, Spanned};

pub(super) fn scope(reader: &mut Reader<'_>, fields: &mut Fields<'_>, index: usize) -> Option<Record> {
    let service = fields.required(reader, "service", owned(Kind::Service));
    let report = fields.required(reader, "report", owned(Kind::Report));
    let environment = fields.optional(reader, "environment", string);
    let location = fields.optional(reader, "location", owned(Kind::Location));
    let status = fields.required(reader, "status", word);
    let note = fields.optional(reader, "note", text);
    let since = fields.optional(reader, "since", spanned(date));
    let until = fields.optional(reader, "until", spanned(date));
    let sources = fields.list(reader, "sources", citation);
    if let (Some(since), Some(until)) = (&since, &until)
        && since.value > until.value
    {
        let message = format!("the entry begins on {} and ends before that, on {}", since.value, until.value);
        reader.report(
            &codes::REVERSED_PERIOD,
            until.span,
            message,
            "exchange `since` and `until`, or correct the wrong one",
        );
    }
    let (service, report) = (service?, report?);
    let span = Span { start: service.span.start.min(report.span.start), end: service.span.end.max(report.span.end) };
    // A row has no name of its own; its place in the file tells it from the others.
    let id = Id::within(reader.whose.folder(), &format!("{}.{}.{index}", service.name(), report.name()))?;
    let entry = ScopeEntry { service, report, environment, location, status: status?, note, since, until, sources };
    let content = Content::Scope(Box::new(entry));
    Some(row(reader, Kind::Scope, Spanned::new(id, span), Publicity::default(), content))
}
