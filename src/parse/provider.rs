//! The fields of a provider, or of the site's own company, and how they are read.

use super::address::{check_title, contact_address};
use super::contact::{CONTACT, contact};
use super::fields::{Fields, Reader, date, integer, locale, open, spanned, string, text, url, word};
use super::node::Node;
use super::record::record;
use super::references::{CITATION, SOURCES, citation};
use super::statement::facts;
use crate::format::Shape::{self, Formed, Integer, List, Locale, Text, Translated, Word};
use crate::format::common::{ALIASES, RETRIEVED, SOURCE_URL};
use crate::format::form::CONTACT_ADDRESS;
use crate::format::{Table, optional, required, words};
use crate::model::key::Key;
use crate::model::provider::{Claim, Link, Provider};
use crate::model::source::Source;
use crate::model::terms::{ProviderFact, Rel};
use crate::model::{Content, Publicity, Record};
use crate::source::Spanned;

pub(super) const PROVIDER: &Table = &Table {
    name: "provider",
    about: "A provider, or in `company.toml` your own company: its names, contacts, sources and claims.",
    fields: &[
        required("name", Translated, r#""Acme""#, "What readers call it."),
        optional("legal_name", Translated, r#""Acme Ltd.""#, "The legal entity that stands behind it."),
        optional("initials", Text, r#""A""#, "One to three letters for where there is no room for the name."),
        optional("order", Integer, "1", "Its place among the providers, the smallest number first; 0 when left out."),
        optional(
            "summary",
            Translated,
            r#""Keeps notes for teams.""#,
            "What it does, and what it holds, in a sentence or two.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<ProviderFact>)),
            r#"["legal_name"]"#,
            "What it does not state about itself.",
        ),
        optional(
            "link",
            List(&Shape::Table(LINK)),
            r#"[{ rel = "status", url = "https://status.acme.example/" }]"#,
            "Its own pages that readers look for.",
        ),
        optional(
            "contact",
            List(&Shape::Table(CONTACT)),
            r#"[{ name = "Security team", email = "security@acme.example" }]"#,
            "Whom readers can ask; the first stands in for what has no contact of its own.",
        ),
        optional(
            "source",
            List(&Shape::Table(SOURCE)),
            r#"[{ id = "trust-page", title = "Acme: trust page" }]"#,
            "The sources that its records cite by their ids.",
        ),
        optional(
            "claim",
            List(&Shape::Table(CLAIM)),
            r#"[{ text = "It was the first in its country.", said_in = [{ source = "trust-page" }] }]"#,
            "What it says of itself, set apart from facts.",
        ),
        ALIASES,
    ],
};

pub(super) fn provider(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &Key) -> Option<Record> {
    let name = fields.required(reader, "name", text);
    let legal_name = fields.optional(reader, "legal_name", text);
    let initials = fields.optional(reader, "initials", string);
    let order = fields.optional(reader, "order", integer).unwrap_or(0);
    let summary = fields.optional(reader, "summary", text);
    let not_stated = facts(reader, fields, "not_stated");
    let links = fields.list(reader, "link", link);
    let contacts = fields.list(reader, "contact", contact);
    let sources = fields.each(reader, "source", source);
    let claims = fields.list(reader, "claim", claim);
    let name = name?;
    let span = name.span();
    let provider =
        Provider { name, legal_name, initials, order, summary, not_stated, links, contacts, sources, claims };
    let content = Content::Provider(Box::new(provider));
    Some(record(reader, Spanned::new(key.clone(), span), Publicity::default(), content))
}

const LINK: &Table = &Table {
    name: "provider.link",
    about: "A page of the provider that readers look for.",
    fields: &[
        required("rel", Word(words::<Rel>), r#""status""#, "What it leads to."),
        optional(
            "title",
            Translated,
            r#""Service status""#,
            "What the page is called; named after `rel` when left out.",
        ),
        optional(
            "url",
            Formed(CONTACT_ADDRESS),
            r#""https://status.acme.example/""#,
            "Its address, or `mailto:` and a mail address.",
        ),
    ],
};

fn link(reader: &mut Reader<'_>, node: &Node) -> Option<Link> {
    let mut fields = open(reader, node, LINK)?;
    let rel = fields.required(reader, "rel", spanned(word));
    let title = fields.optional(reader, "title", text);
    let url = fields.optional(reader, "url", spanned(contact_address));
    check_title(reader, title.as_ref(), url.as_ref());
    fields.finish(reader);
    Some(Link { rel: rel?, title, url })
}

const SOURCE: &Table = &Table {
    name: "provider.source",
    about: "A publication that records cite.",
    fields: &[
        required("id", Text, r#""trust-page""#, "The id by which records of the provider cite it."),
        required("title", Translated, r#""Acme: trust page""#, "What it is called."),
        SOURCE_URL,
        RETRIEVED,
        optional("language", Locale, r#""en""#, "The language that it is in, for its quotations."),
    ],
};

fn source(reader: &mut Reader<'_>, node: &Node) -> Option<Source> {
    let mut fields = open(reader, node, SOURCE)?;
    let id = fields.required(reader, "id", spanned(string));
    let title = fields.required(reader, "title", text);
    let url = fields.optional(reader, "url", spanned(url));
    check_title(reader, title.as_ref(), url.as_ref());
    let retrieved = fields.optional(reader, "retrieved", spanned(date));
    let language = fields.optional(reader, "language", locale);
    fields.finish(reader);
    Some(Source { id: id?, title: title?, url, retrieved, language })
}

const CLAIM: &Table = &Table {
    name: "provider.claim",
    about: "What a provider says of itself, set apart from facts.",
    fields: &[
        required("text", Translated, r#""It was the first in its country.""#, "The claim, in words of your own."),
        optional("said_in", List(&CITATION), r#"[{ source = "trust-page" }]"#, "Where the provider says so."),
        SOURCES,
    ],
};

fn claim(reader: &mut Reader<'_>, node: &Node) -> Option<Claim> {
    let mut fields = open(reader, node, CLAIM)?;
    let text = fields.required(reader, "text", text);
    let said_in = fields.list(reader, "said_in", citation);
    let sources = fields.list(reader, "sources", citation);
    fields.finish(reader);
    Some(Claim { text: text?, said_in, sources })
}
