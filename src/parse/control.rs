//! The fields of a group of controls and of the controls in it, and how they are read.

use super::codes;
use super::exceptions::{EXCEPTIONS, exceptions};
use super::fields::{Fields, Reader, date, integer, open, spanned, string, text};
use super::front::{self, Language};
use super::node::Node;
use super::publicity::publicity;
use super::record::record;
use super::references::{SOURCES, citation, owned, reference};
use super::statement::{facts, review};
use super::{Gaps, Parsed, fields, has_errors_behind, old_address};
use crate::format::Shape::{self, Day, Formed, List, Reference, Translated, Word};
use crate::format::common::{ALIASES, DRAFT, LAST_REVIEWED, ORDER, OWNER, PUBLISH_ON, REVIEW_EVERY, VISIBILITY};
use crate::format::form::{CRITERION_ID, OWN_ID};
use crate::format::{Table, optional, required, words};
use crate::model::control::{Control, ControlEvidence, ControlGroup, CriterionId};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::terms::ControlFact;
use crate::model::{Content, Publicity, Record};
use crate::path::Id;
use crate::source::{Source, Span, Spanned};

pub(super) const CONTROL_GROUP: &Table = &Table {
    name: "controls",
    about: "A group of controls.",
    fields: &[
        required("title", Translated, r#""Access""#, "What the group is called."),
        optional(
            "summary",
            Translated,
            r#""Who can sign in, and how.""#,
            "What its controls are about, in a sentence.",
        ),
        ORDER,
        OWNER,
        LAST_REVIEWED,
        REVIEW_EVERY,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
        ALIASES,
        optional(
            "control",
            List(&Shape::Table(CONTROL)),
            r#"[{ id = "mfa", title = "Everybody signs in with two factors" }]"#,
            "The controls, one table each, in the order in which readers see them.",
        ),
    ],
};

/// A file that holds a group, and as many controls as it has tables of a name.
pub(super) fn group_with_controls(source: &Source, key: &Key, table: &'static str, parsed: &mut Parsed) {
    let Parsed { records, problems, gaps } = parsed;
    let node = front::read(source, Language::Toml, 0..source.text.len(), problems);
    let mut reader = Reader { path: &source.path, out: problems, whose: key.whose() };
    let opened = node.as_ref().and_then(|node| fields::open_file(&mut reader, node, CONTROL_GROUP));
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
        old_addresses,
        is_whole,
        ..record(
            reader,
            Spanned::new(key.clone(), title.span()),
            publicity,
            Content::ControlGroup(Box::new(ControlGroup { title, summary, order, review })),
        )
    })
}

pub(super) const CONTROL: &Table = &Table {
    name: "control",
    about: "Something that a provider does to protect what it was given.",
    fields: &[
        required(
            "id",
            Formed(OWN_ID),
            r#""mfa""#,
            "Names the control within its group: `control:access/mfa` refers to it.",
        ),
        required("title", Translated, r#""Everybody signs in with two factors""#, "The control, in a line."),
        optional(
            "statement",
            Translated,
            r#""Sign-in needs a password and a key.""#,
            "What is done, in the provider's own words.",
        ),
        optional(
            "criteria",
            List(&Formed(CRITERION_ID)),
            r#"["tsp-100-2017/CC6.1"]"#,
            "The criteria that it meets, each behind its edition.",
        ),
        optional(
            "evidence",
            List(&Shape::Table(CONTROL_EVIDENCE)),
            r#"[{ ref = "report:soc-2-2026", section = "CC6.1" }]"#,
            "The reports and documents that stand behind it.",
        ),
        optional(
            "questions",
            List(&Shape::Id(Kind::Entry)),
            r#"["access/mfa"]"#,
            "The questions whose answers tell of it.",
        ),
        optional(
            "services",
            List(&Shape::Id(Kind::Service)),
            r#"["vault"]"#,
            "The services that it is about; all when left out.",
        ),
        optional(
            "operated_since",
            Day,
            "2025-01-01",
            "The first day on which it operated; no earlier report can have examined it.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<ControlFact>)),
            r#"["operated_since"]"#,
            "What its provider does not state.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
    ],
};

fn control(reader: &mut Reader<'_>, row: &Node, group: &Key, place: i64) -> Option<Record> {
    let n_before = reader.out.len();
    let mut fields = open(reader, row, CONTROL)?;
    let id = fields.required(reader, "id", spanned(|reader, node| member(reader, node, &group.id)));
    let title = fields.required(reader, "title", text);
    let statement = fields.optional(reader, "statement", text);
    let criteria = fields.list(reader, "criteria", spanned(criterion));
    let evidence = fields.list(reader, "evidence", evidence);
    let questions = fields.list(reader, "questions", owned(Kind::Entry));
    let services = fields.list(reader, "services", owned(Kind::Service));
    let operated_since = fields.optional(reader, "operated_since", spanned(date));
    let not_stated = facts(reader, &mut fields, "not_stated");
    let sources = fields.list(reader, "sources", citation);
    let publicity = publicity(reader, &mut fields);
    fields.finish(reader);
    let is_whole = row.is_readable() && !has_errors_behind(reader, n_before);
    let (id, title) = (id?, title?);
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
        is_whole,
        ..record(
            reader,
            Spanned::new(Key::new(Kind::Control, id.value), id.span),
            publicity,
            Content::Control(Box::new(control)),
        )
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

const CONTROL_EVIDENCE: &Table = &Table {
    name: "control.evidence",
    about: "A report or a document that stands behind a control.",
    fields: &[
        required(
            "ref",
            Reference(&[Kind::Report, Kind::Document]),
            r#""report:soc-2-2026""#,
            "The report or the document.",
        ),
        optional("section", Translated, r#""Section 4, CC6.1""#, "Where in it."),
        optional(
            "exceptions",
            Shape::Table(EXCEPTIONS),
            "{ count = 0 }",
            "The deviations that the auditor found of this control.",
        ),
    ],
};

/// What stands behind a control: a report, of which exceptions may be known, or a document.
fn evidence(reader: &mut Reader<'_>, node: &Node) -> Option<ControlEvidence> {
    let mut fields = open(reader, node, CONTROL_EVIDENCE)?;
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
