//! The fields of a period, and how they are read.

use super::codes;
use super::fields::{Reader, date, open};
use super::node::Node;
use crate::format::Shape::Day;
use crate::format::{Table, required};
use crate::model::date::Period;
use crate::source::Spanned;

pub(super) const PERIOD: &Table = &Table {
    name: "period",
    about: "The days from the first to the last, both included.",
    fields: &[
        required("start", Day, "2025-07-01", "The first day."),
        required("end", Day, "2026-06-30", "The last day, not before the first."),
    ],
};

/// The two days of a period, which must be in order.
pub(super) fn period(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<Period>> {
    let mut fields = open(reader, node, PERIOD)?;
    let start = fields.required(reader, "start", date);
    let end = fields.required(reader, "end", date);
    fields.finish(reader);
    let period = Period { start: start?, end: end? };
    if period.start > period.end {
        let message = format!("the period starts on {} and ends before that, on {}", period.start, period.end);
        reader.report(
            &codes::REVERSED_PERIOD,
            node.span,
            message,
            "exchange `start` and `end`, or correct the wrong one",
        );
        return None;
    }
    Some(Spanned::new(period, node.span))
}
