//! When a changed path has settled: a state machine that is told of changes and times, and says what to name and when.
//!
//! It has no clock, no thread and no file system; its owner says what time it is and answers how a path looks.
//!
//! 1. A change that leaves a path in order (its file was closed, created, renamed, or its metadata changed) opens a
//!    batch, which is due [`QUIET`] after the last such change and [`LONGEST_BATCH`] after its first.
//! 2. A file that is being written is held until it is closed, or until nothing was written to it for [`OPEN`].
//!    Neither opens it a batch nor does it keep one waiting.
//! 3. When a batch is due, each of its paths is looked at. One that is gone or empty is looked at again [`DOUBT`] after
//!    its last change before that is believed: it may be the middle of a save. Those that are doubted together, as the
//!    files of a deleted folder are, wait for the last of them.
//! 4. Both sides of a rename are named together. The old name is not doubted, unless the new one contains it and lies
//!    beside it, which is how editors set a file aside before they write it again.
//! 5. A folder waits for the files below it that are being written or doubted. It is named again [`RELOOK`] after the
//!    last change below it, because files may have arrived before the folder was watched.
//! 6. Nothing is held for longer than [`LONGEST_HOLD`]; more than [`MOST_PATHS`] at once are everything.

mod held;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::watch::Seen;
use held::{Held, Rename, State};

/// How long nothing may happen before a batch is due.
pub const QUIET: Duration = Duration::from_millis(25);
/// How long a batch waits at most, counted from its first change.
pub const LONGEST_BATCH: Duration = Duration::from_millis(500);
/// How long nothing may be written to an open file before it counts as written.
pub const OPEN: Duration = Duration::from_millis(500);
/// How long a file must have been gone or empty before that is believed.
pub const DOUBT: Duration = Duration::from_millis(200);
/// How long nothing may happen below a folder before it is named again.
pub const RELOOK: Duration = Duration::from_millis(300);
/// How long a path is held at most, whatever happens to it.
pub const LONGEST_HOLD: Duration = Duration::from_secs(5);
/// How many paths a batch names at most.
pub const MOST_PATHS: usize = 1_000;

/// Something that happened to a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The path is in order as far as anyone can tell: closed after writing, created, or renamed from elsewhere.
    Touched(PathBuf),
    /// Permissions, times or owner changed, which says nothing about whether the file is being written.
    Metadata(PathBuf),
    /// Something was written, and more may come.
    Writing(PathBuf),
    /// The path was deleted, or renamed to an unknown place.
    Gone(PathBuf),
    /// The path has another name.
    Moved {
        /// The old name.
        from: PathBuf,
        /// The new name.
        to: PathBuf,
    },
    /// It is unknown what happened; the text says why.
    Lost(String),
}

/// How a path looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing is there.
    Gone,
    /// A file of length zero.
    Empty,
    /// A file that holds something, or one of which nothing can be said.
    Filled,
    /// A folder.
    Folder,
}

/// The changes that have not been passed on.
#[derive(Debug, Default)]
pub struct Settle {
    held: BTreeMap<PathBuf, Held>,
    /// Folders that are to be named again.
    relook: BTreeMap<PathBuf, Relook>,
    batch: Option<Batch>,
    lost: Option<String>,
}

#[derive(Debug)]
struct Relook {
    first: Instant,
    due: Instant,
    waits: Option<Instant>,
}

#[derive(Debug)]
struct Batch {
    first: Instant,
    last: Instant,
}

impl Batch {
    fn due(&self) -> Instant {
        (self.last + QUIET).min(self.first + LONGEST_BATCH)
    }
}

impl Settle {
    /// Takes note of a change; `now` never goes back.
    pub fn add(&mut self, now: Instant, change: Change) {
        if let Change::Moved { from, to } = &change {
            self.postpone_relooks(now, from);
            self.postpone_relooks(now, to);
        } else if let Some(path) = change.path() {
            self.postpone_relooks(now, path);
        }
        match change {
            Change::Touched(path) => self.touch(now, path),
            Change::Metadata(path) => {
                if self.held.get(&path).is_none_or(|held| held.state != State::Writing) {
                    self.touch(now, path);
                }
            }
            Change::Writing(path) => {
                self.part(&path);
                let held = self.hold(now, path);
                held.state = State::Writing;
                held.due = (now + OPEN).min(held.first + LONGEST_HOLD);
                held.open = Some(held.due);
            }
            Change::Gone(path) => {
                // Being gone is what the old name of a rename is expected to be.
                let held = self.hold(now, path);
                held.state = State::InOrder;
                held.due = now;
                self.wait(now);
            }
            Change::Moved { from, to } => self.rename(now, from, to),
            Change::Lost(reason) => {
                self.lost.get_or_insert(reason);
                self.wait(now);
            }
        }
    }

