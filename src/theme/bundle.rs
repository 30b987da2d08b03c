//! Assets that are made of parts: a folder whose name has an ending, `assets/search.js/`, is one file.
//!
//! The parts are joined in the order of their names. Those of a script share one scope, which nothing outside can see.

use std::collections::BTreeMap;

/// The files of a theme by their paths below `assets/`, where the parts of a folder are joined.
///
/// The files of `own` take the place of those of the same path in `builtin`. One with the name of a folder takes the
/// place of all its parts.
pub(super) fn joined<'a>(
    builtin: impl Iterator<Item = (&'a str, &'a [u8])>,
    own: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> BTreeMap<&'a str, Vec<u8>> {
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
    let (start, end) = if ending == Some("js") { ("\"use strict\";\n(() => {\n", "})();\n") } else { ("", "") };
    let mut bytes = start.as_bytes().to_vec();
    for part in parts {
        bytes.extend_from_slice(part);
        if !part.ends_with(b"\n") {
            bytes.push(b'\n');
        }
    }
    bytes.extend_from_slice(end.as_bytes());
    bytes
}
