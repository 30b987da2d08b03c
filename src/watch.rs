//! Says when which paths of a site have settled, never what they hold.
//!
//! It reads no file, it only looks at how long and how old they are. Whoever is told of a path reads it again, whatever
//! happened to it, and finds its last content; a path that is missing, empty or half-written in the middle of a save is
//! not named until the save is over, or has taken so long that it must be believed.
//!
//! 1. `candor.toml` and everything below `content` and `themes` is watched, nothing else: the system's events
//!    (`events`), or walks from time to time (`poll`). Both tell of single changes.
//! 2. When the system has no more watches, or watching fails otherwise, that is said once and walks take over.
//! 3. Changes wait until their path has [settled](settle), and are passed on in batches.
//! 4. When nobody knows what changed, [`Seen::Everything`] says so. Nothing is ever lost, but a path may be named more
//!    often than it changed.
//!
//! A new folder is named at once and again when it has become quiet: what is found below it the first time may be
//! half-written, as its files can come before the watch of their folder does.
//!
//! Paths are relative to the root, below `content` and `themes` even if these are symbolic links.
//! A change of a file that only a link within `content` leads to is known by the name of the file, not of the link,
//! and not at all when the file is outside. Temporary files of editors are named like all others.
//! Where the system does not tell that a file was closed (elsewhere than on Linux), a written file settles half a
//! second after the last write.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

mod events;
mod poll;
pub mod settle;

use crate::diag::Failure;
use crate::project::{CONFIG, FOLDERS};
use events::{Events, Heard};
use poll::Poll;
use settle::{Change, Look, Settle};

/// How often the site is walked when its changes cannot be watched.
const FALLBACK: Duration = Duration::from_secs(1);
/// How often it is made sure that the watched folders are still those of the site.
const TICK: Duration = Duration::from_secs(1);
/// How many messages are taken in before the clock is looked at again.
const MOST_AT_ONCE: usize = 10_000;

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The operating system tells; if it cannot, the site is walked once a second.
    Events,
    /// The site is walked in this interval, for mounts that tell of nothing.
    Poll(Duration),
}

/// What the watcher has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Files or folders relative to the root, each of which may be changed, new or gone.
    /// A folder means everything below it.
    Paths(BTreeSet<PathBuf>),
    /// Everything has to be read again: it is too much to tell, or unknown what changed, of which one line says why.
    Everything(Option<String>),
    /// One line for the editor.
    Notice(String),
}

/// A site that is being watched, until this value is dropped.
#[derive(Debug)]
pub struct Watch {
    sender: Sender<Message>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The thread has ended when this fails.
        let _ = self.sender.send(Message::Stop);
    }
}

/// What reaches the watching thread.
enum Message {
    Heard(Heard),
    /// No event will come from a source that was given up or broke down.
    Ended,
    Stop,
}

/// Watches the site in a folder from now on: what changes after this has returned is noticed.
///
/// `send` is called on a thread of its own, which waits for it to return.
///
/// # Errors
///
/// When there is no such folder, or the machine has no thread left.
pub fn start(root: &Path, how: How, send: impl Fn(Seen) + Send + 'static) -> Result<Watch, Failure> {
    let failed = |error| Failure::new("watch", root, error);
    if !fs::metadata(root).map_err(failed)?.is_dir() {
        return Err(failed(io::ErrorKind::NotADirectory.into()));
    }
    let root = std::path::absolute(root).map_err(failed)?;
    let (sender, receiver) = mpsc::channel();
    let mut watching =
        Watching { root: root.clone(), sender: sender.clone(), source: Source::None, settle: Settle::default() };
    let notice = watching.begin(how);
    let run = move || {
        if let Some(notice) = notice {
            send(Seen::Notice(notice));
        }
        watching.run(&receiver, &send);
    };
    thread::Builder::new().name("watch".to_owned()).spawn(run).map_err(|error| Failure::new("watch", root, error))?;
    Ok(Watch { sender })
}

/// Whether a path relative to the root belongs to what is watched.
fn is_watched(path: &Path) -> bool {
    path == Path::new(CONFIG) || FOLDERS.iter().any(|tree| path.starts_with(tree))
}

/// How a path looks; what cannot be looked at is for its reader to complain about.
fn look(path: &Path) -> Look {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Look::Folder,
        Ok(metadata) if metadata.len() == 0 => Look::Empty,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Look::Gone,
        _ => Look::Filled,
    }
}

