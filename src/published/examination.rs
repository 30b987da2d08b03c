//! What stands behind a control on a date: an examination that a report covers, its provider's word, or nothing.
//!
//! Nobody types it. A report counts as an examination when somebody else gave it after looking at controls, when it
//! speaks of a criterion, a day and a service of the control, and as far as readers may see it. What nobody says, such
//! as the criteria of a report without any, speaks against nothing.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Published;
use crate::model::Record;
use crate::model::control::{Control, CriterionId};
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::{Extent, Report};
use crate::model::status::{Step, state_on};
use crate::model::tells::List;
use crate::model::terms::{Assurance, Bearing, ControlFact, ControlState, FactName, FactState, Opinion, State};
use crate::path::Id;

/// A site's examinations, for which each report is looked at once.
pub(crate) struct Examinations<'a> {
    site: Published<'a>,
    reports: RefCell<BTreeMap<Id, Option<Rc<Examination<'a>>>>>,
}

/// A report, as far as it matters to every control that cites it.
struct Examination<'a> {
    record: &'a Record,
    report: &'a Report,
    assurance: Assurance,
    steps: Vec<Step>,
    /// The last day of what was examined.
    until: Option<Date>,
    /// The editions that it is measured against; none where nobody says.
    editions: Vec<Id>,
}

impl<'a> Examinations<'a> {
    pub(crate) fn of(site: Published<'a>) -> Self {
        Self { site, reports: RefCell::default() }
    }

    /// What stands behind a control today.
    pub(crate) fn state(&self, control: &Control) -> ControlState {
        let today = self.site.as_of.date();
        let reports = self.reports_of(control);
        together(control, reports.iter().map(|report| self.bearing_of(control, report, Some(today))))
    }

    /// What stands behind a control over time, as far as it is known today; each state is different from the one before.
    pub(crate) fn steps(&self, control: &Control) -> Vec<(Option<Date>, ControlState)> {
        let reports = self.reports_of(control);
        let days: BTreeSet<Option<Date>> =
            reports.iter().flat_map(|report| &report.steps).map(|step| step.from).chain([None]).collect();
        let mut steps: Vec<(Option<Date>, ControlState)> = Vec::new();
        for day in days {
            let state = together(control, reports.iter().map(|report| self.bearing_of(control, report, day)));
            if steps.last().is_none_or(|(_, last)| *last != state) {
                steps.push((day, state));
            }
        }
        steps
    }

    /// What a report is for a control that cites it; none when readers may not see the report.
    pub(crate) fn bearing(&self, control: &Control, report: &Id) -> Option<Bearing> {
        let examination = self.examination(report)?;
        Some(self.bearing_of(control, &examination, Some(self.site.as_of.date())))
    }

    /// Whether a control was examined today, and in each report that did so for its design only.
    pub(crate) fn is_of_design(&self, control: &Control) -> bool {
        let today = Some(self.site.as_of.date());
        let reports = self.reports_of(control);
        let examines = |report: &Examination<'a>| self.bearing_of(control, report, today) == Bearing::Examined;
        let (of_design, of_both): (Vec<_>, Vec<_>) = reports.iter().partition(|report| report.report.is_of_design());
        of_design.into_iter().any(|report| examines(report)) && !of_both.into_iter().any(|report| examines(report))
    }

    fn examination(&self, report: &Id) -> Option<Rc<Examination<'a>>> {
        if let Some(known) = self.reports.borrow().get(report) {
            return known.clone();
        }
        let examination = Examination::of(self.site, report).map(Rc::new);
        self.reports.borrow_mut().insert(report.clone(), examination.clone());
        examination
    }

    fn reports_of(&self, control: &Control) -> Vec<Rc<Examination<'a>>> {
        let cited = control.evidence.iter().map(|evidence| &evidence.record.value);
        cited.filter(|key| key.kind == Kind::Report).filter_map(|key| self.examination(&key.id)).collect()
    }

    /// What a report is for a control on a day, or before all dates when there is none.
    fn bearing_of(&self, control: &Control, examination: &Examination<'a>, day: Option<Date>) -> Bearing {
        let starts_later = |until: Date| control.operated_since.as_ref().is_some_and(|since| since.value > until);
        let own = examination.bearing_on(day);
        match own {
            Bearing::Examined | Bearing::Lapsed if !self.lists_a_criterion(control, examination) => {
                Bearing::OtherCriteria
            }
            Bearing::Examined | Bearing::Lapsed if examination.until.is_some_and(starts_later) => {
                Bearing::BeforeControl
            }
            Bearing::Examined | Bearing::Lapsed if !self.covers_a_service(control, examination) => {
                Bearing::OtherServices
            }
            own => own,
        }
    }

    /// Whether a report speaks of a criterion that a control names, as far as anybody says.
    fn lists_a_criterion(&self, control: &Control, examination: &Examination<'a>) -> bool {
        examination.editions.is_empty()
            || control.criteria.is_empty()
            || control.criteria.iter().any(|named| self.site.lists(examination.report, &examination.editions, named))
    }

    fn covers_a_service(&self, control: &Control, examination: &Examination<'a>) -> bool {
        let Examination { record, report, .. } = examination;
        control.services.is_empty() || control.services.iter().any(|id| self.site.may_cover(record, report, id))
    }
}

