//! Topics, and the front matter of questions.

use super::Shape::{self, Id, List, Reference, Text, Translated, Word};
use super::common::{ALIASES, DRAFT, LAST_REVIEWED, ORDER, OWNER, PUBLISH_ON, REVIEW_EVERY, SOURCES};
use super::{Field, FileFormat, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::terms::{Audience, Category, Visibility};

pub(super) static FILES: &[FileFormat] =
    &[FileFormat::one(Kind::Topic, TOPIC), FileFormat::prose(Kind::Entry, ENTRY, ENTRY_TRANSLATION)];

pub(crate) const TOPIC: &Table = &Table {
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

const QUESTION: Field = required(
    "question",
    Text,
    r#""Do you enforce MFA?""#,
    "The question as a reader would ask it, in the language of the file; the text below answers it.",
);

pub(crate) const ENTRY: &Table = &Table {
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

pub(crate) const ENTRY_TRANSLATION: &Table = &Table {
    name: "faq-translation",
    about: "A question in another language, with the facts of the original.",
    fields: &[QUESTION, LAST_REVIEWED, DRAFT, ALIASES],
};

pub(crate) const EVIDENCE: &Table = &Table {
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
