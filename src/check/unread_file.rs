//! # unread-file
//!
//! ## What it finds
//!
//! A file of the content that nothing reads and nothing links to, so that it is on no page: one that looks like a record
//! and has another ending, such as `.MD`, `.markdown` or `.yaml`, or a picture or attachment that no text names.
//!
//! ## Why it matters to the reader of a trust site
//!
//! An answer that its author believes to be published is missing, and nobody notices.
//!
//! ## Example
//!
//! `content/faq/soc/validity.MD`
//!
//! ## How to fix it
//!
//! Rename a record so that it ends in `.md`, `.toml` or `.csv`; link to an attachment, or remove it.
//! Files and folders whose names begin with an underscore are left alone.

use super::{Context, Rule, Run};
use crate::attachment::is_static;
use crate::diag::{Code, Diagnostic};
use crate::parse::route::{Route, route};
use crate::path::SourcePath;
use crate::source::Span;

static CODE: Code = Code::warning("unread-file", include_str!("unread_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(check) };

/// Endings of files that other programs read as records, and what they end with here.
const ENDINGS: [(&str, &str); 17] = [
    (".md", ".md"),
    (".markdown", ".md"),
    (".mdown", ".md"),
    (".mkd", ".md"),
    (".mdx", ".md"),
    (".rst", ".md"),
    (".adoc", ".md"),
    (".html", ".md"),
    (".htm", ".md"),
    (".toml", ".toml"),
    (".yaml", ".toml"),
    (".yml", ".toml"),
    (".json", ".toml"),
    (".csv", ".csv"),
    (".tsv", ".csv"),
    (".xlsx", ".csv"),
    (".ods", ".csv"),
];

fn check(context: &Context<'_>, path: &SourcePath, out: &mut Vec<Diagnostic>) {
    if is_static(path) || context.site.users(path).next().is_some() {
        return;
    }
    let finding = |message: &str| Diagnostic::new(&CODE, path, Span::default(), message);
    out.push(match record_meant(path) {
        Some(meant) => finding("the file looks like a record, and is not read").help(format!("rename it to {meant}")),
        None => finding("no page links to the file")
            .help("link to it, remove it, or begin its name with an underscore to set it aside"),
    });
}

/// The name under which the file would be read as a record.
fn record_meant(path: &SourcePath) -> Option<SourcePath> {
    let written = path.as_str();
    let lower = written.to_ascii_lowercase();
    // Editors of plain text add an ending of their own.
    let lower = lower.strip_suffix(".txt").unwrap_or(&lower);
    let (ending, meant) = ENDINGS.iter().find(|(ending, _)| lower.ends_with(ending))?;
    let stem = &written[..lower.len() - ending.len()];
    let meant = SourcePath::new(&format!("{stem}{meant}"))?;
    matches!(route(&meant), Route::One { .. } | Route::Many { .. }).then_some(meant)
}
