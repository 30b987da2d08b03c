//! Folders that come, go and move, the tops of the site among them.

use std::fs;
use std::path::Path;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use candor::watch::{How, Seen};

use super::{FINAL, Names, OLD, POLL, Site, names, names_both, run, text};

const BOTH: [How; 2] = [How::Events, POLL];

/// Tests with each of some numbers and each way to watch; all at once, because they mostly wait.
fn each_at_once(numbers: &[u64], test: impl Fn(How, u64) + Sync) {
    let test = &test;
    thread::scope(|scope| {
        for (how, number) in BOTH.into_iter().flat_map(|how| numbers.iter().map(move |number| (how, *number))) {
            scope.spawn(move || test(how, number));
        }
    });
}

#[test]
fn both_sides_of_a_rename_are_in_one_batch() {
    for how in BOTH {
        for to in ["content/faq/b.md", "content/faq/a.md.old", "content/b.md"] {
            let site = Site::new();
            let mut watched = site.watch(how, &[]);
            fs::rename(site.path("content/faq/a.md"), site.path(to)).unwrap();
            watched.until_named("content/faq/a.md");
            assert!(names_both(&watched.batches[0], "content/faq/a.md", to), "{how:?}: {:#?}", watched.batches);
        }
    }
}

#[test]
fn a_renamed_folder_is_named_by_both_names_and_watched_on() {
    for how in BOTH {
        let site = Site::new();
        let mut watched = site.watch(how, &["content/answers/a.md", "content/answers/deep/er/b.md"]);
        fs::rename(site.path("content/faq"), site.path("content/answers")).unwrap();
        watched.until_read("content/answers/a.md", OLD);
        let both = |batch: &super::Batch| {
            names(&batch.seen, "content/faq/a.md") == Names::Path
                && names(&batch.seen, "content/answers/a.md") == Names::Path
        };
        assert!(watched.batches.iter().any(both), "{how:?}: {:#?}", watched.batches);
        site.write("content/answers/a.md", FINAL);
        watched.until_read("content/answers/a.md", FINAL);
        site.write("content/answers/deep/er/b.md", FINAL);
        watched.until_read("content/answers/deep/er/b.md", FINAL);
        site.write("content/answers/deep/er/b.md", OLD);
        watched.until_read("content/answers/deep/er/b.md", OLD);
    }
}

#[test]
fn new_folders_are_named_with_all_that_is_in_them() {
    each_at_once(&[0, 1, 2], |how, _| {
        let site = Site::new();
        let files: Vec<String> = (0..40).map(|n| format!("content/new/{}/{}/{n}.md", n % 4, n % 5)).collect();
        for file in &files {
            let source = site.folder.join("source").join(file.strip_prefix("content/new/").unwrap());
            fs::create_dir_all(source.parent().unwrap()).unwrap();
            fs::write(source, FINAL).unwrap();
        }
        let mut watched = site.watch(how, &files.iter().map(String::as_str).collect::<Vec<_>>());
        run("cp", &["-r", text(&site.folder.join("source")), text(&site.path("content/new"))]);
        for file in &files {
            watched.until_read(file, FINAL);
        }
        // A file may have come before the watch of its folder, so only its own name says that it is whole.
        for batch in &watched.batches {
            for (file, read) in batch.read.iter().filter(|(file, _)| names_both(batch, file, file)) {
                assert_eq!(read.as_deref(), Some(FINAL), "{how:?}: {file}");
            }
        }
        // What was made while nobody watched its folder is watched all the same.
        for file in files.iter().step_by(7) {
            site.write(file, OLD);
            watched.until_read(file, OLD);
        }
    });
}

#[test]
fn content_that_is_deleted_and_created_again_is_watched_again() {
    each_at_once(&[0, 100, 600], |how, pause| {
        let site = Site::new();
        let mut watched = site.watch(how, &["content/faq/b.md"]);
        fs::remove_dir_all(site.path("content")).unwrap();
        sleep(Duration::from_millis(pause));
        site.write("content/faq/b.md", OLD);
        // A walk may miss that it was gone, as its successor may have the same inode.
        if how == How::Events {
            watched.until_everything();
        }
        watched.until_read("content/faq/b.md", OLD);
        site.write("content/faq/b.md", FINAL);
        watched.until_read("content/faq/b.md", FINAL);
    });
}

#[test]
fn content_that_is_moved_away_and_back_is_watched_again() {
    each_at_once(&[0, 100, 600], |how, pause| {
        let site = Site::new();
        let mut watched = site.watch(how, &["content/faq/a.md", "content/faq/new/b.md"]);
        fs::rename(site.path("content"), site.path("aside")).unwrap();
        sleep(Duration::from_millis(pause));
        fs::rename(site.path("aside"), site.path("content")).unwrap();
        // Nothing differs between two walks when it is back in time.
        if how == How::Events {
            watched.until_everything();
        }
        site.write("content/faq/a.md", FINAL);
        watched.until_read("content/faq/a.md", FINAL);
        site.write("content/faq/new/b.md", FINAL);
        watched.until_read("content/faq/new/b.md", FINAL);
    });
}

