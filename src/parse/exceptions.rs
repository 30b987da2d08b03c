//! The fields of the exceptions that an auditor found, and how they are read.

use super::fields::{Reader, count, open, text};
use super::node::Node;
use crate::format::Shape::{Count, Translated};
use crate::format::{Table, optional, required};
use crate::model::report::Exceptions;

pub(super) const EXCEPTIONS: &Table = &Table {
    name: "exceptions",
    about: "The deviations that the auditor found.",
    fields: &[
        required("count", Count, "0", "How many there are; 0 says that the auditor found none."),
        optional(
            "description",
            Translated,
            r#""2 of 25 leavers kept their access for a day.""#,
            "What the auditor found, in a sentence or two.",
        ),
        optional(
            "management_response",
            Translated,
            r#""Access is removed automatically since May.""#,
            "What the provider answers to them.",
        ),
    ],
};

pub(super) fn exceptions(reader: &mut Reader<'_>, node: &Node) -> Option<Exceptions> {
    let mut fields = open(reader, node, EXCEPTIONS)?;
    let number = fields.required(reader, "count", count);
    let description = fields.optional(reader, "description", text);
    let management_response = fields.optional(reader, "management_response", text);
    fields.finish(reader);
    Some(Exceptions { count: number?, description, management_response })
}
