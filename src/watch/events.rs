//! What the operating system says of the site's folders, told as [`Change`]s of paths relative to the root.
//!
//! The root is watched without what lies below it, `content` and `themes` with all of it, so that a build folder or a
//! repository costs nothing. What is known about the package `notify` and mended here:
//!
//! - Reading a file is an event, which would never end: opening and closing after reading are dropped.
//! - A watched folder that is deleted or renamed is forgotten, and its successor may have the same inode. Any word that
//!   `content` or `themes` went away therefore leads to a new watch, and so does another identity seen on a tick.
//! - It watches what a symbolic link leads to only when it is told the target's own path.
//! - Watching stops in the middle when a folder vanishes meanwhile, without a word when it was a new one: it is tried
//!   again at first, and new folders are watched once more when they have become quiet.
//! - When its thread has ended, its methods panic: an ended one is forgotten and never called again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, ErrorKind, Event, EventHandler, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::platform::{self, Identity};
use crate::project::FOLDERS;
use crate::watch::settle::Change;
use crate::watch::{Message, is_watched};

/// How often a folder is tried that changes while it is being watched.
const TRIES: usize = 5;

/// One message of the operating system.
pub(super) struct Heard(notify::Result<Event>);

/// The watches of one site.
pub(super) struct Events {
    root: PathBuf,
    /// `None` when watching has ended.
    watcher: Option<RecommendedWatcher>,
    alive: Arc<AtomicBool>,
    root_identity: Option<Identity>,
    trees: Vec<Tree>,
}

/// `content` or `themes`.
struct Tree {
    name: &'static str,
    /// What is watched, if anything is.
    watched: Option<Watched>,
}

#[derive(Debug, PartialEq, Eq)]
struct Watched {
    /// Another path than that below the root when it is a symbolic link.
    path: PathBuf,
    identity: Identity,
}

impl Tree {
    fn is_top(&self, path: &Path, root: &Path) -> bool {
        path == root.join(self.name) || self.watched.as_ref().is_some_and(|watched| path == watched.path)
    }
}

/// Passes on what it is told, and says when it will hear no more.
struct Handler {
    sender: Sender<Message>,
    alive: Arc<AtomicBool>,
}

impl EventHandler for Handler {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        let reading = matches!(
            event.as_ref().map(|event| event.kind),
            Ok(EventKind::Access(kind)) if kind != AccessKind::Close(AccessMode::Write)
        );
        if !reading {
            // Nobody listens any more when this fails, which is no reason to stop.
            let _ = self.sender.send(Message::Heard(Heard(event)));
        }
    }
}

impl Drop for Handler {
    fn drop(&mut self) {
        self.alive.store(false, Ordering::Release);
        let _ = self.sender.send(Message::Ended);
    }
}

impl Events {
    /// Watches a site whose root is absolute.
    ///
    /// # Errors
    ///
    /// One line for the editor when not everything can be watched.
    pub(super) fn start(root: &Path, sender: Sender<Message>) -> Result<Self, String> {
        let alive = Arc::new(AtomicBool::new(true));
        let handler = Handler { sender, alive: Arc::clone(&alive) };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(handler, config).map_err(|error| why(&error))?;
        let trees = FOLDERS.iter().map(|&name| Tree { name, watched: None }).collect();
        let mut events = Self { root: root.to_path_buf(), watcher: Some(watcher), alive, root_identity: None, trees };
        events.watch_root()?;
        for index in 0..events.trees.len() {
            events.watch_tree(index)?;
        }
        Ok(events)
    }

    /// Whether events can still come.
    pub(super) fn is_alive(&self) -> bool {
        self.alive.load(Ordering::Acquire)
    }

