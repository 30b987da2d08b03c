//! What can be wrong: an author's mistake is a [`Diagnostic`], the machine's is a [`Failure`].
//!
//! Diagnostics are data. Nothing here prints; the command line shows them once, at the end.

mod help;
mod nearest;

use std::cmp::Ordering;
use std::fmt;
use std::path::PathBuf;

use crate::characters;
use crate::path::SourcePath;
use crate::source::Span;
pub use help::{Help, Instead};
pub(crate) use nearest::Candidates;
pub use nearest::nearest;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published, and somebody should look.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A kind of finding: its name, its weight and its documentation.
#[derive(Debug)]
pub struct Code {
    name: &'static str,
    severity: Severity,
    doc: &'static str,
}

impl Code {
    /// A code that stops the build; `doc` is the text that `candor explain` prints.
    pub(crate) const fn error(name: &'static str, doc: &'static str) -> Self {
        Self { name, severity: Severity::Error, doc }
    }

    /// A code that does not stop the build; `doc` is the text that `candor explain` prints.
    pub(crate) const fn warning(name: &'static str, doc: &'static str) -> Self {
        Self { name, severity: Severity::Warning, doc }
    }

    /// The kebab-case name: `stale-report`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How much findings of this kind weigh.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What the kind finds, why it matters, an example and the way out, as Markdown.
    ///
    /// A rule hands in its whole file, of which only the module documentation counts, so that the two cannot drift apart.
    #[must_use]
    pub fn explanation(&self) -> String {
        if !self.doc.starts_with("//!") {
            return self.doc.trim().to_owned();
        }
        let lines = self.doc.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n").trim().to_owned()
    }
}

/// A span of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The bytes in it.
    pub span: Span,
}

/// The longest message, in bytes.
const LONGEST_MESSAGE: usize = 240;

/// One finding: what is wrong, where, and what to do.
#[derive(Clone, Debug)]
#[must_use]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: &'static Code,
    /// Where it is, at the smallest span that is wrong.
    pub place: Place,
    /// One lower-case phrase that is understandable alone.
    pub message: String,
    /// What to do, as an imperative.
    pub help: Option<String>,
    /// The name that was probably meant, where one was written for another.
    pub instead: Option<Box<Instead>>,
    /// Other places that take part, each with a label.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A finding without help.
    pub fn new(code: &'static Code, path: &SourcePath, span: Span, message: impl Into<String>) -> Self {
        let place = Place { path: path.clone(), span };
        let mut message: String = message.into();
        if message.len() > LONGEST_MESSAGE {
            // What an author wrote may be a megabyte; the place shows it better than the phrase.
            message.truncate(message.floor_char_boundary(LONGEST_MESSAGE));
            message.push('…');
        }
        Self { code, place, message: characters::shown(message), help: None, instead: None, related: Vec::new() }
    }

    /// The same finding with a way out.
    pub fn help(mut self, help: impl Into<Help>) -> Self {
        let Help { text, instead } = help.into();
        self.help = Some(characters::shown(text));
        self.instead = instead.map(Box::new);
        self
    }

    /// The same finding with another place that takes part.
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Whether the finding stops the build.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

/// Sorts findings by place, code and message, and drops those that say the same of the same place.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(order);
    diagnostics.dedup_by(|a, b| is_same(a, b));
}

/// The order in which findings are shown: by place, code and message, then by what decides which of the same is shown.
pub(crate) fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    said(a).cmp(&said(b)).then_with(|| (&a.help, &a.related).cmp(&(&b.help, &b.related)))
}

/// Whether two findings say the same of the same place.
pub(crate) fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    said(a) == said(b)
}

fn said(finding: &Diagnostic) -> (&Place, &str, &str) {
    (&finding.place, finding.code.name, &finding.message)
}

/// An operation that the machine refused: the work stops.
#[derive(Debug)]
pub struct Failure {
    /// What was tried, as a verb: `read`.
    pub operation: &'static str,
    /// On what.
    pub path: PathBuf,
    /// What the machine said.
    pub source: std::io::Error,
}

impl Failure {
    /// A refused operation.
    pub fn new(operation: &'static str, path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self { operation, path: path.into(), source }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.operation, self.path.display(), self.source)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
