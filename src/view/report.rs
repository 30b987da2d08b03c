//! A report: the facts that readers look for, each with its receipt, how to check it, and what happened to it over time.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::grouping::{FactGroup, groups, key_facts};
use super::holdings::{self, Get};
use super::linked::{Standing, Thing};
use super::notes::{self, SourceNote};
use super::strip::{Axis, Strip};
use super::values::{
    Day, Days, DocumentRow, Fact, FactLine, Label, Link, Listed, Phrase, PossibleCriterion, Receipt, Status,
};
use super::verification::{Verification, verification};
use crate::model::Record;
use crate::model::date::{Date, PartialDate};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report as model;
use crate::model::status::{Step, state_on};
use crate::model::terms::{Assurance, Category, FactName, FactState, State};
use crate::page::PageKind;
use crate::path::Id;

/// What the page of a report says.
#[derive(Serialize)]
pub(crate) struct ReportPage {
    id: String,
    title: Phrase,
    /// None for a report of the site's own company, which need not be named.
    provider: Option<Link>,
    initials: String,
    framework: Option<Link>,
    assurance: Label,
    status: Status,
    status_text: String,
    /// The facts that one looks for first.
    key: Vec<FactLine>,
    facts: Vec<Fact>,
    /// The facts by what they tell of.
    groups: Vec<FactGroup>,
    criteria: FactLine,
    /// The letters for the time after the period; none for what has no letters.
    bridges: Option<Vec<BridgeRow>>,
    access: Fact,
    get: Get,
    documents: Vec<DocumentRow>,
    verification: Option<Verification>,
    derived_from: Option<Link>,
    derives: Vec<Link>,
    supersedes: Option<Link>,
    superseded_by: Vec<Link>,
    history: Vec<Event>,
    questions: Listed,
    receipts: Vec<Receipt>,
    sources: Vec<SourceNote>,
    /// How many facts the provider does not state.
    not_stated: usize,
    sources_text: String,
    compare: Option<Link>,
    scope: Link,
    mark: Option<&'static str>,
    #[serde(skip)]
    axis: Option<String>,
    #[serde(skip)]
    strip: Option<String>,
}

#[derive(Serialize)]
struct BridgeRow {
    covers: Days,
    issued_on: Option<Day>,
    /// When it is to be issued, while it is not.
    planned_for: Option<Day>,
    issuer: Option<Phrase>,
    document: Option<Link>,
}

#[derive(Serialize)]
struct Event {
    date: Day,
    text: String,
}

impl ReportPage {
    pub(super) fn fragments(&self) -> Fragments<'_> {
        let strip = self.strip.as_deref().map(|strip| (self.id.as_str(), strip));
        Fragments::default().with_strips(self.axis.as_ref(), strip)
    }

    /// Whose report it is, where it stands, and which criteria it covers.
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let colon = context.catalog.text("colon");
        let provider = self.provider.as_ref().map(|provider| format!("{} ", provider.text.text)).unwrap_or_default();
        let mut text = format!("{provider}{}{colon}{}", self.title.text, self.status_text);
        if self.criteria.state == FactState::Given {
            text.push_str(&format!(" {}{colon}{}", self.criteria.label, self.criteria.text));
        }
        description::sentence(&text)
    }

    pub(super) fn things(&self, standing: &Standing<'_>) -> Vec<Thing> {
        let documents = self.documents.iter().map(|row| Thing::document(row, standing));
        self.certification(standing).into_iter().chain(documents).collect()
    }

    /// The certificate, if it is one and was ever in force; a report of an auditor is none.
    fn certification(&self, standing: &Standing<'_>) -> Option<Thing> {
        let is_certificate = self.assurance.value == Assurance::Certification.word();
        let was_in_force = matches!(self.status.state, "current" | "stale" | "expired" | "undated");
        let day = |name: FactName| self.given(name)?.data.first().cloned();
        let body = |fact: &Fact| fact.lead.iter().map(|inline| inline.text.as_str()).collect::<String>();
        (is_certificate && was_in_force).then(|| Thing::Certification {
            name: self.title.text.clone(),
            url: standing.url.to_owned(),
            about: self.provider.as_ref().map(|provider| Box::new(Thing::named(&provider.text.text))),
            issued_by: self.given(FactName::CertificationBody).map(|fact| Box::new(Thing::named(&body(fact)))),
            date_published: day(FactName::IssuedOn),
            expires: day(FactName::ValidUntil),
        })
    }

    fn given(&self, name: FactName) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.name == name.word() && fact.state == FactState::Given)
    }
}

