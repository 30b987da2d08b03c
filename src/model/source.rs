//! Receipts: where a fact comes from.

use super::date::Date;
use super::terms::FactName;
use super::text::Text;
use crate::path::{Id, Locale};
use crate::source::Spanned;

/// A source as a provider's file declares it once, for other records to cite.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Text,
    pub(crate) url: Option<Spanned<String>>,
    pub(crate) retrieved: Option<Spanned<Date>>,
    /// The language of the source, in which quotations from it are.
    pub(crate) language: Option<Locale>,
}

/// A citation: which source, for which facts, with which words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Citation {
    pub(crate) cited: Cited,
    /// The facts that the source stands behind; empty means the record as a whole.
    pub(crate) facts: Vec<Spanned<FactName>>,
    pub(crate) quote: Option<Spanned<String>>,
}

impl Citation {
    /// Whether it names a source that a provider declares.
    pub(crate) fn is_of(&self, of: &Id) -> bool {
        matches!(&self.cited, Cited::Declared { provider, .. } if provider == of)
    }
}

/// What a citation names: a declared source, or one written in place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cited {
    /// A `[[source]]` of this provider, by its id.
    Declared {
        provider: Id,
        name: Spanned<String>,
    },
    Inline {
        title: Text,
        url: Option<Spanned<String>>,
        retrieved: Option<Spanned<Date>>,
    },
}
