//! Reads a provider and what belongs to it.

use std::collections::BTreeMap;

use super::address::{check_title, contact_address};
use super::codes;
use super::config::contact;
use super::fields::{Fields, Reader, date, integer, invalid_id, locale, open, spanned, string, text, url, word};
use super::node::{Node, Value};
use super::old_address;
use super::references::{citation, owned, reference};
use crate::diag::Help;
use crate::format;
use crate::language::country_code;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::provider::{
    Agreement, AnnouncedChange, Claim, Document, Link, Location, Provider, ScopeEntry, Service, Subprocessor,
};
use crate::model::source::Source;
use crate::model::terms::Access;
use crate::model::{Content, Publicity, Record};
use crate::path::{Id, SourcePath};
use crate::source::{Span, Spanned};

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

/// The id of a row, which names the record within its provider.
pub(super) fn row_id(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Spanned<Id>> {
    let name = fields.required(reader, "id", spanned(string))?;
    match Id::within(reader.whose.folder(), &name) {
        Some(id) if !name.contains('/') => Some(Spanned::new(id, name.span)),
        _ => {
            invalid_id(reader, name.span, &name);
            None
        }
    }
}

pub(super) fn row(reader: &Reader<'_>, kind: Kind, id: Spanned<Id>, publicity: Publicity, content: Content) -> Record {
    let key = Key::new(kind, id.value);
    Record {
        key,
        translation: None,
        path: reader.path.clone(),
        span: id.span,
        publicity,
        old_addresses: Vec::new(),
        is_whole: true,
        content,
    }
}

pub(super) fn service(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let name = fields.required(reader, "name", text);
    let abbreviations = fields.list(reader, "abbreviations", string);
    let category = fields.optional(reader, "category", text);
    let url = fields.optional(reader, "url", spanned(url));
    let old_addresses = old_address::of_service(reader, fields.node("aliases"));
    let aliases =
        fields.list(
            reader,
            "aliases",
            |reader, node| {
                if old_address::is_address(node) { None } else { string(reader, node) }
            },
        );
    let service = Service { name: name?, abbreviations, category, url, aliases };
    let record = row(reader, Kind::Service, id?, Publicity::default(), Content::Service(Box::new(service)));
    Some(Record { old_addresses, ..record })
}

pub(super) fn location(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let name = fields.required(reader, "name", text);
    let country = fields.optional(reader, "country", country);
    let kind = fields.optional(reader, "kind", word);
    let parent = fields.optional(reader, "parent", owned(Kind::Location));
    let location = Location { name: name?, country, kind, parent };
    Some(row(reader, Kind::Location, id?, Publicity::default(), Content::Location(Box::new(location))))
}

fn country(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let code = string(reader, node)?;
    if code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()) {
        return Some(code);
    }
    let message = format!("`{code}` is not a country code");
    let letters = "write the two capital letters of ISO 3166-1";
    let meant = [code.trim(), &code.trim().to_uppercase()].into_iter().find_map(country_code);
    let help = match meant.filter(|meant| meant.len() == 2) {
        Some(meant) => Help::from(format!("{letters}: \"{meant}\"")).instead(&code, meant),
        None => format!("{letters}, such as \"BR\"").into(),
    };
    reader.report(&codes::INVALID_VALUE, node.span, message, help);
    None
}

pub(super) fn scope(reader: &mut Reader<'_>, fields: &mut Fields<'_>, index: usize) -> Option<Record> {
    let service = fields.required(reader, "service", owned(Kind::Service));
    let report = fields.required(reader, "report", owned(Kind::Report));
    let environment = fields.optional(reader, "environment", string);
    let location = fields.optional(reader, "location", owned(Kind::Location));
    let status = fields.required(reader, "status", word);
    let note = fields.optional(reader, "note", text);
    let since = fields.optional(reader, "since", spanned(date));
    let until = fields.optional(reader, "until", spanned(date));
    let sources = fields.list(reader, "sources", citation);
    if let (Some(since), Some(until)) = (&since, &until)
        && since.value > until.value
    {
        let message = format!("the entry begins on {} and ends before that, on {}", since.value, until.value);
        reader.report(
            &codes::REVERSED_PERIOD,
            until.span,
            message,
            "exchange `since` and `until`, or correct the wrong one",
        );
    }
    let (service, report) = (service?, report?);
    let span = Span { start: service.span.start.min(report.span.start), end: service.span.end.max(report.span.end) };
    // A row has no name of its own; its place in the file tells it from the others.
    let id = Id::within(reader.whose.folder(), &format!("{}.{}.{index}", service.name(), report.name()))?;
    let entry = ScopeEntry { service, report, environment, location, status: status?, note, since, until, sources };
    let content = Content::Scope(Box::new(entry));
    Some(row(reader, Kind::Scope, Spanned::new(id, span), Publicity::default(), content))
}

