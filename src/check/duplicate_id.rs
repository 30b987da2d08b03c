//! Finds two records, or two sources of a provider, with one name.
//!
//! The documentation of `duplicate-id` stands with its code in `parse::codes`, because two headings of one id show
//! already in one file alone.

use std::collections::BTreeMap;

use super::{Context, Rule, Run, place};
use crate::diag::Diagnostic;
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::source::Source;
use crate::parse::codes::DUPLICATE_ID;
use crate::site::Origin;
use crate::source::Span;

pub(super) static RULE: Rule = Rule { code: &DUPLICATE_ID, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let mut claims = context.site.claims(&record.key, record.translation.as_ref());
    if let (Some(first), Some(second)) = (claims.next(), claims.next()) {
        let is_first = Origin::of(first) == Origin::of(record);
        let (other, label) = if is_first { (second, "also defined here") } else { (first, "first defined here") };
        let message = format!("two records have the name `{}`", record.key);
        let is_scope = record.key.kind == Kind::Scope;
        let help = if is_scope {
            "keep the scope in one file, `scope.toml` or `scope.csv`"
        } else {
            "give one of them another id"
        };
        let finding = Diagnostic::new(&DUPLICATE_ID, &record.path, record.span, message).help(help);
        out.push(finding.related(place(other, other.span), label));
    }
    let default_locale = context.config.default_locale();
    if record.translation.as_ref() == Some(default_locale)
        && let Some(original) = context.site.record(&record.key)
    {
        let message = format!("the original of `{}` is in `{default_locale}` already", record.key);
        let finding = Diagnostic::new(&DUPLICATE_ID, &record.path, record.span, message);
        out.push(finding.help("merge the two files").related(place(original, original.span), "the original"));
    }
    if let Some(provider) = record.as_provider() {
        check_sources(record, &provider.sources, out);
    }
}

fn check_sources(record: &Record, sources: &[Source], out: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for source in sources {
        let id = source.id.value.as_str();
        let Some(earlier) = first.get(id) else {
            first.insert(id, source.id.span);
            continue;
        };
        let message = format!("two sources have the id `{id}`");
        let finding =
            Diagnostic::new(&DUPLICATE_ID, &record.path, source.id.span, message).help("give one of them another id");
        out.push(finding.related(place(record, *earlier), "first defined here"));
    }
}
