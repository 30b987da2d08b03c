//! The rules of settling, without a clock and without files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use candor::watch::Seen;
use candor::watch::settle::{Change, DOUBT, LONGEST_BATCH, LONGEST_HOLD, Look, MOST_PATHS, OPEN, QUIET, Settle};
use proptest::prelude::*;

/// What happens at a time, in milliseconds.
enum Then {
    Is(Change),
    Looks(&'static str, Look),
}

use Then::{Is, Looks};

fn touched(path: &str) -> Then {
    Is(Change::Touched(path.into()))
}

fn writing(path: &str) -> Then {
    Is(Change::Writing(path.into()))
}

fn gone(path: &str) -> Then {
    Is(Change::Gone(path.into()))
}

fn moved(from: &str, to: &str) -> Then {
    Is(Change::Moved { from: from.into(), to: to.into() })
}

/// Plays a script and gives what was said: `time path path`. What is not said to look otherwise is a file with text.
#[track_caller]
fn play(script: Vec<(u64, Then)>) -> Vec<String> {
    let begun = Instant::now();
    let mut settle = Settle::default();
    let mut looks: BTreeMap<PathBuf, Look> = BTreeMap::new();
    let mut said = Vec::new();
    let mut script = script.into_iter().peekable();
    loop {
        let next = settle.next();
        let change = script.peek().map(|(at, _)| begun + Duration::from_millis(*at));
        let now = match (next, change) {
            (None, None) => return said,
            (Some(next), Some(change)) => next.min(change),
            (next, change) => next.or(change).unwrap(),
        };
        while let Some((_, then)) = script.next_if(|(at, _)| begun + Duration::from_millis(*at) <= now) {
            match then {
                Is(change) => settle.add(now, change),
                Looks(path, look) => {
                    looks.insert(PathBuf::from(path), look);
                }
            }
        }
        if let Some(seen) = settle.ready(now, |path| looks.get(path).copied().unwrap_or(Look::Filled)) {
            let what = match seen {
                Seen::Paths(paths) => paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" "),
                Seen::Everything(why) => format!("everything: {}", why.as_deref().unwrap_or("too much to tell")),
                Seen::Notice(line) => format!("notice: {line}"),
            };
            said.push(format!("{} {what}", (now - begun).as_millis()));
        }
        assert!(settle.next().is_none_or(|next| next > now), "it would never wait");
    }
}

#[test]
fn a_batch_waits_until_it_is_quiet() {
    assert_eq!(play(vec![(0, touched("a")), (20, touched("b")), (40, touched("a"))]), ["65 a b"]);
}

#[test]
fn a_batch_does_not_wait_for_ever() {
    let said = play((0..100).map(|n| (n * 10, touched("a"))).collect());
    assert_eq!(said, ["500 a", "1010 a"]);
}

#[test]
fn a_file_is_held_while_it_is_written() {
    let script = vec![(0, writing("a")), (10, touched("b")), (400, writing("a")), (450, touched("a"))];
    assert_eq!(play(script), ["35 b", "475 a"]);
    assert_eq!(play(vec![(0, writing("a"))]), ["500 a"]);
    let said = play((0..600).map(|n| (n * 10, writing("a"))).collect());
    assert_eq!(said, ["5000 a", "6490 a"]);
}

#[test]
fn metadata_does_not_close_a_file() {
    let metadata = || Is(Change::Metadata("a".into()));
    assert_eq!(play(vec![(0, writing("a")), (10, metadata())]), ["500 a"]);
    assert_eq!(play(vec![(0, metadata())]), ["25 a"]);
}

#[test]
fn what_is_gone_is_believed_later() {
    assert_eq!(play(vec![(0, Looks("a", Look::Gone)), (0, gone("a"))]), ["200 a"]);
    let script =
        vec![(0, Looks("a", Look::Gone)), (0, gone("a")), (100, Looks("a", Look::Filled)), (100, touched("a"))];
    assert_eq!(play(script), ["125 a"]);
}

#[test]
fn what_goes_together_is_believed_together() {
    let looks = ["d", "d/a", "d/b"].map(|path| (0, Looks(path, Look::Gone)));
    let script = looks.into_iter().chain([(0, gone("d/a")), (1, gone("d/b")), (2, gone("d"))]);
    assert_eq!(play(script.collect()), ["202 d d/a d/b"]);
    // One that is in doubt already waits for none that comes later.
    let looks = ["a", "b"].map(|path| (0, Looks(path, Look::Gone)));
    let script = looks.into_iter().chain([(0, gone("a")), (100, gone("b"))]);
    assert_eq!(play(script.collect()), ["200 a", "300 b"]);
}

