//! Finds text in a language that the site does not have.
//!
//! The documentation of `unknown-locale` stands with its code in `parse::codes`, because what is no language tag at all
//! shows already in one file alone.

use super::{Context, Rule, Run, quoted};
use crate::diag::{Diagnostic, nearest};
use crate::model::Record;
use crate::model::text::Text;
use crate::parse::codes::UNKNOWN_LOCALE;
use crate::path::{Locale, SourcePath};
use crate::source::Span;

pub(super) static RULE: Rule = Rule { code: &UNKNOWN_LOCALE, run: Run::Both(check, check_config) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if let Some(locale) = record.translation.as_ref().filter(|locale| !context.config.locales.contains(locale)) {
        out.push(finding(context, &record.path, record.span, locale));
    }
    for text in record.texts() {
        check_text(context, &record.path, text, out);
    }
}

fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    context.config.texts().for_each(|(text, _)| check_text(context, context.config_path, text, out));
}

fn check_text(context: &Context<'_>, path: &SourcePath, text: &Text, out: &mut Vec<Diagnostic>) {
    for (locale, text) in text.each.iter().filter(|(locale, _)| !context.config.locales.contains(locale)) {
        out.push(finding(context, path, text.span, locale));
    }
}

fn finding(context: &Context<'_>, path: &SourcePath, span: Span, locale: &Locale) -> Diagnostic {
    let locales = || context.config.locales.iter().map(Locale::as_str);
    let help = match nearest(locale.as_str(), locales()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use {}, or add the language to `locales` in {}", quoted(locales()), context.config_path),
    };
    let message = format!("the site has no language `{locale}`");
    Diagnostic::new(&UNKNOWN_LOCALE, path, span, message).help(help)
}
