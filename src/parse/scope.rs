//! The fields of an entry of the scope, and how they are read.

use super::codes;
use super::fields::{Fields, Reader, date, spanned, string, text, word};
use super::record::row;
use super::references::{SOURCES, citation, owned};
use crate::format::Shape::{self, Day, List, Text, Translated, Word};
use crate::format::{Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::provider::ScopeEntry;
use crate::model::terms::Coverage;
use crate::model::{Content, Publicity, Record};
use crate::path::Id;
use crate::source::{Span, Spanned};

pub(super) const SCOPE: &Table = &Table {
    name: "scope",
    about: "Which services are in scope of which reports, where and since when.",
    fields: &[optional(
        "entry",
        List(&Shape::Table(SCOPE_ENTRY)),
        r#"[{ service = "vault", report = "soc-2-2026", status = "in-scope" }]"#,
        "The entries, one table each; in `scope.csv` one row each.",
    )],
};

pub(super) const SCOPE_ENTRY: &Table = &Table {
    name: "scope.entry",
    about: "Whether a service is in scope of a report.",
    fields: &[
        required("service", Shape::Id(Kind::Service), r#""vault""#, "The service."),
        required("report", Shape::Id(Kind::Report), r#""soc-2-2026""#, "The report."),
        optional(
            "environment",
            Text,
            r#""production""#,
            "The environment, where only one is meant; without it, all that no other entry names.",
        ),
        optional(
            "location",
            Shape::Id(Kind::Location),
            r#""frankfurt""#,
            "The place, where only one is meant; without it, all that no other entry names.",
        ),
        required("status", Word(words::<Coverage>), r#""in-scope""#, "Whether it is covered."),
        optional("note", Translated, r#""Without the mobile app""#, "What limits that."),
        optional("since", Day, "2025-07-01", "The first day on which this holds."),
        optional("until", Day, "2026-06-30", "The last day on which this holds."),
        SOURCES,
    ],
};

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
