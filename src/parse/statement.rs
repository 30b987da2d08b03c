//! Reads what records have in common that state their facts one by one.

use std::collections::BTreeMap;

use super::fields::{Fields, Reader, date, interval, spanned, string, word};
use crate::model::statement::{Review, Silence};
use crate::model::terms::Word;
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