pub(super) fn document(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let title = fields.required(reader, "title", text);
    let description = fields.optional(reader, "description", text);
    let kind = fields.required(reader, "kind", word);
    let category = fields.optional(reader, "category", text);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let version = fields.optional(reader, "version", string);
    let date = fields.optional(reader, "date", date);
    let access = fields.required(reader, "access", word);
    let file = fields.optional(reader, "file", file);
    let url = fields.optional(reader, "url", spanned(url));
    let request = fields.optional(reader, "request", spanned(contact_address));
    check_title(reader, title.as_ref(), request.as_ref());
    let sources = fields.list(reader, "sources", citation);
    let access: Access = access?;
    let url = url.filter(|url| is_place(reader, access, file.as_ref(), url));
    let publicity = Publicity { internal: access == Access::Internal, ..Publicity::default() };
    let (title, kind) = (title?, kind?);
    let document =
        Document { title, description, kind, category, order, version, date, access, file, url, request, sources };
    Some(row(reader, Kind::Document, id?, publicity, Content::Document(Box::new(document))))
}

/// Whether a document can have an address elsewhere: it is public, and has no file here.
fn is_place(
    reader: &mut Reader<'_>,
    access: Access,
    file: Option<&Spanned<SourcePath>>,
    url: &Spanned<String>,
) -> bool {
    if access != Access::Public {
        let message = format!("a document with the access `{}` has an address where everybody gets it", access.word());
        let help = "put the address where readers ask for it into `request`, or set `access = \"public\"`";
        reader.report(&codes::INVALID_VALUE, url.span, message, help);
    } else if file.is_some() {
        let message = "the document has a `file` here and a `url` elsewhere";
        let help = "keep `file` for a document that this site publishes, or `url` for one that is published elsewhere";
        reader.report(&codes::INVALID_VALUE, url.span, message, help);
    }
    access == Access::Public && file.is_none()
}

/// A file beside the data file, as a path relative to it.
fn file(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<SourcePath>> {
    let written = string(reader, node)?;
    let path = reader.path.resolve(&written).filter(|path| path.as_str().starts_with("content/"));
    if path.is_none() || written.starts_with('/') {
        let message = format!("`{written}` is not a file of the content");
        reader.report(
            &codes::INVALID_VALUE,
            node.span,
            message,
            "write a path relative to this file: \"files/report.pdf\"",
        );
        return None;
    }
    path.map(|path| Spanned::new(path, node.span))
}

pub(super) fn subprocessor(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let entity = fields.required(reader, "entity", string);
    let url = fields.optional(reader, "url", spanned(url));
    let group = fields.optional(reader, "group", text);
    let country = fields.optional(reader, "country", country);
    let agreement = fields.optional(reader, "agreement", agreement);
    let purpose = fields.optional(reader, "purpose", text);
    let data = fields.list(reader, "data", text);
    let places = fields.list(reader, "places", text);
    let notice = fields.optional(reader, "notice", text);
    let effective_from = fields.optional(reader, "effective_from", spanned(date));
    let ended = fields.optional(reader, "ended", spanned(date));
    let change = fields.optional(reader, "change", change);
    if let (Some(from), Some(ended)) = (&effective_from, &ended)
        && from.value > ended.value
    {
        let message = format!("the engagement begins on {} and ends before that, on {}", from.value, ended.value);
        reader.report(&codes::REVERSED_PERIOD, ended.span, message, "exchange the two dates, or correct the wrong one");
    }
    let entity = entity?;
    let subprocessor = Subprocessor {
        entity,
        url,
        group,
        country,
        agreement,
        purpose,
        data,
        places,
        notice,
        effective_from,
        ended,
        change,
    };
    Some(row(reader, Kind::Subprocessor, id?, Publicity::default(), Content::Subprocessor(Box::new(subprocessor))))
}

/// An agreement: a document of the site by reference, or an address.
fn agreement(reader: &mut Reader<'_>, node: &Node) -> Option<Agreement> {
    match &node.value {
        Value::Text(text) if text.trim_start().starts_with("document:") => {
            reference(reader, node).map(Agreement::Document)
        }
        Value::Text(text) if Id::new(text).is_some_and(|_| !text.contains('.')) => {
            let meant = format!("document:{text}");
            let help = Help::from(format!("write `{meant}`, or its address")).instead(text, &meant);
            reader.report(&codes::INVALID_REFERENCE, node.span, format!("`{text}` is not a reference"), help);
            None
        }
        _ => spanned(url)(reader, node).map(Agreement::Address),
    }
}

fn change(reader: &mut Reader<'_>, node: &Node) -> Option<AnnouncedChange> {
    let mut fields = open(reader, node, format::holdings::CHANGE)?;
    let kind = fields.required(reader, "kind", word);
    let announced_on = fields.optional(reader, "announced_on", date);
    let effective_from = fields.required(reader, "effective_from", date);
    let objection_until = fields.optional(reader, "objection_until", date);
    let by = fields.optional(reader, "by", owned(Kind::Subprocessor));
    let note = fields.optional(reader, "note", text);
    fields.finish(reader);
    let (kind, effective_from) = (kind?, effective_from?);
    let later =
        objection_until.into_iter().chain([effective_from]).find(|day| announced_on.is_some_and(|on| on > *day));
    if let (Some(announced_on), Some(day)) = (announced_on, later) {
        let message = format!("the change is announced on {announced_on}, after {day}, which it announces");
        reader.report(&codes::REVERSED_PERIOD, node.span, message, "correct the wrong one of the dates");
    }
    Some(AnnouncedChange { kind, announced_on, effective_from, objection_until, by, note })
}
