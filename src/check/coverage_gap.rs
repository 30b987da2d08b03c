//! # coverage-gap
//!
//! ## What it finds
//!
//! Days between the period of a report and that of the report it supersedes that neither covers, nor a bridge letter.
//!
//! ## Why it matters to the reader of a trust site
//!
//! A user auditor needs assurance for every day of the year. A gap is the first thing that is asked about.
//!
//! ## Example
//!
//! A period that ends on 2024-12-31, and the next that starts on 2025-02-01
//!
//! ## How to fix it
//!
//! Add the letter that covers the days to `bridges` of the earlier report, or correct the dates.

use super::{Context, Rule, Run, framework, is_public, place, report};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::status;
use crate::model::terms::Assurance;

static CODE: Code = Code::warning("coverage-gap", include_str!("coverage_gap.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let Some(own) = record.as_report().filter(|_| is_public(context, record)) else { return };
    let framework = framework(context, own).map(|(_, framework)| framework);
    if own.is_planned() || own.assurance_under(framework) != Assurance::Attestation {
        return;
    }
    let (Some(period), Some(supersedes)) = (&own.period, &own.supersedes) else { return };
    let Some((earlier_record, earlier)) = report(context, &supersedes.value) else { return };
    let Some(end) = earlier.examined_until() else { return };
    let days = status::uncovered_days(earlier, end.next(), period.start, context.as_of.date());
    if days == 0 {
        return;
    }
    let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    let message = format!("nothing covers {days} before this period, since that of `{}`", supersedes.value);
    let help = format!("add the letter that covers them to `bridges` in {}", earlier_record.path);
    let ended = earlier.period.as_ref().map(|period| period.span).or(earlier.as_of_date.as_ref().map(|date| date.span));
    let related = place(earlier_record, ended.unwrap_or(earlier_record.span));
    let finding = Diagnostic::new(&CODE, &record.path, period.span, message).help(help);
    out.push(finding.related(related, format!("coverage ended on {end}")));
}