    /// When to ask [`Settle::ready`] next; `None` when nothing is held.
    #[must_use]
    pub fn next(&self) -> Option<Instant> {
        if let Some(batch) = &self.batch {
            return Some(batch.due());
        }
        let held = self.held.values().map(Held::wakes);
        held.chain(self.relook.values().map(Relook::wakes)).min()
    }

    /// What has settled, if anything has. `look` is asked about each path that might have.
    pub fn ready(&mut self, now: Instant, look: impl Fn(&Path) -> Look) -> Option<Seen> {
        if self.next().is_none_or(|due| now < due) {
            return None;
        }
        self.batch = None;
        let mut ready = self.look_at_due(now, look);
        self.hold_folders(now, &mut ready);
        self.hold_renames(now, &mut ready);
        let mut paths = BTreeSet::new();
        for (path, look) in ready {
            self.held.remove(&path);
            // Below a folder that is looked at again anyway, nothing has to be.
            if look == Look::Folder && !path.ancestors().any(|above| self.relook.contains_key(above)) {
                self.relook.insert(path.clone(), Relook { first: now, due: now + RELOOK, waits: None });
            }
            paths.insert(path);
        }
        self.relooked(now, &mut paths);
        if let Some(reason) = self.lost.take() {
            return Some(Seen::Everything(Some(reason)));
        }
        if paths.len() > MOST_PATHS {
            return Some(Seen::Everything(None));
        }
        (!paths.is_empty()).then_some(Seen::Paths(paths))
    }

    fn touch(&mut self, now: Instant, path: PathBuf) {
        self.part(&path);
        let held = self.hold(now, path);
        held.state = State::InOrder;
        held.open = None;
        held.due = now;
        self.wait(now);
    }

    fn rename(&mut self, now: Instant, from: PathBuf, to: PathBuf) {
        self.part(&from);
        self.part(&to);
        let old = self.hold(now, from.clone());
        // Whoever has the file open goes on writing to it under its new name.
        let open = old.open.take();
        old.state = State::InOrder;
        old.due = now;
        old.rename = Some(Rename::To(to.clone()));
        let new = self.hold(now, to);
        new.state = if open.is_some() { State::Writing } else { State::InOrder };
        new.due = open.unwrap_or(now).max(now);
        new.open = open;
        new.rename = Some(Rename::From(from));
        self.wait(now);
    }

    /// The entry of a path that has just changed.
    fn hold(&mut self, now: Instant, path: PathBuf) -> &mut Held {
        let held = self.held.entry(path).or_insert_with(|| Held::since(now));
        held.last = now;
        held.waits = None;
        held
    }

    /// The old name of a rename is in use again, so that the two sides go separate ways.
    fn part(&mut self, path: &Path) {
        let Some(held) = self.held.get_mut(path) else { return };
        let Some(Rename::To(to)) = &held.rename else { return };
        let to = to.clone();
        held.rename = None;
        if let Some(other) = self.held.get_mut(&to)
            && other.rename == Some(Rename::From(path.to_path_buf()))
        {
            other.rename = None;
        }
    }

    /// Opens a batch, or keeps the open one waiting.
    fn wait(&mut self, now: Instant) {
        self.batch.get_or_insert(Batch { first: now, last: now }).last = now;
    }

    fn postpone_relooks(&mut self, now: Instant, path: &Path) {
        if self.relook.is_empty() {
            return;
        }
        for above in path.ancestors().skip(1) {
            if let Some(relook) = self.relook.get_mut(above) {
                relook.waits = None;
                relook.due = (now + RELOOK).min(relook.first + LONGEST_HOLD).max(relook.due);
            }
        }
    }

