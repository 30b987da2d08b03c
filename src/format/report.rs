//! A report with its facts.

use super::Shape::{self, AnyOf, Boolean, Count, Day, Formed, Id, List, PartialDate, Text, Translated, Word};
use super::common::{
    A_REGISTER, ACCREDITATION, ALIASES, AN_EXAMINER, CONTACT, DRAFT, EXCEPTIONS, PERIOD, SOURCES, VISIBILITY,
};
use super::form::CONTACT_ADDRESS;
use super::{Field, FileFormat, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::terms::{
    Assurance, Audience, Category, Conclusion, Distribution, FactName, Method, Opinion, ReportType, Shared, Unit,
};

pub(super) static FILES: &[FileFormat] = &[FileFormat::one(Kind::Report, REPORT)];

pub(crate) const REPORT: &Table = &Table {
    name: "report",
    about: "A report, certificate, authorization, self-assessment, test or commitment. Its status follows from its dates.",
    fields: &[
        required(
            "framework",
            Id(Kind::Framework),
            r#""soc-2""#,
            "The framework that it is under; `candor list frameworks` prints the ids.",
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
            "How somebody stands behind it, where that is not what the framework says.",
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
        optional("next_audit_on", PartialDate, r#""2027-08""#, "When the next surveillance audit is due."),
        optional("completed_on", Day, "2026-05-02", "The day on which a self-assessment was completed."),
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
            "The services that it covers: all of them by id, or how many there are.",
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

pub(crate) const CADENCE: &Table = &Table {
    name: "report.cadence",
    about: "How often a report is renewed.",
    fields: &[
        required("times", Count, "1", "How many times per unit."),
        required("per", Word(words::<Unit>), r#""year""#, "The unit."),
    ],
};

pub(crate) const NAMED_VERSION: &Table = &Table {
    name: "report.questionnaire",
    about: "The questions that a self-assessment answers.",
    fields: &[
        required("name", Translated, r#""CAIQ""#, "What the questionnaire is called."),
        optional("version", Text, r#""4.0.3""#, "Its version."),
    ],
};

pub(crate) const STANDARD: &Table = &Table {
    name: "report.standard",
    about: "A standard that the examination followed.",
    fields: &[
        optional("body", Text, r#""AICPA""#, "Who issued it."),
        optional("standard", Text, r#""SSAE 18""#, "The standard."),
        optional("section", Text, r#""AT-C 205""#, "The section of it."),
    ],
};

const MIN: Field = required("min", Count, "150", "How many there are, or at least are.");
const STRICT: Field = optional("strict", Boolean, "true", "Set it when there are more than that: \"more than 150\".");
const EXHAUSTIVE: Field = optional("exhaustive", Boolean, "true", "Set it when that is all of them: \"150 in all\".");
const UNIT: Field = optional("unit", Translated, r#""products""#, "What is counted, where it is called otherwise.");

pub(crate) const EXTENT_OF_SERVICES: &Table = &Table {
    name: "report.services",
    about: "How many services a report covers.",
    fields: &[
        MIN,
        STRICT,
        EXHAUSTIVE,
        UNIT,
        optional("examples", List(&Id(Kind::Service)), r#"["vault"]"#, "Some of them."),
    ],
};

pub(crate) const EXTENT_OF_LOCATIONS: &Table = &Table {
    name: "report.locations",
    about: "How many places a report covers.",
    fields: &[
        MIN,
        STRICT,
        EXHAUSTIVE,
        UNIT,
        optional("examples", List(&Id(Kind::Location)), r#"["frankfurt"]"#, "Some of them."),
    ],
};

pub(crate) const SUBSERVICE: &Table = &Table {
    name: "report.subservice",
    about: "A subservice organization that the system relies on.",
    fields: &[
        required("organization", Text, r#""Example Hosting""#, "Its name, or the id of a provider of this site."),
        optional(
            "method",
            Word(words::<Method>),
            r#""carve-out""#,
            "Whether its controls are left out of the report or are part of it.",
        ),
    ],
};

pub(crate) const CUEC: &Table = &Table {
    name: "report.cuec",
    about: "A control that the report expects of customers.",
    fields: &[
        required("id", Text, r#""1""#, "What the report calls it."),
        required("text", Translated, r#""Customers review who has access.""#, "What customers do."),
        optional("criteria", List(&Text), r#"["CC6.1"]"#, "The criteria that it belongs to."),
        optional(
            "controls",
            List(&Id(Kind::Control)),
            r#"["access/mfa"]"#,
            "The controls of the provider that it stands beside.",
        ),
    ],
};

pub(crate) const AUDIENCE_USE: &Table = &Table {
    name: "report.audience",
    about: "Somebody whom the report is for.",
    fields: &[
        required("audience", Word(words::<Audience>), r#""user-auditor""#, "Who they are."),
        optional("use", Translated, r#""To plan the audit of a customer""#, "What they use it for."),
    ],
};

pub(crate) const ACCESS: &Table = &Table {
    name: "report.access",
    about: "How readers get a report.",
    fields: &[
        required(
            "distribution",
            Word(words::<Distribution>),
            r#""nda""#,
            "Who gets it: everybody, whoever asks, under a confidentiality agreement, or customers.",
        ),
        optional("channel", Translated, r#""Customer portal""#, "Where it is handed out."),
        optional(
            "url",
            Formed(CONTACT_ADDRESS),
            r#""https://acme.example/reports""#,
            "The address of that place, or `mailto:` and a mail address.",
        ),
        optional("contact", Translated, r#""Your account manager""#, "Whom to ask."),
    ],
};

pub(crate) const BRIDGE: &Table = &Table {
    name: "report.bridge",
    about: "A letter in which the provider vouches for the time since the period.",
    fields: &[
        required(
            "covers",
            Shape::Table(PERIOD),
            "{ start = 2026-07-01, end = 2026-09-30 }",
            "The time that it is about.",
        ),
        optional("issued_on", Day, "2026-10-02", "The day on which it was issued."),
        optional("issuer", Translated, r#""Acme Ltd.""#, "Who signed it."),
        optional(
            "document",
            Id(Kind::Document),
            r#""bridge-letter-2026-q3""#,
            "The document in which it is given to readers.",
        ),
    ],
};

pub(crate) const DISCREPANCY: &Table = &Table {
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
