//! `candor.toml`.

use super::Shape::{self, Boolean, Count, Formed, List, Locale, NonEmpty, Reference, Text, Translated, Word};
use super::common::{CONTACT, PERIOD, SOURCES};
use super::form::{COLOR, CONTACT_ADDRESS, ICON, LOGO, OWN_ID, WEB_ADDRESS};
use super::{Field, Presence, Table, optional, required, words};
use crate::model::terms::BannerKind;

pub(crate) const CONFIG: &Table = &Table {
    name: "candor",
    about: "The site itself: its title, address, languages and looks.",
    fields: &[
        required(
            "title",
            Translated,
            r#""Acme Trust Center""#,
            "The name of the site, in the header and in the titles of pages.",
        ),
        optional(
            "description",
            Translated,
            r#""How Acme protects what you give it.""#,
            "What the site is about, for search engines and where links to it are shown.",
        ),
        required(
            "base_url",
            Formed(WEB_ADDRESS),
            r#""https://trust.acme.example/""#,
            "The address at which the site is published, with the path when it is below one.",
        ),
        optional(
            "locales",
            NonEmpty(&Locale),
            r#"["en", "zh-Hans"]"#,
            "The languages of the site as BCP 47 tags, the default first; English alone when left out.",
        ),
        optional("theme", Formed(OWN_ID), r#""own""#, "The folder below `themes/` that goes before the default theme."),
        optional("accent", Formed(COLOR), "\"#1f5aa6\"", "The color of links and marks, as six hexadecimal digits."),
        optional("logo", Formed(LOGO), r#""static/logo.svg""#, "A picture in place of the title in the header."),
        optional("logo_dark", Formed(LOGO), r#""static/logo-dark.svg""#, "The logo on a dark background."),
        optional("icon", Formed(ICON), r#""static/icon.svg""#, "The picture that browsers show in a tab."),
        optional(
            "hero",
            Translated,
            r#""Your notes are yours.""#,
            "A sentence on the home page, before what the page says of itself.",
        ),
        optional("policy", Shape::Table(POLICY), "{ fresh_months = 12 }", "What the site counts as current."),
        optional("search", Shape::Table(SEARCH), "{ precompress = true }", "How the site is searched."),
        optional(
            "contact",
            List(&Shape::Table(CONTACT)),
            r#"[{ name = "Trust team", email = "trust@acme.example" }]"#,
            "Whom readers can ask; the first stands in where nothing else names a contact.",
        ),
        optional(
            "banner",
            List(&Shape::Table(BANNER)),
            r#"[{ text = "Maintenance on 1 March.", kind = "maintenance" }]"#,
            "Announcements on top of every page.",
        ),
        optional(
            "nav",
            List(&Shape::Table(NAV_ENTRY)),
            r#"[{ to = "page:documents" }]"#,
            "The navigation in its order; without it, the sections that have content.",
        ),
        optional(
            "footer",
            List(&Shape::Table(FOOTER_NOTE)),
            r#"[{ text = "Acme Ltd, 1 Main Street" }]"#,
            "Notes at the foot of every page.",
        ),
    ],
};

pub(crate) const POLICY: &Table = &Table {
    name: "candor.policy",
    about: "What the site counts as current.",
    fields: &[optional(
        "fresh_months",
        Count,
        "12",
        "For how many months after its period a report without an expiry date is current; 12 when left out.",
    )],
};

pub(crate) const SEARCH: &Table = &Table {
    name: "candor.search",
    about: "How the site is searched.",
    fields: &[
        optional(
            "synonyms",
            List(&List(&Text)),
            r#"[["vault", "key store"]]"#,
            "Lists of names of the same thing; each takes the place of built-in ones that share a name with it.",
        ),
        optional("precompress", Boolean, "true", "Writes the index compressed, for hosts that send files as they are."),
    ],
};

pub(crate) const BANNER: &Table = &Table {
    name: "candor.banner",
    about: "An announcement on top of every page while it is valid.",
    fields: &[
        required(
            "text",
            Translated,
            r#""Maintenance on 1 March.""#,
            "What it says, shown only in the languages that it is given in.",
        ),
        optional(
            "valid",
            Shape::Table(PERIOD),
            "{ start = 2026-02-20, end = 2026-03-01 }",
            "The days on which it is shown; always when left out.",
        ),
        optional("kind", Word(words::<BannerKind>), r#""maintenance""#, "What it announces; `notice` when left out."),
        SOURCES,
    ],
};

pub(crate) const NAV_ENTRY: &Table = &Table {
    name: "candor.nav",
    about: "An item of the navigation, which leads to one place: `to` or `url`.",
    fields: &[
        optional(
            "to",
            Reference(&[]),
            r#""page:documents""#,
            "A record, or a list of the site: `page:documents`, `report:soc-2`, `topic:access`.",
        ),
        optional(
            "url",
            Formed(CONTACT_ADDRESS),
            r#""https://status.acme.example/""#,
            "An address elsewhere; it needs a `title`.",
        ),
        Field {
            name: "title",
            presence: Presence::RequiredWith("url"),
            shape: Translated,
            example: r#""Status""#,
            about: "What the item is called; the title of its target when left out.",
        },
    ],
};

pub(crate) const FOOTER_NOTE: &Table = &Table {
    name: "candor.footer",
    about: "A note at the foot of every page.",
    fields: &[
        required(
            "text",
            Translated,
            r#""Acme Ltd, 1 Main Street""#,
            "What it says, shown only in the languages that it is given in.",
        ),
        optional("url", Formed(CONTACT_ADDRESS), r#""https://acme.example/imprint""#, "Where it leads."),
    ],
};
