//! Reads a security advisory.

use std::collections::BTreeSet;

use super::address::check_title;
use super::codes;
use super::fields::{Fields, Reader, date, open, spanned, string, text, url, word};
use super::lists::list;
use super::node::{Node, Value};
use super::publicity::publicity;
use super::references::{citation, owned};
use crate::format;
use crate::model::advisory::{Advisory, Affected, Credit, Reference, Revision, Versions, Vulnerability};
use crate::model::cvss::Vector;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::{Content, Record};
use crate::source::Spanned;

pub(super) fn advisory(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let title = fields.required(reader, "title", text);
    let id = fields.optional(reader, "id", |reader, node| own_id(reader, node, key));
    let summary = fields.required(reader, "summary", text);
    let published = fields.required(reader, "published", date);
    let revisions = fields.list(reader, "revision", revision);
    let vulnerabilities = fields.required(reader, "vulnerability", |reader, node| some(reader, node, vulnerability));
    let affected = fields.required(reader, "affected", |reader, node| some(reader, node, affected));
    let not_stated: Vec<Spanned<_>> = fields.list(reader, "not_stated", spanned(word));
    let workaround = fields.optional(reader, "workaround", text);
    let credits = fields.list(reader, "credit", credit);
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
        not_stated: not_stated.into_iter().map(|fact| (fact.value, fact.span)).collect(),
        sources,
    };
    Some(Record {
        key: key.clone(),
        translation: None,
        path: reader.path.clone(),
        span,
        publicity,
        old_addresses: Vec::new(),
        is_whole: true,
        content: Content::Advisory(Box::new(advisory)),
    })
}

/// A list that is not empty.
fn some<T>(
    reader: &mut Reader<'_>,
    node: &Node,
    read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> Option<Vec<Spanned<T>>> {
    let read = list(reader, node, spanned(read))?;
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
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

fn revision(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<Revision>> {
    let mut fields = open(reader, node, format::advisory::REVISION)?;
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

fn vulnerability(reader: &mut Reader<'_>, node: &Node) -> Option<Vulnerability> {
    let mut fields = open(reader, node, format::advisory::VULNERABILITY)?;
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

fn vector(reader: &mut Reader<'_>, node: &Node) -> Option<Vector> {
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
fn told_apart(reader: &mut Reader<'_>, all: Vec<Spanned<Vulnerability>>) -> Vec<Vulnerability> {
    let mut known = BTreeSet::new();
    for one in &all {
        if let Some(cve) = one.value.cve.as_ref().filter(|cve| !known.insert((*cve).clone())) {
            let message = format!("`{cve}` is listed twice");
            reader.report(&codes::DUPLICATE_ITEM, one.span, message, "remove one of them, or correct it");
        }
    }
    all.into_iter().map(|one| one.value).collect()
}

fn affected(reader: &mut Reader<'_>, node: &Node) -> Option<Affected> {
    let mut fields = open(reader, node, format::advisory::AFFECTED)?;
    let product = fields.required(reader, "product", owned(Kind::Product));
    let affected = fields.list(reader, "versions", versions);
    let fixed = fields.list(reader, "fixed", spanned(version));
    fields.finish(reader);
    if let Some(first) = fixed.first().filter(|_| affected.is_empty()) {
        let message = "a version is fixed, and none is affected";
        reader.report(&codes::INVALID_VALUE, first.span, message, "list the affected ones in `versions`");
    }
    for both in fixed.iter().filter(|fixed| affected.contains(&Versions::One(fixed.value.clone()))) {
        let message = format!("the version `{}` is affected and fixed", both.value);
        reader.report(&codes::INVALID_VALUE, both.span, message, "remove it from `versions` or from `fixed`");
    }
    let fixed = fixed.into_iter().map(|version| version.value).collect();
    Some(Affected { product: product?, versions: affected, fixed })
}

/// The products, each once.
fn affected_once(reader: &mut Reader<'_>, all: Vec<Spanned<Affected>>) -> Vec<Affected> {
    let mut known = BTreeSet::new();
    for one in &all {
        let product = &one.value.product;
        if !known.insert(product.value.clone()) {
            let message = format!("the product `{}` is listed twice", product.value);
            reader.report(&codes::DUPLICATE_ITEM, product.span, message, "list all of its versions in one place");
        }
    }
    all.into_iter().map(|one| one.value).collect()
}

/// One version.
fn version(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let version = string(reader, node)?;
    if is_version(&version) {
        return Some(version);
    }
    let message = format!("`{version}` is not one version");
    reader.report(&codes::INVALID_VALUE, node.span, message, "write it without spaces: \"2.4.1\"");
    None
}

fn is_version(text: &str) -> bool {
    let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "-+._:~".contains(c));
    is_plain && text.chars().any(|c| c.is_ascii_digit())
}

/// One version, or those within limits.
fn versions(reader: &mut Reader<'_>, node: &Node) -> Option<Versions> {
    let written = string(reader, node)?;
    if is_version(&written) {
        return Some(Versions::One(written));
    }
    let limit = |part: &str| {
        let part = part.trim();
        let sign = ["<=", ">=", "<", ">"].into_iter().find(|sign| part.starts_with(sign))?;
        let version = part[sign.len()..].trim();
        is_version(version).then(|| format!("{sign} {version}"))
    };
    let limits: Option<Vec<String>> = written.split(',').map(limit).collect();
    if limits.is_none() {
        let message = format!("`{written}` is no version and no limits of versions");
        let help = "write one version, or limits with commas between them: \">= 2.0, < 2.4.1\"";
        reader.report(&codes::INVALID_VALUE, node.span, message, help);
    }
    limits.map(Versions::Within)
}

fn credit(reader: &mut Reader<'_>, node: &Node) -> Option<Credit> {
    let mut fields = open(reader, node, format::advisory::CREDIT)?;
    let name = fields.required(reader, "name", string);
    let organization = fields.optional(reader, "organization", string);
    let url = fields.optional(reader, "url", spanned(url));
    fields.finish(reader);
    Some(Credit { name: name?, organization, url })
}

fn reference(reader: &mut Reader<'_>, node: &Node) -> Option<Reference> {
    let mut fields = open(reader, node, format::advisory::REFERENCE)?;
    let title = fields.required(reader, "title", text);
    let url = fields.required(reader, "url", spanned(url));
    check_title(reader, title.as_ref(), url.as_ref());
    fields.finish(reader);
    Some(Reference { title: title?, url: url? })
}