#[test]
fn what_is_empty_is_believed_later() {
    let empty = || Looks("a", Look::Empty);
    assert_eq!(play(vec![(0, empty()), (0, touched("a")), (10, touched("b"))]), ["35 b", "200 a"]);
    // Its text came while it was held, and no word of that.
    assert_eq!(play(vec![(0, empty()), (0, touched("a")), (100, Looks("a", Look::Filled))]), ["200 a"]);
}

#[test]
fn both_sides_of_a_rename_go_together() {
    let old = || Looks("d/a", Look::Gone);
    assert_eq!(play(vec![(0, old()), (0, gone("d/a")), (0, touched("d/b")), (0, moved("d/a", "d/b"))]), ["25 d/a d/b"]);
    assert_eq!(play(vec![(0, old()), (0, moved("d/a", "d/a~"))]), ["200 d/a d/a~"]);
    assert_eq!(play(vec![(0, old()), (0, moved("d/a", "e/a"))]), ["25 d/a e/a"]);
    // The file is still being written under its new name.
    assert_eq!(play(vec![(0, old()), (0, writing("d/a")), (10, moved("d/a", "b"))]), ["500 b d/a"]);
    assert_eq!(play(vec![(0, old()), (0, moved("d/a", "b")), (10, writing("b")), (60, touched("b"))]), ["85 b d/a"]);
}

#[test]
fn a_name_in_use_again_does_not_wait_for_the_other_side() {
    let script = vec![(0, moved("a", "a~")), (10, touched("a")), (11, Looks("a~", Look::Gone)), (11, gone("a~"))];
    assert_eq!(play(script), ["36 a", "211 a~"]);
}

#[test]
fn a_new_folder_is_named_again_when_it_is_quiet() {
    let folder = || Looks("d", Look::Folder);
    assert_eq!(play(vec![(0, folder()), (0, touched("d"))]), ["25 d", "325 d"]);
    let script = vec![(0, folder()), (0, touched("d")), (300, touched("d/a"))];
    assert_eq!(play(script), ["25 d", "325 d/a", "600 d"]);
}

#[test]
fn a_folder_waits_for_what_is_written_below_it() {
    let folder = || Looks("d", Look::Folder);
    let script = vec![(0, folder()), (0, touched("d")), (10, writing("d/a")), (100, touched("d/a"))];
    assert_eq!(play(script), ["125 d d/a", "425 d"]);
    // For the last time it is named when it has been quiet below it, and now and then until then.
    let said = play(
        std::iter::once((0, folder()))
            .chain((0..80).map(|n| (n * 100, touched(if n == 0 { "d" } else { "d/a" }))))
            .collect(),
    );
    assert_eq!(said.iter().filter(|said| said.ends_with(" d") || said.contains(" d ")).count(), 3, "{said:?}");
}

#[test]
fn too_many_paths_are_everything() {
    let some = |most: usize| (0..most).map(|n| (0, touched(&n.to_string()))).collect();
    assert!(!play(some(MOST_PATHS))[0].contains("everything"));
    assert_eq!(play(some(MOST_PATHS + 1)), ["25 everything: too much to tell"]);
}

#[test]
fn what_was_lost_is_everything_and_forgets_no_file_that_is_held() {
    let script = vec![(0, writing("a")), (0, touched("b")), (10, Is(Change::Lost("why".into())))];
    assert_eq!(play(script), ["35 everything: why", "500 a"]);
}

/// What may happen to one of a few files.
#[derive(Clone, Copy, Debug)]
enum Step {
    Write(usize),
    Truncate(usize),
    Close(usize),
    Chmod(usize),
    Delete(usize),
    Rename(usize, usize),
}

const FILES: [&str; 4] = ["a", "b", "a~", "c"];

fn steps() -> impl Strategy<Value = Vec<(u64, Step)>> {
    let file = 0..FILES.len();
    let step = prop_oneof![
        4 => file.clone().prop_map(Step::Write),
        2 => file.clone().prop_map(Step::Truncate),
        4 => file.clone().prop_map(Step::Close),
        1 => file.clone().prop_map(Step::Chmod),
        2 => file.clone().prop_map(Step::Delete),
        2 => (file.clone(), file).prop_map(|(from, to)| Step::Rename(from, to)),
    ];
    let pause = prop_oneof![4 => 0..30u64, 2 => 0..300u64, 1 => 0..900u64];
    prop::collection::vec((pause, step), 1..60)
}

/// What is known about a file that has not been named since something happened to it.
#[derive(Clone, Copy, Debug)]
struct Open {
    first: Instant,
    last: Instant,
    /// When it was written to, if it was not closed since.
    written: Option<Instant>,
    /// Whether it took part in a rename, which makes it wait for another file, or trusted.
    renamed: bool,
}

