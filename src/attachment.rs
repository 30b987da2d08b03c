//! Files that are not text of the content: pictures, and documents that readers can download.

mod hazard;
mod markup;
mod picture;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::digest::{self, Sha256};
use crate::path::{SourcePath, folded};
pub use hazard::Hazard;
pub(crate) use picture::Pixels;

/// The folder whose files are published as they are.
pub const STATIC: &str = "static";

/// A file that a page may bring to readers, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where the file lies.
    pub path: SourcePath,
    /// Its length in bytes.
    pub length: u64,
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// What it would do on the site's own address, when that is more than to be shown.
    pub hazard: Option<Hazard>,
    /// How large it is, for a picture that says so.
    pub(crate) pixels: Option<Pixels>,
    digest: Sha256,
}

impl Attachment {
    /// A file that holds these bytes.
    #[must_use]
    pub fn new(path: SourcePath, bytes: &[u8]) -> Self {
        let digest = digest::sha256(bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let hazard = hazard::hazard(path.file_name(), bytes);
        let pixels = picture::pixels(path.file_name(), bytes);
        Self { path, length, sha256: digest::hex(&digest), hazard, pixels, digest }
    }

    pub(crate) fn digest(&self) -> Sha256 {
        self.digest
    }

    /// The folded address that it has in the output.
    pub(crate) fn address(&self) -> Cow<'_, str> {
        folded(self.path.below_folder())
    }
}

/// Every such file by its path, and which files hold the same bytes, whatever each is called.
///
/// A symbolic link, a hard link and a copy hold the bytes of the file that they were made from. The texts of the content
/// are known by their bytes too, so that none is brought to readers as it was written.
#[derive(Debug, Default)]
pub(crate) struct Attachments {
    by_path: BTreeMap<SourcePath, Attachment>,
    texts: BTreeMap<SourcePath, Sha256>,
    by_bytes: BTreeSet<(Sha256, SourcePath)>,
    /// By the folded address that each has in the output.
    by_address: BTreeSet<(String, SourcePath)>,
}

impl Attachments {
    pub(crate) fn get(&self, path: &SourcePath) -> Option<&Attachment> {
        self.by_path.get(path)
    }

    pub(crate) fn by_path(&self) -> &BTreeMap<SourcePath, Attachment> {
        &self.by_path
    }

    /// The files that are published as they are.
    pub(crate) fn of_static_folder(&self) -> impl Iterator<Item = &Attachment> {
        self.by_path.values().filter(|attachment| is_static(&attachment.path))
    }

    pub(crate) fn insert(&mut self, attachment: Attachment) {
        self.remove(&attachment.path);
        // Nothing is told by a file that holds nothing, and many may.
        if attachment.length > 0 {
            self.by_bytes.insert((attachment.digest, attachment.path.clone()));
        }
        self.by_address.insert((attachment.address().into_owned(), attachment.path.clone()));
        self.by_path.insert(attachment.path.clone(), attachment);
    }

    pub(crate) fn remove(&mut self, path: &SourcePath) -> Option<Attachment> {
        let attachment = self.by_path.remove(path)?;
        self.by_bytes.remove(&(attachment.digest, attachment.path.clone()));
        self.by_address.remove(&(attachment.address().into_owned(), attachment.path.clone()));
        Some(attachment)
    }

    /// Notes what a text of the content holds.
    pub(crate) fn note_text(&mut self, path: &SourcePath, text: &str, digest: Sha256) {
        self.forget_text(path);
        if !text.is_empty() {
            self.by_bytes.insert((digest, path.clone()));
            self.texts.insert(path.clone(), digest);
        }
    }

    pub(crate) fn forget_text(&mut self, path: &SourcePath) {
        if let Some(digest) = self.texts.remove(path) {
            self.by_bytes.remove(&(digest, path.clone()));
        }
    }

    /// What a file holds, be it a text or not.
    pub(crate) fn digest(&self, path: &SourcePath) -> Option<Sha256> {
        self.texts.get(path).copied().or_else(|| self.by_path.get(path).map(|attachment| attachment.digest))
    }

    pub(crate) fn is_text(&self, path: &SourcePath) -> bool {
        self.texts.contains_key(path)
    }

    /// The files that would have this folded address, in the order of their names.
    pub(crate) fn at_address(&self, address: &str) -> impl Iterator<Item = &SourcePath> + use<'_> {
        let first = SourcePath::new(" ").expect("a space is a name");
        let address = address.to_owned();
        let from = self.by_address.range((address.clone(), first)..);
        from.take_while(move |(other, _)| *other == address).map(|(_, path)| path)
    }

    /// The files that hold these bytes, in the order of their names.
    pub(crate) fn holding(&self, digest: Sha256) -> impl Iterator<Item = &SourcePath> {
        let first = SourcePath::new(" ").expect("a space is a name");
        let from = self.by_bytes.range((digest, first)..);
        from.take_while(move |(other, _)| *other == digest).map(|(_, path)| path)
    }
}

/// Whether a file is published as it is, linked to or not.
pub(crate) fn is_static(path: &SourcePath) -> bool {
    path.as_str().strip_prefix(STATIC).is_some_and(|rest| rest.starts_with('/'))
}
