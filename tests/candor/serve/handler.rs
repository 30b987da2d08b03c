//! The server with handlers of a test: those that panic, those that stream, and those that answer with nonsense.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use candor::serve::{self, Body, Events, Method, Request, Response};

use super::client::{Answer, answers, connect, eventually, exchange, get, read_answer, request};
use super::limits::ask_for_events;

fn served(handler: impl Fn(&Request) -> Response + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    serve::start(listener, IpAddr::from(Ipv4Addr::LOCALHOST), handler).unwrap();
    address
}

fn page(text: &str) -> Response {
    Response::text(200, text)
}

fn stream(events: Events) -> Response {
    Response { content_type: "text/event-stream", body: Body::Events(events), ..page("") }
}

#[test]
fn a_handler_learns_what_was_asked_and_nothing_else() {
    let address = served(|request| page(&format!("{request:?}")));
    let ask = format!("HEAD /a%20b?c=d&e HTTP/1.1\r\nOrigin: http://{address}\r\nHost: {address}\r\nCookie: x\r\n\r\n");
    let get = exchange(address, ask.replace("HEAD", "GET").as_bytes());
    let expected = Request { method: Method::Get, path: "/a%20b".to_owned(), query: Some("c=d&e".to_owned()) };
    assert_eq!(get.text(), format!("{expected:?}\n"));
    // The answer to HEAD is longer by a letter, since it names the method, and has no body.
    let headers = exchange(address, ask.as_bytes());
    assert_eq!(headers.header("Content-Length"), Some((get.body.len() + 1).to_string().as_str()));
    assert!(headers.body.is_empty());
}

#[test]
fn a_panic_is_answered_for_and_the_rest_goes_on() {
    let address = served(|request| {
        assert!(request.path != "/panic", "as asked");
        match request.path.as_str() {
            "/panic-later" => stream(Box::new(|out| {
                out.write_all(b"data: 1\n\n")?;
                panic!("as asked")
            })),
            _ => page("well"),
        }
    });
    for _ in 0..200 {
        assert_eq!(get(address, "/panic").status, 500);
    }
    // A broken stream keeps its client until the connection has timed out, so several wait at once.
    thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(get(address, "/panic-later").body, b"data: 1\n\n");
                }
            });
        }
    });
    answers(address, "/");
}

#[test]
fn a_location_that_leads_away_is_left_out() {
    let locations =
        ["//evil.example/", "https://evil.example/", "/\\evil.example", "/a\r\nX: y", "/\u{4fe1}", "a/", ""];
    for location in locations {
        let address = served(|_| Response { location: Some(location.to_owned()), ..Response::text(301, "moved") });
        assert_eq!(get(address, "/").header("Location"), None, "{location:?}");
    }
    let address = served(|_| Response { location: Some("/faq/".to_owned()), ..Response::text(301, "moved") });
    assert_eq!(get(address, "/").header("Location"), Some("/faq/"));
}

#[test]
fn large_bodies_arrive_whole() {
    let body: Vec<u8> = (0..30_000_000u32).map(|n| n.to_le_bytes()[usize::from(n % 3 == 0)]).collect();
    let expected = body.clone();
    let address = served(move |_| Response { body: Body::Bytes(body.clone()), ..page("") });
    let answer = get(address, "/");
    assert!(answer.body == expected);
    assert_eq!(answer.header("Content-Length"), Some("30000000"));
    assert_eq!(answer.header("Transfer-Encoding"), None);
}

/// What the streams of a handler listen to.
type Senders = Arc<Mutex<Vec<Sender<&'static str>>>>;

/// A server whose streams send what the test sends, and count themselves.
fn streaming() -> (SocketAddr, Senders, Arc<AtomicUsize>) {
    let senders: Senders = Arc::default();
    let n_open = Arc::new(AtomicUsize::new(0));
    let (shared, counted) = (Arc::clone(&senders), Arc::clone(&n_open));
    let address = served(move |request| {
        if request.path != "/events" {
            return page("plain");
        }
        let (send, events) = mpsc::channel();
        let (shared, counted) = (Arc::clone(&shared), Arc::clone(&counted));
        stream(Box::new(move |out| {
            shared.lock().unwrap().push(send);
            counted.fetch_add(1, Ordering::SeqCst);
            let result = pass_on(&events, out);
            counted.fetch_sub(1, Ordering::SeqCst);
            result
        }))
    });
    (address, senders, n_open)
}

