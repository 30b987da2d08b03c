//! Assets as they are published: joined from parts, and scripts without what only their authors need.
//!
//! A folder whose name has an ending, `assets/search.js/`, is one file, its parts joined in the order of their names. The
//! parts of a script share one scope, which nothing outside can see.
//!
//! The program's own scripts, and all scripts and styles that are made of parts, leave indentation and lines that are only a comment behind,
//! which readers would load for nothing. This looks at lines alone and knows nothing of the language: a script in which
//! a line may begin within a text stays as it is written. A script of the site in one file stays as well.

use std::collections::BTreeMap;

/// Whose a file is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Author {
    Program,
    Site,
}

/// The files of a theme by their paths below `assets/`, where the parts of a folder are joined.
///
/// The files of `own` take the place of those of the same path in `builtin`. One with the name of a folder takes the
/// place of all its parts.
pub(super) fn joined<'a>(
    builtin: impl Iterator<Item = (&'a str, &'a [u8])>,
    own: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> BTreeMap<&'a str, Vec<u8>> {
    let builtin = builtin.map(|(path, bytes)| (path, (bytes, Author::Program)));
    let files: BTreeMap<&str, (&[u8], Author)> =
        builtin.chain(own.map(|(path, bytes)| (path, (bytes, Author::Site)))).collect();
    let mut whole: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    let mut parts: BTreeMap<&str, Vec<&[u8]>> = BTreeMap::new();
    for (path, (bytes, author)) in files {
        match folder_of(path) {
            None if author == Author::Program && ending(path) == Some("js") => drop(whole.insert(path, script(bytes))),
            None => drop(whole.insert(path, bytes.to_vec())),
            // Whatever else lies in the folder, such as a note on the parts, is none of them.
            Some(folder) if ending(path) == ending(folder) => parts.entry(folder).or_default().push(bytes),
            Some(_) => {}
        }
    }
    for (folder, parts) in parts {
        whole.entry(folder).or_insert_with(|| join(&parts, ending(folder)));
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
    if ending == Some("css") {
        return parts.iter().flat_map(|part| script(part)).collect();
    }
    if ending != Some("js") {
        return parts.iter().flat_map(|part| lines(part)).flatten().copied().collect();
    }
    let mut bytes = b"\"use strict\";\n(() => {\n".to_vec();
    parts.iter().for_each(|part| bytes.extend(script(part)));
    bytes.extend_from_slice(b"})();\n");
    bytes
}

/// A script or a style, or a part of one, as it is published.
fn script(bytes: &[u8]) -> Vec<u8> {
    match str::from_utf8(bytes) {
        Ok(text) if !has_text_of_several_lines(text) => without_comments(text).into_bytes(),
        _ => lines(bytes).flatten().copied().collect(),
    }
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
