//! What is done to a site in bulk, to the watcher, and to the program itself: it ends in the right pages, and says so.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::thread;

use serde_json::Value;

use super::client::eventually;
use super::edited::{Edited, Open, same};
use crate::command::{folder, site, tree, write};
use crate::support::has_namespaces;

const PAGE: &str = "/trust/faq/access/how/";
const FILE: &str = "content/faq/access/how.md";

fn run(program: &str, arguments: &[&str]) {
    assert!(Command::new(program).args(arguments).status().unwrap().success(), "{program} {arguments:?}");
}

fn signal(edited: &Edited, name: &str) {
    run("kill", &["-s", name, &edited.serving.pid().to_string()]);
}

/// Saves a text that is no shorter than the file. To cut a file off first, as most editors do, makes some file systems
/// write to the disk at once, which takes a test of thousands of saves half a minute.
fn write_over(path: &Path, text: &str) {
    fs::OpenOptions::new().write(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
}

/// Waits until the open page and every other is as a fresh start would have it.
#[track_caller]
fn ends_well(edited: &Edited, open: &mut Open) {
    let fresh = edited.settle(std::slice::from_mut(open));
    edited.assert_serves(&fresh.project);
}

/// Holds that a reason was said once, in a line that says no more.
#[track_caller]
fn is_said(edited: &Edited, reason: &str) {
    let lines = edited.said.lines();
    assert!(lines.iter().any(|line| line.contains(reason)), "{reason}: {lines:#?}");
}

#[test]
fn ten_thousand_files_change_at_once() {
    const MANY: usize = 10_000;
    let root = site("serve-survival-many");
    let file = |n: usize| format!("content/faq/topic-{:02}/q{n}.md", n % 40);
    let text = |n: usize, word: &str| format!("+++\nquestion = \"Is {n} {word}?\"\n+++\nIt is {word}.\n");
    (0..40).for_each(|n| write(&root, &format!("content/faq/topic-{n:02}/topic.toml"), "title = \"Topic\"\n"));
    (0..MANY).for_each(|n| write(&root, &file(n), text(n, "old")));
    let edited = Edited::new(&root, &[]);
    let page = format!("/trust/faq/topic-{:02}/q{}/", (MANY - 1) % 40, MANY - 1);
    let mut open = [edited.open(&page), edited.open("/trust/faq/topic-07/q7/"), edited.open("/trust/")];
    let old = open[0].last()["version"].clone();
    (0..MANY).for_each(|n| write_over(&root.join(file(n)), &text(n, "new")));
    let fresh = edited.settle(&mut open);
    assert_ne!(open[0].last()["version"], old);
    edited.said.until("the storm is over", |lines| lines.iter().any(|line| line.contains(" more files -> ")));
    let told: Vec<String> = edited.said.lines().into_iter().filter(|line| line.contains(" -> ")).collect();
    // Nothing of it was told before, unless the machine made a pause as long as that of an author.
    assert!(told.len() <= 3, "{told:#?}");
    let files = fresh.project.files();
    files.paths().step_by(997).for_each(|path| edited.assert_serves_file(&fresh.project, path));
}

#[test]
fn a_storm_is_told_in_one_line_and_a_save_at_once() {
    let root = site("serve-survival-storm");
    let file = |n: usize| format!("content/pages/p{n}.md");
    let save = |n: usize, word: &str| write(&root, &file(n), format!("+++\ntitle = \"P{n}\"\n+++\n{word}.\n"));
    (0..300).for_each(|n| save(n, "Old"));
    let edited = Edited::new(&root, &[]);
    let told = || -> Vec<String> { edited.said.lines().into_iter().filter(|line| line.contains(" -> ")).collect() };
    // In pieces, as a slow checkout comes, each longer than a batch is kept open.
    for part in 0..10 {
        (0..30).for_each(|n| save(part * 30 + n, "New"));
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    edited.said.until("a storm is over", |lines| lines.iter().any(|line| line.contains(" more files -> ")));
    assert!(told()[0].contains(" and 297 more files -> 300 pages ("), "{:#?}", told());
    assert_eq!(told().len(), 1, "{:#?}", told());
    save(7, "Newer");
    edited.said.until("a save is told", |lines| lines.iter().any(|line| line.starts_with("content/pages/p7.md -> ")));
    assert_eq!(told().len(), 2, "{:#?}", told());
}

#[test]
fn the_content_goes_and_comes() {
    let root = site("serve-survival-content");
    let (content, away) = (root.join("content"), root.join("away"));
    let edited = Edited::new(&root, &[]);
    let mut open = edited.open(PAGE);
    let old = open.version().map(ToOwned::to_owned);
    let files = tree(&content);

    // The last good site stays: a volume that is not there is no site without content.
    let is_missed = |state: &Value| state["findings"]["list"][0]["code"] == "missing-content";
    fs::rename(&content, &away).unwrap();
    open.until("the content is missed", is_missed);
    assert_eq!(open.version(), old.as_deref());
    fs::rename(&away, &content).unwrap();
    ends_well(&edited, &mut open);
    assert_eq!(open.version(), old.as_deref());

    fs::remove_dir_all(&content).unwrap();
    open.until("the content is missed", is_missed);
    assert_eq!(open.version(), old.as_deref());
    for (path, bytes) in &files {
        write(&content, path, bytes);
    }
    ends_well(&edited, &mut open);
    assert_eq!(open.version(), old.as_deref());
    // It is watched as before.
    write(&root, FILE, "+++\nquestion = \"How now?\"\n+++\nAsk.\n");
    ends_well(&edited, &mut open);
    assert_ne!(open.version(), old.as_deref());
    is_said(&edited, "the folder `content` is there again, or is another one");
}

#[test]
fn one_tree_takes_the_place_of_another_and_back() {
    let (root, elsewhere) = (site("serve-survival-swap"), folder("serve-survival-swap-elsewhere"));
    let edited = Edited::new(&root, &[]);
    let mut open = edited.open(PAGE);
    let old = open.version().map(ToOwned::to_owned);
    let one = tree(&root);
    let mut other = one.clone();
    other.remove("content/faq/basics/what.md");
    other.remove("content/updates/2026-10-01-start.md");
    for (path, bytes) in &mut other {
        if path.ends_with(".md") {
            bytes.extend(b"\nOn the other branch.\n");
        }
    }
    other.insert("content/faq/basics/branch.md".to_owned(), b"+++\nquestion = \"Which branch?\"\n+++\nOther.\n".into());
    // As a version control does it: what differs is unlinked and written anew.
    for (from, to) in [(&one, &other), (&other, &one)] {
        for path in from.keys().filter(|path| from.get(*path) != to.get(*path)) {
            fs::remove_file(root.join(path)).unwrap();
        }
        for (path, bytes) in to.iter().filter(|(path, _)| from.get(*path) != to.get(*path)) {
            write(&root, path, bytes);
        }
        ends_well(&edited, &mut open);
    }
    assert_eq!(open.version(), old.as_deref());
    // The folders themselves change places.
    for (path, bytes) in &other {
        write(&elsewhere, path, bytes);
    }
    let (content, spare) = (root.join("content"), root.join("spare"));
    for _ in 0..2 {
        fs::rename(&content, &spare).unwrap();
        fs::rename(elsewhere.join("content"), &content).unwrap();
        fs::rename(&spare, elsewhere.join("content")).unwrap();
        ends_well(&edited, &mut open);
    }
    assert_eq!(open.version(), old.as_deref());
}

#[test]
fn more_happens_than_the_system_keeps() {
    // Each save is at least one event, and none is as the one before, which the system would drop.
    let kept = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let rounds = kept.trim().parse::<usize>().unwrap() / 100 + 1;
    let root = site("serve-survival-overflow");
    let file = |n: usize| format!("content/pages/p{n}.md");
    (0..100).for_each(|n| write(&root, &file(n), format!("+++\ntitle = \"P{n}\"\n+++\nOld.\n")));
    let edited = Edited::new(&root, &[]);
    let mut open = [edited.open("/trust/p0/"), edited.open("/trust/p99/"), edited.open(PAGE)];
    signal(&edited, "STOP");
    for round in 0..rounds {
        (0..100)
            .for_each(|n| write_over(&root.join(file(n)), &format!("+++\ntitle = \"P{n}\"\n+++\nRound {round}.\n")));
    }
    // After the queue is full nothing more is kept.
    write(&root, FILE, "+++\nquestion = \"How last?\"\n+++\nAsk.\n");
    fs::rename(root.join("content/faq/basics"), root.join("content/faq/bases")).unwrap();
    signal(&edited, "CONT");
    let fresh = edited.settle(&mut open);
    is_said(&edited, "reading everything again: more happened at once than the system keeps");
    edited.assert_serves(&fresh.project);
    for open in &open {
        assert_eq!(open.versions().len(), 2, "{}", open.page);
    }
    // What was made meanwhile is watched.
    write(&root, "content/faq/bases/later.md", "+++\nquestion = \"And later?\"\n+++\nYes.\n");
    ends_well(&edited, &mut edited.open("/trust/faq/bases/later/"));
}

#[test]
fn the_system_watches_no_more() {
    if !has_namespaces() {
        // The machine's own limits are not for a test to set.
        return;
    }
    let limits = [
        ("max_inotify_watches", 2, "max_user_watches"),
        ("max_inotify_watches", 20, "max_user_watches"),
        ("max_inotify_instances", 0, "max_user_instances"),
    ];
    // Beside each other, since each looks once a second.
    thread::scope(|scope| {
        limits.into_iter().for_each(|limit| drop(scope.spawn(move || changes_are_looked_for(limit))));
    });
}

/// Holds that a preview that may watch no more than so much looks for changes itself, and names the setting.
fn changes_are_looked_for((limit, most, name): (&str, usize, &str)) {
    let root = site(&format!("serve-survival-exhausted-{name}-{most}"));
    let script = format!("echo {most} > /proc/sys/user/{limit} && exec \"$0\" \"$@\"");
    let mut command = Command::new("unshare");
    command.args(["-Ur", "sh", "-c", &script, env!("CARGO_BIN_EXE_candor")]);
    let edited = Edited::by(command, &root, &[]);
    let mut open = edited.open(PAGE);
    for n in 0..30 {
        write(&root, &format!("content/faq/topic-{n}/topic.toml"), "title = \"Topic\"\n");
        write(&root, &format!("content/faq/topic-{n}/q.md"), "+++\nquestion = \"Is it?\"\n+++\nIt is.\n");
    }
    ends_well(&edited, &mut open);
    write(&root, FILE, "+++\nquestion = \"How now?\"\n+++\nAsk.\n");
    write(&root, "content/faq/topic-29/q.md", "+++\nquestion = \"Is it?\"\n+++\nIt was.\n");
    ends_well(&edited, &mut open);
    assert_eq!(edited.said.count(name), 1, "{:#?}", edited.said.lines());
    is_said(&edited, "looking for changes once a second instead");
}

#[test]
fn walks_serve_where_nothing_is_told() {
    let root = site("serve-survival-poll");
    let edited = Edited::new(&root, &["--poll", "200ms"]);
    let mut open = edited.open(PAGE);
    let old = open.last().clone();
    let good = fs::read_to_string(root.join(FILE)).unwrap();
    let steps: [&dyn Fn(); 6] = [
        &|| write(&root, FILE, good.replace("Ask.", "Ask us.")),
        &|| fs::rename(root.join("content/faq/basics"), root.join("content/faq/bases")).unwrap(),
        &|| fs::remove_file(root.join("content/updates/2026-10-01-start.md")).unwrap(),
        &|| write(&root, "content/pages/later.md", "+++\ntitle = \"Later\"\n+++\nHere.\n"),
        &|| fs::rename(root.join("content/faq/bases"), root.join("content/faq/basics")).unwrap(),
        &|| write(&root, FILE, &good),
    ];
    for step in steps {
        step();
        let fresh = edited.fresh();
        let mut all: Vec<Open> =
            ["/trust/", "/trust/updates/", "/trust/later/", "/trust/faq/bases/"].map(|page| edited.open(page)).into();
        edited.settle(&mut all);
        open.until("the state is that of a fresh start", |state| same(state, &fresh.state(PAGE)));
        edited.assert_serves(&fresh.project);
    }
    assert_ne!(open.last()["findings"], old["findings"], "an update is gone");
}

#[test]
fn a_signal_ends_the_streams_and_leaves_nothing_behind() {
    for name in ["INT", "TERM", "HUP"] {
        let root = site("serve-survival-signal");
        let (temporary, working) = (folder("serve-survival-tmp"), folder("serve-survival-cwd"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env("TMPDIR", &temporary).current_dir(&working);
        let before = tree(&root);
        let mut edited = Edited::by(command, &root, &[]);
        let mut open: Vec<Open> = [PAGE, "/trust/", "/trust/none/"].map(|page| edited.open(page)).into();
        edited.serving.answers();
        write(&root, FILE, "+++\nquestion = \"How now?\"\n+++\nAsk.\n");
        edited.settle(&mut open);
        signal(&edited, name);
        assert_eq!(edited.serving.wait().code(), Some(0), "SIG{name}");
        open.iter_mut().for_each(Open::until_end);
        let is_empty = |folder: &Path| fs::read_dir(folder).unwrap().next().is_none();
        assert!(is_empty(&temporary) && is_empty(&working), "SIG{name} leaves files");
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&tree(&root)), names(&before), "SIG{name}");
        eventually("the port is free", || TcpStream::connect(edited.serving.address).is_err());
    }
}
