//! What a record is called across the site: its kind and its id.

use std::fmt;

use super::kinds::Kind;
use crate::path::Id;

/// A record's name: unique on a sound site.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub(crate) kind: Kind,
    pub(crate) id: Id,
}

impl Key {
    pub(crate) fn new(kind: Kind, id: Id) -> Self {
        Self { kind, id }
    }

    /// The name of the only record of its kind, which is called like the kind.
    pub(crate) fn only(kind: Kind) -> Self {
        Self::new(kind, Id::new(kind.word()).expect("the word for a kind is an id"))
    }

    /// No name of the kind comes before this one.
    pub(crate) fn first_possible(kind: Kind) -> Self {
        Self::new(kind, Id::new("0").expect("a digit is an id"))
    }

    /// The record whose folder holds this one, which must exist for it to have a place on the site.
    pub(crate) fn owner(&self) -> Option<Key> {
        self.kind.owner().map(|kind| Key::new(kind, self.id.owner_id()))
    }

    /// The id to which bare ids in the record's file belong: its own when it is an owner itself, else its owner's.
    pub(crate) fn scope(&self) -> &str {
        if self.kind.is_owner() { self.id.as_str() } else { self.id.owner() }
    }

    /// The file of the content in which the record is looked for.
    pub(crate) fn home(&self) -> String {
        self.kind.home(&self.id)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.word(), self.id)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
