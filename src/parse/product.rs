//! The fields of a product and its versions, and how they are read.

use super::codes;
use super::fields::{Fields, Reader, date, open, spanned, string, text, url};
use super::node::Node;
use super::publicity::publicity;
use super::record::{row, row_id};
use super::references::{SOURCES, citation};
use super::statement::facts;
use crate::format::Shape::{self, Day, Formed, List, Text, Translated, Word};
use crate::format::common::{DRAFT, PUBLISH_ON, ROW_ID, VISIBILITY};
use crate::format::form::WEB_ADDRESS;
use crate::format::{Field, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::product::{Product, ProductFact, Version};
use crate::model::{Content, Record};

const RELEASED: Field = optional("released", Day, "2025-01-15", "The day on which it was released.");
const END_OF_SUPPORT: Field =
    optional("end_of_support", Day, "2027-01-15", "The last day on which weaknesses in it are fixed.");

pub(super) const PRODUCTS: &Table = &Table {
    name: "products",
    about: "The products that advisories are about.",
    fields: &[optional(
        "product",
        List(&Shape::Table(PRODUCT)),
        r#"[{ id = "notes", name = "Acme Notes" }]"#,
        "The products, one table each.",
    )],
};

pub(super) const PRODUCT: &Table = &Table {
    name: "product",
    about: "A product with its versions, and until when they are supported.",
    fields: &[
        ROW_ID,
        required("name", Translated, r#""Acme Notes""#, "What the product is called."),
        optional("url", Formed(WEB_ADDRESS), r#""https://acme.example/notes""#, "Its own page."),
        RELEASED,
        END_OF_SUPPORT,
        optional(
            "version",
            List(&Shape::Table(VERSION)),
            r#"[{ id = "2.4", released = 2025-01-15, end_of_support = 2027-01-15 }]"#,
            "Its versions, or lines of versions, each supported as a whole.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<ProductFact>)),
            r#"["end_of_support"]"#,
            "What its provider does not state.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
    ],
};

pub(super) fn product(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let name = fields.required(reader, "name", text);
    let url = fields.optional(reader, "url", spanned(url));
    let whole = dates(reader, fields);
    let mut versions = fields.list(reader, "version", version);
    if whole.released.is_some() || whole.end_of_support.is_some() || versions.is_empty() {
        versions.insert(0, whole);
    }
    let not_stated = facts(reader, fields, "not_stated");
    let sources = fields.list(reader, "sources", citation);
    let publicity = publicity(reader, fields);
    let product = Product { name: name?, url, versions, not_stated, sources };
    Some(row(reader, Kind::Product, id?, publicity, Content::Product(Box::new(product))))
}

const VERSION: &Table = &Table {
    name: "product.version",
    about: "A version, or a line of versions that is supported as a whole.",
    fields: &[required("id", Text, r#""2.4""#, "What the version is called."), RELEASED, END_OF_SUPPORT],
};

fn version(reader: &mut Reader<'_>, node: &Node) -> Option<Version> {
    let mut fields = open(reader, node, VERSION)?;
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
