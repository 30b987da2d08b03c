//! # contradicting-fact
//!
//! ## What it finds
//!
//! A fact that is given and also listed in `not_stated` or `not_applicable`, or that stands in both lists.
//! Facts of reports, categories of data, uses of AI, policies, advisories, controls and products; of those that have parts,
//! such as the versions of a product, when it is given of each.
//! For a provider: a legal name, services, locations, documents or subprocessors that exist although they are "not
//! stated".
//!
//! ## Why it matters to the reader of a trust site
//!
//! A reader cannot know whether the value or the gap is true.
//!
//! ## Example
//!
//! `opinion = "unqualified"` beside `not_stated = ["opinion"]`
//!
//! ## How to fix it
//!
//! Keep one: remove the fact from the list when it is known, or the value when it is not.

use std::collections::BTreeMap;

use super::{Context, Rule, Run, is_public, place};
use crate::diag::{Code, Diagnostic, Place};
use crate::model::Record;
use crate::model::advisory::AdvisoryFact;
use crate::model::disclosure::DisclosureFact;
use crate::model::product::ProductFact;
use crate::model::provider::Provider;
use crate::model::report::Report;
use crate::model::statement::StatedFact;
use crate::model::terms::ControlFact;
use crate::source::Span;

static CODE: Code = Code::error("contradicting-fact", include_str!("contradicting_fact.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if let Some(report) = record.as_report() {
        check_report(record, report, out);
    }
    if let Some(provider) = record.as_provider() {
        check_provider(context, record, provider, out);
    }
    check_stated(record, out);
    check_listed(record, out);
}

/// What states its facts one by one.
fn check_stated(record: &Record, out: &mut Vec<Diagnostic>) {
    for StatedFact { word, given, not_stated, not_applicable } in record.stated_facts() {
        for (list, span) in [("not_stated", not_stated), ("not_applicable", not_applicable)] {
            let both = span.zip(given);
            out.extend(both.map(|(span, given)| finding(word, list, &place(record, span), place(record, given))));
        }
        out.extend(not_applicable.zip(not_stated).map(|(span, other)| twice(record, word, span, other)));
    }
}

/// What can only list a fact as not stated: given of each part that may have it, nothing of it is not stated.
fn check_listed(record: &Record, out: &mut Vec<Diagnostic>) {
    let of_policy = record
        .as_disclosure()
        .map(|policy| listed(&policy.not_stated, DisclosureFact::word, |fact| policy.given(fact)));
    let of_advisory = record
        .as_advisory()
        .map(|advisory| listed(&advisory.not_stated, AdvisoryFact::word, |fact| advisory.given_throughout(fact)));
    let of_product = record.as_product().map(|product| {
        let given = |fact| product.is_given_throughout(fact).then_some(record.span);
        listed(&product.not_stated, ProductFact::word, given)
    });
    let of_control =
        record.as_control().map(|control| listed(&control.not_stated, ControlFact::word, |fact| control.given(fact)));
    for (word, span, given) in [of_policy, of_advisory, of_product, of_control].into_iter().flatten().flatten() {
        out.push(finding(word, "not_stated", &place(record, span), place(record, given)));
    }
}

/// The facts of a list that are given: each with its word, where it is listed and where it is given.
fn listed<F: Copy>(
    not_stated: &BTreeMap<F, Span>,
    word: fn(F) -> &'static str,
    given: impl Fn(F) -> Option<Span>,
) -> Vec<(&'static str, Span, Span)> {
    not_stated.iter().filter_map(|(fact, span)| Some((word(*fact), *span, given(*fact)?))).collect()
}

/// The finding for a fact that stands in both lists.
fn twice(record: &Record, word: &str, span: Span, other: Span) -> Diagnostic {
    let message = format!("`{word}` is listed both in `not_stated` and in `not_applicable`");
    let help = "remove it from `not_stated` if there is nothing to state, else from `not_applicable`";
    let finding = Diagnostic::new(&CODE, &record.path, span, message).help(help);
    finding.related(place(record, other), "listed here too")
}

fn check_report(record: &Record, report: &Report, out: &mut Vec<Diagnostic>) {
    let not_stated = report.not_stated.iter().map(|fact| ("not_stated", fact));
    for (list, (fact, span)) in not_stated.chain(report.not_applicable.iter().map(|fact| ("not_applicable", fact))) {
        if let Some(given) = report.given(*fact) {
            out.push(finding(fact.word(), list, &place(record, *span), place(record, given)));
        }
    }
    for (fact, span) in &report.not_applicable {
        let Some(other) = report.not_stated.get(fact) else { continue };
        out.push(twice(record, fact.word(), *span, *other));
    }
}

fn check_provider(context: &Context<'_>, record: &Record, provider: &Provider, out: &mut Vec<Diagnostic>) {
    let id = &record.key.id;
    for (fact, span) in &provider.not_stated {
        let Some(list) = fact.list(id) else {
            let given = provider.legal_name.as_ref().map(|name| place(record, name.span()));
            out.extend(given.map(|given| finding(fact.word(), "not_stated", &place(record, *span), given)));
            continue;
        };
        let mut members = context.site.list(&list).filter_map(|key| context.site.record(key));
        if let Some(member) = members.find(|member| is_public(context, member)) {
            let given = place(member, member.span);
            out.push(finding(fact.word(), "not_stated", &place(record, *span), given));
        }
    }
}

fn finding(fact: &str, list: &str, listed: &Place, given: Place) -> Diagnostic {
    let message = format!("`{fact}` is given, and listed in `{list}`");
    let help = format!("remove `{fact}` from `{list}`, or remove what is given");
    Diagnostic::new(&CODE, &listed.path, listed.span, message).help(help).related(given, "given here")
}
