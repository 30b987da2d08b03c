//! The sorted list of a site's files with their SHA-256, in the format of `sha256sum`.
//!
//! `sha256sum --check manifest.sha256` verifies a copy of the site. The list does not name itself.
//! Does no I/O.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};

use crate::digest::{Sha256, from_hex, hex};
use crate::path::OutPath;

/// The name of the list, at the root of the site; no other file may have it.
pub(crate) const MANIFEST: &str = "manifest.sha256";

/// The hash of each file by its path; `P` is the type of the path.
///
/// A site being written has `OutPath`s; a list read back from disk has plain strings, which are only ever compared.
pub(super) struct Manifest<P: Ord = OutPath>(BTreeMap<P, Sha256>);

impl<P: Ord> Default for Manifest<P> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<P: Ord + Display> Manifest<P> {
    /// The lines of the list.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(path, digest)| format!("{}  {path}\n", hex(digest)))
    }
}

impl Manifest<OutPath> {
    pub(super) fn insert(&mut self, path: OutPath, digest: Sha256) {
        self.0.insert(path, digest);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Writes the list as text.
    pub(super) fn write_to(&self, mut out: impl Write) -> io::Result<()> {
        self.lines().try_for_each(|line| out.write_all(line.as_bytes()))?;
        out.flush()
    }
}

impl Manifest<String> {
    /// Reads the list back; `None` if any line is not of the form that [`Manifest::write_to`] writes.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let line = |line: &str| {
            let (digest, path) = line.split_once("  ")?;
            let digest = from_hex(digest).filter(|_| !path.is_empty())?;
            Some((path.to_owned(), digest))
        };
        text.lines().map(line).collect::<Option<_>>().map(Self)
    }

    pub(super) fn digest(&self, path: &str) -> Option<&Sha256> {
        self.0.get(path)
    }

    /// How many of these files `other` does not have.
    pub(super) fn count_missing_from(&self, other: &Manifest) -> usize {
        // Both are ordered, but by different types; the number of common files says the same.
        self.0.len() - other.0.keys().filter(|path| self.0.contains_key(path.as_str())).count()
    }
}
