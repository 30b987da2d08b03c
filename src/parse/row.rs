//! What the rows of a file have in common: an id within their provider, and a record of their own.

use super::fields::{Fields, Reader, invalid_id, spanned, string};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::{Content, Publicity, Record};
use crate::path::Id;
use crate::source::Spanned;

/// The id of a row, which names the record within its provider.
pub(super) fn row_id(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Spanned<Id>> {
    let name = fields.required(reader, "id", spanned(string))?;
    match Id::within(reader.whose.folder(), &name) {
        Some(id) if !name.contains('/') => Some(Spanned::new(id, name.span)),
        _ => {
            invalid_id(reader, name.span, &name);
            None
        }
    }
}

pub(super) fn row(reader: &Reader<'_>, kind: Kind, id: Spanned<Id>, publicity: Publicity, content: Content) -> Record {
    let key = Key::new(kind, id.value);
    Record {
        key,
        translation: None,
        path: reader.path.clone(),
        span: id.span,
        publicity,
        old_addresses: Vec::new(),
        is_whole: true,
        content,
    }
}
