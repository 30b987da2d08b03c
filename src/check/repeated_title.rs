//! # repeated-title
//!
//! ## What it finds
//!
//! A text whose first heading is the title, question or term that stands above it on the page already.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The page says its title twice before it says anything.
//!
//! ## Example
//!
//! `question = "How long is a report valid?"` and a text that begins with `# How long is a report valid?`
//!
//! ## How to fix it
//!
//! Remove the heading; the title of the page is made of the field.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::alike::folded_name;
use crate::model::tells::Called;

static CODE: Code = Code::warning("repeated-title", include_str!("repeated_title.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(heading) = record.body().and_then(|body| body.first_heading.as_ref()) else { return };
    let titles: Vec<&str> = match record.tells().called {
        Called::Text(text) | Called::Shortened(text, _) => text.all().collect(),
        Called::Words(words) => vec![words],
        Called::LikeTheSite => context.config.title.all().collect(),
        Called::LikeItsFramework | Called::OfItsOwner(_) => Vec::new(),
    };
    let words = folded_name(&heading.value);
    if titles.into_iter().any(|title| folded_name(title) == words) {
        let message = "the heading says what the title of the page says";
        let help = "remove it; the page shows its title above the text";
        out.push(Diagnostic::new(&CODE, &record.path, heading.span, message).help(help));
    }
}
