//! # replaced-file
//!
//! ## What it finds
//!
//! A file of the author's at a place that programs look at, such as `static/.well-known/security.txt`, where the site
//! would put one that it makes of its records. The author's file is the one that is published.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The page says what the record says, the file what somebody once wrote into it, and nobody sees them differ.
//!
//! ## Example
//!
//! `static/.well-known/security.txt` beside `content/disclosure.toml`
//!
//! ## How to fix it
//!
//! Remove the file. Where it has to say more, such as a signature, leave it: the warning stays, and stops a build with
//! `--strict` only.

use super::{Context, Rule, Run};
use crate::attachment::is_static;
use crate::diag::{Code, Diagnostic};
use crate::path::SourcePath;
use crate::source::Span;

static CODE: Code = Code::warning("replaced-file", include_str!("replaced_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Config(check) };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let made = context.published().well_known();
    for file in made.iter().filter_map(|file| SourcePath::new(&format!("static/{}", file.address()))) {
        if is_static(&file) && context.attachment(&file).is_some() {
            let message = format!("the file `{file}` takes the place of one that the site makes");
            let finding = Diagnostic::new(&CODE, &file, Span::default(), message);
            out.push(finding.help("remove it, so that it cannot differ from the site's pages"));
        }
    }
}
