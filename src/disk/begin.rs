//! Putting new files into a folder, which never takes the place of one that is there.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::diag::Failure;

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
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(fs::symlink_metadata(folder.join(part)).is_ok());
            }
            Err(error) => return Err(Failure::new("look at", folder.join(part), error)),
        }
    }
    match fs::symlink_metadata(folder.join(path)) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failure::new("look at", folder.join(path), error)),
    }
}

/// Puts new files into a folder, with the folders that they need.
///
/// # Errors
///
/// When one is there already, or the machine refuses it; those before it stay.
pub fn begin<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<(), Failure> {
    for (path, text) in files {
        let path: PathBuf = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| Failure::new("create", parent, error))?;
        let failure = |error| Failure::new("create", path.clone(), error);
        let mut file = File::options().write(true).create_new(true).open(&path).map_err(failure)?;
        file.write_all(text.as_bytes()).map_err(failure)?;
    }
    Ok(())
}
