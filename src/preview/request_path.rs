//! Finds the file that the path of a request means, and writes addresses that can only lead into the site.
//!
//! A path is decoded once. What could mean something else than it says, such as `..`, an empty part or a slash in
//! disguise, leads nowhere. Pure.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::path::OutPath;

/// The bytes that are not written as they are.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path of this server: clean names, and whether a slash follows the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestPath {
    names: Vec<String>,
    pub(super) is_folder: bool,
}

impl RequestPath {
    /// What a percent-encoded path means, if it means one thing without doubt.
    pub(super) fn new(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        if path.is_empty() {
            return Some(Self { names: Vec::new(), is_folder: true });
        }
        let (path, is_folder) = path.strip_suffix('/').map_or((path, false), |path| (path, true));
        let names = path.split('/').map(decoded).collect::<Option<_>>()?;
        Some(Self { names, is_folder })
    }

    /// The folder that a configured path means, without what would not be clean in it.
    pub(super) fn mount(path: &str) -> Self {
        Self { names: path.split('/').filter_map(decoded).collect(), is_folder: true }
    }

    pub(super) fn is_root(&self) -> bool {
        self.names.is_empty()
    }

    /// The same path as seen from a folder that it lies in.
    pub(super) fn below(&self, folder: &Self) -> Option<Self> {
        let names = self.names.strip_prefix(folder.names.as_slice())?;
        // The folder without its slash lies beside its pages, not among them.
        let is_inside = !names.is_empty() || self.is_folder;
        is_inside.then(|| Self { names: names.to_vec(), is_folder: self.is_folder })
    }

    /// The file of the output: that of the name, or the index of the folder.
    pub(super) fn file(&self) -> Option<OutPath> {
        if self.is_folder { self.index() } else { OutPath::new(&self.names.join("/")) }
    }

    /// The index of the folder of this name, whether or not a slash follows it.
    pub(super) fn index(&self) -> Option<OutPath> {
        let names = self.names.iter().map(String::as_str).chain(["index.html"]);
        OutPath::new(&names.collect::<Vec<_>>().join("/"))
    }

    /// The path of the folder of this name. Begins with exactly one `/`, and holds no byte that ends a header.
    pub(super) fn location(&self) -> String {
        let names = self.names.iter().map(|name| format!("{}/", utf8_percent_encode(name, ENCODED)));
        format!("/{}", names.collect::<String>())
    }
}

/// The name that is written, when it is a name and nothing else.
fn decoded(name: &str) -> Option<String> {
    let name = percent_decode_str(name).decode_utf8().ok()?;
    let is_clean = !name.contains(['/', '\\']) && OutPath::new(&name).is_some();
    is_clean.then(|| name.into_owned())
}
