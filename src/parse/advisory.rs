//! The fields of a security advisory, and how they are read.

mod affected;

use std::collections::BTreeSet;

use super::address::check_title;
use super::codes;
use super::fields::{Fields, Reader, date, open, spanned, string, text, url, word};
use super::lists::list;
use super::node::{Node, Value};
use super::publicity::publicity;
use super::record::record;
use super::references::{SOURCES, citation};
use super::statement::facts;
use crate::format::Shape::{self, Day, Formed, List, NonEmpty, Text, Translated, Word};
use crate::format::common::{ALIASES, DRAFT, PUBLISH_ON, VISIBILITY};
use crate::format::form::{CVE, CVSS_VECTOR, CWE, WEB_ADDRESS};
use crate::format::{Table, optional, required, words};
use crate::model::advisory::{Advisory, AdvisoryFact, Credit, Reference, Revision, Vulnerability};
use crate::model::cvss::{Severity, Vector};
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::terms::Word as _;
use crate::model::{Content, Record};
use crate::source::Spanned;
use affected::{AFFECTED, affected, affected_once};

pub(super) const ADVISORY: &Table = &Table {
    name: "advisory",
    about: "A security advisory: a weakness in products, and what to do.",
    fields: &[
        required("title", Translated, r#""Notes readable by other members of a team""#, "The weakness, in a line."),
        optional(
            "id",
            Text,
            r#""ACME-2026:002""#,
            "The id as you write it: the name of the file, but for case and signs.",
        ),
        required(
            "summary",
            Translated,
            r#""A member could read notes that were not shared.""#,
            "What can happen, and to whom.",
        ),
        required("published", Day, "2026-02-10", "The day on which it is published; readers do not see it before."),
        required(
            "vulnerability",
            NonEmpty(&Shape::Table(VULNERABILITY)),
            r#"[{ cve = "CVE-2026-12345", cwe = "CWE-639" }]"#,
            "The weaknesses that it is about.",
        ),
        required(
            "affected",
            NonEmpty(&Shape::Table(AFFECTED)),
            r#"[{ product = "notes", versions = ["< 2.4.1"], fixed = ["2.4.1"] }]"#,
            "The products that are affected, each once.",
        ),
        optional("workaround", Translated, r#""Turn off sharing.""#, "What to do until an update is installed."),
        optional("credit", List(&Shape::Table(CREDIT)), r#"[{ name = "A. Researcher" }]"#, "Who found it, or helped."),
        optional(
            "reference",
            List(&Shape::Table(REFERENCE)),
            r#"[{ title = "Release notes", url = "https://acme.example/2.4.1" }]"#,
            "What else is said of it, elsewhere.",
        ),
        optional(
            "revision",
            List(&Shape::Table(REVISION)),
            r#"[{ date = 2026-02-12, summary = "The CVE id was added." }]"#,
            "What changed since it was published, in the order of the days.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<AdvisoryFact>)),
            r#"["workaround"]"#,
            "What its publisher does not state.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
        ALIASES,
    ],
};

pub(super) fn advisory(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let title = fields.required(reader, "title", text);
    let id = fields.optional(reader, "id", |reader, node| own_id(reader, node, key));
    let summary = fields.required(reader, "summary", text);
    let published = fields.required(reader, "published", date);
    let revisions = fields.list(reader, "revision", revision);
    let vulnerabilities = fields.required(reader, "vulnerability", |reader, node| some(reader, node, vulnerability));
    let affected = fields.required(reader, "affected", |reader, node| some(reader, node, affected));
    let not_stated = facts(reader, fields, "not_stated");
    let workaround = fields.optional(reader, "workaround", text);
    let credits = fields.list(reader, "credit", spanned(credit));
    let references = fields.list(reader, "reference", reference);
    let sources = fields.list(reader, "sources", citation);
    let mut publicity = publicity(reader, fields);
    let (title, published) = (title?, published?);
    check_order(reader, published, &revisions);
    // What is published on a later day is for that day.
    publicity.publish_on = publicity.publish_on.max(Some(published));
    let span = title.span();
    let advisory = Advisory {
        id,
        title,
        summary: summary?,
        published,
        revisions: revisions.into_iter().map(|revision| revision.value).collect(),
        vulnerabilities: told_apart(reader, vulnerabilities?),
        affected: affected_once(reader, affected?),
        workaround,
        credits,
        references,
        not_stated,
        sources,
    };
    Some(record(reader, Spanned::new(key.clone(), span), publicity, Content::Advisory(Box::new(advisory))))
}

/// A list that is not empty.
fn some<T>(
    reader: &mut Reader<'_>,
    node: &Node,
    read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> Option<Vec<Spanned<T>>> {
    let read = list(reader, node, spanned(read))?;
    if node.is_empty_list() {
        reader.report(&codes::INVALID_VALUE, node.span, "the list is empty", "add what the advisory is about");
    }
    (!read.is_empty()).then_some(read)
}

/// What the publisher calls the advisory: the name of its file, but for case and signs.
fn own_id(reader: &mut Reader<'_>, node: &Node, key: &Key) -> Option<String> {
    let id = string(reader, node)?;
    let folded = |text: &str| text.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let is_plain = id.chars().all(|c| c.is_ascii_alphanumeric() || "-+._:".contains(c));
    if is_plain && folded(&id) == folded(key.id.name()) {
        return Some(id);
    }
    let message = format!("the id `{id}` is not what the file is called");
    let help = format!("write it as `{}`, or rename the file", key.id.name().to_ascii_uppercase());
    reader.report(&codes::INVALID_VALUE, node.span, message, help);
    None
}

const REVISION: &Table = &Table {
    name: "advisory.revision",
    about: "A change since an advisory was published.",
    fields: &[
        required("date", Day, "2026-02-12", "The day of the change."),
        required("summary", Translated, r#""The CVE id was added.""#, "What changed."),
    ],
};

fn revision(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<Revision>> {
    let mut fields = open(reader, node, REVISION)?;
    let date = fields.required(reader, "date", spanned(date));
    let summary = fields.required(reader, "summary", text);
    fields.finish(reader);
    let date = date?;
    Some(Spanned::new(Revision { date: date.value, summary: summary? }, date.span))
}

fn check_order(reader: &mut Reader<'_>, published: Date, revisions: &[Spanned<Revision>]) {
    let mut before = published;
    for revision in revisions {
        if revision.value.date < before {
            let message = format!("the revision of {} stands behind {before}", revision.value.date);
            let help = "write the revisions in the order of their days, none before `published`";
            reader.report(&codes::REVERSED_PERIOD, revision.span, message, help);
        }
        before = before.max(revision.value.date);
    }
}

const VULNERABILITY: &Table = &Table {
    name: "advisory.vulnerability",
    about: "A weakness.",
    fields: &[
        optional(
            "title",
            Translated,
            r#""Missing check of the owner""#,
            "The weakness, where an advisory is about several.",
        ),
        optional("cve", Formed(CVE), r#""CVE-2026-12345""#, "Its id in the CVE list."),
        optional("cwe", Formed(CWE), r#""CWE-639""#, "The kind of weakness, by its id in the CWE list."),
        optional(
            "cvss",
            Formed(CVSS_VECTOR),
            r#""CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N""#,
            "The base metrics of CVSS 3.1 or 4.0; score and severity follow from them.",
        ),
        optional("severity", Word(words::<Severity>), r#""high""#, "How severe it is, where there is no vector."),
    ],
};

fn vulnerability(reader: &mut Reader<'_>, node: &Node) -> Option<Vulnerability> {
    let mut fields = open(reader, node, VULNERABILITY)?;
    let vulnerability = Vulnerability {
        title: fields.optional(reader, "title", text),
        cve: fields.optional(reader, "cve", cve),
        cwe: fields.optional(reader, "cwe", cwe),
        vector: fields.optional(reader, "cvss", spanned(vector)),
        severity: fields.optional(reader, "severity", spanned(word)),
    };
    fields.finish(reader);
    Some(vulnerability)
}

fn cve(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let id = string(reader, node)?;
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let parts = id.strip_prefix("CVE-").and_then(|rest| rest.split_once('-'));
    if parts.is_some_and(|(year, number)| {
        year.len() == 4 && (4..=19).contains(&number.len()) && is_number(year) && is_number(number)
    }) {
        return Some(id);
    }
    let message = format!("`{id}` is no id of the CVE list");
    reader.report(&codes::INVALID_VALUE, node.span, message, "write the year and the number: \"CVE-2026-12345\"");
    None
}

fn cwe(reader: &mut Reader<'_>, node: &Node) -> Option<u32> {
    let id = string(reader, node)?;
    let number = id.strip_prefix("CWE-").filter(|number| !number.starts_with(['0', '+']) && number.len() < 7);
    let number = number.and_then(|number| number.parse().ok());
    if number.is_none() {
        let message = format!("`{id}` is no kind of weakness");
        reader.report(&codes::INVALID_VALUE, node.span, message, "write the id of the CWE list: \"CWE-79\"");
    }
    number
}

/// How severe a weakness is by a score or a word that stands in the place of the vector.
fn without_vector(node: &Node) -> Option<(String, Severity)> {
    let written = match &node.value {
        Value::Float(written) | Value::Text(written) => written.trim().to_owned(),
        Value::Integer(number) => number.to_string(),
        _ => return None,
    };
    let by_word =
        Severity::ALL.iter().find(|(word, _)| written.eq_ignore_ascii_case(word)).map(|(_, severity)| *severity);
    let severity = by_word.or_else(|| Severity::of_score(written.parse().ok()?))?;
    Some((written, severity))
}

fn vector(reader: &mut Reader<'_>, node: &Node) -> Option<Vector> {
    if let Some((written, severity)) = without_vector(node) {
        let message = format!("`{written}` is no vector, from which score and severity follow");
        let help = format!(
            "copy the vector that stands with the score in the CVE record, `CVSS:3.1/…` or `CVSS:4.0/…`; without one, \
             remove `cvss` and write `severity = \"{}\"`",
            severity.word()
        );
        reader.report(&codes::INVALID_VALUE, node.span, message, help);
        return None;
    }
    let text = string(reader, node)?;
    match Vector::parse(&text) {
        Ok(vector) => Some(vector),
        Err(help) => {
            reader.report(&codes::INVALID_VALUE, node.span, format!("`{text}` is no vector of base metrics"), help);
            None
        }
    }
}

/// The vulnerabilities, of which no two have one CVE id.
fn told_apart(reader: &mut Reader<'_>, all: Vec<Spanned<Vulnerability>>) -> Vec<Spanned<Vulnerability>> {
    let mut known = BTreeSet::new();
    for one in &all {
        if let Some(cve) = one.value.cve.as_ref().filter(|cve| !known.insert((*cve).clone())) {
            let message = format!("`{cve}` is listed twice");
            reader.report(&codes::DUPLICATE_ITEM, one.span, message, "remove one of them, or correct it");
        }
    }
    all
}

const CREDIT: &Table = &Table {
    name: "advisory.credit",
    about: "Somebody who found a weakness, or helped.",
    fields: &[
        required("name", Text, r#""A. Researcher""#, "Their name, as they wish it."),
        optional("organization", Text, r#""Example University""#, "Whom they work for."),
        optional("url", Formed(WEB_ADDRESS), r#""https://researcher.example/""#, "Their own page."),
    ],
};

fn credit(reader: &mut Reader<'_>, node: &Node) -> Option<Credit> {
    let mut fields = open(reader, node, CREDIT)?;
    let name = fields.required(reader, "name", string);
    let organization = fields.optional(reader, "organization", string);
    let url = fields.optional(reader, "url", spanned(url));
    fields.finish(reader);
    Some(Credit { name: name?, organization, url })
}

const REFERENCE: &Table = &Table {
    name: "advisory.reference",
    about: "What else is said of it, elsewhere.",
    fields: &[
        required("title", Translated, r#""Release notes""#, "What the page is called."),
        required("url", Formed(WEB_ADDRESS), r#""https://acme.example/2.4.1""#, "Its address."),
    ],
};

fn reference(reader: &mut Reader<'_>, node: &Node) -> Option<Reference> {
    let mut fields = open(reader, node, REFERENCE)?;
    let title = fields.required(reader, "title", text);
    let url = fields.required(reader, "url", spanned(url));
    check_title(reader, title.as_ref(), url.as_ref());
    fields.finish(reader);
    Some(Reference { title: title?, url: url? })
}
