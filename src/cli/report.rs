//! Prints findings: for people with the lines of the file, for programs as JSON lines or annotations.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::arguments::Format;
use crate::diag::{Diagnostic, Severity};
use crate::path::SourcePath;
use crate::project::Project;
use crate::source::line_and_column;

/// How many findings of one kind people see before the rest is counted.
const MOST_OF_A_KIND: usize = 10;

/// How much to print.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

/// The findings as text, ready to print.
pub(super) fn render(project: &Project, findings: &[Diagnostic], format: Format, verbosity: Verbosity) -> String {
    let shown = findings.iter().filter(|finding| verbosity > Verbosity::Quiet || finding.is_error());
    match format {
        Format::Human => human(project, shown, verbosity),
        Format::Json => shown.map(|finding| json(project, finding)).collect(),
        Format::Github => shown.map(|finding| github(project, finding)).collect(),
    }
}

fn human<'a>(project: &Project, findings: impl Iterator<Item = &'a Diagnostic>, verbosity: Verbosity) -> String {
    let renderer = Renderer::styled();
    let mut out = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        let count = counts.entry(finding.code.name()).or_insert(0);
        *count += 1;
        if verbosity < Verbosity::Verbose && *count > MOST_OF_A_KIND {
            continue;
        }
        let _ = writeln!(out, "{}\n", frame(project, finding, &renderer));
    }
    for (code, count) in counts {
        if verbosity < Verbosity::Verbose && count > MOST_OF_A_KIND {
            let _ = writeln!(out, "... and {} more `{code}`; -v prints them all\n", count - MOST_OF_A_KIND);
        }
    }
    out
}

/// A file's text, and the places in it that a finding names, each with its label.
struct Marked<'a> {
    text: Arc<str>,
    marks: Vec<(Range<usize>, Option<&'a str>)>,
}

fn frame(project: &Project, finding: &Diagnostic, renderer: &Renderer) -> String {
    let level = match finding.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&finding.message).id(finding.code.name());
    let mut texts: BTreeMap<&SourcePath, Marked<'_>> = BTreeMap::new();
    let places = std::iter::once((&finding.place, None))
        .chain(finding.related.iter().map(|(place, label)| (place, Some(label.as_str()))));
    let mut order = Vec::new();
    for (place, label) in places {
        let entry = texts.entry(&place.path).or_insert_with(|| {
            order.push(&place.path);
            Marked { text: project.text(&place.path).unwrap_or_else(|| Arc::from("")), marks: Vec::new() }
        });
        let range = place.span.clamp(&entry.text);
        entry.marks.push((range, label));
    }
    let mut group = Group::with_title(title);
    for path in &order {
        let Marked { text, marks } = &texts[path];
        let mut snippet = Snippet::source(&**text).path(path.as_str());
        for (range, label) in marks {
            let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(range.clone());
            snippet = snippet.annotation(match label {
                Some(label) => annotation.label(*label),
                None => annotation,
            });
        }
        group = group.element(snippet);
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// A finding for a program; lines and columns are counted from 1, columns in characters.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: PlaceView<'a>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: PlaceView<'a>,
}

fn place<'a>(project: &Project, place: &'a crate::diag::Place) -> PlaceView<'a> {
    let text = project.text(&place.path).unwrap_or_else(|| Arc::from(""));
    let (line, column) = line_and_column(&text, place.span.start);
    let (end_line, end_column) = line_and_column(&text, place.span.end);
    PlaceView { file: place.path.as_str(), line, column, end_line, end_column }
}

fn json(project: &Project, finding: &Diagnostic) -> String {
    let view = Finding {
        code: finding.code.name(),
        severity: finding.code.severity().name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        place: place(project, &finding.place),
        related: finding
            .related
            .iter()
            .map(|(related, label)| Related { label, place: place(project, related) })
            .collect(),
    };
    let json = serde_json::to_string(&view).expect("a finding is plain data");
    json + "\n"
}

/// A workflow command of GitHub Actions, with the escapes that it asks for.
fn github(project: &Project, finding: &Diagnostic) -> String {
    let at = place(project, &finding.place);
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let message = format!("{}{help}", finding.message);
    let message = message.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| text.replace('%', "%25").replace(':', "%3A").replace(',', "%2C");
    format!(
        "::{} file={},line={},col={},endLine={},endColumn={},title={}::{message}\n",
        finding.code.severity().name(),
        property(at.file),
        at.line,
        at.column,
        at.end_line,
        at.end_column,
        finding.code.name(),
    )
}
