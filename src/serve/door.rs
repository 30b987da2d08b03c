//! Stands between the world and the private server: reads one head from each connection, and carries the response back.
//!
//! 1. Accept, and find the connection a seat; where there is none, say so and close.
//! 2. Read one head, of limited size, in limited time; nothing behind it is ever a second request.
//! 3. Refuse what [`head::parse`] or [`guard::admit`] refuses; only the rest goes on, written anew.
//! 4. Carry the response back to a client that takes it.
//! 5. Close so that the client still gets it: end our side, and read away for a moment what it had yet to say.
//!
//! No error of a connection ends the loop, and each has a thread of its own to be slow on.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::guard::{self, Us};
use super::hall::{Hall, Seat};
use super::head::{self, Head, Refusal, Scanner};
use super::http::Inner;
use super::private::Stream;
use super::turns::Turns;
use super::{Handler, reply};
use crate::diag::Failure;

/// How long a client may take for its head.
const TIME_FOR_HEAD: Duration = Duration::from_secs(10);
/// For how long a client may take nothing of its response.
const TIME_WITHOUT_PROGRESS: Duration = Duration::from_secs(10);
/// For how long, and how many bytes, a client that has its answer is listened to.
const TIME_TO_LINGER: Duration = Duration::from_secs(2);
const MOST_TO_LINGER: usize = 16 << 20;
/// How long to wait when the machine has no connection to give.
const TIME_TO_RECOVER: Duration = Duration::from_millis(10);
/// The stack of a thread that only moves bytes.
const SMALL_STACK: usize = 256 << 10;

/// No seat is free, and none can be made free.
const FULL: Refusal = Refusal::new(503, "too many connections");

/// What all connections share.
struct Door {
    us: Us,
    hall: Arc<Hall>,
    inner: Mutex<Inner>,
    turns: Turns,
    handler: Box<Handler>,
}

/// Opens the door: returns at once, and lets clients in until the process ends.
pub(super) fn open(listener: TcpListener, interface: IpAddr, handler: Box<Handler>) -> Result<(), Failure> {
    let failed = |error| Failure::new("serve on", interface.to_string(), error);
    let port = listener.local_addr().map_err(failed)?.port();
    let inner = Mutex::new(Inner::start().map_err(failed)?);
    let us = Us { interface, port };
    let door = Arc::new(Door { us, hall: Arc::new(Hall::before(&listener)), inner, turns: Turns::default(), handler });
    thread::Builder::new().name("door".to_owned()).spawn(move || accept(&listener, &door)).map_err(failed)?;
    Ok(())
}

fn accept(listener: &TcpListener, door: &Arc<Door>) {
    loop {
        let Ok((stream, _)) = listener.accept() else {
            door.hall.make_room();
            thread::sleep(TIME_TO_RECOVER);
            continue;
        };
        let seat = match Hall::enter(&door.hall, stream) {
            Ok(seat) => seat,
            Err(stream) => {
                turn_away(&stream);
                continue;
            }
        };
        let door = Arc::clone(door);
        let attend = move || attend(&door, &seat);
        // Without a thread the seat is dropped, and with it the connection.
        let _ = thread::Builder::new().stack_size(SMALL_STACK).spawn(attend);
    }
}

/// Says that there is no seat, without ever waiting for the client.
fn turn_away(mut stream: &TcpStream) {
    let mut heard = [0; 4096];
    let _ = stream
        .set_nonblocking(true)
        .and_then(|()| stream.write_all(reply::refusal(FULL).as_bytes()))
        .and_then(|()| stream.shutdown(Shutdown::Write));
    // What was not read when the connection closes makes the machine take the answer back.
    for _ in 0..16 {
        if !matches!(stream.read(&mut heard), Ok(1..)) {
            break;
        }
    }
}