    /// What a message means.
    ///
    /// # Errors
    ///
    /// One line for the editor when not everything can be watched any more.
    pub(super) fn translate(&mut self, heard: Heard) -> Result<Vec<Change>, String> {
        let event = heard.0.map_err(|error| why(&error))?;
        if event.need_rescan() {
            return self.watch_all_again("more happened at once than the system keeps");
        }
        let about_trees = event.paths.iter().any(|path| self.is_top(path));
        let mut changes = Vec::new();
        if let EventKind::Modify(ModifyKind::Name(RenameMode::Both)) = event.kind
            && let [from, to] = event.paths.as_slice()
        {
            self.note_gone(from);
            let (from, to) = (self.below_root(from), self.below_root(to));
            match (from.into_iter().next(), to.into_iter().next()) {
                (Some(from), Some(to)) => changes.push(Change::Moved { from, to }),
                (Some(from), None) => changes.push(Change::Gone(from)),
                (None, Some(to)) => changes.push(Change::Touched(to)),
                (None, None) => {}
            }
        } else {
            for path in &event.paths {
                let change = kind_of_change(event.kind);
                if matches!(change(PathBuf::new()), Change::Gone(_)) {
                    self.note_gone(path);
                }
                changes.extend(self.below_root(path).into_iter().map(change));
            }
        }
        if about_trees {
            changes.extend(self.look_after_trees()?);
        }
        Ok(changes)
    }

    /// Watches what has appeared or been replaced.
    ///
    /// # Errors
    ///
    /// One line for the editor when not everything can be watched any more.
    pub(super) fn look_after_trees(&mut self) -> Result<Vec<Change>, String> {
        let mut changes = Vec::new();
        let present = identity(&self.root);
        if present != self.root_identity {
            if present.is_some() {
                return self.watch_all_again("the folder of the site was replaced");
            }
            self.root_identity = None;
        }
        for index in 0..self.trees.len() {
            let tree = &self.trees[index];
            let present = find(&self.root.join(tree.name));
            if present == tree.watched {
                continue;
            }
            let name = tree.name;
            self.watch_tree(index)?;
            changes.push(match self.trees[index].watched {
                Some(_) => Change::Lost(format!("the folder `{name}` is there again, or is another one")),
                None => Change::Gone(PathBuf::from(name)),
            });
        }
        Ok(changes)
    }

    /// Watches a new folder once more, whose own folders may have escaped.
    ///
    /// # Errors
    ///
    /// One line for the editor when not everything can be watched any more.
    pub(super) fn watch_again(&mut self, folder: &Path) -> Result<(), String> {
        let is_alive = self.is_alive();
        let (Some(watcher), true) = (&mut self.watcher, is_alive) else { return Ok(()) };
        for tree in &self.trees {
            let (Some(watched), Ok(below)) = (&tree.watched, folder.strip_prefix(tree.name)) else { continue };
            let path = if below.as_os_str().is_empty() { watched.path.clone() } else { watched.path.join(below) };
            if path.is_dir()
                && let Err(error) = watcher.watch(&path, RecursiveMode::Recursive)
                && is_exhausted(&error)
            {
                return Err(why(&error));
            }
        }
        Ok(())
    }

    fn watch_all_again(&mut self, reason: &str) -> Result<Vec<Change>, String> {
        self.watch_root()?;
        for index in 0..self.trees.len() {
            self.watch_tree(index)?;
        }
        Ok(vec![Change::Lost(reason.to_owned())])
    }

    /// Watches the root; a root that is missing is looked for again later.
    fn watch_root(&mut self) -> Result<(), String> {
        let is_alive = self.is_alive();
        let (Some(watcher), true) = (&mut self.watcher, is_alive) else { return Ok(()) };
        let _ = watcher.unwatch(&self.root);
        self.root_identity = identity(&self.root);
        if self.root_identity.is_none() {
            return Ok(());
        }
        match watcher.watch(&self.root, RecursiveMode::NonRecursive) {
            Err(error) if is_missing(&error) => self.root_identity = None,
            result => result.map_err(|error| why(&error))?,
        }
        Ok(())
    }

