//! Has `tiny_http` accept connections and read requests; the only file that names it.
//!
//! 1. [`start`] gives connections their limits through the listener that they inherit from.
//! 2. [`accept`] runs a server while connections come, and another when the first has stopped accepting.
//! 3. Each request has a thread, which asks `guard` and the handler, and writes the response.
//!
//! What is known about the package and mended here:
//!
//! - It has no timeouts: those of the listener are inherited. On Linux they end its accepting as well when nobody comes,
//!   so the listener is watched, and the next connection finds a server that was started for it.
//! - It stops accepting when descriptors run out, with an error or with a panic in a thread of its own.
//! - Destroying a server connects to it, so that is done when its successor accepts and nobody waits.
//! - Destroying a request allocates the whole body that it claimed: the process would end. A request that claims more
//!   than can be had everywhere is never destroyed. It keeps its connection and a thread, and has no answer.
//! - It cannot be told to close a connection, which would bring a second request. A connection has one answer here;
//!   behind it is nothing but refusals.
//! - It takes threads that it has just woken for free ones, so in a burst connections wait behind silent ones. After
//!   requests, connections to ourselves that end at once make it start threads, which then serve who waits.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::mem;
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Request, Server};

use super::guard::{self, OwnAddress, Received, Refusal};
use super::{Body, Response, reply};
use crate::diag::Failure;
use crate::platform::{self, Inherited};

/// For how long a connection may say nothing before it is closed.
const READ_TIMEOUT: Duration = Duration::from_millis(250);
/// For how long a server that has stopped accepting may bring no request before it is done.
const LAST_REQUESTS: Duration = Duration::from_secs(5);
/// How many event streams there may be.
const MOST_STREAMS: usize = 64;
/// The longest body that a request may claim and be destroyed.
const LARGEST_BODY: usize = 1 << 30;
/// How often it is seen whether connections wait that nobody accepts.
const LOOK_AROUND: Duration = Duration::from_millis(50);
/// After how many such looks a server counts as failed.
const MOST_LOOKS: usize = 3;
/// For how many looks after a request threads are asked for, and how many at each.
const LOOKS_FOR_THREADS: usize = 6;
const THREADS_AT_A_LOOK: usize = 8;

/// What all requests share.
struct Site {
    own: OwnAddress,
    handler: Box<dyn Fn(&super::Request) -> Response + Send + Sync>,
    /// Has a part for each event stream that is open.
    streams: Arc<()>,
    n_requests: AtomicUsize,
    /// The connections that brought a request, each until it must have been closed since.
    answered: Mutex<BTreeMap<SocketAddr, Instant>>,
    /// What is destroyed when nobody waits.
    stopped: Mutex<Vec<Server>>,
}

/// Serves until the process ends, on threads of its own, and raises the limit of open descriptors for that where it is
/// low. A handler that panics is answered for with a 500.
///
/// # Errors
///
/// When the machine refuses the first thread.
pub fn start(
    listener: TcpListener,
    interface: IpAddr,
    handler: impl Fn(&super::Request) -> Response + Send + Sync + 'static,
) -> Result<(), Failure> {
    let failed = |error| Failure::new("serve on", interface.to_string(), error);
    let port = listener.local_addr().map_err(failed)?.port();
    // A connection takes two. One more than the backlog would try again only after a second.
    platform::raise_descriptor_limit(4096);
    let inherited = Inherited { backlog: 1024, read_timeout: READ_TIMEOUT, write_timeout: Duration::from_secs(10) };
    platform::prepare(&listener, &inherited);
    let own = OwnAddress { interface, port };
    let (n_requests, answered, stopped) = Default::default();
    let site = Site { own, handler: Box::new(handler), streams: Arc::default(), n_requests, answered, stopped };
    let accepting = move || accept(&listener, &Arc::new(site));
    thread::Builder::new().name("accept".to_owned()).spawn(accepting).map_err(failed)?;
    Ok(())
}

fn accept(listener: &TcpListener, site: &Arc<Site>) {
    loop {
        platform::wait_for_connection(listener);
        let own = listener.try_clone().map_err(Into::into);
        let Ok(server) = own.and_then(|own| Server::from_listener(own, None)) else {
            thread::sleep(LOOK_AROUND);
            continue;
        };
        let (send, stopped) = mpsc::channel();
        let receiving = Arc::clone(site);
        if thread::Builder::new().spawn(move || receive(server, &receiving, &send)).is_ok() {
            wait_until_stopped(&stopped, listener, site);
        }
    }
}

