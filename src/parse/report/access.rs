//! Whom a report is for and how they get it: fields, and how they are read.

use crate::format::Shape::{Formed, Translated, Word};
use crate::format::form::CONTACT_ADDRESS;
use crate::format::{Table, optional, required, words};
use crate::model::report::{AudienceUse, ReportAccess};
use crate::model::terms::{Audience, Distribution, Shared};
use crate::parse::address::{check_title, contact_address};
use crate::parse::fields::{Reader, open, spanned, text, word};
use crate::parse::lists::list;
use crate::parse::node::{Node, Value};

pub(super) const AUDIENCE_USE: &Table = &Table {
    name: "report.audience",
    about: "Somebody whom the report is for.",
    fields: &[
        required("audience", Word(words::<Audience>), r#""user-auditor""#, "Who they are."),
        optional("use", Translated, r#""To plan the audit of a customer""#, "What they use it for."),
    ],
};

pub(super) fn audience_use(reader: &mut Reader<'_>, node: &Node) -> Option<AudienceUse> {
    if matches!(node.value, Value::Text(_)) {
        return word(reader, node).map(|audience| AudienceUse { audience, use_: None });
    }
    let mut fields = open(reader, node, AUDIENCE_USE)?;
    let audience = fields.required(reader, "audience", word);
    let use_ = fields.optional(reader, "use", text);
    fields.finish(reader);
    Some(AudienceUse { audience: audience?, use_ })
}

pub(super) const ACCESS: &Table = &Table {
    name: "report.access",
    about: "How readers get a report.",
    fields: &[
        required(
            "distribution",
            Word(words::<Distribution>),
            r#""nda""#,
            "Who gets it: everybody, whoever asks, under a confidentiality agreement, or customers.",
        ),
        optional("channel", Translated, r#""Customer portal""#, "Where it is handed out."),
        optional(
            "url",
            Formed(CONTACT_ADDRESS),
            r#""https://acme.example/reports""#,
            "The address of that place, or `mailto:` and a mail address.",
        ),
        optional("contact", Translated, r#""Your account manager""#, "Whom to ask."),
    ],
};

pub(super) fn access(reader: &mut Reader<'_>, node: &Node) -> Option<ReportAccess> {
    let mut fields = open(reader, node, ACCESS)?;
    let distribution = fields.required(reader, "distribution", word);
    let channel = fields.optional(reader, "channel", text);
    let url = fields.optional(reader, "url", spanned(contact_address));
    check_title(reader, channel.as_ref(), url.as_ref());
    let contact = fields.optional(reader, "contact", text);
    fields.finish(reader);
    Some(ReportAccess { distribution: distribution?, channel, url, contact })
}

/// One word, or several.
pub(super) fn shared(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Shared>> {
    match node.value {
        Value::Text(_) => word(reader, node).map(|shared| vec![shared]),
        _ => list(reader, node, word),
    }
}
