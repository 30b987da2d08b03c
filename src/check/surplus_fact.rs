//! # surplus-fact
//!
//! ## What it finds
//!
//! A fact that the report's kind of assurance does not have: given, listed in `not_stated` or `not_applicable`, or named
//! in the `facts` of a source. A certificate has no opinion and no exceptions, a commitment no auditor.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A page that answers questions nobody asks of a certificate hides the answers to those that everybody asks.
//!
//! ## Example
//!
//! `not_applicable = ["opinion", "exceptions"]` in a certificate
//!
//! ## How to fix it
//!
//! Remove the fact from the list; pages do not ask for it. One that is given under another name is renamed: the `auditor`
//! of a certificate is its `certification_body`.

use super::{Context, Rule, Run, framework, quoted};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::terms::{Assurance, FactName, Word};

static CODE: Code = Code::warning("surplus-fact", include_str!("surplus_fact.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report() else { return };
    let framework = framework(context, report);
    // Without either nobody knows what to ask for.
    if framework.is_none() && report.assurance.is_none() {
        return;
    }
    let assurance = report.assurance_under(framework.map(|(_, framework)| framework));
    let is_surplus = |fact: &FactName| assurance.need(*fact).is_none();
    let kind = assurance.with_article();
    for (list, facts) in [("not_stated", &report.not_stated), ("not_applicable", &report.not_applicable)] {
        let surplus: Vec<_> = facts.iter().filter(|(fact, _)| is_surplus(fact)).collect();
        let Some(span) = surplus.iter().map(|(_, span)| **span).min() else { continue };
        let names = quoted(surplus.iter().map(|(fact, _)| fact.word()));
        let message = format!("nobody looks for these in {kind}: {names}");
        let help = format!("remove them from `{list}`");
        out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help));
    }
    let given = FactName::ALL.iter().filter_map(|(_, fact)| report.given(*fact).map(|span| (*fact, span)));
    // Documents stand beside the facts of any report, and an expiry date is a finding of its own.
    let is_told_elsewhere = |fact: &FactName| match fact {
        FactName::Documents => true,
        FactName::ValidUntil => assurance == Assurance::Attestation,
        _ => false,
    };
    let cited = report.sources.iter().flat_map(|citation| &citation.facts).map(|fact| (fact.value, fact.span));
    let cited = cited.filter(|(fact, _)| is_surplus(&assurance.own_name(*fact)));
    let given = given.filter(|(fact, _)| is_surplus(fact));
    for (fact, span) in given.chain(cited).filter(|(fact, _)| !is_told_elsewhere(fact)) {
        let message = format!("{kind} has no `{}`", fact.word());
        let other = assurance.own_name(fact);
        let help = match meant(assurance, other) {
            Some(meant) if meant != fact => format!("rename it to `{}`", meant.word()),
            _ => "remove it, or correct the framework".to_owned(),
        };
        out.push(Diagnostic::new(&CODE, &record.path, span, message).help(help));
    }
}

/// The fact of the kind that says what another says of other kinds.
fn meant(assurance: Assurance, fact: FactName) -> Option<FactName> {
    match (assurance, fact) {
        (Assurance::SelfAssessment, FactName::Period | FactName::IssuedOn) => Some(FactName::CompletedOn),
        (_, FactName::Auditor | FactName::CertificationBody | FactName::Assessor | FactName::Tester) => {
            assurance.examiner()
        }
        _ => None,
    }
}
