//! Fields and tables that several files share.

use super::Shape::{AnyOf, Boolean, Count, Day, Formed, Integer, Interval, List, Text, Translated, Word};
use super::form::{MAIL_ADDRESS, OLD_ADDRESS, OWN_ID, WEB_ADDRESS};
use super::{Field, Shape, Table, optional, required, words};
use crate::model::terms::{FactName, Visibility};

/// The id of a row, which names the record within its provider.
pub(super) const ROW_ID: Field = required(
    "id",
    Formed(OWN_ID),
    r#""vault""#,
    "Names the record within its provider; references and addresses use it. Lower-case letters, digits, hyphens and dots.",
);

pub(super) const ORDER: Field =
    optional("order", Integer, "1", "Its place among its neighbors, the smallest number first; 0 when left out.");

pub(super) const DRAFT: Field =
    optional("draft", Boolean, "true", "Keeps it from readers until the line is removed; `--drafts` shows it.");

pub(super) const VISIBILITY: Field =
    optional("visibility", Word(whole_visibility), r#""internal""#, "Whether readers see it; `public` when left out.");

pub(super) const PUBLISH_ON: Field = optional(
    "publish_on",
    Day,
    "2026-03-01",
    "The day on which it is published; the site has to be built on that day or later.",
);

pub(super) const OWNER: Field =
    optional("owner", Text, r#""Security team""#, "Who keeps it up to date; readers do not see it.");

pub(super) const LAST_REVIEWED: Field =
    optional("last_reviewed", Day, "2026-01-31", "The day on which somebody last checked that it is true.");

pub(super) const REVIEW_EVERY: Field = optional(
    "review_every",
    Interval,
    r#""12 months""#,
    "How long a review holds; a finding says when the next is due.",
);

/// The addresses that lead to a page.
pub(super) const ALIASES: Field = optional(
    "aliases",
    List(&Formed(OLD_ADDRESS)),
    r#"["/old/page/"]"#,
    "Earlier addresses of the page, from which readers are led to it.",
);

/// Where it is said.
pub(super) const CITATION: Shape = AnyOf(&[Shape::Table(CITED_SOURCE), Shape::Table(CITED_IN_PLACE)]);

pub(super) const SOURCES: Field = optional(
    "sources",
    List(&CITATION),
    r#"[{ source = "trust-page", quote = "covers the twelve months" }]"#,
    "Where it is said: declared sources by their ids, or sources written in place.",
);

/// The words for a record that is seen whole or not at all.
fn whole_visibility() -> Vec<&'static str> {
    words::<Visibility>().into_iter().filter(|word| *word != Visibility::QuestionOnly.word()).collect()
}

const FACTS: Field = optional(
    "facts",
    List(&Word(words::<FactName>)),
    r#"["period", "criteria"]"#,
    "The facts of the report that the source is for.",
);

const QUOTE: Field = optional(
    "quote",
    Text,
    r#""covers the twelve months""#,
    "What the source says, word for word and in its language.",
);

pub(super) const SOURCE_URL: Field =
    optional("url", Formed(WEB_ADDRESS), r#""https://acme.example/trust""#, "Where it is found.");

pub(super) const RETRIEVED: Field =
    optional("retrieved", Day, "2026-01-31", "The day on which somebody last looked there.");

pub(crate) const CITED_SOURCE: &Table = &Table {
    name: "citation",
    about: "A source that the provider declares.",
    fields: &[
        required(
            "source",
            Shape::Source,
            r#""trust-page""#,
            "The id of a `[[source]]`; another provider's with its id before it.",
        ),
        FACTS,
        QUOTE,
    ],
};

pub(crate) const CITED_IN_PLACE: &Table = &Table {
    name: "citation-in-place",
    about: "A source that is written where it is needed.",
    fields: &[
        required("title", Translated, r#""Acme: trust page""#, "What the source is called."),
        SOURCE_URL,
        RETRIEVED,
        FACTS,
        QUOTE,
    ],
};

pub(crate) const CONTACT: &Table = &Table {
    name: "contact",
    about: "Somebody whom readers can ask.",
    fields: &[
        required("name", Translated, r#""Security team""#, "Who answers."),
        optional("email", Formed(MAIL_ADDRESS), r#""security@acme.example""#, "Their mail address."),
        optional("url", Formed(WEB_ADDRESS), r#""https://acme.example/contact""#, "A page on which they are reached."),
    ],
};

pub(crate) const PERIOD: &Table = &Table {
    name: "period",
    about: "The days from the first to the last, both included.",
    fields: &[
        required("start", Day, "2025-07-01", "The first day."),
        required("end", Day, "2026-06-30", "The last day, not before the first."),
    ],
};

pub(crate) const REGISTER: &Table = &Table {
    name: "register",
    about: "A public register in which something can be looked up.",
    fields: &[
        optional("title", Translated, r#""State board of accountancy""#, "What the register is called."),
        optional("url", Formed(WEB_ADDRESS), r#""https://board.example/4711""#, "The entry in it."),
        optional("checked_on", Day, "2026-01-31", "The day on which you last found the entry there."),
    ],
};

/// A register: its address, its name, or both.
pub(super) const A_REGISTER: Shape = AnyOf(&[Text, Shape::Table(REGISTER)]);

pub(crate) const EXAMINER: &Table = &Table {
    name: "examiner",
    about: "Who examined, and where their licence can be looked up.",
    fields: &[
        required("name", Translated, r#""Example Audit LLP""#, "The name of the firm."),
        optional("licence", Text, r#""4711""#, "The number of their licence."),
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

/// Who examined: a name, or a table with more.
pub(super) const AN_EXAMINER: Shape = AnyOf(&[Translated, Shape::Table(EXAMINER)]);

pub(crate) const ACCREDITATION: &Table = &Table {
    name: "accreditation",
    about: "Who vouches for a certification body.",
    fields: &[
        required("body", Translated, r#""ANAB""#, "The accreditation body."),
        optional("number", Text, r#""MS-2077""#, "The number of the accreditation."),
        optional("register", A_REGISTER, r#""https://anab.example/ms-2077""#, "Where it can be looked up."),
    ],
};

pub(crate) const EXCEPTIONS: &Table = &Table {
    name: "exceptions",
    about: "The deviations that the auditor found.",
    fields: &[
        required("count", Count, "0", "How many there are; 0 says that the auditor found none."),
        optional(
            "management_response",
            Translated,
            r#""Access is removed automatically since May.""#,
            "What the provider answers to them.",
        ),
    ],
};
