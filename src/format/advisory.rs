//! A security advisory.

use super::Shape::{self, Day, Formed, Id, List, NonEmpty, Text, Translated, Word};
use super::common::{ALIASES, DRAFT, PUBLISH_ON, SOURCES, VISIBILITY};
use super::form::{CVE, CVSS_VECTOR, CWE, VERSION, VERSIONS, WEB_ADDRESS};
use super::{FileFormat, Table, optional, required, words};
use crate::model::advisory::AdvisoryFact;
use crate::model::cvss::Severity;
use crate::model::kinds::Kind;

pub(super) static FILES: &[FileFormat] = &[FileFormat::one(Kind::Advisory, ADVISORY)];

pub(crate) const ADVISORY: &Table = &Table {
    name: "advisory",
    about: "A security advisory: a weakness in products, and what to do.",
    fields: &[
        required("title", Translated, r#""Notes readable by other members of a team""#, "The weakness, in a line."),
        optional(
            "id",
            Text,
            r#""ACME-2026:002""#,
            "The id as you write it: the name of the file, but for case and signs.",
        ),
        required(
            "summary",
            Translated,
            r#""A member could read notes that were not shared.""#,
            "What can happen, and to whom.",
        ),
        required("published", Day, "2026-02-10", "The day on which it is published; readers do not see it before."),
        required(
            "vulnerability",
            NonEmpty(&Shape::Table(VULNERABILITY)),
            r#"[{ cve = "CVE-2026-12345", cwe = "CWE-639" }]"#,
            "The weaknesses that it is about.",
        ),
        required(
            "affected",
            NonEmpty(&Shape::Table(AFFECTED)),
            r#"[{ product = "notes", versions = ["< 2.4.1"], fixed = ["2.4.1"] }]"#,
            "The products that are affected, each once.",
        ),
        optional("workaround", Translated, r#""Turn off sharing.""#, "What to do until an update is installed."),
        optional("credit", List(&Shape::Table(CREDIT)), r#"[{ name = "A. Researcher" }]"#, "Who found it, or helped."),
        optional(
            "reference",
            List(&Shape::Table(REFERENCE)),
            r#"[{ title = "Release notes", url = "https://acme.example/2.4.1" }]"#,
            "What else is said of it, elsewhere.",
        ),
        optional(
            "revision",
            List(&Shape::Table(REVISION)),
            r#"[{ date = 2026-02-12, summary = "The CVE id was added." }]"#,
            "What changed since it was published, in the order of the days.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<AdvisoryFact>)),
            r#"["workaround"]"#,
            "What its publisher does not state.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
        ALIASES,
    ],
};

pub(crate) const VULNERABILITY: &Table = &Table {
    name: "advisory.vulnerability",
    about: "A weakness.",
    fields: &[
        optional(
            "title",
            Translated,
            r#""Missing check of the owner""#,
            "The weakness, where an advisory is about several.",
        ),
        optional("cve", Formed(CVE), r#""CVE-2026-12345""#, "Its id in the CVE list."),
        optional("cwe", Formed(CWE), r#""CWE-639""#, "The kind of weakness, by its id in the CWE list."),
        optional(
            "cvss",
            Formed(CVSS_VECTOR),
            r#""CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N""#,
            "The base metrics of CVSS 3.1 or 4.0; score and severity follow from them.",
        ),
        optional("severity", Word(words::<Severity>), r#""high""#, "How severe it is, where there is no vector."),
    ],
};

pub(crate) const AFFECTED: &Table = &Table {
    name: "advisory.affected",
    about: "A product that is affected.",
    fields: &[
        required("product", Id(Kind::Product), r#""notes""#, "The product."),
        optional(
            "versions",
            List(&Formed(VERSIONS)),
            r#"["2.4.0", ">= 3.0, < 3.1.2"]"#,
            "The versions that are affected; all when left out.",
        ),
        optional("fixed", List(&Formed(VERSION)), r#"["2.4.1"]"#, "The versions in which it is fixed."),
    ],
};

pub(crate) const CREDIT: &Table = &Table {
    name: "advisory.credit",
    about: "Somebody who found a weakness, or helped.",
    fields: &[
        required("name", Text, r#""A. Researcher""#, "Their name, as they wish it."),
        optional("organization", Text, r#""Example University""#, "Whom they work for."),
        optional("url", Formed(WEB_ADDRESS), r#""https://researcher.example/""#, "Their own page."),
    ],
};

pub(crate) const REFERENCE: &Table = &Table {
    name: "advisory.reference",
    about: "What else is said of it, elsewhere.",
    fields: &[
        required("title", Translated, r#""Release notes""#, "What the page is called."),
        required("url", Formed(WEB_ADDRESS), r#""https://acme.example/2.4.1""#, "Its address."),
    ],
};

pub(crate) const REVISION: &Table = &Table {
    name: "advisory.revision",
    about: "A change since an advisory was published.",
    fields: &[
        required("date", Day, "2026-02-12", "The day of the change."),
        required("summary", Translated, r#""The CVE id was added.""#, "What changed."),
    ],
};
