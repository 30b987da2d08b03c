//! Counts who is inside, so that open descriptors never run out, and shows the door to who only stands in the way.
//!
//! A connection takes one descriptor of the world's side and two of the private side. Streams have seats of their own,
//! which they can fill without a page having to wait. When the other seats are taken, the oldest connection goes that
//! has not finished its request, does not read its response, or has it; each has had a moment by then.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// How many connections may be inside that are no streams.
const MOST_GUESTS: usize = 128;
/// How many streams there may be.
const MOST_STREAMS: usize = 64;
/// How many connections the machine may keep waiting outside; one more would try again only after a second.
const MOST_OUTSIDE: i32 = 1024;
/// How many connections may have a large body on its way.
const MOST_LARGE: usize = 8;
/// How many descriptors are asked for.
const WANTED_DESCRIPTORS: u64 = 4096;
/// How many descriptors are left to the rest of the program.
const RESERVE: usize = 32;
/// How many descriptors a connection takes at most.
const DESCRIPTORS_EACH: usize = 3;
/// How long a connection has its seat for certain while it asks, or is about to leave.
const MOMENT: Duration = Duration::from_millis(5);
/// How long it has it while it takes nothing of its response.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a connection that was cut is waited for before another is.
const TIME_TO_LEAVE: Duration = Duration::from_millis(50);
/// How long a newcomer waits for a seat, and how often it looks for one.
const TIME_TO_ENTER: Duration = Duration::from_millis(250);
const TICK: Duration = Duration::from_millis(1);

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
    since: Instant,
    cut: Option<Instant>,
    /// Whether its response is a large part of the memory.
    is_large: bool,
}

/// What a connection is doing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It has not finished its request.
    Asking,
    /// It waits for us.
    Waiting,
    /// It is given a part of its response.
    Taking,
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
    pub(super) fn before(listener: &TcpListener) -> Self {
        // Where this is refused, fewer wait outside.
        let _ = rustix::net::listen(listener, MOST_OUTSIDE);
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
        let latest = Instant::now() + TIME_TO_ENTER;
        let mut inside = hall.inside();
        while inside.count(|stage| stage != Stage::Streaming) >= hall.n_seats {
            inside.cut_one(|_| true);
            if Instant::now() > latest {
                return Err(stream);
            }
            inside = hall.left.wait_timeout(inside, TICK).unwrap_or_else(PoisonError::into_inner).0;
        }
        let number = inside.next;
        inside.next += 1;
        let stream = Arc::new(stream);
        let guest = Guest {
            stream: Arc::clone(&stream),
            stage: Stage::Asking,
            since: Instant::now(),
            cut: None,
            is_large: false,
        };
        inside.guests.insert(number, guest);
        Ok(Seat { hall: Arc::clone(hall), number, stream })
    }

    /// Cuts one connection that can be spared, so that its descriptors come back.
    pub(super) fn make_room(&self) {
        self.inside().cut_one(|_| true);
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
    fn cut_one(&mut self, would_help: impl Fn(&Guest) -> bool) {
        if self.guests.values().any(|guest| guest.cut.is_some_and(|cut| cut.elapsed() < TIME_TO_LEAVE)) {
            return;
        }
        if let Some(guest) = self.guests.values_mut().find(|guest| guest.can_be_spared() && would_help(guest)) {
            guest.cut = Some(Instant::now());
            // What has arrived of a request is still read, so that it can be answered, if only with a refusal.
            let how = if guest.stage == Stage::Asking { Shutdown::Read } else { Shutdown::Both };
            let _ = guest.stream.shutdown(how);
        }
    }
}

impl Guest {
    fn can_be_spared(&self) -> bool {
        let seated = self.since.elapsed();
        let has_had_its_time = match self.stage {
            Stage::Asking | Stage::Leaving => seated > MOMENT,
            Stage::Taking => seated > PATIENCE,
            Stage::Waiting | Stage::Streaming => false,
        };
        has_had_its_time && self.cut.is_none()
    }
}

impl Seat {
    /// It is our turn.
    pub(super) fn waiting(&self) {
        self.set(Stage::Waiting);
    }

    /// It is the client's turn to take what it is sent.
    pub(super) fn taking(&self) {
        self.set(Stage::Taking);
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

    /// Whether there is memory for a large body; if not, one that nobody takes is given up for the next.
    pub(super) fn carrying_much(&self) -> bool {
        let mut inside = self.hall.inside();
        if inside.guests.values().filter(|guest| guest.is_large).count() >= MOST_LARGE {
            inside.cut_one(|guest| guest.is_large);
            return false;
        }
        inside.guests.get_mut(&self.number).is_some_and(|guest| {
            guest.is_large = true;
            true
        })
    }

    /// Whether it has to make room for another.
    pub(super) fn is_cut(&self) -> bool {
        self.hall.inside().guests.get(&self.number).is_some_and(|guest| guest.cut.is_some())
    }

    pub(super) fn is_streaming(&self) -> bool {
        self.hall.inside().guests.get(&self.number).is_some_and(|guest| guest.stage == Stage::Streaming)
    }

    /// Whether the client has closed its side; what it had yet to say is read away. Never waits.
    pub(super) fn is_deserted(&self) -> bool {
        // A write that is meant to wait does not happen meanwhile: one thread does both.
        if self.stream.set_nonblocking(true).is_err() {
            return true;
        }
        let mut part = [0; 4096];
        let read = (&*self.stream).read(&mut part);
        let is_open = match read {
            Ok(n_bytes) => n_bytes > 0,
            Err(error) => matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted),
        };
        self.stream.set_nonblocking(false).is_err() || !is_open
    }

    fn set(&self, stage: Stage) {
        let mut inside = self.hall.inside();
        if let Some(guest) = inside.guests.get_mut(&self.number).filter(|guest| guest.stage != Stage::Streaming) {
            // Whoever was cut in its last stage and came through nevertheless can be cut again.
            (guest.stage, guest.since, guest.cut) = (stage, Instant::now(), None);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hall.inside().guests.remove(&self.number);
        self.hall.left.notify_all();
    }
}
