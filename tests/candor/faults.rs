//! Any system call of a build may fail or be its last: the output is the old site or the new one, byte for byte.
//!
//! 1. An undisturbed build under `strace` counts the calls, per thread.
//! 2. Each fault starts from the old site: one call fails, or the process is killed at it.
//! 3. Then the output is whole, and an ordinary build succeeds and leaves nothing beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::tools::tool;

const CONFIG: &str = "title = \"T\"\nbase_url = \"https://t.example/\"\nlocales = [\"en\"]\n";
const OLD: &str = "# Home\n\nThe text is old.\n";
const NEW: &str = "# Home\n\nThe text is new.\n";

/// What the publisher calls; a name that this machine does not know is left out.
const CALLS: [&str; 17] = [
    "openat",
    "mkdir",
    "mkdirat",
    "write",
    "link",
    "linkat",
    "rename",
    "renameat",
    "renameat2",
    "syncfs",
    "fsync",
    "flock",
    "unlink",
    "unlinkat",
    "rmdir",
    "getdents64",
    "statx",
];
const EFFECTS: [&str; 5] = ["error=ENOSPC", "error=EACCES", "error=EMFILE", "error=EIO", "signal=KILL"];
/// A kernel or a file system that cannot exchange two folders.
const NO_EXCHANGE: &str = "renameat2:error=ENOSYS";
/// More would take longer than a minute; the calls that are made once or twice are all tried.
const SAMPLES: usize = 100;
const WORKERS: usize = 4;

/// A folder's files by path; `None` if there is no folder.
type Snapshot = Option<BTreeMap<PathBuf, Vec<u8>>>;

#[test]
fn a_fault_at_any_call_leaves_the_old_site_or_the_new() {
    tool("strace", "strace");
    let world = World::create("counted");
    let mut faults = sample(&world.faults(&[], &CALLS));
    faults.extend(world.faults(&[NO_EXCHANGE], &["rename", "renameat"]));

    let broken: Vec<String> = thread::scope(|scope| {
        let worker = |worker: usize| {
            let mine = faults.iter().skip(worker).step_by(WORKERS);
            scope.spawn(move || {
                let world = World::create(&format!("worker-{worker}"));
                mine.filter_map(|faults| world.suffer(faults).err().map(|what| format!("{what} after {faults:?}")))
                    .collect::<Vec<_>>()
            })
        };
        let workers: Vec<_> = (0..WORKERS).map(worker).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker's own steps work")).collect()
    });
    assert!(faults.len() > 50, "only {} faults were found to inject", faults.len());
    assert!(broken.is_empty(), "{} of {} faults broke the site:\n{}", broken.len(), faults.len(), broken.join("\n"));
}

/// A project whose old and new output are known.
struct World {
    root: PathBuf,
    old: Snapshot,
    new: Snapshot,
    siblings: Vec<PathBuf>,
}

impl World {
    /// Builds the old site, then the new one over it.
    #[track_caller]
    fn create(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults").join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(root.join("candor.toml"), CONFIG).unwrap();
        let built = |text: &str| {
            fs::write(root.join("content/home.md"), text).unwrap();
            let output = build(&root).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            snapshot(&root.join("public"))
        };
        let (old, new) = (built(OLD), built(NEW));
        assert!(old.is_some() && new.is_some() && old != new);
        let siblings = names(&root);
        Self { root, old, new, siblings }
    }

    /// The old site in place, the new text to be built.
    fn reset(&self) {
        let public = self.root.join("public");
        let _ = fs::remove_dir_all(&public);
        for (path, bytes) in self.old.as_ref().unwrap() {
            let path = public.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Each of `calls` with each effect at each time that any thread makes it, on top of the `given` faults.
    fn faults(&self, given: &[&str], calls: &[&str]) -> Vec<Vec<String>> {
        self.reset();
        let given: Vec<String> = given.iter().map(|&fault| fault.to_owned()).collect();
        let status = strace(&given, &self.root).status().unwrap();
        assert!(status.success(), "an undisturbed build fails under strace");

        // A line is "12345 openat(AT_FDCWD, ...": `when` counts the calls of each thread for itself.
        let log = fs::read_to_string(self.root.with_extension("log")).unwrap();
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for line in log.lines() {
            let mut words = line.split(['(', ' ']).filter(|word| !word.is_empty());
            let (Some(thread), Some(call)) = (words.next(), words.next()) else { continue };
            *counts.entry((thread, call)).or_default() += 1;
        }
        let times = |call: &str| counts.iter().filter(|((_, name), _)| *name == call).map(|(_, n)| *n).max();

        let mut faults = Vec::new();
        for call in calls {
            for effect in EFFECTS {
                for when in 1..=times(call).unwrap_or(0) {
                    let mut fault = given.clone();
                    fault.push(format!("{call}:{effect}:when={when}"));
                    faults.push(fault);
                }
            }
        }
        faults
    }

    /// Builds with `faults`, then without; says what was wrong at the first place where anything was.
    fn suffer(&self, faults: &[String]) -> Result<(), String> {
        self.reset();
        let public = self.root.join("public");
        let status = strace(faults, &self.root).status().unwrap();
        let mut found = snapshot(&public);
        if found.is_none() && faults.iter().any(|fault| fault == NO_EXCHANGE) && status.code().is_none() {
            // Killed between two renames. The next start restores the site, even if it then fails.
            let next = strace(&["syncfs:error=EIO".to_owned()], &self.root).status().unwrap();
            require(!next.success(), "the next build succeeded without a flush")?;
            found = snapshot(&public);
            require(found == self.old, "the next start did not restore the old site")?;
        }
        require(found == self.old || found == self.new, "the output is neither the old site nor the new one")?;
        require(!status.success() || found == self.new, "the build succeeded without the new site")?;

        let next = build(&self.root).output().unwrap();
        require(next.status.success(), &String::from_utf8_lossy(&next.stderr))?;
        require(snapshot(&public) == self.new, "the next build did not publish the new site")?;
        require(names(&self.root) == self.siblings, "the next build left something beside the output")
    }
}

fn require(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

/// At most `SAMPLES` of `faults`, evenly spread, so that every call and every effect is among them.
fn sample(faults: &[Vec<String>]) -> Vec<Vec<String>> {
    faults.iter().step_by(faults.len().div_ceil(SAMPLES).max(1)).cloned().collect()
}

fn build(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.arg("build").arg("--root").arg(root);
    command
}

/// The same build under `strace`, whose log is put beside the root.
fn strace(faults: &[String], root: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(root.with_extension("log"));
    command.arg(format!("--trace={}", CALLS.map(|call| format!("?{call}")).join(",")));
    command.args(faults.iter().map(|fault| format!("--inject={fault}")));
    // Cargo sets it for tests, and the loader would look for libraries in many folders: calls that are not ours.
    command.env_remove("LD_LIBRARY_PATH");
    let build = build(root);
    command.arg(build.get_program()).args(build.get_args()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn snapshot(folder: &Path) -> Snapshot {
    fn add(folder: &Path, root: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, root, files);
            } else {
                files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    folder.exists().then(|| add(folder, folder, &mut files))?;
    Some(files)
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}
