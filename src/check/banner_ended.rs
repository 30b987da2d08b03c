//! # banner-ended
//!
//! ## What it finds
//!
//! A banner whose last day has passed.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The banner is no longer shown, so nothing is wrong for readers yet; but settings that do nothing hide those that do.
//!
//! ## Example
//!
//! `valid = { start = 2020-08-12, end = 2020-09-11 }` in a site of 2026
//!
//! ## How to fix it
//!
//! Remove the `[[banner]]`, or give it the days on which it should be shown.

use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};

static CODE: Code = Code::warning("banner-ended", include_str!("banner_ended.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Config(check) };

fn check(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let today = context.as_of.date();
    let periods = context.config.banners.iter().filter_map(|banner| banner.valid.as_ref());
    for valid in periods.filter(|valid| valid.end < today) {
        let message = format!("the banner ended on {} and is not shown", valid.end);
        out.push(Diagnostic::new(&CODE, context.config_path, valid.span, message).help("remove the banner"));
    }
}
