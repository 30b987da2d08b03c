//! Where a report stands on a date, derived from its periods, letters and successors.
//!
//! 1. A report's dates cut time into stretches; within each the state is the same.
//! 2. [`steps`] lists the stretches. The page carries them, so that a reader's browser can find the one of its own day.
//! 3. [`state_on`] picks the stretch of one day.

use super::date::{Date, Period};
use super::report::Report;
use super::terms::{Assurance, FactName, State};

/// From this day on, or always when there is none, the report is in this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) from: Option<Date>,
    pub(crate) state: State,
}

/// What the state of a report depends on besides the report.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings {
    /// For how many months after its period a report counts as current.
    pub(crate) fresh_months: u16,
    /// How somebody stands behind the report.
    pub(crate) assurance: Assurance,
    /// When another report takes its place.
    pub(crate) superseded: Superseded,
}

impl State {
    /// Whether readers may rely on a report in this state.
    pub(crate) fn is_current(self) -> bool {
        matches!(self, Self::Current | Self::Bridged)
    }

    /// Whether a provider has a report in this state, rather than plans or awaits it, had it, or has another in its place.
    pub(crate) fn is_held(self) -> bool {
        match self {
            Self::Current | Self::Bridged | Self::Stale | Self::Undated | Self::Stated => true,
            Self::Planned
            | Self::Upcoming
            | Self::InPeriod
            | Self::AwaitingReport
            | Self::Superseded
            | Self::Expired
            | Self::Withdrawn => false,
        }
    }
}

/// When another report takes a report's place, the earliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Superseded {
    Always,
    From(Date),
    Never,
}

/// The states of a report over all time, from the beginning on, each different from the one before.
pub(crate) fn steps(report: &Report, around: Surroundings) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let days = std::iter::once(None).chain(turning_days(report, around).into_iter().map(Some));
    for from in days {
        let state = state_from_rules(report, around, from);
        if steps.last().is_none_or(|last| last.state != state) {
            steps.push(Step { from, state });
        }
    }
    steps
}

/// The state on one day.
pub(crate) fn state_on(steps: &[Step], day: Date) -> Step {
    let current = steps.iter().rev().find(|step| step.from.is_none_or(|from| from <= day));
    current.copied().unwrap_or(Step { from: None, state: State::Undated })
}

/// When the report takes the place of the one that it supersedes: not before it is issued.
pub(crate) fn takes_over(report: &Report, assurance: Assurance) -> Superseded {
    if report.is_planned() {
        return Superseded::Never;
    }
    let examined = report.examined_until().map(Date::next);
    let exists = is_silent_about_issue(report) || !is_issued(assurance);
    match (&report.issued_on, examined) {
        (Some(issued), _) => Superseded::From(issued.value),
        // A report that exists but whose date of issue is not stated was issued some time after its period.
        (None, Some(date)) if exists => Superseded::From(date),
        (None, None) if exists => Superseded::Always,
        (None, _) => Superseded::Never,
    }
}

/// Whether somebody issues such a report, so that there is none before that day.
fn is_issued(assurance: Assurance) -> bool {
    assurance == Assurance::Attestation || assurance.is_granted()
}

/// Whether the report is known to exist although nobody says when it was issued.
fn is_silent_about_issue(report: &Report) -> bool {
    [&report.not_stated, &report.not_applicable].iter().any(|facts| facts.contains_key(&FactName::IssuedOn))
}

/// How many days, from the first up to but without the last, none of the letters that there are today covers.
pub(crate) fn uncovered_days(report: &Report, first: Date, last: Date, today: Date) -> i64 {
    let mut covers: Vec<Period> = report.letters_on(today).map(|letter| letter.covers.value).collect();
    covers.sort_unstable();
    let (mut day, mut uncovered) = (first, 0);
    for cover in covers {
        uncovered += cover.start.min(last).days_since(day).max(0);
        day = day.max(cover.end.next());
    }
    uncovered + last.days_since(day).max(0)
}

