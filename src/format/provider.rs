//! A provider, or the site's own company.

use super::Shape::{self, Formed, Integer, List, Locale, Text, Translated, Word};
use super::common::{ALIASES, CITATION, CONTACT, RETRIEVED, SOURCE_URL, SOURCES};
use super::form::CONTACT_ADDRESS;
use super::{FileFormat, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::terms::{ProviderFact, Rel};

pub(super) static FILES: &[FileFormat] = &[FileFormat::one(Kind::Provider, PROVIDER)];

pub(crate) const PROVIDER: &Table = &Table {
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

pub(crate) const LINK: &Table = &Table {
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

pub(crate) const SOURCE: &Table = &Table {
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

pub(crate) const CLAIM: &Table = &Table {
    name: "provider.claim",
    about: "What a provider says of itself, set apart from facts.",
    fields: &[
        required("text", Translated, r#""It was the first in its country.""#, "The claim, in words of your own."),
        optional("said_in", List(&CITATION), r#"[{ source = "trust-page" }]"#, "Where the provider says so."),
        SOURCES,
    ],
};
