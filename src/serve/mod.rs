//! The preview over HTTP: a function from requests to responses behind `tiny_http`, and what guards it.
//!
//! 1. `port` binds the socket that the world sees.
//! 2. `server` has `tiny_http` accept connections, with limits that they inherit from the listener.
//! 3. `guard` refuses what is no clear request for a page, and what a foreign page of the browser asks for.
//! 4. `reply` writes the headers of every response, refusals too; no byte of them comes from a request.
//!
//! Every connection has one answer. Silent ones are closed after a quarter of a second, event streams are limited, a
//! claimed body is not awaited, and when descriptors run out, accepting goes on as soon as some are free.
//!
//! This is a preview for one author, not a server for the public. Nothing is defended against programs that flood it from
//! this machine: headers without end, which are read into memory; thousands of connections that send a byte now and
//! then; large files that are asked for and not read; a body claimed to be longer than 1 GiB, or a version of HTTP beyond
//! 1.1, each of which keeps a connection and a thread. On systems where connections inherit no timeouts, idle ones stay.

mod guard;
mod port;
mod reply;
mod server;

use std::io::{self, Write};

pub use port::{address, listen};
pub use server::start;

/// How a client may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// For a response.
    Get,
    /// For the headers of a response.
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
    /// What follows the headers.
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

/// What follows the headers of a response.
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What the function writes, each write being sent at once, until it returns.
    ///
    /// It runs on a thread of its own. When the client is gone, the second write from then on fails, and the function has
    /// to return: one that waits for events writes a comment about once a second.
    Events(Events),
}

/// Writes events until it returns.
pub type Events = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + Send>;
