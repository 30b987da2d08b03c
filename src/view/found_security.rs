//! What policies for the disclosure of vulnerabilities, products and security advisories are found by.

use super::context::PageContext;
use super::disclosure;
use super::found::{Found, owned};
use crate::model::Record;
use crate::model::advisory::{Advisory, Vulnerability};
use crate::model::disclosure::Disclosure;
use crate::model::kinds::Kind;
use crate::model::product::{Product, Version};

pub(super) fn disclosure<'a>(context: &PageContext<'a>, record: &'a Record, disclosure: &'a Disclosure) -> Found {
    let contacts = disclosure::contacts(disclosure).into_iter().map(|contact| contact.text);
    let texts = disclosure.summary.iter().chain(&disclosure.safe_harbor).chain(&disclosure.bounty);
    let scope = disclosure.in_scope.iter().chain(&disclosure.out_of_scope);
    let words = texts.chain(scope).map(|text| context.phrase(text));
    let text = contacts.chain(words).map(|phrase| phrase.text).collect::<Vec<_>>().join(" · ");
    // What readers ask for by other words than its title.
    Found { text, ..owned(context, record) }.with([context.catalog.text("search_list_disclosure").to_owned()])
}

pub(super) fn product<'a>(context: &PageContext<'a>, record: &'a Record, product: &'a Product) -> Found {
    let (colon, label) = (context.catalog.text("colon"), context.catalog.text("product_fact_end_of_support"));
    let line = |version: &Version| {
        let end = version.end_of_support.map(|day| format!("{label}{colon}{}", context.date_text(day)));
        version.name.iter().cloned().chain(end).collect::<Vec<_>>().join(" ")
    };
    let text = product.versions.iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" · ");
    Found { text, ..owned(context, record) }.with([label.to_owned()])
}

pub(super) fn advisory<'a>(context: &PageContext<'a>, record: &'a Record, advisory: &'a Advisory) -> Found {
    let cves = advisory.vulnerabilities.iter().filter_map(|one| one.cve.clone());
    let products = advisory.affected.iter().filter_map(|affected| {
        context.link_to(Kind::Product, &affected.product.value).map(|product| product.text.text)
    });
    let severity = advisory.worst().and_then(Vulnerability::severity);
    let severity = severity.map(|severity| context.catalog.word("severity", severity.word()));
    let words = cves
        .chain(products)
        .chain(severity)
        .chain([advisory.own_id(record).to_owned(), context.catalog.word("kind", Kind::Advisory.word())]);
    let text = context.phrase(&advisory.summary).text;
    Found { text, ..owned(context, record) }.with(words)
}
