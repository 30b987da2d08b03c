//! Puts `tiny_http` behind the private socket; the only file that names it.
//!
//! 1. [`Inner::hand_over`] sends it one request, and waits until that request is the one that arrives.
//! 2. [`Arrived::answer`] calls the handler and writes its response, on a thread of its own.
//!
//! One request is handed over at a time, so its pool of threads never has two to choose from and strands none. Whatever
//! else arrives through the private socket is not ours: it is not answered, and what claims a long body is leaked,
//! because dropping it would allocate that body. A server that fails is replaced; it cannot be dropped, since it would
//! look for the path of a socket that has none.

use std::io::{self, Write};
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tiny_http::Server;

use super::hall::Seat;
use super::head::Head;
use super::private::{self, Address, Stream};
use super::reply::{self, Length};
use super::turns::Turns;
use super::{Body, Handler, Method, Request, Response};
use crate::platform;

/// The header that carries the key.
const KEY: &str = "X-Candor-Key";
/// How long a request may take through the private socket.
const TIME_TO_ARRIVE: Duration = Duration::from_secs(3);
/// After how long without a byte the reader of a response looks around.
const LOOK_AROUND: Duration = Duration::from_millis(250);
/// The longest body of which every connection may have one.
const LARGE: usize = 1 << 20;
/// What is said instead.
const MUCH: &str = "too many large files are on their way";
const MANY: &str = "too many pages of this site are open";
/// The longest body that a stranger's request may claim and be dropped.
const HARMLESS_BODY: usize = 1 << 10;

/// A server behind the door.
pub(super) struct Inner {
    server: Server,
    address: Address,
    secret: String,
    n_requests: u64,
}

/// A request that came through, and where its response is to be written.
pub(super) struct Arrived {
    request: Request,
    inner: tiny_http::Request,
}

impl Inner {
    pub(super) fn start() -> io::Result<Self> {
        let (listener, address) = private::listen()?;
        let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
        Ok(Self { server, address, secret: platform::secret(), n_requests: 0 })
    }

    /// Brings a request to the server; the stream carries the response back.
    pub(super) fn hand_over(&mut self, head: &Head) -> io::Result<(Arrived, Stream)> {
        self.try_hand_over(head).or_else(|_| {
            mem::forget(mem::replace(self, Self::start()?).server);
            self.try_hand_over(head)
        })
    }

    fn try_hand_over(&mut self, head: &Head) -> io::Result<(Arrived, Stream)> {
        self.n_requests += 1;
        let key = format!("{}-{}", self.secret, self.n_requests);
        let mut stream = private::connect(&self.address)?;
        stream.set_read_timeout(Some(LOOK_AROUND))?;
        let method = match head.method {
            Method::Get => "GET",
            Method::Head => "HEAD",
        };
        let query = head.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
        let path = &head.path;
        stream.write_all(
            format!("{method} {path}{query} HTTP/1.1\r\nConnection: close\r\n{KEY}: {key}\r\n\r\n").as_bytes(),
        )?;
        let latest = Instant::now() + TIME_TO_ARRIVE;
        while let Some(left) = latest.checked_duration_since(Instant::now()) {
            let Some(inner) = self.server.recv_timeout(left)? else { continue };
            let is_ours = inner.headers().iter().any(|header| header.field.equiv(KEY) && header.value == key.as_str());
            if is_ours {
                return Ok((Arrived { request: request(&inner, head), inner }, stream));
            }
            if inner.body_length().is_some_and(|length| length > HARMLESS_BODY) {
                mem::forget(inner);
            }
        }
        Err(io::ErrorKind::TimedOut.into())
    }
}

/// The request as it arrived, with what was not sent along.
fn request(inner: &tiny_http::Request, head: &Head) -> Request {
    let (path, query) = match inner.url().split_once('?') {
        Some((path, query)) => (path.to_owned(), Some(query.to_owned())),
        None => (inner.url().to_owned(), None),
    };
    Request { method: head.method, path, query }
}

impl Arrived {
    /// Answers the request. `is_gone` says that the client is no longer there.
    pub(super) fn answer(self, (turns, handler): (&Turns, &Handler), seat: &Seat, is_gone: &AtomicBool) {
        let Self { request, inner } = self;
        let turn = turns.take();
        let response = panic::catch_unwind(AssertUnwindSafe(|| handler(&request)))
            .unwrap_or_else(|_| Response::text(500, "the preview failed at this page; its terminal says how"));
        let response = match response.body {
            // A stream that nobody reads would keep its seat.
            Body::Events(_) if request.method == Method::Head => Response { body: Body::Bytes(Vec::new()), ..response },
            Body::Events(_) if !seat.streaming() => Response::text(503, MANY),
            Body::Bytes(ref bytes) if bytes.len() > LARGE && !seat.carrying_much() => Response::text(503, MUCH),
            _ => response,
        };
        drop(turn);
        let length = match &response.body {
            Body::Bytes(bytes) => Length::Known(bytes.len()),
            Body::Events(_) => Length::UntilClosed,
        };
        let head = reply::head(&response, &length);
        let mut writer = Sender { writer: inner.into_writer(), is_gone };
        // A client that is gone has no use for the rest.
        let _ = match response.body {
            Body::Bytes(bytes) => {
                let body = if request.method == Method::Get { &*bytes } else { &[] };
                writer.write_all(head.as_bytes()).and_then(|()| writer.write_all(body))
            }
            Body::Events(events) => {
                let write = || writer.write_all(head.as_bytes()).and_then(|()| events(&mut writer));
                panic::catch_unwind(AssertUnwindSafe(write)).unwrap_or(Ok(()))
            }
        };
    }
}

/// A writer that sends at once, and fails when nobody reads.
struct Sender<'a> {
    writer: Box<dyn Write + Send>,
    is_gone: &'a AtomicBool,
}

impl Write for Sender<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_bytes = self.writer.write(bytes)?;
        self.flush()?;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_gone.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.writer.flush()
    }
}
