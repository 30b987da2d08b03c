//! Reads services.

use super::fields::{Fields, Reader, spanned, string, text, url};
use super::old_address;
use super::row::{row, row_id};
use crate::model::kinds::Kind;
use crate::model::provider::Service;
use crate::model::{Content, Publicity, Record};

pub(super) fn service(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let name = fields.required(reader, "name", text);
    let abbreviations = fields.list(reader, "abbreviations", string);
    let category = fields.optional(reader, "category", text);
    let url = fields.optional(reader, "url", spanned(url));
    let old_addresses = old_address::of_service(reader, fields.node("aliases"));
    let aliases =
        fields.list(
            reader,
            "aliases",
            |reader, node| {
                if old_address::is_address(node) { None } else { string(reader, node) }
            },
        );
    let service = Service { name: name?, abbreviations, category, url, aliases };
    let record = row(reader, Kind::Service, id?, Publicity::default(), Content::Service(Box::new(service)));
    Some(Record { old_addresses, ..record })
}
