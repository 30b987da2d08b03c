//! Reads the home page, free pages, updates and terms.

use super::File;
use super::codes;
use super::fields::{Fields, Reader, boolean, date, integer, open, partial_date, spanned, string, text, word};
use super::node::Node;
use super::references::{citation, reference};
use crate::format;
use crate::model::date::Date;
use crate::model::kinds::Kind;
use crate::model::prose::{Deprecated, Prose, Term, Update};
use crate::model::terms::UpdateKind;
use crate::model::{Content, Publicity, Record};
use crate::source::Span;

fn record(reader: &Reader<'_>, file: &File<'_>, span: Span, draft: bool, content: Content) -> Record {
    Record {
        key: file.key.clone(),
        translation: file.translation.cloned(),
        path: reader.path.clone(),
        span,
        publicity: Publicity { draft, ..Publicity::default() },
        old_addresses: Vec::new(),
        is_whole: true,
        content,
    }
}

pub(super) fn page(reader: &mut Reader<'_>, fields: &mut Fields<'_>, mut file: File<'_>) -> Option<Record> {
    let is_home = file.key.kind == Kind::Home;
    let title = if is_home { fields.optional(reader, "title", text) } else { fields.required(reader, "title", text) };
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let draft = !is_home && fields.optional(reader, "draft", boolean).unwrap_or(false);
    if title.is_none() && !is_home {
        return None;
    }
    let span = title.as_ref().map_or(Span::default(), crate::model::text::Text::span);
    let prose = Box::new(Prose { title, order, body: std::mem::take(&mut file.body) });
    let content = if is_home { Content::Home(prose) } else { Content::Page(prose) };
    Some(record(reader, &file, span, draft, content))
}

pub(super) fn update(reader: &mut Reader<'_>, fields: &mut Fields<'_>, mut file: File<'_>) -> Option<Record> {
    let title = fields.required(reader, "title", spanned(string));
    let draft = fields.optional(reader, "draft", boolean).unwrap_or(false);
    let (mut kind, mut effective, mut affects) = (UpdateKind::Other, None, Vec::new());
    if file.translation.is_none() {
        kind = fields.optional(reader, "kind", word).unwrap_or(kind);
        effective = fields.optional(reader, "effective", date);
        affects = fields.list(reader, "affects", reference);
    }
    let day = file.key.id.as_str().get(..10).and_then(Date::parse);
    if day.is_none() {
        let message = "the file's name does not begin with a date";
        let help = "name it after its day: 2026-01-31-what-happened.md";
        reader.report(&codes::INVALID_DATE, Span::default(), message, help);
    }
    let title = title?;
    let span = title.span;
    let date = day?;
    let update = Update { title, date, kind, effective, affects, body: std::mem::take(&mut file.body) };
    let mut record = record(reader, &file, span, draft, Content::Update(Box::new(update)));
    // News of a later day is for that day.
    record.publicity.publish_on = Some(date);
    Some(record)
}

pub(super) fn term(reader: &mut Reader<'_>, fields: &mut Fields<'_>, mut file: File<'_>) -> Option<Record> {
    let name = fields.required(reader, "name", text);
    let aliases = fields.list(reader, "aliases", string);
    let deprecated = fields.list(reader, "deprecated", deprecated);
    let sources = fields.list(reader, "sources", citation);
    let draft = fields.optional(reader, "draft", boolean).unwrap_or(false);
    let name = name?;
    let span = name.span();
    let term = Term { name, aliases, deprecated, sources, body: std::mem::take(&mut file.body) };
    Some(record(reader, &file, span, draft, Content::Term(Box::new(term))))
}

fn deprecated(reader: &mut Reader<'_>, node: &Node) -> Option<Deprecated> {
    let mut fields = open(reader, node, format::prose::DEPRECATED)?;
    let text = fields.required(reader, "text", string);
    let instead = fields.optional(reader, "use", string);
    let since = fields.optional(reader, "since", partial_date);
    fields.finish(reader);
    Some(Deprecated { text: text?, instead, since })
}
