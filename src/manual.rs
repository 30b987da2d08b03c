//! The manual: a site that is part of the program, in the folder `manual` beside this file.
//!
//! Its files are listed below. The pages of findings are made from what `candor explain` prints, so that they cannot
//! say anything else, and the tables of fields are those of `parse`.
//!
//! Reads nothing: the files are in the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Code, Severity};
use crate::format::{Field, Presence, Shape, Table};
use crate::parse::{self, CONFIG};
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
    let (codes, tables) = (codes(), tables());
    let written = FILES.iter().map(|(path, text)| match *path {
        FINDINGS => change(path, format!("{text}\n{}", list(&codes))),
        _ => change(path, with_fields(text, &tables)),
    });
    let heads = FILES.iter().flat_map(|(_, text)| text.lines()).filter_map(head).collect::<Vec<_>>();
    let missing: Vec<_> = tables.keys().filter(|name| !heads.contains(name)).collect();
    debug_assert!(missing.is_empty(), "the manual has no table of {missing:?}");
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

/// What the head of a table of fields says behind the name of the table.
const HEAD: &str = "` | what it holds, what it is for, and an example |";

/// Every table that authors write, by its name.
fn tables() -> BTreeMap<&'static str, &'static Table> {
    let files = parse::formats().flat_map(|format| [format.file, format.translation]).chain([CONFIG]);
    let mut open: Vec<&Table> = files.collect();
    let mut tables = BTreeMap::new();
    while let Some(table) = open.pop() {
        if tables.insert(table.name, table).is_none() {
            open.extend(table.fields.iter().flat_map(|field| field.shape.tables()));
        }
    }
    tables
}

/// The text of a page with the rows of its tables of fields as the program knows them.
fn with_fields(text: &str, tables: &BTreeMap<&str, &Table>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_row = false;
    for line in text.lines() {
        let name = head(line);
        if let Some(name) = name {
            let table = tables.get(name).expect("the manual names tables that are there");
            out.push_str(&format!("{line}\n|---|---|\n{}", table.fields.iter().map(row).collect::<String>()));
        }
        is_row = name.is_some() || (is_row && line.starts_with('|'));
        if !is_row {
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}

/// The table whose head a line is.
fn head(line: &str) -> Option<&str> {
    line.strip_prefix("| `")?.strip_suffix(HEAD)
}

/// A field as a row of its table.
fn row(field: &Field) -> String {
    let name = match field.presence {
        Presence::Required => format!("`{}`, required", field.name),
        Presence::RequiredWith(other) => format!("`{}`, required with `{other}`", field.name),
        Presence::Optional => format!("`{}`", field.name),
    };
    let cell = |text: &str| text.replace('|', "\\|");
    format!("| {name} | {}<br>{}<br>`{}` |\n", cell(&held(&field.shape)), cell(field.about), cell(field.example))
}

/// What a field holds, in words.
fn held(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Translated => "text, also per language".to_owned(),
        Shape::Formed(form) => form.name.to_owned(),
        Shape::Integer => "a whole number".to_owned(),
        Shape::Count => "a number".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::No => "`false` where there is none".to_owned(),
        Shape::Day => "a day".to_owned(),
        Shape::PartialDate => "a day, a month, a quarter or a year".to_owned(),
        Shape::Interval => "a length of time".to_owned(),
        Shape::Locale => "a language".to_owned(),
        // Only the names of facts are so many, and the page of reports has them all.
        Shape::Word(words) if words().len() > 20 => "the name of a fact".to_owned(),
        Shape::Word(words) => words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Id(kind) => format!("the id of a `{}`", kind.word()),
        Shape::Reference([]) => "a reference".to_owned(),
        Shape::Reference(kinds) => {
            let words: Vec<String> = kinds.iter().map(|kind| format!("`{}:`", kind.word())).collect();
            format!("a reference, {}", words.join(" or "))
        }
        Shape::Source => "the id of a source".to_owned(),
        Shape::List(element) => format!("a list: {}", held(element)),
        Shape::NonEmpty(element) => format!("a list of at least one: {}", held(element)),
        Shape::Table(table) => format!("a table, `{}`", table.name),
        Shape::AnyOf(shapes) => shapes.iter().map(held).collect::<Vec<_>>().join("; or "),
    }
}
