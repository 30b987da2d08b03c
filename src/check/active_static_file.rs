//! # active-static-file
//!
//! ## What it finds
//!
//! Files in `static/` that run script when they are opened, once for all of them.
//!
//! ## Why it matters to the reader of a trust site
//!
//! They run with the rights of the site, and none of its policies holds for them.
//!
//! ## Example
//!
//! `static/report.html`
//!
//! ## How to fix it
//!
//! Remove those that need not run there; keep the others if you trust whoever wrote them.

use super::{Context, Rule, Run};
use crate::attachment::Hazard;
use crate::diag::{Code, Diagnostic};
use crate::source::Span;

static CODE: Code = Code::warning("active-static-file", include_str!("active_static_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Config(check) };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let runs = |hazard| matches!(hazard, Some(Hazard::Program | Hazard::Markup(_)));
    let mut active = context.static_files().filter(|file| runs(file.hazard));
    let Some(first) = active.next() else { return };
    let others = match active.count() {
        0 => String::new(),
        1 => ", as could one other file there".to_owned(),
        others => format!(", as could {others} other files there"),
    };
    let message = format!("`{}` could run script on this site{others}", first.path);
    let help = "keep only what must run there, from those whom you trust";
    out.push(Diagnostic::new(&CODE, &first.path, Span::default(), message).help(help));
}
