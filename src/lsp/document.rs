//! A text that an editor holds: what is in it counts, saved or not.

use std::path::PathBuf;

use gen_lsp_types::{TextDocumentContentChangeEvent as Change, TextDocumentItem, Uri};

use super::position::{Encoding, Positions};
use super::uri::path_of;

/// An open document.
pub(super) struct Document {
    /// As the client writes it.
    pub(super) uri: Uri,
    pub(super) path: PathBuf,
    pub(super) version: i32,
    pub(super) text: String,
}

impl Document {
    /// `None` for a document that is no file.
    pub(super) fn new(item: TextDocumentItem) -> Option<Self> {
        let path = path_of(&item.uri)?;
        Some(Self { path, uri: item.uri, version: item.version, text: item.text })
    }

    /// Takes changes, each to the text that the one before it left.
    pub(super) fn change(&mut self, version: i32, changes: Vec<Change>, encoding: Encoding) {
        self.version = version;
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let bytes = Positions::new(&self.text, encoding).bytes(part.range);
                    self.text.replace_range(bytes, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
            }
        }
    }
}
