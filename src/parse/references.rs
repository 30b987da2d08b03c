//! References to other records, and citations of sources: fields, and how they are read.

use super::address::check_title;
use super::codes;
use super::fields::{self, Reader, date, has_field, id_of, open, spanned, string, text, word};
use super::node::Node;
use crate::diag::{Help, nearest};
use crate::format::Shape::{self, AnyOf, List, Text, Translated, Word};
use crate::format::common::{RETRIEVED, SOURCE_URL};
use crate::format::{Field, Table, optional, required, words};
use crate::model::key::{Key, Whose};
use crate::model::kinds::Kind;
use crate::model::source::{Citation, Cited};
use crate::model::terms::FactName;
use crate::path::Id;
use crate::source::Spanned;

/// A reference with its kind: `report:huawei-cloud/soc-2`.
pub(super) fn reference(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<Key>> {
    let written = string(reader, node)?;
    match parse_reference(&written, reader.whose) {
        Ok(key) => Some(Spanned::new(key, node.span)),
        Err(help) => {
            let message = format!("`{written}` is not a reference");
            reader.report(&codes::INVALID_REFERENCE, node.span, message, help);
            None
        }
    }
}

/// Reads `kind:id`; the error is the help for its author.
pub(super) fn parse_reference(written: &str, whose: Whose<'_>) -> Result<Key, Help> {
    let words = || Kind::referable().map(Kind::word);
    let Some((word, id)) = written.split_once(':') else {
        let known = words().collect::<Vec<_>>().join(", ");
        return Err(format!("write the kind before the id, as in `report:{written}`; kinds are {known}").into());
    };
    let Some(kind) = Kind::from_word(word) else {
        return Err(nearest(word, words()).map_or_else(
            || Help::from(format!("use one of the kinds {}", words().collect::<Vec<_>>().join(", "))),
            |near| Help::did_you_mean(written, &format!("{near}:{id}")),
        ));
    };
    whose.id(kind, id).map(|id| Key::new(kind, id)).ok_or_else(|| {
        let form = format!("write `{word}:{}`", kind.shape_of_id());
        if kind.owner().is_some() { form } else { form + ", with lower-case letters, digits, hyphens and dots" }.into()
    })
}

/// An id of a record of a kind: of this owner or, with a slash, of another.
pub(super) fn owned(kind: Kind) -> impl FnMut(&mut Reader<'_>, &Node) -> Option<Spanned<Id>> {
    spanned(id_of(kind))
}

pub(super) const SOURCES: Field = optional(
    "sources",
    List(&CITATION),
    r#"[{ source = "trust-page", quote = "covers the twelve months" }]"#,
    "Where it is said: declared sources by their ids, or sources written in place.",
);

/// Where it is said.
pub(super) const CITATION: Shape = AnyOf(&[Shape::Table(CITED_SOURCE), Shape::Table(CITED_IN_PLACE)]);

const FACTS: Field = optional(
    "facts",
    List(&Word(words::<FactName>)),
    r#"["period", "criteria"]"#,
    "The facts of the report that the source is for.",
);

const QUOTE: Field = optional(
    "quote",
    Text,
    r#""covers the twelve months""#,
    "What the source says, word for word and in its language.",
);

const CITED_SOURCE: &Table = &Table {
    name: "citation",
    about: "A source that the provider declares.",
    fields: &[
        required(
            "source",
            Shape::Source,
            r#""trust-page""#,
            "The id of a `[[source]]`; another provider's with its id before it.",
        ),
        FACTS,
        QUOTE,
    ],
};

const CITED_IN_PLACE: &Table = &Table {
    name: "citation-in-place",
    about: "A source that is written where it is needed.",
    fields: &[
        required("title", Translated, r#""Acme: trust page""#, "What the source is called."),
        SOURCE_URL,
        RETRIEVED,
        FACTS,
        QUOTE,
    ],
};

/// Where something is said: a declared source by its id, or a source written in place.
pub(super) fn citation(reader: &mut Reader<'_>, node: &Node) -> Option<Citation> {
    let is_declared = has_field(node, "source");
    let mut fields = open(reader, node, if is_declared { CITED_SOURCE } else { CITED_IN_PLACE })?;
    let facts = fields.list(reader, "facts", spanned(word));
    let quote = fields.optional(reader, "quote", spanned(string));
    let cited = if is_declared {
        fields.required(reader, "source", spanned(string)).and_then(|written| declared(reader, &written))
    } else {
        let title = fields.required(reader, "title", text);
        let url = fields.optional(reader, "url", spanned(fields::url));
        check_title(reader, title.as_ref(), url.as_ref());
        let retrieved = fields.optional(reader, "retrieved", spanned(date));
        title.map(|title| Cited::Inline { title, url, retrieved })
    };
    fields.finish(reader);
    cited.map(|cited| Citation { cited, facts, quote })
}

/// A source that a provider declares, by its id.
fn declared(reader: &mut Reader<'_>, written: &Spanned<String>) -> Option<Cited> {
    let source = reader.whose.source(written);
    if source.is_none() {
        fields::invalid_id(reader, written.span, written);
    }
    source.map(|(provider, name)| Cited::Declared { provider, name: Spanned::new(name.to_owned(), written.span) })
}
