//! The ways in which editors and tools save one file: each is named with its last text, and never in between.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use candor::watch::How;

use super::{FINAL, Names, OLD, POLL, Site, names, run, text};

const FILE: &str = "content/faq/a.md";

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

type Save = fn(&mut Editor);

const SAVES: &[(&str, Save)] = &[
    ("direct write", |editor| fs::write(&editor.file, FINAL).unwrap()),
    ("chunks with pauses in one open file", |editor| {
        let mut file = File::create(&editor.file).unwrap();
        for chunk in FINAL.as_bytes().chunks(2) {
            file.write_all(chunk).unwrap();
            editor.pause(40);
        }
    }),
    ("chunks and a change of permissions in between", |editor| {
        let mut file = File::create(&editor.file).unwrap();
        for chunk in FINAL.as_bytes().chunks(4) {
            file.write_all(chunk).unwrap();
            file.set_permissions(fs::metadata(&editor.file).unwrap().permissions()).unwrap();
            editor.pause(40);
        }
    }),
    ("vim with a backup", |editor| {
        let probe = editor.beside("4913");
        File::create(&probe).unwrap();
        fs::remove_file(&probe).unwrap();
        let swap = editor.beside(".a.md.swp");
        fs::write(&swap, "swap").unwrap();
        let backup = editor.beside("a.md~");
        fs::rename(&editor.file, &backup).unwrap();
        editor.pause(60);
        fs::write(&editor.file, FINAL).unwrap();
        fs::remove_file(&backup).unwrap();
        fs::remove_file(&swap).unwrap();
    }),
    ("atomic rename", |editor| {
        let other = editor.beside(".a.md.tmp-17");
        fs::write(&other, FINAL).unwrap();
        fs::rename(&other, &editor.file).unwrap();
    }),
    ("atomic rename of a file that is still open", |editor| {
        let other = editor.beside("tmp17");
        let mut file = File::create(&other).unwrap();
        file.write_all(&FINAL.as_bytes()[..4]).unwrap();
        fs::rename(&other, &editor.file).unwrap();
        editor.pause(60);
        file.write_all(&FINAL.as_bytes()[4..]).unwrap();
    }),
    ("atomic rename from outside", |editor| {
        let other = editor.elsewhere.join("other");
        fs::write(&other, FINAL).unwrap();
        fs::rename(&other, &editor.file).unwrap();
    }),
    ("emacs with a lock, an autosave and a backup", |editor| {
        let lock = editor.beside(".#a.md");
        std::os::unix::fs::symlink("someone@somewhere.4711:1", &lock).unwrap();
        let autosave = editor.beside("#a.md#");
        fs::write(&autosave, &FINAL[..5]).unwrap();
        editor.pause(60);
        fs::rename(&editor.file, editor.beside("a.md~")).unwrap();
        fs::write(&editor.file, FINAL).unwrap();
        fs::remove_file(&autosave).unwrap();
        fs::remove_file(&lock).unwrap();
    }),
    ("JetBrains", |editor| {
        let (new, old) = (editor.beside("a.md___jb_tmp___"), editor.beside("a.md___jb_old___"));
        fs::write(&new, FINAL).unwrap();
        fs::rename(&editor.file, &old).unwrap();
        editor.pause(60);
        fs::rename(&new, &editor.file).unwrap();
        fs::remove_file(&old).unwrap();
    }),
    ("sed -i", |editor| run("sed", &["-i", "s/first/final/", text(&editor.file)])),
    ("delete, then create", |editor| {
        fs::remove_file(&editor.file).unwrap();
        editor.pause(100);
        fs::write(&editor.file, FINAL).unwrap();
    }),
    ("delete, then create empty, then write", |editor| {
        fs::remove_file(&editor.file).unwrap();
        editor.pause(100);
        let mut file = File::create(&editor.file).unwrap();
        editor.pause(100);
        file.write_all(FINAL.as_bytes()).unwrap();
    }),
    ("same size and same time", |editor| {
        let other = editor.elsewhere.join("other");
        run("cp", &["-p", text(&editor.file), text(&other)]);
        fs::write(&editor.file, FINAL).unwrap();
        run("touch", &["-r", text(&other), text(&editor.file)]);
    }),
    ("old time", |editor| {
        let other = editor.elsewhere.join("other");
        fs::write(&other, FINAL).unwrap();
        run("touch", &["-d", "2001-02-03", text(&other)]);
        run("cp", &["-p", text(&other), text(&editor.file)]);
    }),
    ("truncate, then write", |editor| {
        File::create(&editor.file).unwrap();
        editor.pause(120);
        fs::write(&editor.file, FINAL).unwrap();
    }),
    ("truncate, then write in the same open file", |editor| {
        let mut file = File::create(&editor.file).unwrap();
        editor.pause(120);
        file.write_all(FINAL.as_bytes()).unwrap();
    }),
    ("hard link", |editor| {
        let other = editor.elsewhere.join("other");
        fs::write(&other, FINAL).unwrap();
        fs::remove_file(&editor.file).unwrap();
        fs::hard_link(&other, &editor.file).unwrap();
    }),
    ("ten saves in a row", |editor| {
        for _ in 0..10 {
            fs::write(&editor.file, FINAL).unwrap();
            editor.pause(15);
        }
    }),
];

