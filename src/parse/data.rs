//! Reads categories of data.

use super::fields::{Fields, Reader, integer, spanned, text};
use super::lists::list;
use super::publicity::publicity;
use super::references::{citation, owned};
use super::row::{row, row_id};
use super::statement::{review, silence};
use crate::model::data::DataCategory;
use crate::model::kinds::Kind;
use crate::model::{Content, Record};

pub(super) fn category(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let name = fields.required(reader, "name", text);
    let publicity = publicity(reader, fields);
    let mut given = |name: &'static str| fields.optional(reader, name, text);
    let (description, purpose) = (given("description"), given("purpose"));
    let (retention, deletion) = (given("retention"), given("deletion"));
    let (legal_basis, transfer_basis) = (given("legal_basis"), given("transfer_basis"));
    let subprocessors = |reader: &mut Reader<'_>, node: &_| list(reader, node, owned(Kind::Subprocessor));
    let category = DataCategory {
        description,
        examples: fields.list(reader, "examples", text),
        subjects: fields.list(reader, "subjects", text),
        purpose,
        places: fields.list(reader, "places", text),
        retention,
        deletion,
        legal_basis,
        transfer_basis,
        subprocessors: fields.optional(reader, "subprocessors", spanned(subprocessors)),
        silence: silence(reader, fields),
        sources: fields.list(reader, "sources", citation),
        review: review(reader, fields),
        order: fields.optional(reader, "order", integer).unwrap_or(0),
        name: name?,
    };
    Some(row(reader, Kind::Data, id?, publicity, Content::Data(Box::new(category))))
}
