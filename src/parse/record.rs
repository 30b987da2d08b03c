//! What records have in common, whatever they hold; and of rows, an id within their provider.

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

/// The record of a row.
pub(super) fn row(reader: &Reader<'_>, kind: Kind, id: Spanned<Id>, publicity: Publicity, content: Content) -> Record {
    record(reader, Spanned::new(Key::new(kind, id.value), id.span), publicity, content)
}

/// A record of the file, all of which could be read, in the original language and without old addresses.
pub(super) fn record(reader: &Reader<'_>, key: Spanned<Key>, publicity: Publicity, content: Content) -> Record {
    Record {
        key: key.value,
        translation: None,
        path: reader.path.clone(),
        span: key.span,
        publicity,
        old_addresses: Vec::new(),
        is_whole: true,
        content,
    }
}
