//! How a reader checks a report elsewhere, step by step, as its typed facts tell.

use serde::Serialize;

use super::context::PageContext;
use super::examination::register_link;
use super::values::{Day, Link};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::terms::{Access, Assurance};
use crate::model::verification::{Accreditation, Examiner, Register};

/// How to check a report without whoever publishes it.
#[derive(Serialize)]
pub(super) struct Verification {
    pub(super) steps: Vec<Step>,
    /// What is said where nothing is known that could be checked.
    pub(super) nothing: Option<String>,
}

#[derive(PartialEq, Serialize)]
pub(super) struct Step {
    /// What the step checks, for programs.
    name: &'static str,
    text: String,
    /// Where it is done.
    place: Option<Link>,
    /// When the maintainer last did it.
    checked_on: Option<Day>,
    /// What the file must hash to, for the step that checks one.
    sha256: Option<String>,
}

/// The steps for a report that somebody has; `None` for what nobody could look up.
pub(super) fn verification<'a>(context: &PageContext<'a>, report: &'a Report) -> Option<Verification> {
    let assurance = context.site.assurance(report);
    if report.is_planned() || assurance == Assurance::Commitment {
        return None;
    }
    let mut steps = Vec::new();
    if let Some(examiner) = report.examiner(assurance) {
        of_examiner(context, &examiner.value, &mut steps);
    }
    of_number(context, report, assurance, &mut steps);
    if let Some(accreditation) = &report.accreditation {
        of_accreditation(context, report, accreditation, &mut steps);
    }
    of_documents(context, report, &mut steps);
    let is_examined = assurance == Assurance::Attestation || assurance.is_granted();
    let nothing =
        (steps.is_empty() && is_examined).then(|| context.catalog.text_for("verify_nothing", assurance).to_owned());
    (!steps.is_empty() || is_examined).then_some(Verification { steps, nothing })
}

/// A step at a place.
fn step<'a>(context: &PageContext<'a>, name: &'static str, text: String, place: Option<&'a Register>) -> Step {
    Step {
        name,
        text,
        place: place.and_then(|place| register_link(context, place)),
        checked_on: place.and_then(|place| place.checked_on.as_ref()).and_then(|date| context.day_gone_by(date.value)),
        sha256: None,
    }
}

fn of_examiner<'a>(context: &PageContext<'a>, examiner: &'a Examiner, steps: &mut Vec<Step>) {
    let name = context.phrase(&examiner.name).text;
    for register in &examiner.registers {
        let text = match &examiner.licence {
            Some(licence) => context.catalog.fill("verify_licence", &[("name", &name), ("number", licence)]),
            None => context.catalog.fill("verify_examiner", &[("name", &name)]),
        };
        steps.push(step(context, "examiner", text, Some(register)));
    }
    if let Some(review) = &examiner.peer_review {
        let text = context.catalog.fill("verify_peer_review", &[("name", &name)]);
        steps.push(step(context, "peer_review", text, Some(review)));
    }
}

/// Where the number of a certificate, or the package of an authorization, is looked up.
fn of_number<'a>(context: &PageContext<'a>, report: &'a Report, assurance: Assurance, steps: &mut Vec<Step>) {
    let catalog = context.catalog;
    let body = report.examiner(assurance).map(|body| context.phrase(&body.value.name).text);
    let (name, text) = match (&report.package_id, &report.number, &body) {
        (Some(package), _, _) => ("package", catalog.fill("verify_package", &[("number", &package.value)])),
        (None, Some(number), Some(body)) => {
            ("number", catalog.fill("verify_number", &[("number", &number.value), ("body", body)]))
        }
        (None, Some(number), None) => ("number", catalog.fill("verify_number_alone", &[("number", &number.value)])),
        (None, None, _) => ("register", catalog.text("verify_register").to_owned()),
    };
    let registers: Vec<&Register> = report.registers.iter().flat_map(|registers| &registers.value).collect();
    if registers.is_empty() && name != "register" {
        steps.push(step(context, name, text.clone(), None));
    }
    steps.extend(registers.into_iter().map(|register| step(context, name, text.clone(), Some(register))));
}

fn of_accreditation<'a>(
    context: &PageContext<'a>,
    report: &'a Report,
    accreditation: &'a Accreditation,
    steps: &mut Vec<Step>,
) {
    let body = context.phrase(&accreditation.body).text;
    let examiner = report.examiner(Assurance::Certification).map(|examiner| context.phrase(&examiner.value.name).text);
    let (number, examiner) = (accreditation.number.as_deref(), examiner.as_deref());
    let text = match (number, examiner) {
        (Some(number), Some(examiner)) => {
            context.catalog.fill("verify_accreditation", &[("body", &body), ("name", examiner), ("number", number)])
        }
        (None, Some(examiner)) => {
            context.catalog.fill("verify_accreditation_without_number", &[("body", &body), ("name", examiner)])
        }
        (Some(number), None) => {
            context.catalog.fill("verify_accreditation_number", &[("body", &body), ("number", number)])
        }
        (None, None) => context.catalog.fill("verify_accreditation_alone", &[("body", &body)]),
    };
    steps.push(step(context, "accreditation", text, accreditation.register.as_ref()));
}

/// A file that a reader has got from elsewhere can be told from another.
fn of_documents(context: &PageContext<'_>, report: &Report, steps: &mut Vec<Step>) {
    for id in &report.documents {
        let Some(record) = context.site.record(&Key::new(Kind::Document, id.value.clone())) else { continue };
        let Some(document) = record.as_document().filter(|document| document.access == Access::Public) else {
            continue;
        };
        let row = context.document_row(record, document);
        let (Some(sha256), Some(href)) = (row.sha256, row.href) else { continue };
        let text = context.catalog.fill("verify_digest", &[("document", &row.title.text)]);
        let place = Some(Link { text: row.title, href: Some(href) });
        steps.push(Step { name: "digest", text, place, checked_on: None, sha256: Some(sha256) });
    }
}
