//! A policy for the disclosure of vulnerabilities.

use super::Shape::{self, Day, Formed, Interval, List, Locale, NonEmpty, Text, Translated, Word};
use super::common::{ALIASES, DRAFT, LAST_REVIEWED, OWNER, PUBLISH_ON, REVIEW_EVERY, SOURCES, VISIBILITY};
use super::form::{HTTPS_ADDRESS, KEY_ADDRESS, REPORTING_ADDRESS};
use super::{FileFormat, Table, optional, required, words};
use crate::model::disclosure::DisclosureFact;
use crate::model::kinds::Kind;

pub(super) static FILES: &[FileFormat] = &[FileFormat::one(Kind::Disclosure, DISCLOSURE)];

pub(crate) const DISCLOSURE: &Table = &Table {
    name: "disclosure",
    about: "How weaknesses are reported, and what becomes of a report. It makes `security.txt` too.",
    fields: &[
        required(
            "contact",
            NonEmpty(&Formed(REPORTING_ADDRESS)),
            r#"["mailto:security@acme.example"]"#,
            "Whom to tell of a weakness, the best way first: `mailto:`, `https:` or `tel:`.",
        ),
        optional("expires", Day, "2026-12-31", "The last day on which the policy can be relied on, within a year."),
        optional(
            "summary",
            Translated,
            r#""We thank everybody who tells us of a weakness.""#,
            "The policy, in a sentence or two.",
        ),
        optional(
            "policy",
            Formed(HTTPS_ADDRESS),
            r#""https://acme.example/security""#,
            "The address of the policy, when it is not this page.",
        ),
        optional("in_scope", List(&Translated), r#"["*.acme.example"]"#, "What may be examined."),
        optional("out_of_scope", List(&Translated), r#"["Denial of service"]"#, "What may not be examined."),
        optional(
            "safe_harbor",
            Translated,
            r#""We take no legal action against research in good faith.""#,
            "What researchers are promised.",
        ),
        optional(
            "response_times",
            Shape::Table(RESPONSE_TIMES),
            r#"{ acknowledge = "2 days", fix = "90 days" }"#,
            "How soon each step is taken.",
        ),
        optional(
            "encryption",
            List(&Formed(KEY_ADDRESS)),
            r#"["https://acme.example/key.asc"]"#,
            "Where the keys are found that encrypt a report.",
        ),
        optional("fingerprint", Text, r#""0A1B 2C3D 4E5F""#, "The fingerprint of the first key."),
        optional("languages", List(&Locale), r#"["en", "de"]"#, "The languages in which a report is understood."),
        optional(
            "acknowledgments",
            Formed(HTTPS_ADDRESS),
            r#""https://acme.example/thanks""#,
            "The page on which researchers are thanked.",
        ),
        optional("bounty", Translated, r#""From 100 to 5,000 euros""#, "What is paid for a report."),
        optional(
            "bounty_url",
            Formed(HTTPS_ADDRESS),
            r#""https://bounty.example/acme""#,
            "The page of the bounty program.",
        ),
        optional("hiring", Formed(HTTPS_ADDRESS), r#""https://acme.example/jobs""#, "Open positions in security."),
        OWNER,
        LAST_REVIEWED,
        REVIEW_EVERY,
        optional("not_stated", List(&Word(words::<DisclosureFact>)), r#"["bounty"]"#, "What the policy leaves open."),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
        ALIASES,
    ],
};

pub(crate) const RESPONSE_TIMES: &Table = &Table {
    name: "disclosure.response_times",
    about: "How soon each step is taken after a report.",
    fields: &[
        optional("acknowledge", Interval, r#""2 days""#, "Until somebody answers."),
        optional("assess", Interval, r#""10 days""#, "Until it is known how severe the weakness is."),
        optional("fix", Interval, r#""90 days""#, "Until it is fixed."),
        optional("publish", Interval, r#""90 days""#, "Until it is made public."),
    ],
};
