//! Files of the content that are not text: pictures, and documents that readers can download.

use crate::path::SourcePath;

/// A file that a page may bring to readers, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where the file lies.
    pub path: SourcePath,
    /// Its length in bytes.
    pub length: u64,
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
}
