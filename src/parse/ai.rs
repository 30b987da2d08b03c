//! The fields of a use of AI, and how they are read.

use super::fields::{Fields, Reader, integer, spanned, text, word_besides};
use super::node::{Node, Value};
use super::publicity::publicity;
use super::record::{row, row_id};
use super::references::{SOURCES, citation, reference};
use super::statement::{RETENTION, places, review, silence};
use crate::format::Shape::{self, AnyOf, List, Reference, Translated, Word};
use crate::format::common::{DRAFT, LAST_REVIEWED, ORDER, OWNER, PUBLISH_ON, REVIEW_EVERY, ROW_ID, VISIBILITY};
use crate::format::{Table, optional, required, words};
use crate::model::ai::{AiUse, ModelProvider};
use crate::model::kinds::Kind;
use crate::model::terms::{AiFact, Training};
use crate::model::{Content, Record};

pub(super) const AI: &Table = &Table {
    name: "ai",
    about: "Where a provider uses AI, and what it does with data.",
    fields: &[optional(
        "use",
        List(&Shape::Table(AI_USE)),
        r#"[{ id = "summaries", feature = "Summaries of notes" }]"#,
        "The uses of AI, one table each.",
    )],
};

pub(super) const AI_USE: &Table = &Table {
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
        places("Where it runs: ids or names of locations, countries by code or name, or other words."),
        RETENTION,
        optional("opt_out", Translated, r#""An administrator can turn it off.""#, "How customers opt in or out."),
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
const TRAINING_NOT_STATED: &str = "not-stated";

fn training() -> Vec<&'static str> {
    words::<Training>().into_iter().chain([TRAINING_NOT_STATED]).collect()
}

pub(super) fn ai_use(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Record> {
    let id = row_id(reader, fields);
    let feature = fields.required(reader, "feature", text);
    let publicity = publicity(reader, fields);
    let mut given = |name: &'static str| fields.optional(reader, name, text);
    let (description, model, retention) = (given("description"), given("model"), given("retention"));
    let (opt_out, human_review) = (given("opt_out"), given("human_review"));
    let mut silence = silence(reader, fields);
    let training = fields.node("training");
    if let Some(node) = training.filter(|node| is_not_stated(node)) {
        silence.not_stated.insert(AiFact::Training, node.span);
    }
    let training = training.filter(|node| !is_not_stated(node));
    let ai_use = AiUse {
        description,
        model_provider: fields.optional(reader, "model_provider", model_provider),
        model,
        training: training.and_then(|node| spanned(trained)(reader, node)),
        data: fields.list(reader, "data", text),
        places: fields.list(reader, "places", text),
        retention,
        opt_out,
        human_review,
        silence,
        sources: fields.list(reader, "sources", citation),
        review: review(reader, fields),
        order: fields.optional(reader, "order", integer).unwrap_or(0),
        feature: feature?,
    };
    Some(row(reader, Kind::Ai, id?, publicity, Content::Ai(Box::new(ai_use))))
}

/// Whether customer data trains a model, where somebody says so.
fn trained(reader: &mut Reader<'_>, node: &Node) -> Option<Training> {
    word_besides(reader, node, &[TRAINING_NOT_STATED])
}

fn is_not_stated(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if text.trim() == TRAINING_NOT_STATED)
}

/// Whose model it is: a subprocessor by reference, or words.
fn model_provider(reader: &mut Reader<'_>, node: &Node) -> Option<ModelProvider> {
    match &node.value {
        Value::Text(text) if text.trim_start().starts_with("subprocessor:") => {
            reference(reader, node).map(ModelProvider::Subprocessor)
        }
        _ => text(reader, node).map(ModelProvider::Words),
    }
}
