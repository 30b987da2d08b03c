//! What records have in common that state their facts one by one: fields, and how they are read.

use std::collections::BTreeMap;

use super::fields::{Fields, Reader, date, interval, spanned, string, word};
use crate::format::Shape::{List, Translated};
use crate::format::{Field, optional};
use crate::model::statement::{Review, Silence};
use crate::model::terms::Word;
use crate::source::{Span, Spanned};

/// The field for places, by what is there.
pub(super) const fn places(about: &'static str) -> Field {
    optional("places", List(&Translated), r#"["frankfurt", "US"]"#, about)
}

pub(super) const RETENTION: Field =
    optional("retention", Translated, r#""As long as the account exists""#, "How long it is kept.");

/// The facts that are not stated, or do not apply.
pub(super) fn silence<F: Word + Ord>(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Silence<F> {
    Silence { not_stated: facts(reader, fields, "not_stated"), not_applicable: facts(reader, fields, "not_applicable") }
}

/// The facts that a field lists, each with its place.
pub(super) fn facts<F: Word + Ord>(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    name: &'static str,
) -> BTreeMap<F, Span> {
    let facts: Vec<Spanned<F>> = fields.list(reader, name, spanned(word));
    facts.into_iter().map(|fact| (fact.value, fact.span)).collect()
}

/// Who looks after the record, and how often.
pub(super) fn review(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Review {
    Review {
        owner: fields.optional(reader, "owner", string),
        last_reviewed: fields.optional(reader, "last_reviewed", spanned(date)),
        every: fields.optional(reader, "review_every", interval),
    }
}
