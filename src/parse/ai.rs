//! Reads uses of AI.

use super::fields::{Fields, Reader, integer, spanned, text, word};
use super::node::{Node, Value};
use super::publicity::publicity;
use super::references::{citation, reference};
use super::row::{row, row_id};
use super::statement::{review, silence};
use crate::format::statement::TRAINING_NOT_STATED;
use crate::model::ai::{AiUse, ModelProvider};
use crate::model::kinds::Kind;
use crate::model::terms::AiFact;
use crate::model::{Content, Record};

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
        training: training.and_then(|node| spanned(word)(reader, node)),
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
