//! # misplaced-security-txt
//!
//! ## What it finds
//!
//! A `security.txt` of a site whose `base_url` has a path. Programs look for the file at the root of the host alone.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Whoever looks for `https://acme.example/.well-known/security.txt` finds nothing, although the file is there below
//! `/trust/`.
//!
//! ## Example
//!
//! `content/disclosure.toml` on a site with `base_url = "https://acme.example/trust/"`
//!
//! ## How to fix it
//!
//! Give the site a host of its own, or let the host answer for `/.well-known/security.txt` with the site's file, by a copy
//! or a redirect. The program cannot see what the host answers, so the warning stays; it stops a build with `--strict` only.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;

static CODE: Code = Code::warning("misplaced-security-txt", include_str!("misplaced_security_txt.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let path = context.config.base_path();
    if record.as_disclosure().is_none() || path == "/" {
        return;
    }
    let published = context.published();
    if published.spoken_policy().is_some_and(|(spoken, _)| spoken.key == record.key) {
        let message = format!("the site lies at `{path}`, and a security.txt counts at the root of its host only");
        let help = "let the host answer for `/.well-known/security.txt` with the file of the site";
        out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
    }
}
