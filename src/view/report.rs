//! A report: its twenty facts, each with its receipt, and what happened to it over time.

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::fact;
use super::linked::{Standing, Thing};
use super::values::{Day, Days, DocumentRow, Fact, FactLine, Label, Link, Listed, Phrase, Receipt, Status};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report as model;
use crate::model::status::{Step, state_on};
use crate::model::terms::{Assurance, FactName, FactState, State};
use crate::page::PageKind;
use crate::path::Id;

/// What the page of a report says.
#[derive(Serialize)]
pub(crate) struct ReportPage {
    id: String,
    title: Phrase,
    provider: Option<Link>,
    initials: String,
    framework: Option<Link>,
    assurance: Option<Label>,
    status: Status,
    status_text: String,
    facts: Vec<Fact>,
    criteria: FactLine,
    possible_criteria: Vec<PossibleCriterion>,
    bridges: Vec<BridgeRow>,
    access: Fact,
    documents: Vec<DocumentRow>,
    derived_from: Option<Link>,
    derives: Vec<Link>,
    supersedes: Option<Link>,
    superseded_by: Vec<Link>,
    history: Vec<Event>,
    questions: Listed,
    receipts: Vec<Receipt>,
    compare: Option<Link>,
    scope: Link,
    mark: Option<&'static str>,
}

#[derive(Serialize)]
struct PossibleCriterion {
    criterion: Label,
    /// Unknown when the criteria of the report are.
    covered: Option<bool>,
}

#[derive(Serialize)]
struct BridgeRow {
    covers: Days,
    issued_on: Option<Day>,
    issuer: Option<Phrase>,
    document: Option<Link>,
}

#[derive(Serialize)]
struct Event {
    date: Day,
    text: String,
}

