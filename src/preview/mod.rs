//! A site while it is being written: its pages as they would be published, and word of every change to those who look.
//!
//! 1. [`Preview::respond`] answers a request with the page that it means (`request_path`), rendered for this request, the
//!    script of `client` added on the way (`wire`).
//! 2. That script asks for the state of its page (`state`) as a stream of events (`streams`). A state says everything:
//!    which bytes the page has now, where it moved, what is wrong with the site. There is no history, so a page that
//!    was hidden, asleep or cut off has missed nothing once it asks again.
//! 3. [`Preview::take`] reads what changed on disk, takes it into the site, and hands the new state to each open page
//!    for which it is another one.
//!
//! Nothing is written to disk, and no page is kept: what nobody looks at costs nothing.

mod client;
mod editor;
mod media;
mod request_path;
mod state;
mod streams;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::diag::{Diagnostic, Failure};
use crate::disk;
use crate::finding::{self, Texts};
use crate::model::date::AsOf;
use crate::path::{OutPath, SourcePath};
use crate::project::{Change, Options, Project, Rendered, Summary};
use crate::serve::{Request, Response};
use crate::watch::Seen;
pub use editor::Editor;
use media::media_type;
use request_path::RequestPath;
use state::{States, Written};
use streams::Streams;

/// The page that stands in for those that do not exist.
const NOT_FOUND: &str = "404.html";
/// How many findings an open page is told of; the rest is counted.
pub const MOST_FINDINGS: usize = 100;

/// A site that is being looked at.
pub struct Preview {
    root: PathBuf,
    project: RwLock<Project>,
    /// The files that symbolic links lead to.
    links: Mutex<BTreeSet<SourcePath>>,
    streams: Streams,
    written: Written,
    editor: Option<Editor>,
    /// What a page must know to be told of changes: only pages that this run has answered with know it.
    token: String,
}

/// What a change on disk meant.
#[derive(Debug, Default)]
pub struct News {
    /// The files whose contents were not those of before.
    pub files: BTreeSet<SourcePath>,
    /// The addresses of the pages that are touched: those that show the records in the files, and open pages.
    pub pages: BTreeSet<String>,
    /// Whether the configuration or the theme is another, which every page shows.
    pub is_everywhere: bool,
    /// Those of the files that cannot be understood, so that their last good state is still shown.
    pub kept: BTreeSet<SourcePath>,
    /// What is wrong with the site now.
    pub summary: Summary,
}

impl Preview {
    /// Reads the site in a folder. The token must be a secret of this run, in letters and digits.
    ///
    /// # Errors
    ///
    /// When the machine refuses a file.
    pub fn open(root: PathBuf, options: Options, editor: Option<Editor>, token: String) -> Result<Arc<Self>, Failure> {
        let (project, links) = read_site(&root, options)?;
        Ok(Arc::new(Self { root, editor, links: Mutex::new(links), ..Self::of(project, token) }))
    }

    /// A site in memory, which is in no folder.
    #[must_use]
    pub fn of(project: Project, token: String) -> Self {
        let (streams, written) = (Streams::default(), Written::default());
        let (root, links) = (PathBuf::new(), Mutex::default());
        Self { root, project: RwLock::new(project), links, streams, written, editor: None, token }
    }

    /// The path of the first page.
    #[must_use]
    pub fn home(&self) -> String {
        RequestPath::mount(self.read().base_path()).location()
    }

    /// How much is wrong with the site, and the first findings of it.
    #[must_use]
    pub fn summary(&self, most: usize) -> Summary {
        self.read().summary(most)
    }

