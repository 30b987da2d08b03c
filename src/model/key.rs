//! What a record is called across the site: its kind and its id.

use std::fmt;

use crate::path::Id;

/// The kinds of record that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Home,
    Topic,
    Entry,
    Provider,
    Report,
    Service,
    Location,
    Scope,
    Document,
    Subprocessor,
    Framework,
    Edition,
    Term,
    Update,
    Page,
}

impl Kind {
    /// Every kind that a reference may name, in the order in which they are offered.
    pub(crate) const REFERABLE: [Kind; 13] = [
        Kind::Topic,
        Kind::Entry,
        Kind::Provider,
        Kind::Report,
        Kind::Service,
        Kind::Location,
        Kind::Document,
        Kind::Subprocessor,
        Kind::Framework,
        Kind::Edition,
        Kind::Term,
        Kind::Update,
        Kind::Page,
    ];

    /// The word before the colon of a reference: `report` in `report:huawei-cloud/soc-2`.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Kind::Home => "home",
            Kind::Topic => "topic",
            Kind::Entry => "faq",
            Kind::Provider => "provider",
            Kind::Report => "report",
            Kind::Service => "service",
            Kind::Location => "location",
            Kind::Scope => "scope",
            Kind::Document => "document",
            Kind::Subprocessor => "subprocessor",
            Kind::Framework => "framework",
            Kind::Edition => "criteria",
            Kind::Term => "term",
            Kind::Update => "update",
            Kind::Page => "page",
        }
    }

    /// The kind that a reference's prefix names.
    pub(crate) fn from_prefix(prefix: &str) -> Option<Kind> {
        Self::REFERABLE.into_iter().find(|kind| kind.prefix() == prefix)
    }

    /// Whether records of the kind belong to a provider, so that their ids begin with its id.
    pub(crate) fn is_owned_by_provider(self) -> bool {
        matches!(
            self,
            Kind::Report | Kind::Service | Kind::Location | Kind::Scope | Kind::Document | Kind::Subprocessor
        )
    }
}

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
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.prefix(), self.id)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