pub(super) fn report(context: &PageContext<'_>, id: &Id) -> Option<ReportPage> {
    let (record, report) = context.site.report(id)?;
    let framework = report.framework.as_ref().and_then(|id| context.site.framework(id));
    let provider = context.site.provider(&id.owner_id()).map(|(record, _)| record);
    let steps = context.site.steps(record, report);
    let assurance = context.site.assurance(report);
    let referring = context.site.referrers(&record.key, Kind::Report);
    let derives = referring.filter(|other| {
        other.as_report().and_then(|other| other.derived_from.as_ref()).is_some_and(|from| from.value == *id)
    });
    let documents = report.documents.iter().filter_map(|id| document(context, id));
    let day = context.site.as_of.date();
    let today = state_on(&steps, day);
    let strip = Strip::of(report, &steps, day);
    let axis = Axis::over(&strip, day);
    let mut facts = fact::facts(context, record, report);
    let criteria = facts.iter_mut().find(|fact| fact.name == FactName::Criteria.word());
    criteria.into_iter().for_each(|criteria| criteria.possible = possible_criteria(context, report));
    let mut receipts = context.receipts(report.sources.iter().filter(|citation| citation.facts.is_empty()));
    let sources = notes::number(&mut facts.iter_mut().collect::<Vec<_>>(), &mut receipts);
    let not_stated = facts.iter().filter(|fact| fact.state == FactState::NotStated).count();
    let key = key_facts(assurance).iter().filter(|name| context.site.shows(record, report, **name));
    Some(ReportPage {
        id: record.key.to_string(),
        title: context.title(record),
        provider: provider.filter(|_| !id.is_own()).map(|provider| context.link(provider)),
        initials: provider.map(|provider| context.initials(provider)).unwrap_or_default(),
        framework: framework.map(|(record, _)| context.link(record)),
        assurance: context.label("assurance", assurance.word()),
        status: context.status(record, report),
        status_text: status_sentence(context, record, &steps, today),
        key: key.map(|name| fact::line(context, record, report, *name)).collect(),
        groups: groups(context, &facts),
        sources_text: sources_text(context, sources.len(), not_stated),
        sources,
        not_stated,
        facts,
        get: holdings::get(context, record, report),
        axis: axis.map(|axis| axis.ruler(context.catalog.text("today"))),
        strip: axis.zip(strip.as_ref()).map(|(axis, strip)| axis.strip(strip)),
        criteria: fact::line(context, record, report, FactName::Criteria),
        bridges: bridges(context, report, assurance),
        verification: verification(context, report),
        access: fact::fact(context, record, report, FactName::Access),
        documents: documents.collect(),
        derived_from: report.derived_from.as_ref().and_then(|id| context.report_link(id)),
        derives: derives.map(|record| context.full_link(record)).collect(),
        // What is only planned takes no other's place.
        supersedes: report.supersedes.as_ref().filter(|_| !report.is_planned()).and_then(|id| context.report_link(id)),
        superseded_by: successors(context, record).map(|record| context.full_link(record)).collect(),
        history: history(context, record, report, &steps),
        questions: context.questions_about(&record.key),
        receipts,
        compare: report.framework.as_ref().and_then(|id| context.comparison(&id.value)),
        scope: page_link(context, "nav_scope", &PageKind::ScopeOfProvider.address_of(&id.owner_id())),
        mark: context.mark(record),
    })
}

/// What the framework offers, and whether the report covers it.
fn possible_criteria(context: &PageContext<'_>, report: &model::Report) -> Vec<PossibleCriterion> {
    let framework = report.framework.as_ref().and_then(|id| context.site.framework(id));
    let possible = framework.map(|(_, framework)| framework.categories.as_slice()).unwrap_or_default();
    let given = report.criteria.as_ref().map(|criteria| &criteria.value);
    let is_listed = |category: &Category| Some(given?.iter().any(|given| given.value == *category));
    let criterion = |category: &Category| PossibleCriterion {
        criterion: context.label("criteria", category.word()),
        covered: is_listed(category).filter(|is_listed| !(*is_listed && report.is_planned())),
        planned: report.is_planned() && is_listed(category) == Some(true),
    };
    possible.iter().map(criterion).collect()
}

