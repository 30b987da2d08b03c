//! A site that is being watched: every way in which editors save, by events and by polling, and what may go wrong.
//!
//! Sleeps are the pauses that an editor makes. Whatever is expected is waited for.

mod exhausted;
mod saves;
mod settle;
mod trees;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use candor::watch::{How, Seen, Watch, start};

/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// The interval of the tests that poll.
const POLL: How = How::Poll(Duration::from_millis(50));

const OLD: &str = "first text\n";
/// As long as the old text, so that length tells nothing.
const FINAL: &str = "final text\n";

/// A site in a temporary folder, which is removed in the end.
struct Site {
    folder: PathBuf,
    root: PathBuf,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Site {
    /// `candor.toml`, `content/faq/a.md` and `themes/own/page.html`; there is room for other files beside the root.
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("candor-watch-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        let site = Self { root: folder.join("site"), folder };
        for path in ["candor.toml", "content/faq/a.md", "themes/own/page.html"] {
            site.write(path, OLD);
        }
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Starts watching; whenever one of the files is named, it is read at once, as a consumer would.
    fn watch(&self, how: How, files: &[&str]) -> Watched {
        let (sender, receiver) = mpsc::channel();
        let files: Vec<String> = files.iter().map(|&file| file.to_owned()).collect();
        let root = self.root.clone();
        let send = move |seen: Seen| {
            let at = Instant::now();
            let mut read = BTreeMap::new();
            for file in files.iter().filter(|file| names(&seen, file) != Names::Not) {
                read.insert(file.clone(), fs::read_to_string(root.join(file)).ok());
            }
            let _ = sender.send(Batch { at, seen, read });
        };
        Watched { watch: start(&self.root, how, send).unwrap(), receiver, batches: Vec::new() }
    }
}

/// What the watcher said, and what was in the files that it named.
#[derive(Debug)]
struct Batch {
    at: Instant,
    seen: Seen,
    read: BTreeMap<String, Option<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    /// The file, or a folder above it.
    Path,
    Everything,
    Not,
}

fn names(seen: &Seen, file: &str) -> Names {
    match seen {
        Seen::Paths(paths) if Path::new(file).ancestors().any(|above| paths.contains(above)) => Names::Path,
        Seen::Everything(_) => Names::Everything,
        Seen::Paths(_) | Seen::Notice(_) => Names::Not,
    }
}

/// Whether a batch names both files themselves.
fn names_both(batch: &Batch, one: &str, other: &str) -> bool {
    matches!(&batch.seen, Seen::Paths(paths) if [one, other].iter().all(|file| paths.contains(Path::new(file))))
}

struct Watched {
    watch: Watch,
    receiver: Receiver<Batch>,
    batches: Vec<Batch>,
}

impl Watched {
    /// Waits until what was said fulfils a condition.
    #[track_caller]
    fn until(&mut self, what: &str, fulfilled: impl Fn(&[Batch]) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !fulfilled(&self.batches) {
            match self.receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(batch) => self.batches.push(batch),
                Err(RecvTimeoutError::Timeout) => panic!("{what}: not within {PATIENCE:?}: {:#?}", self.batches),
                Err(RecvTimeoutError::Disconnected) => panic!("{what}: the watcher has ended: {:#?}", self.batches),
            }
        }
    }

    /// Waits until a file was named while it held a text; gives the time of that.
    #[track_caller]
    fn until_read(&mut self, file: &str, text: &str) -> Instant {
        let read = |batch: &Batch| batch.read.get(file).is_some_and(|read| read.as_deref() == Some(text));
        self.until(&format!("{file} holds {text:?}"), |batches| batches.iter().any(read));
        self.batches.iter().find(|batch| read(batch)).unwrap().at
    }

    /// Waits until a path itself was named.
    #[track_caller]
    fn until_named(&mut self, path: &str) {
        let named = |batch: &Batch| matches!(&batch.seen, Seen::Paths(paths) if paths.contains(Path::new(path)));
        self.until(&format!("{path} is named"), |batches| batches.iter().any(named));
    }

    #[track_caller]
    fn until_everything(&mut self) {
        self.until("everything", |batches| batches.iter().any(|batch| matches!(batch.seen, Seen::Everything(_))));
    }

    /// Saves one more file and waits for it, so that whatever happened before would have been named as well.
    #[track_caller]
    fn settle(&mut self, site: &Site) {
        site.write("content/marker.md", FINAL);
        self.until_named("content/marker.md");
    }
}

/// Runs a program that must succeed.
#[track_caller]
fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
