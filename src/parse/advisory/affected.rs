//! The fields of a product that an advisory is about, and how they are read.

use std::collections::BTreeSet;

use crate::format::Shape::{Day, Formed, Id, List};
use crate::format::form::{VERSION, VERSIONS};
use crate::format::{Table, optional, required};
use crate::model::advisory::{Affected, Versions};
use crate::model::kinds::Kind;
use crate::parse::codes;
use crate::parse::fields::{Reader, date, open, spanned, string};
use crate::parse::node::Node;
use crate::parse::references::owned;
use crate::source::Spanned;

pub(super) const AFFECTED: &Table = &Table {
    name: "advisory.affected",
    about: "A product that is affected.",
    fields: &[
        required("product", Id(Kind::Product), r#""notes""#, "The product."),
        optional(
            "versions",
            List(&Formed(VERSIONS)),
            r#"["2.4.0", ">= 3.0, < 3.1.2"]"#,
            "The versions that are affected; all when left out.",
        ),
        optional("fixed", List(&Formed(VERSION)), r#"["2.4.1"]"#, "The versions in which it is fixed."),
        optional(
            "fixed_on",
            Day,
            "2026-02-09",
            "The day on which you fixed it for all customers, of a service that nobody installs; in the place of versions.",
        ),
    ],
};

pub(super) fn affected(reader: &mut Reader<'_>, node: &Node) -> Option<Affected> {
    let mut fields = open(reader, node, AFFECTED)?;
    let product = fields.required(reader, "product", owned(Kind::Product));
    let affected = fields.list(reader, "versions", versions);
    // What cannot be read is told of already, and is not nothing.
    let names_none = fields.node("versions").is_none_or(Node::is_empty_list);
    let fixed = fields.list(reader, "fixed", spanned(version));
    let fixed_on = fields.optional(reader, "fixed_on", spanned(date));
    if let Some(day) = fixed_on.as_ref().filter(|_| !names_none || !fixed.is_empty()) {
        let message = "what is fixed for everybody on a day has no versions";
        reader.report(&codes::INVALID_VALUE, day.span, message, "remove `fixed_on`, or `versions` and `fixed`");
    }
    fields.finish(reader);
    if let Some(first) = fixed.first().filter(|_| names_none) {
        let message = "a version is fixed, and none is affected";
        reader.report(&codes::INVALID_VALUE, first.span, message, "list the affected ones in `versions`");
    }
    for both in fixed.iter().filter(|fixed| affected.contains(&Versions::One(fixed.value.clone()))) {
        let message = format!("the version `{}` is affected and fixed", both.value);
        reader.report(&codes::INVALID_VALUE, both.span, message, "remove it from `versions` or from `fixed`");
    }
    let fixed = fixed.into_iter().map(|version| version.value).collect();
    Some(Affected { product: product?, versions: affected, fixed, fixed_on })
}

/// The products, each once.
pub(super) fn affected_once(reader: &mut Reader<'_>, all: Vec<Spanned<Affected>>) -> Vec<Spanned<Affected>> {
    let mut known = BTreeSet::new();
    for one in &all {
        let product = &one.value.product;
        if !known.insert(product.value.clone()) {
            let message = format!("the product `{}` is listed twice", product.value);
            reader.report(&codes::DUPLICATE_ITEM, product.span, message, "list all of its versions in one place");
        }
    }
    all
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
