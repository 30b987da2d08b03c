//! # missing-text
//!
//! ## What it finds
//!
//! A question without an answer, a page without text, and a term that is not explained.
//! Drafts, internal answers and those of which only the question is public are left alone.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The page has a title and nothing below it.
//!
//! ## Example
//!
//! A file that ends with its front matter
//!
//! ## How to fix it
//!
//! Write the text. Until there is one, set `draft = true`, or `visibility = "question-only"` where readers should ask.

use super::{Context, Rule, Run, public_body};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::kinds::Kind;

static CODE: Code = Code::warning("missing-text", include_str!("missing_text.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let kind = record.key.kind;
    let message = if kind == Kind::Entry {
        "the question has no answer"
    } else if kind == Kind::Page {
        "the page has no text"
    } else if record.as_term().is_some_and(|term| term.deprecated.is_empty()) {
        "the term is not explained"
    } else {
        return;
    };
    let Some(body) = public_body(context, record) else { return };
    let has_words = body.words().text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_blank(c));
    if !has_words && body.links.is_empty() && body.quotes.is_empty() {
        let help = "write below the front matter what readers look for, or set `draft = true`";
        out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
    }
}

/// Whether the character takes room, or none, and shows nothing.
fn is_blank(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
}