/// Saves in one way; whether it was only ever named with its old or its last text.
/// Something in between is pardoned when the machine was too slow to tell.
#[track_caller]
fn is_named_well(name: &str, how: How, save: Save) -> bool {
    let site = Site::new();
    let mut watched = site.watch(how, &[FILE]);
    let mut editor = Editor { file: site.path(FILE), elsewhere: site.folder.clone(), was_late: false };
    let begun = Instant::now();
    save(&mut editor);
    let was_late = editor.was_late || begun.elapsed() > Duration::from_secs(2);
    watched.until_read(FILE, FINAL);
    let in_between = watched.batches.iter().any(|batch| {
        let read = batch.read.get(FILE).map(Option::as_deref);
        names(&batch.seen, FILE) != Names::Not && ![Some(Some(OLD)), Some(Some(FINAL))].contains(&read)
    });
    assert!(!in_between || was_late, "{name}, {how:?}: {:#?}", watched.batches);
    !in_between
}

fn saves(how: How) {
    for (name, save) in SAVES {
        let is_named_well = (0..5).any(|_| is_named_well(name, how, *save));
        assert!(is_named_well, "{name}, {how:?}: the machine was too slow five times");
    }
}

#[test]
fn every_way_to_save_is_named_with_its_last_text() {
    saves(How::Events);
}

#[test]
fn every_way_to_save_is_named_when_polling() {
    saves(POLL);
}

#[test]
fn the_configuration_is_watched() {
    for how in [How::Events, POLL] {
        let site = Site::new();
        let mut watched = site.watch(how, &["candor.toml"]);
        fs::write(site.path("candor.toml"), FINAL).unwrap();
        watched.until_read("candor.toml", FINAL);
        fs::write(site.path("candor.toml.new"), OLD).unwrap();
        watched.batches.clear();
        fs::rename(site.path("candor.toml.new"), site.path("candor.toml")).unwrap();
        watched.until_read("candor.toml", OLD);
    }
}

#[test]
fn a_deleted_file_is_named_when_it_is_gone_for_good() {
    for how in [How::Events, POLL] {
        let site = Site::new();
        let mut watched = site.watch(how, &[FILE]);
        let deleted = Instant::now();
        fs::remove_file(site.path(FILE)).unwrap();
        watched.until_named(FILE);
        let after = watched.batches[0].at - deleted;
        assert!(after >= Duration::from_millis(200), "{how:?}: believed after {after:?}");
    }
}

#[test]
fn an_emptied_file_is_named_when_it_stays_empty() {
    for how in [How::Events, POLL] {
        let site = Site::new();
        let mut watched = site.watch(how, &[FILE]);
        File::create(site.path(FILE)).unwrap();
        watched.until_read(FILE, "");
    }
}

