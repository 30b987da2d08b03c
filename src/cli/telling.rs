//! What `serve` says of changes: a line for each, and a single one for a storm of them when it is over.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Display;
use std::time::{Duration, Instant};

use super::{counted, say_on_error};
use crate::diag::Diagnostic;
use crate::path::SourcePath;
use crate::preview::{News, Preview};

/// How many files and how many pages a line names; the rest is counted.
const MOST_NAMED: usize = 3;
/// How many errors are shown at once.
const MOST_ERRORS: usize = 3;
/// How many files may change at once, and how many lines may be written within [`CALM`], before a storm begins.
const MOST_AT_ONCE: usize = 10;
const MOST_LINES: usize = 50;
/// After how long without a change a storm is over. Longer than files are held back that are being written.
const CALM: Duration = Duration::from_secs(1);
/// After how long a storm that goes on is told of all the same.
const LONGEST_STORM: Duration = Duration::from_secs(10);

/// What has been said, and what waits to be said.
pub(super) struct Telling {
    /// The errors that were there when something was last said.
    errors: Vec<Diagnostic>,
    /// How many placeholders there were then.
    placeholders: usize,
    /// When lines were written lately.
    lately: VecDeque<Instant>,
    storm: Option<Storm>,
}

/// Many changes, all of which are one piece of news.
struct Storm {
    news: News,
    /// How long it took to take them in.
    time: Duration,
    begun: Instant,
}

impl Telling {
    /// Begins with the errors that were shown already, and the number of placeholders that was said.
    pub(super) fn new(errors: Vec<Diagnostic>, placeholders: usize) -> Self {
        Self { errors, placeholders, lately: VecDeque::new(), storm: None }
    }

    /// How long to wait for another change until the present storm is over, if there is one.
    pub(super) fn calm(&self) -> Option<Duration> {
        self.storm.as_ref().map(|_| CALM)
    }

    /// Says what came of a change, or keeps it until the storm is over.
    pub(super) fn take(&mut self, preview: &Preview, news: News, time: Duration) {
        let now = Instant::now();
        self.lately.retain(|when| now - *when < CALM);
        self.lately.push_back(now);
        if let Some(storm) = &mut self.storm {
            join(&mut storm.news, news);
            storm.time += time;
            if now - storm.begun > LONGEST_STORM {
                self.end_storm(preview);
            }
        } else if news.files.len() > MOST_AT_ONCE || self.lately.len() > MOST_LINES {
            self.storm = Some(Storm { news, time, begun: now });
        } else {
            self.say(preview, &news, &line(&news, time));
        }
    }

    /// Says what came of a storm, when there was one.
    pub(super) fn end_storm(&mut self, preview: &Preview) {
        if let Some(Storm { news, time, .. }) = self.storm.take() {
            self.say(preview, &news, &line_of_storm(&news, time));
        }
    }

    fn say(&mut self, preview: &Preview, news: &News, line: &str) {
        let present: Vec<Diagnostic> = news.summary.first.iter().filter(|f| f.is_error()).cloned().collect();
        let known: BTreeSet<_> = self.errors.iter().map(said).collect();
        show(preview, present.iter().filter(|error| !known.contains(&said(error))));
        let count = news.summary.placeholders;
        if count == self.placeholders {
            say_on_error(line);
        } else {
            say_on_error(&format!("{line}, {}", counted(count, "placeholder")));
        }
        (self.errors, self.placeholders) = (present, count);
    }
}

/// Adds what came of a later change.
fn join(news: &mut News, mut later: News) {
    news.kept.retain(|file| !later.files.contains(file));
    news.kept.append(&mut later.kept);
    news.files.append(&mut later.files);
    news.pages.append(&mut later.pages);
    news.is_everywhere |= later.is_everywhere;
    news.summary = later.summary;
}

/// What a finding says of which file. Its line is another after every edit above it.
fn said(finding: &Diagnostic) -> (&SourcePath, &str) {
    (&finding.place.path, &finding.message)
}

/// Shows the first of some errors; the page shows them all.
pub(super) fn show<'a>(preview: &Preview, errors: impl Iterator<Item = &'a Diagnostic>) {
    for error in errors.take(MOST_ERRORS) {
        say_on_error(&format!("{}\n", preview.shown(error)));
    }
}

/// `content/faq/soc/validity.md -> /faq/soc/validity/ (2.1 ms), 1 error`.
fn line(news: &News, time: Duration) -> String {
    let pages = named(news.pages.iter(), "page");
    named(news.files.iter(), "file") + &to_pages(news, &pages) + &ending(news, time)
}

/// `a.md, b.md, c.md and 2997 more files -> 3012 pages (840.2 ms), 1 error`.
fn line_of_storm(news: &News, time: Duration) -> String {
    let pages = counted(news.pages.len(), "page");
    named(news.files.iter(), "file") + &to_pages(news, &pages) + &ending(news, time)
}

fn to_pages(news: &News, pages: &str) -> String {
    match news {
        News { is_everywhere: true, .. } => " -> every page".to_owned(),
        News { pages, .. } if pages.is_empty() => String::new(),
        _ => format!(" -> {pages}"),
    }
}

fn ending(news: &News, time: Duration) -> String {
    let mut ending = format!(" ({:.1} ms)", time.as_secs_f64() * 1000.0);
    if news.summary.errors > 0 {
        ending.push_str(&format!(", {}", counted(news.summary.errors, "error")));
    }
    if !news.kept.is_empty() {
        ending.push_str("; the last good version stays");
    }
    ending
}

/// The first names, and how many more there are.
fn named(names: impl ExactSizeIterator<Item = impl Display>, what: &str) -> String {
    let more = names.len().saturating_sub(MOST_NAMED);
    let mut named = names.take(MOST_NAMED).map(|name| name.to_string()).collect::<Vec<_>>().join(", ");
    if more > 0 {
        named.push_str(&format!(" and {}", counted(more, &format!("more {what}"))));
    }
    named
}
