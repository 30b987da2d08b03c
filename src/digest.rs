//! Digests. The only file that names their package.

use sha2::{Digest, Sha256, Sha384};

/// The SHA-256 of bytes in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = |byte: u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]].map(char::from);
    Sha256::digest(bytes).into_iter().flat_map(nibbles).collect()
}

/// The SHA-384 of bytes.
pub(crate) fn sha384(bytes: &[u8]) -> [u8; 48] {
    Sha384::digest(bytes).into()
}
