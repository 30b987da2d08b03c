//! # unknown-source
//!
//! ## What it finds
//!
//! A citation of a source that its provider does not declare.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A fact without its receipt has to be believed, and the page would show none.
//!
//! ## Example
//!
//! `sources = [{ source = "soc-fqa" }]` where `provider.toml` declares `soc-faq`
//!
//! ## How to fix it
//!
//! Correct the id, or add a `[[source]]` to the provider.

use super::suggestions::nearest_source;
use super::{Context, Rule, Run, provider};
use crate::diag::{Code, Diagnostic, Help};
use crate::model::Record;
use crate::model::source::{Citation, Cited};
use crate::path::SourcePath;

static CODE: Code = Code::error("unknown-source", include_str!("unknown_source.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_config) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    for citation in record.citations() {
        check_citation(context, &record.path, citation, out);
    }
}

fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for citation in context.config.banners.iter().flat_map(|banner| &banner.sources) {
        check_citation(context, context.config_path, citation, out);
    }
}

fn check_citation(context: &Context<'_>, path: &SourcePath, citation: &Citation, out: &mut Vec<Diagnostic>) {
    let Cited::Declared { provider: id, name } = &citation.cited else { return };
    let Some((record, provider)) = provider(context, id).filter(|(record, _)| record.is_whole) else { return };
    let declared = || provider.sources.iter().map(|source| source.id.value.as_str());
    if declared().any(|declared| declared == name.value) {
        return;
    }
    let help = nearest_source(context, id, provider, name).map_or_else(
        || Help::from(format!("add a `[[source]]` with this id to {}", record.path)),
        |near| Help::did_you_mean(name, &near).and(&format!(" ({})", record.path)),
    );
    let message = format!("`{id}` declares no source with the id `{}`", name.value);
    out.push(Diagnostic::new(&CODE, path, name.span, message).help(help));
}
