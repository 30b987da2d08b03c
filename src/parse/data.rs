//! The fields of a category of data, and how they are read.

use super::fields::{Fields, Reader, integer, spanned, text};
use super::lists::list;
use super::publicity::publicity;
use super::record::{row, row_id};
use super::references::{SOURCES, citation, owned};
use super::statement::{RETENTION, places, review, silence};
use crate::format::Shape::{self, Id, List, Translated, Word};
use crate::format::common::{DRAFT, LAST_REVIEWED, ORDER, OWNER, PUBLISH_ON, REVIEW_EVERY, ROW_ID, VISIBILITY};
use crate::format::{Table, optional, required, words};
use crate::model::data::DataCategory;
use crate::model::kinds::Kind;
use crate::model::terms::DataFact;
use crate::model::{Content, Record};

pub(super) const DATA: &Table = &Table {
    name: "data",
    about: "The data that a provider handles, by category.",
    fields: &[optional(
        "category",
        List(&Shape::Table(DATA_CATEGORY)),
        r#"[{ id = "account", name = "Account data" }]"#,
        "The categories, one table each.",
    )],
};

pub(super) const DATA_CATEGORY: &Table = &Table {
    name: "category",
    about: "A category of data, and what becomes of it.",
    fields: &[
        ROW_ID,
        required("name", Translated, r#""Account data""#, "What the category is called."),
        optional(
            "description",
            Translated,
            r#""What users tell when they sign up.""#,
            "What belongs to it, in a sentence.",
        ),
        optional("examples", List(&Translated), r#"["Names", "Mail addresses"]"#, "Examples of it."),
        optional("subjects", List(&Translated), r#"["Users"]"#, "Whose data it is."),
        optional("purpose", Translated, r#""To let users sign in""#, "What it is used for."),
        places("Where it is kept: ids or names of locations, countries by code or name, or other words."),
        RETENTION,
        optional(
            "deletion",
            Translated,
            r#""Within 30 days after the account is closed""#,
            "How and when it is deleted.",
        ),
        optional("legal_basis", Translated, r#""Contract, Art. 6(1)(b) GDPR""#, "What permits the processing."),
        optional(
            "transfer_basis",
            Translated,
            r#""Standard contractual clauses""#,
            "What permits a transfer to another country.",
        ),
        optional(
            "subprocessors",
            List(&Id(Kind::Subprocessor)),
            r#"["mail"]"#,
            "Who else gets it; an empty list says that nobody does.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<DataFact>)),
            r#"["transfer_basis"]"#,
            "What its provider does not state.",
        ),
        optional(
            "not_applicable",
            List(&Word(words::<DataFact>)),
            r#"["transfer_basis"]"#,
            "What does not apply to it.",
        ),
        SOURCES,
        OWNER,
        LAST_REVIEWED,
        REVIEW_EVERY,
        ORDER,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
    ],
};

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
