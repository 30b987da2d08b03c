//! # document-without-file
//!
//! ## What it finds
//!
//! A document with `access = "public"` that has neither a `file` nor a `url`.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers are told that everybody may have it and find nothing to open; the site lists it among those that one has to ask for.
//!
//! ## Example
//!
//! ```toml
//! [[document]]
//! id = "security-policy"
//! title = "Information security policy"
//! kind = "whitepaper"
//! access = "public"
//! ```
//!
//! ## How to fix it
//!
//! Add its `file`, or its `url` where it is published elsewhere. Write `access = "request"` where readers have to ask;
//! leave out a document that is still to come.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::Access;

static CODE: Code = Code::warning("document-without-file", include_str!("document_without_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(_: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(document) = record.as_document().filter(|_| record.is_whole) else { return };
    if document.access != Access::Public || document.file.is_some() || document.url.is_some() {
        return;
    }
    let message = format!("everybody may have `{}`, and nothing says where it is", record.key.id.name());
    let help = "add its `file` or `url`; write `access = \"request\"` where readers have to ask";
    out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
}
