//! One build at a time per output folder, across processes.
//!
//! The kernel's file lock is released with the process, however it ends, so a lock is never stale; a file that a killed
//! process left means nothing. The file is removed by the process that holds its lock. One that waited may then hold
//! the lock of a file that no longer has the name, so it compares and tries again.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::Failure;
use crate::platform;

/// The lock file, locked; dropping it removes the file and releases the lock.
pub(super) struct Lock {
    path: PathBuf,
    /// Closed after the name is gone: in between, no other process can hold the lock of the named file.
    _file: File,
}

impl Lock {
    /// Waits for the lock at `path`; calls `on_wait` once before it blocks.
    pub(super) fn acquire(path: &Path, on_wait: impl FnOnce()) -> Result<Self, Failure> {
        let failure = |e| Failure::new("lock", path, e);
        let mut on_wait = Some(on_wait);
        loop {
            let file = File::options().create(true).append(true).open(path).map_err(failure)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::Error(error)) => return Err(failure(error)),
                Err(TryLockError::WouldBlock) => {
                    if let Some(on_wait) = on_wait.take() {
                        on_wait();
                    }
                    file.lock().map_err(failure)?;
                }
            }
            if has_name(&file, path).map_err(failure)? {
                return Ok(Self { path: path.to_owned(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether `path` still names this very file.
fn has_name(file: &File, path: &Path) -> io::Result<bool> {
    let ours = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(named) => Ok(platform::identity(&named) == platform::identity(&ours)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
