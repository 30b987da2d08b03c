//! # active-file
//!
//! ## What it finds
//!
//! A file that a page links to or shows, or a document, that is more than data: a page, a script, a picture in SVG with
//! script in it, XML that browsers read as a page. So is a file whose ending says nothing to hosts and browsers. Such a
//! file is not copied to readers.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Opened by itself, the file would run with the rights of the site: it could show a false page at a true address.
//!
//! ## Example
//!
//! `[the diagram](diagram.svg)` where the file has an `onload`
//!
//! ## How to fix it
//!
//! Publish a page as a PDF, a picture as a PNG or as SVG without script, several files as a ZIP. What is meant to run on
//! the site belongs into `static/`, whose files are published as they are.

use super::{Context, Rule, Run, files_of};
use crate::attachment::{Hazard, is_static};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::Access;

static CODE: Code = Code::error("active-file", include_str!("active_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if record.as_document().is_some_and(|document| document.access != Access::Public) {
        return;
    }
    for (path, span) in files_of(context, record) {
        let hazard = context.attachment(path).filter(|file| !is_static(&file.path)).and_then(|file| file.hazard);
        let (message, help) = match hazard {
            None => continue,
            Some(Hazard::Program) => (
                format!("`{path}` could run script on this site"),
                "publish it as a PDF, or packed as a ZIP; what is meant to run belongs into static/",
            ),
            Some(Hazard::Markup(what)) => (
                format!("`{path}` could run script on this site: it holds {what}"),
                "take that out, or publish it as a PNG or a PDF, or packed as a ZIP",
            ),
            Some(Hazard::Unknown) => (
                format!("the ending of `{path}` does not say what it is"),
                "give it the ending of a document, a picture or data, or publish it packed as a ZIP",
            ),
        };
        out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help));
    }
}