fn pass_on(events: &Receiver<&'static str>, out: &mut dyn Write) -> io::Result<()> {
    loop {
        match events.recv_timeout(Duration::from_millis(100)) {
            Ok(event) => write!(out, "data: {event}\n\n")?,
            Err(mpsc::RecvTimeoutError::Timeout) => out.write_all(b":\n\n")?,
            Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

/// Reads until the text ends so.
#[track_caller]
fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(end.as_bytes()) {
        assert_eq!(stream.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&text));
        text.push(byte[0]);
    }
    String::from_utf8(text).unwrap()
}

/// Reads an event, and the comments before it.
#[track_caller]
fn read_event(stream: &mut TcpStream) -> String {
    loop {
        let event = read_until(stream, "\n\n");
        if !event.starts_with(':') {
            return event;
        }
    }
}

#[test]
fn events_arrive_one_by_one() {
    let (address, senders, n_open) = streaming();
    let mut page = connect(address);
    page.write_all(request(address, "GET /events").as_bytes()).unwrap();
    let headers = read_until(&mut page, "\r\n\r\n");
    let headers = Answer::parse(headers.as_bytes());
    assert_eq!((headers.status, headers.header("Content-Type")), (200, Some("text/event-stream")));
    assert_eq!((headers.header("Content-Length"), headers.header("Transfer-Encoding")), (None, None));
    eventually("the stream is open", || n_open.load(Ordering::SeqCst) == 1);
    for event in ["one", "two", "three"] {
        // The next is only sent when this one is here.
        senders.lock().unwrap()[0].send(event).unwrap();
        assert_eq!(read_event(&mut page), format!("data: {event}\n\n"));
    }
    senders.lock().unwrap().clear();
    let mut rest = String::new();
    page.read_to_string(&mut rest).unwrap();
    assert_eq!(rest.replace(":\n\n", ""), "", "the stream ends with its source");
    // A stream is not kept for a client that asks for the headers only.
    let headers = exchange(address, request(address, "HEAD /events").as_bytes());
    assert_eq!((headers.status, n_open.load(Ordering::SeqCst)), (200, 0));
}

#[test]
fn streams_are_limited_and_make_room_when_their_pages_are_gone() {
    let (address, _senders, n_open) = streaming();
    let ask = request(address, "GET /events");
    let open = || {
        let mut page = connect(address);
        // Whatever it says after its request does not hide that it leaves.
        page.write_all(format!("{ask}more").as_bytes()).unwrap();
        let first = read_until(&mut page, "\r\n");
        (page, first.contains(" 200 "))
    };
    let mut pages: Vec<TcpStream> = Vec::new();
    for n in 0..64 {
        let (page, is_open) = open();
        assert!(is_open, "stream {n}");
        pages.push(page);
        answers(address, "/");
    }
    let refused = exchange(address, ask.as_bytes());
    assert_eq!((refused.status, refused.header("Retry-After")), (503, Some("1")));
    answers(address, "/");
    // A closed page is noticed without an event being sent.
    pages.truncate(10);
    eventually("the streams are over", || n_open.load(Ordering::SeqCst) == 10);
    eventually("another page can be opened", || open().1);
    answers(address, "/");
}

#[test]
fn a_thousand_streams_do_not_keep_pages_out() {
    let (address, _senders, n_open) = streaming();
    ask_for_events(address, "/events", || answers(address, "/"));
    eventually("all streams are over", || n_open.load(Ordering::SeqCst) == 0);
    answers(address, "/");
}

#[test]
fn a_slow_handler_keeps_nobody_waiting() {
    let (release, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let address = served(move |request| {
        if request.path == "/slow" {
            let _ = gate.lock().unwrap().recv();
        }
        page("done")
    });
    let mut slow = connect(address);
    slow.write_all(request(address, "GET /slow").as_bytes()).unwrap();
    // A client that has said all it has to say may end its side, and still gets its answer.
    slow.shutdown(std::net::Shutdown::Write).unwrap();
    (0..20).for_each(|_| answers(address, "/"));
    release.send(()).unwrap();
    assert_eq!(read_answer(&mut slow).text(), "done\n");
}