impl ReportPage {
    /// Whose report it is, where it stands, and which criteria it covers.
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let colon = context.catalog.text("colon");
        let provider = self.provider.as_ref().map_or("", |provider| provider.text.text.as_str());
        let mut text = format!("{provider} {}{colon}{}", self.title.text, self.status_text);
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
        let is_certificate =
            self.assurance.as_ref().is_some_and(|label| label.value == Assurance::Certification.word());
        let was_in_force = matches!(self.status.state, "current" | "stale" | "expired" | "undated");
        let day = |name: FactName| self.given(name)?.data.first().cloned();
        let body = |fact: &Fact| fact.lead.iter().map(|inline| inline.text.as_str()).collect::<String>();
        (is_certificate && was_in_force).then(|| Thing::Certification {
            name: self.title.text.clone(),
            url: standing.url.to_owned(),
            about: self.provider.as_ref().map(|provider| Box::new(Thing::named(&provider.text.text))),
            issued_by: self.given(FactName::Auditor).map(|fact| Box::new(Thing::named(&body(fact)))),
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
    let today = state_on(&steps, context.site.as_of.date());
    let assurance = report.assurance.as_ref().map(|assurance| assurance.value);
    let assurance = assurance.or(framework.map(|(_, framework)| framework.assurance));
    let given = report.criteria.as_ref().map(|criteria| &criteria.value);
    let possible = framework.map(|(_, framework)| framework.categories.as_slice()).unwrap_or_default();
    let referring = context.site.referrers(&record.key, Kind::Report);
    let derives = referring.filter(|other| {
        other.as_report().and_then(|other| other.derived_from.as_ref()).is_some_and(|from| from.value == *id)
    });
    let documents = report.documents.iter().filter_map(|id| document(context, id));
    Some(ReportPage {
        id: record.key.to_string(),
        title: context.title(record),
        provider: provider.map(|provider| context.link(provider)),
        initials: provider.map(|provider| context.initials(provider)).unwrap_or_default(),
        framework: framework.map(|(record, _)| context.link(record)),
        assurance: assurance.map(|assurance| context.label("assurance", assurance.word())),
        status: context.status(record, report),
        status_text: status_sentence(context, record, &steps, today),
        facts: fact::facts(context, record, report),
        criteria: fact::line(context, record, report, FactName::Criteria),
        possible_criteria: possible
            .iter()
            .map(|category| PossibleCriterion {
                criterion: context.label("criteria", category.word()),
                covered: given.map(|given| given.iter().any(|given| given.value == *category)),
            })
            .collect(),
        bridges: report.bridges.iter().map(|bridge| bridge_row(context, bridge)).collect(),
        access: fact::fact(context, record, report, FactName::Access),
        documents: documents.collect(),
        derived_from: report.derived_from.as_ref().and_then(|id| context.report_link(id)),
        derives: derives.map(|record| context.full_link(record)).collect(),
        supersedes: report.supersedes.as_ref().and_then(|id| context.report_link(id)),
        superseded_by: context.site.successors(&record.key).map(|(record, _)| context.full_link(record)).collect(),
        history: history(context, record, report, &steps),
        questions: context.questions_about(&record.key),
        receipts: context.receipts(report.sources.iter().filter(|citation| citation.facts.is_empty())),
        compare: report.framework.as_ref().map(|id| Link {
            text: PageContext::words(context.catalog.text("nav_compare")),
            href: Some(context.href(&PageKind::Compare.address_of(&id.value))),
        }),
        scope: Link {
            text: PageContext::words(context.catalog.text("nav_scope")),
            href: Some(context.href(&PageKind::ScopeOfProvider.address_of(&id.owner_id()))),
        },
        mark: context.mark(record),
    })
}

fn document(context: &PageContext<'_>, id: &Id) -> Option<DocumentRow> {
    let record = context.site.record(&Key::new(Kind::Document, id.clone()))?;
    record.as_document().map(|document| context.document_row(record, document))
}

fn bridge_row<'a>(context: &PageContext<'a>, bridge: &'a model::Bridge) -> BridgeRow {
    BridgeRow {
        covers: context.days(bridge.covers.value),
        issued_on: bridge.issued_on.map(|date| context.day(date)),
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
        State::Superseded | State::Undated => None,
    };
    let needs_date = !matches!(today.state, State::Superseded | State::Undated);
    if needs_date && date.is_none() {
        return context.catalog.word("status", today.state.word());
    }
    let sentence = sentence_on(context, record, today.state);
    let date = date.map(|date| context.date_text(date)).unwrap_or_default();
    crate::catalog::fill(&sentence, [("date", date.as_str())])
}

/// The sentence on a state, which blames nobody for what is only not recorded.
fn sentence_on(context: &PageContext<'_>, record: &Record, state: State) -> String {
    let text = |key: &str| context.catalog.text(key).to_owned();
    let fact_state = |fact: FactName| context.site.fact_state(record, fact);
    match state {
        State::Undated if fact_state(FactName::Period) == FactState::NotRecorded => {
            text("status_sentence_undated_not_recorded")
        }
        State::Undated if fact_state(FactName::Period) == FactState::NotApplicable => {
            text("status_sentence_undated_not_applicable")
        }
        State::AwaitingReport if fact_state(FactName::IssuedOn) == FactState::NotRecorded => {
            text("status_sentence_awaiting_report_not_recorded")
        }
        state => context.catalog.word("status_sentence", state.word()),
    }
}

/// The dated events of the report, the earliest first.
fn history<'a>(context: &PageContext<'a>, record: &'a Record, report: &'a model::Report, steps: &[Step]) -> Vec<Event> {
    let mut events: Vec<(Date, String)> = Vec::new();
    let mut add = |date: Option<Date>, text: String| events.extend(date.map(|date| (date, text)));
    let text = |key: &str| context.catalog.text(key).to_owned();
    add(report.period.as_ref().map(|period| period.start), text("history_period_start"));
    add(report.period.as_ref().map(|period| period.end), text("history_period_end"));
    add(report.as_of_date.as_ref().map(|date| date.value), text("history_as_of_date"));
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
    if let Some((successor, _)) = context.site.successors(&record.key).next() {
        let title = context.full_title(successor).text;
        add(superseded, context.catalog.fill("history_superseded", &[("report", &title)]));
    }
    events.sort();
    let event = |(date, text): (Date, String)| Event { date: context.day(date), text };
    events.into_iter().map(event).collect()
}
