//! Files as editors name them, by addresses, and as the disk does.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands in a path of an address as it is.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The file that an address names; `None` for what is no file of this machine.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let (scheme, rest) = uri.0.split_once("://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let is_here = scheme.eq_ignore_ascii_case("file") && (host.is_empty() || host.eq_ignore_ascii_case("localhost"));
    let path = percent_decode_str(path.split(['?', '#']).next()?).decode_utf8().ok().filter(|_| is_here)?;
    let has_drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if has_drive { &path[1..] } else { &path }))
}

/// The address of a file.
pub(super) fn uri_of(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{slash}{}", utf8_percent_encode(&path, IN_PATH)))
}