/// The state of the watching thread.
struct Watching {
    root: PathBuf,
    sender: Sender<Message>,
    source: Source,
    settle: Settle,
}

/// Where changes come from.
enum Source {
    None,
    Events { events: Events, tick: Instant },
    Poll(Poll),
}

impl Watching {
    /// Takes up one way of noticing changes; says so when it is not the one that was wished for.
    fn begin(&mut self, how: How) -> Option<String> {
        match how {
            How::Poll(every) => {
                self.source = Source::Poll(Poll::start(&self.root, every));
                None
            }
            How::Events => match Events::start(&self.root, self.sender.clone()) {
                Ok(events) => {
                    self.source = Source::Events { events, tick: Instant::now() + TICK };
                    None
                }
                Err(why) => Some(self.fall_back(&why)),
            },
        }
    }

    /// Walks the site from now on.
    fn fall_back(&mut self, why: &str) -> String {
        self.source = Source::None;
        self.source = Source::Poll(Poll::start(&self.root, FALLBACK));
        format!("{why}; looking for changes once a second instead")
    }

    fn run(&mut self, receiver: &Receiver<Message>, send: &impl Fn(Seen)) {
        loop {
            while let Some(seen) = self.settle.ready(Instant::now(), |path| look(&self.root.join(path))) {
                self.watch_folders(&seen, send);
                send(seen);
            }
            let timeout = self.next().map_or(TICK, |next| next.saturating_duration_since(Instant::now()));
            match receiver.recv_timeout(timeout) {
                Ok(first) => {
                    for message in std::iter::once(first).chain(receiver.try_iter().take(MOST_AT_ONCE)) {
                        match message {
                            Message::Heard(heard) => self.hear(heard, send),
                            Message::Ended => self.make_sure(send),
                            Message::Stop => return,
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.tick(send);
        }
    }

    /// When to wake up without being told.
    fn next(&self) -> Option<Instant> {
        let source = match &self.source {
            Source::None => None,
            Source::Events { tick, .. } => Some(*tick),
            Source::Poll(poll) => Some(poll.next()),
        };
        source.into_iter().chain(self.settle.next()).min()
    }

    fn hear(&mut self, heard: Heard, send: &impl Fn(Seen)) {
        // What is still under way from a source that was given up is part of everything, which is read again.
        if let Source::Events { events, .. } = &mut self.source {
            let changes = events.translate(heard);
            self.take(changes, send);
        }
    }

    /// Does what is due at certain times.
    fn tick(&mut self, send: &impl Fn(Seen)) {
        let now = Instant::now();
        let changes = match &mut self.source {
            Source::Events { events, tick } if *tick <= now => {
                *tick = now + TICK;
                events.look_after_trees()
            }
            Source::Poll(poll) if poll.next() <= now => Ok(poll.rescan()),
            _ => return,
        };
        self.take(changes, send);
    }

    /// Passes changes on to be settled, or takes up another way of noticing them when there is none left.
    fn take(&mut self, changes: Result<Vec<Change>, String>, send: &impl Fn(Seen)) {
        let changes = changes.unwrap_or_else(|why| {
            send(Seen::Notice(self.fall_back(&why)));
            vec![Change::Lost("changes may have been missed".to_owned())]
        });
        let now = Instant::now();
        changes.into_iter().for_each(|change| self.settle.add(now, change));
    }

    /// Walks the site from now on if the present source has broken down.
    fn make_sure(&mut self, send: &impl Fn(Seen)) {
        if matches!(&self.source, Source::Events { events, .. } if !events.is_alive()) {
            self.take(Err("watching has ended unexpectedly".to_owned()), send);
        }
    }

    /// Watches the folders among what is passed on, of which new ones may have been missed in part.
    fn watch_folders(&mut self, seen: &Seen, send: &impl Fn(Seen)) {
        let (Source::Events { events, .. }, Seen::Paths(paths)) = (&mut self.source, seen) else { return };
        let folders = paths.iter().filter(|path| look(&self.root.join(path)) == Look::Folder);
        let watched = folders.map(|folder| events.watch_again(folder)).collect::<Result<Vec<()>, String>>();
        if let Err(why) = watched {
            self.take(Err(why), send);
        }
    }
}
