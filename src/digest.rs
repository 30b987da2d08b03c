//! Digests, the only file that names their package, and bytes as text.

use sha2::{Digest as _, Sha384, Sha512};

/// A SHA-256.
pub(crate) type Sha256 = [u8; 32];

/// The SHA-256 of bytes that come one piece after another.
#[derive(Default)]
pub(crate) struct Digest(sha2::Sha256);

impl Digest {
    /// Takes the next piece.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest in lower-case hexadecimal.
    pub(crate) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// The SHA-256 of bytes.
pub(crate) fn sha256(bytes: &[u8]) -> Sha256 {
    sha2::Sha256::digest(bytes).into()
}

/// The SHA-256 of bytes in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}

/// The SHA-512 of bytes in lower-case hexadecimal.
pub(crate) fn sha512_hex(bytes: &[u8]) -> String {
    hex(&Sha512::digest(bytes))
}

/// A digest in lower-case hexadecimal.
pub(crate) fn hex(digest: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = |byte: &u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]].map(char::from);
    digest.iter().flat_map(nibbles).collect()
}

/// The digest that is written so; `None` for anything else.
pub(crate) fn from_hex(text: &str) -> Option<Sha256> {
    let mut digest = Sha256::default();
    let is_whole = text.len() == 2 * digest.len() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    for (byte, at) in digest.iter_mut().zip((0..text.len()).step_by(2)).filter(|_| is_whole) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    is_whole.then_some(digest)
}

/// The SHA-384 of bytes.
pub(crate) fn sha384(bytes: &[u8]) -> [u8; 48] {
    Sha384::digest(bytes).into()
}

/// Bytes as base 64 (RFC 4648, section 4), as scripts and attributes carry them.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().enumerate().fold(0_u32, |group, (i, byte)| group | u32::from(*byte) << (16 - 8 * i));
        for i in 0..4 {
            let digit = char::from(DIGITS[(group >> (18 - 6 * i)) as usize & 63]);
            text.push(if i <= chunk.len() { digit } else { '=' });
        }
    }
    text
}
