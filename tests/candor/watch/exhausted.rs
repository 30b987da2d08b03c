//! A system that has no watches left: in a user namespace of their own, where such limits can be set.

use std::process::Command;

use candor::watch::{How, Seen};

use super::{FINAL, Site, Watched};
use crate::support::has_namespaces;

/// Says to this test that it runs in the namespace.
const INSIDE: &str = "CANDOR_TEST_NAMESPACE";

/// Runs a test once more in a user namespace where a limit holds, unless this is there already.
/// Where the machine allows no such namespace nothing can be shown, which is said: its own limits are not for a test to set.
fn within(limit: &str, most: u32, test: &str, inside: impl Fn()) {
    if std::env::var_os(INSIDE).is_some() {
        inside();
        return;
    }
    if !has_namespaces() {
        return;
    }
    let script =
        format!("echo {most} > /proc/sys/user/{limit} && exec \"$0\" --exact watch::exhausted::{test} --nocapture");
    let output = Command::new("unshare")
        .args(["-Ur", "sh", "-c", &script])
        .arg(std::env::current_exe().unwrap())
        .env(INSIDE, "yes")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[track_caller]
fn until_notice(watched: &mut Watched, about: &str) {
    watched.until(about, |batches| {
        batches.iter().any(|batch| {
            let Seen::Notice(line) = &batch.seen else { return false };
            line.contains(about) && line.contains("once a second") && !line.contains('\n')
        })
    });
}

/// Saves, and makes a folder with a file in it.
#[track_caller]
fn goes_on(site: &Site, watched: &mut Watched) {
    site.write("content/faq/a.md", FINAL);
    watched.until_read("content/faq/a.md", FINAL);
    site.write("content/later/b.md", FINAL);
    watched.until_read("content/later/b.md", FINAL);
}

const FILES: [&str; 2] = ["content/faq/a.md", "content/later/b.md"];

#[test]
fn too_few_watches_at_the_start() {
    within("max_inotify_watches", 2, "too_few_watches_at_the_start", || {
        let site = Site::new();
        let mut watched = site.watch(How::Events, &FILES);
        until_notice(&mut watched, "fs.inotify.max_user_watches");
        goes_on(&site, &mut watched);
    });
}

#[test]
fn too_few_watches_later() {
    within("max_inotify_watches", 7, "too_few_watches_later", || {
        let site = Site::new();
        let mut watched = site.watch(How::Events, &FILES);
        watched.settle(&site);
        assert_eq!(watched.batches.len(), 1, "{:#?}", watched.batches);
        for n in 0..10 {
            site.write(&format!("content/new/{n}/c.md"), FINAL);
        }
        until_notice(&mut watched, "fs.inotify.max_user_watches");
        watched.until_everything();
        goes_on(&site, &mut watched);
    });
}

#[test]
fn too_few_instances() {
    within("max_inotify_instances", 0, "too_few_instances", || {
        let site = Site::new();
        let mut watched = site.watch(How::Events, &FILES);
        until_notice(&mut watched, "fs.inotify.max_user_instances");
        goes_on(&site, &mut watched);
    });
}
