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

/// Where a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// On a terminal, in its colors.
    Terminal,
    /// Where letters are letters and nothing else.
    Plain,
}

impl Look {
    fn renderer(self) -> Renderer {
        match self {
            Self::Terminal => Renderer::styled(),
            Self::Plain => Renderer::plain(),
        }
    }
}

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

/// The finding with all its places and its help.
pub(crate) fn shown(project: &Project, finding: &Diagnostic, look: Look) -> String {
    let title = level(finding).primary_title(&finding.message).id(finding.code.name());
    let marked = marked(project, finding);
    let mut group = Group::with_title(title);
    for marked in &marked {
        group = group.element(marked.snippet());
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    look.renderer().render(&[group])
}

/// The lines of the file around the finding, and nothing else.
pub(crate) fn lines(project: &Project, finding: &Diagnostic) -> String {
    let marked = marked(project, finding);
    let Some(first) = marked.first().filter(|first| !first.text.is_empty()) else { return String::new() };
    let lines = Look::Plain.renderer().render(&[Group::with_level(level(finding)).element(first.snippet())]);
    // The first line names the file, which is shown beside the lines.
    lines.split_once('\n').map_or(String::new(), |(_, lines)| lines.trim_end().to_owned())
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

/// A finding for a program; lines and columns are counted from 1, columns in characters.
#[derive(Serialize)]
pub(crate) struct FindingView<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: At<'a>,
    related: Vec<Related<'a>>,
}

/// A place in a file.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct At<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: At<'a>,
}

/// The finding as data.
pub(crate) fn view<'a>(project: &Project, finding: &'a Diagnostic) -> FindingView<'a> {
    let related = finding.related.iter().map(|(related, label)| Related { label, place: at(project, related) });
    FindingView {
        code: finding.code.name(),
        severity: finding.code.severity().name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        place: at(project, &finding.place),
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
