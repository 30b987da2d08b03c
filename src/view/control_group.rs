//! A group of controls: what each says, what stands behind it, and which criteria it names.

use serde::Serialize;

use super::context::PageContext;
use super::control_evidence::{ControlStatus, EvidenceView, evidence, status};
use super::controls::Tally;
use super::description;
use super::lead;
use super::values::{Day, FactLine, Link, Phrase, Receipt};
use crate::model::Record;
use crate::model::control::Control;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::terms::{ControlFact, ControlState, FactState, Visibility};
use crate::path::Id;
use crate::published::examination::Examinations;

/// How many answers that speak of a control are named.
const QUESTIONS: usize = 12;

/// A group with its controls.
#[derive(Serialize)]
pub(crate) struct ControlGroupPage {
    id: String,
    title: Phrase,
    summary: Option<Phrase>,
    /// Whose controls they are, where that is not the site's own company.
    provider: Option<Link>,
    lead: String,
    tally: Tally,
    controls: Vec<ControlView>,
    owner: Option<String>,
    last_reviewed: Option<Day>,
    review_due: Option<Day>,
    mark: Option<&'static str>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A control.
#[derive(Serialize)]
struct ControlView {
    /// The anchor of the control.
    id: String,
    key: String,
    title: Phrase,
    status: ControlStatus,
    statement: Option<Phrase>,
    /// The words for a statement that there is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<String>,
    operated_since: Option<FactLine>,
    evidence: Vec<EvidenceView>,
    criteria: Vec<CriteriaOf>,
    services: Vec<Link>,
    questions: Vec<Link>,
    /// What reports leave to the customer beside the control.
    your_part: Vec<YourPart>,
    receipts: Vec<Receipt>,
    mark: Option<&'static str>,
}

/// The criteria of an edition that a control names.
#[derive(Serialize)]
struct CriteriaOf {
    edition: Link,
    criteria: Vec<Link>,
}

/// A control that a report leaves to the customer.
#[derive(Serialize)]
struct YourPart {
    id: String,
    text: Phrase,
    report: Link,
}

impl ControlGroupPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        if let Some(summary) = &self.summary {
            return description::sentence(&summary.text);
        }
        let titles = self.controls.iter().map(|control| control.title.text.as_str());
        description::of_names(context, "description_control_group", titles)
    }
}

pub(super) fn control_group(context: &PageContext<'_>, id: &Id) -> Option<ControlGroupPage> {
    let record = context.site.record(&Key::new(Kind::ControlGroup, id.clone()))?;
    let group = record.as_control_group()?;
    let examinations = Examinations::of(context.site);
    let list = List::Of(Kind::Control, id.clone());
    let records = context.site.list(&list).filter_map(|record| Some((record, record.as_control()?)));
    let records: Vec<(&Record, &Control)> = records.collect();
    let tally = Tally::of(context, &examinations, records.iter().map(|(_, control)| *control));
    let controls = records.into_iter().map(|(record, control)| view(context, &examinations, record, control));
    let (previous, next) = context.site.neighbors(record);
    let reviewed = group.review.last_reviewed.as_ref().map(|date| date.value);
    // A day to come is a slip of the pen, which the check reports.
    let reviewed = reviewed.filter(|date| !context.site.as_of.is_before(*date));
    let due = reviewed.zip(group.review.every).map(|(date, every)| every.after(date));
    let provider = context.site.provider(&id.owner_id()).filter(|_| !id.is_own());
    Some(ControlGroupPage {
        id: record.key.to_string(),
        title: context.title(record),
        summary: group.summary.as_ref().map(|summary| context.phrase(summary)),
        provider: provider.map(|(provider, _)| context.link(provider)),
        lead: lead::together(context, &[tally.sentence(context), tally.examined_in(context)]),
        controls: controls.collect(),
        tally,
        owner: group.review.owner.clone(),
        last_reviewed: reviewed.map(|date| context.day(date)),
        review_due: due.map(|date| context.day(date)),
        mark: context.mark(record),
        previous: previous.map(|record| context.link(record)),
        next: next.map(|record| context.link(record)),
    })
}

