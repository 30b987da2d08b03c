//! Says which requests are answered: those of this machine's own pages and their author, that mean one thing only.
//!
//! 1. [`admit`] refuses what two readers could take in two ways: doubled headers, control characters, any body.
//! 2. It refuses who may not ask: a name that leads here by DNS rebinding is no name of ours, and a foreign page may
//!    link to the preview, and neither read, embed nor frame it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Method, Request};

/// The names under which the preview is reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnAddress {
    pub(super) interface: IpAddr,
    pub(super) port: u16,
}

/// Why a request is not answered: a status and a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) u16, pub(super) &'static str);

/// A request as it was read from a connection.
pub(super) struct Received<'a> {
    pub(super) method: &'a str,
    pub(super) target: &'a str,
    pub(super) version: (u8, u8),
    pub(super) headers: Vec<(&'a str, &'a str)>,
}

/// The request, unless it is refused.
pub(super) fn admit(received: &Received, own: OwnAddress) -> Result<Request, Refusal> {
    let method = match received.method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        method if is_token(method) => return Err(Refusal(405, "only GET and HEAD are answered")),
        _ => return Err(Refusal(400, "the method is not a word")),
    };
    if received.version < (1, 0) {
        return Err(Refusal(505, "speak HTTP/1.1"));
    }
    let is_visible = received.target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    if !received.target.starts_with('/') || !is_visible {
        return Err(Refusal(400, "the target is not a path in visible ASCII"));
    }
    if !received.headers.iter().all(|(name, _)| is_token(name)) {
        return Err(Refusal(400, "the name of a header is not a word"));
    }
    if received.headers.iter().any(|(_, value)| value.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t')) {
        return Err(Refusal(400, "the value of a header holds a control character"));
    }
    refuse_bodies(received)?;
    refuse_strangers(received, own)?;
    let (path, query) = match received.target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (received.target, None),
    };
    Ok(Request { method, path: path.to_owned(), query })
}

fn refuse_bodies(received: &Received) -> Result<(), Refusal> {
    if received.header("Transfer-Encoding")?.is_some() {
        return Err(Refusal(400, "a request has no body here"));
    }
    match received.header("Content-Length")?.unwrap_or("0") {
        length if length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(Refusal(400, "the Content-Length is not a number"))
        }
        length if length.bytes().any(|byte| byte != b'0') => Err(Refusal(413, "a request has no body here")),
        _ => Ok(()),
    }
}

fn refuse_strangers(received: &Received, own: OwnAddress) -> Result<(), Refusal> {
    const FOREIGN: Refusal = Refusal(403, "another site may not ask");
    let host = received.header("Host")?.ok_or(Refusal(400, "there is no Host"))?;
    if !own.is_named_by(host) {
        return Err(Refusal(421, "this host is not served here"));
    }
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| own.is_named_by(host));
    if received.header("Origin")?.is_some_and(|origin| !is_own(origin)) {
        return Err(FOREIGN);
    }
    let (mode, destination) = (received.header("Sec-Fetch-Mode")?, received.header("Sec-Fetch-Dest")?);
    if matches!(received.header("Sec-Fetch-Site")?, None | Some("same-origin" | "none")) {
        return Ok(());
    }
    match destination {
        _ if mode != Some("navigate") => Err(FOREIGN),
        Some("iframe" | "frame" | "embed" | "object" | "fencedframe") => {
            Err(Refusal(403, "another site may not frame it"))
        }
        _ => Ok(()),
    }
}

impl<'a> Received<'a> {
    /// The value of a header that counts, which is given once at most.
    fn header(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        let mut values = self.headers.iter().filter(|pair| pair.0.eq_ignore_ascii_case(name)).map(|pair| pair.1);
        let value = values.next();
        match values.next() {
            None => Ok(value),
            Some(_) => Err(Refusal(400, "a header that counts is given twice")),
        }
    }
}

impl OwnAddress {
    /// Whether a host with its port is this one. Without a port it is that of HTTP, as browsers write it.
    fn is_named_by(self, host: &str) -> bool {
        let (name, port) = match host.rfind(':') {
            Some(colon) if !host.ends_with(']') => (&host[..colon], &host[colon + 1..]),
            _ => (host, "80"),
        };
        if port != self.port.to_string() {
            return false;
        }
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let address = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(name) => name.parse::<Ipv6Addr>().map(IpAddr::from),
            None => name.parse::<Ipv4Addr>().map(IpAddr::from),
        };
        // Rebinding needs a name; where every interface is ours, every address may be.
        address.is_ok_and(|address| {
            address == self.interface
                || self.interface.is_unspecified()
                || address == Ipv4Addr::LOCALHOST
                || address == Ipv6Addr::LOCALHOST
        })
    }
}

/// Whether a text may be a method or the name of a header.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
