//! A site that is being edited: what its files hold, those that are open as their editors hold them, and what the client
//! was told of its findings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types as lsp;

use super::client::Client;
use super::diagnostics::diagnostic;
use super::document::Document;
use super::position::Positions;
use super::uri::uri_of;
use crate::diag::{Diagnostic, Failure};
use crate::disk;
use crate::model::date::AsOf;
use crate::path::SourcePath;
use crate::project::{Change, Options, Project};
use crate::watch::{Seen, Watch};

/// A site with a folder of its own.
pub(super) struct Site {
    pub(super) root: PathBuf,
    pub(super) project: Project,
    /// The files that symbolic links lead to.
    links: BTreeSet<SourcePath>,
    /// What editors hold, by the addresses that they gave the files.
    open: BTreeMap<SourcePath, Opened>,
    /// What the client was told last, of each file with findings.
    told: BTreeMap<SourcePath, Told>,
    /// The files that findings point into beside their own place, each with the files of the findings.
    pointed_into: BTreeMap<SourcePath, BTreeSet<SourcePath>>,
    /// The files of which the client may have to be told.
    untold: BTreeSet<SourcePath>,
    /// The files whose text is another than when the client was told.
    moved: BTreeSet<SourcePath>,
    /// Held while the client does not watch the files itself.
    _watch: Option<Watch>,
}

/// What the client was told of a file.
#[derive(Default)]
struct Told {
    diagnostics: Vec<lsp::Diagnostic>,
    /// The files that it is led to beside this one.
    into: BTreeSet<SourcePath>,
}

/// An open file.
struct Opened {
    uri: lsp::Uri,
    version: i32,
}

impl Site {
    /// Reads the site in a folder.
    pub(super) fn open(root: PathBuf, options: Options, watch: Option<Watch>) -> Result<Self, Failure> {
        let reading = disk::read(&root)?;
        let mut project = Project::as_written(reading.changes, options);
        project.keep_findings();
        let mut site = Self {
            root,
            project,
            links: reading.links,
            open: BTreeMap::new(),
            told: BTreeMap::new(),
            pointed_into: BTreeMap::new(),
            untold: BTreeSet::new(),
            moved: BTreeSet::new(),
            _watch: watch,
        };
        site.look_at_everything();
        Ok(site)
    }

    /// Reads everything anew, after a failure of our own that may have left half an edit.
    pub(super) fn start_anew(&mut self) -> Result<(), Failure> {
        let reading = disk::read(&self.root)?;
        self.project = Project::as_written(reading.changes, self.project.options().clone());
        self.project.keep_findings();
        self.links = reading.links;
        self.open.clear();
        self.look_at_everything();
        Ok(())
    }

    /// The file of the site at a path of the disk.
    pub(super) fn part(&self, path: &Path) -> Option<SourcePath> {
        disk::part(path.strip_prefix(&self.root).ok()?)
    }

    /// The address of a file, as its editor gave it when it is open.
    pub(super) fn uri(&self, path: &SourcePath) -> lsp::Uri {
        self.open.get(path).map_or_else(|| uri_of(&self.root.join(path.as_str())), |opened| opened.uri.clone())
    }

