//! # unknown-questionnaire-id
//!
//! ## What it finds
//!
//! An answer that names an id which its questionnaire does not list. A questionnaire without `ids` knows every id.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A reader who looks the question up by its id finds it without an answer, although there is one.
//!
//! ## Example
//!
//! `questionnaire = ["CAIQ AAC-2"]` where `questionnaires/caiq.toml` lists `AAC-02`
//!
//! ## How to fix it
//!
//! Correct the id, or add it to the `ids` of the questionnaire.

use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic, Help, nearest};
use crate::model::Record;
use crate::model::questionnaire::{Questionnaire, prefix_and_id};
use crate::model::tells::List;
use crate::source::Spanned;

static CODE: Code = Code::warning("unknown-questionnaire-id", include_str!("unknown_questionnaire_id.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let ids = record.as_entry().into_iter().flat_map(|entry| &entry.questionnaire);
    out.extend(ids.filter_map(|written| check_id(context, record, written)));
}

fn check_id(context: &Context<'_>, record: &Record, written: &Spanned<String>) -> Option<Diagnostic> {
    let (prefix, id) = prefix_and_id(&written.value)?;
    let records = context.site.list(&List::Questionnaires(prefix)).filter_map(|key| context.site.record(key));
    let known: Vec<(&Record, &Questionnaire)> =
        records.filter_map(|record| Some((record, record.as_questionnaire()?))).collect();
    let (first, _) = known.first()?;
    let may_have =
        |(record, known): &(&Record, &Questionnaire)| known.ids.is_empty() || !record.is_whole || known.lists(id);
    if known.iter().any(may_have) {
        return None;
    }
    let listed = known.iter().flat_map(|(_, known)| &known.ids).map(|listed| listed.value.as_str());
    let before = &written.value[..written.value.trim_end().len() - id.len()];
    let help = nearest(id, listed).map_or_else(
        || Help::from(format!("correct the id, or add it to `ids` in {}", first.path)),
        |near| Help::did_you_mean(&written.value, &format!("{before}{near}")).and(&format!(" ({})", first.path)),
    );
    let message = format!("`{}` does not list the id `{id}`", first.key);
    let finding = Diagnostic::new(&CODE, &record.path, written.span, message).help(help);
    Some(finding.related(place(first, first.span), "the questionnaire"))
}
