//! Reads a product and its versions.

use super::codes;
use super::fields::{Fields, Reader, date, open, spanned, string, text, url, word};
use super::node::Node;
use super::publicity::publicity;
use super::references::citation;
use super::row::{row, row_id};
use crate::format;
use crate::model::kinds::Kind;
use crate::model::product::{Product, Version};
use crate::model::{Content, Record};
use crate::source::Spanned;

pub(super) fn product(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let name = fields.required(reader, "name", text);
    let url = fields.optional(reader, "url", spanned(url));
    let whole = dates(reader, fields);
    let mut versions = fields.list(reader, "version", version);
    if whole.released.is_some() || whole.end_of_support.is_some() || versions.is_empty() {
        versions.insert(0, whole);
    }
    let not_stated: Vec<Spanned<_>> = fields.list(reader, "not_stated", spanned(word));
    let sources = fields.list(reader, "sources", citation);
    let publicity = publicity(reader, fields);
    let not_stated = not_stated.into_iter().map(|fact| (fact.value, fact.span)).collect();
    let product = Product { name: name?, url, versions, not_stated, sources };
    Some(row(reader, Kind::Product, id?, publicity, Content::Product(Box::new(product))))
}

fn version(reader: &mut Reader<'_>, node: &Node) -> Option<Version> {
    let mut fields = open(reader, node, format::holdings::VERSION)?;
    let name = fields.required(reader, "id", string);
    let version = Version { name, ..dates(reader, &mut fields) };
    fields.finish(reader);
    version.name.is_some().then_some(version)
}

fn dates(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Version {
    let released = fields.optional(reader, "released", date);
    let end_of_support = fields.optional(reader, "end_of_support", spanned(date));
    if let (Some(released), Some(end)) = (released, &end_of_support)
        && end.value < released
    {
        let message = format!("support ends on {}, before the release on {released}", end.value);
        reader.report(&codes::REVERSED_PERIOD, end.span, message, "correct the wrong one of the two days");
    }
    Version { name: None, released, end_of_support: end_of_support.map(|end| end.value) }
}