/// One connection, from its first byte to its last.
fn attend(door: &Door, seat: &Seat) {
    let stream = &*seat.stream;
    let prepared = stream.set_nodelay(true).and_then(|()| stream.set_write_timeout(Some(TIME_WITHOUT_PROGRESS)));
    if prepared.is_err() {
        return;
    }
    let admitted = read_head(stream).and_then(|bytes| match bytes {
        Some(bytes) => {
            let head = head::parse(&bytes)?;
            guard::admit(&head, door.us)?;
            Ok(head)
        }
        None if seat.is_cut() => Err(FULL),
        None => Err(Refusal::new(400, "the head ends too early")),
    });
    seat.waiting();
    let sent = match admitted {
        Ok(head) => respond(door, seat, &head),
        Err(refusal) => send(seat, reply::refusal(refusal).as_bytes()),
    };
    if sent.is_ok() {
        seat.leaving();
        linger(stream);
    }
}

/// The bytes of one head, or nothing from a client that leaves before, or has to.
fn read_head(mut stream: &TcpStream) -> Result<Option<Vec<u8>>, Refusal> {
    const LATE: Refusal = Refusal::new(408, "the head took too long");
    let latest = Instant::now() + TIME_FOR_HEAD;
    let mut scanner = Scanner::default();
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        // A time of zero would mean to wait for ever.
        let left = latest.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()).ok_or(LATE)?;
        if stream.set_read_timeout(Some(left)).is_err() {
            return Ok(None);
        }
        match stream.read(&mut part) {
            Ok(0) => return Ok(None),
            Ok(n_bytes) => bytes.extend_from_slice(&part[..n_bytes]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if is_late(&error) => return Err(LATE),
            Err(_) => return Ok(None),
        }
        if let Some(end) = scanner.end(&bytes)? {
            bytes.truncate(end);
            return Ok(Some(bytes));
        }
    }
}

/// Has a request answered, and carries the response to the client.
fn respond(door: &Door, seat: &Seat, head: &Head) -> io::Result<()> {
    let handed_over = door.inner.lock().unwrap_or_else(PoisonError::into_inner).hand_over(head);
    let Ok((arrived, response)) = handed_over else {
        return send(seat, reply::refusal(FULL).as_bytes());
    };
    let is_gone = AtomicBool::new(false);
    thread::scope(|scope| {
        let answer = || arrived.answer((&door.turns, &*door.handler), seat, &is_gone);
        let sent = match thread::Builder::new().spawn_scoped(scope, answer) {
            Ok(_) => carry(seat, response),
            Err(_) => send(seat, reply::refusal(FULL).as_bytes()),
        };
        // The answering thread finds out, and this one waits for it.
        is_gone.store(true, Ordering::Relaxed);
        sent
    })
}

/// Carries bytes until the response ends, or the client takes no more.
fn carry(seat: &Seat, mut response: Stream) -> io::Result<()> {
    let mut part = [0; 16 << 10];
    let mut is_empty = true;
    loop {
        match response.read(&mut part) {
            Ok(0) => break,
            Ok(n_bytes) => {
                send(seat, &part[..n_bytes])?;
                is_empty = false;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if is_late(&error) => {
                if seat.is_streaming() && seat.is_deserted() {
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
            }
            Err(error) => return Err(error),
        }
    }
    if is_empty {
        const NOTHING: Refusal = Refusal::new(500, "there is no response");
        send(seat, reply::refusal(NOTHING).as_bytes())?;
    }
    Ok(())
}

fn send(seat: &Seat, bytes: &[u8]) -> io::Result<()> {
    seat.taking();
    (&*seat.stream).write_all(bytes)?;
    seat.waiting();
    Ok(())
}

/// Ends our side, and lets the client finish for a moment: what is unread at the end takes the answer back.
fn linger(mut stream: &TcpStream) {
    if stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    let latest = Instant::now() + TIME_TO_LINGER;
    let mut part = [0; 16 << 10];
    let mut n_read = 0;
    while n_read < MOST_TO_LINGER {
        let Some(left) = latest.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else { return };
        if stream.set_read_timeout(Some(left)).is_err() {
            return;
        }
        match stream.read(&mut part) {
            Ok(0) | Err(_) => return,
            Ok(n_bytes) => n_read += n_bytes,
        }
    }
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}
