//! The addresses of the feeds: of all updates, and of each kind of them, in two formats.
//!
//! The name of an update begins with a day, so none can lie where a feed does.

use super::terms::{UpdateKind, Word};

/// A feed, in any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Feed {
    /// The kind of the updates in it; all kinds when there is none.
    pub(crate) kind: Option<UpdateKind>,
    pub(crate) format: FeedFormat,
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FeedFormat {
    /// RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// Where the feeds lie, beside the updates.
const FOLDER: &str = "updates/";

impl FeedFormat {
    /// Every format.
    pub(crate) const ALL: [FeedFormat; 2] = [FeedFormat::Atom, FeedFormat::Json];

    fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }
}

impl Feed {
    /// The address without the language: `updates/feed.xml`, `updates/report/feed.json`.
    pub(crate) fn address(self) -> String {
        let file = self.format.file();
        self.kind.map_or_else(|| format!("{FOLDER}{file}"), |kind| format!("{FOLDER}{}/{file}", kind.word()))
    }

    /// The feed that lies at an address, whether or not it has updates.
    pub(crate) fn at(address: &str) -> Option<Feed> {
        let rest = address.strip_prefix(FOLDER)?;
        let (folder, file) = rest.rsplit_once('/').map_or((None, rest), |(folder, file)| (Some(folder), file));
        let format = FeedFormat::ALL.into_iter().find(|format| format.file() == file)?;
        let kind_of = |word: &str| UpdateKind::ALL.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
        let kind = match folder {
            Some(word) => Some(kind_of(word)?),
            None => None,
        };
        Some(Feed { kind, format })
    }
}
