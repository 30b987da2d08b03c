//! What stands behind a control, as a page shows it: each report with where it stands today and what was found, each
//! document, and what they are together.

use serde::Serialize;

use super::context::PageContext;
use super::fact;
use super::values::{FactLine, Link, Phrase, Status};
use crate::model::Record;
use crate::model::control::{Control, ControlEvidence};
use crate::model::kinds::Kind;
use crate::model::report::{Exceptions, Report};
use crate::model::terms::{Assurance, Bearing, ControlState, FactName, FactState, Opinion};
use crate::published::examination::Examinations;

/// A report or a document behind a control.
#[derive(Serialize)]
pub(super) struct EvidenceView {
    #[serde(flatten)]
    kind: EvidenceKind,
    section: Option<Phrase>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum EvidenceKind {
    Report(Box<CitedReport>),
    Document { document: Link },
}

/// A report behind a control.
#[derive(Serialize)]
struct CitedReport {
    report: Link,
    status: Status,
    /// What the report is for the control.
    bearing: &'static str,
    /// Why it is no examination of the control, or none that is in force.
    limit: Option<String>,
    dates: Option<FactLine>,
    opinion: Option<FactLine>,
    exceptions: Option<ExceptionsView>,
    /// The services of the control that the report does not cover.
    other_services: Vec<Link>,
    #[serde(skip)]
    attention: Option<String>,
}

/// What an auditor found of a control.
#[derive(Serialize)]
struct ExceptionsView {
    count: u32,
    text: String,
    /// What the auditor says of them.
    description: Option<Phrase>,
    response: Option<Phrase>,
}

/// What stands behind a control, in a word and a shape.
#[derive(Serialize)]
pub(super) struct ControlStatus {
    pub(super) state: &'static str,
    pub(super) label: String,
    /// `good` where a report in force says nothing against it, `attention` where one has to read on.
    tone: &'static str,
    steps: Vec<ControlStep>,
}

#[derive(Serialize)]
struct ControlStep {
    from: Option<String>,
    state: &'static str,
}

/// The evidence of a control that readers may see.
pub(super) fn evidence<'a>(
    context: &PageContext<'a>,
    examinations: &Examinations<'a>,
    control: &'a Control,
) -> Vec<EvidenceView> {
    let view = |evidence: &'a ControlEvidence| {
        let record = context.site.record(&evidence.record)?;
        let kind = match record.as_report() {
            Some(report) => {
                let bearing = examinations.bearing(control, &record.key.id)?;
                let cited = cited_report(context, (record, report), control, bearing);
                let exceptions = evidence.exceptions.as_ref().map(|exceptions| exceptions_view(context, exceptions));
                EvidenceKind::Report(Box::new(CitedReport { exceptions, ..cited }))
            }
            None => EvidenceKind::Document { document: context.full_link(record) },
        };
        Some(EvidenceView { kind, section: evidence.section.as_ref().map(|section| context.phrase(section)) })
    };
    control.evidence.iter().filter_map(view).collect()
}

fn cited_report<'a>(
    context: &PageContext<'a>,
    (record, report): (&'a Record, &'a Report),
    control: &Control,
    bearing: Bearing,
) -> CitedReport {
    let site = context.site;
    let is_attestation = site.assurance(report) == Assurance::Attestation;
    let opinion = fact::line(context, record, report, FactName::Opinion);
    let is_examination = matches!(bearing, Bearing::Examined | Bearing::Lapsed);
    let services = control.services.iter().filter(|id| is_examination && !site.may_cover(record, report, id));
    let said = report.opinion.as_ref().map(|opinion| opinion.value);
    CitedReport {
        report: context.full_link(record),
        status: context.status(record, report),
        bearing: bearing.word(),
        limit: limit(context, report, bearing),
        dates: fact::dates(context, record, report),
        opinion: (is_attestation || opinion.state == FactState::Given).then_some(opinion),
        exceptions: None,
        other_services: services.filter_map(|id| context.link_to(Kind::Service, id)).collect(),
        attention: said.filter(|_| is_examination).and_then(|opinion| against(context, opinion)),
    }
}

