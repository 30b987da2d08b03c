//! # dangling-reference
//!
//! ## What it finds
//!
//! A field, a quoted fact or an item of the navigation that names a record which does not exist, and a record in the folder of a topic or provider
//! that does not exist.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The proof behind an answer, or the service in scope, would be missing from the page without a word.
//!
//! ## Example
//!
//! `evidence = [{ ref = "report:huawei-cloud/soc-4" }]`
//!
//! ## How to fix it
//!
//! Correct the name; the nearest is suggested. For a folder, add its `topic.toml` or `provider.toml`;
//! for what lies in none, `company.toml`.

use super::{Context, Rule, Run, find_instead, is_unreadable, list_instead};
use crate::diag::{Code, Diagnostic, Help};
use crate::model::config::NavTarget;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::source::Cited;
use crate::model::{Content, Record};

static CODE: Code = Code::error("dangling-reference", include_str!("dangling_reference.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_config) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let quotes = record.body().iter().flat_map(|body| &body.quotes).collect::<Vec<_>>();
    let quotes = quotes.into_iter().map(|quote| (Key::new(Kind::Report, quote.report.clone()), quote.span));
    let dangles = |key: &Key| {
        !is_edition_of_facts(record, key) && context.site.record(key).is_none() && !is_unreadable(context, key)
    };
    for (key, span) in record.references().into_iter().chain(quotes).filter(|(key, _)| dangles(key)) {
        let finding = Diagnostic::new(&CODE, &record.path, span, message(&key));
        out.push(finding.help(help(context, record, &key)));
    }
    if record.translation.is_none()
        && let Some(owner) =
            record.key.owner().filter(|owner| context.site.record(owner).is_none() && !is_unreadable(context, owner))
    {
        let message = if owner.id.is_own() {
            "the site has no `company.toml`, whose record this would be".to_owned()
        } else {
            format!("the folder of this record has no `{}.toml`", owner.kind.word())
        };
        let help = format!("add {}, or move the record", owner.home());
        out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
    }
}

fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for citation in context.config.banners.iter().flat_map(|banner| &banner.sources) {
        let Cited::Declared { provider, name } = &citation.cited else { continue };
        let key = Key::new(Kind::Provider, provider.clone());
        if context.site.record(&key).is_none() {
            let finding = Diagnostic::new(&CODE, context.config_path, name.span, message(&key));
            out.push(finding.help(find_instead(context, &key)));
        }
    }
    for entry in &context.config.nav {
        let NavTarget::Record(key) = &entry.to else { continue };
        if context.site.record(key).is_none() && !is_unreadable(context, key) {
            let finding = Diagnostic::new(&CODE, context.config_path, key.span, message(key));
            out.push(finding.help(find_page_instead(context, key)));
        }
    }
}

/// What to do about a reference that leads nowhere; it may have meant a page of no record.
fn find_page_instead(context: &Context<'_>, key: &Key) -> Help {
    let list = list_instead(key);
    list.map_or_else(|| find_instead(context, key), |list| Help::did_you_mean(&key.to_string(), &list))
}

/// Whether `unknown-edition` speaks about the reference.
fn is_edition_of_facts(record: &Record, key: &Key) -> bool {
    let names_editions = matches!(record.content, Content::Report(_) | Content::Framework(_) | Content::Edition(_));
    key.kind == Kind::Edition && names_editions
}

fn message(key: &Key) -> String {
    format!("no record has the name `{key}`")
}

fn help(context: &Context<'_>, record: &Record, key: &Key) -> Help {
    // A source without its provider is looked for in the file of the site's own company.
    let is_cited = || record.citations().iter().any(|citation| citation.is_of(&key.id));
    if key.kind == Kind::Provider && key.id.is_own() && is_cited() {
        return format!("write the provider before the source, \"provider/source\", or add {}", key.home()).into();
    }
    find_page_instead(context, key)
}
