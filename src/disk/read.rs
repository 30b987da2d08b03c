//! Reads the files of a site. What an author got wrong about a file is a finding, what the machine refuses a failure.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::attachment::Attachment;
use crate::diag::{Code, Diagnostic, Failure};
use crate::digest::sha256_hex;
use crate::parse::codes;
use crate::path::SourcePath;
use crate::project::{CONFIG, Inputs};
use crate::source::{Source, Span};
use crate::theme::ThemeFile;

/// The longest text file, in bytes.
const MOST_TEXT: u64 = 1 << 20;
/// The longest attachment, in bytes.
const MOST_ATTACHMENT: u64 = 25 << 20;
/// How deep folders may lie within each other.
const MOST_DEPTH: usize = 16;

/// Whether the folder is that of a site: whether it holds a `candor.toml`.
///
/// # Errors
///
/// When the machine cannot tell, which is not the same as no: another site may lie further up.
pub fn is_root(folder: &Path) -> Result<bool, Failure> {
    let config = folder.join(CONFIG);
    config.try_exists().map_err(|error| Failure::new("find", config, error))
}

/// The nearest folder from `start` upwards that holds a `candor.toml`.
///
/// # Errors
///
/// When the machine cannot tell of one of them.
pub fn find_root(start: &Path) -> Result<Option<PathBuf>, Failure> {
    for folder in start.ancestors() {
        if is_root(folder)? {
            return Ok(Some(folder.to_path_buf()));
        }
    }
    Ok(None)
}

/// Reads the site in a folder.
///
/// # Errors
///
/// When `candor.toml` cannot be read, or the machine refuses a folder or a file.
pub fn read(root: &Path) -> Result<Inputs, Failure> {
    let mut inputs = Inputs::default();
    let config = root.join(CONFIG);
    let bytes = read_at_most(&config, MOST_TEXT).map_err(|error| Failure::new("read", &config, error))?;
    match bytes.map(String::from_utf8) {
        Some(Ok(text)) => inputs.config = text,
        Some(Err(_)) => {
            inputs.problems.push(problem(&codes::INVALID_UTF8, CONFIG, "the file is not UTF-8", "save it as UTF-8"));
        }
        None => inputs.problems.push(too_large(CONFIG, MOST_TEXT)),
    }
    let files = list(root, "content", &mut inputs.problems)?;
    let read: Vec<_> = files.into_par_iter().with_min_len(64).map(|file| read_content(&file)).collect();
    for file in read {
        match file? {
            Content::Text(source) => inputs.sources.push(source),
            Content::Attachment(attachment) => inputs.attachments.push(attachment),
            Content::Problem(problem) => inputs.problems.push(problem),
        }
    }
    for file in list(root, "themes", &mut inputs.problems)? {
        match read_at_most(&file.on_disk, MOST_TEXT).map_err(|error| Failure::new("read", &file.on_disk, error))? {
            Some(bytes) => inputs.theme_files.push(ThemeFile { path: file.path, bytes: Arc::from(bytes) }),
            None => inputs.problems.push(too_large(file.path.as_str(), MOST_TEXT)),
        }
    }
    Ok(inputs)
}

/// The bytes of an attachment, which must be those that its page speaks of.
pub(super) fn attachment_bytes(root: &Path, attachment: &Attachment) -> Result<Vec<u8>, Failure> {
    let path = root.join(attachment.path.as_str());
    let bytes = read_at_most(&path, MOST_ATTACHMENT).map_err(|error| Failure::new("read", &path, error))?;
    bytes
        .filter(|bytes| sha256_hex(bytes) == attachment.sha256)
        .ok_or_else(|| Failure::new("publish", &path, io::Error::other("the file changed while the site was built")))
}

/// A file that was found, under the name that the site knows it by.
struct Found {
    path: SourcePath,
    on_disk: PathBuf,
}

enum Content {
    Text(Source),
    Attachment(Attachment),
    Problem(Diagnostic),
}

