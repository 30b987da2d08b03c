//! Who examined, who vouches for them, and where both can be looked up: fields, and how they are read.

use super::fields::{Reader, date, has_field, open, spanned, string, text, url};
use super::node::{Node, Value};
use crate::format::Shape::{self, AnyOf, Day, Formed, List, Translated};
use crate::format::form::WEB_ADDRESS;
use crate::format::{Table, optional, required};
use crate::model::text::Text;
use crate::model::verification::{Accreditation, Examiner, Register};
use crate::source::Spanned;

/// Who examined: a name, or a table with more.
pub(super) const AN_EXAMINER: Shape = AnyOf(&[Translated, Shape::Table(EXAMINER)]);

const EXAMINER: &Table = &Table {
    name: "examiner",
    about: "Who examined, and where their licence can be looked up.",
    fields: &[
        required("name", Translated, r#""Example Audit LLP""#, "The name of the firm."),
        optional("licence", Shape::Text, r#""4711""#, "The number of their licence."),
        optional("register", A_REGISTER, r#""https://board.example/4711""#, "Where the licence can be looked up."),
        optional(
            "registers",
            List(&A_REGISTER),
            r#"[{ title = "State board", url = "https://board.example/4711" }]"#,
            "The same, for a firm that stands in several registers.",
        ),
        optional(
            "peer_review",
            A_REGISTER,
            r#""https://peer.example/4711""#,
            "Where the latest peer review is published.",
        ),
    ],
};

/// A name, or a table with the name and where it can be looked up.
pub(super) fn examiner(reader: &mut Reader<'_>, node: &Node) -> Option<Examiner> {
    if !has_field(node, "name") {
        let name = text(reader, node)?;
        return Some(Examiner { name, licence: None, registers: Vec::new(), peer_review: None });
    }
    let mut fields = open(reader, node, EXAMINER)?;
    let name = fields.required(reader, "name", text);
    let licence = fields.optional(reader, "licence", string);
    let only = fields.optional(reader, "register", register);
    let mut registers = fields.list(reader, "registers", register);
    registers.splice(0..0, only);
    let peer_review = fields.optional(reader, "peer_review", register);
    fields.finish(reader);
    Some(Examiner { name: name?, licence, registers, peer_review })
}

pub(super) const ACCREDITATION: &Table = &Table {
    name: "accreditation",
    about: "Who vouches for a certification body.",
    fields: &[
        required("body", Translated, r#""ANAB""#, "The accreditation body."),
        optional("number", Shape::Text, r#""MS-2077""#, "The number of the accreditation."),
        optional("register", A_REGISTER, r#""https://anab.example/ms-2077""#, "Where it can be looked up."),
    ],
};

/// A name, or a table with the name, the number of the accreditation and its register.
pub(super) fn accreditation(reader: &mut Reader<'_>, node: &Node) -> Option<Accreditation> {
    if !has_field(node, "body") {
        return text(reader, node).map(|body| Accreditation { body, number: None, register: None });
    }
    let mut fields = open(reader, node, ACCREDITATION)?;
    let body = fields.required(reader, "body", text);
    let number = fields.optional(reader, "number", string);
    let register = fields.optional(reader, "register", register);
    fields.finish(reader);
    Some(Accreditation { body: body?, number, register })
}

/// A register: its address, its name, or both.
pub(super) const A_REGISTER: Shape = AnyOf(&[Shape::Text, Shape::Table(REGISTER)]);

const REGISTER: &Table = &Table {
    name: "register",
    about: "A public register in which something can be looked up.",
    fields: &[
        optional("title", Translated, r#""State board of accountancy""#, "What the register is called."),
        optional("url", Formed(WEB_ADDRESS), r#""https://board.example/4711""#, "The entry in it."),
        optional("checked_on", Day, "2026-01-31", "The day on which you last found the entry there."),
    ],
};

/// An address, the name of a list that has none, or a table with both and the day of the last look.
pub(super) fn register(reader: &mut Reader<'_>, node: &Node) -> Option<Register> {
    let bare = |title, url| Some(Register { title, url, checked_on: None });
    match &node.value {
        Value::Text(text) if text.trim().starts_with("http") => bare(None, Some(spanned(url)(reader, node)?)),
        Value::Table(_) => {
            let mut fields = open(reader, node, REGISTER)?;
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
