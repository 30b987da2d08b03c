//! The fields of a questionnaire, and how they are read.

use super::codes;
use super::fields::{Fields, Reader, integer, spanned, string, text, url};
use super::node::Node;
use super::publicity::publicity;
use super::record::record;
use super::references::{SOURCES, citation};
use crate::format::Shape::{Formed, List, Text, Translated};
use crate::format::common::{ALIASES, DRAFT, ORDER, PUBLISH_ON, VISIBILITY};
use crate::format::form::{QUESTION_ID, WEB_ADDRESS};
use crate::format::{Table, optional, required};
use crate::model::key::Key;
use crate::model::questionnaire::Questionnaire;
use crate::model::{Content, Record};
use crate::source::Spanned;

pub(super) const QUESTIONNAIRE: &Table = &Table {
    name: "questionnaire",
    about: "A questionnaire that answers name the questions of.",
    fields: &[
        required("name", Translated, r#""CAIQ""#, "What the questionnaire is called."),
        optional(
            "prefix",
            Text,
            r#""CAIQ""#,
            "What stands before an id in `questionnaire` of an answer; the name of the file when left out.",
        ),
        optional("version", Text, r#""4.0.3""#, "Its version."),
        optional("publisher", Translated, r#""Cloud Security Alliance""#, "Who publishes it."),
        optional("url", Formed(WEB_ADDRESS), r#""https://cloudsecurityalliance.org/""#, "Where it is found."),
        ORDER,
        optional(
            "ids",
            List(&Formed(QUESTION_ID)),
            r#"["IAM-14.1", "IAM-14.2"]"#,
            "The ids of all its questions in their order, so that those without an answer show.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
        ALIASES,
    ],
};

pub(super) fn questionnaire(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let name = fields.required(reader, "name", text);
    let prefix = fields.optional(reader, "prefix", string).unwrap_or_else(|| key.id.to_string());
    let version = fields.optional(reader, "version", string);
    let publisher = fields.optional(reader, "publisher", text);
    let url = fields.optional(reader, "url", spanned(url));
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let ids = fields.list(reader, "ids", spanned(question_id));
    let sources = fields.list(reader, "sources", citation);
    let publicity = publicity(reader, fields);
    let name = name?;
    let span = name.span();
    let questionnaire = Questionnaire { name, prefix, version, publisher, url, order, ids, sources };
    Some(record(reader, Spanned::new(key.clone(), span), publicity, Content::Questionnaire(Box::new(questionnaire))))
}

/// The id of a question, which an answer names behind the prefix.
fn question_id(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let id = string(reader, node)?;
    if let Some((_, last)) = id.rsplit_once(char::is_whitespace) {
        let message = format!("the id `{id}` has a space in it");
        let help = format!("write it without the prefix and without spaces, such as `{last}`");
        reader.report(&codes::INVALID_VALUE, node.span, message, help);
        return None;
    }
    Some(id)
}
