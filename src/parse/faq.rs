//! The fields of topics and questions, and how they are read.

use super::File;
use super::fields::{Fields, Reader, boolean, date, id, integer, interval, open, spanned, string, text, word};
use super::node::Node;
use super::record::record;
use super::references::{SOURCES, citation, owned, reference};
use crate::format::Shape::{self, Id, List, Reference, Text, Translated, Word};
use crate::format::common::{ALIASES, DRAFT, LAST_REVIEWED, ORDER, OWNER, PUBLISH_ON, REVIEW_EVERY};
use crate::format::{Field, Table, optional, required, words};
use crate::model::faq::{Entry, Evidence, Topic};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::terms::{Audience, Category, Visibility};
use crate::model::{Content, Publicity, Record};
use crate::source::{Span, Spanned};

pub(super) const TOPIC: &Table = &Table {
    name: "topic",
    about: "A topic of questions: the folder that the file lies in.",
    fields: &[
        required("title", Translated, r#""Access""#, "What the topic is called."),
        optional(
            "summary",
            Translated,
            r#""Who can sign in, and how.""#,
            "What its questions are about, in a sentence.",
        ),
        ORDER,
        ALIASES,
    ],
};

pub(super) fn topic(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let title = fields.required(reader, "title", text);
    let summary = fields.optional(reader, "summary", text);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let title = title?;
    Some(record(
        reader,
        Spanned::new(key.clone(), title.span()),
        Publicity::default(),
        Content::Topic(Box::new(Topic { title, summary, order })),
    ))
}

const QUESTION: Field = required(
    "question",
    Text,
    r#""Do you enforce MFA?""#,
    "The question as a reader would ask it, in the language of the file; the text below answers it.",
);

pub(super) const ENTRY: &Table = &Table {
    name: "faq",
    about: "A question, whose text answers it.",
    fields: &[
        QUESTION,
        LAST_REVIEWED,
        DRAFT,
        ORDER,
        optional("tags", List(&Text), r#"["passwords"]"#, "Words by which readers filter the questions."),
        optional("audiences", List(&Word(words::<Audience>)), r#"["customer", "user-auditor"]"#, "Who asks this."),
        optional("providers", List(&Id(Kind::Provider)), r#"["acme"]"#, "The providers that the answer is about."),
        optional("frameworks", List(&Id(Kind::Framework)), r#"["soc-2"]"#, "The frameworks that the answer is about."),
        optional(
            "evidence",
            List(&Shape::Table(EVIDENCE)),
            r#"[{ ref = "report:soc-2-2026", section = "CC6.1" }]"#,
            "The records that show that the answer is true.",
        ),
        OWNER,
        REVIEW_EVERY,
        optional(
            "visibility",
            Word(words::<Visibility>),
            r#""question-only""#,
            "How much readers see: all of it, the question and whom to ask, or nothing; `public` when left out.",
        ),
        optional(
            "questionnaire",
            List(&Text),
            r#"["CAIQ IAM-14.1"]"#,
            "The questions of questionnaires that it answers, each behind the prefix of its questionnaire.",
        ),
        optional("related", List(&Id(Kind::Entry)), r#"["access/sso"]"#, "Other questions that its readers may have."),
        SOURCES,
        PUBLISH_ON,
        ALIASES,
    ],
};

pub(super) const ENTRY_TRANSLATION: &Table = &Table {
    name: "faq-translation",
    about: "A question in another language, with the facts of the original.",
    fields: &[QUESTION, LAST_REVIEWED, DRAFT, ALIASES],
};

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
        translation: file.translation.cloned(),
        ..record(reader, Spanned::new(file.key.clone(), span), publicity, Content::Entry(Box::new(entry)))
    })
}

const EVIDENCE: &Table = &Table {
    name: "faq.evidence",
    about: "A record that shows that an answer is true.",
    fields: &[
        required(
            "ref",
            Reference(&[]),
            r#""report:soc-2-2026""#,
            "The record: a report, a document, a control or any other.",
        ),
        optional("section", Text, r#""Section 4, CC6.1""#, "Where in it."),
        optional(
            "criteria",
            List(&Word(words::<Category>)),
            r#"["security"]"#,
            "The categories of criteria that it is about.",
        ),
    ],
};

fn evidence(reader: &mut Reader<'_>, node: &Node) -> Option<Evidence> {
    let mut fields = open(reader, node, EVIDENCE)?;
    let record = fields.required(reader, "ref", reference);
    let section = fields.optional(reader, "section", string);
    let criteria = fields.list(reader, "criteria", word);
    fields.finish(reader);
    Some(Evidence { record: record?, section, criteria })
}
