//! The front matter of the home page, free pages, updates and terms.

use super::Shape::{self, Day, List, PartialDate, Reference, Text, Translated, Word};
use super::common::{ALIASES, DRAFT, ORDER, SOURCES};
use super::{Field, FileFormat, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::terms::UpdateKind;

pub(super) static FILES: &[FileFormat] = &[
    FileFormat::one(Kind::Home, HOME),
    FileFormat::one(Kind::Page, PAGE),
    FileFormat::prose(Kind::Update, UPDATE, UPDATE_TRANSLATION),
    FileFormat::one(Kind::Term, TERM),
];

pub(crate) const HOME: &Table = &Table {
    name: "home",
    about: "The introduction on the home page. It needs no front matter.",
    fields: &[
        optional(
            "title",
            Translated,
            r#""Security at Acme""#,
            "The heading of the home page; the title of the site when left out.",
        ),
        ORDER,
        ALIASES,
    ],
};

pub(crate) const PAGE: &Table = &Table {
    name: "page",
    about: "A page of text on anything that no other record is for.",
    fields: &[
        required(
            "title",
            Translated,
            r#""About this site""#,
            "The heading of the page, and what links and lists call it.",
        ),
        ORDER,
        DRAFT,
        ALIASES,
    ],
};

const UPDATE_TITLE: Field = required(
    "title",
    Text,
    r#""SOC 2 report for 2026 published""#,
    "What happened, as a headline in the language of the file.",
);

pub(crate) const UPDATE: &Table = &Table {
    name: "update",
    about: "News, published on the day in the name of its file.",
    fields: &[
        UPDATE_TITLE,
        DRAFT,
        optional(
            "kind",
            Word(words::<UpdateKind>),
            r#""report""#,
            "What it is about; `other` when left out. Each kind has a feed.",
        ),
        optional(
            "effective",
            Day,
            "2026-03-01",
            "The day on which the change takes effect, when that is another day than its own.",
        ),
        optional(
            "affects",
            List(&Reference(&[])),
            r#"["report:soc-2-2026"]"#,
            "The records that it is about, whose pages lead to it.",
        ),
        ALIASES,
    ],
};

pub(crate) const UPDATE_TRANSLATION: &Table = &Table {
    name: "update-translation",
    about: "News in another language, with the facts of the original.",
    fields: &[UPDATE_TITLE, DRAFT, ALIASES],
};

pub(crate) const TERM: &Table = &Table {
    name: "term",
    about: "A term of the glossary, whose text explains it.",
    fields: &[
        required("name", Translated, r#""Bridge letter""#, "The term as readers know it."),
        optional("aliases", List(&Text), r#"["gap letter"]"#, "Other names for it, which search finds too."),
        optional(
            "deprecated",
            List(&Shape::Table(DEPRECATED)),
            r#"[{ text = "SSAE 16", use = "SSAE 18", since = "2017-05" }]"#,
            "Wordings to avoid.",
        ),
        SOURCES,
        DRAFT,
    ],
};

pub(crate) const DEPRECATED: &Table = &Table {
    name: "term.deprecated",
    about: "A wording to avoid, and what to say instead.",
    fields: &[
        required("text", Text, r#""SSAE 16""#, "The wording."),
        optional("use", Text, r#""SSAE 18""#, "What to say instead."),
        optional("since", PartialDate, r#""2017-05""#, "Since when it is out of use."),
    ],
};
