//! A path that is held until it has settled, and what is known of it meanwhile.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{LONGEST_HOLD, Look};

/// A path with at least one change.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) first: Instant,
    pub(super) last: Instant,
    /// When it may be looked at, as far as it alone is concerned.
    pub(super) due: Instant,
    /// Until when it waits for others at most; it is tried again whenever a batch is due.
    pub(super) waits: Option<Instant>,
    pub(super) state: State,
    /// Until when it is held if it is open, which is remembered when it goes because it may come back by another name.
    pub(super) open: Option<Instant>,
    pub(super) rename: Option<Rename>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    InOrder,
    Writing,
    /// It was gone or empty when it was looked at first.
    Doubted,
}

/// The other side of a rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rename {
    To(PathBuf),
    From(PathBuf),
}

impl Held {
    /// A path whose first change is of this moment.
    pub(super) fn since(now: Instant) -> Self {
        Self { first: now, last: now, due: now, waits: None, state: State::InOrder, open: None, rename: None }
    }

    /// When it is to be looked at, if no batch is due before.
    pub(super) fn wakes(&self) -> Instant {
        self.waits.map_or(self.due, |until| until.max(self.due))
    }

    /// Waits for another path, unless it has been held for too long.
    pub(super) fn waits_for(&mut self, until: Instant, now: Instant) -> bool {
        self.waits = Some(until.min(self.first + LONGEST_HOLD)).filter(|until| now < *until);
        self.waits.is_some()
    }

    pub(super) fn is_doubtful(&self, path: &Path, look: Look) -> bool {
        let known = match &self.rename {
            Some(Rename::To(to)) if look == Look::Gone => !is_set_aside(path, to),
            _ => false,
        };
        matches!(look, Look::Gone | Look::Empty) && self.state != State::Doubted && !known
    }
}

/// Whether a rename may be an editor's that is about to write the old name again: `x` to `x~` or `x___jb_old___`.
fn is_set_aside(from: &Path, to: &Path) -> bool {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let (Some(old), Some(new)) = (name(from), name(to)) else { return false };
    from.parent() == to.parent() && new.contains(&old)
}
