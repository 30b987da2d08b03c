//! The names beside the output folder, and the one step that exchanges staging folder and site.
//!
//! 1. [`restore`] puts back a site that an interrupted exchange left aside.
//! 2. [`clear`] removes the other leftovers, once the output is known to be ours.
//! 3. [`exchange`] swaps the folders: afterwards the output is the new site and the staging folder the old one.
//!
//! Where two folders cannot be exchanged, the site is put aside for the moment between two renames. The folder aside is
//! whole whenever it exists, because nothing is ever removed from it under that name.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::diag::Failure;
use crate::platform;

/// The operation of a failure that comes too late to keep the old site.
pub(super) const REMOVE_OLD: &str = "remove the old site, after the new one was published, from";

/// The output folder and what is beside it, all on one file system.
pub(super) struct Folders {
    pub(super) parent: PathBuf,
    pub(super) output: PathBuf,
    pub(super) stage: PathBuf,
    aside: PathBuf,
    pub(super) lock: PathBuf,
}

impl Folders {
    /// Names the siblings of `output`; fails for a path like `/` or `..`, which has no name of its own.
    pub(super) fn beside(output: &Path) -> Result<Self, Failure> {
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            let unnamed = io::Error::other("it is not the name of a folder that can be replaced");
            return Err(Failure::new("publish to", output, unnamed));
        };
        let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        let sibling = |suffix: &str| {
            let mut sibling = OsString::from(".");
            sibling.push(name);
            sibling.push(suffix);
            output.with_file_name(sibling)
        };
        Ok(Self {
            parent: parent.to_owned(),
            // Named anew: with a slash at the end, a symbolic link would look like the folder it points to.
            output: output.with_file_name(name),
            stage: sibling(".candor-stage"),
            aside: sibling(".candor-aside"),
            lock: sibling(".candor-lock"),
        })
    }
}

/// Puts back the site that an exchange in two steps left aside, if it was interrupted between the two.
pub(super) fn restore(folders: &Folders) -> Result<(), Failure> {
    match fs::rename(&folders.aside, &folders.output) {
        Ok(()) => Ok(()),
        // Nothing aside; or the output holds files, and then it is the new site: rename never replaces those.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists
            ) =>
        {
            Ok(())
        }
        Err(error) => Err(Failure::new("restore", &folders.output, error)),
    }
}

/// Removes what an interrupted run left beside an output that is whole.
pub(super) fn clear(folders: &Folders) -> Result<(), Failure> {
    let stage = &folders.stage;
    let remove = || remove_folder(stage).map_err(|e| Failure::new("remove", stage, e));
    remove()?;
    match fs::rename(&folders.aside, stage) {
        Ok(()) => remove(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::new("remove", &folders.aside, error)),
    }
}

/// Makes the staging folder the output, and the output, if there is one, the staging folder.
pub(super) fn exchange(folders: &Folders) -> Result<(), Failure> {
    let Folders { stage, output, .. } = folders;
    let failure = |e| Failure::new("replace", output, e);
    match platform::exchange(stage, output) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => fs::rename(stage, output).map_err(failure),
        Err(error) if error.kind() == ErrorKind::Unsupported => exchange_by_renaming(folders),
        Err(error) => Err(failure(error)),
    }
}

/// The same in several steps; between the first two there is no output, and [`restore`] mends an interruption.
fn exchange_by_renaming(folders: &Folders) -> Result<(), Failure> {
    let Folders { stage, output, aside, .. } = folders;
    let failure = |e| Failure::new("replace", output, e);
    match fs::rename(output, aside) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return fs::rename(stage, output).map_err(failure),
        Err(error) => return Err(failure(error)),
    }
    if let Err(error) = fs::rename(stage, output) {
        let _ = fs::rename(aside, output);
        return Err(failure(error));
    }
    fs::rename(aside, stage).map_err(|e| Failure::new(REMOVE_OLD, aside, e))
}

/// Removes a folder and all it holds; one that does not exist is fine.
pub(super) fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
