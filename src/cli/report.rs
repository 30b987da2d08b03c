//! Prints findings: for people with the lines of the file, for programs as JSON lines or annotations.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::arguments::Format;
use crate::diag::Diagnostic;
use crate::finding::{self, Texts};
use crate::project::Project;

/// How many errors of one kind people see, each of which is to be mended at a place of its own. More of them are one
/// mistake that was made many times.
const MOST_ERRORS_OF_A_KIND: usize = 100;

/// How many of a kind people see where there are more errors than that, and how many warnings.
const MOST_OF_A_KIND: usize = 10;

/// From how many findings on each kind is counted.
const MANY: usize = 1_000;

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
    let texts = &Texts::new(project);
    match format {
        Format::Human => human(texts, shown, verbosity),
        Format::Json => shown.map(|finding| json(texts, finding)).collect(),
        Format::Github => shown.map(|finding| github(texts, finding)).collect(),
    }
}

/// How many findings there are of each kind, most first, when there are so many that nobody would count them.
pub(super) fn counts(findings: &[Diagnostic]) -> Option<String> {
    if findings.len() < MANY {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    findings.iter().for_each(|finding| *counts.entry(finding.code.name()).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let width = counts.first().map_or(0, |(_, count)| count.to_string().len());
    Some(counts.iter().map(|(code, count)| format!("{count:>width$} {code}")).collect::<Vec<_>>().join("\n"))
}

fn human<'a>(texts: &Texts<'_>, findings: impl Iterator<Item = &'a Diagnostic>, verbosity: Verbosity) -> String {
    let findings: Vec<&Diagnostic> = findings.collect();
    // How many of each kind are still to be shown, and how many are passed over.
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    findings.iter().for_each(|finding| kinds.entry(finding.code.name()).or_default().0 += 1);
    if verbosity < Verbosity::Verbose {
        for finding in &findings {
            let (shown, folded) = kinds.get_mut(finding.code.name()).expect("each kind was counted");
            let most = if finding.is_error() { MOST_ERRORS_OF_A_KIND } else { MOST_OF_A_KIND };
            if *shown > most {
                (*shown, *folded) = (MOST_OF_A_KIND, *shown - MOST_OF_A_KIND);
            }
        }
    }
    let mut out = String::new();
    for finding in findings {
        let (shown, _) = kinds.get_mut(finding.code.name()).expect("each kind was counted");
        if *shown > 0 {
            *shown -= 1;
            let _ = writeln!(out, "{}\n", finding::shown(texts, finding));
        }
    }
    for (code, (_, folded)) in kinds.into_iter().filter(|(_, (_, folded))| *folded > 0) {
        let _ = writeln!(out, "... and {folded} more `{code}`; -v prints them all\n");
    }
    out
}

fn json(texts: &Texts<'_>, finding: &Diagnostic) -> String {
    let json = serde_json::to_string(&finding::view(finding, |place| finding::at(texts, place)))
        .expect("a finding is plain data");
    json + "\n"
}

/// A workflow command of GitHub Actions, with the escapes that it asks for.
fn github(texts: &Texts<'_>, finding: &Diagnostic) -> String {
    let at = finding::at(texts, &finding.place);
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
