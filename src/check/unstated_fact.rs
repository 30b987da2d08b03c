//! # unstated-fact
//!
//! ## What it finds
//!
//! Facts that readers of such a report, of a policy for the disclosure of vulnerabilities or of a security advisory look
//! for, and that are neither given nor listed in `not_stated` or `not_applicable`. What its kind of assurance does not
//! have, or its framework rules out, needs no listing; services and locations that rows of scope name are given. Nothing
//! is asked of a report that is only planned. The same of a category of data, whose subjects may be left open, and of a
//! use of AI. A control gives its `statement`, or lists it.
//!
//! ## Why it matters to the reader of a trust site
//!
//! "Not stated by the provider" is an answer; silence leaves open whether anybody looked.
//!
//! ## Example
//!
//! A report without `opinion`, and without `not_stated = ["opinion"]`
//!
//! ## How to fix it
//!
//! Look each fact up, and give it or list it.

use super::{Context, Rule, Run, framework, quoted};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::advisory::AdvisoryFact;
use crate::model::assurance::Need;
use crate::model::control::Control;
use crate::model::disclosure::DisclosureFact;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::statement::StatedFact;
use crate::model::tells::List;
use crate::model::terms::{ControlFact, DataFact, FactName, FactState};

static CODE: Code = Code::warning("unstated-fact", include_str!("unstated_fact.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if let Some(control) = record.as_control().filter(|_| record.is_whole) {
        check_control(record, control, out);
    }
    let open = match record.as_report() {
        _ if !record.is_whole => Vec::new(),
        Some(report) => open_facts(context, record, report),
        None => {
            let stated = record.stated_facts();
            let open = stated.iter().filter(|fact| is_open(context, record, fact)).map(|fact| fact.word);
            open.chain(open_of_security(record)).collect()
        }
    };
    if open.is_empty() {
        return;
    }
    let message = format!("neither given nor listed as not stated: {}", quoted(open));
    let can_be_inapplicable = record.as_disclosure().is_none() && record.as_advisory().is_none();
    let besides = if can_be_inapplicable { " or `not_applicable`" } else { "" };
    let help = format!("give each fact, or list it in `not_stated`{besides}");
    out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
}

/// A control says what is done, or that nobody says it.
fn check_control(record: &Record, control: &Control, out: &mut Vec<Diagnostic>) {
    let fact = ControlFact::Statement;
    if control.statement.is_none() && !control.not_stated.contains_key(&fact) {
        let message = format!("neither given nor listed as not stated: `{}`", fact.word());
        let help = "say what is done, or list it in `not_stated`";
        out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
    }
}

fn open_facts(context: &Context<'_>, record: &Record, report: &Report) -> Vec<&'static str> {
    if report.is_planned() {
        return Vec::new();
    }
    let framework = framework(context, report).map(|(_, framework)| framework);
    let is_open =
        |fact: FactName| report.state(framework, fact) == FactState::NotRecorded && !is_in_rows(context, record, fact);
    let asked = report.assurance_under(framework).facts().iter().filter(|(_, need)| *need == Need::Always);
    asked.map(|(fact, _)| *fact).filter(|fact| is_open(*fact)).map(FactName::word).collect()
}

/// The open facts of a policy or an advisory, to which every fact applies.
fn open_of_security(record: &Record) -> Vec<&'static str> {
    let of_policy = record.as_disclosure().into_iter().flat_map(|policy| {
        policy.facts().filter(|fact| policy.state(*fact) == FactState::NotRecorded).map(DisclosureFact::word)
    });
    let of_advisory = record.as_advisory().into_iter().flat_map(|advisory| {
        advisory.facts().filter(|fact| advisory.state(*fact) == FactState::NotRecorded).map(AdvisoryFact::word)
    });
    of_policy.chain(of_advisory).collect()
}

fn is_open(context: &Context<'_>, record: &Record, fact: &StatedFact) -> bool {
    let is_asked = fact.word != DataFact::Subjects.word();
    let is_silent = fact.given.or(fact.not_stated).or(fact.not_applicable).is_none();
    is_asked && is_silent && !(fact.word == DataFact::Subprocessors.word() && is_listed(context, record))
}

/// Whether a subprocessor says itself that it sees a category of data.
fn is_listed(context: &Context<'_>, record: &Record) -> bool {
    let Some(category) = record.as_data() else { return false };
    let list = List::Of(Kind::Subprocessor, record.key.id.owner_id());
    let mut companies = context.site.list(&list).filter_map(|key| context.site.record(key)?.as_subprocessor());
    companies.any(|company| company.data.iter().any(|text| category.is_meant(&record.key.id, text)))
}

fn is_in_rows(context: &Context<'_>, report: &Record, fact: FactName) -> bool {
    let rows = || context.site.referrers(&report.key).filter(|(key, _)| key.kind == Kind::Scope);
    let says = |row: &Record| {
        row.as_scope().is_some_and(|row| {
            row.report.value == report.key.id && row.covers_on(context.as_of.date()) && fact.id_in(row).is_some()
        })
    };
    fact.has_rows() && rows().filter_map(|(key, _)| context.site.record(key)).any(says)
}
