//! The fields of somebody whom readers can ask, and how they are read.

use super::address::{check_title, email};
use super::fields::{Reader, open, spanned, text, url};
use super::node::Node;
use crate::format::Shape::{Formed, Translated};
use crate::format::form::{MAIL_ADDRESS, WEB_ADDRESS};
use crate::format::{Table, optional, required};
use crate::model::provider::Contact;

pub(super) const CONTACT: &Table = &Table {
    name: "contact",
    about: "Somebody whom readers can ask.",
    fields: &[
        required("name", Translated, r#""Security team""#, "Who answers."),
        optional("email", Formed(MAIL_ADDRESS), r#""security@acme.example""#, "Their mail address."),
        optional("url", Formed(WEB_ADDRESS), r#""https://acme.example/contact""#, "A page on which they are reached."),
    ],
};

pub(super) fn contact(reader: &mut Reader<'_>, node: &Node) -> Option<Contact> {
    let mut fields = open(reader, node, CONTACT)?;
    let name = fields.required(reader, "name", text);
    let email = fields.optional(reader, "email", spanned(email));
    let url = fields.optional(reader, "url", spanned(url));
    check_title(reader, name.as_ref(), url.as_ref());
    fields.finish(reader);
    Some(Contact { name: name?, email, url })
}
