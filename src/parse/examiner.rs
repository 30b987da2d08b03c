//! Reads who examined, who vouches for them, and where both can be looked up.

use super::fields::{Reader, date, has_field, open, spanned, string, text, url};
use super::node::{Node, Value};
use crate::format;
use crate::model::text::Text;
use crate::model::verification::{Accreditation, Examiner, Register};
use crate::source::Spanned;

/// A name, or a table with the name and where it can be looked up.
pub(super) fn examiner(reader: &mut Reader<'_>, node: &Node) -> Option<Examiner> {
    if !has_field(node, "name") {
        let name = text(reader, node)?;
        return Some(Examiner { name, licence: None, registers: Vec::new(), peer_review: None });
    }
    let mut fields = open(reader, node, format::common::EXAMINER)?;
    let name = fields.required(reader, "name", text);
    let licence = fields.optional(reader, "licence", string);
    let only = fields.optional(reader, "register", register);
    let mut registers = fields.list(reader, "registers", register);
    registers.splice(0..0, only);
    let peer_review = fields.optional(reader, "peer_review", register);
    fields.finish(reader);
    Some(Examiner { name: name?, licence, registers, peer_review })
}

/// A name, or a table with the name, the number of the accreditation and its register.
pub(super) fn accreditation(reader: &mut Reader<'_>, node: &Node) -> Option<Accreditation> {
    if !has_field(node, "body") {
        return text(reader, node).map(|body| Accreditation { body, number: None, register: None });
    }
    let mut fields = open(reader, node, format::common::ACCREDITATION)?;
    let body = fields.required(reader, "body", text);
    let number = fields.optional(reader, "number", string);
    let register = fields.optional(reader, "register", register);
    fields.finish(reader);
    Some(Accreditation { body: body?, number, register })
}

/// An address, the name of a list that has none, or a table with both and the day of the last look.
pub(super) fn register(reader: &mut Reader<'_>, node: &Node) -> Option<Register> {
    let bare = |title, url| Some(Register { title, url, checked_on: None });
    match &node.value {
        Value::Text(text) if text.trim().starts_with("http") => bare(None, Some(spanned(url)(reader, node)?)),
        Value::Table(_) => {
            let mut fields = open(reader, node, format::common::REGISTER)?;
            let title = fields.optional(reader, "title", text);
            let url = fields.optional(reader, "url", spanned(url));
            let checked_on = fields.optional(reader, "checked_on", spanned(date));
            fields.finish(reader);
            Some(Register { title, url, checked_on })
        }
        _ => {
            let title = string(reader, node)?;
            bare(Some(Text::plain(Spanned::new(title, node.span))), None)
        }
    }
}
