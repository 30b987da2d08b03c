//! The fields of a location, and how they are read.

use super::country::{COUNTRY_CODE, country};
use super::fields::{Fields, Reader, text, word};
use super::record::{row, row_id};
use super::references::owned;
use crate::format::Shape::{self, Id, List, Translated, Word};
use crate::format::common::ROW_ID;
use crate::format::{Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::provider::Location;
use crate::model::terms::LocationKind;
use crate::model::{Content, Publicity, Record};

pub(super) const LOCATIONS: &Table = &Table {
    name: "locations",
    about: "The places at which a provider works or keeps data.",
    fields: &[optional(
        "location",
        List(&Shape::Table(LOCATION)),
        r#"[{ id = "frankfurt", name = "Frankfurt" }]"#,
        "The places, one table each.",
    )],
};

pub(super) const LOCATION: &Table = &Table {
    name: "location",
    about: "A place that reports may cover.",
    fields: &[
        ROW_ID,
        required("name", Translated, r#""Frankfurt""#, "What the place is called."),
        COUNTRY_CODE,
        optional("kind", Word(words::<LocationKind>), r#""region""#, "How large the place is."),
        optional("parent", Id(Kind::Location), r#""germany""#, "The larger place that it is a part of."),
    ],
};

pub(super) fn location(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let name = fields.required(reader, "name", text);
    let country = fields.optional(reader, "country", country);
    let kind = fields.optional(reader, "kind", word);
    let parent = fields.optional(reader, "parent", owned(Kind::Location));
    let location = Location { name: name?, country, kind, parent };
    Some(row(reader, Kind::Location, id?, Publicity::default(), Content::Location(Box::new(location))))
}
