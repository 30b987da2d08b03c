//! What is offered to an author, in the terms of the protocol.

use std::ops::Range;

use gen_lsp_types as lsp;

use crate::lsp::position::Positions;

/// How many offers are sent at once; the client asks again when more is typed.
pub(super) const MOST: usize = 200;

/// What an offer is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Key,
    Table,
    Word,
    Reference,
    /// A value that is no text: a day, true or false.
    Plain,
}

/// Something that may be written.
pub(super) struct Offer {
    what: What,
    label: String,
    written: String,
    detail: Option<String>,
    explanation: Option<String>,
}

/// Offers for a part of a text.
pub(super) struct Offers {
    range: Range<usize>,
    all: Vec<Offer>,
}

impl Offer {
    pub(super) fn new(what: What, label: impl Into<String>) -> Self {
        let label = label.into();
        Self { what, written: label.clone(), label, detail: None, explanation: None }
    }

    /// The same, where something else is put into the text.
    pub(super) fn written(self, written: String) -> Self {
        Self { written, ..self }
    }

    /// The same with a few words beside it; none when there are none.
    pub(super) fn detailed(self, detail: &str) -> Self {
        Self { detail: Some(detail.to_owned()).filter(|detail| !detail.is_empty()), ..self }
    }

    pub(super) fn explained(self, explanation: String) -> Self {
        Self { explanation: Some(explanation), ..self }
    }
}

impl Offers {
    pub(super) fn at(range: Range<usize>, all: impl IntoIterator<Item = Offer>) -> Self {
        Self { range, all: all.into_iter().collect() }
    }

    /// The same in a text that begins so many bytes earlier.
    pub(super) fn shifted(self, by: usize) -> Self {
        Self { range: self.range.start + by..self.range.end + by, ..self }
    }

    pub(super) fn list(self, positions: &Positions<'_>) -> lsp::CompletionList {
        let range = positions.range(self.range);
        let is_incomplete = self.all.len() >= MOST;
        let item = |(place, offer): (usize, Offer)| lsp::CompletionItem {
            kind: Some(match offer.what {
                What::Key => lsp::CompletionItemKind::Property,
                What::Table => lsp::CompletionItemKind::Struct,
                What::Word => lsp::CompletionItemKind::EnumMember,
                What::Reference => lsp::CompletionItemKind::Reference,
                What::Plain => lsp::CompletionItemKind::Constant,
            }),
            detail: offer.detail,
            documentation: offer
                .explanation
                .map(|value| lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }.into()),
            // In the order in which they are offered.
            sort_text: Some(format!("{place:04}")),
            filter_text: Some(offer.label.clone()),
            text_edit: Some(lsp::TextEdit { range, new_text: offer.written }.into()),
            label: offer.label,
            ..Default::default()
        };
        lsp::CompletionList {
            is_incomplete,
            items: self.all.into_iter().enumerate().map(item).collect(),
            ..Default::default()
        }
    }
}
