//! The table of kinds: where the records of each kind are written, whose they are, and where readers find them.
//!
//! In which file a record is looked for, its address, its anchor and how it is referred to follow from the rows; what a
//! file holds is for `files`.

/// The kinds of record, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Home,
    Topic,
    Entry,
    Provider,
    Report,
    Service,
    Location,
    Scope,
    Document,
    Subprocessor,
    Data,
    Ai,
    Disclosure,
    Product,
    Advisory,
    ControlGroup,
    Control,
    Framework,
    Edition,
    Questionnaire,
    Term,
    Update,
    Page,
}

impl Kind {
    /// How many kinds there are.
    pub(crate) const COUNT: usize = 23;
}

/// The kinds of page, whose table stands in `pages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PageKind {
    Home,
    Topics,
    Topic,
    Entry,
    Providers,
    Provider,
    Report,
    Sheet,
    Controls,
    ControlGroup,
    Frameworks,
    Framework,
    Edition,
    Crosswalk,
    Questionnaires,
    Questionnaire,
    Comparisons,
    Compare,
    Scope,
    ScopeOfProvider,
    Service,
    Timeline,
    Documents,
    Subprocessors,
    Data,
    Ai,
    Disclosures,
    Disclosure,
    Advisories,
    Advisory,
    Glossary,
    Updates,
    Update,
    Prose,
    AToZ,
    Search,
    NotFound,
}

/// A row of the table.
pub(crate) struct KindRow {
    pub(super) kind: Kind,
    /// The word before the colon of a reference, `report` in `report:acme/soc-2`, and in the keys of strings.
    pub(super) word: &'static str,
    /// Whether authors can name a record of the kind.
    pub(super) reference: Reference,
    /// The kind of the record whose folder holds those of this kind, so that their ids begin with its id.
    pub(super) owner: Option<Kind>,
    /// The files below `content/` that hold records of the kind; what is to be added is looked for in the first.
    pub(super) files: &'static [FilePattern],
    pub(super) lives: Lives,
    /// What is otherwise for those of the site's own company.
    pub(super) own: Option<Own>,
}

/// Where the records of the site's own company are written, and where readers find them.
pub(super) struct Own {
    pub(super) files: &'static [FilePattern],
    pub(super) lives: Lives,
}

#[derive(PartialEq)]
pub(super) enum Reference {
    Possible,
    Impossible,
}

/// A file that holds records of a kind.
pub(crate) struct FilePattern {
    pub(super) pattern: &'static str,
    pub(super) holds: Holds,
}