#[test]
fn a_change_of_permissions_is_named() {
    use std::os::unix::fs::PermissionsExt;
    for how in [How::Events, POLL] {
        let site = Site::new();
        let mut watched = site.watch(how, &[]);
        fs::set_permissions(site.path(FILE), fs::Permissions::from_mode(0o000)).unwrap();
        watched.until_named(FILE);
    }
}

#[test]
fn fifty_files_are_saved_at_once() {
    for how in [How::Events, POLL] {
        let site = Site::new();
        let files: Vec<String> = (0..50).map(|n| format!("content/faq/{n}.md")).collect();
        for file in &files {
            site.write(file, OLD);
        }
        let mut watched = site.watch(how, &files.iter().map(String::as_str).collect::<Vec<_>>());
        for file in &files {
            site.write(file, FINAL);
        }
        for file in &files {
            watched.until_read(file, FINAL);
        }
        for read in watched.batches.iter().flat_map(|batch| batch.read.values()) {
            assert!([Some(OLD), Some(FINAL)].contains(&read.as_deref()), "{how:?}: {:#?}", watched.batches);
        }
    }
}

#[test]
fn a_file_that_is_being_written_holds_no_other() {
    let site = Site::new();
    let mut watched = site.watch(How::Events, &[FILE]);
    let mut log = File::create(site.path("content/faq/log.md")).unwrap();
    // The empty file may be named; from the first line on it is being written.
    let writing = std::thread::spawn(move || {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_millis(1_500) {
            log.write_all(b"line\n").unwrap();
            sleep(Duration::from_millis(5));
        }
        Instant::now()
    });
    sleep(Duration::from_millis(300));
    fs::write(site.path(FILE), FINAL).unwrap();
    let known = watched.until_read(FILE, FINAL);
    let written = writing.join().unwrap();
    assert!(known < written, "the other file waited");
    watched.until("the log is named", |batches| {
        let log = "content/faq/log.md";
        batches.iter().any(|batch| batch.at >= written && names(&batch.seen, log) == Names::Path)
    });
}

#[test]
fn reading_is_no_change() {
    let site = Site::new();
    let mut watched = site.watch(How::Events, &[]);
    for _ in 0..200 {
        fs::read(site.path(FILE)).unwrap();
        fs::read_dir(site.path("content")).unwrap().for_each(drop);
        OpenOptions::new().read(true).open(site.path("candor.toml")).unwrap();
    }
    watched.settle(&site);
    assert_eq!(watched.batches.len(), 1, "{:#?}", watched.batches);
}

#[test]
fn what_is_not_of_the_site_is_no_change() {
    for how in [How::Events, POLL] {
        let site = Site::new();
        let mut watched = site.watch(how, &[]);
        for path in ["public/index.html", "target/debug/x", ".git/index", "README.md", "contents/a.md"] {
            site.write(path, FINAL);
        }
        watched.settle(&site);
        let others = watched.batches.iter().filter(|batch| names(&batch.seen, "content/marker.md") == Names::Not);
        assert_eq!(others.count(), 0, "{:#?}", watched.batches);
    }
}

#[test]
fn watching_ends_with_its_value() {
    for how in [How::Events, POLL] {
        let site = Site::new();
        let watched = site.watch(how, &[]);
        let super::Watched { watch, receiver, .. } = watched;
        drop(watch);
        // The sender is dropped with the thread.
        assert!(
            receiver.recv_timeout(super::PATIENCE).is_err_and(|error| error == super::RecvTimeoutError::Disconnected)
        );
    }
}

#[test]
fn a_site_that_is_not_there_cannot_be_watched() {
    let missing = Path::new("no/such/folder");
    assert!(candor::watch::start(missing, How::Events, |_| {}).is_err());
    assert!(candor::watch::start(Path::new("Cargo.toml"), POLL, |_| {}).is_err());
}
