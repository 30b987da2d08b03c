//! Reads the files of a site. What an author got wrong about a file is a finding, what the machine refuses a failure.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::attachment::{Attachment, STATIC, is_static};
use crate::characters;
use crate::diag::{Code, Diagnostic, Failure};
use crate::digest::sha256_hex;
use crate::parse::codes;
use crate::parse::route::{Route, route};
use crate::path::SourcePath;
use crate::project::{CONFIG, CONTENT, Change, FOLDERS};
use crate::source::{Source, Span};
use crate::theme::ThemeFile;

/// The longest text file, in bytes.
const MOST_TEXT: u64 = 1 << 20;
/// The longest file that holds many records, in bytes.
const MOST_TABLE: u64 = 16 << 20;
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

/// Files of a site as they were read.
#[derive(Debug, Default)]
pub struct Reading {
    /// Each file with what it holds; when files are read again, also that one is gone, and most are what they were.
    pub changes: Vec<Change>,
    /// Those that symbolic links lead to, which change without being named.
    pub links: BTreeSet<SourcePath>,
}

/// Reads the site in a folder.
///
/// # Errors
///
/// When `candor.toml` cannot be read, or the machine refuses a folder or a file.
pub fn read(root: &Path) -> Result<Reading, Failure> {
    let mut reading = Reading { changes: vec![read_config(root)?], links: BTreeSet::new() };
    reading.changes.extend(missing_content(root).map(Change::Problem));
    for folder in FOLDERS {
        let top = root.join(folder);
        // A folder that cannot be looked at is not an absent one: the site would lose all that is in it.
        if !top.try_exists().map_err(|error| Failure::new("read", &top, error))? {
            continue;
        }
        let walked = walk(root, &top);
        if let Some(failure) = walked.failures.into_iter().next() {
            return Err(failure);
        }
        reading.changes.extend(walked.problems.into_iter().map(Change::Problem));
        reading.links.extend(walked.files.iter().filter(|file| file.is_link).map(|file| file.path.clone()));
        let read: Vec<_> = walked.files.into_par_iter().with_min_len(64).map(|file| read_file(&file)).collect();
        for change in read {
            reading.changes.push(change?);
        }
    }
    Ok(reading)
}

/// The finding that the site has no content: no folder of it, or one without a file, which a volume that is not mounted
/// leaves behind.
pub(super) fn missing_content(root: &Path) -> Option<Diagnostic> {
    let top = root.join(CONTENT);
    if !top.is_dir() {
        let message = format!("the site has no folder `{CONTENT}`");
        let help = "add it beside candor.toml, or bring back the volume that it is on";
        return Some(problem(&codes::MISSING_CONTENT, CONTENT, message, help));
    }
    let is_kept = |entry: &DirEntry| entry.depth() == 0 || !is_left_alone(&top, &entry.file_name().to_string_lossy());
    let walk = WalkDir::new(&top).follow_root_links(true).max_depth(MOST_DEPTH);
    let is_file = |entry: Result<DirEntry, _>| entry.map_or(true, |entry: DirEntry| !entry.file_type().is_dir());
    let has_file = walk.into_iter().filter_entry(is_kept).any(is_file);
    let help = "add a first file, such as content/home.md, or bring back the volume that the folder is on";
    (!has_file)
        .then(|| problem(&codes::MISSING_CONTENT, CONTENT, format!("the folder `{CONTENT}` holds no file"), help))
}

