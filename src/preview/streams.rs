//! The open pages that are told of changes: for each the latest state that it has not been told yet, and no other.
//!
//! A page that reads slowly skips states; it never makes another wait, and nothing piles up for it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::state::State;

/// After what silence a comment is sent: a page that is gone is noticed by what is written to it.
const SILENCE: Duration = Duration::from_secs(1);

/// All open pages.
#[derive(Default)]
pub(super) struct Streams(Arc<Mutex<BTreeMap<u64, Arc<Slot>>>>);

/// An open page.
pub(super) struct Stream {
    number: u64,
    slot: Arc<Slot>,
    streams: Arc<Mutex<BTreeMap<u64, Arc<Slot>>>>,
}

/// What an open page is to be told.
pub(super) struct Slot {
    /// The path of the page as the browser writes it.
    pub(super) page: String,
    latest: Mutex<Latest>,
    news: Condvar,
}

#[derive(Default)]
struct Latest {
    state: Option<Arc<State>>,
    is_told: bool,
}

impl Streams {
    pub(super) fn open(&self, page: &str) -> Stream {
        let slot = Arc::new(Slot { page: page.to_owned(), latest: Mutex::default(), news: Condvar::new() });
        let mut streams = lock(&self.0);
        let number = streams.last_key_value().map_or(0, |(last, _)| last + 1);
        streams.insert(number, Arc::clone(&slot));
        Stream { number, slot, streams: Arc::clone(&self.0) }
    }

    pub(super) fn all(&self) -> Vec<Arc<Slot>> {
        lock(&self.0).values().cloned().collect()
    }
}

impl Slot {
    /// Notes the state of the page, and says whether the page itself is another than in the last.
    pub(super) fn put(&self, state: Arc<State>) -> bool {
        let mut latest = lock(&self.latest);
        let last = latest.state.as_ref();
        if last.is_some_and(|last| last.text == state.text) {
            return false;
        }
        let is_changed = last.is_some_and(|last| last.version != state.version);
        *latest = Latest { state: Some(state), is_told: false };
        self.news.notify_all();
        is_changed
    }
}

impl Stream {
    pub(super) fn put(&self, state: Arc<State>) {
        self.slot.put(state);
    }

    /// Writes each state as it comes, until nobody reads.
    pub(super) fn write_to(&self, writer: &mut dyn Write) -> io::Result<()> {
        loop {
            // One write, so that it is sent as one.
            match self.next() {
                Some(state) => writer.write_all(format!("event: state\ndata: {}\n\n", state.text).as_bytes())?,
                None => writer.write_all(b":\n\n")?,
            }
        }
    }

    /// The state that was not told yet; `None` when there is none for a while.
    fn next(&self) -> Option<Arc<State>> {
        let latest = lock(&self.slot.latest);
        let is_told = |latest: &mut Latest| latest.is_told || latest.state.is_none();
        let waited = self.slot.news.wait_timeout_while(latest, SILENCE, is_told);
        let (mut latest, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return None;
        }
        latest.is_told = true;
        latest.state.clone()
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        lock(&self.streams).remove(&self.number);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
