//! A report: its twenty facts, each with its receipt, and what happened to it over time.

use serde::Serialize;

use super::description;
use super::fact;
use super::parts::{Day, Days, DocumentRow, Fact, FactLine, Label, Link, Listed, Phrase, Receipt, Status};
use super::scene::Scene;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report as model;
use crate::model::status::{Step, state_on};
use crate::model::terms::{FactName, FactState, State};
use crate::page::PageKind;
use crate::path::Id;

/// What the page of a report says.
#[derive(Serialize)]
pub(crate) struct Report {
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

impl Report {
    /// Whose report it is, where it stands, and which criteria it covers.
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let colon = scene.catalog.text("colon");
        let provider = self.provider.as_ref().map_or("", |provider| provider.text.text.as_str());
        let mut text = format!("{provider} {}{colon}{}", self.title.text, self.status_text);
        if self.criteria.state == FactState::Given {
            text.push_str(&format!(" {}{colon}{}", self.criteria.label, self.criteria.text));
        }
        description::sentence(&text)
    }
}

pub(super) fn report(scene: &Scene<'_>, id: &Id) -> Option<Report> {
    let (record, report) = scene.site.report(id)?;
    let framework = report.framework.as_ref().and_then(|id| scene.site.framework(id));
    let provider = scene.site.provider(&id.owner_id()).map(|(record, _)| record);
    let steps = scene.site.steps(record, report);
    let today = state_on(&steps, scene.site.as_of.date());
    let assurance = report.assurance.as_ref().map(|assurance| assurance.value);
    let assurance = assurance.or(framework.map(|(_, framework)| framework.assurance));
    let given = report.criteria.as_ref().map(|criteria| &criteria.value);
    let possible = framework.map(|(_, framework)| framework.categories.as_slice()).unwrap_or_default();
    let referring = scene.site.referrers(&record.key, Kind::Report);
    let derives = referring.filter(|other| {
        other.as_report().and_then(|other| other.derived_from.as_ref()).is_some_and(|from| from.value == *id)
    });
    let documents = report.documents.iter().filter_map(|id| document(scene, id));
    Some(Report {
        id: record.key.to_string(),
        title: scene.title(record),
        provider: provider.map(|provider| scene.link(provider)),
        initials: provider.map(|provider| scene.initials(provider)).unwrap_or_default(),
        framework: framework.map(|(record, _)| scene.link(record)),
        assurance: assurance.map(|assurance| scene.label("assurance", assurance.word())),
        status: scene.status(record, report),
        status_text: status_sentence(scene, report, &steps, today),
        facts: fact::facts(scene, record, report),
        criteria: fact::line(scene, record, report, FactName::Criteria),
        possible_criteria: possible
            .iter()
            .map(|category| PossibleCriterion {
                criterion: scene.label("criteria", category.word()),
                covered: given.map(|given| given.iter().any(|given| given.value == *category)),
            })
            .collect(),
        bridges: report.bridges.iter().map(|bridge| bridge_row(scene, bridge)).collect(),
        access: fact::fact(scene, record, report, FactName::Access),
        documents: documents.collect(),
        derived_from: report.derived_from.as_ref().and_then(|id| scene.report_link(id)),
        derives: derives.map(|record| scene.full_link(record)).collect(),
        supersedes: report.supersedes.as_ref().and_then(|id| scene.report_link(id)),
        superseded_by: scene.site.successors(&record.key).map(|(record, _)| scene.full_link(record)).collect(),
        history: history(scene, record, report, &steps),
        questions: scene.questions_about(&record.key),
        receipts: scene.receipts(report.sources.iter().filter(|citation| citation.facts.is_empty())),
        compare: report.framework.as_ref().map(|id| Link {
            text: Scene::words(scene.catalog.text("nav_compare")),
            href: Some(scene.href(&PageKind::Compare.address_of(&id.value))),
        }),
        scope: Link {
            text: Scene::words(scene.catalog.text("nav_scope")),
            href: Some(scene.href(&PageKind::ScopeOfProvider.address_of(&id.owner_id()))),
        },
        mark: scene.mark(record),
    })
}

