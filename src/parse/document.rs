//! The fields of a document, and how they are read.

use super::address::{check_title, contact_address};
use super::codes;
use super::fields::{Fields, Reader, integer, partial_date, spanned, string, text, url, word};
use super::node::Node;
use super::record::{row, row_id};
use super::references::{SOURCES, citation};
use crate::format::Shape::{self, Formed, Integer, List, PartialDate, Text, Translated, Word};
use crate::format::common::ROW_ID;
use crate::format::form::{CONTACT_ADDRESS, FILE, WEB_ADDRESS};
use crate::format::{Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::provider::Document;
use crate::model::terms::{Access, DocumentKind};
use crate::model::{Content, Publicity, Record};
use crate::path::SourcePath;
use crate::source::Spanned;

pub(super) const DOCUMENTS: &Table = &Table {
    name: "documents",
    about: "The documents that readers can get, or ask for.",
    fields: &[optional(
        "document",
        List(&Shape::Table(DOCUMENT)),
        r#"[{ id = "soc-2-report", title = "SOC 2 report", kind = "report", access = "nda" }]"#,
        "The documents, one table each.",
    )],
};

pub(super) const DOCUMENT: &Table = &Table {
    name: "document",
    about: "A document, and how readers get it.",
    fields: &[
        ROW_ID,
        required("title", Translated, r#""SOC 2 Type II report, 2026""#, "What the document is called."),
        optional("description", Translated, r#""The full report of the auditor.""#, "What it holds, in a sentence."),
        required("kind", Word(words::<DocumentKind>), r#""report""#, "What sort of document it is."),
        optional(
            "category",
            Translated,
            r#""Reports""#,
            "The list in which it stands; made from `kind` when left out.",
        ),
        optional("order", Integer, "1", "Its place within that list, the smallest number first; 0 when left out."),
        optional("version", Text, r#""2.1""#, "Its version."),
        optional("date", PartialDate, r#""2026-08-14""#, "The date that it bears."),
        required(
            "access",
            Word(words::<Access>),
            r#""nda""#,
            "Who may have it. Only a `public` file is published; one that is `internal` is not even named.",
        ),
        optional("file", Formed(FILE), r#""files/soc-3.pdf""#, "The file, by its path from this one."),
        optional(
            "url",
            Formed(WEB_ADDRESS),
            r#""https://acme.example/soc-3.pdf""#,
            "Where a public document is published elsewhere, in place of `file`.",
        ),
        optional(
            "request",
            Formed(CONTACT_ADDRESS),
            r#""mailto:trust@acme.example""#,
            "Where readers ask for it; the first contact when left out.",
        ),
        SOURCES,
    ],
};

pub(super) fn document(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let title = fields.required(reader, "title", text);
    let description = fields.optional(reader, "description", text);
    let kind = fields.required(reader, "kind", word);
    let category = fields.optional(reader, "category", text);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let version = fields.optional(reader, "version", string);
    let date = fields.optional(reader, "date", partial_date);
    let access = fields.required(reader, "access", word);
    let file = fields.optional(reader, "file", file);
    let url = fields.optional(reader, "url", spanned(url));
    let request = fields.optional(reader, "request", spanned(contact_address));
    check_title(reader, title.as_ref(), request.as_ref());
    let sources = fields.list(reader, "sources", citation);
    let access: Access = access?;
    let url = url.filter(|url| is_place(reader, access, file.as_ref(), url));
    let publicity = Publicity { internal: access == Access::Internal, ..Publicity::default() };
    let (title, kind) = (title?, kind?);
    let document =
        Document { title, description, kind, category, order, version, date, access, file, url, request, sources };
    Some(row(reader, Kind::Document, id?, publicity, Content::Document(Box::new(document))))
}

/// Whether a document can have an address elsewhere: it is public, and has no file here.
fn is_place(
    reader: &mut Reader<'_>,
    access: Access,
    file: Option<&Spanned<SourcePath>>,
    url: &Spanned<String>,
) -> bool {
    if access != Access::Public {
        let message = format!("a document with the access `{}` has an address where everybody gets it", access.word());
        let help = "put the address where readers ask for it into `request`, or set `access = \"public\"`";
        reader.report(&codes::INVALID_VALUE, url.span, message, help);
    } else if file.is_some() {
        let message = "the document has a `file` here and a `url` elsewhere";
        let help = "keep `file` for a document that this site publishes, or `url` for one that is published elsewhere";
        reader.report(&codes::INVALID_VALUE, url.span, message, help);
    }
    access == Access::Public && file.is_none()
}

/// A file beside the data file, as a path relative to it.
fn file(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<SourcePath>> {
    let written = string(reader, node)?;
    let path = reader.path.resolve(&written).filter(|path| path.as_str().starts_with("content/"));
    if path.is_none() || written.starts_with('/') {
        let message = format!("`{written}` is not a file of the content");
        reader.report(
            &codes::INVALID_VALUE,
            node.span,
            message,
            "write a path relative to this file: \"files/report.pdf\"",
        );
        return None;
    }
    path.map(|path| Spanned::new(path, node.span))
}
