//! A finding as people and programs read it: with the lines of the file, or as data with lines and columns.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::diag::{Diagnostic, Place, Severity};
use crate::path::SourcePath;
use crate::project::Project;
use crate::source::line_and_column;

/// How many lines stand beside a finding on a page.
const MOST_LINES: usize = 8;
/// How many characters of a line are shown on either side of what is marked in it, and of that itself.
const MOST_AROUND: usize = 80;
const MOST_MARKED: usize = 240;

/// A file's text, and the places in it that a finding names, each with its label.
struct Marked<'a> {
    path: &'a SourcePath,
    text: Arc<str>,
    marks: Vec<(Range<usize>, Option<&'a str>)>,
}

impl Marked<'_> {
    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let mut snippet = Snippet::source(&*self.text).path(self.path.as_str());
        for (range, label) in &self.marks {
            let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(range.clone());
            snippet = snippet.annotation(match label {
                Some(label) => annotation.label(*label),
                None => annotation,
            });
        }
        snippet
    }
}

/// The finding with all its places and its help, in the colors of a terminal.
pub(crate) fn shown(project: &Project, finding: &Diagnostic) -> String {
    let title = level(finding).primary_title(&finding.message).id(finding.code.name());
    let marked = marked(project, finding);
    let mut group = Group::with_title(title);
    for marked in &marked {
        group = group.element(marked.snippet());
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    Renderer::styled().render(&[group])
}

/// A line of a file, cut around the part of it that a finding is about.
#[derive(Serialize)]
pub(crate) struct Line {
    number: usize,
    before: String,
    marked: String,
    after: String,
}

/// The first lines of the file that the finding is about; none when it is about the file as a whole.
pub(crate) fn lines(project: &Project, finding: &Diagnostic) -> Vec<Line> {
    let text = project.text(&finding.place.path).unwrap_or_else(|| Arc::from(""));
    let span = finding.place.span.clamp(&text);
    if span.end == 0 {
        return Vec::new();
    }
    let first = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let number = text[..first].matches('\n').count() + 1;
    let mut start = first;
    let mut lines = Vec::new();
    for (index, line) in text[first..].split_inclusive('\n').take(MOST_LINES).enumerate() {
        if index > 0 && start >= span.end {
            break;
        }
        let line_text = line.trim_end_matches(['\n', '\r']);
        let within = |offset: usize| offset.saturating_sub(start).min(line_text.len());
        let (from, to) = (within(span.start), within(span.end));
        lines.push(Line {
            number: number + index,
            before: last_part(&line_text[..from]),
            marked: first_part(&line_text[from..to], MOST_MARKED),
            after: first_part(&line_text[to..], MOST_AROUND),
        });
        start += line.len();
    }
    lines
}

/// The end of a text that is long.
fn last_part(text: &str) -> String {
    match text.char_indices().rev().nth(MOST_AROUND) {
        Some((at, first)) => format!("\u{2026}{}", &text[at + first.len_utf8()..]),
        None => text.to_owned(),
    }
}

/// The beginning of a text that is long.
fn first_part(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}\u{2026}", &text[..at]),
        None => text.to_owned(),
    }
}

fn level(finding: &Diagnostic) -> Level<'static> {
    match finding.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// The files that take part in a finding, its own first.
fn marked<'a>(project: &Project, finding: &'a Diagnostic) -> Vec<Marked<'a>> {
    let mut all: Vec<Marked<'_>> = Vec::new();
    let mut index: BTreeMap<&SourcePath, usize> = BTreeMap::new();
    let related = finding.related.iter().map(|(place, label)| (place, Some(label.as_str())));
    for (place, label) in std::iter::once((&finding.place, None)).chain(related) {
        let at = *index.entry(&place.path).or_insert_with(|| {
            let text = project.text(&place.path).unwrap_or_else(|| Arc::from(""));
            all.push(Marked { path: &place.path, text, marks: Vec::new() });
            all.len() - 1
        });
        let range = place.span.clamp(&all[at].text);
        all[at].marks.push((range, label));
    }
    all
}

/// A finding for a program, with its places in whatever way `P` says them.
#[derive(Serialize)]
pub(crate) struct FindingView<'a, P> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: P,
    related: Vec<Related<'a, P>>,
}

#[derive(Serialize)]
struct Related<'a, P> {
    label: &'a str,
    #[serde(flatten)]
    place: P,
}

/// A place in a file; lines and columns are counted from 1, columns in characters.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct At<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

/// The finding as data.
pub(crate) fn view<'a, P>(finding: &'a Diagnostic, place: impl Fn(&'a Place) -> P) -> FindingView<'a, P> {
    let related = finding.related.iter().map(|(related, label)| Related { label, place: place(related) });
    FindingView {
        code: finding.code.name(),
        severity: finding.code.severity().name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        place: place(&finding.place),
        related: related.collect(),
    }
}

/// Lines and columns of a place.
pub(crate) fn at<'a>(project: &Project, place: &'a Place) -> At<'a> {
    let text = project.text(&place.path).unwrap_or_else(|| Arc::from(""));
    let (line, column) = line_and_column(&text, place.span.start);
    let (end_line, end_column) = line_and_column(&text, place.span.end);
    At { file: place.path.as_str(), line, column, end_line, end_column }
}
