//! Counts who is inside, so that open descriptors never run out, and shows the door to who only stands in the way.
//!
//! A connection takes one descriptor of the world's side and two of the private side. Streams have seats of their own,
//! which they can fill without a page having to wait. When the other seats are taken, the oldest connection goes that
//! has not finished its request, has its response, or does not read it.

use std::collections::BTreeMap;
use std::io;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// How many connections may be inside that are no streams.
const MOST_GUESTS: usize = 128;
/// How many streams there may be.
const MOST_STREAMS: usize = 64;
/// How many descriptors are asked for.
const WANTED_DESCRIPTORS: u64 = 4096;
/// How many descriptors are left to the rest of the program.
const RESERVE: usize = 32;
/// How many descriptors a connection takes at most.
const DESCRIPTORS_EACH: usize = 3;
/// For how long a client may take nothing before another may have its seat.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a seat takes to become free once its connection is cut.
const TIME_TO_LEAVE: Duration = Duration::from_millis(250);

/// The connections that are inside.
pub(super) struct Hall {
    n_seats: usize,
    n_streams: usize,
    inside: Mutex<Inside>,
    left: Condvar,
}

#[derive(Default)]
struct Inside {
    /// In the order in which they came.
    guests: BTreeMap<u64, Guest>,
    next: u64,
}

struct Guest {
    stream: Arc<TcpStream>,
    stage: Stage,
    is_cut: bool,
}

/// What a connection is doing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It has not finished its request.
    Asking,
    /// It is given its response, and last took a part of it then.
    Taking(Instant),
    /// It has its response.
    Leaving,
    /// It gets events, and has a seat of another kind.
    Streaming,
}

/// A place inside; dropping it makes room.
pub(super) struct Seat {
    hall: Arc<Hall>,
    number: u64,
    pub(super) stream: Arc<TcpStream>,
}

impl Hall {
    /// Raises the limit of descriptors as far as it is wanted and allowed, and has as many seats as it then admits.
    pub(super) fn new() -> Self {
        let limit = getrlimit(Resource::Nofile);
        let wanted = WANTED_DESCRIPTORS.min(limit.maximum.unwrap_or(u64::MAX));
        let mut current = limit.current.unwrap_or(u64::MAX);
        if current < wanted {
            let raised = Rlimit { current: Some(wanted), maximum: limit.maximum };
            // Where this is refused there are fewer seats.
            if setrlimit(Resource::Nofile, raised).is_ok() {
                current = wanted;
            }
        }
        let spare = usize::try_from(current).unwrap_or(usize::MAX).saturating_sub(RESERVE);
        let n_all = spare / DESCRIPTORS_EACH;
        let n_streams = (n_all / 3).clamp(1, MOST_STREAMS);
        let n_seats = n_all.saturating_sub(n_streams).clamp(2, MOST_GUESTS);
        Self { n_seats, n_streams, inside: Mutex::default(), left: Condvar::new() }
    }

    /// Gives a connection a seat, that of another if need be; gives it back when nobody can be asked to leave.
    pub(super) fn enter(hall: &Arc<Self>, stream: TcpStream) -> Result<Seat, TcpStream> {
        let mut inside = hall.inside();
        while inside.count(|stage| stage != Stage::Streaming) >= hall.n_seats {
            inside.cut_one();
            if !inside.guests.values().any(|guest| guest.is_cut) {
                return Err(stream);
            }
            let waited = hall.left.wait_timeout(inside, TIME_TO_LEAVE).unwrap_or_else(PoisonError::into_inner);
            inside = waited.0;
            if waited.1.timed_out() {
                return Err(stream);
            }
        }
        let number = inside.next;
        inside.next += 1;
        let stream = Arc::new(stream);
        let guest = Guest { stream: Arc::clone(&stream), stage: Stage::Asking, is_cut: false };
        inside.guests.insert(number, guest);
        Ok(Seat { hall: Arc::clone(hall), number, stream })
    }

    /// Cuts one connection that can be spared, so that its descriptors come back.
    pub(super) fn make_room(&self) {
        self.inside().cut_one();
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn count(&self, is_counted: impl Fn(Stage) -> bool) -> usize {
        self.guests.values().filter(|guest| is_counted(guest.stage)).count()
    }

    /// Cuts the oldest connection that stands in the way, unless one is already about to leave.
    fn cut_one(&mut self) {
        let can_be_spared = |guest: &Guest| match guest.stage {
            Stage::Asking | Stage::Leaving => true,
            Stage::Taking(since) => since.elapsed() > PATIENCE,
            Stage::Streaming => false,
        };
        if self.guests.values().any(|guest| guest.is_cut) {
            return;
        }
        if let Some(guest) = self.guests.values_mut().find(|guest| can_be_spared(guest)) {
            guest.is_cut = true;
            // Its thread reads or writes, finds the connection ended, and leaves.
            let _ = guest.stream.shutdown(Shutdown::Both);
        }
    }
}

impl Seat {
    /// The request is read, or another part of the response was taken.
    pub(super) fn taking(&self) {
        self.set(Stage::Taking(Instant::now()));
    }

    /// The response is sent.
    pub(super) fn leaving(&self) {
        self.set(Stage::Leaving);
    }

    /// Changes to a seat for streams, if one is free.
    pub(super) fn streaming(&self) -> bool {
        let mut inside = self.hall.inside();
        let has_room = inside.count(|stage| stage == Stage::Streaming) < self.hall.n_streams;
        if let Some(guest) = inside.guests.get_mut(&self.number).filter(|_| has_room) {
            guest.stage = Stage::Streaming;
            self.hall.left.notify_all();
        }
        has_room
    }

    pub(super) fn is_streaming(&self) -> bool {
        self.hall.inside().guests.get(&self.number).is_some_and(|guest| guest.stage == Stage::Streaming)
    }

    /// Whether the client has closed its side. Only asked where the client has no more to send.
    pub(super) fn is_deserted(&self) -> bool {
        let mut byte = [0];
        // A write that is meant to wait does not happen meanwhile: one thread does both.
        let peeked = self.stream.set_nonblocking(true).and_then(|()| self.stream.peek(&mut byte));
        let restored = self.stream.set_nonblocking(false);
        match peeked {
            Ok(n_bytes) => n_bytes == 0 || restored.is_err(),
            Err(error) => error.kind() != io::ErrorKind::WouldBlock || restored.is_err(),
        }
    }

    fn set(&self, stage: Stage) {
        if let Some(guest) = self.hall.inside().guests.get_mut(&self.number).filter(|g| g.stage != Stage::Streaming) {
            guest.stage = stage;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hall.inside().guests.remove(&self.number);
        self.hall.left.notify_all();
    }
}
