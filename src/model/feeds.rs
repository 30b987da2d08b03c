//! The addresses of the feeds: of all updates, of each kind of them, and of the advisories, in two formats.
//!
//! The name of an update begins with a day, so none can lie where a feed does; an advisory there is a finding.

use super::terms::{UpdateKind, Word};

/// A feed, in any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Feed {
    pub(crate) of: FeedOf,
    pub(crate) format: FeedFormat,
}

/// What is in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FeedOf {
    /// The updates of a kind; of all kinds when there is none.
    Updates(Option<UpdateKind>),
    Advisories,
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FeedFormat {
    /// RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// Where the feeds of the updates lie, beside them.
const UPDATES: &str = "updates/";
/// Where the feeds of the advisories lie, beside them.
const ADVISORIES: &str = "advisories/";

impl FeedFormat {
    /// Every format.
    pub(crate) const ALL: [FeedFormat; 2] = [FeedFormat::Atom, FeedFormat::Json];

    fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }

    fn of(file: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.file() == file)
    }
}

impl Feed {
    /// The address without the language: `updates/feed.xml`, `updates/report/feed.json`.
    pub(crate) fn address(self) -> String {
        let file = self.format.file();
        match self.of {
            FeedOf::Updates(None) => format!("{UPDATES}{file}"),
            FeedOf::Updates(Some(kind)) => format!("{UPDATES}{}/{file}", kind.word()),
            FeedOf::Advisories => format!("{ADVISORIES}{file}"),
        }
    }

    /// The feed that lies at an address, whether or not there is anything in it.
    pub(crate) fn at(address: &str) -> Option<Feed> {
        if let Some(file) = address.strip_prefix(ADVISORIES) {
            return FeedFormat::of(file).map(|format| Feed { of: FeedOf::Advisories, format });
        }
        let rest = address.strip_prefix(UPDATES)?;
        let (folder, file) = rest.rsplit_once('/').map_or((None, rest), |(folder, file)| (Some(folder), file));
        let format = FeedFormat::of(file)?;
        let kind_of = |word: &str| UpdateKind::ALL.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
        let kind = match folder {
            Some(word) => Some(kind_of(word)?),
            None => None,
        };
        Some(Feed { of: FeedOf::Updates(kind), format })
    }
}
