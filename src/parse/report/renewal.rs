//! How often a report is renewed, and the letters for the time until then: fields, and how they are read.

use crate::format::Shape::{self, Count, Day, Id, Translated, Word};
use crate::format::{Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::report::{Bridge, Cadence};
use crate::model::terms::Unit;
use crate::parse::fields::{Reader, count, date, open, text, word};
use crate::parse::node::Node;
use crate::parse::period::{PERIOD, period};
use crate::parse::references::owned;

pub(super) const CADENCE: &Table = &Table {
    name: "report.cadence",
    about: "How often a report is renewed.",
    fields: &[
        required("times", Count, "1", "How many times per unit."),
        required("per", Word(words::<Unit>), r#""year""#, "The unit."),
    ],
};

pub(super) fn cadence(reader: &mut Reader<'_>, node: &Node) -> Option<Cadence> {
    let mut fields = open(reader, node, CADENCE)?;
    let times = fields.required(reader, "times", count);
    let per = fields.required(reader, "per", word);
    fields.finish(reader);
    Some(Cadence { times: times?, per: per? })
}

pub(super) const BRIDGE: &Table = &Table {
    name: "report.bridge",
    about: "A letter in which the provider vouches for the time since the period.",
    fields: &[
        required(
            "covers",
            Shape::Table(PERIOD),
            "{ start = 2026-07-01, end = 2026-09-30 }",
            "The time that it is about.",
        ),
        optional("issued_on", Day, "2026-10-02", "The day on which it was issued."),
        optional("issuer", Translated, r#""Acme Ltd.""#, "Who signed it."),
        optional(
            "document",
            Id(Kind::Document),
            r#""bridge-letter-2026-q3""#,
            "The document in which it is given to readers.",
        ),
    ],
};

pub(super) fn bridge(reader: &mut Reader<'_>, node: &Node) -> Option<Bridge> {
    let mut fields = open(reader, node, BRIDGE)?;
    let covers = fields.required(reader, "covers", period);
    let issued_on = fields.optional(reader, "issued_on", date);
    let issuer = fields.optional(reader, "issuer", text);
    let document = fields.optional(reader, "document", owned(Kind::Document));
    fields.finish(reader);
    Some(Bridge { covers: covers?, issued_on, issuer, document })
}
