//! Which cells of a comparison call for a question, by rule and not by judgment.
//!
//! 1. A fact that another report gives, and this one does not.
//! 2. What a careful reader asks about whoever it is: an opinion that is not unqualified, exceptions without a response,
//!    a report that lapses within 45 days or has lapsed, more than 45 days since anything covers, services that are only
//!    counted where another report lists its own.
//! 3. Among three or more, the one that differs where all others agree.

use super::context::PageContext;
use super::standing;
use super::values::Fact;
use crate::model::Record;
use crate::model::report::{Extent, Report};
use crate::model::terms::{Assurance, FactName, FactState, Opinion, State};

/// Within how many days a report lapses, or how many after the last letter, a reader should ask.
const SOON: i64 = 45;

/// Facts of which one expects that they are the same for all.
const ALIKE: [FactName; 4] = [FactName::Type, FactName::Opinion, FactName::CriteriaEdition, FactName::Conclusion];

/// What to ask about a fact of a report, among the same fact of all reports that are compared.
pub(super) fn question<'a>(
    context: &PageContext<'a>,
    report: &'a Report,
    name: FactName,
    (own, all): (&Fact, &[Fact]),
) -> Option<String> {
    let is_given = |fact: &Fact| fact.state == FactState::Given;
    if matches!(own.state, FactState::NotStated | FactState::NotRecorded) && all.iter().any(is_given) {
        return Some(of_silence(context, name).to_owned());
    }
    let text = |key: &'static str| Some(context.catalog.text(key).to_owned());
    let opinion = report.opinion.as_ref().map(|opinion| opinion.value);
    match name {
        FactName::Opinion if matches!(opinion, Some(Opinion::Qualified | Opinion::Adverse | Opinion::Disclaimer)) => {
            text("ask_basis")
        }
        FactName::Exceptions if has_no_response(report) => text("ask_response"),
        FactName::Services
            if is_only_counted(report) && all.iter().any(|fact| fact.lead.is_empty() && is_given(fact)) =>
        {
            text("ask_whether_listed")
        }
        _ if ALIKE.contains(&name) && is_alone(own, all) => text("ask_why_alone"),
        _ => None,
    }
}

/// What to ask about the day until which a report is current.
pub(super) fn about_lapse(context: &PageContext<'_>, record: &Record, report: &Report) -> Option<String> {
    let today = context.site.as_of.date();
    let text = |key: &'static str| Some(context.catalog.text(key).to_owned());
    match context.state(record, report) {
        State::Current | State::Bridged => {
            let left = standing::lapse(&context.site.steps(record, report), today)?.days_since(today);
            (left < SOON).then(|| context.catalog.fill_counted("ask_next", left.unsigned_abs()))
        }
        State::Stale | State::Expired | State::Withdrawn => text("ask_newer"),
        State::Undated => text("ask_dates"),
        State::Planned
        | State::Stated
        | State::Upcoming
        | State::InPeriod
        | State::AwaitingReport
        | State::Superseded => None,
    }
}

/// What to ask where nothing has covered for some time.
pub(super) fn about_letters(context: &PageContext<'_>, record: &Record, report: &Report) -> Option<String> {
    let today = context.site.as_of.date();
    let is_current =
        context.state(record, report).is_current() && context.site.assurance(report) == Assurance::Attestation;
    let since = today.days_since(standing::covered_until(report, today)?);
    (is_current && since > SOON).then(|| context.catalog.fill_counted("ask_letter", since.unsigned_abs()))
}

fn of_silence<'c>(context: &'c PageContext<'_>, name: FactName) -> &'c str {
    let text = |key: &'static str| context.catalog.text(key);
    match name {
        FactName::Type => text("ask_type"),
        FactName::Period => text("ask_dates"),
        FactName::IssuedOn => text("ask_issued_on"),
        FactName::Auditor | FactName::CertificationBody | FactName::Assessor | FactName::Tester => text("ask_auditor"),
        FactName::Opinion => text("ask_opinion"),
        FactName::Exceptions => text("ask_exceptions"),
        FactName::Services => text("ask_services"),
        FactName::Locations => text("ask_locations"),
        FactName::Cuecs => text("ask_cuecs"),
        FactName::Access => text("ask_access"),
        _ => text("ask_other"),
    }
}

fn has_no_response(report: &Report) -> bool {
    report.exceptions.as_ref().is_some_and(|found| found.count > 0 && found.management_response.is_none())
}

/// Whether the report says how many services it covers, and not which.
fn is_only_counted(report: &Report) -> bool {
    let extent = report.services.as_ref().map(|services| &services.value);
    matches!(extent, Some(Extent::Count(count)) if !count.exhaustive)
}

/// Whether one of three or more differs from all others, which agree.
fn is_alone(own: &Fact, all: &[Fact]) -> bool {
    let given: Vec<&Fact> = all.iter().filter(|fact| fact.state == FactState::Given).collect();
    let others: Vec<&&Fact> = given.iter().filter(|fact| fact.data != own.data).collect();
    given.len() > 2 && others.len() + 1 == given.len() && others.windows(2).all(|pair| pair[0].data == pair[1].data)
}
