//! Reads documents.

use super::address::{check_title, contact_address};
use super::codes;
use super::fields::{Fields, Reader, date, integer, spanned, string, text, url, word};
use super::node::Node;
use super::references::citation;
use super::row::{row, row_id};
use crate::model::kinds::Kind;
use crate::model::provider::Document;
use crate::model::terms::Access;
use crate::model::{Content, Publicity, Record};
use crate::path::SourcePath;
use crate::source::Spanned;

pub(super) fn document(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let title = fields.required(reader, "title", text);
    let description = fields.optional(reader, "description", text);
    let kind = fields.required(reader, "kind", word);
    let category = fields.optional(reader, "category", text);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let version = fields.optional(reader, "version", string);
    let date = fields.optional(reader, "date", date);
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