fn problem(code: &'static Code, path: &str, message: impl Into<String>, help: &str) -> Diagnostic {
    let place = SourcePath::new(path).or_else(|| SourcePath::new("content")).expect("a constant path is clean");
    Diagnostic::new(code, &place, Span::default(), message).help(help)
}

fn too_large(path: &str, most: u64) -> Diagnostic {
    let message = format!("the file is larger than {} MiB", most >> 20);
    problem(&codes::FILE_TOO_LARGE, path, message, "divide it, or keep it elsewhere and link to it")
}

/// The files below a folder of the site in order, without those that tools leave behind.
fn list(root: &Path, folder: &str, problems: &mut Vec<Diagnostic>) -> Result<Vec<Found>, Failure> {
    let top = root.join(folder);
    // A folder that cannot be looked at is not an absent one: the site would lose all that is in it.
    if !top.try_exists().map_err(|error| Failure::new("read", &top, error))? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let walk = WalkDir::new(&top).min_depth(1).max_depth(MOST_DEPTH).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !is_left_alone(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&top).to_path_buf();
            Failure::new(
                "read",
                path,
                error.into_io_error().unwrap_or_else(|| io::Error::other("the folders form a loop")),
            )
        })?;
        match look_at(root, &top, &entry) {
            Ok(file) => found.extend(file),
            Err(finding) => problems.push(finding),
        }
    }
    Ok(found)
}

/// Whether editors and version control leave such names behind, or authors set them aside.
fn is_left_alone(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with(['.', '_', '#'])
        || name.ends_with('~')
        || name == "4913"
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
}

/// What an entry of a folder is: a file of the site, a folder (`None`), or something that cannot be used.
fn look_at(root: &Path, top: &Path, entry: &DirEntry) -> Result<Option<Found>, Diagnostic> {
    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let shown = relative.to_string_lossy().replace(['\\'], "/");
    let Some(path) = relative.to_str().and_then(SourcePath::new) else {
        let clean: String = shown.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        let message = "the name of the file is not UTF-8, or holds a control character or a backslash";
        return Err(problem(&codes::INVALID_PATH, &clean, message, "rename the file"));
    };
    let kind = entry.file_type();
    if kind.is_dir() {
        return Ok(None);
    }
    if kind.is_file() {
        return Ok(Some(Found { path, on_disk: entry.path().to_path_buf() }));
    }
    if !kind.is_symlink() {
        let message = "this is neither a file nor a folder";
        return Err(problem(&codes::SPECIAL_FILE, path.as_str(), message, "remove it"));
    }
    let target = fs::canonicalize(entry.path()).ok();
    let inside = target.filter(|target| fs::canonicalize(top).is_ok_and(|top| target.starts_with(top)));
    match inside {
        Some(on_disk) if on_disk.is_file() => Ok(Some(Found { path, on_disk })),
        _ => {
            let message = "the symbolic link does not lead to a file of the same folder";
            Err(problem(&codes::SYMLINK_OUTSIDE, path.as_str(), message, "copy the file into the site"))
        }
    }
}

fn read_content(file: &Found) -> Result<Content, Failure> {
    let name = file.path.as_str();
    let is_text = [".md", ".toml", ".csv"].iter().any(|ending| name.ends_with(ending));
    let most = if is_text { MOST_TEXT } else { MOST_ATTACHMENT };
    let bytes = read_at_most(&file.on_disk, most).map_err(|error| Failure::new("read", &file.on_disk, error))?;
    let Some(bytes) = bytes else { return Ok(Content::Problem(too_large(name, most))) };
    if !is_text {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        return Ok(Content::Attachment(Attachment { path: file.path.clone(), length, sha256: sha256_hex(&bytes) }));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Content::Text(Source { path: file.path.clone(), text: Arc::from(text) }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("the file is not UTF-8: byte {at} belongs to no character");
            Content::Problem(problem(&codes::INVALID_UTF8, name, message, "save the file as UTF-8"))
        }
    })
}

/// The bytes of a file; `None` when there are more than allowed.
fn read_at_most(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(most)).unwrap_or(0) + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= most);
    Ok(fits.then_some(bytes))
}
