//! Every way to save, with the page open: it ends as the file says, and is told nothing in between.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::edited::{Edited, same};
use crate::command::{folder, site};

const FILE: &str = "content/faq/access/how.md";
const PAGE: &str = "/trust/faq/access/how/";
const OTHER_FILE: &str = "content/pages/about.md";
const OTHER: &str = "/trust/about/";
const OLD: &str = "+++\nquestion = \"How first?\"\n+++\nAsk. See [above](../basics/what.md#details).\n";
/// As long as the old text, so that length tells nothing.
const FINAL: &str = "+++\nquestion = \"How final?\"\n+++\nAsk. See [below](../basics/what.md#details).\n";

/// Somebody who saves the file.
struct Editor {
    file: PathBuf,
    /// A folder outside of the site.
    elsewhere: PathBuf,
    /// Whether the machine made a pause longer than the editor's.
    was_late: bool,
}

impl Editor {
    fn pause(&mut self, milliseconds: u64) {
        let begun = Instant::now();
        sleep(Duration::from_millis(milliseconds));
        self.was_late |= begun.elapsed() > Duration::from_millis(milliseconds + 40);
    }

    /// A path in the folder of the file.
    fn beside(&self, name: &str) -> PathBuf {
        self.file.with_file_name(name)
    }
}

fn save_to(path: &Path) {
    fs::write(path, FINAL).unwrap();
}

