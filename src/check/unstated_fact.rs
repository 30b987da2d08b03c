//! # unstated-fact
//!
//! ## What it finds
//!
//! Facts that readers of such a report look for, and that are neither given nor listed in `not_stated` or
//! `not_applicable`. What its kind of assurance does not have, or its framework rules out, needs no listing; services and
//! locations that rows of scope name are given. Nothing is asked of a report that is only planned.
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
use crate::model::assurance::Need;
use crate::model::kinds::Kind;
use crate::model::terms::{FactName, FactState};

static CODE: Code = Code::warning("unstated-fact", include_str!("unstated_fact.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(report) = record.as_report().filter(|report| record.is_whole && !report.is_planned()) else { return };
    let framework = framework(context, report).map(|(_, framework)| framework);
    let is_open =
        |fact: FactName| report.state(framework, fact) == FactState::NotRecorded && !is_in_rows(context, record, fact);
    let asked = report.assurance_under(framework).facts().iter().filter(|(_, need)| *need == Need::Always);
    let open: Vec<&str> = asked.map(|(fact, _)| *fact).filter(|fact| is_open(*fact)).map(FactName::word).collect();
    if open.is_empty() {
        return;
    }
    let message = format!("neither given nor listed as not stated: {}", quoted(open));
    let help = "give each fact, or list it in `not_stated` or `not_applicable`";
    out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help(help));
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
