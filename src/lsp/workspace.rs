//! The sites and the documents that are open, each document in the site whose folder it lies in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use gen_lsp_types as lsp;

use super::Event;
use super::client::Client;
use super::document::Document;
use super::site::Site;
use super::uri::path_of;
use crate::diag::Failure;
use crate::disk;
use crate::model::date::AsOf;
use crate::path::SourcePath;
use crate::project::{CONFIG, Options};
use crate::watch::{self, How, Seen};

/// Everything that is open.
pub(super) struct Workspace {
    options: Options,
    pub(super) sites: BTreeMap<PathBuf, Site>,
    documents: BTreeMap<String, Document>,
    events: Sender<Event>,
}

impl Workspace {
    pub(super) fn new(options: Options, events: Sender<Event>) -> Self {
        Self { options, sites: BTreeMap::new(), documents: BTreeMap::new(), events }
    }

    /// Opens the site that a folder is in, if there is one and it is not open; says so when the client is to watch it.
    pub(super) fn open_site(
        &mut self,
        folder: &Path,
        client: &Client,
    ) -> Result<Option<lsp::RegistrationParams>, Failure> {
        let Some(root) = disk::find_root(folder)?.filter(|root| !self.sites.contains_key(root)) else {
            return Ok(None);
        };
        let request = client.watch_request(&root);
        // Watched before it is read, so that no change falls between the two.
        let watch = if request.is_none() { Some(self.watch(&root)?) } else { None };
        let mut site = Site::open(root.clone(), self.options.clone(), watch)?;
        for document in self.documents.values().filter(|document| document.path.starts_with(&root)) {
            if let Some(part) = site.part(&document.path) {
                site.hold(&part, document);
            }
        }
        self.sites.insert(root, site);
        Ok(request)
    }

    fn watch(&self, root: &Path) -> Result<watch::Watch, Failure> {
        let (events, folder) = (self.events.clone(), root.to_path_buf());
        watch::start(root, How::Events, move |seen| {
            // The program is ending when nobody receives.
            let _ = events.send(Event::Seen(folder.clone(), seen));
        })
    }

    /// The site that a document is in, and its path there.
    pub(super) fn find(&self, uri: &lsp::Uri) -> Option<(&Site, SourcePath)> {
        let path = path_of(uri)?;
        let root = self.root_of(&path)?;
        let site = &self.sites[&root];
        Some((site, site.part(&path)?))
    }

    /// The innermost of the open sites in which a path lies.
    fn root_of(&self, path: &Path) -> Option<PathBuf> {
        path.ancestors().find(|folder| self.sites.contains_key(*folder)).map(Path::to_path_buf)
    }

    fn site_of(&mut self, path: &Path) -> Option<(&mut Site, SourcePath)> {
        let root = self.root_of(path)?;
        let site = self.sites.get_mut(&root)?;
        let part = site.part(path)?;
        Some((site, part))
    }

    pub(super) fn open(&mut self, document: Document) {
        if let Some((site, part)) = self.site_of(&document.path) {
            site.hold(&part, &document);
        }
        self.documents.insert(document.uri.0.clone(), document);
    }

    pub(super) fn change(&mut self, params: lsp::DidChangeTextDocumentParams, client: &Client) {
        let lsp::VersionedTextDocumentIdentifier { version, text_document_identifier } = params.text_document;
        let Some(mut document) = self.documents.remove(&text_document_identifier.uri.0) else { return };
        document.change(version, params.content_changes, client.encoding);
        self.open(document);
    }

    pub(super) fn close(&mut self, uri: &lsp::Uri) {
        let Some(document) = self.documents.remove(&uri.0) else { return };
        if let Some((site, part)) = self.site_of(&document.path) {
            site.release(&part);
        }
    }

    /// Reads again files that the client saw changing, and opens sites that came to be.
    pub(super) fn reread(&mut self, paths: &[PathBuf]) {
        for (root, site) in &mut self.sites {
            let parts: Vec<&Path> = paths.iter().filter_map(|path| path.strip_prefix(root).ok()).collect();
            if !parts.is_empty() {
                site.reread(parts);
            }
        }
    }

    pub(super) fn see(&mut self, root: &Path, seen: &Seen) {
        if let Some(site) = self.sites.get_mut(root) {
            site.see(seen);
        }
    }

    pub(super) fn speak_as_of(&mut self, day: AsOf) {
        self.options.as_of = day;
        self.sites.values_mut().for_each(|site| site.speak_as_of(day));
    }

    /// Reads all sites anew, and puts what editors hold in its place.
    pub(super) fn start_anew(&mut self) -> Result<(), Failure> {
        for (root, site) in &mut self.sites {
            site.start_anew()?;
            for document in self.documents.values().filter(|document| document.path.starts_with(root)) {
                if let Some(part) = site.part(&document.path) {
                    site.hold(&part, document);
                }
            }
        }
        Ok(())
    }

    /// What the client has to be told of findings.
    pub(super) fn news(&mut self, client: &Client) -> Vec<lsp::PublishDiagnosticsParams> {
        self.sites.values_mut().flat_map(|site| site.news(client)).collect()
    }
}

/// Whether a site begins or ends with such a file.
pub(super) fn is_settings(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == CONFIG)
}
