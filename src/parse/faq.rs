//! Reads topics and questions.

use super::File;
use super::fields::{Fields, Reader, boolean, date, id, integer, interval, open, spanned, string, text, word};
use super::node::Node;
use super::references::{citation, owned, reference};
use crate::format;
use crate::model::faq::{Entry, Evidence, Topic};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::terms::Visibility;
use crate::model::{Content, Publicity, Record};
use crate::source::{Span, Spanned};

pub(super) fn topic(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let title = fields.required(reader, "title", text);
    let summary = fields.optional(reader, "summary", text);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let title = title?;
    Some(Record {
        key: key.clone(),
        translation: None,
        path: reader.path.clone(),
        span: title.span(),
        publicity: Publicity::default(),
        old_addresses: Vec::new(),
        is_whole: true,
        content: Content::Topic(Box::new(Topic { title, summary, order })),
    })
}

pub(super) fn entry(reader: &mut Reader<'_>, fields: &mut Fields<'_>, file: File<'_>) -> Option<Record> {
    let question = fields.required(reader, "question", spanned(string));
    let last_reviewed = fields.optional(reader, "last_reviewed", spanned(date));
    let draft = fields.optional(reader, "draft", boolean).unwrap_or(false);
    let mut publicity = Publicity { draft, ..Publicity::default() };
    // Without a question there is no entry, but its other fields are known all the same.
    let is_asked = question.is_some();
    let question = question.unwrap_or_else(|| Spanned::new(String::new(), Span::default()));
    let span = question.span;
    let mut entry = Entry {
        question,
        order: 0,
        tags: Vec::new(),
        audiences: Vec::new(),
        providers: Vec::new(),
        frameworks: Vec::new(),
        evidence: Vec::new(),
        owner: None,
        last_reviewed,
        review_every: None,
        visibility: Visibility::Public,
        questionnaire: Vec::new(),
        related: Vec::new(),
        sources: Vec::new(),
        body: file.body,
    };
    // A translation has the original's facts; only its words, its review and its old addresses are its own.
    if file.translation.is_none() {
        entry.order = fields.optional(reader, "order", integer).unwrap_or(0);
        entry.tags = fields.list(reader, "tags", string);
        entry.audiences = fields.list(reader, "audiences", word);
        entry.providers = fields.list(reader, "providers", owned(Kind::Provider));
        entry.frameworks = fields.list(reader, "frameworks", spanned(id));
        entry.evidence = fields.list(reader, "evidence", evidence);
        entry.owner = fields.optional(reader, "owner", string);
        entry.review_every = fields.optional(reader, "review_every", interval);
        entry.visibility = fields.optional(reader, "visibility", word).unwrap_or(Visibility::Public);
        entry.questionnaire = fields.list(reader, "questionnaire", spanned(string));
        entry.related = fields.list(reader, "related", owned(Kind::Entry));
        entry.sources = fields.list(reader, "sources", citation);
        publicity.publish_on = fields.optional(reader, "publish_on", date);
        publicity.internal = entry.visibility == Visibility::Internal;
    }
    is_asked.then(|| Record {
        key: file.key.clone(),
        translation: file.translation.cloned(),
        path: reader.path.clone(),
        span,
        publicity,
        old_addresses: Vec::new(),
        is_whole: true,
        content: Content::Entry(Box::new(entry)),
    })
}

fn evidence(reader: &mut Reader<'_>, node: &Node) -> Option<Evidence> {
    let mut fields = open(reader, node, format::faq::EVIDENCE)?;
    let record = fields.required(reader, "ref", reference);
    let section = fields.optional(reader, "section", string);
    let criteria = fields.list(reader, "criteria", word);
    fields.finish(reader);
    Some(Evidence { record: record?, section, criteria })
}
