//! Reads a report with its facts.

use std::collections::BTreeMap;

use super::address::{check_title, contact_address};
use super::codes;
use super::config::contact;
use super::examiner::{accreditation, examiner, register};
use super::fields::{
    Fields, Reader, boolean, count, date, has_field, id, open, partial_date, period, spanned, string, text, word,
};
use super::lists::list;
use super::node::{Node, Value};
use super::references::{citation, owned};
use crate::format;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::{
    AudienceUse, Bridge, Cadence, Count, Cuec, Discrepancy, Exceptions, Extent, Questionnaire, Report, ReportAccess,
    Standard, Subservice,
};
use crate::model::terms::{FactName, Shared, Visibility};
use crate::model::{Content, Publicity, Record};
use crate::source::Span;

pub(super) fn report(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let framework = fields.required(reader, "framework", spanned(id));
    let span = framework.as_ref().map_or(Span::default(), |framework| framework.span);
    let known = facts_of_some(reader, fields);
    let report = Report {
        framework,
        name: fields.optional(reader, "name", text),
        assurance: fields.optional(reader, "assurance", spanned(word)),
        expected: fields.optional(reader, "expected", spanned(partial_date)),
        report_type: fields.optional(reader, "type", spanned(word)),
        subject: fields.optional(reader, "subject", text),
        as_of_date: fields.optional(reader, "as_of_date", spanned(date)),
        period: fields.optional(reader, "period", period),
        issued_on: fields.optional(reader, "issued_on", spanned(date)),
        valid_until: fields.optional(reader, "valid_until", spanned(date)),
        withdrawn_on: fields.optional(reader, "withdrawn_on", spanned(date)),
        cadence: fields.optional(reader, "cadence", spanned(cadence)),
        auditor: fields.optional(reader, "auditor", spanned(examiner)),
        opinion: fields.optional(reader, "opinion", spanned(word)),
        exceptions: fields.optional(reader, "exceptions", spanned(exceptions)),
        criteria: fields.optional(reader, "criteria", spanned(|reader, node| list(reader, node, spanned(word)))),
        criteria_edition: fields.optional(reader, "criteria_edition", spanned(id)),
        standards: fields.optional(reader, "standards", spanned(|reader, node| list(reader, node, standard))),
        conclusion: fields.optional(reader, "conclusion", spanned(word)),
        services: fields.optional(reader, "services", spanned(services)),
        locations: fields.optional(reader, "locations", spanned(locations)),
        subservice: fields.optional(reader, "subservice", spanned(|reader, node| list(reader, node, subservice))),
        cuecs: fields.optional(reader, "cuecs", spanned(|reader, node| list(reader, node, cuec))),
        audiences: fields.optional(reader, "audiences", spanned(|reader, node| list(reader, node, audience_use))),
        access: fields.optional(reader, "access", spanned(access)),
        bridges: fields.list(reader, "bridges", bridge),
        derived_from: fields.optional(reader, "derived_from", owned(Kind::Report)),
        supersedes: fields.optional(reader, "supersedes", owned(Kind::Report)),
        documents: fields.list(reader, "documents", owned(Kind::Document)),
        sources: fields.list(reader, "sources", citation),
        not_stated: fact_names(reader, fields, "not_stated"),
        not_applicable: fact_names(reader, fields, "not_applicable"),
        discrepancies: fields.list(reader, "discrepancy", discrepancy),
        ..known
    };
    let draft = fields.optional(reader, "draft", boolean).unwrap_or(false);
    let visibility = fields.optional(reader, "visibility", visibility).unwrap_or(Visibility::Public);
    report.framework.as_ref()?;
    Some(Record {
        key: key.clone(),
        translation: None,
        path: reader.path.clone(),
        span,
        publicity: Publicity { draft, internal: visibility == Visibility::Internal, publish_on: None },
        old_addresses: Vec::new(),
        is_whole: true,
        content: Content::Report(Box::new(report)),
    })
}