    /// How many records the site has.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.read().record_count()
    }

    /// A finding for people, with the lines of its file.
    #[must_use]
    pub fn shown(&self, finding: &Diagnostic) -> String {
        finding::shown(&Texts::new(&self.read()), finding)
    }

    // Who reads leaves the site as it was; whoever fails while writing starts anew.
    fn read(&self) -> RwLockReadGuard<'_, Project> {
        self.project.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Project> {
        self.project.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The response to a request.
    #[must_use]
    pub fn respond(self: &Arc<Self>, request: &Request) -> Response {
        if let Some(name) = request.path.strip_prefix("/_candor/") {
            return self.own(name, request);
        }
        let project = self.read();
        let mount = RequestPath::mount(project.base_path());
        let path = RequestPath::new(&request.path);
        let Some(below) = path.as_ref().and_then(|path| path.below(&mount)) else {
            let home = mount.location();
            let is_above = path.is_some_and(|path| path.is_root() || path.location() == home);
            return if is_above { Response::redirect(home) } else { self.not_found(&project) };
        };
        if let Some(response) = below.file().and_then(|path| self.file(&project, &path, 200)) {
            return response;
        }
        match below.index().filter(|index| !below.is_folder && project.has(index)) {
            Some(_) => Response::redirect(format!("{}{}", mount.location(), &below.location()[1..])),
            None => self.not_found(&project),
        }
    }

    /// What is no page of the site: the script, its style, and the states.
    fn own(self: &Arc<Self>, name: &str, request: &Request) -> Response {
        let text = |content_type, text: &str| Response::bytes(200, content_type, text.as_bytes().to_vec());
        match name {
            "reload.js" => text("text/javascript; charset=utf-8", client::SCRIPT),
            "reload.css" => text("text/css; charset=utf-8", client::STYLE),
            "events" => {
                let parameters = |name| wire::parameters(request.query.as_deref().unwrap_or_default(), name);
                if parameters("token").next().as_deref() != Some(&self.token) {
                    return Response::text(403, "this page is from an earlier run of the preview");
                }
                let preview = Arc::clone(self);
                let pages = parameters("page").filter(|page| !page.contains(char::is_control)).collect();
                Response::events(move |writer| preview.tell(pages, writer))
            }
            _ => Response::text(404, "the preview has no such file"),
        }
    }

    /// Tells pages their states, now and whenever one is another, until nobody listens.
    fn tell(&self, pages: BTreeSet<String>, writer: &mut dyn Write) -> io::Result<()> {
        let stream = {
            let project = self.read();
            let states = States::new(&project, self.editor.as_ref(), &self.root, &self.written);
            // Under the lock, so that a change cannot be told before what it changed.
            self.streams.open(pages.into_iter().map(|page| (states.of(&page), page)))
        };
        stream.write_to(writer)
    }

    fn not_found(&self, project: &Project) -> Response {
        OutPath::new(NOT_FOUND)
            .and_then(|path| self.file(project, &path, 404))
            .unwrap_or_else(|| Response::text(404, "there is no such page"))
    }

    /// The file, when the site has it; with this status, unless it cannot be made.
    fn file(&self, project: &Project, path: &OutPath, status: u16) -> Option<Response> {
        let content_type = media_type(path);
        Some(match project.render(path).transpose()? {
            Ok(Rendered::Bytes(bytes)) if content_type.starts_with("text/html") => {
                let version = state::version(project, path, &bytes).0;
                Response::bytes(status, content_type, wire::with_script(bytes, &version, &self.token))
            }
            Ok(Rendered::Bytes(bytes)) => Response::bytes(status, content_type, bytes),
            Ok(Rendered::Copy(attachment)) => match disk::attachment_bytes(&self.root, &attachment?) {
                Ok(bytes) => Response::file(content_type, bytes),
                Err(failure) => Response::text(500, &failure.to_string()),
            },
            Err(error) => {
                let page = wire::failed_page(&error.0.message, &self.token);
                Response::bytes(500, "text/html; charset=utf-8", page)
            }
        })
    }

    /// Reads again what may have changed on disk, and tells the open pages for which that makes a difference.
    ///
    /// `None` when nothing is different from before.
    pub fn take(&self, seen: &Seen) -> Option<News> {
        let prepared = {
            let project = self.read();
            project.prepare(self.reread(&project, seen))
        };
        // Nobody else changes the project, so what was prepared still holds.
        let applied = self.write().apply_prepared(prepared);
        if applied.files.is_empty() {
            return None;
        }
        let mut pages = applied.addresses;
        pages.extend(self.tell_all());
        let summary = self.summary(MOST_FINDINGS);
        Some(News { files: applied.files, pages, is_everywhere: applied.is_everywhere, kept: applied.kept, summary })
    }

    fn reread(&self, project: &Project, seen: &Seen) -> Vec<Change> {
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let again = match seen {
            Seen::Paths(paths) => {
                // What a link leads to is known to change by its own name only.
                let linked = links.iter().map(|link| Path::new(link.as_str()));
                disk::reread(&self.root, paths.iter().map(PathBuf::as_path).chain(linked), project)
            }
            Seen::Everything(_) => disk::reread_everything(&self.root, project),
            Seen::Notice(_) => return Vec::new(),
        };
        links.extend(again.links);
        again.changes
    }

    /// Starts anew from what is on disk, after a failure of our own that may have left half an edit.
    ///
    /// # Errors
    ///
    /// When the machine refuses a file.
    pub fn start_anew(&self) -> Result<(), Failure> {
        let options = self.read().options().clone();
        let (project, links) = read_site(&self.root, options)?;
        *self.write() = project;
        *self.links.lock().unwrap_or_else(PoisonError::into_inner) = links;
        self.tell_all();
        Ok(())
    }

    /// Speaks as of another day from here on.
    pub fn speak_as_of(&self, day: AsOf) {
        self.write().speak_as_of(day);
        self.tell_all();
    }

    /// Hands every open page its present state, and names those that are other pages than before.
    fn tell_all(&self) -> BTreeSet<String> {
        let project = self.read();
        let states = States::new(&project, self.editor.as_ref(), &self.root, &self.written);
        let mut known = BTreeMap::new();
        let mut changed = BTreeSet::new();
        for stream in self.streams.all() {
            for page in stream.pages() {
                let state = known.entry(page.clone()).or_insert_with(|| states.of(&page));
                if stream.put(&page, Arc::clone(state)) {
                    changed.insert(page);
                }
            }
        }
        changed
    }
}

fn read_site(root: &Path, options: Options) -> Result<(Project, BTreeSet<SourcePath>), Failure> {
    let reading = disk::read(root)?;
    let mut project = Project::new(reading.changes, options);
    project.keep_findings();
    Ok((project, reading.links))
}
