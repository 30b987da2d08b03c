//! Reads what records have in common that state their facts one by one.

use std::collections::BTreeMap;

use super::codes;
use super::fields::{Fields, Reader, boolean, date, interval, spanned, string, word};
use super::node::Node;
use crate::model::Publicity;
use crate::model::statement::{Review, Silence};
use crate::model::terms::{Visibility, Word};
use crate::source::{Span, Spanned};

/// The facts that are not stated, or do not apply.
pub(super) fn silence<F: Word + Ord>(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Silence<F> {
    let mut listed = |name: &'static str| {
        let facts: Vec<Spanned<F>> = fields.list(reader, name, spanned(word));
        facts.into_iter().map(|fact| (fact.value, fact.span)).collect::<BTreeMap<F, Span>>()
    };
    Silence { not_stated: listed("not_stated"), not_applicable: listed("not_applicable") }
}

/// Who looks after the record, and how often.
pub(super) fn review(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Review {
    Review {
        owner: fields.optional(reader, "owner", string),
        last_reviewed: fields.optional(reader, "last_reviewed", spanned(date)),
        every: fields.optional(reader, "review_every", interval),
    }
}

/// Who may see the record.
pub(super) fn publicity(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Publicity {
    let visibility = fields.optional(reader, "visibility", visibility).unwrap_or(Visibility::Public);
    Publicity {
        draft: fields.optional(reader, "draft", boolean).unwrap_or(false),
        internal: visibility != Visibility::Public,
        publish_on: fields.optional(reader, "publish_on", date),
    }
}

/// Such a record is public or internal; it has no question that could stand alone.
fn visibility(reader: &mut Reader<'_>, node: &Node) -> Option<Visibility> {
    let visibility = word(reader, node)?;
    if visibility == Visibility::QuestionOnly {
        let message = "only the question of an answer can be public without the rest";
        reader.report(&codes::INVALID_VALUE, node.span, message, "use one of: public, internal");
    }
    Some(visibility)
}
