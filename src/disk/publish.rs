//! Publishing replaces the whole output folder in one step, or not at all.
//!
//! 1. Lock the output against other builds, and finish what an interrupted one left ([`exchange::restore`]).
//! 2. Refuse a folder that holds anything candor did not write ([`Existing::read`]).
//! 3. Fill a staging folder beside the output with what is new. When nothing is, and nothing went, that is all.
//! 4. Link the existing files whose bytes did not change into it, write the manifest last, flush once, exchange the two
//!    folders, remove the old one.
//!
//! For `public` the siblings are `.public.candor-lock`, `.public.candor-stage` and, only where the kernel or the file
//! system cannot exchange two folders, `.public.candor-aside`. No file in the output is ever opened for writing, so a
//! process that is killed, a full disk or a call that fails leaves the old site or the new one, byte for byte.
//!
//! Does not know which paths are dangerous to replace: the caller refuses the project folder and its parents.
//! A `Stage` cleans up when it is dropped, so the process must not `exit` while it holds one.

mod exchange;
mod existing;
mod lock;
mod manifest;

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, ErrorKind, Write as _};
use std::mem;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use rayon::prelude::*;

use crate::diag::Failure;
use crate::digest::sha256;
use crate::path::OutPath;
use crate::platform;

pub(crate) use self::manifest::MANIFEST;
use self::{exchange::Folders, existing::Existing, lock::Lock, manifest::Manifest};

/// A locked staging folder beside the output; dropping it removes the folder and releases the lock.
#[must_use]
pub(crate) struct Stage {
    folders: Folders,
    existing: Existing,
    /// Opened before the first write, so that the last steps need no further file descriptor.
    parent: File,
    /// The staging folder, whose mode says what the mask of the process leaves of that of files.
    staged: Metadata,
    done: Mutex<Done>,
    /// Declared last: released after everything else is gone.
    _lock: Lock,
}

/// What has been put so far.
#[derive(Default)]
struct Done {
    manifest: Manifest,
    /// The files that the existing site has with the same bytes.
    unchanged: Vec<OutPath>,
}

/// How the published site differs from the one before, in files; the manifest is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Outcome {
    /// Files whose bytes are new.
    pub written: usize,
    /// Files that the site before had with the same bytes.
    pub unchanged: usize,
    /// Files that only the site before had.
    pub removed: usize,
}

/// What happens while a site is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishStep {
    /// Another build of the same folder has to end first.
    Waiting,
    /// A file has its bytes.
    Rendered,
}

impl Stage {
    /// Locks `output`, recovers what an interrupted run left, and creates the empty staging folder.
    ///
    /// `on_wait` is called once if another build holds the lock; then this blocks until that build is done.
    pub(crate) fn open(output: &Path, on_wait: impl FnOnce()) -> Result<Self, Failure> {
        let folders = Folders::beside(output)?;
        fs::create_dir_all(&folders.parent).map_err(|e| Failure::new("create", &folders.parent, e))?;
        let parent = platform::open_folder(&folders.parent).map_err(|e| Failure::new("open", &folders.parent, e))?;
        let lock = Lock::acquire(&folders.lock, on_wait)?;

        exchange::restore(&folders)?;
        let existing = Existing::read(&folders.output, &parent)?;
        exchange::clear(&folders)?;
        let failure = |e| Failure::new("create", &folders.stage, e);
        platform::folder_builder().create(&folders.stage).map_err(failure)?;
        let staged = fs::metadata(&folders.stage).map_err(failure)?;
        Ok(Self { folders, existing, parent, staged, done: Mutex::default(), _lock: lock })
    }

    /// Writes one file, unless the existing site's file has the same bytes.
    ///
    /// May be called from many threads. Fails if the path is the manifest's.
    pub(crate) fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<(), Failure> {
        let target = self.folders.stage.join(path.as_str());
        if path.as_str() == MANIFEST {
            let taken = io::Error::other("candor writes its own list of files under this name");
            return Err(Failure::new("write", target, taken));
        }
        let digest = sha256(bytes);
        let is_unchanged = self.existing.has(path, &digest, bytes, &self.staged);
        if !is_unchanged {
            let write = || platform::create_file(&target)?.write_all(bytes);
            in_folder(&target, write).map_err(|e| Failure::new("write", &target, e))?;
        }
        let mut done = locked(&self.done);
        done.unchanged.extend(is_unchanged.then(|| path.clone()));
        done.manifest.insert(path.clone(), digest);
        Ok(())
    }

    /// Makes the staged files the site, all at once, and removes the old site.
    ///
    /// A failure leaves the old site in place, unless it says that the site is published.
    pub(crate) fn publish(self) -> Result<Outcome, Failure> {
        let Folders { parent, stage, .. } = &self.folders;
        let Done { manifest, unchanged } = mem::take(&mut *locked(&self.done));
        let outcome = Outcome {
            written: manifest.len() - unchanged.len(),
            unchanged: unchanged.len(),
            removed: self.existing.manifest.count_missing_from(&manifest),
        };
        if outcome.written == 0 && outcome.removed == 0 && self.existing.is_as_we_write {
            return Ok(outcome);
        }

        unchanged.par_iter().try_for_each(|path| self.keep(path))?;
        let list = stage.join(MANIFEST);
        let written = platform::create_file(&list).and_then(|file| manifest.write_to(BufWriter::new(file)));
        written.map_err(|e| Failure::new("write", list, e))?;
        platform::flush_files(&self.parent).map_err(|e| Failure::new("flush", stage, e))?;
        exchange::exchange(&self.folders)?;
        platform::flush_entries(&self.parent)
            .map_err(|e| Failure::new("flush, after the site was published,", parent, e))?;
        exchange::remove_folder(stage).map_err(|e| Failure::new(exchange::REMOVE_OLD, stage, e))?;
        Ok(outcome)
    }

    /// Takes a file of the existing site over.
    fn keep(&self, path: &OutPath) -> Result<(), Failure> {
        let (existing, target) = (self.folders.output.join(path.as_str()), self.folders.stage.join(path.as_str()));
        // Where links do not work (another owner, a file system without them) the file is copied.
        let copied = in_folder(&target, || fs::hard_link(&existing, &target))
            .or_else(|_| in_folder(&target, || fs::copy(&existing, &target).map(|_| ())));
        copied.map_err(|e| Failure::new("write", &target, e))
    }
}

impl Drop for Stage {
    /// After `publish` there is nothing left to remove; after a failure this is the best that can be done,
    /// and the next `open` does it again.
    fn drop(&mut self) {
        let _ = exchange::remove_folder(&self.folders.stage);
    }
}

/// Creates something that must not exist yet, and before it the folders that it is in where they are missing. A file is
/// not flushed: one flush of the file system covers all of them.
fn in_folder(path: &Path, create: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match (create(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            platform::folder_builder().recursive(true).create(folder)?;
            create()
        }
        (created, _) => created,
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no thread panics while it holds this lock")
}
