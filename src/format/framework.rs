//! Frameworks, editions of criteria and questionnaires.

use super::Shape::{self, Formed, Id, List, PartialDate, Text, Translated, Word};
use super::common::{ALIASES, DRAFT, ORDER, PERIOD, PUBLISH_ON, SOURCES, VISIBILITY};
use super::form::{QUESTION_ID, WEB_ADDRESS};
use super::{FileFormat, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::terms::{Assurance, Category, ReportType};

pub(super) static FILES: &[FileFormat] = &[
    FileFormat::one(Kind::Framework, FRAMEWORK),
    FileFormat::one(Kind::Edition, EDITION),
    FileFormat::one(Kind::Questionnaire, QUESTIONNAIRE),
];

pub(crate) const FRAMEWORK: &Table = &Table {
    name: "framework",
    about: "A framework that is not part of candor, or takes the place of candor's.",
    fields: &[
        required("name", Translated, r#""SOC 2""#, "What readers call it."),
        optional("full_name", Translated, r#""System and Organization Controls 2""#, "Its name in full."),
        ORDER,
        optional(
            "summary",
            Translated,
            r#""An auditor's report on controls for security.""#,
            "What it is, in a sentence or two.",
        ),
        required(
            "assurance",
            Word(words::<Assurance>),
            r#""attestation""#,
            "How somebody stands behind a report under it; this decides which facts readers look for.",
        ),
        optional("issuer", Translated, r#""AICPA""#, "Who issues it."),
        optional("standards", List(&Text), r#"["SSAE 18"]"#, "The standards that it follows."),
        optional(
            "type",
            List(&Shape::Table(REPORT_TYPE)),
            r#"[{ id = "type-2", name = "Type II" }]"#,
            "The types of report that it has; without any, a report has no type.",
        ),
        optional(
            "categories",
            List(&Word(words::<Category>)),
            r#"["security", "availability"]"#,
            "The categories of criteria; without any, a report has no criteria.",
        ),
        optional("editions", List(&Id(Kind::Edition)), r#"["tsp-100-2017"]"#, "The editions of its criteria."),
        optional(
            "audience",
            List(&Shape::Table(AUDIENCE_OF_FRAMEWORK)),
            r#"[{ text = "Customers under a confidentiality agreement" }]"#,
            "Whom its reports are for.",
        ),
        SOURCES,
        ALIASES,
    ],
};

pub(crate) const REPORT_TYPE: &Table = &Table {
    name: "framework.type",
    about: "A type of report under a framework.",
    fields: &[
        required("id", Word(words::<ReportType>), r#""type-2""#, "The type."),
        optional("name", Translated, r#""Type II""#, "What the framework calls it."),
        optional("text", Translated, r#""Controls were tested over a period.""#, "What it means."),
    ],
};

pub(crate) const AUDIENCE_OF_FRAMEWORK: &Table = &Table {
    name: "framework.audience",
    about: "Somebody whom the reports of a framework are for.",
    fields: &[required("text", Translated, r#""Customers under a confidentiality agreement""#, "Who they are.")],
};

pub(crate) const EDITION: &Table = &Table {
    name: "criteria",
    about: "An edition of criteria that is not part of candor, or takes the place of candor's.",
    fields: &[
        required("name", Translated, r#""Trust Services Criteria, 2017""#, "What the edition is called."),
        optional("summary", Translated, r#""The criteria of SOC 2 since 2018.""#, "What it is, in a sentence or two."),
        optional("published", PartialDate, r#""2017-04""#, "When it was published."),
        optional(
            "transition",
            Shape::Table(PERIOD),
            "{ start = 2017-04-15, end = 2018-12-15 }",
            "The time in which its predecessor could still be used.",
        ),
        optional("predecessor", Id(Kind::Edition), r#""tsp-100a-2016""#, "The edition that it replaced."),
        optional("categories", List(&Word(words::<Category>)), r#"["security"]"#, "The categories of its criteria."),
        optional(
            "criterion",
            List(&Shape::Table(CRITERION)),
            r#"[{ id = "CC6.1", label = "Logical access", category = "security" }]"#,
            "Its criteria. Their texts belong to whoever issued them.",
        ),
        SOURCES,
        ALIASES,
    ],
};

pub(crate) const CRITERION: &Table = &Table {
    name: "criteria.criterion",
    about: "A criterion of an edition.",
    fields: &[
        required("id", Text, r#""CC6.1""#, "Its id in the edition."),
        optional("label", Translated, r#""Logical access""#, "What it is about, in words of your own."),
        optional("category", Word(words::<Category>), r#""security""#, "The category that it belongs to."),
    ],
};

pub(crate) const QUESTIONNAIRE: &Table = &Table {
    name: "questionnaire",
    about: "A questionnaire that answers name the questions of.",
    fields: &[
        required("name", Translated, r#""CAIQ""#, "What the questionnaire is called."),
        optional(
            "prefix",
            Text,
            r#""CAIQ""#,
            "What stands before an id in `questionnaire` of an answer; the name of the file when left out.",
        ),
        optional("version", Text, r#""4.0.3""#, "Its version."),
        optional("publisher", Translated, r#""Cloud Security Alliance""#, "Who publishes it."),
        optional("url", Formed(WEB_ADDRESS), r#""https://cloudsecurityalliance.org/""#, "Where it is found."),
        ORDER,
        optional(
            "ids",
            List(&Formed(QUESTION_ID)),
            r#"["IAM-14.1", "IAM-14.2"]"#,
            "The ids of all its questions in their order, so that those without an answer show.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
        ALIASES,
    ],
};
