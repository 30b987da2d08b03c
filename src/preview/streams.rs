//! The open pages that are told of changes: for each the latest state that it has not been told yet, and no other.
//! One stream tells as many pages as ask for it together.
//!
//! A page that reads slowly skips states; it never makes another wait, and nothing piles up for it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::state::State;

/// After what silence a comment is sent: a page that is gone is noticed by what is written to it.
const SILENCE: Duration = Duration::from_secs(1);

/// All open streams.
#[derive(Default)]
pub(super) struct Streams(Arc<Mutex<BTreeMap<u64, Arc<Slot>>>>);

/// A stream to some open pages.
pub(super) struct Stream {
    number: u64,
    slot: Arc<Slot>,
    streams: Arc<Mutex<BTreeMap<u64, Arc<Slot>>>>,
}

/// What the pages of a stream are to be told, by their paths as the browser writes them.
pub(super) struct Slot {
    latest: Mutex<BTreeMap<String, Latest>>,
    news: Condvar,
}

struct Latest {
    state: Arc<State>,
    is_told: bool,
}

impl Streams {
    /// Opens a stream to pages, which have these states.
    pub(super) fn open(&self, pages: impl IntoIterator<Item = (Arc<State>, String)>) -> Stream {
        let latest = pages.into_iter().map(|(state, page)| (page, Latest { state, is_told: false })).collect();
        let slot = Arc::new(Slot { latest: Mutex::new(latest), news: Condvar::new() });
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
    pub(super) fn pages(&self) -> Vec<String> {
        lock(&self.latest).keys().cloned().collect()
    }

    /// Notes the state of a page, and says whether the page itself is another than in the last.
    pub(super) fn put(&self, page: &str, state: Arc<State>) -> bool {
        let mut latest = lock(&self.latest);
        let Some(last) = latest.get_mut(page).filter(|last| last.state.text != state.text) else { return false };
        let is_changed = last.state.version != state.version;
        *last = Latest { state, is_told: false };
        self.news.notify_all();
        is_changed
    }
}

impl Stream {
    /// Writes each state as it comes, until nobody reads.
    pub(super) fn write_to(&self, writer: &mut dyn Write) -> io::Result<()> {
        loop {
            // One write, so that it is sent as one.
            match self.next() {
                Some((page, state)) => {
                    writer.write_all(format!("event: state\ndata: {}\nid: {page}\n\n", state.text).as_bytes())?;
                }
                None => writer.write_all(b":\n\n")?,
            }
        }
    }

    /// A state that was not told yet, and the page that has it; `None` when there is none for a while.
    fn next(&self) -> Option<(String, Arc<State>)> {
        let latest = lock(&self.slot.latest);
        let is_told = |latest: &mut BTreeMap<String, Latest>| latest.values().all(|latest| latest.is_told);
        let waited = self.slot.news.wait_timeout_while(latest, SILENCE, is_told);
        let (mut latest, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let (page, news) = latest.iter_mut().find(|(_, latest)| !latest.is_told)?;
        news.is_told = true;
        Some((page.clone(), Arc::clone(&news.state)))
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