/// What a report does not say of a control: why it is no examination in force, or that it is one of the design only.
fn limit(context: &PageContext<'_>, report: &Report, bearing: Bearing) -> Option<String> {
    match bearing {
        Bearing::Examined if report.is_of_design() => Some(context.catalog.text("control_design_only").to_owned()),
        Bearing::Examined => None,
        _ => Some(context.catalog.word("bearing", bearing.word())),
    }
}

/// An opinion that says something against what was examined.
fn against(context: &PageContext<'_>, opinion: Opinion) -> Option<String> {
    let text = match opinion {
        Opinion::Qualified => context.catalog.text("control_opinion_qualified"),
        Opinion::Adverse => context.catalog.text("control_opinion_adverse"),
        Opinion::Unqualified | Opinion::Disclaimer | Opinion::NotDisclosed => return None,
    };
    Some(text.to_owned())
}

fn exceptions_view<'a>(context: &PageContext<'a>, exceptions: &'a Exceptions) -> ExceptionsView {
    let text = match exceptions.count {
        0 => context.catalog.text("control_exceptions_none").to_owned(),
        n => context.catalog.fill_counted("control_exceptions", n.into()),
    };
    let response = exceptions.management_response.as_ref().map(|response| context.phrase(response));
    let description = exceptions.description.as_ref().map(|text| context.phrase(text));
    ExceptionsView { count: exceptions.count, text, description, response }
}

/// How many exceptions auditors found of a control, in reports that examined it.
pub(super) fn found(examinations: &Examinations<'_>, control: &Control) -> u32 {
    let counted = control.evidence.iter().filter_map(|evidence| Some((evidence, evidence.exceptions.as_ref()?.count)));
    let examines = |evidence: &ControlEvidence| {
        let bearing = examinations.bearing(control, &evidence.record.value.id);
        matches!(bearing, Some(Bearing::Examined | Bearing::Lapsed))
    };
    counted.filter(|(evidence, _)| examines(evidence)).map(|(_, count)| count).sum()
}

/// What stands behind a control, with what speaks against it.
pub(super) fn status<'a>(
    context: &PageContext<'a>,
    examinations: &Examinations<'a>,
    control: &Control,
    evidence: &[EvidenceView],
) -> ControlStatus {
    let state = examinations.state(control);
    let reports = evidence.iter().filter_map(|evidence| match &evidence.kind {
        EvidenceKind::Report(report) => Some(report),
        EvidenceKind::Document { .. } => None,
    });
    let examining: Vec<_> = reports.filter(|report| report.bearing == state.word()).collect();
    let exceptions = found(examinations, control);
    let is_of_design = examinations.is_of_design(control);
    let mut words = vec![context.catalog.word("control_state", state.word())];
    if is_of_design {
        words = vec![context.catalog.text("control_state_examined_design").to_owned()];
    }
    words.extend((exceptions > 0).then(|| context.catalog.fill_counted("control_exceptions", exceptions.into())));
    words.extend(examining.iter().find_map(|report| report.attention.clone()));
    // An opinion that nobody knows is no good one.
    let is_clean = |report: &CitedReport| {
        report.opinion.as_ref().is_none_or(|opinion| opinion.data == [Opinion::Unqualified.word()])
    };
    let tone = match state {
        ControlState::Examined
            if words.len() == 1 && !is_of_design && examining.iter().all(|report| is_clean(report)) =>
        {
            "good"
        }
        ControlState::Examined | ControlState::Lapsed if words.len() > 1 => "attention",
        ControlState::Lapsed => "attention",
        ControlState::Examined | ControlState::Stated => "plain",
        ControlState::NotStated | ControlState::NotRecorded => "absent",
    };
    let step = |(from, state): (Option<crate::model::date::Date>, ControlState)| ControlStep {
        from: from.map(|from| from.to_string()),
        state: state.word(),
    };
    ControlStatus {
        state: state.word(),
        label: words.join(context.catalog.text("clause_separator")),
        tone,
        steps: examinations.steps(control).into_iter().map(step).collect(),
    }
}