/// The files, and what the rules say about them.
struct Model {
    looks: [Look; FILES.len()],
    open: [Option<Open>; FILES.len()],
}

impl Model {
    fn happened(&mut self, file: usize, now: Instant) -> &mut Open {
        let open = self.open[file].get_or_insert(Open { first: now, last: now, written: None, renamed: false });
        open.last = now;
        open
    }

    /// Takes a step and says what would be told of it.
    fn step(&mut self, step: Step, now: Instant) -> Vec<Change> {
        let path = |file: usize| PathBuf::from(FILES[file]);
        match step {
            Step::Write(file) | Step::Truncate(file) => {
                self.looks[file] = if matches!(step, Step::Write(_)) { Look::Filled } else { Look::Empty };
                self.happened(file, now).written = Some(now);
                vec![Change::Writing(path(file))]
            }
            Step::Close(file) => {
                if self.looks[file] == Look::Gone {
                    self.looks[file] = Look::Empty;
                }
                self.happened(file, now).written = None;
                vec![Change::Touched(path(file))]
            }
            Step::Chmod(file) => {
                // It tells nothing of a file that is being written.
                if self.open[file].is_none_or(|open| open.written.is_none()) {
                    self.happened(file, now);
                }
                vec![Change::Metadata(path(file))]
            }
            Step::Delete(file) => {
                self.looks[file] = Look::Gone;
                self.happened(file, now).written = None;
                vec![Change::Gone(path(file))]
            }
            Step::Rename(from, to) if from == to || self.looks[from] == Look::Gone => Vec::new(),
            Step::Rename(from, to) => {
                self.looks[to] = std::mem::replace(&mut self.looks[from], Look::Gone);
                let old = self.happened(from, now);
                old.renamed = true;
                let written = old.written.take();
                let new = self.happened(to, now);
                (new.renamed, new.written) = (true, written);
                vec![
                    Change::Gone(path(from)),
                    Change::Touched(path(to)),
                    Change::Moved { from: path(from), to: path(to) },
                ]
            }
        }
    }

    /// Checks that a file may be named.
    fn named(&mut self, path: &Path, now: Instant) -> Result<(), TestCaseError> {
        let file = FILES.iter().position(|file| path == Path::new(file)).unwrap();
        let path = FILES[file];
        let Some(open) = self.open[file].take() else {
            return Err(TestCaseError::fail(format!("{path} is named though nothing happened")));
        };
        let held = now - open.first;
        prop_assert!(held <= LONGEST_HOLD + LONGEST_BATCH, "{path} was held for {held:?}");
        prop_assert!(now >= open.last + QUIET || held >= LONGEST_BATCH.min(OPEN), "{path} came too early");
        if held >= LONGEST_HOLD {
            return Ok(());
        }
        if let Some(written) = open.written {
            prop_assert!(now >= written + OPEN || open.renamed, "{path} is being written");
        }
        if matches!(self.looks[file], Look::Gone | Look::Empty) && !open.renamed {
            prop_assert!(now >= open.last + DOUBT, "{path} is {:?} and believed", self.looks[file]);
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_change_is_named_in_time_and_never_before(steps in steps()) {
        let begun = Instant::now();
        let mut settle = Settle::default();
        let mut model = Model { looks: [Look::Filled; FILES.len()], open: [None; FILES.len()] };
        let mut at = begun;
        let script: Vec<(Instant, Step)> = steps.iter().map(|(pause, step)| {
            at += Duration::from_millis(*pause);
            (at, *step)
        }).collect();
        let mut script = script.into_iter().peekable();
        loop {
            let now = match (settle.next(), script.peek().map(|(at, _)| *at)) {
                (None, None) => break,
                (Some(next), Some(step)) => next.min(step),
                (next, step) => next.or(step).unwrap(),
            };
            while let Some((_, step)) = script.next_if(|(at, _)| *at <= now) {
                model.step(step, now).into_iter().for_each(|change| settle.add(now, change));
            }
            let looks = model.looks;
            let look = |path: &Path| looks[FILES.iter().position(|file| path == Path::new(file)).unwrap()];
            match settle.ready(now, look) {
                Some(Seen::Paths(paths)) => {
                    for path in &paths {
                        model.named(path, now)?;
                    }
                }
                None => {}
                other => prop_assert!(false, "{other:?}"),
            }
            prop_assert!(settle.next().is_none_or(|next| next > now), "it would never wait");
        }
        prop_assert!(model.open.iter().all(Option::is_none), "never named: {:?}", model.open);
    }
}