    /// Watches one of the trees from its top; one that is missing is looked for again later.
    fn watch_tree(&mut self, index: usize) -> Result<(), String> {
        let is_alive = self.is_alive();
        let (Some(watcher), true) = (&mut self.watcher, is_alive) else { return Ok(()) };
        let tree = &mut self.trees[index];
        let top = self.root.join(tree.name);
        let before = tree.watched.take().map(|watched| watched.path);
        let _ = watcher.unwatch(before.as_ref().unwrap_or(&top));
        for attempt in 1.. {
            let Some(watched) = find(&top) else { return Ok(()) };
            match watcher.watch(&watched.path, RecursiveMode::Recursive) {
                Ok(()) => {
                    tree.watched = Some(watched);
                    return Ok(());
                }
                Err(error) if !is_missing(&error) || attempt == TRIES => return Err(why(&error)),
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Whether a path is the root or the top of a tree.
    fn is_top(&self, path: &Path) -> bool {
        path == self.root || self.trees.iter().any(|tree| tree.is_top(path, &self.root))
    }

    /// Forgets the watch of a tree that went away, so that it is looked for, even if its successor looks the same.
    fn note_gone(&mut self, path: &Path) {
        let is_alive = self.is_alive();
        for tree in &mut self.trees {
            if !tree.is_top(path, &self.root) {
                continue;
            }
            if let (Some(watched), Some(watcher), true) = (tree.watched.take(), &mut self.watcher, is_alive) {
                // It may be unwatched already.
                let _ = watcher.unwatch(&watched.path);
            }
        }
        if *path == self.root {
            self.root_identity = None;
        }
    }

    /// The names of a path below the root that belong to the site: several when a link leads into another tree.
    fn below_root(&self, path: &Path) -> Vec<PathBuf> {
        let mut names = Vec::new();
        if let Ok(below) = path.strip_prefix(&self.root)
            && is_watched(below)
        {
            names.push(below.to_path_buf());
        }
        for tree in &self.trees {
            let top = self.root.join(tree.name);
            let Some(watched) = tree.watched.as_ref().filter(|watched| watched.path != top) else { continue };
            if let Ok(below) = path.strip_prefix(&watched.path) {
                let tree = Path::new(tree.name);
                names.push(if below.as_os_str().is_empty() { tree.to_path_buf() } else { tree.join(below) });
            }
        }
        names
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        if !self.is_alive() {
            // Its destructor would panic.
            std::mem::forget(self.watcher.take());
        }
    }
}

fn kind_of_change(kind: EventKind) -> fn(PathBuf) -> Change {
    match kind {
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => Change::Gone,
        EventKind::Modify(ModifyKind::Data(_)) => Change::Writing,
        EventKind::Modify(ModifyKind::Metadata(_)) => Change::Metadata,
        _ => Change::Touched,
    }
}

/// What is to be watched for a tree, if it is a folder or leads to one.
fn find(top: &Path) -> Option<Watched> {
    let identity = identity(top)?;
    let link = fs::symlink_metadata(top).ok()?.is_symlink();
    let path = if link { fs::canonicalize(top).ok()? } else { top.to_path_buf() };
    Some(Watched { path, identity })
}

fn identity(folder: &Path) -> Option<Identity> {
    let metadata = fs::metadata(folder).ok().filter(fs::Metadata::is_dir)?;
    Some(platform::identity(&metadata))
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => {
            matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
        }
        _ => false,
    }
}

fn is_exhausted(error: &notify::Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch)
}

/// Why not everything can be watched, as one line.
fn why(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more folders, raise fs.inotify.max_user_watches".to_owned(),
        // The number is that of `EMFILE`, for which the standard library has no name.
        ErrorKind::Io(error) if error.raw_os_error() == Some(24) => {
            "the system watches for no more programs, raise fs.inotify.max_user_instances".to_owned()
        }
        _ => error.to_string().replace(['\n', '\r'], " "),
    }
}
