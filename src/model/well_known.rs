//! The addresses of what programs look for at places that everybody knows (RFC 8615), outside the languages.

use super::Record;
use super::advisory::Advisory;
use crate::path::Id;

/// A file at a place that everybody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WellKnown {
    /// Whom to tell of a weakness (RFC 9116).
    SecurityTxt,
    /// The advisories as programs read them (CSAF 2.0).
    Csaf(Csaf),
}

/// A file of the Common Security Advisory Framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Csaf {
    /// Who publishes advisories, and where they lie.
    Metadata,
    /// All advisories, as a feed (ROLIE).
    Feed,
    /// The names of all advisories.
    Index,
    /// When each advisory changed last.
    Changes,
    Advisory {
        id: Id,
        /// The year of its publication and its name: `2026/nwsa-2026-001.json`.
        place: String,
        form: CsafForm,
    },
}

/// An advisory, or what one is sure by to have all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CsafForm {
    Json,
    Sha256,
    Sha512,
}

/// The folder of all of them.
pub(crate) const FOLDER: &str = ".well-known/";
/// The folder of the advisories, which everybody may read and pass on.
pub(crate) const ADVISORIES: &str = ".well-known/csaf/white/";

impl CsafForm {
    /// Every form.
    pub(crate) const ALL: [CsafForm; 3] = [CsafForm::Json, CsafForm::Sha256, CsafForm::Sha512];
}

impl WellKnown {
    /// The file of an advisory.
    pub(crate) fn advisory(record: &Record, advisory: &Advisory, form: CsafForm) -> Self {
        let place = place(record, advisory);
        Self::Csaf(Csaf::Advisory { id: record.key.id.clone(), place, form })
    }

    /// The address.
    pub(crate) fn address(&self) -> String {
        match self {
            Self::SecurityTxt => format!("{FOLDER}security.txt"),
            Self::Csaf(Csaf::Metadata) => format!("{FOLDER}csaf/provider-metadata.json"),
            Self::Csaf(Csaf::Feed) => format!("{ADVISORIES}csaf-feed-tlp-white.json"),
            Self::Csaf(Csaf::Index) => format!("{ADVISORIES}index.txt"),
            Self::Csaf(Csaf::Changes) => format!("{ADVISORIES}changes.csv"),
            Self::Csaf(Csaf::Advisory { place, form, .. }) => match form {
                CsafForm::Json => format!("{ADVISORIES}{place}"),
                CsafForm::Sha256 => format!("{ADVISORIES}{place}.sha256"),
                CsafForm::Sha512 => format!("{ADVISORIES}{place}.sha512"),
            },
        }
    }
}

/// Where an advisory lies, below the folder of all: as section 5.1 and requirement 11 of CSAF 2.0 have it.
pub(crate) fn place(record: &Record, advisory: &Advisory) -> String {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "+-".contains(c);
    let name = advisory.own_id(record).to_ascii_lowercase().replace(|c: char| !is_plain(c), "_");
    format!("{:04}/{name}.json", advisory.published.year())
}