/// The facts that only some kinds of assurance have.
fn facts_of_some(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Report {
    Report {
        number: fields.optional(reader, "number", spanned(string)),
        certification_body: fields.optional(reader, "certification_body", spanned(examiner)),
        accreditation: fields.optional(reader, "accreditation", spanned(accreditation)),
        authority: fields.optional(reader, "authority", text),
        package_id: fields.optional(reader, "package_id", spanned(string)),
        assessor: fields.optional(reader, "assessor", spanned(examiner)),
        questionnaire: fields.optional(reader, "questionnaire", spanned(questionnaire)),
        tester: fields.optional(reader, "tester", spanned(examiner)),
        method: fields.optional(reader, "method", text),
        level: fields.optional(reader, "level", text),
        statement_of_applicability: fields.optional(reader, "statement_of_applicability", spanned(string)),
        completed_on: fields.optional(reader, "completed_on", spanned(date)),
        retested_on: fields.optional(reader, "retested_on", spanned(date)),
        first_issued_on: fields.optional(reader, "first_issued_on", spanned(date)),
        next_audit_on: fields.optional(reader, "next_audit_on", spanned(partial_date)),
        contact: fields.optional(reader, "contact", spanned(contact)),
        registers: fields.optional(reader, "registers", spanned(|reader, node| list(reader, node, register))),
        shared: fields.optional(reader, "shared", spanned(shared)),
        ..Report::default()
    }
}

/// A report is seen whole or not at all.
fn visibility(reader: &mut Reader<'_>, node: &Node) -> Option<Visibility> {
    let visibility = word(reader, node)?;
    if visibility == Visibility::QuestionOnly {
        let message = "a report has no question that could be shown alone";
        reader.report(&codes::INVALID_VALUE, node.span, message, "use `internal` to hide it, or `public`");
        return None;
    }
    Some(visibility)
}

fn fact_names(reader: &mut Reader<'_>, fields: &mut Fields<'_>, name: &'static str) -> BTreeMap<FactName, Span> {
    let names = fields.list(reader, name, spanned(word::<FactName>));
    names.into_iter().map(|fact| (fact.value, fact.span)).collect()
}

fn cadence(reader: &mut Reader<'_>, node: &Node) -> Option<Cadence> {
    let mut fields = open(reader, node, format::report::CADENCE)?;
    let times = fields.required(reader, "times", count);
    let per = fields.required(reader, "per", word);
    fields.finish(reader);
    Some(Cadence { times: times?, per: per? })
}

fn questionnaire(reader: &mut Reader<'_>, node: &Node) -> Option<Questionnaire> {
    if !has_field(node, "name") {
        return text(reader, node).map(|name| Questionnaire { name, version: None });
    }
    let mut fields = open(reader, node, format::report::NAMED_VERSION)?;
    let name = fields.required(reader, "name", text);
    let version = fields.optional(reader, "version", string);
    fields.finish(reader);
    Some(Questionnaire { name: name?, version })
}

/// One word, or several.
fn shared(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Shared>> {
    match node.value {
        Value::Text(_) => word(reader, node).map(|shared| vec![shared]),
        _ => list(reader, node, word),
    }
}

pub(super) fn exceptions(reader: &mut Reader<'_>, node: &Node) -> Option<Exceptions> {
    let mut fields = open(reader, node, format::common::EXCEPTIONS)?;
    let number = fields.required(reader, "count", count);
    let management_response = fields.optional(reader, "management_response", text);
    fields.finish(reader);
    Some(Exceptions { count: number?, management_response })
}

fn standard(reader: &mut Reader<'_>, node: &Node) -> Option<Standard> {
    let mut fields = open(reader, node, format::report::STANDARD)?;
    let body = fields.optional(reader, "body", string);
    let standard = fields.optional(reader, "standard", string);
    let section = fields.optional(reader, "section", string);
    fields.finish(reader);
    Some(Standard { body, standard, section })
}

fn services(reader: &mut Reader<'_>, node: &Node) -> Option<Extent> {
    extent(reader, node, Kind::Service, format::report::EXTENT_OF_SERVICES)
}

fn locations(reader: &mut Reader<'_>, node: &Node) -> Option<Extent> {
    extent(reader, node, Kind::Location, format::report::EXTENT_OF_LOCATIONS)
}

/// What a report covers of a kind: a list of records, or how many there are.
fn extent(reader: &mut Reader<'_>, node: &Node, kind: Kind, table: &'static format::Table) -> Option<Extent> {
    if matches!(node.value, Value::List(_)) {
        return list(reader, node, owned(kind)).map(Extent::List);
    }
    let mut fields = open(reader, node, table)?;
    let min = fields.required(reader, "min", spanned(count));
    let strict = fields.optional(reader, "strict", boolean).unwrap_or(false);
    let exhaustive = fields.optional(reader, "exhaustive", boolean).unwrap_or(false);
    let unit = fields.optional(reader, "unit", text);
    let examples = fields.list(reader, "examples", owned(kind));
    fields.finish(reader);
    Some(Extent::Count(Count { min: min?, strict, exhaustive, unit, examples }))
}

fn subservice(reader: &mut Reader<'_>, node: &Node) -> Option<Subservice> {
    let mut fields = open(reader, node, format::report::SUBSERVICE)?;
    let organization = fields.required(reader, "organization", string);
    let method = fields.optional(reader, "method", word);
    fields.finish(reader);
    Some(Subservice { organization: organization?, method })
}

fn cuec(reader: &mut Reader<'_>, node: &Node) -> Option<Cuec> {
    let mut fields = open(reader, node, format::report::CUEC)?;
    let id = fields.required(reader, "id", string);
    let text = fields.required(reader, "text", text);
    let criteria = fields.list(reader, "criteria", string);
    let controls = fields.list(reader, "controls", owned(Kind::Control));
    fields.finish(reader);
    Some(Cuec { id: id?, text: text?, criteria, controls })
}

fn audience_use(reader: &mut Reader<'_>, node: &Node) -> Option<AudienceUse> {
    if matches!(node.value, Value::Text(_)) {
        return word(reader, node).map(|audience| AudienceUse { audience, use_: None });
    }
    let mut fields = open(reader, node, format::report::AUDIENCE_USE)?;
    let audience = fields.required(reader, "audience", word);
    let use_ = fields.optional(reader, "use", text);
    fields.finish(reader);
    Some(AudienceUse { audience: audience?, use_ })
}

fn access(reader: &mut Reader<'_>, node: &Node) -> Option<ReportAccess> {
    let mut fields = open(reader, node, format::report::ACCESS)?;
    let distribution = fields.required(reader, "distribution", word);
    let channel = fields.optional(reader, "channel", text);
    let url = fields.optional(reader, "url", spanned(contact_address));
    check_title(reader, channel.as_ref(), url.as_ref());
    let contact = fields.optional(reader, "contact", text);
    fields.finish(reader);
    Some(ReportAccess { distribution: distribution?, channel, url, contact })
}

fn bridge(reader: &mut Reader<'_>, node: &Node) -> Option<Bridge> {
    let mut fields = open(reader, node, format::report::BRIDGE)?;
    let covers = fields.required(reader, "covers", period);
    let issued_on = fields.optional(reader, "issued_on", date);
    let issuer = fields.optional(reader, "issuer", text);
    let document = fields.optional(reader, "document", owned(Kind::Document));
    fields.finish(reader);
    Some(Bridge { covers: covers?, issued_on, issuer, document })
}

fn discrepancy(reader: &mut Reader<'_>, node: &Node) -> Option<Discrepancy> {
    let mut fields = open(reader, node, format::report::DISCREPANCY)?;
    let fact = fields.required(reader, "fact", spanned(word));
    let text = fields.required(reader, "text", text);
    let sources = fields.list(reader, "sources", citation);
    fields.finish(reader);
    Some(Discrepancy { fact: fact?, text: text?, sources })
}