fn document(scene: &Scene<'_>, id: &Id) -> Option<DocumentRow> {
    let record = scene.site.record(&Key::new(Kind::Document, id.clone()))?;
    record.as_document().map(|document| scene.document_row(record, document))
}

fn bridge_row<'a>(scene: &Scene<'a>, bridge: &'a model::Bridge) -> BridgeRow {
    BridgeRow {
        covers: scene.days(bridge.covers.value),
        issued_on: bridge.issued_on.map(|date| scene.day(date)),
        issuer: bridge.issuer.as_ref().map(|issuer| scene.phrase(issuer)),
        document: bridge.document.as_ref().and_then(|id| scene.link_to(Kind::Document, id)),
    }
}

/// One sentence on why the report is in its state, with the date that decides it.
fn status_sentence(scene: &Scene<'_>, report: &model::Report, steps: &[Step], today: Step) -> String {
    let later = steps.iter().filter_map(|step| step.from).find(|from| *from > scene.site.as_of.date());
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
        return scene.catalog.word("status", today.state.word());
    }
    let sentence = scene.catalog.text(&sentence_key(scene, report, today.state)).to_owned();
    let date = date.map(|date| scene.date_text(date)).unwrap_or_default();
    crate::catalog::fill(&sentence, [("date", date.as_str())])
}

/// The key of the sentence on a state, which blames nobody for what is only not recorded.
fn sentence_key(scene: &Scene<'_>, report: &model::Report, state: State) -> String {
    let word = state.word().replace('-', "_");
    let deciding = match state {
        State::Undated => scene.site.fact_state(report, FactName::Period),
        State::AwaitingReport => scene.site.fact_state(report, FactName::IssuedOn),
        _ => FactState::Given,
    };
    match (state, deciding) {
        (_, FactState::NotRecorded) | (State::Undated, FactState::NotApplicable) => {
            format!("status_sentence_{word}_{}", deciding.word())
        }
        _ => format!("status_sentence_{word}"),
    }
}

/// The dated events of the report, the earliest first.
fn history<'a>(scene: &Scene<'a>, record: &'a Record, report: &'a model::Report, steps: &[Step]) -> Vec<Event> {
    let mut events: Vec<(Date, String)> = Vec::new();
    let mut add = |date: Option<Date>, text: String| events.extend(date.map(|date| (date, text)));
    let text = |key: &str| scene.catalog.text(key).to_owned();
    add(report.period.as_ref().map(|period| period.start), text("history_period_start"));
    add(report.period.as_ref().map(|period| period.end), text("history_period_end"));
    add(report.as_of_date.as_ref().map(|date| date.value), text("history_as_of_date"));
    add(report.issued_on.as_ref().map(|date| date.value), text("history_issued"));
    for bridge in &report.bridges {
        let period = scene.catalog.period(bridge.covers.value);
        add(bridge.issued_on, scene.catalog.fill("history_bridge", &[("period", &period)]));
    }
    add(report.valid_until.as_ref().map(|date| date.value), text("history_expires"));
    add(report.withdrawn_on.as_ref().map(|date| date.value), text("history_withdrawn"));
    let stale = steps.iter().find(|step| step.state == State::Stale).and_then(|step| step.from);
    add(stale, text("history_stale"));
    let superseded = steps.iter().find(|step| step.state == State::Superseded).and_then(|step| step.from);
    if let Some((successor, _)) = scene.site.successors(&record.key).next() {
        let title = scene.full_title(successor).text;
        add(superseded, scene.catalog.fill("history_superseded", &[("report", &title)]));
    }
    events.sort();
    let event = |(date, text): (Date, String)| Event { date: scene.day(date), text };
    events.into_iter().map(event).collect()
}
