//! Messages as they come and go: JSON, behind a header that says how long it is.
//!
//! What is no message is passed over, and the next one is read; only the end of the input ends the reading.

use std::io::{self, BufRead, Read, Write};

use gen_lsp_types::json_rpc::RequestObject;
use serde::Serialize;

/// The longest line of a header, in bytes.
const MOST_HEADER: u64 = 8 << 10;
/// The longest message, in bytes: the largest file of a site with every character of it escaped.
const MOST_MESSAGE: u64 = 128 << 20;

/// What the client sent.
pub(super) enum Received {
    /// A request or a notification.
    Message(RequestObject),
    /// The response to a request of ours.
    Response,
    /// Something else, of which this is wrong.
    Malformed(String),
}

/// Reads until a message is complete; `None` when there is nothing more.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Received>> {
    let length = match read_header(input)? {
        Header::Length(length) => length,
        Header::Without => return Ok(Some(Received::Malformed("the header says no length".to_owned()))),
        Header::End => return Ok(None),
    };
    if length > MOST_MESSAGE {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Some(Received::Malformed(format!("the message is longer than {MOST_MESSAGE} bytes"))));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    let is_whole = u64::try_from(bytes.len()) == Ok(length);
    Ok(is_whole.then(|| received(&bytes)))
}

/// What stands before a message.
enum Header {
    /// How many bytes the message has.
    Length(u64),
    Without,
    /// There is no header any more.
    End,
}

fn read_header(input: &mut impl BufRead) -> io::Result<Header> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(MOST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            return Ok(length.map_or(Header::Without, Header::Length));
        }
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.trim().parse().ok(),
            _ => {}
        }
    }
}

fn received(bytes: &[u8]) -> Received {
    match serde_json::from_slice::<RequestObject>(bytes) {
        Ok(message) if !message.method().is_empty() => Received::Message(message),
        Ok(_) => Received::Response,
        Err(error) => Received::Malformed(error.to_string()),
    }
}

/// Writes a message in one go.
pub(super) fn write(output: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_vec(message)?;
    let mut bytes = format!("Content-Length: {}\r\n\r\n", json.len()).into_bytes();
    bytes.extend(json);
    output.write_all(&bytes)?;
    output.flush()
}
