//! The site that is in the output folder before publishing, and whether it is candor's to replace.
//!
//! A folder is ours if it is empty, or if it holds our manifest and no file that the manifest does not list: whatever
//! else is there (a `CNAME`, a `.git`) would be deleted with the old site, so it is refused.
//! Never writes.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::manifest::{MANIFEST, Manifest};
use crate::diag::Failure;
use crate::digest::Sha256;
use crate::path::OutPath;
use crate::platform;

/// The output folder as it was found; without files if it was absent or empty.
pub(super) struct Existing {
    folder: PathBuf,
    pub(super) manifest: Manifest<String>,
    /// Whether the manifest stands there as we write it.
    pub(super) is_as_we_write: bool,
}

impl Existing {
    /// Reads what `folder` holds, and refuses it unless it can be replaced and all of it is ours.
    pub(super) fn read(folder: &Path, parent: &File) -> Result<Self, Failure> {
        let found = match fs::symlink_metadata(folder) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::empty(folder)),
            Err(error) => return Err(Failure::new("read", folder, error)),
        };
        if found.is_symlink() {
            return Err(refuse(folder, "it is a symbolic link; name the folder that it points to"));
        }
        if !found.is_dir() {
            return Err(refuse(folder, "it is not a folder"));
        }
        let parent = parent.metadata().map_err(|e| Failure::new("read", folder, e))?;
        if platform::identity(&found).0 != platform::identity(&parent).0 {
            return Err(refuse(folder, "it is a mount point, which cannot be exchanged; name a folder inside it"));
        }
        let Some((manifest, text)) = read_manifest(folder)? else {
            let is_empty = fs::read_dir(folder).map_err(|e| Failure::new("read", folder, e))?.next().is_none();
            return if is_empty { Ok(Self::empty(folder)) } else { Err(refuse(folder, NOT_OURS)) };
        };
        refuse_unlisted(folder, &manifest)?;
        let mut rest = text.as_str();
        let goes_on = |line: String| rest.strip_prefix(&line).map(|behind| rest = behind).is_some();
        let is_as_we_write = manifest.lines().all(goes_on) && rest.is_empty();
        Ok(Self { folder: folder.to_owned(), manifest, is_as_we_write })
    }

    fn empty(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), manifest: Manifest::default(), is_as_we_write: false }
    }

    /// Whether the existing file at `path` holds exactly `bytes`, and is for those for whom files in a folder are.
    ///
    /// The manifest only saves reading files that were different when they were written; that a file still is what the
    /// manifest says is known after its bytes are compared. A file that cannot be read counts as different.
    pub(super) fn has(&self, path: &OutPath, digest: &Sha256, bytes: &[u8], folder: &Metadata) -> bool {
        let is_listed = self.manifest.digest(path.as_str()) == Some(digest);
        is_listed && holds(&self.folder.join(path.as_str()), bytes, folder).unwrap_or(false)
    }
}

const NOT_OURS: &str = "it holds files that candor did not write; empty the folder or name another one";

fn refuse(path: &Path, reason: &'static str) -> Failure {
    Failure::new("publish to", path, io::Error::other(reason))
}

/// The manifest in `folder` and its text, `None` if there is none.
fn read_manifest(folder: &Path) -> Result<Option<(Manifest<String>, String)>, Failure> {
    let path = folder.join(MANIFEST);
    match fs::read_to_string(&path) {
        Ok(text) => match Manifest::from_text(&text) {
            Some(manifest) => Ok(Some((manifest, text))),
            None => Err(refuse(folder, "its `manifest.sha256` was not written by candor")),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new("read", path, error)),
    }
}

/// Refuses a folder with anything but folders and the regular files of its manifest.
fn refuse_unlisted(folder: &Path, manifest: &Manifest<String>) -> Result<(), Failure> {
    // A stack and not recursion: one open folder at a time, however deep they are.
    let mut prefixes = vec![String::new()];
    while let Some(prefix) = prefixes.pop() {
        let inner = folder.join(&prefix);
        let failure = |e| Failure::new("read", &inner, e);
        for entry in fs::read_dir(&inner).map_err(failure)? {
            let entry = entry.map_err(failure)?;
            let kind = entry.file_type().map_err(failure)?;
            let path = entry.file_name().to_str().map(|name| format!("{prefix}{name}"));
            match path {
                Some(path) if kind.is_dir() => prefixes.push(path + "/"),
                Some(path) if kind.is_file() && (path == MANIFEST || manifest.digest(&path).is_some()) => {}
                _ => return Err(refuse(&entry.path(), "candor did not write this file; move it out of the folder")),
            }
        }
    }
    Ok(())
}

/// Whether the file holds exactly `bytes`, by its length first, and can be read by those who can read a folder.
fn holds(path: &Path, bytes: &[u8], folder: &Metadata) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.len() != bytes.len() as u64 || !platform::has_mode_of(&metadata, folder) {
        return Ok(false);
    }
    let mut existing = [0; 16 * 1024];
    for expected in bytes.chunks(existing.len()) {
        let existing = &mut existing[..expected.len()];
        file.read_exact(existing)?;
        if existing != expected {
            return Ok(false);
        }
    }
    Ok(true)
}