pub(super) fn read_config(root: &Path) -> Result<Change, Failure> {
    let config = root.join(CONFIG);
    let path = SourcePath::new(CONFIG).expect("the name is clean");
    let bytes = read_at_most(&config, MOST_TEXT).map_err(|error| Failure::new("read", &config, error))?;
    Ok(match bytes.map(String::from_utf8) {
        Some(Ok(text)) => Change::Text(Source { path, text: Arc::from(text) }),
        Some(Err(_)) => {
            Change::Problem(problem(&codes::INVALID_UTF8, CONFIG, "the file is not UTF-8", "save it as UTF-8"))
        }
        None => Change::Problem(too_large(CONFIG, MOST_TEXT)),
    })
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
pub(super) struct Found {
    pub(super) path: SourcePath,
    on_disk: PathBuf,
    /// Whether a symbolic link leads to it.
    pub(super) is_link: bool,
}

fn problem(code: &'static Code, path: &str, message: impl Into<String>, help: &str) -> Diagnostic {
    let place = SourcePath::new(path).or_else(|| SourcePath::new("content")).expect("a constant path is clean");
    Diagnostic::new(code, &place, Span::default(), message).help(help)
}

fn too_large(path: &str, most: u64) -> Diagnostic {
    let message = format!("the file is larger than {} MiB", most >> 20);
    problem(&codes::FILE_TOO_LARGE, path, message, "divide it, or keep it elsewhere and link to it")
}

/// What is found below a folder, or at the path of a file.
#[derive(Default)]
pub(super) struct Walked {
    /// In the order of their names.
    pub(super) files: Vec<Found>,
    /// What cannot be a file of the site.
    pub(super) problems: Vec<Diagnostic>,
    /// What the machine refused to show.
    pub(super) failures: Vec<Failure>,
}

/// Looks at the path of a file, or at everything below a folder, but for what tools leave behind.
pub(super) fn walk(root: &Path, path: &Path) -> Walked {
    let relative = path.strip_prefix(root).unwrap_or(path);
    // The folders of a site may be links to folders elsewhere; what is in them may not.
    let is_top = relative.components().count() == 1;
    let top = root.join(relative.components().next().map_or(Path::new(""), |first| Path::new(first.as_os_str())));
    let depth = MOST_DEPTH.saturating_sub(relative.components().count() - 1);
    let walk = WalkDir::new(path).follow_root_links(is_top).max_depth(depth).sort_by_file_name();
    let is_kept = |entry: &DirEntry| entry.depth() == 0 || !is_left_alone(&top, &entry.file_name().to_string_lossy());
    let mut walked = Walked::default();
    for entry in walk.into_iter().filter_entry(is_kept) {
        match entry {
            Ok(entry) if is_top && entry.depth() == 0 => {}
            Ok(entry) => match look_at(root, &top, &entry) {
                Ok(file) => walked.files.extend(file),
                Err(finding) => walked.problems.push(finding),
            },
            Err(error) => {
                let path = error.path().unwrap_or(path).to_path_buf();
                let looped = || io::Error::other("the folders form a loop");
                let source = error.into_io_error().unwrap_or_else(looped);
                walked.failures.push(Failure::new("read", path, source));
            }
        }
    }
    walked
}

/// Whether editors and version control leave such names behind, or authors set them aside.
///
/// Files that are published as they are may begin as their host asks for, but for what tools keep for themselves.
pub(super) fn is_left_alone(top: &Path, name: &str) -> bool {
    let is_set_aside = if top.ends_with(STATIC) {
        [".git", ".hg", ".svn", ".DS_Store"].contains(&name) || name.starts_with(".#")
    } else {
        name.starts_with(['.', '_'])
    };
    // `how.md.17`, `how.md___jb_tmp___`: what editors rename to a record as soon as it is written.
    let is_half_saved =
        [".md", ".toml", ".csv"].iter().filter_map(|ending| name.split_once(ending)).any(|(_, rest)| {
            let number = rest.strip_prefix('.').unwrap_or_default();
            rest.contains("tmp") || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    is_set_aside
        || is_half_saved
        || name.starts_with('#')
        || name.ends_with('~')
        || name == "4913"
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
}

/// What an entry of a folder is: a file of the site, a folder (`None`), or something that cannot be used.
fn look_at(root: &Path, top: &Path, entry: &DirEntry) -> Result<Option<Found>, Diagnostic> {
    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let is_plain = |name: &&str| !characters::hides(name);
    let Some(path) = relative.to_str().filter(is_plain).and_then(SourcePath::new) else {
        // As no other file is called, so that what is wrong with this one takes nothing away from that.
        let lossy = relative.to_string_lossy();
        let bad: BTreeSet<usize> =
            characters::forbidden(&lossy).chain(characters::invisible(&lossy)).map(|(at, _)| at).collect();
        let stand_in = |(at, c): (usize, char)| if c == '\\' || bad.contains(&at) { '\u{fffd}' } else { c };
        let clean: String = lossy.char_indices().map(stand_in).collect();
        let message = "the name of the file is not UTF-8, or holds a character that nobody sees or a backslash";
        return Err(problem(&codes::INVALID_PATH, &clean, message, "rename the file"));
    };
    let kind = entry.file_type();
    if kind.is_dir() {
        return Ok(None);
    }
    if kind.is_file() {
        return Ok(Some(Found { path, on_disk: entry.path().to_path_buf(), is_link: false }));
    }
    if !kind.is_symlink() {
        let message = "this is neither a file nor a folder";
        return Err(problem(&codes::SPECIAL_FILE, path.as_str(), message, "remove it"));
    }
    let target = fs::canonicalize(entry.path()).ok();
    let inside = target.filter(|target| fs::canonicalize(top).is_ok_and(|real| is_part(target, &real, top)));
    match inside {
        Some(on_disk) if on_disk.is_file() => Ok(Some(Found { path, on_disk, is_link: true })),
        _ => {
            let message = "the symbolic link does not lead to a file of the same folder";
            Err(problem(&codes::SYMLINK_OUTSIDE, path.as_str(), message, "copy the file into the site"))
        }
    }
}

/// Whether a file is one that the site is read from, and not set aside.
fn is_part(file: &Path, real_top: &Path, top: &Path) -> bool {
    let below = file.strip_prefix(real_top).ok();
    below.is_some_and(|below| !below.iter().any(|name| is_left_alone(top, &name.to_string_lossy())))
}

pub(super) fn read_file(file: &Found) -> Result<Change, Failure> {
    let most = most_bytes(&file.path);
    let bytes = read_at_most(&file.on_disk, most).map_err(|error| Failure::new("read", &file.on_disk, error))?;
    let too_large = || Change::Problem(too_large(file.path.as_str(), most));
    Ok(bytes.map_or_else(too_large, |bytes| held(&file.path, bytes)))
}

/// Whether a file of the site holds text that records are read from.
fn is_text(path: &SourcePath) -> bool {
    !is_static(path) && [".md", ".toml", ".csv"].iter().any(|ending| path.as_str().ends_with(ending))
}

fn is_theme(path: &SourcePath) -> bool {
    path.as_str().starts_with("themes/")
}

/// How long the file at a path may be.
fn most_bytes(path: &SourcePath) -> u64 {
    match route(path) {
        Route::Many { .. } => MOST_TABLE,
        _ if is_text(path) || is_theme(path) => MOST_TEXT,
        _ => MOST_ATTACHMENT,
    }
}

/// What the file at a path is to the site when it holds these bytes.
pub(crate) fn held(path: &SourcePath, bytes: Vec<u8>) -> Change {
    let most = most_bytes(path);
    if u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
        return Change::Problem(too_large(path.as_str(), most));
    }
    if is_theme(path) {
        return Change::Theme(ThemeFile { path: path.clone(), bytes: Arc::from(bytes) });
    }
    if !is_text(path) {
        return Change::Attachment(Attachment::new(path.clone(), &bytes));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Change::Text(Source { path: path.clone(), text: Arc::from(text) }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("the file is not UTF-8: byte {at} belongs to no character");
            Change::Problem(problem(&codes::INVALID_UTF8, path.as_str(), message, "save the file as UTF-8"))
        }
    }
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