    /// The paths that are due, and those of them to be doubted put off.
    fn look_at_due(&mut self, now: Instant, look: impl Fn(&Path) -> Look) -> BTreeMap<PathBuf, Look> {
        let mut looked = Vec::new();
        let mut last_doubted = None;
        for (path, held) in self.held.iter_mut().filter(|(_, held)| held.due <= now) {
            held.waits = None;
            let look = look(path);
            let is_doubtful = held.is_doubtful(path, look);
            if is_doubtful {
                last_doubted = last_doubted.max(Some(held.last));
            }
            looked.push((path, held, look, is_doubtful));
        }
        let mut ready = BTreeMap::new();
        for (path, held, look, is_doubtful) in looked {
            if let Some(last) = last_doubted.filter(|_| is_doubtful) {
                held.state = State::Doubted;
                held.due = (last + DOUBT).min(held.first + LONGEST_HOLD);
            }
            if held.due <= now {
                ready.insert(path.clone(), look);
            }
        }
        ready
    }

    /// Keeps back the folders below which a file is being written or doubted.
    fn hold_folders(&mut self, now: Instant, ready: &mut BTreeMap<PathBuf, Look>) {
        let folders: Vec<PathBuf> =
            ready.iter().filter(|(_, look)| **look == Look::Folder).map(|(path, _)| path.clone()).collect();
        for folder in folders {
            let Some(until) = self.unsettled_below(&folder) else { continue };
            let Some(held) = self.held.get_mut(&folder) else { continue };
            if held.waits_for(until, now) {
                ready.remove(&folder);
            }
        }
    }

    /// Keeps back the sides of renames whose other side has not settled.
    fn hold_renames(&mut self, now: Instant, ready: &mut BTreeMap<PathBuf, Look>) {
        loop {
            let waiting: Vec<(PathBuf, Instant)> =
                ready.keys().filter_map(|path| Some((path.clone(), self.other_side(path, ready)?))).collect();
            let before = ready.len();
            for (path, until) in waiting {
                let Some(held) = self.held.get_mut(&path) else { continue };
                if held.waits_for(until, now) {
                    ready.remove(&path);
                }
            }
            if ready.len() == before {
                return;
            }
        }
    }

    /// When the other side of a rename is due, if there is one that is not ready.
    fn other_side(&self, path: &Path, ready: &BTreeMap<PathBuf, Look>) -> Option<Instant> {
        let (other, back) = match self.held.get(path)?.rename.as_ref()? {
            Rename::To(other) => (other, Rename::From(path.to_path_buf())),
            Rename::From(other) => (other, Rename::To(path.to_path_buf())),
        };
        let held = self.held.get(other)?;
        (held.rename == Some(back) && !ready.contains_key(other)).then(|| held.wakes())
    }

    /// Until when files below a folder are held, if any are.
    fn unsettled_below(&self, folder: &Path) -> Option<Instant> {
        let below = self.held.range(folder.to_path_buf()..).take_while(|(path, _)| path.starts_with(folder));
        below.filter(|(path, held)| *path != folder && held.state != State::InOrder).map(|(_, held)| held.wakes()).max()
    }

    /// Adds the folders that are to be named again.
    fn relooked(&mut self, now: Instant, paths: &mut BTreeSet<PathBuf>) {
        let due: Vec<PathBuf> =
            self.relook.iter().filter(|(_, relook)| relook.due <= now).map(|(path, _)| path.clone()).collect();
        for folder in due {
            let unsettled = self.unsettled_below(&folder);
            let Some(relook) = self.relook.get_mut(&folder) else { continue };
            relook.waits = unsettled.map(|until| until.min(relook.first + LONGEST_HOLD)).filter(|until| now < *until);
            if relook.waits.is_some() {
                continue;
            }
            if now < relook.first + LONGEST_HOLD {
                self.relook.remove(&folder);
            } else {
                // It never became quiet, so it is named and watched on.
                *relook = Relook { first: now, due: now + RELOOK, waits: None };
            }
            paths.insert(folder);
        }
    }
}

impl Relook {
    fn wakes(&self) -> Instant {
        self.waits.map_or(self.due, |until| until.max(self.due))
    }
}

impl Change {
    fn path(&self) -> Option<&Path> {
        match self {
            Self::Touched(path) | Self::Metadata(path) | Self::Writing(path) | Self::Gone(path) => Some(path),
            Self::Moved { to, .. } => Some(to),
            Self::Lost(_) => None,
        }
    }
}
