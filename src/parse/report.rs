//! The fields of a report, and how they are read.

mod access;
mod examination;
mod extent;
mod renewal;

use super::codes;
use super::contact::{CONTACT, contact};
use super::examiner::{A_REGISTER, ACCREDITATION, AN_EXAMINER, accreditation, examiner, register};
use super::exceptions::{EXCEPTIONS, exceptions};
use super::fields::{Fields, Reader, boolean, date, id, open, partial_date, spanned, string, text, word};
use super::lists::list;
use super::node::Node;
use super::period::{PERIOD, period};
use super::record::record;
use super::references::{SOURCES, citation, owned};
use super::statement::facts;
use crate::format::Shape::{self, AnyOf, Day, Id, List, PartialDate, Text, Translated, Word};
use crate::format::common::{ALIASES, DRAFT, VISIBILITY};
use crate::format::{Table, optional, required, words};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::{Discrepancy, Report};
use crate::model::terms::{
    Assurance, Audience, Category, Conclusion, FactName, Opinion, ReportType, Shared, Visibility,
};
use crate::model::{Content, Publicity, Record};
use crate::source::{Span, Spanned};
use access::{ACCESS, AUDIENCE_USE, access, audience_use, shared};
use examination::{CUEC, NAMED_VERSION, STANDARD, SUBSERVICE, cuec, questionnaire, standard, subservice};
use extent::{EXTENT_OF_LOCATIONS, EXTENT_OF_SERVICES, locations, services};
use renewal::{BRIDGE, CADENCE, bridge, cadence};

