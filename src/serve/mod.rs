//! The preview over HTTP: a front that stands hostile clients, and behind it a function from requests to responses.
//!
//! 1. `port` binds the socket that the world sees.
//! 2. `door` accepts connections and reads one head from each, within limits of size, time and number (`hall`).
//! 3. `head` refuses what two readers could take in two ways, `guard` what a foreign page of the browser asks for.
//! 4. `http` hands the request to `tiny_http` through a private socket (`private`), and a thread to the handler.
//! 5. `turns` and `hall` bound what responses take of the memory while a client does not read them.
//! 6. `reply` writes the head of every response, refusals too; no byte of it comes from a request.
//!
//! `tiny_http` has no limits and no timeouts, ends when descriptors run out, strands connections that come in a burst,
//! and aborts the process over a body that is claimed and never sent. None of this can be reached through the door: it
//! meets one short request at a time, made by us, and never more connections than there are descriptors for. What is
//! left is another user of this machine, who may find the private socket: they cannot ask for anything without its key,
//! but they can make the preview end. This is a preview for one author, not a server for the public.
//!
//! Every connection brings one request. Nothing is written to disk.

mod door;
mod guard;
mod hall;
mod head;
mod http;
mod port;
mod private;
mod reply;
mod turns;

use std::io::{self, Write};
use std::net::{IpAddr, TcpListener};

use crate::diag::Failure;

pub use port::{address, listen};

/// How a client may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// For a response.
    Get,
    /// For the head of a response.
    Head,
}

/// What a client asked for, after every guard.
#[derive(Clone, Debug)]
pub struct Request {
    /// How it was asked.
    pub method: Method,
    /// The path as it was sent, percent-encoded, beginning with `/`; visible ASCII only.
    pub path: String,
    /// What followed the `?`, as it was sent.
    pub query: Option<String>,
}

/// What a client gets.
pub struct Response {
    /// The status, such as 200.
    pub status: u16,
    /// The media type.
    pub content_type: &'static str,
    /// What the browser is allowed to do with it.
    pub policy: Policy,
    /// Where to go instead; left out unless it is a path of this site in visible ASCII.
    pub location: Option<String>,
    /// What follows the head.
    pub body: Body,
}

impl Response {
    /// A line of text, for what has no page.
    #[must_use]
    pub fn text(status: u16, line: &str) -> Self {
        Self::bytes(status, "text/plain; charset=utf-8", format!("{line}\n").into_bytes())
    }

    /// Bytes that are ours, or that the pages of the site are made of.
    #[must_use]
    pub fn bytes(status: u16, content_type: &'static str, bytes: Vec<u8>) -> Self {
        Self { status, content_type, policy: Policy::Page, location: None, body: Body::Bytes(bytes) }
    }

    /// A file that comes with the site, byte for byte, whoever wrote it.
    #[must_use]
    pub fn file(content_type: &'static str, bytes: Vec<u8>) -> Self {
        Self { policy: Policy::File, ..Self::bytes(200, content_type, bytes) }
    }

    /// What a function writes, event by event.
    #[must_use]
    pub fn events(events: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static) -> Self {
        Self { body: Body::Events(Box::new(events)), ..Self::bytes(200, "text/event-stream", Vec::new()) }
    }

    /// The way to another path of this site.
    #[must_use]
    pub fn redirect(location: String) -> Self {
        Self { location: Some(location), ..Self::text(301, "the page has another address") }
    }
}

/// What the browser is allowed to do with a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// What the policy of the theme allows.
    Page,
    /// To show it by itself. What could run scripts is shown without, and apart from this site.
    File,
}

/// What follows the head of a response.
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What the function writes, each write being sent at once, until it returns.
    ///
    /// It runs on a thread of its own. When the client is gone, the next write or `flush` fails, and the function has to
    /// return: one that waits for events calls `flush` about once a second, which sends nothing.
    Events(Events),
}

/// Writes events until it returns.
pub type Events = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + Send>;

/// What answers requests.
type Handler = dyn Fn(&Request) -> Response + Send + Sync;

/// Serves until the process ends, on threads of its own.
///
/// Raises the limit of open descriptors where it is low. A handler that panics is answered for with a 500. A few handlers
/// run at a time, so one that has to wait for something answers with [`Body::Events`] and waits there.
///
/// # Errors
///
/// When the machine refuses the private socket or the first thread.
pub fn start(
    listener: TcpListener,
    interface: IpAddr,
    handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
) -> Result<(), Failure> {
    door::open(listener, interface, Box::new(handler))
}
