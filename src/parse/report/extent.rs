//! How many services and places a report covers: fields, and how they are read.

use crate::format::Shape::{self, Boolean, Id, List, Translated};
use crate::format::{Field, Table, optional, required};
use crate::model::kinds::Kind;
use crate::model::report::{Count, Extent};
use crate::parse::fields::{Reader, boolean, count, open, spanned, text};
use crate::parse::lists::list;
use crate::parse::node::{Node, Value};
use crate::parse::references::owned;

const MIN: Field = required("min", Shape::Count, "150", "How many there are, or at least are.");
const STRICT: Field = optional("strict", Boolean, "true", "Set it when there are more than that: \"more than 150\".");
const EXHAUSTIVE: Field = optional("exhaustive", Boolean, "true", "Set it when that is all of them: \"150 in all\".");
const UNIT: Field = optional("unit", Translated, r#""products""#, "What is counted, where it is called otherwise.");

pub(super) const EXTENT_OF_SERVICES: &Table = &Table {
    name: "report.services",
    about: "How many services a report covers.",
    fields: &[
        MIN,
        STRICT,
        EXHAUSTIVE,
        UNIT,
        optional("examples", List(&Id(Kind::Service)), r#"["vault"]"#, "Some of them."),
    ],
};

pub(super) fn services(reader: &mut Reader<'_>, node: &Node) -> Option<Extent> {
    extent(reader, node, Kind::Service, EXTENT_OF_SERVICES)
}

pub(super) const EXTENT_OF_LOCATIONS: &Table = &Table {
    name: "report.locations",
    about: "How many places a report covers.",
    fields: &[
        MIN,
        STRICT,
        EXHAUSTIVE,
        UNIT,
        optional("examples", List(&Id(Kind::Location)), r#"["frankfurt"]"#, "Some of them."),
    ],
};

pub(super) fn locations(reader: &mut Reader<'_>, node: &Node) -> Option<Extent> {
    extent(reader, node, Kind::Location, EXTENT_OF_LOCATIONS)
}

/// What a report covers of a kind: a list of records, or how many there are.
fn extent(reader: &mut Reader<'_>, node: &Node, kind: Kind, table: &'static Table) -> Option<Extent> {
    if matches!(node.value, Value::List(_)) {
        return list(reader, node, owned(kind)).map(Extent::List);
    }
    let mut fields = open(reader, node, table)?;
    let min = fields.required(reader, "min", spanned(count));
    let strict = fields.optional(reader, "strict", boolean).unwrap_or(false);
    let exhaustive = fields.optional(reader, "exhaustive", boolean).unwrap_or(false);
    let unit = fields.optional(reader, "unit", text);
    let examples = fields.list(reader, "examples", owned(kind));
    fields.finish(reader);
    Some(Extent::Count(Count { min: min?, strict, exhaustive, unit, examples }))
}
