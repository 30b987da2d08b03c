//! Writes the head of every response, that of a page as that of a refusal; no byte of it comes from a request.

use std::fmt::Write;

use super::head::Refusal;
use super::{Policy, Response};

/// The policy that the default theme states in its pages, and that nobody may frame them.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; frame-ancestors 'none'";

/// For a file that could run scripts: as the policy of pages, in an origin of its own.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

/// For a file that cannot, such as a PDF, which the browser shows by means of its own.
const UNFRAMED: &str = "frame-ancestors 'none'";

/// What every response says to the browser.
const GUARDS: &str = "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n\
    Cache-Control: no-store\r\nConnection: close\r\n";

/// How long what follows a head is.
pub(super) enum Length {
    /// So many bytes.
    Known(usize),
    /// Until the connection ends.
    UntilClosed,
}

/// The head of a response, with the empty line that ends it.
pub(super) fn head(response: &Response, length: &Length) -> String {
    let Response { status, content_type, location, policy, .. } = response;
    let policy = match policy {
        Policy::Page => POLICY,
        Policy::File if can_run_scripts(content_type) => SANDBOX,
        Policy::File => UNFRAMED,
    };
    let mut head = format!("HTTP/1.1 {status} {}\r\n{GUARDS}Content-Security-Policy: {policy}\r\n", phrase(*status));
    head.push_str("Content-Type: ");
    head.push_str(content_type);
    head.push_str("\r\n");
    if let Length::Known(length) = length {
        let _ = write!(head, "Content-Length: {length}\r\n");
    }
    if let Some(location) = location.as_ref().filter(|location| leads_into_this_site(location)) {
        let _ = write!(head, "Location: {location}\r\n");
    }
    match status {
        405 => head.push_str("Allow: GET, HEAD\r\n"),
        503 => head.push_str("Retry-After: 1\r\n"),
        _ => {}
    }
    head + "\r\n"
}

/// The whole answer to a request that is refused.
pub(super) fn refusal(refusal: Refusal) -> String {
    let line = format!("{} {}: {}", refusal.status, phrase(refusal.status), refusal.reason);
    head(&Response::text(refusal.status, &line), &Length::Known(line.len() + 1)) + &line + "\n"
}

fn can_run_scripts(content_type: &str) -> bool {
    ["html", "svg", "xml"].iter().any(|kind| content_type.contains(kind))
}

/// Whether a location cannot name another host, and cannot end its header.
fn leads_into_this_site(location: &str) -> bool {
    location.starts_with('/')
        && !location.starts_with("//")
        && location.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        302 => "Found",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        414 => "URI Too Long",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Unnamed",
    }
}
