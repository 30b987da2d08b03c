//! What a provider has, as rows: services, locations, scope, documents, subprocessors and products.

use super::Shape::{self, AnyOf, Day, Formed, Id, Integer, List, Reference, Text, Translated, Word};
use super::common::{DRAFT, PUBLISH_ON, ROW_ID, SOURCES, VISIBILITY};
use super::form::{CONTACT_ADDRESS, COUNTRY, FILE, WEB_ADDRESS};
use super::{Field, FileFormat, Table, optional, required, words};
use crate::model::kinds::Kind;
use crate::model::product::ProductFact;
use crate::model::terms::{Access, ChangeKind, Coverage, DocumentKind, LocationKind};

pub(super) static FILES: &[FileFormat] = &[
    FileFormat::many(Kind::Service, SERVICES, SERVICE),
    FileFormat::many(Kind::Location, LOCATIONS, LOCATION),
    FileFormat::many(Kind::Scope, SCOPE, SCOPE_ENTRY),
    FileFormat::many(Kind::Document, DOCUMENTS, DOCUMENT),
    FileFormat::many(Kind::Subprocessor, SUBPROCESSORS, SUBPROCESSOR),
    FileFormat::many(Kind::Product, PRODUCTS, PRODUCT),
];

pub(crate) const SERVICES: &Table = &Table {
    name: "services",
    about: "The services of a provider.",
    fields: &[optional(
        "service",
        List(&Shape::Table(SERVICE)),
        r#"[{ id = "vault", name = "Acme Vault" }]"#,
        "The services, one table each.",
    )],
};

