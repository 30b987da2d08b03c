//! Reads groups of controls, each with its controls.

use super::codes;
use super::fields::{Fields, Reader, date, integer, open, spanned, string, text, word};
use super::front::{self, Language};
use super::node::Node;
use super::publicity::publicity;
use super::references::{citation, owned, reference};
use super::report::exceptions;
use super::statement::review;
use super::{Gaps, Parsed, fields, has_errors_behind, old_address};
use crate::format;
use crate::model::control::{Control, ControlEvidence, ControlGroup, CriterionId};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::terms::ControlFact;
use crate::model::{Content, Publicity, Record};
use crate::path::Id;
use crate::source::{Source, Span, Spanned};

/// A file that holds a group, and as many controls as it has tables of a name.
pub(super) fn group_with_controls(source: &Source, key: &Key, table: &'static str, parsed: &mut Parsed) {
    let Parsed { records, problems, gaps } = parsed;
    let node = front::read(source, Language::Toml, 0..source.text.len(), problems);
    let mut reader = Reader { path: &source.path, out: problems, whose: key.whose() };
    let opened = node.as_ref().and_then(|node| fields::open_file(&mut reader, node, format::control::CONTROL_GROUP));
    let (Some(node), Some(mut fields)) = (&node, opened) else {
        *gaps = Gaps::Any;
        return;
    };
    let group = group(&mut reader, &mut fields, key);
    let publicity = group.as_ref().map(|group| group.publicity.clone()).unwrap_or_default();
    let rows = fields.each(&mut reader, table, |_, node| Some(node.clone()));
    fields.finish(&mut reader);
    if rows.is_empty() && reader.out.is_empty() {
        let message = format!("the group has no `[[{table}]]`");
        reader.report(&codes::EMPTY_FILE, Span::default(), message, "add one, or remove the file");
    }
    if group.is_none() {
        *gaps = Gaps::Any;
    }
    records.extend(group.map(|group| Record { is_whole: group.is_whole && node.is_readable(), ..group }));
    for (place, row) in (0_i64..).zip(&rows) {
        let control = control(&mut reader, row, key, place);
        if control.is_none() {
            gaps.note(row);
        }
        records.extend(control.map(|control| within(control, &publicity)));
    }
}

/// A control is seen only together with its group.
fn within(control: Record, group: &Publicity) -> Record {
    let own = control.publicity;
    let publicity = Publicity {
        draft: own.draft || group.draft,
        internal: own.internal || group.internal,
        publish_on: own.publish_on.max(group.publish_on),
    };
    Record { publicity, ..control }
}

fn group(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let n_before = reader.out.len();
    let title = fields.required(reader, "title", text);
    let summary = fields.optional(reader, "summary", text);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let review = review(reader, fields);
    let publicity = publicity(reader, fields);
    let old_addresses = old_address::of_file(reader, fields, key.kind);
    let is_whole = !has_errors_behind(reader, n_before);
    let title = title?;
    Some(Record {
        key: key.clone(),
        translation: None,
        path: reader.path.clone(),
        span: title.span(),
        publicity,
        old_addresses,
        is_whole,
        content: Content::ControlGroup(Box::new(ControlGroup { title, summary, order, review })),
    })
}

fn control(reader: &mut Reader<'_>, row: &Node, group: &Key, place: i64) -> Option<Record> {
    let n_before = reader.out.len();
    let mut fields = open(reader, row, format::control::CONTROL)?;
    let id = fields.required(reader, "id", spanned(|reader, node| member(reader, node, &group.id)));
    let title = fields.required(reader, "title", text);
    let statement = fields.optional(reader, "statement", text);
    let criteria = fields.list(reader, "criteria", spanned(criterion));
    let evidence = fields.list(reader, "evidence", evidence);
    let questions = fields.list(reader, "questions", owned(Kind::Entry));
    let services = fields.list(reader, "services", owned(Kind::Service));
    let operated_since = fields.optional(reader, "operated_since", spanned(date));
    let not_stated: Vec<Spanned<ControlFact>> = fields.list(reader, "not_stated", spanned(word));
    let sources = fields.list(reader, "sources", citation);
    let publicity = publicity(reader, &mut fields);
    fields.finish(reader);
    let is_whole = row.is_readable() && !has_errors_behind(reader, n_before);
    let (id, title) = (id?, title?);
    let not_stated = not_stated.into_iter().map(|fact| (fact.value, fact.span)).collect();
    let control = Control {
        title,
        statement,
        place,
        criteria,
        evidence,
        questions,
        services,
        operated_since,
        not_stated,
        sources,
    };
    Some(Record {
        key: Key::new(Kind::Control, id.value),
        translation: None,
        path: reader.path.clone(),
        span: id.span,
        publicity,
        old_addresses: Vec::new(),
        is_whole,
        content: Content::Control(Box::new(control)),
    })
}

/// The id of a control, which names it within its group.
fn member(reader: &mut Reader<'_>, node: &Node, group: &Id) -> Option<Id> {
    let name = string(reader, node)?;
    let id = group.member(&name);
    if id.is_none() {
        fields::invalid_id(reader, node.span, &name);
    }
    id
}

/// A criterion with its edition before it.
fn criterion(reader: &mut Reader<'_>, node: &Node) -> Option<CriterionId> {
    let written = string(reader, node)?;
    let parts = written.split_once('/').filter(|(_, criterion)| !criterion.is_empty());
    let named = parts.and_then(|(edition, criterion)| Some((Id::new(edition)?, criterion)));
    if named.is_none() {
        let message = format!("`{written}` names no criterion of an edition");
        let help = "write the edition before the criterion, as in `tsp-100-2017/CC6.1`";
        reader.report(&codes::INVALID_REFERENCE, node.span, message, help);
    }
    named.map(|(edition, criterion)| CriterionId { edition, criterion: criterion.to_owned() })
}

/// What stands behind a control: a report, of which exceptions may be known, or a document.
fn evidence(reader: &mut Reader<'_>, node: &Node) -> Option<ControlEvidence> {
    let mut fields = open(reader, node, format::control::CONTROL_EVIDENCE)?;
    let record = fields.required(reader, "ref", reference);
    let section = fields.optional(reader, "section", text);
    let exceptions = fields.optional(reader, "exceptions", spanned(exceptions));
    fields.finish(reader);
    let record = record?;
    if !matches!(record.kind, Kind::Report | Kind::Document) {
        let message = format!("`{}` is neither a report nor a document", record.value);
        let help = "name a `report:` or a `document:`; answers stand in `questions`";
        reader.report(&codes::INVALID_REFERENCE, record.span, message, help);
        return None;
    }
    if let Some(exceptions) = exceptions.as_ref().filter(|_| record.kind != Kind::Report) {
        let message = "only a report tells of exceptions that an auditor found";
        let help = "remove `exceptions`, or name the report that tells of them";
        reader.report(&codes::INVALID_VALUE, exceptions.span, message, help);
    }
    Some(ControlEvidence { record, section, exceptions: exceptions.map(|exceptions| exceptions.value) })
}
