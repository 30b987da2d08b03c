//! Reads the head of one HTTP/1.x request, and refuses everything that two readers could take in two ways.
//!
//! 1. [`Scanner::end`] finds where the head ends while its bytes still arrive, within limits.
//! 2. [`parse`] reads it.
//!
//! Does no I/O. Headers that nothing here asks for are checked for their form and forgotten: their values may hold any
//! byte but control characters, since other programs on `localhost` set cookies as they like.

use super::Method;

/// The longest target, in bytes.
const LONGEST_TARGET: usize = 8 << 10;
/// The longest request line that may hold such a target.
const LONGEST_REQUEST_LINE: usize = LONGEST_TARGET + 64;
/// The longest head, in bytes.
const LONGEST_HEAD: usize = 32 << 10;
/// How many header lines a head may have.
const MOST_HEADERS: usize = 100;

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) reason: &'static str,
}

impl Refusal {
    pub(super) const fn new(status: u16, reason: &'static str) -> Self {
        Self { status, reason }
    }

    const fn malformed(reason: &'static str) -> Self {
        Self::new(400, reason)
    }
}

/// What a head says that anybody here asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) method: Method,
    /// As sent: begins with `/`, visible ASCII only.
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) host: String,
    pub(super) origin: Option<String>,
    pub(super) fetch_site: Option<String>,
    pub(super) fetch_mode: Option<String>,
    pub(super) fetch_dest: Option<String>,
}

/// How far the bytes of a head have been looked at.
#[derive(Default)]
pub(super) struct Scanner {
    at: usize,
    line_start: usize,
    lines: usize,
}

impl Scanner {
    /// Where the head ends, once it does; `bytes` are those of the last call and more.
    pub(super) fn end(&mut self, bytes: &[u8]) -> Result<Option<usize>, Refusal> {
        while let Some(&byte) = bytes.get(self.at) {
            let after_return = self.at > 0 && bytes[self.at - 1] == b'\r';
            match byte {
                b'\n' if after_return => {
                    let is_empty = self.at - self.line_start == 1;
                    self.at += 1;
                    if is_empty {
                        return Ok(Some(self.at));
                    }
                    self.line_start = self.at;
                    self.lines += 1;
                    if self.lines > MOST_HEADERS + 1 {
                        return Err(Refusal::new(431, "too many header lines"));
                    }
                    continue;
                }
                b'\n' => return Err(Refusal::malformed("a line ends without a carriage return")),
                _ if after_return => return Err(Refusal::malformed("a carriage return stands alone")),
                0 => return Err(Refusal::malformed("the head holds a zero byte")),
                // The first byte of another protocol, such as TLS, is not waited upon.
                _ if self.at == 0 && byte != b'\r' && !is_token_byte(byte) => {
                    return Err(Refusal::malformed("this is not HTTP"));
                }
                _ => self.at += 1,
            }
            if self.lines == 0 && self.at > LONGEST_REQUEST_LINE {
                return Err(Refusal::new(414, "the target is too long"));
            }
            if self.at >= LONGEST_HEAD {
                return Err(Refusal::new(431, "the head is too long"));
            }
        }
        Ok(None)
    }
}

/// Reads a head, from its first byte to the empty line.
pub(super) fn parse(bytes: &[u8]) -> Result<Head, Refusal> {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let (method, path, query) = request_line(lines.next().unwrap_or_default())?;
    let mut wanted = Wanted::default();
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = header(line)?;
        wanted.take(&name, value)?;
    }
    let Wanted { host, origin, fetch_site, fetch_mode, fetch_dest, .. } = wanted;
    let host = host.ok_or(Refusal::malformed("there is no Host"))?;
    Ok(Head { method, path, query, host, origin, fetch_site, fetch_mode, fetch_dest })
}

fn request_line(line: &[u8]) -> Result<(Method, String, Option<String>), Refusal> {
    let mut parts = line.split(|byte| *byte == b' ');
    let (Some(method), Some(target), Some(version), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Refusal::malformed("the request line has not three parts"));
    };
    if method.is_empty() || !method.iter().copied().all(is_token_byte) {
        return Err(Refusal::malformed("the method is not a word"));
    }
    match version {
        b"HTTP/1.0" | b"HTTP/1.1" => {}
        [b'H', b'T', b'T', b'P', b'/', major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit() => {
            return Err(Refusal::new(505, "speak HTTP/1.1"));
        }
        _ => return Err(Refusal::malformed("this is not HTTP")),
    }
    if target.len() > LONGEST_TARGET {
        return Err(Refusal::new(414, "the target is too long"));
    }
    let is_visible = target.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'#');
    if target.first() != Some(&b'/') || !is_visible {
        return Err(Refusal::malformed("the target is not a path in visible ASCII"));
    }
    let method = match method {
        b"GET" => Method::Get,
        b"HEAD" => Method::Head,
        _ => return Err(Refusal::new(405, "only GET and HEAD are answered")),
    };
    let target = String::from_utf8_lossy(target);
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path.to_owned(), Some(query.to_owned())),
        None => (target.into_owned(), None),
    };
    Ok((method, path, query))
}

/// The name of a header in lower case, and its value without the spaces around it.
fn header(line: &[u8]) -> Result<(String, &[u8]), Refusal> {
    if line.starts_with(b" ") || line.starts_with(b"\t") {
        return Err(Refusal::malformed("a header goes on in the next line"));
    }
    let colon = line.iter().position(|byte| *byte == b':').ok_or(Refusal::malformed("a header has no colon"))?;
    let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
    if name.is_empty() || !name.iter().copied().all(is_token_byte) {
        return Err(Refusal::malformed("the name of a header is not a word"));
    }
    if value.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
        return Err(Refusal::malformed("the value of a header holds a control character"));
    }
    Ok((String::from_utf8_lossy(name).to_ascii_lowercase(), value))
}

/// The headers that somebody asks for.
#[derive(Default)]
struct Wanted {
    host: Option<String>,
    origin: Option<String>,
    fetch_site: Option<String>,
    fetch_mode: Option<String>,
    fetch_dest: Option<String>,
    content_length: Option<String>,
}

impl Wanted {
    /// Takes a header that is asked for, once, and refuses what announces a body.
    fn take(&mut self, name: &str, value: &[u8]) -> Result<(), Refusal> {
        let place = match name {
            "host" => &mut self.host,
            "origin" => &mut self.origin,
            "sec-fetch-site" => &mut self.fetch_site,
            "sec-fetch-mode" => &mut self.fetch_mode,
            "sec-fetch-dest" => &mut self.fetch_dest,
            "content-length" => &mut self.content_length,
            "transfer-encoding" => return Err(Refusal::malformed("a request has no body here")),
            _ => return Ok(()),
        };
        if place.is_some() {
            return Err(Refusal::malformed("a header that counts is given twice"));
        }
        let value = place.insert(String::from_utf8_lossy(value).into_owned());
        if name != "content-length" {
            return Ok(());
        }
        if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::malformed("the Content-Length is not a number"));
        }
        if value.bytes().any(|byte| byte != b'0') {
            return Err(Refusal::new(413, "a request has no body here"));
        }
        Ok(())
    }
}

/// Whether a byte may stand in a method or in the name of a header.
fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
