//! Reads a provider, or the site's own company.

use std::collections::BTreeMap;

use super::address::{check_title, contact_address};
use super::config::contact;
use super::fields::{Fields, Reader, date, integer, locale, open, spanned, string, text, url, word};
use super::node::Node;
use super::references::citation;
use crate::format;
use crate::model::key::Key;
use crate::model::provider::{Claim, Link, Provider};
use crate::model::source::Source;
use crate::model::{Content, Publicity, Record};
use crate::source::Spanned;

pub(super) fn provider(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let name = fields.required(reader, "name", text);
    let legal_name = fields.optional(reader, "legal_name", text);
    let initials = fields.optional(reader, "initials", string);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let summary = fields.optional(reader, "summary", text);
    let not_stated: Vec<Spanned<_>> = fields.list(reader, "not_stated", spanned(word));
    let links = fields.list(reader, "link", link);
    let contacts = fields.list(reader, "contact", contact);
    let sources = fields.each(reader, "source", source);
    let claims = fields.list(reader, "claim", claim);
    let name = name?;
    let content = Content::Provider(Box::new(Provider {
        legal_name,
        initials,
        order,
        summary,
        not_stated: not_stated.into_iter().map(|fact| (fact.value, fact.span)).collect::<BTreeMap<_, _>>(),
        links,
        contacts,
        sources,
        claims,
        name,
    }));
    let Content::Provider(provider) = &content else { return None };
    let span = provider.name.span();
    Some(Record {
        key: key.clone(),
        translation: None,
        path: reader.path.clone(),
        span,
        publicity: Publicity::default(),
        old_addresses: Vec::new(),
        is_whole: true,
        content,
    })
}

fn link(reader: &mut Reader<'_>, node: &Node) -> Option<Link> {
    let mut fields = open(reader, node, format::provider::LINK)?;
    let rel = fields.required(reader, "rel", spanned(word));
    let title = fields.optional(reader, "title", text);
    let url = fields.optional(reader, "url", spanned(contact_address));
    check_title(reader, title.as_ref(), url.as_ref());
    fields.finish(reader);
    Some(Link { rel: rel?, title, url })
}

fn source(reader: &mut Reader<'_>, node: &Node) -> Option<Source> {
    let mut fields = open(reader, node, format::provider::SOURCE)?;
    let id = fields.required(reader, "id", spanned(string));
    let title = fields.required(reader, "title", text);
    let url = fields.optional(reader, "url", spanned(url));
    check_title(reader, title.as_ref(), url.as_ref());
    let retrieved = fields.optional(reader, "retrieved", spanned(date));
    let language = fields.optional(reader, "language", locale);
    fields.finish(reader);
    Some(Source { id: id?, title: title?, url, retrieved, language })
}

fn claim(reader: &mut Reader<'_>, node: &Node) -> Option<Claim> {
    let mut fields = open(reader, node, format::provider::CLAIM)?;
    let text = fields.required(reader, "text", text);
    let said_in = fields.list(reader, "said_in", citation);
    let sources = fields.list(reader, "sources", citation);
    fields.finish(reader);
    Some(Claim { text: text?, said_in, sources })
}
