//! Assets that are made of parts: a folder whose name has an ending, `assets/search.js/`, is one file.
//!
//! The parts are joined in the order of their names. Those of a script share one scope, which nothing outside can see,
//! and leave indentation and lines that are only a comment behind, which readers would load for nothing. A script all of
//! whose parts are the program's own is shortened too; with a part of the site its author sees what was written.

use std::collections::{BTreeMap, BTreeSet};

use super::shorten::shortened;

/// The files of a theme by their paths below `assets/`, where the parts of a folder are joined.
///
/// The files of `own` take the place of those of the same path in `builtin`. One with the name of a folder takes the
/// place of all its parts.
pub(super) fn joined<'a>(
    builtin: impl Iterator<Item = (&'a str, &'a [u8])>,
    own: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> BTreeMap<&'a str, Vec<u8>> {
    let own: BTreeMap<&str, &[u8]> = own.collect();
    let touched: BTreeSet<&str> = own.keys().filter_map(|path| folder_of(path)).collect();
    let files: BTreeMap<&str, &[u8]> = builtin.chain(own).collect();
    let mut whole: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    let mut parts: BTreeMap<&str, Vec<&[u8]>> = BTreeMap::new();
    for (path, bytes) in files {
        match folder_of(path) {
            None => drop(whole.insert(path, bytes.to_vec())),
            // Whatever else lies in the folder, such as a note on the parts, is none of them.
            Some(folder) if ending(path) == ending(folder) => parts.entry(folder).or_default().push(bytes),
            Some(_) => {}
        }
    }
    for (folder, parts) in parts {
        whole.entry(folder).or_insert_with(|| {
            let joined = join(&parts, ending(folder));
            let is_builtin_script = ending(folder) == Some("js") && !touched.contains(folder);
            let short = is_builtin_script.then(|| shortened(str::from_utf8(&joined).ok()?)).flatten();
            short.map_or(joined, String::into_bytes)
        });
    }
    whole
}

/// The folder that is one file with all its parts, when the path lies in one.
fn folder_of(path: &str) -> Option<&str> {
    let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
    folders.into_iter().find(|folder| ending(folder).is_some())
}

fn ending(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, ending)| ending)
}

fn join(parts: &[&[u8]], ending: Option<&str>) -> Vec<u8> {
    if ending != Some("js") {
        return parts.iter().flat_map(|part| lines(part)).flatten().copied().collect();
    }
    let mut bytes = b"\"use strict\";\n(() => {\n".to_vec();
    for part in parts {
        match str::from_utf8(part) {
            Ok(text) if !has_text_of_several_lines(text) => bytes.extend(without_comments(text).into_bytes()),
            _ => bytes.extend(lines(part).flatten()),
        }
    }
    bytes.extend_from_slice(b"})();\n");
    bytes
}

/// A part, ended like a line.
fn lines(part: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end: &[u8] = if part.ends_with(b"\n") { b"" } else { b"\n" };
    [part, end].into_iter()
}

/// Whether a line of the script may be within a text, where white space counts and `//` is no comment.
fn has_text_of_several_lines(script: &str) -> bool {
    script.lines().any(|line| line.matches('`').count() % 2 == 1 || line.ends_with('\\'))
}

/// A script without indentation and without the lines that are only a comment.
fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut is_in_comment = false;
    for mut line in script.lines().map(str::trim) {
        if is_in_comment || line.starts_with("/*") {
            let end = line.find("*/");
            is_in_comment = end.is_none();
            line = end.map_or("", |end| line[end + 2..].trim_start());
        }
        if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}
