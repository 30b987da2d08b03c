//! Reads files again that may have changed, while the site as it was is there to be looked at.
//!
//! What the machine refuses is a finding here like any other, at the very file or folder; a first read ends with it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::read::{Found, Reading, is_left_alone, missing_content, read_config, read_file, walk};
use crate::diag::{Diagnostic, Failure};
use crate::parse::codes;
use crate::path::SourcePath;
use crate::project::{CONFIG, CONTENT, Change, FOLDERS, Project};
use crate::source::Span;

/// Reads files and folders again, as paths from the root; what is no part of a site is passed over.
///
/// `project` is the site as it was read before, whose files may be gone.
pub fn reread<'a>(root: &Path, paths: impl IntoIterator<Item = &'a Path>, project: &Project) -> Reading {
    // By path, so that a file which is named by itself and by its folder is taken once.
    let mut changes: BTreeMap<SourcePath, Change> = BTreeMap::new();
    let mut files: BTreeMap<SourcePath, Found> = BTreeMap::new();
    let mut paths: BTreeSet<SourcePath> = paths.into_iter().filter_map(part_of_site).collect();
    let all = SourcePath::new(CONTENT).expect("the name is clean");
    let is_content = |path: &SourcePath| path.as_str().split('/').next() == Some(CONTENT);
    let touches_content = paths.iter().any(is_content);
    // One file is content, and quicker found than by a walk.
    let has_file = || paths.iter().filter(|path| is_content(path)).any(|path| root.join(path.as_str()).is_file());
    let missing = if touches_content && !has_file() { missing_content(root) } else { None };
    if let Some(missing) = missing {
        // What the site said last stays until there is content again.
        paths.retain(|path| !is_content(path));
        changes.insert(all, Change::Problem(missing));
    } else if touches_content && project.has_source(&all) {
        paths.insert(all);
    }
    for path in paths {
        if path.as_str() == CONFIG {
            let config = read_config(root).unwrap_or_else(|failure| Change::Problem(refused(&path, &failure)));
            changes.insert(path, config);
            continue;
        }
        let walked = walk(root, &root.join(path.as_str()));
        let refusals = walked.failures.iter().filter_map(|failure| refusal(root, failure));
        let problems: Vec<Diagnostic> = walked.problems.into_iter().chain(refusals).collect();
        let present: BTreeSet<&SourcePath> = walked.files.iter().map(|file| &file.path).collect();
        let is_gone = |file: &SourcePath| !present.contains(file) && !problems.iter().any(|p| is_at(p, file));
        let gone = project.files_below(&path).filter(|file| is_gone(file)).cloned();
        changes.extend(gone.map(|file| (file.clone(), Change::Gone(file))));
        changes.extend(problems.into_iter().map(|problem| (problem.place.path.clone(), Change::Problem(problem))));
        files.extend(walked.files.into_iter().map(|file| (file.path.clone(), file)));
    }
    let links = files.values().filter(|file| file.is_link).map(|file| file.path.clone()).collect();
    let files: Vec<(SourcePath, Found)> = files.into_iter().collect();
    let read = files.into_par_iter().with_min_len(64).map(|(path, file)| (path, content(&file)));
    changes.extend(read.collect::<Vec<_>>());
    Reading { changes: changes.into_values().collect(), links }
}

/// Reads everything again, for when nobody knows what changed.
pub fn reread_everything(root: &Path, project: &Project) -> Reading {
    reread(root, std::iter::once(CONFIG).chain(FOLDERS).map(Path::new), project)
}

/// The path of a file that the site may be made from, as it is from the root.
pub(crate) fn part(path: &Path) -> Option<SourcePath> {
    part_of_site(path).filter(|part| Path::new(part.as_str()) == path)
}

/// The path of a file or folder that the site may be made from. A name that no file of a site can have stands for the
/// folder that it is in, where it is reported or, when it is gone, no more.
fn part_of_site(path: &Path) -> Option<SourcePath> {
    let path = path.ancestors().find_map(|path| SourcePath::new(path.to_str()?))?;
    let mut names = path.as_str().split('/');
    let is_inside = path.as_str() == CONFIG || names.next().is_some_and(|first| FOLDERS.contains(&first));
    let top = Path::new(path.as_str().split('/').next().unwrap_or_default());
    (is_inside && !names.any(|name| is_left_alone(top, name))).then_some(path)
}

fn content(file: &Found) -> Change {
    match read_file(file) {
        Ok(change) => change,
        // It was there a moment ago.
        Err(failure) if failure.source.kind() == io::ErrorKind::NotFound => Change::Gone(file.path.clone()),
        Err(failure) => Change::Problem(refused(&file.path, &failure)),
    }
}

/// A finding about what the walk was refused; what vanished in the meantime is just gone.
fn refusal(root: &Path, failure: &Failure) -> Option<Diagnostic> {
    let is_gone = matches!(failure.source.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
    let path = failure.path.strip_prefix(root).ok().and_then(|path| SourcePath::new(path.to_str()?));
    path.filter(|_| !is_gone).map(|path| refused(&path, failure))
}

fn refused(path: &SourcePath, failure: &Failure) -> Diagnostic {
    let (message, help) = if failure.source.kind() == io::ErrorKind::NotFound {
        ("the file is gone".to_owned(), "bring it back; until then its last state is shown")
    } else {
        let message = format!("the file cannot be read: {}", failure.source);
        (message, "let the preview read it; until then its last state is shown")
    };
    Diagnostic::new(&codes::UNREADABLE_FILE, path, Span::default(), message).help(help)
}

/// Whether a finding is about a file, or a folder that the file lies in.
fn is_at(problem: &Diagnostic, file: &SourcePath) -> bool {
    let rest = file.as_str().strip_prefix(problem.place.path.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