fn run(program: &str, arguments: &[&str]) {
    assert!(Command::new(program).args(arguments).status().unwrap().success(), "{program} {arguments:?}");
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

type Save = fn(&mut Editor);

const SAVES: &[(&str, Save)] = &[
    ("direct", |editor| save_to(&editor.file)),
    ("in chunks, with the file open", |editor| {
        let mut file = File::create(&editor.file).unwrap();
        for chunk in FINAL.as_bytes().chunks(10) {
            file.write_all(chunk).unwrap();
            editor.pause(40);
        }
    }),
    ("atomic rename", |editor| {
        let other = editor.beside(".how.md.tmp-17");
        save_to(&other);
        fs::rename(&other, &editor.file).unwrap();
    }),
    ("atomic rename of a name that is not hidden", |editor| {
        let other = editor.beside("how.md.17");
        save_to(&other);
        editor.pause(60);
        fs::rename(&other, &editor.file).unwrap();
    }),
    ("atomic rename from outside", |editor| {
        let other = editor.elsewhere.join("other");
        save_to(&other);
        fs::rename(&other, &editor.file).unwrap();
    }),
    ("vim with a backup", |editor| {
        let probe = editor.beside("4913");
        File::create(&probe).unwrap();
        fs::remove_file(&probe).unwrap();
        let swap = editor.beside(".how.md.swp");
        fs::write(&swap, "swap").unwrap();
        let backup = editor.beside("how.md~");
        fs::rename(&editor.file, &backup).unwrap();
        editor.pause(60);
        save_to(&editor.file);
        fs::remove_file(&backup).unwrap();
        fs::remove_file(&swap).unwrap();
    }),
    ("emacs with a lock, an autosave and a backup", |editor| {
        let lock = editor.beside(".#how.md");
        symlink("someone@somewhere.4711:1", &lock).unwrap();
        let autosave = editor.beside("#how.md#");
        fs::write(&autosave, &FINAL[..25]).unwrap();
        editor.pause(60);
        fs::rename(&editor.file, editor.beside("how.md~")).unwrap();
        save_to(&editor.file);
        fs::remove_file(&autosave).unwrap();
        fs::remove_file(&lock).unwrap();
    }),
    ("JetBrains", |editor| {
        let (new, old) = (editor.beside("how.md___jb_tmp___"), editor.beside("how.md___jb_old___"));
        save_to(&new);
        fs::rename(&editor.file, &old).unwrap();
        editor.pause(60);
        fs::rename(&new, &editor.file).unwrap();
        fs::remove_file(&old).unwrap();
    }),
    ("sed -i", |editor| run("sed", &["-i", "s/first/final/; s/above/below/", text(&editor.file)])),
    ("delete, then create", |editor| {
        fs::remove_file(&editor.file).unwrap();
        editor.pause(100);
        save_to(&editor.file);
    }),
    ("same size and same time", |editor| {
        let other = editor.elsewhere.join("other");
        run("cp", &["-p", text(&editor.file), text(&other)]);
        save_to(&editor.file);
        run("touch", &["-r", text(&other), text(&editor.file)]);
    }),
    ("old time", |editor| {
        let other = editor.elsewhere.join("other");
        save_to(&other);
        run("touch", &["-d", "2001-02-03", text(&other)]);
        run("cp", &["-p", text(&other), text(&editor.file)]);
    }),
    ("truncate, then write", |editor| {
        File::create(&editor.file).unwrap();
        editor.pause(120);
        save_to(&editor.file);
    }),
    ("truncate, then write in the same open file", |editor| {
        let mut file = File::create(&editor.file).unwrap();
        editor.pause(120);
        file.write_all(FINAL.as_bytes()).unwrap();
    }),
    ("fifty saves in a row", |editor| {
        for _ in 0..50 {
            save_to(&editor.file);
        }
    }),
    ("touch", |editor| run("touch", &[text(&editor.file)])),
    ("permissions", |editor| fs::set_permissions(&editor.file, Permissions::from_mode(0o600)).unwrap()),
];

/// Saves in one way; whether the page was told of nothing but the old and the final state.
/// Something in between is pardoned when the machine was too slow to tell.
#[track_caller]
fn is_told_well(name: &str, save: Save, more: &[&str]) -> bool {
    let root = site("serve-saves");
    fs::write(root.join(FILE), OLD).unwrap();
    let edited = Edited::new(&root, more);
    let mut open = [edited.open(PAGE), edited.open(OTHER)];
    let old = open[0].last().clone();
    let mut editor = Editor { file: root.join(FILE), elsewhere: folder("serve-saves-elsewhere"), was_late: false };
    let begun = Instant::now();
    save(&mut editor);
    let was_late = editor.was_late || begun.elapsed() > Duration::from_secs(2);
    edited.settle(&mut open);
    let is_changed = fs::read_to_string(root.join(FILE)).unwrap() == FINAL;
    assert_eq!(old["version"] != open[0].last()["version"], is_changed, "{name}");
    // What was still on its way is told before a later change is.
    fs::write(root.join(OTHER_FILE), "+++\ntitle = \"About\"\n+++\nWe are others.\n").unwrap();
    edited.settle(&mut open);
    edited.assert_serves(&edited.fresh().project);
    let last = open[0].last();
    let is_told_well = open[0].seen.iter().all(|state| same(state, &old) || same(state, last));
    assert!(is_told_well || was_late, "{name}: {:#?}\n{:#?}", open[0].seen, edited.said.lines());
    is_told_well
}

fn saves(more: &[&str]) {
    for (name, save) in SAVES {
        let is_told_well = (0..5).any(|_| is_told_well(name, *save, more));
        assert!(is_told_well, "{name}: the machine was too slow five times");
    }
}

#[test]
fn every_way_to_save_reaches_the_open_page_once() {
    saves(&[]);
}

#[test]
fn fifty_files_saved_at_once_reach_their_pages() {
    let root = site("serve-saves-fifty");
    let file = |n: usize| root.join(format!("content/pages/p{n}.md"));
    let save = |n: usize, text: &str| fs::write(file(n), format!("+++\ntitle = \"P{n}\"\n+++\n{text} {n}.\n")).unwrap();
    (0..50).for_each(|n| save(n, "First"));
    let edited = Edited::new(&root, &[]);
    let mut open: Vec<_> = (0..50).map(|n| edited.open(&format!("/trust/p{n}/"))).collect();
    (0..50).for_each(|n| save(n, "Final"));
    let fresh = edited.settle(&mut open);
    for open in &open {
        assert_eq!(open.versions().len(), 2, "{}: {:?}", open.page, open.versions());
    }
    edited.assert_serves(&fresh.project);
}

/// Runs the program as somebody who may not read every file.
fn unprivileged(copy: &Path) -> Command {
    fs::copy(env!("CARGO_BIN_EXE_candor"), copy).unwrap();
    if fs::metadata(copy).unwrap().uid() != 0 {
        return Command::new(copy);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(copy);
    command
}

/// A folder that everybody can reach, which is removed in the end.
struct Public(PathBuf);

impl Public {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("candor-public-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }
}

impl Drop for Public {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_may_not_be_read_stays_as_it_was_and_comes_back() {
    let public = Public::new();
    let root = public.0.join("site");
    for (path, text) in crate::support::files(include_str!("../../fixtures/small-site.txt")) {
        crate::command::write(&root, &path, text);
    }
    let edited = Edited::by(unprivileged(&public.0.join("candor")), &root, &[]);
    let before = edited.fresh();
    for file in [FILE, "candor.toml", "content/faq/access", "content"] {
        let mut open = edited.open(PAGE);
        let old = open.last().clone();
        let mode = fs::metadata(root.join(file)).unwrap().mode();
        fs::set_permissions(root.join(file), Permissions::from_mode(0o000)).unwrap();
        open.until("it cannot be read", |state| finding(state, file, "cannot be read").is_some());
        edited.assert_serves_pages(&before.project);
        fs::set_permissions(root.join(file), Permissions::from_mode(mode)).unwrap();
        open.until("it can be read again", |state| same(state, &old));
        assert_eq!(open.versions().len(), 1, "{file}");
        edited.assert_serves(&before.project);
    }
}

#[test]
fn a_configuration_that_is_gone_stays_in_force_until_it_is_back() {
    let root = site("serve-saves-gone");
    let edited = Edited::new(&root, &[]);
    let before = edited.fresh();
    let mut open = edited.open(PAGE);
    let old = open.last().clone();
    let (file, aside) = (root.join("candor.toml"), root.join("candor.toml.old"));
    fs::rename(&file, &aside).unwrap();
    open.until("it is gone", |state| finding(state, "candor.toml", "the file is gone").is_some());
    edited.assert_serves_pages(&before.project);
    fs::rename(&aside, &file).unwrap();
    open.until("it is back", |state| same(state, &old));
    assert_eq!(open.versions().len(), 1);
}

/// The finding about a file whose message holds a text.
fn finding<'a>(state: &'a Value, file: &str, message: &str) -> Option<&'a Value> {
    let list = state["findings"]["list"].as_array().unwrap();
    list.iter().find(|finding| finding["file"] == file && finding["message"].as_str().unwrap().contains(message))
}
