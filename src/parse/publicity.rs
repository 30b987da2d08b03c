//! Who may see a record that is seen whole or not at all.

use super::codes;
use super::fields::{Fields, Reader, boolean, date, word};
use super::node::Node;
use crate::model::Publicity;
use crate::model::terms::Visibility;

/// Reads `draft`, `visibility` and `publish_on`.
pub(super) fn publicity(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Publicity {
    let draft = fields.optional(reader, "draft", boolean).unwrap_or(false);
    let visibility = fields.optional(reader, "visibility", visibility).unwrap_or(Visibility::Public);
    let publish_on = fields.optional(reader, "publish_on", date);
    Publicity { draft, internal: visibility != Visibility::Public, publish_on }
}

fn visibility(reader: &mut Reader<'_>, node: &Node) -> Option<Visibility> {
    let visibility = word(reader, node)?;
    if visibility == Visibility::QuestionOnly {
        let message = "only an answer has a question that could be shown alone";
        reader.report(&codes::INVALID_VALUE, node.span, message, "use `internal` to hide it, or `public`");
    }
    Some(visibility)
}