fn page_link(context: &PageContext<'_>, key: &str, address: &str) -> Link {
    Link { text: PageContext::words(context.catalog.text(key)), href: Some(context.href(address)) }
}

/// The reports that take the place of one, besides those that are only planned.
fn successors<'a>(context: &PageContext<'a>, record: &Record) -> impl Iterator<Item = &'a Record> {
    let successors = context.site.successors(&record.key);
    successors.filter(|(_, successor)| !successor.is_planned()).map(|(record, _)| record)
}

/// How many sources there are, and of how many facts the provider says nothing.
fn sources_text(context: &PageContext<'_>, sources: usize, not_stated: usize) -> String {
    let catalog = context.catalog;
    let counted = |key: &str, number: usize| (number > 0).then(|| catalog.fill_counted(key, number as u64));
    let parts = [counted("sources_count", sources), counted("not_stated_count", not_stated)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(catalog.text("limit_separator"))
}

fn document(context: &PageContext<'_>, id: &Id) -> Option<DocumentRow> {
    let record = context.site.record(&Key::new(Kind::Document, id.clone()))?;
    record.as_document().map(|document| context.document_row(record, document))
}

/// The letters of an attestation, and any that another report has all the same.
fn bridges<'a>(context: &PageContext<'a>, report: &'a model::Report, assurance: Assurance) -> Option<Vec<BridgeRow>> {
    let may_have_some = assurance == Assurance::Attestation && !report.is_planned();
    let rows = report.bridges.iter().map(|bridge| bridge_row(context, bridge));
    (may_have_some || !report.bridges.is_empty()).then(|| rows.collect())
}

fn bridge_row<'a>(context: &PageContext<'a>, bridge: &'a model::Bridge) -> BridgeRow {
    let is_to_come = |date: &Date| *date > context.site.as_of.date();
    let planned = |date: Date| Day {
        text: context.catalog.fill("planned_for_date", &[("date", &context.date_text(date))]),
        date: date.to_string(),
    };
    BridgeRow {
        covers: context.days(bridge.covers.value),
        issued_on: bridge.issued_on.filter(|date| !is_to_come(date)).map(|date| context.day(date)),
        planned_for: bridge.issued_on.filter(is_to_come).map(planned),
        issuer: bridge.issuer.as_ref().map(|issuer| context.phrase(issuer)),
        document: bridge.document.as_ref().and_then(|id| context.link_to(Kind::Document, id)),
    }
}

/// One sentence on why the report is in its state, with the date that decides it.
fn status_sentence(context: &PageContext<'_>, record: &Record, steps: &[Step], today: Step) -> String {
    let Some(report) = record.as_report() else { return String::new() };
    let later = steps.iter().filter_map(|step| step.from).find(|from| *from > context.site.as_of.date());
    let date = match today.state {
        State::Current | State::Bridged => later.map(Date::previous),
        State::Upcoming => later,
        State::InPeriod | State::AwaitingReport => report.examined_until(),
        State::Stale => today.from,
        State::Expired => report.valid_until.as_ref().map(|date| date.value),
        State::Withdrawn => report.withdrawn_on.as_ref().map(|date| date.value),
        State::Superseded | State::Undated | State::Planned | State::Stated => None,
    };
    let needs_date = !matches!(today.state, State::Superseded | State::Undated | State::Planned | State::Stated);
    if needs_date && date.is_none() {
        return context.catalog.word("status", today.state.word());
    }
    let sentence = fresh(context, report, steps, today).unwrap_or_else(|| sentence_on(context, record, today.state));
    let expected = report.expected.as_ref().map(|expected| context.catalog.partial_date(expected));
    let date = date.map(|date| context.date_text(date)).or(expected).unwrap_or_default();
    crate::catalog::fill(&sentence, [("date", date.as_str())])
}

