//! Text and addresses as Markdown writes them.
//!
//! What a template of Markdown writes is escaped, as in HTML, and so are the facts that a body quotes, so that a title with an asterisk stays a title. It stands on one line
//! and does not end the cell of a table.

use std::borrow::Cow;
use std::io::{self, Write};

/// Writes a text so that Markdown reads no markup in it.
pub(crate) fn escape(text: &str, output: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let mut written = escape_start(bytes, output)?;
    for (at, byte) in bytes.iter().enumerate().skip(written) {
        let sign: &[u8] = match byte {
            b'\n' | b'\r' => b" ",
            b'\\' | b'`' | b'*' | b'<' | b'[' | b']' | b'|' | b'~' => b"\\",
            b'_' if !is_within_word(bytes, at) => b"\\",
            b'&' if begins_entity(&bytes[at + 1..]) => b"\\",
            _ => continue,
        };
        output.write_all(&bytes[written..at])?;
        output.write_all(sign)?;
        written = if sign == b" " { at + 1 } else { at };
    }
    output.write_all(&bytes[written..])
}

/// A text as it stands within a line of Markdown.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = Vec::with_capacity(text.len() + 8);
    escape(text, &mut escaped).expect("memory takes all that is written");
    String::from_utf8(escaped).expect("only whole characters are written")
}

/// Writes the beginning of a text where it would make a heading, a quotation or an item of a list; how much that is.
fn escape_start(bytes: &[u8], output: &mut dyn Write) -> io::Result<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let before = match bytes.get(digits) {
        Some(b'.' | b')') if digits > 0 && matches!(bytes.get(digits + 1), None | Some(b' ')) => digits,
        Some(b'#' | b'>' | b'+' | b'-' | b'=') if digits == 0 => 0,
        _ => return Ok(0),
    };
    output.write_all(&bytes[..before])?;
    output.write_all(&[b'\\', bytes[before]])?;
    Ok(before + 1)
}

/// Whether an underscore stands between two letters or digits, where it emphasizes nothing.
fn is_within_word(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    is_word(at.checked_sub(1).and_then(|before| bytes.get(before))) && is_word(bytes.get(at + 1))
}

/// Whether what follows an ampersand could make it the reference of a character.
fn begins_entity(behind: &[u8]) -> bool {
    let name = behind.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    name > 0 && behind.get(name) == Some(&b';')
}

/// An address as the destination of a link, which a space or a parenthesis would end.
pub(crate) fn destination(address: &str) -> Cow<'_, str> {
    let is_special = |c: char| matches!(c, ' ' | '(' | ')' | '<' | '>' | '\\' | '|') || c.is_control();
    if !address.contains(is_special) {
        return Cow::Borrowed(address);
    }
    let mut encoded = String::with_capacity(address.len() + 8);
    let mut bytes = [0; 4];
    for c in address.chars() {
        if is_special(c) {
            let bytes = c.encode_utf8(&mut bytes).bytes();
            bytes.for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        } else {
            encoded.push(c);
        }
    }
    Cow::Owned(encoded)
}
