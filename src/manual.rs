//! The manual: a site that is part of the program, in the folder `manual` beside this file.
//!
//! Its files are listed below. The pages of findings are made from what `candor explain` prints, so that they cannot
//! say anything else.
//!
//! Reads nothing: the files are in the program.

use std::sync::Arc;

use crate::diag::{Code, Severity};
use crate::path::SourcePath;
use crate::project::{Change, codes};
use crate::source::Source;

/// The page of all findings, whose list is made.
const FINDINGS: &str = "content/pages/findings.md";

macro_rules! files {
    ($($path:literal,)+) => {
        &[$(($path, include_str!(concat!("manual/", $path))),)+]
    };
}

/// Every file of the manual.
static FILES: &[(&str, &str)] = files![
    "candor.toml",
    "content/faq/about/not-stated.md",
    "content/faq/about/one-language.md",
    "content/faq/about/requests.md",
    "content/faq/about/server.md",
    "content/faq/about/silence.md",
    "content/faq/about/status.md",
    "content/faq/about/topic.toml",
    "content/faq/about/what.md",
    "content/faq/using/found.md",
    "content/faq/using/not-on-the-site.md",
    "content/faq/using/numbers.md",
    "content/faq/using/refused-folder.md",
    "content/faq/using/rename.md",
    "content/faq/using/review.md",
    "content/faq/using/topic.toml",
    "content/faq/using/yesterday.md",
    "content/glossary/company.md",
    "content/glossary/edition.md",
    "content/glossary/fact.md",
    "content/glossary/finding.md",
    "content/glossary/record.md",
    "content/glossary/reference.md",
    "content/glossary/source-of-a-fact.md",
    "content/glossary/twin.md",
    "content/home.md",
    "content/pages/commands.md",
    "content/pages/editors.md",
    "content/pages/findings.md",
    "content/pages/first-site.md",
    "content/pages/hosting.md",
    "content/pages/languages.md",
    "content/pages/layout.md",
    "content/pages/limits.md",
    "content/pages/moving.md",
    "content/pages/paper.md",
    "content/pages/preview.md",
    "content/pages/programs.md",
    "content/pages/prose.md",
    "content/pages/publishing.md",
    "content/pages/records.md",
    "content/pages/records/answers.md",
    "content/pages/records/company.md",
    "content/pages/records/controls.md",
    "content/pages/records/data-and-ai.md",
    "content/pages/records/disclosure.md",
    "content/pages/records/documents.md",
    "content/pages/records/frameworks.md",
    "content/pages/records/pages.md",
    "content/pages/records/questionnaires.md",
    "content/pages/records/reports.md",
    "content/pages/records/scope.md",
    "content/pages/records/settings.md",
    "content/pages/records/subprocessors.md",
    "content/pages/site-search.md",
    "content/pages/theme.md",
    "content/pages/visibility.md",
];

/// The files of the manual as changes to an empty site.
pub(crate) fn changes() -> Vec<Change> {
    let codes = codes();
    let written = FILES.iter().map(|(path, text)| match *path {
        FINDINGS => change(path, format!("{text}\n{}", list(&codes))),
        _ => change(path, (*text).to_owned()),
    });
    let made = codes.iter().map(|code| change(&path_of(code), page(code)));
    written.chain(made).collect()
}

fn change(path: &str, text: String) -> Change {
    let path = SourcePath::new(path).expect("the paths of the manual are clean");
    Change::Text(Source { path, text: Arc::from(text) })
}

fn path_of(code: &Code) -> String {
    format!("content/pages/findings/{}.md", code.name())
}

/// The page of a finding: its explanation, whose first line is its title.
fn page(code: &Code) -> String {
    let explanation = code.explanation();
    let (_, text) = explanation.split_once('\n').expect("an explanation has a title and a text");
    let weight = match code.severity() {
        Severity::Error => "An error: the site is not published while it is there.",
        Severity::Warning => "A warning: the site is published, and somebody should look.",
    };
    format!("---\ntitle: {}\n---\n{weight}\n{text}\n", code.name())
}

/// All findings, each with the first paragraph of its explanation.
fn list(codes: &[&Code]) -> String {
    let row = |code: &&Code| {
        let explanation = code.explanation();
        let text = explanation.split_once("## What it finds\n\n").map_or("", |(_, text)| text);
        let first = text.split("\n\n").next().unwrap_or_default();
        let name = code.name();
        format!("[{name}](findings/{name}.md), {}\n: {}\n\n", code.severity().name(), first.replace('\n', "\n  "))
    };
    codes.iter().map(row).collect()
}
