//! The state of an open page, as the script in it is told: the whole of it each time.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::editor::Editor;
use super::request_path::RequestPath;
use super::{MOST_FINDINGS, wire};
use crate::diag::{Diagnostic, order};
use crate::digest::Digest;
use crate::finding::{self, At, Texts};
use crate::path::{OutPath, SourcePath};
use crate::project::{Project, Rendered, Summary};

/// How many digits of a digest name a version.
const VERSION: usize = 16;

/// The state of one page.
pub(super) struct State {
    /// The bytes that the page has, and those of the pictures in it; `None` when there is no page.
    pub(super) version: Option<String>,
    /// The state as JSON, in one line.
    pub(super) text: String,
}

/// The states of all pages of a site at one moment.
pub(super) struct States<'a> {
    project: &'a Project,
    texts: Texts<'a>,
    editor: Option<&'a Editor>,
    root: &'a Path,
    /// What is wrong with the site, as JSON; the same for all pages.
    findings: Arc<RawValue>,
}

/// What was last written of the findings of the site, which most edits do not change.
#[derive(Default)]
pub(super) struct Written(Mutex<Option<(Basis, Arc<RawValue>)>>);

/// What findings are written from: they themselves, how many more there are, and the texts that they point into.
struct Basis {
    summary: Summary,
    texts: Vec<Option<Arc<str>>>,
}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        let is_same_text = |(a, b): (&Option<Arc<str>>, &Option<Arc<str>>)| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
            (a, b) => a.is_none() && b.is_none(),
        };
        let is_same_finding = |(a, b): (&Diagnostic, &Diagnostic)| order(a, b).is_eq();
        let counts = |basis: &Self| {
            let Summary { errors, warnings, placeholders, first } = &basis.summary;
            (*errors, *warnings, *placeholders, first.len())
        };
        counts(self) == counts(other)
            && self.summary.first.iter().zip(&other.summary.first).all(is_same_finding)
            && self.texts.len() == other.texts.len()
            && self.texts.iter().zip(&other.texts).all(is_same_text)
    }
}

#[derive(Serialize)]
struct StateView<'a> {
    version: Option<&'a str>,
    moved: Option<String>,
    failed: Option<FindingView<'a>>,
    files: &'a BTreeMap<String, String>,
    edit: BTreeMap<String, String>,
    findings: &'a RawValue,
}

#[derive(Serialize)]
struct Findings<'a> {
    errors: usize,
    warnings: usize,
    /// Values that look finished and are invented: a count, because the page is as it will be.
    placeholders: usize,
    list: Vec<FindingView<'a>>,
}

/// A finding with the lines that it is about.
#[derive(Serialize)]
struct FindingView<'a> {
    #[serde(flatten)]
    finding: finding::FindingView<'a, PlaceView<'a>>,
    lines: Vec<finding::Line>,
}

/// A place in a file, and where the editor opens it.
#[derive(Serialize)]
struct PlaceView<'a> {
    #[serde(flatten)]
    at: At<'a>,
    url: Option<String>,
}

impl<'a> States<'a> {
    pub(super) fn new(project: &'a Project, editor: Option<&'a Editor>, root: &'a Path, written: &Written) -> Self {
        let none = Arc::from(RawValue::NULL.to_owned());
        let mut states = Self { project, texts: Texts::new(project), editor, root, findings: none };
        states.findings = states.findings(written);
        states
    }

    /// The findings of the site as JSON, written anew when they or the lines around them are others.
    fn findings(&self, written: &Written) -> Arc<RawValue> {
        let summary = self.project.summary(MOST_FINDINGS);
        let places = summary
            .first
            .iter()
            .flat_map(|finding| std::iter::once(&finding.place).chain(finding.related.iter().map(|(place, _)| place)));
        let texts = places.map(|place| self.project.text(&place.path)).collect();
        let basis = Basis { summary, texts };
        let mut last = written.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, json)) = last.as_ref().filter(|(known, _)| *known == basis) {
            return Arc::clone(json);
        }
        let Summary { errors, warnings, placeholders, first } = &basis.summary;
        let list = first.iter().map(|finding| self.finding(finding)).collect();
        let findings = Findings { errors: *errors, warnings: *warnings, placeholders: *placeholders, list };
        let json: Arc<RawValue> = Arc::from(to_raw_value(&findings).expect("findings are plain data"));
        *last = Some((basis, Arc::clone(&json)));
        json
    }

    /// The state of the page at a path, as the browser writes it.
    pub(super) fn of(&self, page: &str) -> Arc<State> {
        let path = RequestPath::new(page).and_then(|path| path.below(&RequestPath::mount(self.project.base_path())));
        let path = path.and_then(|path| path.file());
        let mut version = None;
        let (mut files, mut failed) = (BTreeMap::new(), None);
        match path.as_ref().map(|path| (path, self.project.render(path))) {
            Some((path, Ok(Some(Rendered::Bytes(bytes))))) => {
                let (name, embedded) = self::version(self.project, path, &bytes);
                version = Some(name);
                files = embedded.into_iter().map(|(file, digest)| (resolved(page, &file), digest)).collect();
            }
            Some((_, Err(error))) => failed = Some(error.0),
            _ => {}
        }
        let moved = path.as_ref().and_then(|path| self.project.moved_to(path));
        let spots = path.iter().flat_map(|path| self.project.spots(path));
        let edit = spots.filter_map(|spot| Some((spot.id, self.url(finding::at(&self.texts, &spot.place))?)));
        let view = StateView {
            version: version.as_deref(),
            moved,
            failed: failed.as_ref().map(|finding| self.finding(finding)),
            files: &files,
            edit: edit.collect(),
            findings: &self.findings,
        };
        let text = serde_json::to_string(&view).expect("a state is plain data");
        Arc::new(State { version, text })
    }

    fn finding<'f>(&self, finding: &'f Diagnostic) -> FindingView<'f> {
        let place = |place| {
            let at = finding::at(&self.texts, place);
            PlaceView { at, url: self.url(at) }
        };
        FindingView { finding: finding::view(finding, place), lines: finding::lines(&self.texts, finding) }
    }

    fn url(&self, at: At<'_>) -> Option<String> {
        let file = self.root.join(at.file);
        // A template of the program's own theme is no file that could be opened.
        let path = SourcePath::new(at.file).filter(|path| self.project.has_source(path));
        path.and(self.editor).map(|editor| editor.url(&file, at.line, at.column))
    }
}

/// The name of the bytes of a page with those of the pictures in it, and the pictures as they are named there, each
/// with its digest.
pub(super) fn version(project: &Project, path: &OutPath, html: &[u8]) -> (String, BTreeMap<String, String>) {
    let mut digest = Digest::default();
    digest.update(html);
    let mut files = BTreeMap::new();
    for source in wire::sources(html) {
        let Some(attachment) = wire::file_at(path, &source).and_then(|file| project.attachment_at(&file)) else {
            continue;
        };
        digest.update(attachment.sha256.as_bytes());
        files.insert(source, attachment.sha256[..VERSION.min(attachment.sha256.len())].to_owned());
    }
    let mut version = digest.finish();
    version.truncate(VERSION);
    (version, files)
}

/// The path that a relative one means on a page, both as the browser writes them.
fn resolved(page: &str, relative: &str) -> String {
    let mut names: Vec<&str> = page.split('/').collect();
    names.pop();
    for name in relative.split('/') {
        match name {
            ".." if names.len() > 1 => {
                names.pop();
            }
            "." | ".." => {}
            name => names.push(name),
        }
    }
    names.join("/")
}
