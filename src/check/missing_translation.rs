//! # missing-translation
//!
//! ## What it finds
//!
//! Prose without a translation in a language of the site, and text that is given by language and lacks one of them.
//! Text that is given once for all languages is meant that way. Drafts are left alone, and so are banners and notes at
//! the foot, which speak only in the languages that they have.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Readers of that language see the first language of the site instead.
//!
//! ## Example
//!
//! `content/faq/data/retention.md` without `retention.zh-Hans.md` on a site in `en` and `zh-Hans`
//!
//! ## How to fix it
//!
//! Add the file or the text.

use std::collections::BTreeSet;

use super::{Context, Rule, Run, is_public, is_unreadable_file, quoted};
use crate::diag::{Code, Diagnostic};
use crate::model::config::Elsewhere;
use crate::model::text::Text;
use crate::model::{Content, Record};
use crate::path::Locale;

static CODE: Code = Code::warning("missing-translation", include_str!("missing_translation.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_config) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if record.translation.is_some() || !record.is_whole || !is_public(context, record) {
        return;
    }
    let mut missing: BTreeSet<&Locale> = BTreeSet::new();
    let mut help = "add the text in each of them";
    if has_prose(record) {
        let others = context.config.locales.iter().skip(1);
        let is_missing = |locale: &&Locale| {
            context.site.translation(&record.key, locale).is_none()
                && !is_unreadable_file(context, &translated(record, locale))
        };
        missing.extend(others.filter(is_missing));
        if !missing.is_empty() {
            help = "put a translation beside the file, with the language before `.md`";
        }
    }
    missing.extend(record.texts().into_iter().flat_map(|text| lacking(context, text)));
    if !missing.is_empty() {
        let message = format!("`{}` lacks text in {}", record.key, quoted(missing.into_iter().map(Locale::as_str)));
        out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
    }
}

fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let shown_in_another = |(text, elsewhere)| (elsewhere == Elsewhere::Another).then_some(text);
    for text in context.config.texts().filter_map(shown_in_another) {
        let missing: Vec<&str> = lacking(context, text).map(Locale::as_str).collect();
        if !missing.is_empty() {
            let message = format!("the text lacks {}", quoted(missing));
            out.push(
                Diagnostic::new(&CODE, context.config_path, text.span(), message).help("add the text in each of them"),
            );
        }
    }
}

/// The file of a translation.
fn translated(record: &Record, locale: &Locale) -> String {
    record.path.as_str().replace(".md", &format!(".{locale}.md"))
}

/// The languages of the site that a text given by language does not have.
fn lacking<'c>(context: &Context<'c>, text: &'c Text) -> impl Iterator<Item = &'c Locale> {
    let is_given_once = text.each.is_empty();
    context.config.locales.iter().filter(move |locale| !is_given_once && !text.each.contains_key(*locale))
}

/// Whether the record has words that only a file of its own can translate.
fn has_prose(record: &Record) -> bool {
    let has_body = || record.body().is_some_and(|body| !body.written().trim().is_empty());
    matches!(record.content, Content::Entry(_) | Content::Update(_)) || has_body()
}
