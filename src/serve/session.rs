//! Answers requests with the files of one site, as they were when it was read.
//!
//! A path is looked up among the files that the site has, never on disk, so there is nothing to traverse.

use std::path::PathBuf;

use super::place::Place;
use super::{Body, Request, Response};
use crate::diag::Failure;
use crate::disk;
use crate::path::OutPath;
use crate::project::{Files, Options, Project, Rendered};

/// The page that stands in for those that do not exist.
const NOT_FOUND: &str = "404.html";

/// A site that is being looked at.
pub struct Session {
    root: PathBuf,
    project: Project,
    files: Files,
    /// Where the site lies on this server: where its base URL says.
    mount: Place,
}

impl Session {
    /// Reads the site in a folder.
    ///
    /// # Errors
    ///
    /// When the machine refuses a file.
    pub fn open(root: PathBuf, options: Options) -> Result<Self, Failure> {
        let project = Project::new(disk::read(&root)?, options);
        let files = project.files();
        let mount = Place::mount(project.base_path());
        Ok(Self { root, project, files, mount })
    }

    /// The path of the first page.
    #[must_use]
    pub fn home(&self) -> String {
        self.mount.location()
    }

    /// The response to a request.
    #[must_use]
    pub fn respond(&self, request: &Request) -> Response {
        let place = Place::new(&request.path);
        let Some(below) = place.as_ref().and_then(|place| place.below(&self.mount)) else {
            let is_above = place.is_some_and(|place| place.is_root() || place.location() == self.home());
            return if is_above { redirect(self.home()) } else { self.not_found() };
        };
        if let Some(response) = below.file().and_then(|path| self.file(&path, 200)) {
            return response;
        }
        match below.index().filter(|index| !below.is_folder && self.files.contains(index)) {
            Some(_) => redirect(format!("{}{}", self.home(), &below.location()[1..])),
            None => self.not_found(),
        }
    }

    fn not_found(&self) -> Response {
        OutPath::new(NOT_FOUND)
            .and_then(|path| self.file(&path, 404))
            .unwrap_or_else(|| Response::text(404, "there is no such page"))
    }

    /// The file, when the site has it; with this status, unless it cannot be made.
    fn file(&self, path: &OutPath, status: u16) -> Option<Response> {
        let bytes = match self.project.render(&self.files, path) {
            Ok(rendered) => match rendered? {
                Rendered::Bytes(bytes) => bytes,
                Rendered::Copy(attachment) => match disk::attachment_bytes(&self.root, &attachment?) {
                    Ok(bytes) => bytes,
                    Err(failure) => return Some(Response::text(500, &failure.to_string())),
                },
            },
            Err(error) => return Some(Response::text(500, &error.0.message)),
        };
        Some(Response { status, content_type: content_type(path), location: None, body: Body::Bytes(bytes) })
    }
}

fn redirect(location: String) -> Response {
    Response { location: Some(location), ..Response::text(301, "the page has another address") }
}

/// The media type that the ending of a file stands for.
fn content_type(path: &OutPath) -> &'static str {
    let ending = path.as_str().rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
