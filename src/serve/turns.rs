//! Lets a few handlers run at a time: more would not be done sooner, and each holds its response in memory.

use std::sync::{Condvar, Mutex, PoisonError};

/// How many handlers run at a time.
const MOST_AT_WORK: usize = 8;

/// Who is at work.
#[derive(Default)]
pub(super) struct Turns {
    n_at_work: Mutex<usize>,
    done: Condvar,
}

/// A turn; dropping it lets another begin.
pub(super) struct Turn<'a>(&'a Turns);

impl Turns {
    /// Waits for a turn.
    pub(super) fn take(&self) -> Turn<'_> {
        let n_at_work = self.n_at_work.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |n_at_work: &mut usize| *n_at_work >= MOST_AT_WORK;
        *self.done.wait_while(n_at_work, is_full).unwrap_or_else(PoisonError::into_inner) += 1;
        Turn(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.n_at_work.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.done.notify_one();
    }
}
