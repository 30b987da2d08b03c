//! Notices changes by walking the site again and again, for machines and mounts that tell of none.
//!
//! A path is known by its device, inode, length and times. The time of the last change of its inode is among them,
//! which no program can set: a save that keeps length and modification time is noticed as well.
//!
//! 1. Walk; what differs from the walk before is being written, gone, or was renamed when inode, length and time of one
//!    path are now those of another.
//! 2. While anything is being written, walk again soon. What has stayed the same for [`STILL`] is in order.
//! 3. What lies below a folder that cannot be read is believed to be as it was.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use crate::platform::{self, Identity, Time};
use crate::project::CONFIG;
use crate::project::FOLDERS;
use crate::watch::settle::Change;

/// How long a file must have stayed the same to count as written.
const STILL: Duration = Duration::from_millis(150);
/// The shortest time between two walks.
const SHORTEST: Duration = Duration::from_millis(10);

/// The site as the last walk saw it.
pub(super) struct Poll {
    root: PathBuf,
    every: Duration,
    seen: BTreeMap<PathBuf, Stamp>,
    /// What is being written, and when that was last noticed.
    writing: BTreeMap<PathBuf, Instant>,
    due: Instant,
}

/// What a path is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    is_folder: bool,
    identity: Identity,
    mode: u32,
    /// Nothing of what follows is kept of folders, whose entries are seen for themselves.
    length: u64,
    modified: Time,
    changed: Time,
}

impl Stamp {
    fn of(path: &Path, metadata: &fs::Metadata) -> Self {
        // The file that a link leads to is what is read.
        let target = metadata.is_symlink().then(|| fs::metadata(path).ok()).flatten();
        let metadata = target.as_ref().unwrap_or(metadata);
        let is_folder = metadata.is_dir();
        let of_file = (metadata.len(), platform::times(metadata));
        let (length, (modified, changed)) = if is_folder { Default::default() } else { of_file };
        let (identity, mode) = (platform::identity(metadata), platform::mode(metadata));
        Self { is_folder, identity, mode, length, modified, changed }
    }

    /// What a rename leaves as it was, by which a file is found under its new name.
    fn kept_by_rename(&self) -> (Identity, u64, Time) {
        (self.identity, self.length, self.modified)
    }
}

impl Poll {
    /// Walks a site for the first time.
    pub(super) fn start(root: &Path, every: Duration) -> Self {
        let begun = Instant::now();
        let mut poll = Self {
            root: root.to_path_buf(),
            every: every.max(SHORTEST),
            seen: BTreeMap::new(),
            writing: BTreeMap::new(),
            due: begun,
        };
        poll.seen = poll.walk();
        poll.plan(begun);
        poll
    }

    /// When to walk again.
    pub(super) fn next(&self) -> Instant {
        self.due
    }

    /// Walks again and says what differs.
    pub(super) fn rescan(&mut self) -> Vec<Change> {
        let begun = Instant::now();
        let present = self.walk();
        let before = std::mem::replace(&mut self.seen, present);
        let mut changes = Vec::new();
        let mut gone = BTreeMap::new();
        for (path, stamp) in &before {
            if !self.seen.contains_key(path) {
                self.writing.remove(path);
                gone.insert(path.clone(), *stamp);
            }
        }
        let mut moved: BTreeMap<_, &PathBuf> = gone
            .iter()
            .filter(|(_, stamp)| !stamp.is_folder)
            .map(|(path, stamp)| (stamp.kept_by_rename(), path))
            .collect();
        let mut from_elsewhere = BTreeMap::new();
        for (path, stamp) in &self.seen {
            let was = before.get(path);
            if was == Some(stamp) {
                continue;
            }
            if FOLDERS.iter().any(|tree| path.as_path() == Path::new(tree))
                && was.map(Stamp::kept_by_rename) != Some(stamp.kept_by_rename())
            {
                let name = path.display();
                changes.push(Change::Lost(format!("the folder `{name}` is there again, or is another one")));
            } else if stamp.is_folder {
                changes.push(Change::Touched(path.clone()));
            } else if let Some(from) = moved.remove(&stamp.kept_by_rename()) {
                from_elsewhere.insert(from.clone(), path.clone());
            } else {
                self.writing.insert(path.clone(), begun);
                changes.push(Change::Writing(path.clone()));
            }
        }
        changes.extend(gone.into_keys().map(|from| match from_elsewhere.remove(&from) {
            Some(to) => Change::Moved { from, to },
            None => Change::Gone(from),
        }));
        let still = |at: &Instant| begun.saturating_duration_since(*at) >= STILL;
        changes.extend(self.writing.iter().filter(|(_, at)| still(at)).map(|(path, _)| Change::Touched(path.clone())));
        self.writing.retain(|_, at| !still(at));
        self.plan(begun);
        changes
    }

    /// Plans the next walk, so that walking takes at most half of the time.
    fn plan(&mut self, begun: Instant) {
        let end = Instant::now();
        let pause = if self.writing.is_empty() { self.every } else { self.every.min(STILL) };
        self.due = end + pause.max(end - begun);
    }

    fn walk(&self) -> BTreeMap<PathBuf, Stamp> {
        let mut present = BTreeMap::new();
        let config = self.root.join(CONFIG);
        if let Ok(metadata) = fs::metadata(&config) {
            present.insert(PathBuf::from(CONFIG), Stamp::of(&config, &metadata));
        }
        for tree in FOLDERS {
            for entry in WalkDir::new(self.root.join(tree)) {
                let looked = entry.and_then(|entry| Ok((entry.path().to_path_buf(), entry.metadata()?)));
                match looked {
                    Ok((path, metadata)) => {
                        if let Ok(below) = path.strip_prefix(&self.root) {
                            present.insert(below.to_path_buf(), Stamp::of(&path, &metadata));
                        }
                    }
                    Err(error) => self.keep(&error, &mut present),
                }
            }
        }
        present
    }

    /// Keeps what was known of a path that cannot be looked at, unless it is gone.
    fn keep(&self, error: &walkdir::Error, present: &mut BTreeMap<PathBuf, Stamp>) {
        let missing = error.io_error().is_none_or(|error| error.kind() == ErrorKind::NotFound);
        let below = error.path().and_then(|path| path.strip_prefix(&self.root).ok());
        let Some(below) = below.filter(|_| !missing) else { return };
        for (path, stamp) in self.seen.range(below.to_path_buf()..).take_while(|(path, _)| path.starts_with(below)) {
            present.entry(path.clone()).or_insert(*stamp);
        }
    }
}
