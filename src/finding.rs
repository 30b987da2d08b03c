//! A finding as people and programs read it: with the lines of the file, or as data with lines and columns.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::diag::{Diagnostic, Place, Severity};
use crate::path::SourcePath;
use crate::project::Project;
use crate::source::Lines;

/// How many lines stand beside a finding on a page.
const MOST_LINES: usize = 8;
/// How many characters of a line are shown on either side of what is marked in it, and of that itself.
const MOST_AROUND: usize = 80;
const MOST_MARKED: usize = 240;
/// How many bytes may lie between two places of a file that are shown in one piece of it.
const MOST_BETWEEN: usize = 4096;
/// The largest piece of a file that is shown on a terminal; of a larger one only the place is named.
const LARGEST_PIECE: usize = 16 * 1024;

/// The texts that findings point into, each gone through once however many do.
pub(crate) struct Texts<'p> {
    project: &'p Project,
    known: RefCell<BTreeMap<SourcePath, Rc<Lines>>>,
}

impl<'p> Texts<'p> {
    pub(crate) fn new(project: &'p Project) -> Self {
        Self { project, known: RefCell::default() }
    }

    /// The text of a file; an empty one when it is no text file of the site.
    fn lines(&self, path: &SourcePath) -> Rc<Lines> {
        if let Some(lines) = self.known.borrow().get(path) {
            return Rc::clone(lines);
        }
        let lines = Rc::new(Lines::new(self.project.text(path).unwrap_or_else(|| Arc::from(""))));
        self.known.borrow_mut().insert(path.clone(), Rc::clone(&lines));
        lines
    }
}

/// A piece of a file, in whole lines, and the places in it that a finding names, each with its label.
struct Piece<'f> {
    path: &'f SourcePath,
    lines: Rc<Lines>,
    shown: Range<usize>,
    marks: Vec<(Range<usize>, Option<&'f str>)>,
}

impl<'f> Piece<'f> {
    /// The lines of one place.
    fn of(texts: &Texts<'_>, place: &'f Place, label: Option<&'f str>) -> Self {
        let lines = texts.lines(&place.path);
        let mark = place.span.clamp(lines.text());
        let (mut first, last) = (lines.line_of(mark.start), lines.line_of(mark.end));
        if first > 1 && lines.bytes_of(first).is_empty() {
            // The end of a file stands behind its last line.
            first -= 1;
        }
        let shown = lines.bytes_of(first).start..lines.bytes_of(last).end;
        Self { path: &place.path, lines, shown, marks: vec![(mark, label)] }
    }

    fn is_near(&self, other: &Self) -> bool {
        self.path == other.path
            && self.shown.start <= other.shown.end + MOST_BETWEEN
            && other.shown.start <= self.shown.end + MOST_BETWEEN
    }

    fn join(&mut self, other: Self) {
        self.shown = self.shown.start.min(other.shown.start)..self.shown.end.max(other.shown.end);
        self.marks.extend(other.marks);
    }

    fn show<'s>(&'s self, group: Group<'s>) -> Group<'s> {
        if self.shown.len() <= LARGEST_PIECE {
            return group.element(self.snippet());
        }
        self.marks.iter().fold(group, |group, (mark, label)| {
            let (line, column) = self.lines.line_and_column(u32::try_from(mark.start).unwrap_or(u32::MAX));
            let group = group.element(Origin::path(self.path.as_str()).line(line).char_column(column));
            match label {
                Some(label) => group.element(Level::NOTE.message(*label)),
                None => group,
            }
        })
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let start = self.shown.start;
        let source = Snippet::source(&self.lines.text()[self.shown.clone()]).line_start(self.lines.line_of(start));
        let annotations = self.marks.iter().map(|(mark, label)| {
            let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(mark.start - start..mark.end - start);
            match label {
                Some(label) => annotation.label(*label),
                None => annotation,
            }
        });
        source.path(self.path.as_str()).annotations(annotations)
    }
}

/// The finding with all its places and its help, in the colors of a terminal.
pub(crate) fn shown(texts: &Texts<'_>, finding: &Diagnostic) -> String {
    let title = level(finding).primary_title(&finding.message).id(finding.code.name());
    let pieces = pieces(texts, finding);
    let mut group = pieces.iter().fold(Group::with_title(title), |group, piece| piece.show(group));
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
pub(crate) fn lines(texts: &Texts<'_>, finding: &Diagnostic) -> Vec<Line> {
    let file = texts.lines(&finding.place.path);
    let text = file.text();
    let span = finding.place.span.clamp(text);
    if span.end == 0 {
        return Vec::new();
    }
    let number = file.line_of(span.start);
    let first = file.bytes_of(number).start;
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

/// The pieces of files that take part in a finding, its own first.
fn pieces<'f>(texts: &Texts<'_>, finding: &'f Diagnostic) -> Vec<Piece<'f>> {
    let mut pieces = vec![Piece::of(texts, &finding.place, None)];
    for (place, label) in &finding.related {
        let piece = Piece::of(texts, place, Some(label));
        match pieces.iter_mut().find(|known| known.is_near(&piece)) {
            Some(known) => known.join(piece),
            None => pieces.push(piece),
        }
    }
    pieces
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
pub(crate) fn at<'a>(texts: &Texts<'_>, place: &'a Place) -> At<'a> {
    let lines = texts.lines(&place.path);
    let (line, column) = lines.line_and_column(place.span.start);
    let (end_line, end_column) = lines.line_and_column(place.span.end);
    At { file: place.path.as_str(), line, column, end_line, end_column }
}
