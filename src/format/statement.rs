//! Categories of data, and uses of AI.

use super::Shape::{self, AnyOf, Id, List, Reference, Translated, Word};
use super::common::{DRAFT, LAST_REVIEWED, ORDER, OWNER, PUBLISH_ON, REVIEW_EVERY, ROW_ID, SOURCES, VISIBILITY};
use super::{Field, FileFormat, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::terms::{AiFact, DataFact, Training};

pub(super) static FILES: &[FileFormat] =
    &[FileFormat::many(Kind::Data, DATA, DATA_CATEGORY), FileFormat::many(Kind::Ai, AI, AI_USE)];

const PLACES: Field = optional(
    "places",
    List(&Translated),
    r#"["frankfurt", "US"]"#,
    "Where it is kept or processed: ids or names of locations, countries by code or name, or other words.",
);

const RETENTION: Field =
    optional("retention", Translated, r#""As long as the account exists""#, "How long it is kept.");

pub(crate) const DATA: &Table = &Table {
    name: "data",
    about: "The data that a provider handles, by category.",
    fields: &[optional(
        "category",
        List(&Shape::Table(DATA_CATEGORY)),
        r#"[{ id = "account", name = "Account data" }]"#,
        "The categories, one table each.",
    )],
};

pub(crate) const DATA_CATEGORY: &Table = &Table {
    name: "category",
    about: "A category of data, and what becomes of it.",
    fields: &[
        ROW_ID,
        required("name", Translated, r#""Account data""#, "What the category is called."),
        optional(
            "description",
            Translated,
            r#""What users tell when they sign up.""#,
            "What belongs to it, in a sentence.",
        ),
        optional("examples", List(&Translated), r#"["Names", "Mail addresses"]"#, "Examples of it."),
        optional("subjects", List(&Translated), r#"["Users"]"#, "Whose data it is."),
        optional("purpose", Translated, r#""To let users sign in""#, "What it is used for."),
        PLACES,
        RETENTION,
        optional(
            "deletion",
            Translated,
            r#""Within 30 days after the account is closed""#,
            "How and when it is deleted.",
        ),
        optional("legal_basis", Translated, r#""Contract, Art. 6(1)(b) GDPR""#, "What permits the processing."),
        optional(
            "transfer_basis",
            Translated,
            r#""Standard contractual clauses""#,
            "What permits a transfer to another country.",
        ),
        optional(
            "subprocessors",
            List(&Id(Kind::Subprocessor)),
            r#"["mail"]"#,
            "Who else gets it; an empty list says that nobody does.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<DataFact>)),
            r#"["transfer_basis"]"#,
            "What its provider does not state.",
        ),
        optional(
            "not_applicable",
            List(&Word(words::<DataFact>)),
            r#"["transfer_basis"]"#,
            "What does not apply to it.",
        ),
        SOURCES,
        OWNER,
        LAST_REVIEWED,
        REVIEW_EVERY,
        ORDER,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
    ],
};

pub(crate) const AI: &Table = &Table {
    name: "ai",
    about: "Where a provider uses AI, and what it does with data.",
    fields: &[optional(
        "use",
        List(&Shape::Table(AI_USE)),
        r#"[{ id = "summaries", feature = "Summaries of notes" }]"#,
        "The uses of AI, one table each.",
    )],
};

pub(crate) const AI_USE: &Table = &Table {
    name: "ai.use",
    about: "A use of AI, and what it does with data.",
    fields: &[
        ROW_ID,
        required("feature", Translated, r#""Summaries of notes""#, "What AI is used for, as users know it."),
        optional(
            "description",
            Translated,
            r#""Writes a summary when a user asks for one.""#,
            "What it does, in a sentence.",
        ),
        optional(
            "model_provider",
            AnyOf(&[Reference(&[Kind::Subprocessor]), Translated]),
            r#""subprocessor:model""#,
            "Whose model it is: a subprocessor, or other words.",
        ),
        optional("model", Translated, r#""Example 4""#, "The model."),
        optional("training", Word(training), r#""never""#, "Whether customer data trains a model."),
        optional(
            "data",
            List(&Translated),
            r#"["notes"]"#,
            "What it gets to see: ids or names of categories of data, or other words.",
        ),
        PLACES,
        RETENTION,
        optional("opt_out", Translated, r#""An administrator can turn it off.""#, "How customers opt out."),
        optional(
            "human_review",
            Translated,
            r#""Nobody at Acme reads what it writes.""#,
            "Whether people see what goes in or comes out.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<AiFact>)),
            r#"["human_review"]"#,
            "What its provider does not state.",
        ),
        optional("not_applicable", List(&Word(words::<AiFact>)), r#"["retention"]"#, "What does not apply to it."),
        SOURCES,
        OWNER,
        LAST_REVIEWED,
        REVIEW_EVERY,
        ORDER,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
    ],
};

/// How it is written in place of a word that training is not stated.
pub(crate) const TRAINING_NOT_STATED: &str = "not-stated";

fn training() -> Vec<&'static str> {
    words::<Training>().into_iter().chain([TRAINING_NOT_STATED]).collect()
}
