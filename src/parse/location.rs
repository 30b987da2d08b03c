//! Reads locations.

use super::country::country;
use super::fields::{Fields, Reader, text, word};
use super::references::owned;
use super::row::{row, row_id};
use crate::model::kinds::Kind;
use crate::model::provider::Location;
use crate::model::{Content, Publicity, Record};

pub(super) fn location(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let name = fields.required(reader, "name", text);
    let country = fields.optional(reader, "country", country);
    let kind = fields.optional(reader, "kind", word);
    let parent = fields.optional(reader, "parent", owned(Kind::Location));
    let location = Location { name: name?, country, kind, parent };
    Some(row(reader, Kind::Location, id?, Publicity::default(), Content::Location(Box::new(location))))
}