/// The sentence on what is current because it is not old yet, which says by what rule of the site.
fn fresh(context: &PageContext<'_>, report: &model::Report, steps: &[Step], today: Step) -> Option<String> {
    let next = steps.iter().find(|step| step.from.is_some_and(|from| from > context.site.as_of.date()))?;
    if today.state != State::Current || next.state != State::Stale {
        return None;
    }
    let sentence = match (&report.period, &report.as_of_date) {
        (None, Some(_)) => context.catalog.text("status_sentence_fresh_as_of"),
        _ => context.catalog.text_for("status_sentence_fresh", context.site.assurance(report)),
    };
    let months = context.catalog.fill_counted("months_long", context.site.config.fresh_months.into());
    Some(crate::catalog::fill(sentence, [("months", months.as_str())]))
}

/// The sentence on a state, which blames nobody for what is only not recorded.
fn sentence_on(context: &PageContext<'_>, record: &Record, state: State) -> String {
    let Some(report) = record.as_report() else { return String::new() };
    let assurance = context.site.assurance(report);
    let text = |key: &str| context.catalog.text_for(key, assurance).to_owned();
    let fact_state = |fact: FactName| context.site.fact_state(record, fact);
    // The fact that would tell whether it is current.
    let decisive = match assurance {
        Assurance::Certification | Assurance::Authorization => FactName::ValidUntil,
        Assurance::SelfAssessment => FactName::CompletedOn,
        Assurance::Attestation | Assurance::Test | Assurance::Commitment => FactName::Period,
    };
    let is_over = |expected: &PartialDate| expected.days().end < context.site.as_of.date();
    match state {
        State::Undated if fact_state(decisive) == FactState::NotRecorded => {
            text("status_sentence_undated_not_recorded")
        }
        State::Undated if fact_state(decisive) == FactState::NotApplicable => {
            text("status_sentence_undated_not_applicable")
        }
        State::AwaitingReport if fact_state(FactName::IssuedOn) == FactState::NotRecorded => {
            text("status_sentence_awaiting_report_not_recorded")
        }
        State::Planned if report.expected.as_ref().is_some_and(|expected| is_over(expected)) => {
            text("status_sentence_planned_overdue")
        }
        state => context.catalog.word_for("status_sentence", state.word(), assurance),
    }
}

/// The dated events of the report, the earliest first.
fn history<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a model::Report, steps: &[Step]) -> Vec<Event> {
    let mut events: Vec<(Date, String, Day)> = Vec::new();
    // What is known to the month comes before all of its days.
    let completed = report.completed_on.as_ref().map(|date| (date.days().start, context.part_of_date(date)));
    events.extend(completed.map(|(first, day)| (first, context.catalog.text("history_completed").to_owned(), day)));
    let mut add = |date: Option<Date>, text: String| events.extend(date.map(|date| (date, text, context.day(date))));
    let assurance = context.site.assurance(report);
    let text = |key: &str| context.catalog.text_for(key, assurance).to_owned();
    add(report.period.as_ref().map(|period| period.start), text("history_period_start"));
    add(report.period.as_ref().map(|period| period.end), text("history_period_end"));
    add(report.as_of_date.as_ref().map(|date| date.value), text("history_as_of_date"));
    add(report.retested_on.as_ref().map(|date| date.value), text("history_retested"));
    add(report.first_issued_on.as_ref().map(|date| date.value), text("history_first_issued"));
    add(report.issued_on.as_ref().map(|date| date.value), text("history_issued"));
    for bridge in &report.bridges {
        let period = context.catalog.period(bridge.covers.value);
        add(bridge.issued_on, context.catalog.fill("history_bridge", &[("period", &period)]));
    }
    add(report.valid_until.as_ref().map(|date| date.value), text("history_expires"));
    add(report.withdrawn_on.as_ref().map(|date| date.value), text("history_withdrawn"));
    let stale = steps.iter().find(|step| step.state == State::Stale).and_then(|step| step.from);
    add(stale, text("history_stale"));
    let superseded = steps.iter().find(|step| step.state == State::Superseded).and_then(|step| step.from);
    if let Some(successor) = successors(context, record).next() {
        let title = context.full_title(successor).text;
        add(superseded, context.catalog.fill("history_superseded", &[("report", &title)]));
    }
    events.sort_by_key(|(date, ..)| *date);
    events.into_iter().map(|(_, text, date)| Event { date, text }).collect()
}
