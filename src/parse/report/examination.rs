//! What was examined by which standards and questions, and what others have to do: fields, and how they are read.

use crate::format::Shape::{Id, List, Text, Translated, Word};
use crate::format::{Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::report::{Cuec, Questionnaire, Standard, Subservice};
use crate::model::terms::Method;
use crate::parse::fields::{Reader, has_field, open, string, text, word};
use crate::parse::node::Node;
use crate::parse::references::owned;

pub(super) const STANDARD: &Table = &Table {
    name: "report.standard",
    about: "A standard that the examination followed.",
    fields: &[
        optional("body", Text, r#""AICPA""#, "Who issued it."),
        optional("standard", Text, r#""SSAE 18""#, "The standard."),
        optional("section", Text, r#""AT-C 205""#, "The section of it."),
    ],
};

pub(super) fn standard(reader: &mut Reader<'_>, node: &Node) -> Option<Standard> {
    let mut fields = open(reader, node, STANDARD)?;
    let body = fields.optional(reader, "body", string);
    let standard = fields.optional(reader, "standard", string);
    let section = fields.optional(reader, "section", string);
    fields.finish(reader);
    Some(Standard { body, standard, section })
}

pub(super) const NAMED_VERSION: &Table = &Table {
    name: "report.questionnaire",
    about: "The questions that a self-assessment answers.",
    fields: &[
        required("name", Translated, r#""CAIQ""#, "What the questionnaire is called."),
        optional("version", Text, r#""4.0.3""#, "Its version."),
    ],
};

pub(super) fn questionnaire(reader: &mut Reader<'_>, node: &Node) -> Option<Questionnaire> {
    if !has_field(node, "name") {
        return text(reader, node).map(|name| Questionnaire { name, version: None });
    }
    let mut fields = open(reader, node, NAMED_VERSION)?;
    let name = fields.required(reader, "name", text);
    let version = fields.optional(reader, "version", string);
    fields.finish(reader);
    Some(Questionnaire { name: name?, version })
}

pub(super) const SUBSERVICE: &Table = &Table {
    name: "report.subservice",
    about: "A subservice organization that the system relies on.",
    fields: &[
        required("organization", Text, r#""Example Hosting""#, "Its name, or the id of a provider of this site."),
        optional(
            "method",
            Word(words::<Method>),
            r#""carve-out""#,
            "Whether its controls are left out of the report or are part of it.",
        ),
    ],
};

pub(super) fn subservice(reader: &mut Reader<'_>, node: &Node) -> Option<Subservice> {
    let mut fields = open(reader, node, SUBSERVICE)?;
    let organization = fields.required(reader, "organization", string);
    let method = fields.optional(reader, "method", word);
    fields.finish(reader);
    Some(Subservice { organization: organization?, method })
}

pub(super) const CUEC: &Table = &Table {
    name: "report.cuec",
    about: "A control that the report expects of customers.",
    fields: &[
        required("id", Text, r#""1""#, "What the report calls it."),
        required("text", Translated, r#""Customers review who has access.""#, "What customers do."),
        optional("criteria", List(&Text), r#"["CC6.1"]"#, "The criteria that it belongs to."),
        optional(
            "controls",
            List(&Id(Kind::Control)),
            r#"["access/mfa"]"#,
            "The controls of the provider that it stands beside.",
        ),
    ],
};

pub(super) fn cuec(reader: &mut Reader<'_>, node: &Node) -> Option<Cuec> {
    let mut fields = open(reader, node, CUEC)?;
    let id = fields.required(reader, "id", string);
    let text = fields.required(reader, "text", text);
    let criteria = fields.list(reader, "criteria", string);
    let controls = fields.list(reader, "controls", owned(Kind::Control));
    fields.finish(reader);
    Some(Cuec { id: id?, text: text?, criteria, controls })
}