/// Every day on which the state may turn, in order.
fn turning_days(report: &Report, around: Surroundings) -> Vec<Date> {
    let mut days = Vec::new();
    if let Superseded::From(day) = around.superseded {
        days.push(day);
    }
    days.extend(report.withdrawn_on.as_ref().map(|date| date.value));
    days.extend(report.issued_on.as_ref().map(|date| date.value));
    days.extend(report.as_of_date.as_ref().map(|date| date.value).into_iter().chain(report.completed_on_first()));
    days.extend(report.valid_until.as_ref().map(|date| date.next()));
    days.extend(look_due(report).map(Date::next));
    days.extend(report.period.as_ref().map(|period| period.start));
    if let Some(end) = report.examined_until() {
        days.extend([end.next(), end.plus_months(around.fresh_months).next()]);
    }
    for bridge in &report.bridges {
        days.extend([bridge.covers.start, bridge.covers.end.next()]);
        days.extend(bridge.issued_on);
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// The state on a day, or before all dates when there is none.
fn state_from_rules(report: &Report, around: Surroundings, day: Option<Date>) -> State {
    let reached = |date: Date| day.is_some_and(|day| date <= day);
    if report.withdrawn_on.as_ref().is_some_and(|date| reached(date.value)) {
        return State::Withdrawn;
    }
    match around.superseded {
        Superseded::Always => return State::Superseded,
        Superseded::From(date) if reached(date) => return State::Superseded,
        Superseded::From(_) | Superseded::Never => {}
    }
    if report.is_planned() {
        return State::Planned;
    }
    let issued = report.issued_on.as_ref().map(|date| date.value);
    if let Some(valid_until) = &report.valid_until {
        return match issued.or(report.period.as_ref().map(|period| period.start)) {
            Some(start) if !reached(start) => State::Upcoming,
            _ if reached(valid_until.next()) => State::Expired,
            _ if around.assurance == Assurance::Commitment => State::Stated,
            _ => State::Current,
        };
    }
    match around.assurance {
        Assurance::Attestation => state_of_attestation(report, around, day),
        Assurance::Certification | Assurance::Authorization => match issued {
            Some(date) if !reached(date) => State::Upcoming,
            // Said to have no last day, such as an authorization that is kept up from month to month.
            Some(_) if report.is_without_end() => match look_due(report) {
                Some(due) if reached(due.next()) => State::Stale,
                _ => State::Current,
            },
            _ => State::Undated,
        },
        Assurance::SelfAssessment | Assurance::Test => state_by_completion(report, around, day),
        Assurance::Commitment if issued.is_some_and(|date| !reached(date)) => State::Upcoming,
        Assurance::Commitment => State::Stated,
    }
}

/// The last day by which somebody was to look again at what has no last day, where it is said how often that is.
fn look_due(report: &Report) -> Option<Date> {
    let cadence = report.cadence.as_ref().filter(|cadence| cadence.times > 0 && report.is_without_end())?;
    let issued = report.issued_on.as_ref().map(|date| date.value);
    let looked = report.last_audit_on.as_ref().map(|date| date.days().end);
    Some(cadence.next_after(looked.max(issued)?))
}

/// The state of what was done up to a day and grows old from then on.
fn state_by_completion(report: &Report, around: Surroundings, day: Option<Date>) -> State {
    let reached = |date: Date| day.is_some_and(|day| date <= day);
    let Some(end) = report.examined_until() else { return State::Undated };
    match &report.period {
        Some(period) if !reached(period.start) => State::Upcoming,
        None if !reached(end) => State::Upcoming,
        Some(_) if !reached(end.next()) => State::InPeriod,
        _ if reached(end.plus_months(around.fresh_months).next()) => State::Stale,
        _ => State::Current,
    }
}

/// The state of an opinion on a time, which is given after it.
fn state_of_attestation(report: &Report, around: Surroundings, day: Option<Date>) -> State {
    let reached = |date: Date| day.is_some_and(|day| date <= day);
    let issued = report.issued_on.as_ref().map(|date| date.value);
    let Some(end) = report.examined_until() else {
        return match issued {
            Some(date) if !reached(date) => State::AwaitingReport,
            // A date of issue says nothing about what was examined when.
            _ => State::Undated,
        };
    };
    if !reached(report.period.as_ref().map_or(end, |period| period.start)) {
        return State::Upcoming;
    }
    if report.period.is_some() && !reached(end.next()) {
        return State::InPeriod;
    }
    let is_old = reached(end.plus_months(around.fresh_months).next());
    if !issued.map_or(is_silent_about_issue(report), reached) {
        // What is awaited for so long was issued, and nobody recorded when.
        return if issued.is_none() && is_old { State::Stale } else { State::AwaitingReport };
    }
    if !is_old {
        return State::Current;
    }
    if day.is_some_and(|day| letters_cover(report, end, day)) { State::Bridged } else { State::Stale }
}

/// Whether the letters issued so far cover every day from the one after the period up to this one.
fn letters_cover(report: &Report, end: Date, day: Date) -> bool {
    let mut covers: Vec<Period> = report.letters_on(day).map(|letter| letter.covers.value).collect();
    covers.sort_unstable();
    let mut covered_until = end;
    for cover in covers {
        if cover.start > covered_until.next() {
            break;
        }
        covered_until = covered_until.max(cover.end);
    }
    covered_until >= day
}
