//! Writing single files outside of a published folder: those that an author asked for by name.

use std::fs;
use std::path::Path;

use crate::diag::Failure;

/// Writes a file and the folders above it, in place of what was there.
///
/// # Errors
///
/// When the machine refuses it.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    make_folder_of(path)?;
    fs::write(path, text).map_err(|error| Failure::new("write", path, error))
}

fn make_folder_of(path: &Path) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| Failure::new("make the folder", folder, error))
}