    /// The text of a file of the site that lies on the disk, or is open.
    pub(super) fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.project.text(path).filter(|_| self.project.has_source(path))
    }

    /// Takes what an editor holds in the place of what the disk does.
    pub(super) fn hold(&mut self, path: &SourcePath, document: &Document) {
        self.open.insert(path.clone(), Opened { uri: document.uri.clone(), version: document.version });
        self.take([disk::held(path, document.text.clone().into_bytes())]);
    }

    /// Goes back to what the disk holds.
    pub(super) fn release(&mut self, path: &SourcePath) {
        self.open.remove(path);
        self.reread([Path::new(path.as_str())]);
    }

    /// Reads again what may have changed on the disk.
    pub(super) fn see(&mut self, seen: &Seen) {
        match seen {
            Seen::Paths(paths) => self.reread(paths.iter().map(PathBuf::as_path)),
            Seen::Everything(_) => {
                let again = disk::reread_everything(&self.root, &self.project);
                self.take_read(again);
            }
            Seen::Notice(_) => {}
        }
    }

    /// Reads again what may have changed at some paths, as they are from the root.
    pub(super) fn reread<'p>(&mut self, paths: impl IntoIterator<Item = &'p Path>) {
        // What a link leads to is known to change by its own name only.
        let mut all: Vec<&Path> = self.links.iter().map(|link| Path::new(link.as_str())).collect();
        paths.into_iter().for_each(|path| all.push(path));
        let again = disk::reread(&self.root, all, &self.project);
        self.take_read(again);
    }

    fn take_read(&mut self, reading: disk::Reading) {
        self.links.extend(reading.links);
        let changes: Vec<Change> =
            reading.changes.into_iter().filter(|change| !self.open.contains_key(change.path())).collect();
        self.take(changes);
    }

    fn take(&mut self, changes: impl IntoIterator<Item = Change>) {
        let applied = self.project.apply(changes);
        for path in &applied.files {
            self.untold.extend(self.pointed_into.get(path).into_iter().flatten().cloned());
        }
        if applied.is_everywhere {
            self.look_at_everything();
        }
        self.untold.extend(applied.findings);
        self.untold.extend(applied.files.iter().cloned());
        self.moved.extend(applied.files);
    }

    /// Speaks as of another day from here on.
    pub(super) fn speak_as_of(&mut self, day: AsOf) {
        self.project.speak_as_of(day);
        self.look_at_everything();
    }

    fn look_at_everything(&mut self) {
        self.untold.extend(self.told.keys().cloned());
        let found = self.project.check().into_iter().chain(self.project.placeholders());
        self.untold.extend(found.map(|finding| finding.place.path));
    }

    /// What the client has to be told: the findings of each file of which it knows others.
    pub(super) fn news(&mut self, client: &Client) -> Vec<lsp::PublishDiagnosticsParams> {
        let moved = std::mem::take(&mut self.moved);
        let untold = std::mem::take(&mut self.untold);
        untold.iter().filter_map(|path| self.news_of(path, moved.contains(path), client)).collect()
    }

    /// The findings of a file, when they are others or the text was moved that an editor shows them in.
    fn news_of(&mut self, path: &SourcePath, is_moved: bool, client: &Client) -> Option<lsp::PublishDiagnosticsParams> {
        let findings = self.project.findings_in(path);
        let diagnostics = self.diagnostics(&findings, client);
        let last = self.told.remove(path).unwrap_or_default();
        let is_known = last.diagnostics == diagnostics;
        for into in &last.into {
            if let Some(by) = self.pointed_into.get_mut(into) {
                by.remove(path);
            }
        }
        let related = findings.iter().flat_map(|finding: &Diagnostic| &finding.related);
        let into: BTreeSet<SourcePath> = related.map(|(place, _)| place.path.clone()).collect();
        for into in &into {
            self.pointed_into.entry(into.clone()).or_default().insert(path.clone());
        }
        if !diagnostics.is_empty() {
            self.told.insert(path.clone(), Told { diagnostics: diagnostics.clone(), into });
        }
        // An editor moves what it shows along with the text, and is brought back by being told again.
        if is_known && (diagnostics.is_empty() || !is_moved || !self.open.contains_key(path)) {
            return None;
        }
        let version = self.open.get(path).map(|opened| opened.version);
        Some(lsp::PublishDiagnosticsParams { uri: self.uri(path), version, diagnostics })
    }

    /// Findings of a file as the client reads them.
    pub(super) fn diagnostics(&self, findings: &[Diagnostic], client: &Client) -> Vec<lsp::Diagnostic> {
        let places = |finding: &Diagnostic| -> Vec<SourcePath> {
            let related = finding.related.iter().filter(|_| client.has_related).map(|(place, _)| &place.path);
            std::iter::once(&finding.place.path).chain(related).cloned().collect()
        };
        let paths: BTreeSet<SourcePath> = findings.iter().flat_map(places).collect();
        let texts: Vec<(SourcePath, Arc<str>)> =
            paths.into_iter().map(|path| (path.clone(), self.text(&path).unwrap_or_default())).collect();
        let positions: BTreeMap<&SourcePath, Positions<'_>> =
            texts.iter().map(|(path, text)| (path, Positions::new(text, client.encoding))).collect();
        let location = |place: &crate::diag::Place| {
            let range = positions.get(&place.path)?.range_of(place.span);
            // What is part of the program lies in no file.
            self.project.has_source(&place.path).then(|| lsp::Location { uri: self.uri(&place.path), range })
        };
        findings.iter().map(|finding| diagnostic(finding, &positions[&finding.place.path], location)).collect()
    }
}
