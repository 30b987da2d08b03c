//! Writes the headers of every response, those of a page as those of a refusal; no byte of them comes from a request.

use std::fmt::Write;

use super::guard::Refusal;
use super::{Policy, Response};

/// The policy that the default theme states in its pages, and that nobody may frame them.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; frame-ancestors 'none'";

/// For a file that could run scripts: as the policy of pages, in an origin of its own.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

/// What every response says to the browser.
const GUARDS: &str = "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n\
    Cache-Control: no-store\r\nConnection: close\r\n";

/// The status line and the headers of a response, with the empty line that ends them. Without a length, what follows ends
/// with the connection.
pub(super) fn headers(response: &Response, length: Option<usize>) -> String {
    let Response { status, content_type, location, policy, .. } = response;
    let policy = match policy {
        Policy::Page => POLICY,
        Policy::File if ["html", "svg", "xml"].iter().any(|kind| content_type.contains(kind)) => SANDBOX,
        // Such as a PDF, which the browser shows by means of its own.
        Policy::File => "frame-ancestors 'none'",
    };
    let mut headers = format!("HTTP/1.1 {status} {}\r\n{GUARDS}", phrase(*status));
    let _ = write!(headers, "Content-Security-Policy: {policy}\r\nContent-Type: {content_type}\r\n");
    if let Some(length) = length {
        let _ = write!(headers, "Content-Length: {length}\r\n");
    }
    if let Some(location) = location.as_ref().filter(|location| leads_into_this_site(location)) {
        let _ = write!(headers, "Location: {location}\r\n");
    }
    match status {
        405 => headers.push_str("Allow: GET, HEAD\r\n"),
        503 => headers.push_str("Retry-After: 1\r\n"),
        _ => {}
    }
    headers + "\r\n"
}

/// The response to a request that is refused.
pub(super) fn refusal(Refusal(status, reason): Refusal) -> Response {
    Response::text(status, &format!("{status} {}: {reason}", phrase(status)))
}

/// Whether a location cannot name another host, and cannot end its header.
fn leads_into_this_site(location: &str) -> bool {
    location.starts_with('/')
        && !location.starts_with("//")
        && location.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

fn phrase(status: u16) -> &'static str {
    tiny_http::StatusCode(status).default_reason_phrase()
}
