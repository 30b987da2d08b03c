//! # reserved-file
//!
//! ## What it finds
//!
//! A picture or document that would be copied to where the site puts a page or a file of its own. A file below
//! `content/` keeps its path, so `content/assets/` and `content/search/` are taken, as are files that are called
//! `index.html` or `index.json`, and `robots.txt` and its like at the top.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The file would take the place of a page, and the reader would get it instead.
//!
//! ## Example
//!
//! `file = "index.html"` in `content/providers/acme/documents.toml`
//!
//! ## How to fix it
//!
//! Give the file another name, or put it into another folder.

use super::{Context, Rule, Run, files_of};
use crate::attachment::is_static;
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::pages::is_own_path;
use crate::path::SourcePath;

static CODE: Code = Code::error("reserved-file", include_str!("reserved_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let files = files_of(context, record).into_iter();
    for (path, span) in files.filter(|(path, _)| !is_static(path) && is_reserved(path)) {
        let message = format!("the file `{path}` would lie where the site has one of its own");
        out.push(Diagnostic::new(&CODE, &record.path, span, message).help("give it another name, or another folder"));
    }
}

fn is_reserved(path: &SourcePath) -> bool {
    let below = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let is_sitemap = below.starts_with("sitemap-") && !below.contains('/');
    is_own_path(below) || is_sitemap || ["index.html", "index.json"].contains(&path.file_name())
}