#[test]
fn what_happens_to_content_that_was_moved_away_is_no_change() {
    let site = Site::new();
    let mut watched = site.watch(How::Events, &[]);
    fs::rename(site.path("content"), site.path("aside")).unwrap();
    watched.until_named("content");
    watched.batches.clear();
    site.write("aside/faq/a.md", FINAL);
    site.write("themes/own/page.html", FINAL);
    watched.until_named("themes/own/page.html");
    assert_eq!(watched.batches.len(), 1, "{:#?}", watched.batches);
}

#[test]
fn themes_are_watched_from_their_first_file_on() {
    for how in BOTH {
        let site = Site::new();
        fs::remove_dir_all(site.path("themes")).unwrap();
        let mut watched = site.watch(how, &["themes/own/page.html"]);
        site.write("themes/own/page.html", FINAL);
        watched.until_everything();
        site.write("themes/own/page.html", OLD);
        watched.until_read("themes/own/page.html", OLD);
    }
}

#[test]
fn content_may_be_a_link() {
    for how in BOTH {
        let site = Site::new();
        fs::rename(site.path("content"), site.folder.join("elsewhere")).unwrap();
        std::os::unix::fs::symlink("../elsewhere", site.path("content")).unwrap();
        let mut watched = site.watch(how, &["content/faq/a.md", "content/faq/new/b.md", "content/c.md"]);
        site.write("content/faq/a.md", FINAL);
        watched.until_read("content/faq/a.md", FINAL);
        site.write("content/faq/new/b.md", FINAL);
        watched.until_read("content/faq/new/b.md", FINAL);
        site.write("content/c.md", FINAL);
        watched.until_read("content/c.md", FINAL);

        // It leads elsewhere from here on.
        fs::create_dir_all(site.folder.join("other/faq")).unwrap();
        fs::write(site.folder.join("other/faq/a.md"), OLD).unwrap();
        std::os::unix::fs::symlink("../other", site.path("link")).unwrap();
        fs::rename(site.path("link"), site.path("content")).unwrap();
        watched.until_everything();
        site.write("content/faq/a.md", "other text\n");
        watched.until_read("content/faq/a.md", "other text\n");

        // What it leads to is made anew, of which no event of the site tells.
        watched.batches.clear();
        fs::rename(site.folder.join("other"), site.folder.join("gone")).unwrap();
        watched.until_named("content");
        fs::create_dir_all(site.folder.join("other/faq")).unwrap();
        watched.until_everything();
        site.write("content/faq/a.md", FINAL);
        watched.until_read("content/faq/a.md", FINAL);
    }
}

#[test]
fn the_folder_of_the_site_may_be_replaced() {
    let site = Site::new();
    let mut watched = site.watch(How::Events, &["content/faq/a.md", "candor.toml"]);
    fs::rename(&site.root, site.folder.join("before")).unwrap();
    run("cp", &["-r", text(&site.folder.join("before")), text(&site.root)]);
    watched.until_everything();
    site.write("content/faq/a.md", FINAL);
    watched.until_read("content/faq/a.md", FINAL);
    site.write("candor.toml", FINAL);
    watched.until_read("candor.toml", FINAL);
}

#[test]
fn ten_thousand_files_change_at_once() {
    for how in BOTH {
        let site = Site::new();
        let files: Vec<String> = (0..10_000).map(|n| format!("content/{}/{n}.md", n % 100)).collect();
        for file in &files {
            site.write(file, OLD);
        }
        let mut watched = site.watch(how, &[]);
        let written: Vec<Instant> = files
            .iter()
            .map(|file| {
                // As a checkout does it: away with the old file.
                fs::remove_file(site.path(file)).unwrap();
                fs::write(site.path(file), FINAL).unwrap();
                Instant::now()
            })
            .collect();
        watched.until("all files are named", |batches| {
            let last =
                batches.iter().filter(|batch| matches!(batch.seen, Seen::Everything(_))).map(|batch| batch.at).max();
            let is_named = |file: &str, at: Instant| {
                let path = Path::new(file);
                batches.iter().filter(|batch| batch.at >= at).any(|batch| {
                    matches!(&batch.seen, Seen::Paths(paths) if path.ancestors().any(|above| paths.contains(above)))
                })
            };
            let open = files.iter().zip(&written).filter(|(_, at)| last.is_none_or(|last| last < **at));
            open.into_iter().all(|(file, at)| is_named(file, *at))
        });
    }
}