pub(crate) const SERVICE: &Table = &Table {
    name: "service",
    about: "A service that reports may cover.",
    fields: &[
        ROW_ID,
        required("name", Translated, r#""Acme Vault""#, "What the service is called."),
        optional("abbreviations", List(&Text), r#"["AV"]"#, "Short names of it, which search finds too."),
        optional("category", Translated, r#""Security""#, "The group in which it stands in lists."),
        optional("url", Formed(WEB_ADDRESS), r#""https://acme.example/vault""#, "Its own page."),
        optional(
            "aliases",
            List(&Text),
            r#"["Key Store", "/services/key-store/"]"#,
            "Other names of it; and what begins with a slash is an earlier address of its page.",
        ),
    ],
};

pub(crate) const LOCATIONS: &Table = &Table {
    name: "locations",
    about: "The places at which a provider works or keeps data.",
    fields: &[optional(
        "location",
        List(&Shape::Table(LOCATION)),
        r#"[{ id = "frankfurt", name = "Frankfurt" }]"#,
        "The places, one table each.",
    )],
};

const COUNTRY_CODE: Field =
    optional("country", Formed(COUNTRY), r#""DE""#, "Its country: the two capital letters of ISO 3166-1.");

pub(crate) const LOCATION: &Table = &Table {
    name: "location",
    about: "A place that reports may cover.",
    fields: &[
        ROW_ID,
        required("name", Translated, r#""Frankfurt""#, "What the place is called."),
        COUNTRY_CODE,
        optional("kind", Word(words::<LocationKind>), r#""region""#, "How large the place is."),
        optional("parent", Id(Kind::Location), r#""germany""#, "The larger place that it is a part of."),
    ],
};

pub(crate) const SCOPE: &Table = &Table {
    name: "scope",
    about: "Which services are in scope of which reports, where and since when.",
    fields: &[optional(
        "entry",
        List(&Shape::Table(SCOPE_ENTRY)),
        r#"[{ service = "vault", report = "soc-2-2026", status = "in-scope" }]"#,
        "The entries, one table each; in `scope.csv` one row each.",
    )],
};

pub(crate) const SCOPE_ENTRY: &Table = &Table {
    name: "scope.entry",
    about: "Whether a service is in scope of a report.",
    fields: &[
        required("service", Id(Kind::Service), r#""vault""#, "The service."),
        required("report", Id(Kind::Report), r#""soc-2-2026""#, "The report."),
        optional(
            "environment",
            Text,
            r#""production""#,
            "The environment, where only one is meant; without it, all that no other entry names.",
        ),
        optional(
            "location",
            Id(Kind::Location),
            r#""frankfurt""#,
            "The place, where only one is meant; without it, all that no other entry names.",
        ),
        required("status", Word(words::<Coverage>), r#""in-scope""#, "Whether it is covered."),
        optional("note", Translated, r#""Without the mobile app""#, "What limits that."),
        optional("since", Day, "2025-07-01", "The first day on which this holds."),
        optional("until", Day, "2026-06-30", "The last day on which this holds."),
        SOURCES,
    ],
};

pub(crate) const DOCUMENTS: &Table = &Table {
    name: "documents",
    about: "The documents that readers can get, or ask for.",
    fields: &[optional(
        "document",
        List(&Shape::Table(DOCUMENT)),
        r#"[{ id = "soc-2-report", title = "SOC 2 report", kind = "report", access = "nda" }]"#,
        "The documents, one table each.",
    )],
};

pub(crate) const DOCUMENT: &Table = &Table {
    name: "document",
    about: "A document, and how readers get it.",
    fields: &[
        ROW_ID,
        required("title", Translated, r#""SOC 2 Type II report, 2026""#, "What the document is called."),
        optional("description", Translated, r#""The full report of the auditor.""#, "What it holds, in a sentence."),
        required("kind", Word(words::<DocumentKind>), r#""report""#, "What sort of document it is."),
        optional(
            "category",
            Translated,
            r#""Reports""#,
            "The list in which it stands; made from `kind` when left out.",
        ),
        optional("order", Integer, "1", "Its place within that list, the smallest number first; 0 when left out."),
        optional("version", Text, r#""2.1""#, "Its version."),
        optional("date", Day, "2026-08-14", "The day that it bears."),
        required(
            "access",
            Word(words::<Access>),
            r#""nda""#,
            "Who may have it. Only a `public` file is published; one that is `internal` is not even named.",
        ),
        optional("file", Formed(FILE), r#""files/soc-3.pdf""#, "The file, by its path from this one."),
        optional(
            "url",
            Formed(WEB_ADDRESS),
            r#""https://acme.example/soc-3.pdf""#,
            "Where a public document is published elsewhere, in place of `file`.",
        ),
        optional(
            "request",
            Formed(CONTACT_ADDRESS),
            r#""mailto:trust@acme.example""#,
            "Where readers ask for it; the first contact when left out.",
        ),
        SOURCES,
    ],
};

pub(crate) const SUBPROCESSORS: &Table = &Table {
    name: "subprocessors",
    about: "The companies that process customer data for a provider.",
    fields: &[optional(
        "subprocessor",
        List(&Shape::Table(SUBPROCESSOR)),
        r#"[{ id = "mail", entity = "Example Mail GmbH" }]"#,
        "The companies, one table each.",
    )],
};

pub(crate) const SUBPROCESSOR: &Table = &Table {
    name: "subprocessor",
    about: "A company that processes customer data for a provider.",
    fields: &[
        ROW_ID,
        required("entity", Text, r#""Example Mail GmbH""#, "The legal name of the company."),
        optional("purpose", Translated, r#""Sends mail to users""#, "What it does for the provider."),
        optional(
            "data",
            List(&Translated),
            r#"["account", "mail addresses"]"#,
            "What it gets to see: ids or names of categories of data, or other words.",
        ),
        optional(
            "places",
            List(&Translated),
            r#"["frankfurt", "US"]"#,
            "Where it processes: ids or names of locations, countries by code or name, or other words.",
        ),
        COUNTRY_CODE,
        optional("url", Formed(WEB_ADDRESS), r#""https://mail.example/""#, "Its own page."),
        optional("group", Translated, r#""Infrastructure""#, "The group in which it stands in the list."),
        optional(
            "agreement",
            AnyOf(&[Reference(&[Kind::Document]), Formed(WEB_ADDRESS)]),
            r#""https://mail.example/dpa""#,
            "The data processing agreement: its address, or a document of this site.",
        ),
        optional("notice", Translated, r#""30 days by mail""#, "How customers learn of changes."),
        optional("effective_from", Day, "2025-03-01", "The first day on which it is in use."),
        optional("ended", Day, "2026-03-01", "The last day on which it was in use."),
        optional(
            "change",
            Shape::Table(CHANGE),
            r#"{ kind = "added", effective_from = 2026-04-01, objection_until = 2026-03-31 }"#,
            "A change that is announced; it stands above the list until it is in effect.",
        ),
    ],
};

pub(crate) const CHANGE: &Table = &Table {
    name: "subprocessor.change",
    about: "An announced change of a subprocessor.",
    fields: &[
        required("kind", Word(words::<ChangeKind>), r#""added""#, "What happens."),
        optional("announced_on", Day, "2026-03-01", "The day on which customers were told."),
        required("effective_from", Day, "2026-04-01", "The first day on which it holds."),
        optional("objection_until", Day, "2026-03-31", "The last day on which customers can object."),
        optional("by", Id(Kind::Subprocessor), r#""other-mail""#, "The company that takes over."),
        optional("note", Translated, r#""The data moves within the EU.""#, "What customers should know of it."),
    ],
};

const RELEASED: Field = optional("released", Day, "2025-01-15", "The day on which it was released.");
const END_OF_SUPPORT: Field =
    optional("end_of_support", Day, "2027-01-15", "The last day on which weaknesses in it are fixed.");

pub(crate) const PRODUCTS: &Table = &Table {
    name: "products",
    about: "The products that advisories are about.",
    fields: &[optional(
        "product",
        List(&Shape::Table(PRODUCT)),
        r#"[{ id = "notes", name = "Acme Notes" }]"#,
        "The products, one table each.",
    )],
};

pub(crate) const PRODUCT: &Table = &Table {
    name: "product",
    about: "A product with its versions, and until when they are supported.",
    fields: &[
        ROW_ID,
        required("name", Translated, r#""Acme Notes""#, "What the product is called."),
        optional("url", Formed(WEB_ADDRESS), r#""https://acme.example/notes""#, "Its own page."),
        RELEASED,
        END_OF_SUPPORT,
        optional(
            "version",
            List(&Shape::Table(VERSION)),
            r#"[{ id = "2.4", released = 2025-01-15, end_of_support = 2027-01-15 }]"#,
            "Its versions, or lines of versions, each supported as a whole.",
        ),
        optional(
            "not_stated",
            List(&Word(words::<ProductFact>)),
            r#"["end_of_support"]"#,
            "What its provider does not state.",
        ),
        SOURCES,
        DRAFT,
        VISIBILITY,
        PUBLISH_ON,
    ],
};

pub(crate) const VERSION: &Table = &Table {
    name: "product.version",
    about: "A version, or a line of versions that is supported as a whole.",
    fields: &[required("id", Text, r#""2.4""#, "What the version is called."), RELEASED, END_OF_SUPPORT],
};
