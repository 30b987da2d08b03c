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

/// Whose a file is, so that ids in it need not say so. What is of no provider is of the site's own company.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Whose<'a> {
    topic: &'a str,
    provider: &'a str,
}

impl<'a> Whose<'a> {
    /// The file of a provider; the site's own company is the empty one.
    pub(crate) fn provider(provider: &'a str) -> Self {
        Self { provider, topic: "" }
    }

    /// The topic or provider whose folder holds the file; empty when none does.
    pub(crate) fn folder(self) -> &'a str {
        if self.topic.is_empty() { self.provider } else { self.topic }
    }

    /// The id of a record of a kind, as it is written in the file.
    pub(crate) fn id(self, kind: Kind, written: &str) -> Option<Id> {
        match kind.owner() {
            Some(Kind::Provider) if kind.is_one_of_owner() => Id::of_provider(written),
            Some(Kind::Provider) if kind.is_grouped() => Id::of_grouped(self.provider, written),
            Some(Kind::Provider) => Id::of_owned(self.provider, written),
            Some(_) if written.contains('/') => Id::new(written),
            Some(_) => Some(self.topic).filter(|topic| !topic.is_empty()).and_then(|topic| Id::within(topic, written)),
            None if kind == Kind::Provider => Id::of_provider(written),
            // Pages may lie in folders.
            None if kind == Kind::Page => Id::in_folders(written),
            None => Id::new(written).filter(|_| !written.contains('/')),
        }
    }

    /// The provider whose declared source is written so, and the name of the source.
    pub(crate) fn source(self, written: &str) -> Option<(Id, &str)> {
        match written.split_once('/') {
            Some((provider, name)) => Some((Id::of_provider(provider)?, name)),
            None if self.provider.is_empty() => Some((Id::company(), written)),
            None => Some((Id::of_provider(self.provider)?, written)),
        }
    }
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
        Self::new(kind, Id::company())
    }

    /// The record whose folder holds this one, which must exist for it to have a place on the site.
    pub(crate) fn owner(&self) -> Option<Key> {
        self.kind.owner().map(|kind| Key::new(kind, self.id.owner_id()))
    }

    /// The pages in whose folders a page lies, the highest first; most of them need not exist.
    pub(crate) fn folders(&self) -> Vec<Key> {
        let id = if self.kind == Kind::Page { self.id.as_str() } else { "" };
        let folders = id.match_indices('/').filter_map(|(at, _)| Id::in_folders(&id[..at]));
        folders.map(|folder| Key::new(Kind::Page, folder)).collect()
    }

    /// Whose the record's file is: its own when it is an owner itself, else its owner's.
    pub(crate) fn whose(&self) -> Whose<'_> {
        let (kind, id) = if self.kind.is_owner() {
            (Some(self.kind), self.id.as_str())
        } else {
            // What is called like its owner has no other id.
            let id = self.id.as_str();
            (self.kind.owner(), id.split_once('/').map_or(id, |(owner, _)| owner))
        };
        match kind {
            Some(Kind::Topic) => Whose { topic: id, ..Whose::default() },
            Some(_) => Whose::provider(id),
            None => Whose::default(),
        }
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
