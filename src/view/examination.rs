//! What readers see of those facts of a report that only some kinds of assurance have: who examined, and what they gave.

use super::context::PageContext;
use super::values::{Inline, Link, Phrase, Value};
use crate::model::date::PartialDate;
use crate::model::kinds::Kind;
use crate::model::provider::Contact;
use crate::model::report::{Questionnaire, Report};
use crate::model::terms::Shared;
use crate::model::verification::{Accreditation, Examiner, Register};

/// Who examined, with their license and where they are listed.
pub(super) fn examiner<'a>(context: &PageContext<'a>, examiner: &'a Examiner) -> Value {
    let name = context.phrase(&examiner.name);
    let licence = examiner.licence.as_ref();
    let data = std::iter::once(name.text.clone()).chain(licence.cloned()).collect();
    let licence = licence.map(|number| context.catalog.fill("licence_number", &[("number", number)]));
    let mut lead = vec![Inline::phrase(name)];
    lead.extend(in_brackets(context, licence, &examiner.registers));
    Value { lead, data, ..Value::default() }
}

/// Who vouches for the certification body.
pub(super) fn accreditation<'a>(context: &PageContext<'a>, accreditation: &'a Accreditation) -> Value {
    let body = context.phrase(&accreditation.body);
    let data = std::iter::once(body.text.clone()).chain(accreditation.number.clone()).collect();
    let mut lead = vec![Inline::phrase(body)];
    lead.extend(in_brackets(context, accreditation.number.clone(), &accreditation.register));
    Value { lead, data, ..Value::default() }
}

/// A number and lists, one behind the other in brackets; nothing when there is none of them.
fn in_brackets<'a>(
    context: &PageContext<'a>,
    number: Option<String>,
    registers: impl IntoIterator<Item = &'a Register>,
) -> Vec<Inline> {
    let links = registers.into_iter().filter_map(|register| register_link(context, register)).map(Inline::link);
    let (open, close) = context.catalog.text("in_brackets").split_once("{text}").unwrap_or((" (", ")"));
    let mut inlines = Vec::new();
    for inline in number.map(Inline::words).into_iter().chain(links) {
        let before = if inlines.is_empty() { open } else { context.catalog.text("list_separator") };
        inlines.extend([Inline::words(before), inline]);
    }
    if !inlines.is_empty() {
        inlines.push(Inline::words(close));
    }
    inlines
}

/// Lists by their names, and their addresses where these are known.
pub(super) fn registers<'a>(
    context: &PageContext<'a>,
    registers: impl IntoIterator<Item = &'a Register>,
) -> Vec<Vec<Inline>> {
    registers
        .into_iter()
        .filter_map(|register| register_link(context, register))
        .map(|l| vec![Inline::link(l)])
        .collect()
}

/// A list by its name, else by its address.
pub(super) fn register_link<'a>(context: &PageContext<'a>, register: &'a Register) -> Option<Link> {
    let href = register.url.as_ref().map(|url| url.value.clone());
    let title = register.title.as_ref().map(|title| context.phrase(title));
    Some(Link { text: title.or(href.clone().map(PageContext::words))?, href })
}

pub(super) fn questionnaire<'a>(context: &PageContext<'a>, questionnaire: &'a Questionnaire) -> Value {
    let mut name = context.phrase(&questionnaire.name);
    let data = std::iter::once(name.text.clone()).chain(questionnaire.version.clone()).collect();
    if let Some(version) = &questionnaire.version {
        name.text = format!("{} {version}", name.text);
    }
    Value { lead: vec![Inline::phrase(name)], data, ..Value::default() }
}

pub(super) fn shared(context: &PageContext<'_>, shared: &[Shared]) -> Value {
    let shared = if shared.is_empty() { &[Shared::Nothing] } else { shared };
    let label = |shared: &Shared| vec![Inline::words(context.catalog.word("shared", shared.word()))];
    let data = shared.iter().map(|shared| shared.word().to_owned()).collect();
    Value { items: shared.iter().map(label).collect(), data, ..Value::default() }
}

pub(super) fn contact<'a>(context: &PageContext<'a>, contact: &'a Contact) -> Value {
    let text = context.phrase(&contact.name);
    let mail = contact.email.as_ref().map(|email| format!("mailto:{}", email.value));
    let href = contact.url.as_ref().map(|url| url.value.clone()).or(mail);
    let data = std::iter::once(text.text.clone()).chain(href.clone()).collect();
    // One that is only named is no link whose address would be missing.
    Value { lead: vec![Inline { text: text.text, href, lang: text.lang }], data, ..Value::default() }
}

/// The documents of a report that readers may see.
pub(super) fn documents(context: &PageContext<'_>, report: &Report) -> Option<Value> {
    let links = report.documents.iter().filter_map(|id| context.link_to(Kind::Document, id));
    let items: Vec<_> = links.map(|link| vec![Inline::link(link)]).collect();
    let data = report.documents.iter().map(|id| id.value.to_string()).collect();
    (!items.is_empty()).then(|| Value { items, data, ..Value::default() })
}

pub(super) fn partial_date(context: &PageContext<'_>, date: &PartialDate) -> Value {
    Value::words(context.catalog.partial_date(date), date.to_string())
}

pub(super) fn text(phrase: Phrase) -> Value {
    Value { data: vec![phrase.text.clone()], lead: vec![Inline::phrase(phrase)], ..Value::default() }
}