/// How many records a file holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    One,
    /// As many as there are tables of this name, or rows.
    Many(&'static str),
    /// One, and what stands in it: as many as there are tables of this name.
    OneWith(&'static str),
}

/// Where readers find a record.
#[derive(Clone, Copy)]
pub(crate) enum Lives {
    /// On a page of its own.
    Page(PageKind),
    /// On a page that shows others too, at this anchor; the page as a whole when it is empty.
    On(PageKind, &'static str),
}

pub(super) const fn one(pattern: &'static str) -> FilePattern {
    FilePattern { pattern, holds: Holds::One }
}

pub(super) const fn many(pattern: &'static str, table: &'static str) -> FilePattern {
    FilePattern { pattern, holds: Holds::Many(table) }
}

const fn group(pattern: &'static str, table: &'static str) -> FilePattern {
    FilePattern { pattern, holds: Holds::OneWith(table) }
}

/// The anchor of what belongs to a provider, on a page that shows those of all.
const BY_OWNER: &str = "{owner}_{name}";

const fn own(files: &'static [FilePattern], lives: Lives) -> Own {
    Own { files, lives }
}

pub(super) static KINDS: [KindRow; Kind::COUNT] = [
    KindRow {
        kind: Kind::Home,
        word: "home",
        reference: Reference::Impossible,
        owner: None,
        files: &[one("home.md")],
        lives: Lives::Page(PageKind::Home),
        own: None,
    },
    KindRow {
        kind: Kind::Topic,
        word: "topic",
        reference: Reference::Possible,
        owner: None,
        files: &[one("faq/{id}/topic.toml")],
        lives: Lives::Page(PageKind::Topic),
        own: None,
    },
    KindRow {
        kind: Kind::Entry,
        word: "faq",
        reference: Reference::Possible,
        owner: Some(Kind::Topic),
        files: &[one("faq/{owner}/{name}.md")],
        lives: Lives::Page(PageKind::Entry),
        own: None,
    },
    KindRow {
        kind: Kind::Provider,
        word: "provider",
        reference: Reference::Possible,
        owner: None,
        files: &[one("providers/{id}/provider.toml")],
        lives: Lives::Page(PageKind::Provider),
        own: Some(own(&[one("company.toml")], Lives::On(PageKind::Home, ""))),
    },
    KindRow {
        kind: Kind::Report,
        word: "report",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[one("providers/{owner}/reports/{name}.toml")],
        lives: Lives::Page(PageKind::Report),
        own: Some(own(&[one("reports/{name}.toml")], Lives::Page(PageKind::Report))),
    },
    KindRow {
        kind: Kind::Service,
        word: "service",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[many("providers/{owner}/services.toml", "service")],
        lives: Lives::Page(PageKind::Service),
        own: Some(own(&[many("services.toml", "service")], Lives::Page(PageKind::Service))),
    },
    KindRow {
        kind: Kind::Location,
        word: "location",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[many("providers/{owner}/locations.toml", "location")],
        lives: Lives::On(PageKind::Provider, "location_{name}"),
        own: Some(own(&[many("locations.toml", "location")], Lives::On(PageKind::Home, "location_{name}"))),
    },
    KindRow {
        kind: Kind::Scope,
        word: "scope",
        reference: Reference::Impossible,
        owner: Some(Kind::Provider),
        files: &[many("providers/{owner}/scope.toml", "entry"), many("providers/{owner}/scope.csv", "entry")],
        lives: Lives::On(PageKind::Provider, ""),
        own: Some(own(&[many("scope.toml", "entry"), many("scope.csv", "entry")], Lives::On(PageKind::Home, ""))),
    },
    KindRow {
        kind: Kind::Document,
        word: "document",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[many("providers/{owner}/documents.toml", "document")],
        lives: Lives::On(PageKind::Documents, BY_OWNER),
        own: Some(own(&[many("documents.toml", "document")], Lives::On(PageKind::Documents, "{name}"))),
    },
    KindRow {
        kind: Kind::Subprocessor,
        word: "subprocessor",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[many("providers/{owner}/subprocessors.toml", "subprocessor")],
        lives: Lives::On(PageKind::Subprocessors, BY_OWNER),
        own: Some(own(&[many("subprocessors.toml", "subprocessor")], Lives::On(PageKind::Subprocessors, "{name}"))),
    },
    KindRow {
        kind: Kind::Data,
        word: "category",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[many("providers/{owner}/data.toml", "category")],
        lives: Lives::On(PageKind::Data, BY_OWNER),
        own: Some(own(&[many("data.toml", "category")], Lives::On(PageKind::Data, "{name}"))),
    },
    KindRow {
        kind: Kind::Ai,
        word: "ai",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[many("providers/{owner}/ai.toml", "use")],
        lives: Lives::On(PageKind::Ai, BY_OWNER),
        own: Some(own(&[many("ai.toml", "use")], Lives::On(PageKind::Ai, "{name}"))),
    },
    KindRow {
        kind: Kind::Disclosure,
        word: "disclosure",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[one("providers/{owner}/disclosure.toml")],
        lives: Lives::Page(PageKind::Disclosure),
        own: Some(own(&[one("disclosure.toml")], Lives::Page(PageKind::Disclosure))),
    },
    KindRow {
        kind: Kind::Product,
        word: "product",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[many("providers/{owner}/products.toml", "product")],
        lives: Lives::On(PageKind::Advisories, BY_OWNER),
        own: Some(own(&[many("products.toml", "product")], Lives::On(PageKind::Advisories, "{name}"))),
    },
    KindRow {
        kind: Kind::Advisory,
        word: "advisory",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[one("providers/{owner}/advisories/{name}.toml")],
        lives: Lives::Page(PageKind::Advisory),
        own: Some(own(&[one("advisories/{name}.toml")], Lives::Page(PageKind::Advisory))),
    },
    KindRow {
        kind: Kind::ControlGroup,
        word: "control-group",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        files: &[group("providers/{owner}/controls/{name}.toml", "control")],
        lives: Lives::Page(PageKind::ControlGroup),
        own: Some(own(&[group("controls/{name}.toml", "control")], Lives::Page(PageKind::ControlGroup))),
    },
    KindRow {
        kind: Kind::Control,
        word: "control",
        reference: Reference::Possible,
        owner: Some(Kind::Provider),
        // In the file of its group.
        files: &[many("providers/{owner}/controls/{group}.toml", "control")],
        lives: Lives::On(PageKind::ControlGroup, "{name}"),
        own: Some(own(&[many("controls/{group}.toml", "control")], Lives::On(PageKind::ControlGroup, "{name}"))),
    },
    KindRow {
        kind: Kind::Framework,
        word: "framework",
        reference: Reference::Possible,
        owner: None,
        files: &[one("frameworks/{id}.toml")],
        lives: Lives::Page(PageKind::Framework),
        own: None,
    },
    KindRow {
        kind: Kind::Edition,
        word: "criteria",
        reference: Reference::Possible,
        owner: None,
        files: &[one("criteria/{id}.toml")],
        lives: Lives::Page(PageKind::Edition),
        own: None,
    },
    KindRow {
        kind: Kind::Questionnaire,
        word: "questionnaire",
        reference: Reference::Possible,
        owner: None,
        files: &[one("questionnaires/{id}.toml")],
        lives: Lives::Page(PageKind::Questionnaire),
        own: None,
    },
    KindRow {
        kind: Kind::Term,
        word: "term",
        reference: Reference::Possible,
        owner: None,
        files: &[one("glossary/{id}.md")],
        lives: Lives::On(PageKind::Glossary, "{id}"),
        own: None,
    },
    KindRow {
        kind: Kind::Update,
        word: "update",
        reference: Reference::Possible,
        owner: None,
        files: &[one("updates/{id}.md")],
        lives: Lives::Page(PageKind::Update),
        own: None,
    },
    KindRow {
        kind: Kind::Page,
        word: "page",
        reference: Reference::Possible,
        owner: None,
        files: &[one("pages/{path}.md")],
        lives: Lives::Page(PageKind::Prose),
        own: None,
    },
];

// A kind is its own place in the table.
const _: () = {
    let mut place = 0;
    while place < KINDS.len() {
        assert!(KINDS[place].kind as usize == place, "the rows stand in the order of the kinds");
        place += 1;
    }
};
