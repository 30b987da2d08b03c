//! A group of controls.

use super::Shape::{self, Day, Formed, Id, List, Reference, Translated, Word};
use super::common::{
    ALIASES, DRAFT, EXCEPTIONS, LAST_REVIEWED, ORDER, OWNER, PUBLISH_ON, REVIEW_EVERY, SOURCES, VISIBILITY,
};
use super::form::{CRITERION_ID, OWN_ID};
use super::{FileFormat, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::terms::ControlFact;

pub(super) static FILES: &[FileFormat] = &[
    FileFormat::many(Kind::ControlGroup, CONTROL_GROUP, CONTROL_GROUP),
    FileFormat::many(Kind::Control, CONTROL_GROUP, CONTROL),
];

pub(crate) const CONTROL_GROUP: &Table = &Table {
    name: "controls",
    about: "A group of controls.",
    fields: &[
        required("title", Translated, r#""Access""#, "What the group is called."),
        optional(
            "summary",
            Translated,
            r#""Who can sign in, and how.""#,
            "What its controls are about, in a sentence.",
        ),
        ORDER,
        OWNER,
        LAST_REVIEWED,
        REVIEW_EVERY,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
        ALIASES,
        optional(
            "control",
            List(&Shape::Table(CONTROL)),
            r#"[{ id = "mfa", title = "Everybody signs in with two factors" }]"#,
            "The controls, one table each, in the order in which readers see them.",
        ),
    ],
};

pub(crate) const CONTROL: &Table = &Table {
    name: "control",
    about: "Something that a provider does to protect what it was given.",
    fields: &[
        required(
            "id",
            Formed(OWN_ID),
            r#""mfa""#,
            "Names the control within its group: `control:access/mfa` refers to it.",
        ),
        required("title", Translated, r#""Everybody signs in with two factors""#, "The control, in a line."),
        optional(
            "statement",
            Translated,
            r#""Sign-in needs a password and a key.""#,
            "What is done, in the provider's own words.",
        ),
        optional(
            "criteria",
            List(&Formed(CRITERION_ID)),
            r#"["tsp-100-2017/CC6.1"]"#,
            "The criteria that it meets, each behind its edition.",
        ),
        optional(
            "evidence",
            List(&Shape::Table(CONTROL_EVIDENCE)),
            r#"[{ ref = "report:soc-2-2026", section = "CC6.1" }]"#,
            "The reports and documents that stand behind it.",
        ),
        optional("questions", List(&Id(Kind::Entry)), r#"["access/mfa"]"#, "The questions whose answers tell of it."),
        optional(
            "services",
            List(&Id(Kind::Service)),
            r#"["vault"]"#,
            "The services that it is about; all when left out.",
        ),
        optional(
            "operated_since",
            Day,
            "2025-01-01",
            "The first day on which it operated; no earlier report can have examined it.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<ControlFact>)),
            r#"["operated_since"]"#,
            "What its provider does not state.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
    ],
};

pub(crate) const CONTROL_EVIDENCE: &Table = &Table {
    name: "control.evidence",
    about: "A report or a document that stands behind a control.",
    fields: &[
        required(
            "ref",
            Reference(&[Kind::Report, Kind::Document]),
            r#""report:soc-2-2026""#,
            "The report or the document.",
        ),
        optional("section", Translated, r#""Section 4, CC6.1""#, "Where in it."),
        optional(
            "exceptions",
            Shape::Table(EXCEPTIONS),
            "{ count = 0 }",
            "The deviations that the auditor found of this control.",
        ),
    ],
};
