//! The fields of a service, and how they are read.

use super::fields::{Fields, Reader, spanned, string, text, url};
use super::old_address;
use super::record::{row, row_id};
use crate::format::Shape::{self, Formed, List, Text, Translated};
use crate::format::common::ROW_ID;
use crate::format::form::WEB_ADDRESS;
use crate::format::{Table, optional, required};
use crate::model::kinds::Kind;
use crate::model::provider::Service;
use crate::model::{Content, Publicity, Record};

pub(super) const SERVICES: &Table = &Table {
    name: "services",
    about: "The services of a provider.",
    fields: &[optional(
        "service",
        List(&Shape::Table(SERVICE)),
        r#"[{ id = "vault", name = "Acme Vault" }]"#,
        "The services, one table each.",
    )],
};

pub(super) const SERVICE: &Table = &Table {
    name: "service",
    about: "A service that reports may cover.",
    fields: &[
        ROW_ID,
        required("name", Translated, r#""Acme Vault""#, "What the service is called."),
        optional("abbreviations", List(&Text), r#"["AV"]"#, "Short names of it, which search finds too."),
        optional("category", Translated, r#""Security""#, "The group in which it stands in lists."),
        optional("url", Formed(WEB_ADDRESS), r#""https://acme.example/vault""#, "Its own page."),
        optional(
            "aliases",
            List(&Text),
            r#"["Key Store", "/services/key-store/"]"#,
            "Other names of it; and what begins with a slash is an earlier address of its page.",
        ),
    ],
};

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
