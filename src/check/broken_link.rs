//! Finds links in prose to records and files that do not exist.
//!
//! The documentation of `broken-link` stands with its code in `parse::codes`, because some broken links show already
//! in one file alone.

use super::suggestions::nearest_path;
use super::{Context, Rule, Run, is_unreadable, list_instead, nearest_record, path_of, written_in};
use crate::diag::{Diagnostic, Help};
use crate::model::Record;
use crate::model::body::{BodyLink, Target};
use crate::model::key::Key;
use crate::parse::codes::BROKEN_LINK;
use crate::parse::route::{Route, route};
use crate::path::SourcePath;

pub(super) static RULE: Rule = Rule { code: &BROKEN_LINK, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    for link in record.body().iter().flat_map(|body| &body.links) {
        let written = written(link);
        if let Some(finding) = missing_translation(context, record, link) {
            out.push(finding);
            continue;
        }
        let (message, help) = match &link.target {
            Target::Record(key) if context.site.record(key).is_none() && !is_unreadable(context, key) => {
                (format!("`{written}` leads to no page"), help_for_record(context, record, key, written))
            }
            Target::Page(page) if !context.published().leads(*page) => {
                let help = if page.is_optional() { "what the page is to list" } else { "another provider" };
                (format!("`{written}` leads to no page"), format!("remove the link, or add {help}").into())
            }
            Target::File(path) if context.attachment(path).is_none() => {
                (format!("no file has the path `{path}`"), help_for_path(context, record, written, path))
            }
            Target::Nowhere => {
                let path = record.path.resolve(written).filter(|path| path.as_str().starts_with("content/"));
                let help = path.map(|path| help_for_path(context, record, written, &path));
                let outside =
                    || Help::from("link to a file below content/, or by a reference such as `faq:topic/entry`");
                (format!("`{written}` leads to no page or file of the site"), help.unwrap_or_else(outside))
            }
            Target::Record(_) | Target::Page(_) | Target::File(_) | Target::Here => continue,
        };
        out.push(Diagnostic::new(&BROKEN_LINK, &record.path, link.span, message).help(help));
    }
}

/// The finding for a link to a translation that nobody wrote, while its original is there.
fn missing_translation(context: &Context<'_>, record: &Record, link: &BodyLink) -> Option<Diagnostic> {
    let Target::Record(key) = &link.target else { return None };
    let Route::One { translation: Some(locale), .. } = route(&record.path.resolve(written(link))?) else { return None };
    let original = context.site.record(key)?;
    if context.site.translation(key, &locale).is_some() {
        return None;
    }
    let message = format!("`{key}` has no translation into `{locale}`");
    let help = format!(
        "link to `{}`, whose page each language has, or add the translation",
        path_of(original).relative_to(&record.path)
    );
    Some(Diagnostic::new(&BROKEN_LINK, &record.path, link.span, message).help(help))
}

/// The destination without its anchor.
fn written(link: &BodyLink) -> &str {
    link.written.split('#').next().unwrap_or(&link.written)
}

fn help_for_record(context: &Context<'_>, record: &Record, key: &Key, written: &str) -> Help {
    let is_reference = written.contains(':');
    match nearest_record(context, key) {
        Some(near) if is_reference => {
            Help::did_you_mean(written, &near.key.to_string()).and(&format!(" ({})", near.written_in))
        }
        Some(near) => did_you_mean(written, &near.path, &near.written_in, record),
        None => match list_instead(key).filter(|_| is_reference) {
            Some(list) => Help::did_you_mean(written, &list),
            None => format!("correct the link, or add {}", key.home()).into(),
        },
    }
}

fn did_you_mean(written: &str, path: &SourcePath, written_in: &str, from: &Record) -> Help {
    Help::did_you_mean(written, &path.relative_to(&from.path)).and(&format!(" ({written_in})"))
}

/// Looks for what a path may have meant: a record's file without its ending, a near name, or the same name elsewhere.
fn help_for_path(context: &Context<'_>, record: &Record, written: &str, path: &SourcePath) -> Help {
    let completed = [".md", "/topic.toml", "/provider.toml", "/company.toml"].into_iter().filter_map(|ending| {
        let path = SourcePath::new(&format!("{path}{ending}"))?;
        match route(&path) {
            Route::One { key, .. } => context.site.record(&key),
            _ => None,
        }
    });
    if let Some(meant) = completed.into_iter().next() {
        return did_you_mean(written, &path_of(meant), written_in(meant), record);
    }
    match nearest_path(context, path) {
        Some(meant) => did_you_mean(written, &meant, meant.as_str(), record),
        None => format!("correct the link, or add {path}").into(),
    }
}
