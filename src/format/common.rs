//! Fields that many tables share.

use super::Shape::{Boolean, Day, Formed, Integer, Interval, List, Text, Word};
use super::form::{OLD_ADDRESS, OWN_ID, WEB_ADDRESS};
use super::{Field, optional, required, words};
use crate::model::terms::Visibility;

/// The id of a row, which names the record within its provider.
pub(crate) const ROW_ID: Field = required(
    "id",
    Formed(OWN_ID),
    r#""vault""#,
    "Names the record within its provider; references and addresses use it. Lower-case letters, digits, hyphens and dots.",
);

pub(crate) const ORDER: Field =
    optional("order", Integer, "1", "Its place among its neighbors, the smallest number first; 0 when left out.");

pub(crate) const DRAFT: Field =
    optional("draft", Boolean, "true", "Keeps it from readers until the line is removed; `--drafts` shows it.");

pub(crate) const VISIBILITY: Field =
    optional("visibility", Word(whole_visibility), r#""internal""#, "Whether readers see it; `public` when left out.");

pub(crate) const PUBLISH_ON: Field = optional(
    "publish_on",
    Day,
    "2026-03-01",
    "The day on which it is published; the site has to be built on that day or later.",
);

pub(crate) const OWNER: Field =
    optional("owner", Text, r#""Security team""#, "Who keeps it up to date; readers do not see it.");

pub(crate) const LAST_REVIEWED: Field =
    optional("last_reviewed", Day, "2026-01-31", "The day on which somebody last checked that it is true.");

pub(crate) const REVIEW_EVERY: Field = optional(
    "review_every",
    Interval,
    r#""12 months""#,
    "How long a review holds; a finding says when the next is due.",
);

/// The addresses that lead to a page.
pub(crate) const ALIASES: Field = optional(
    "aliases",
    List(&Formed(OLD_ADDRESS)),
    r#"["/old/page/"]"#,
    "Earlier addresses of the page, from which readers are led to it.",
);

/// The words for a record that is seen whole or not at all.
fn whole_visibility() -> Vec<&'static str> {
    words::<Visibility>().into_iter().filter(|word| *word != Visibility::QuestionOnly.word()).collect()
}

pub(crate) const SOURCE_URL: Field =
    optional("url", Formed(WEB_ADDRESS), r#""https://acme.example/trust""#, "Where it is found.");

pub(crate) const RETRIEVED: Field =
    optional("retrieved", Day, "2026-01-31", "The day on which somebody last looked there.");
