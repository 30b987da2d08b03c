//! # reserved-file
//!
//! ## What it finds
//!
//! A picture, a document or a file in `static/` that would be copied to where the site puts a page or a file of its own,
//! or another such file. A file below `content/` or `static/` keeps its path, so `assets/` and `search/` are taken, as are
//! files in `content/` that are called `index.html` or `index.json`, and `robots.txt` and its like at the top. Names that
//! differ only in upper and lower case, or in how an accent is written, are one name on many systems.
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

use super::addresses::{file_above, is_page_of_several, without_locale};
use super::{Context, Rule, Run, files_of};
use crate::attachment::is_static;
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::reserved::{is_own_file, is_own_path};
use crate::path::{SourcePath, folded};
use crate::site::Question;
use crate::source::Span;

static CODE: Code = Code::error("reserved-file", include_str!("reserved_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_static_files) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let files = files_of(context, record).into_iter().filter(|(path, _)| !is_static(path));
    for (path, span) in files {
        let message = if is_reserved(path) { Some(of_the_site(path)) } else { conflict(context, path) };
        out.extend(message.map(|message| finding(&record.path, span, message)));
    }
}

fn check_static_files(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for file in context.static_files() {
        let message = conflict(context, &file.path);
        out.extend(message.map(|message| finding(&file.path, Span::default(), message)));
    }
}

fn finding(path: &SourcePath, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&CODE, path, span, message).help("give it another name, or another folder")
}

fn of_the_site(path: &SourcePath) -> String {
    format!("the file `{path}` would lie where the site has one of its own")
}

fn is_reserved(path: &SourcePath) -> bool {
    let below = path.below_folder();
    let is_sitemap = below.starts_with("sitemap-") && !below.contains('/');
    is_own_path(below) || is_sitemap || ["index.html", "index.json"].contains(&path.file_name())
}

/// What else would lie where a file would.
fn conflict(context: &Context<'_>, path: &SourcePath) -> Option<String> {
    let address = folded(path.below_folder());
    let within = without_locale(context, &address);
    // The encodings of a page lie in its folder.
    let encoding = |name: &str| within.strip_suffix(name).filter(|rest| rest.is_empty() || rest.ends_with('/'));
    let page = encoding("index.json").or_else(|| encoding("index.md")).unwrap_or(within).trim_end_matches('/');
    let is_top_file = !within.contains('/') && is_own_file(within);
    if is_own_path(page) || is_top_file || is_page_of_several(context, page) {
        return Some(of_the_site(path));
    }
    if let Some(above) = file_above(context, &address) {
        return Some(format!("the file `{path}` would lie below `/{above}`, which is a file"));
    }
    let claims = [page, &address].into_iter().flat_map(|address| context.site.claims_of_address(address));
    if let Some((_, key)) = claims.into_iter().next() {
        return Some(format!("the file `{path}` would lie where `{key}` has an address"));
    }
    context.site.note(&Question::Address(&address));
    let published = context.published();
    let mut others = context.attachments.at_address(&address).filter(|other| *other != path);
    let other = others.find(|other| is_static(other) || published.brings(other))?;
    Some(format!("the file `{path}` would lie where `{other}` does on systems where the two names are one"))
}
