//! Reads frameworks and editions of criteria.

use super::fields::{Fields, Reader, id, integer, open, partial_date, period, spanned, string, text, word};
use super::node::Node;
use super::references::citation;
use crate::format;
use crate::model::framework::{Criterion, Edition, Framework, TypeInfo};
use crate::model::key::Key;
use crate::model::{Content, Publicity, Record};

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
        let mut audience = open(reader, node, format::framework::AUDIENCE_OF_FRAMEWORK)?;
        let text = audience.required(reader, "text", text);
        audience.finish(reader);
        text
    });
    let sources = fields.list(reader, "sources", citation);
    let name = name?;
    Some(Record {
        key: key.clone(),
        translation: None,
        path: reader.path.clone(),
        span: name.span(),
        publicity: Publicity::default(),
        old_addresses: Vec::new(),
        is_whole: true,
        content: Content::Framework(Box::new(Framework {
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
        })),
    })
}

fn type_info(reader: &mut Reader<'_>, node: &Node) -> Option<TypeInfo> {
    let mut fields = open(reader, node, format::framework::REPORT_TYPE)?;
    let id = fields.required(reader, "id", word);
    let name = fields.optional(reader, "name", text);
    let text = fields.optional(reader, "text", text);
    fields.finish(reader);
    Some(TypeInfo { id: id?, name, text })
}

pub(super) fn edition(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let name = fields.required(reader, "name", text);
    let summary = fields.optional(reader, "summary", text);
    let published = fields.optional(reader, "published", partial_date);
    let transition = fields.optional(reader, "transition", period).map(|period| period.value);
    let predecessor = fields.optional(reader, "predecessor", spanned(id));
    let categories = fields.list(reader, "categories", word);
    let criteria = fields.list(reader, "criterion", |reader, node| {
        let mut criterion = open(reader, node, format::framework::CRITERION)?;
        let id = criterion.required(reader, "id", spanned(string));
        let label = criterion.optional(reader, "label", text);
        let category = criterion.optional(reader, "category", word);
        criterion.finish(reader);
        Some(Criterion { id: id?, label, category })
    });
    let sources = fields.list(reader, "sources", citation);
    let name = name?;
    Some(Record {
        key: key.clone(),
        translation: None,
        path: reader.path.clone(),
        span: name.span(),
        publicity: Publicity::default(),
        old_addresses: Vec::new(),
        is_whole: true,
        content: Content::Edition(Box::new(Edition {
            name,
            summary,
            published,
            transition,
            predecessor,
            categories,
            criteria,
            sources,
        })),
    })
}