/// Waits until a server has stopped accepting, as it says or as can be seen.
fn wait_until_stopped(stopped: &Receiver<Option<io::ErrorKind>>, listener: &TcpListener, site: &Site) {
    let (mut n_looks, mut n_quiet, mut n_requests) = (0, 0, 0);
    while n_looks < MOST_LOOKS {
        match stopped.recv_timeout(LOOK_AROUND) {
            Ok(None) => {}
            Ok(Some(io::ErrorKind::WouldBlock)) | Err(RecvTimeoutError::Disconnected) => return,
            // A moment passes, in which descriptors may come back.
            Ok(Some(_)) => return thread::sleep(LOOK_AROUND),
            Err(_) if platform::is_connection_waiting(listener) => n_looks += 1,
            Err(_) => {
                let n_destroyed = mem::take(&mut *lock(&site.stopped)).len();
                let n_so_far = site.n_requests.load(Ordering::Relaxed);
                n_quiet = if n_so_far == n_requests { n_quiet + 1 } else { 0 };
                (n_looks, n_requests) = (0, n_so_far);
                if n_quiet < LOOKS_FOR_THREADS || n_destroyed > 0 {
                    ask_for_threads(site.own);
                }
            }
        }
    }
}

/// Has a server start threads, if none is free, by connections that end at once.
fn ask_for_threads(own: OwnAddress) {
    for _ in 0..THREADS_AT_A_LOOK {
        let _ = TcpStream::connect_timeout(&SocketAddr::new(own.interface, own.port), LOOK_AROUND);
    }
}

/// Takes requests from a server until it has stopped accepting and no connection of it can bring another.
fn receive(server: Server, site: &Arc<Site>, send: &Sender<Option<io::ErrorKind>>) {
    let mut has_stopped = false;
    loop {
        match server.recv_timeout(LAST_REQUESTS) {
            Ok(Some(request)) => take(site, request),
            Ok(None) if has_stopped => break,
            // A panic is not received: whoever waited for this server has another by then.
            Ok(None) => has_stopped = send.send(None).is_err(),
            Err(error) => {
                has_stopped = true;
                let _ = send.send(Some(error.kind()));
            }
        }
    }
    lock(&site.stopped).push(server);
}

/// Gives a request a thread of its own.
fn take(site: &Arc<Site>, request: Request) {
    if request.body_length().is_some_and(|length| length > LARGEST_BODY) {
        return mem::forget(request);
    }
    site.n_requests.fetch_add(1, Ordering::Relaxed);
    let is_first = is_first(&mut lock(&site.answered), request.remote_addr().copied());
    let site = Arc::clone(site);
    // Without a thread the request is destroyed, which says to the client that the server failed.
    let _ = thread::Builder::new().spawn(move || answer(&site, request, is_first));
}

/// Notes a request of a client, and says whether it is the first of its connection.
fn is_first(answered: &mut BTreeMap<SocketAddr, Instant>, client: Option<SocketAddr>) -> bool {
    answered.retain(|_, at| at.elapsed() < READ_TIMEOUT * 2);
    client.is_none_or(|client| answered.insert(client, Instant::now()).is_none())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers a request, and writes until the client has the response or is gone.
fn answer(site: &Site, request: Request, is_first: bool) {
    let admitted = if is_first {
        guard::admit(&received(&request), site.own)
    } else {
        Err(Refusal(400, "a connection has one answer"))
    };
    let (response, _stream) = match admitted.map(|admitted| call(|| (site.handler)(&admitted))) {
        Ok(Some(response)) => limited(site, response),
        Ok(None) => (Response::text(500, "the preview failed at this page; its terminal says how"), None),
        Err(refusal) => (reply::refusal(refusal), None),
    };
    let is_for_headers = *request.method() == tiny_http::Method::Head;
    let length = match &response.body {
        Body::Bytes(bytes) => Some(bytes.len()),
        Body::Events(_) => is_for_headers.then_some(0),
    };
    let headers = reply::headers(&response, length);
    let mut writer = Writer(request.into_writer());
    // A client that is gone has no use for the rest.
    let _ = writer.write_all(headers.as_bytes()).and_then(|()| match response.body {
        _ if is_for_headers => Ok(()),
        Body::Bytes(bytes) => writer.write_all(&bytes),
        Body::Events(events) => call(|| events(&mut writer)).unwrap_or(Ok(())),
    });
}

/// What a function of the handler returns, unless it panics.
fn call<T>(function: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(function)).ok()
}

/// The response, and a part of what is counted while its event stream is open, if it is one and there is room.
fn limited(site: &Site, response: Response) -> (Response, Option<Arc<()>>) {
    match &response.body {
        Body::Bytes(_) => (response, None),
        Body::Events(_) if Arc::strong_count(&site.streams) <= MOST_STREAMS => {
            (response, Some(Arc::clone(&site.streams)))
        }
        Body::Events(_) => (Response::text(503, "too many pages of this site are open"), None),
    }
}

fn received(request: &Request) -> Received<'_> {
    let HTTPVersion(major, minor) = *request.http_version();
    let headers = request.headers().iter();
    Received {
        method: request.method().as_str(),
        target: request.url(),
        version: (major, minor),
        headers: headers.map(|header| (header.field.as_str().as_str(), header.value.as_str())).collect(),
    }
}

/// A writer that sends at once.
struct Writer(Box<dyn Write + Send>);

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_bytes = self.0.write(bytes)?;
        self.0.flush()?;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