fn view<'a>(
    context: &PageContext<'a>,
    examinations: &Examinations<'a>,
    record: &'a Record,
    control: &'a Control,
) -> ControlView {
    let evidence = evidence(context, examinations, control);
    let status = status(context, examinations, control, &evidence);
    let is_silent = control.not_stated.contains_key(&ControlFact::Statement);
    let absent = if is_silent { ControlState::NotStated } else { ControlState::NotRecorded };
    let services = control.services.iter().filter_map(|id| context.link_to(Kind::Service, id));
    ControlView {
        id: PageContext::anchor(record),
        key: record.key.to_string(),
        title: context.title(record),
        status,
        statement: control.statement.as_ref().map(|statement| context.phrase(statement)),
        absent: control.statement.is_none().then(|| context.catalog.word("state", absent.word())),
        operated_since: operated_since(context, control),
        evidence,
        criteria: criteria(context, control),
        services: services.collect(),
        questions: questions(context, record, control),
        your_part: your_part(context, record),
        receipts: context.receipts(&control.sources),
        mark: context.mark(record),
    }
}

/// Since when a control operates, where its provider says that, or that it does not say.
fn operated_since(context: &PageContext<'_>, control: &Control) -> Option<FactLine> {
    let is_silent = control.not_stated.contains_key(&ControlFact::OperatedSince);
    let since = control.operated_since.as_ref().map(|since| since.value);
    let state = match since {
        Some(_) => FactState::Given,
        None if is_silent => FactState::NotStated,
        None => return None,
    };
    Some(FactLine {
        name: ControlFact::OperatedSince.word(),
        label: context.catalog.text("operated_since").to_owned(),
        state,
        text: since.map_or_else(|| context.catalog.word("state", state.word()), |since| context.date_text(since)),
        data: since.iter().map(ToString::to_string).collect(),
        count: None,
    })
}

/// The criteria of a control by their editions, in the order in which it names them.
fn criteria(context: &PageContext<'_>, control: &Control) -> Vec<CriteriaOf> {
    let mut editions: Vec<&Id> = Vec::new();
    for named in &control.criteria {
        if !editions.contains(&&named.edition) {
            editions.push(&named.edition);
        }
    }
    let of = |edition: &Id| {
        let link = context.link_to(Kind::Edition, edition)?;
        let criteria = control.criteria_of(edition).map(|criterion| criterion_link(context, edition, criterion));
        Some(CriteriaOf { edition: link, criteria: criteria.collect() })
    };
    editions.into_iter().filter_map(of).collect()
}

/// A link to a criterion on the page of its edition.
pub(super) fn criterion_link(context: &PageContext<'_>, edition: &Id, criterion: &str) -> Link {
    let page = context.href_of(&Key::new(Kind::Edition, edition.clone()));
    Link { text: PageContext::words(criterion), href: Some(format!("{page}#{criterion}")) }
}

/// The questions that a control names, and those whose answers speak of it.
fn questions<'a>(context: &PageContext<'a>, record: &'a Record, control: &'a Control) -> Vec<Link> {
    let named = control.questions.iter().filter_map(|id| context.link_to(Kind::Entry, id));
    // A withheld answer must not be given away by what it refers to.
    let is_answered = |record: &&Record| record.as_entry().is_some_and(|e| e.visibility != Visibility::QuestionOnly);
    let speaking = context.site.referrers(&record.key, Kind::Entry).filter(is_answered);
    let mut links: Vec<Link> = Vec::new();
    for link in named.chain(speaking.map(|record| context.link(record))) {
        if links.len() < QUESTIONS && !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// What reports leave to the customer beside a control.
fn your_part(context: &PageContext<'_>, record: &Record) -> Vec<YourPart> {
    let mut parts = Vec::new();
    for report in context.site.referrers(&record.key, Kind::Report) {
        let cuecs = report.as_report().and_then(|report| report.cuecs.as_ref());
        let own = cuecs.into_iter().flat_map(|cuecs| &cuecs.value);
        let beside = own.filter(|cuec| cuec.controls.iter().any(|control| control.value == record.key.id));
        parts.extend(beside.map(|cuec| YourPart {
            id: cuec.id.clone(),
            text: context.phrase(&cuec.text),
            report: context.full_link(report),
        }));
    }
    parts
}
