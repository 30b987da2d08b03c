//! The fields of frameworks and editions of criteria, and how they are read.

use super::fields::{Fields, Reader, id, integer, open, partial_date, spanned, string, text, word};
use super::node::Node;
use super::period::{PERIOD, period};
use super::record::record;
use super::references::{SOURCES, citation};
use crate::format::Shape::{self, Id, List, PartialDate, Text, Translated, Word};
use crate::format::common::{ALIASES, ORDER};
use crate::format::{Table, optional, required, words};
use crate::model::framework::{Criterion, Edition, Framework, TypeInfo};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::terms::{Assurance, Category, ReportType};
use crate::model::{Content, Publicity, Record};
use crate::source::Spanned;

pub(super) const FRAMEWORK: &Table = &Table {
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

const AUDIENCE_OF_FRAMEWORK: &Table = &Table {
    name: "framework.audience",
    about: "Somebody whom the reports of a framework are for.",
    fields: &[required("text", Translated, r#""Customers under a confidentiality agreement""#, "Who they are.")],
};

pub(super) fn framework(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let name = fields.required(reader, "name", text);
    let full_name = fields.optional(reader, "full_name", text);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let summary = fields.optional(reader, "summary", text);
    let assurance = fields.required(reader, "assurance", word);
    let issuer = fields.optional(reader, "issuer", text);
    let standards = fields.list(reader, "standards", string);
    let types = fields.list(reader, "type", type_info);
    let categories = fields.list(reader, "categories", word);
    let editions = fields.list(reader, "editions", spanned(id));
    let audiences = fields.list(reader, "audience", |reader, node| {
        let mut audience = open(reader, node, AUDIENCE_OF_FRAMEWORK)?;
        let text = audience.required(reader, "text", text);
        audience.finish(reader);
        text
    });
    let sources = fields.list(reader, "sources", citation);
    let name = name?;
    let span = name.span();
    let framework = Framework {
        name,
        full_name,
        order,
        summary,
        assurance: assurance?,
        issuer,
        standards,
        types,
        categories,
        editions,
        audiences,
        sources,
    };
    Some(record(reader, Spanned::new(key.clone(), span), Publicity::default(), Content::Framework(Box::new(framework))))
}

const REPORT_TYPE: &Table = &Table {
    name: "framework.type",
    about: "A type of report under a framework.",
    fields: &[
        required("id", Word(words::<ReportType>), r#""type-2""#, "The type."),
        optional("name", Translated, r#""Type II""#, "What the framework calls it."),
        optional("text", Translated, r#""Controls were tested over a period.""#, "What it means."),
    ],
};

fn type_info(reader: &mut Reader<'_>, node: &Node) -> Option<TypeInfo> {
    let mut fields = open(reader, node, REPORT_TYPE)?;
    let id = fields.required(reader, "id", word);
    let name = fields.optional(reader, "name", text);
    let text = fields.optional(reader, "text", text);
    fields.finish(reader);
    Some(TypeInfo { id: id?, name, text })
}

pub(super) const EDITION: &Table = &Table {
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

const CRITERION: &Table = &Table {
    name: "criteria.criterion",
    about: "A criterion of an edition.",
    fields: &[
        required("id", Text, r#""CC6.1""#, "Its id in the edition."),
        optional("label", Translated, r#""Logical access""#, "What it is about, in words of your own."),
        optional("category", Word(words::<Category>), r#""security""#, "The category that it belongs to."),
    ],
};

pub(super) fn edition(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let name = fields.required(reader, "name", text);
    let summary = fields.optional(reader, "summary", text);
    let published = fields.optional(reader, "published", partial_date);
    let transition = fields.optional(reader, "transition", period).map(|period| period.value);
    let predecessor = fields.optional(reader, "predecessor", spanned(id));
    let categories = fields.list(reader, "categories", word);
    let criteria = fields.list(reader, "criterion", |reader, node| {
        let mut criterion = open(reader, node, CRITERION)?;
        let id = criterion.required(reader, "id", spanned(string));
        let label = criterion.optional(reader, "label", text);
        let category = criterion.optional(reader, "category", word);
        criterion.finish(reader);
        Some(Criterion { id: id?, label, category })
    });
    let sources = fields.list(reader, "sources", citation);
    let name = name?;
    let span = name.span();
    let edition = Edition { name, summary, published, transition, predecessor, categories, criteria, sources };
    Some(record(reader, Spanned::new(key.clone(), span), Publicity::default(), Content::Edition(Box::new(edition))))
}
