//! The address by which a page opens its source in an editor.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in a path of an address as it is.
const IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// What a template may leave to be filled.
const PLACEHOLDERS: [&str; 3] = ["{path}", "{line}", "{column}"];

/// A template of addresses: `vscode://file/{path}:{line}:{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(String);

impl Editor {
    /// The template, when it names a path, leaves nothing else in braces than a line and a column, and its scheme is one
    /// that opens a program rather than runs a script.
    #[must_use]
    pub fn new(template: &str) -> Option<Self> {
        let (scheme, rest) = template.split_once(':')?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        let runs = ["javascript", "data", "vbscript", "blob"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad));
        let others = PLACEHOLDERS.iter().fold(rest.to_owned(), |rest, placeholder| rest.replace(placeholder, ""));
        let is_filled = rest.contains("{path}") && !others.contains(['{', '}']);
        (is_scheme && !runs && is_filled).then(|| Self(template.to_owned()))
    }

    /// The address that opens a file at a line and a column, both counted from 1.
    #[must_use]
    pub fn url(&self, file: &Path, line: usize, column: usize) -> String {
        let path = file.to_string_lossy().replace('\\', "/");
        let path = utf8_percent_encode(&path, IN_PATH).to_string();
        // The template has the slash already, unless its slashes are those behind a scheme: `file://{path}`.
        let has_slash = self.0.contains("/{path}") && !self.0.contains("://{path}");
        let path = if has_slash { path.trim_start_matches('/') } else { &path };
        let filled = self.0.replace("{path}", path).replace("{line}", &line.to_string());
        filled.replace("{column}", &column.to_string())
    }
}