pub(super) const REPORT: &Table = &Table {
    name: "report",
    about: "A report, certificate, authorization, self-assessment, test or commitment. Its status follows from its dates.",
    fields: &[
        required(
            "framework",
            Id(Kind::Framework),
            r#""soc-2""#,
            "The framework that it is under; `candor list frameworks` prints the ids. One that does not apply to you has no report, not even a commitment: an answer says so.",
        ),
        optional(
            "name",
            Translated,
            r#""Acme SOC 2 Type II, 2026""#,
            "What it is called; made of its provider and framework when left out.",
        ),
        optional(
            "assurance",
            Word(words::<Assurance>),
            r#""attestation""#,
            "How somebody stands behind it; what the framework says when left out. `self-assessment` under any framework.",
        ),
        optional(
            "expected",
            PartialDate,
            r#""2027-Q2""#,
            "When it is due, for one that nobody has yet. Nothing else is asked of it then.",
        ),
        optional(
            "type",
            Word(words::<ReportType>),
            r#""type-2""#,
            "Whether controls are described on a day, or were tested over a period.",
        ),
        optional("number", Text, r#""IS 712345""#, "The number of the certificate."),
        optional(
            "subject",
            Translated,
            r#""The Acme platform""#,
            "The system, the scope statement, what was tested, or what is committed to.",
        ),
        optional("as_of_date", Day, "2026-06-30", "The day that a type 1 report speaks of, in place of a period."),
        optional(
            "period",
            Shape::Table(PERIOD),
            "{ start = 2025-07-01, end = 2026-06-30 }",
            "The time that was examined.",
        ),
        optional("first_issued_on", Day, "2022-08-01", "The day on which the first certificate was issued."),
        optional("issued_on", Day, "2026-08-14", "The day on which it was issued."),
        optional("valid_until", Day, "2029-08-13", "The last day on which a certificate or an authorization is valid."),
        optional(
            "last_audit_on",
            PartialDate,
            r#""2026-08""#,
            "When the last surveillance audit took place, or the last assessment of what has no last day.",
        ),
        optional("next_audit_on", PartialDate, r#""2027-08""#, "When the next surveillance audit is due."),
        optional("completed_on", PartialDate, r#""2026-05-02""#, "When a self-assessment was completed."),
        optional("retested_on", Day, "2026-06-12", "The day on which the findings of a test were tested again."),
        optional("withdrawn_on", Day, "2026-09-01", "The day from which it no longer holds."),
        optional("cadence", Shape::Table(CADENCE), r#"{ times = 1, per = "year" }"#, "How often it is renewed."),
        optional(
            "auditor",
            AN_EXAMINER,
            r#"{ name = "Example Audit LLP", licence = "4711" }"#,
            "Who examined, of an attestation.",
        ),
        optional("certification_body", AN_EXAMINER, r#""Example Certification Ltd""#, "Who certified."),
        optional(
            "accreditation",
            AnyOf(&[Translated, Shape::Table(ACCREDITATION)]),
            r#"{ body = "ANAB", number = "MS-2077" }"#,
            "Who vouches for the certification body.",
        ),
        optional("authority", Translated, r#""FedRAMP PMO""#, "Who authorized."),
        optional("package_id", Text, r#""FR2612345678""#, "The id of the authorization package."),
        optional("assessor", AN_EXAMINER, r#""Example 3PAO Inc.""#, "Who assessed for the authority."),
        optional(
            "questionnaire",
            AnyOf(&[Translated, Shape::Table(NAMED_VERSION)]),
            r#"{ name = "CAIQ", version = "4.0.3" }"#,
            "The questions that a self-assessment answers.",
        ),
        optional("tester", AN_EXAMINER, r#""Example Red Team GmbH""#, "Who tested."),
        optional("method", Translated, r#""Gray-box test following the OWASP WSTG""#, "How the test was done."),
        optional("level", Translated, r#""Moderate""#, "The level, of schemes that have several."),
        optional("statement_of_applicability", Text, r#""1.4""#, "The version of the statement of applicability."),
        optional("opinion", Word(words::<Opinion>), r#""unqualified""#, "The overall conclusion of the auditor."),
        optional("exceptions", Shape::Table(EXCEPTIONS), "{ count = 0 }", "The deviations that the auditor found."),
        optional(
            "criteria",
            List(&Word(words::<Category>)),
            r#"["security", "availability"]"#,
            "The categories of criteria that it covers.",
        ),
        optional(
            "criteria_edition",
            Id(Kind::Edition),
            r#""tsp-100-2017""#,
            "The edition of the criteria; `candor list criteria` prints the ids.",
        ),
        optional(
            "standards",
            List(&Shape::Table(STANDARD)),
            r#"[{ body = "AICPA", standard = "SSAE 18", section = "AT-C 205" }]"#,
            "The standards that the examination followed.",
        ),
        optional("conclusion", Word(words::<Conclusion>), r#""design-and-operation""#, "What the opinion is about."),
        optional(
            "services",
            AnyOf(&[List(&Id(Kind::Service)), Shape::Table(EXTENT_OF_SERVICES)]),
            r#"["vault", "gateway"]"#,
            "The services that it covers: all of them by id, or how many there are. What it leaves out is said in `scope.toml`.",
        ),
        optional(
            "locations",
            AnyOf(&[List(&Id(Kind::Location)), Shape::Table(EXTENT_OF_LOCATIONS)]),
            r#"["frankfurt"]"#,
            "The places that it covers: all of them by id, or how many there are.",
        ),
        optional(
            "subservice",
            List(&Shape::Table(SUBSERVICE)),
            r#"[{ organization = "Example Hosting", method = "carve-out" }]"#,
            "The subservice organizations that the system relies on; an empty list says that there are none.",
        ),
        optional(
            "cuecs",
            List(&Shape::Table(CUEC)),
            r#"[{ id = "1", text = "Customers review who has access." }]"#,
            "The controls that the report expects of customers.",
        ),
        optional(
            "audiences",
            List(&AnyOf(&[Word(words::<Audience>), Shape::Table(AUDIENCE_USE)])),
            r#"["customer", "user-auditor"]"#,
            "Whom the report is for.",
        ),
        optional(
            "registers",
            List(&A_REGISTER),
            r#"["https://registry.example/712345"]"#,
            "Where the certificate or authorization is listed.",
        ),
        optional(
            "shared",
            AnyOf(&[Word(words::<Shared>), List(&Word(words::<Shared>))]),
            r#""summary""#,
            "What readers get of a test.",
        ),
        optional(
            "contact",
            Shape::Table(CONTACT),
            r#"{ name = "Data protection officer", email = "dpo@acme.example" }"#,
            "Whom to ask about a commitment.",
        ),
        optional(
            "access",
            Shape::Table(ACCESS),
            r#"{ distribution = "nda", channel = "Customer portal" }"#,
            "How readers get it.",
        ),
        optional(
            "bridges",
            List(&Shape::Table(BRIDGE)),
            "[{ covers = { start = 2026-07-01, end = 2026-09-30 } }]",
            "Letters for the time since the period.",
        ),
        optional(
            "derived_from",
            Id(Kind::Report),
            r#""soc-2-2026""#,
            "The report that it is a public version of, as a SOC 3 report is of a SOC 2 report.",
        ),
        optional(
            "supersedes",
            Id(Kind::Report),
            r#""soc-2-2025""#,
            "The earlier report whose place it takes once it is issued.",
        ),
        optional(
            "documents",
            List(&Id(Kind::Document)),
            r#"["soc-2-report"]"#,
            "The documents in which it is given to readers.",
        ),
        SOURCES,
        optional(
            "not_stated",
            List(&Word(words::<FactName>)),
            r#"["exceptions", "cuecs"]"#,
            "The facts that its provider does not state; readers see that.",
        ),
        optional(
            "not_applicable",
            List(&Word(words::<FactName>)),
            r#"["subservice"]"#,
            "The facts that this report cannot have.",
        ),
        optional(
            "discrepancy",
            List(&Shape::Table(DISCREPANCY)),
            r#"[{ fact = "period", text = "Another page says 2025." }]"#,
            "Statements of the provider that contradict a fact.",
        ),
        DRAFT,
        VISIBILITY,
        ALIASES,
    ],
};

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
        not_stated: facts(reader, fields, "not_stated"),
        not_applicable: facts(reader, fields, "not_applicable"),
        discrepancies: fields.list(reader, "discrepancy", discrepancy),
        ..known
    };
    let draft = fields.optional(reader, "draft", boolean).unwrap_or(false);
    let visibility = fields.optional(reader, "visibility", visibility).unwrap_or(Visibility::Public);
    report.framework.as_ref()?;
    Some(record(
        reader,
        Spanned::new(key.clone(), span),
        Publicity { draft, internal: visibility == Visibility::Internal, publish_on: None },
        Content::Report(Box::new(report)),
    ))
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
        completed_on: fields.optional(reader, "completed_on", spanned(partial_date)),
        retested_on: fields.optional(reader, "retested_on", spanned(date)),
        first_issued_on: fields.optional(reader, "first_issued_on", spanned(date)),
        last_audit_on: fields.optional(reader, "last_audit_on", spanned(partial_date)),
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

const DISCREPANCY: &Table = &Table {
    name: "report.discrepancy",
    about: "A statement of the provider that contradicts a fact of the report.",
    fields: &[
        required("fact", Word(words::<FactName>), r#""period""#, "The fact that it contradicts."),
        required(
            "text",
            Translated,
            r#""Another page says that the period ended in 2025.""#,
            "What the provider also says.",
        ),
        SOURCES,
    ],
};

fn discrepancy(reader: &mut Reader<'_>, node: &Node) -> Option<Discrepancy> {
    let mut fields = open(reader, node, DISCREPANCY)?;
    let fact = fields.required(reader, "fact", spanned(word));
    let text = fields.required(reader, "text", text);
    let sources = fields.list(reader, "sources", citation);
    fields.finish(reader);
    Some(Discrepancy { fact: fact?, text: text?, sources })
}
