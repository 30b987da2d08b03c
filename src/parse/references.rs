//! References to other records, and citations of sources.

use super::address::check_title;
use super::codes;
use super::fields::{self, Reader, date, has_field, id_of, open, spanned, string, text, word};
use super::node::Node;
use crate::diag::nearest;
use crate::format;
use crate::model::key::{Key, Whose};
use crate::model::kinds::Kind;
use crate::model::source::{Citation, Cited};
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
pub(super) fn parse_reference(written: &str, whose: Whose<'_>) -> Result<Key, String> {
    let words = || Kind::referable().map(Kind::word);
    let Some((word, id)) = written.split_once(':') else {
        let known = words().collect::<Vec<_>>().join(", ");
        return Err(format!("write the kind before the id, as in `report:{written}`; kinds are {known}"));
    };
    let Some(kind) = Kind::from_word(word) else {
        return Err(nearest(word, words()).map_or_else(
            || format!("use one of the kinds {}", words().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}:{id}`?"),
        ));
    };
    whose.id(kind, id).map(|id| Key::new(kind, id)).ok_or_else(|| {
        let form = format!("write `{word}:{}`", kind.shape_of_id());
        if kind.owner().is_some() { form } else { form + ", with lower-case letters, digits, hyphens and dots" }
    })
}

/// An id of a record of a kind: of this owner or, with a slash, of another.
pub(super) fn owned(kind: Kind) -> impl FnMut(&mut Reader<'_>, &Node) -> Option<Spanned<Id>> {
    spanned(id_of(kind))
}

/// Where something is said: a declared source by its id, or a source written in place.
pub(super) fn citation(reader: &mut Reader<'_>, node: &Node) -> Option<Citation> {
    let is_declared = has_field(node, "source");
    let mut fields =
        open(reader, node, if is_declared { format::common::CITED_SOURCE } else { format::common::CITED_IN_PLACE })?;
    let facts = fields.list(reader, "facts", word);
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