/// What reports together are for a control.
fn together(control: &Control, bearings: impl Iterator<Item = Bearing>) -> ControlState {
    match bearings.min() {
        Some(Bearing::Examined) => ControlState::Examined,
        Some(Bearing::Lapsed) => ControlState::Lapsed,
        _ if control.statement.is_some() => ControlState::Stated,
        _ if control.not_stated.contains_key(&ControlFact::Statement) => ControlState::NotStated,
        _ => ControlState::NotRecorded,
    }
}

impl<'a> Examination<'a> {
    fn of(site: Published<'a>, id: &Id) -> Option<Self> {
        let (record, report) = site.report(id)?;
        let assurance = site.assurance(report);
        let issued = report.issued_on.as_ref().filter(|_| assurance.is_granted()).map(|date| date.value);
        Some(Self {
            record,
            report,
            assurance,
            steps: site.steps(record, report),
            until: report.examined_until().or(issued),
            editions: site.editions_of(report),
        })
    }

    /// What the report is for controls on a day, before anything is known of them.
    fn bearing_on(&self, day: Option<Date>) -> Bearing {
        match self.assurance {
            Assurance::SelfAssessment | Assurance::Test | Assurance::Commitment => return Bearing::NoExamination,
            Assurance::Attestation | Assurance::Certification | Assurance::Authorization => {}
        }
        let first = self.steps.first().map_or(State::Undated, |step| step.state);
        match day.map_or(first, |day| state_on(&self.steps, day).state) {
            State::Withdrawn => Bearing::Withdrawn,
            State::Planned | State::Upcoming | State::InPeriod | State::AwaitingReport => Bearing::NotYet,
            State::Stated => Bearing::NoExamination,
            _ if self.report.opinion.as_ref().is_some_and(|opinion| opinion.value == Opinion::Disclaimer) => {
                Bearing::Disclaimed
            }
            State::Current | State::Bridged => Bearing::Examined,
            State::Stale | State::Superseded | State::Expired | State::Undated => Bearing::Lapsed,
        }
    }
}

impl Published<'_> {
    /// The editions that a report is measured against: its own, else those of its framework.
    pub(crate) fn editions_of(&self, report: &Report) -> Vec<Id> {
        let own = report.criteria_edition.as_ref().map(|edition| edition.value.clone());
        let framework = || report.framework.as_ref().and_then(|id| self.framework(id));
        let usual = || framework().into_iter().flat_map(|(_, framework)| &framework.editions);
        own.map_or_else(|| usual().map(|edition| edition.value.clone()).collect(), |own| vec![own])
    }

    /// Whether a report measured against some editions speaks of a criterion: one of them has it, in a category that
    /// the report covers.
    pub(crate) fn lists(&self, report: &Report, editions: &[Id], named: &CriterionId) -> bool {
        let edition = editions.iter().find(|edition| **edition == named.edition);
        let record = edition.and_then(|id| self.record(&Key::new(Kind::Edition, id.clone())));
        let Some(edition) = record.and_then(Record::as_edition) else { return false };
        let Some(criterion) = edition.criteria.iter().find(|own| own.id.value == named.criterion) else { return false };
        let covered = report.criteria.as_ref().map(|covered| &covered.value);
        covered
            .zip(criterion.category)
            .is_none_or(|(covered, own)| covered.iter().any(|category| category.value == own))
    }

    /// Whether controls link an edition of criteria with another one.
    pub(crate) fn is_crossed(&self, edition: &Id) -> bool {
        let key = Key::new(Kind::Edition, edition.clone());
        let mut controls = self.referrers(&key, Kind::Control).filter_map(Record::as_control);
        controls.any(|control| control.criteria.iter().any(|named| named.edition != *edition))
    }

    /// Whether a report covers a service today, or nobody says that it does not.
    pub(crate) fn may_cover(&self, record: &Record, report: &Report, service: &Id) -> bool {
        let rows = self.list(&List::ScopeOfService(service.clone())).filter_map(Record::as_scope);
        let mut rows = rows.filter(|row| row.report.value == record.key.id).peekable();
        if rows.peek().is_some() {
            return rows.any(|row| row.covers_on(self.as_of.date()));
        }
        let is_named = |extent: &Extent| extent.named().iter().any(|named| named.value == *service);
        match report.services.as_ref().map(|services| &services.value) {
            Some(extent @ Extent::List(_)) => is_named(extent),
            Some(extent @ Extent::Count(count)) => is_named(extent) || !count.exhaustive,
            None => self.fact_state(record, FactName::Services) != FactState::Given,
        }
    }
}
