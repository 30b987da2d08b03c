//! Writes the headers of every response, those of a page as those of a refusal; no byte of them comes from a request.

use std::fmt::Write;

use super::guard::Refusal;
use super::{Policy, Response};
use crate::policy::{NO_FRAMES, OF_ACTIVE_FILES, OF_ALL_FILES, OF_PAGES};

/// What every response says besides what is said of every file.
const OF_THE_PREVIEW: [(&str, &str); 2] = [("Cache-Control", "no-store"), ("Connection", "close")];

/// The status line and the headers of a response, with the empty line that ends them. Without a length, what follows ends
/// with the connection.
pub(super) fn headers(response: &Response, length: Option<usize>) -> String {
    let Response { status, content_type, location, policy, .. } = response;
    let policy = match policy {
        Policy::Page => &format!("{OF_PAGES}; {NO_FRAMES}"),
        Policy::File if ["html", "svg", "xml"].iter().any(|kind| content_type.contains(kind)) => OF_ACTIVE_FILES,
        // Such as a PDF, which the browser shows by means of its own.
        Policy::File => NO_FRAMES,
    };
    let mut headers = format!("HTTP/1.1 {status} {}\r\n", phrase(*status));
    for (name, value) in OF_ALL_FILES.into_iter().chain(OF_THE_PREVIEW) {
        let _ = write!(headers, "{name}: {value}\r\n");
    }
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
