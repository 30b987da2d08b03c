//! Writing files outside of a published folder: those that an author asked for. None takes the place of another unasked.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::diag::Failure;

/// Whether a file was made, or was there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// It was not there before.
    New,
    /// It was there, and is as it was.
    Existed,
}

/// Writes a file and the folders above it, in place of what was there.
///
/// # Errors
///
/// When the machine refuses it.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    make_folder_of(path)?;
    fs::write(path, text).map_err(|error| Failure::new("write", path, error))
}

/// Makes a file and the folders above it; one that is there stays as it is.
///
/// # Errors
///
/// When the machine refuses it.
pub fn create(path: &Path, text: &str) -> Result<Made, Failure> {
    make_folder_of(path)?;
    match fs::File::create_new(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).map_err(|error| Failure::new("write", path, error))?;
            Ok(Made::New)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Made::Existed),
        Err(error) => Err(Failure::new("write", path, error)),
    }
}

/// Whether a file is or would be within a folder, wherever symbolic links on the way to it lead.
///
/// # Errors
///
/// When the machine refuses to say.
pub fn is_within(folder: &Path, file: &Path) -> Result<bool, Failure> {
    let existing = file.ancestors().find(|path| path.exists()).unwrap_or(folder);
    let real = |path: &Path| path.canonicalize().map_err(|error| Failure::new("open", path, error));
    // What does not exist yet is made where its name says.
    if folder.exists() { Ok(real(existing)?.starts_with(real(folder)?)) } else { Ok(true) }
}

/// Which of some files, by their paths below a folder, cannot be put there, because something of the name is there, or
/// a file has the name of a folder that one needs.
///
/// # Errors
///
/// When the machine refuses to say.
pub fn occupied<'p>(folder: &Path, paths: impl IntoIterator<Item = &'p str>) -> Result<Vec<&'p str>, Failure> {
    let mut occupied = Vec::new();
    for path in paths {
        if is_occupied(folder, Path::new(path))? {
            occupied.push(path);
        }
    }
    Ok(occupied)
}

fn is_occupied(folder: &Path, path: &Path) -> Result<bool, Failure> {
    // From the folder itself down to the file; behind the first that is missing there is nothing.
    let mut above: Vec<&Path> = path.ancestors().skip(1).collect();
    above.reverse();
    for part in above {
        match fs::metadata(folder.join(part)) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Ok(true),
            // A link that leads nowhere is in the way as well.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(fs::symlink_metadata(folder.join(part)).is_ok());
            }
            Err(error) => return Err(Failure::new("look at", folder.join(part), error)),
        }
    }
    match fs::symlink_metadata(folder.join(path)) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failure::new("look at", folder.join(path), error)),
    }
}

/// Puts text behind what a file holds.
///
/// # Errors
///
/// When the machine refuses it.
pub fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let file = fs::OpenOptions::new().append(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::new("write", path, error))
}

fn make_folder_of(path: &Path) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| Failure::new("make the folder", folder, error))
}
