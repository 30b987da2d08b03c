//! The table of kinds: where the records of each kind are written, whose they are, and where readers find them.
//!
//! In which file a record is looked for, its address, its anchor and how it is referred to follow from the rows; what a
//! file holds is for `kind_files`.

use super::pattern::{fill, fit};
use crate::path::{Id, SourcePath};

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
    Framework,
    Edition,
    Term,
    Update,
    Page,
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
    Frameworks,
    Framework,
    Edition,
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
    Glossary,
    Updates,
    Update,
    Prose,
    AToZ,
    Search,
    NotFound,
}

/// A row of the table.
pub(super) struct KindRow {
    pub(super) kind: Kind,
    /// The word before the colon of a reference, `report` in `report:acme/soc-2`, and in the keys of strings.
    pub(super) word: &'static str,
    /// Whether authors can name a record of the kind.
    reference: Reference,
    /// The kind of the record whose folder holds those of this kind, so that their ids begin with its id.
    pub(super) owner: Option<Kind>,
    /// The files below `content/` that hold records of the kind; what is to be added is looked for in the first.
    pub(super) files: &'static [FilePattern],
    lives: Lives,
    /// What is otherwise for those of the site's own company.
    pub(super) own: Option<Own>,
}

/// Where the records of the site's own company are written, and where readers find them.
pub(super) struct Own {
    pub(super) files: &'static [FilePattern],
    lives: Lives,
}

#[derive(PartialEq)]
enum Reference {
    Possible,
    Impossible,
}

/// A file that holds records of a kind.
pub(super) struct FilePattern {
    pub(super) pattern: &'static str,
    pub(super) holds: Holds,
}

/// How many records a file holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    One,
    /// As many as there are tables of this name, or rows.
    Many(&'static str),
}

/// Where readers find a record.
#[derive(Clone, Copy)]
pub(crate) enum Lives {
    /// On a page of its own.
    Page(PageKind),
    /// On a page that shows others too, at this anchor; the page as a whole when it is empty.
    On(PageKind, &'static str),
}

const fn one(pattern: &'static str) -> FilePattern {
    FilePattern { pattern, holds: Holds::One }
}

const fn many(pattern: &'static str, table: &'static str) -> FilePattern {
    FilePattern { pattern, holds: Holds::Many(table) }
}

/// The anchor of what belongs to a provider, on a page that shows those of all.
const BY_OWNER: &str = "{owner}_{name}";

const fn own(files: &'static [FilePattern], lives: Lives) -> Own {
    Own { files, lives }
}

pub(super) static KINDS: [KindRow; 17] = [
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

impl Kind {
    /// Every kind.
    pub(crate) fn all() -> impl Iterator<Item = Kind> {
        KINDS.iter().map(|row| row.kind)
    }

    /// Every kind that a reference may name, in the order in which they are offered.
    pub(crate) fn referable() -> impl Iterator<Item = Kind> {
        Self::all().filter(|kind| kind.is_referable())
    }

    fn row(self) -> &'static KindRow {
        &KINDS[self as usize]
    }

    /// The word before the colon of a reference: `report` in `report:huawei-cloud/soc-2`.
    pub(crate) fn word(self) -> &'static str {
        self.row().word
    }

    /// The kind that the word of a reference names.
    pub(crate) fn from_word(word: &str) -> Option<Kind> {
        Self::referable().find(|kind| kind.word() == word)
    }

    pub(crate) fn is_referable(self) -> bool {
        self.row().reference == Reference::Possible
    }

    /// The kind of the record whose folder holds those of this kind.
    pub(crate) fn owner(self) -> Option<Kind> {
        self.row().owner
    }

    /// Whether records of other kinds lie in the folder of one of this kind.
    pub(crate) fn is_owner(self) -> bool {
        KINDS.iter().any(|row| row.owner == Some(self))
    }

    /// Whether records of the kind belong to a provider, so that some may be those of the site's own company.
    pub(crate) fn is_of_provider(self) -> bool {
        self.owner() == Some(Kind::Provider)
    }

    /// Where readers find a record of the kind.
    pub(crate) fn lives(self, id: &Id) -> Lives {
        let own = self.row().own.as_ref().filter(|_| id.is_own());
        own.map_or(self.row().lives, |own| own.lives)
    }

    /// Where readers find records of the kind: those of others, and those of the site's own company.
    pub(crate) fn all_lives(self) -> impl Iterator<Item = Lives> {
        std::iter::once(self.row().lives).chain(self.row().own.as_ref().map(|own| own.lives))
    }

    /// Whether records of the kind are prose, of which each language has a file of its own.
    pub(crate) fn is_prose(self) -> bool {
        self.row().files.iter().any(|file| file.pattern.ends_with(".md"))
    }

    /// The file below `content/` in which a record of this id is looked for.
    pub(crate) fn home(self, id: &Id) -> String {
        let own = self.row().own.as_ref().filter(|_| id.is_own());
        format!("content/{}", fill(own.map_or(self.row().files, |own| own.files)[0].pattern, id))
    }

    /// How the id of a record of this kind is written.
    pub(crate) fn shape_of_id(self) -> String {
        self.owner().map_or_else(|| "id".to_owned(), |owner| format!("{}/id", owner.word()))
    }

    /// The record of this kind in whose folder a file lies.
    pub(crate) fn folder_of(self, path: &SourcePath) -> Option<Id> {
        let folder = self.row().files.iter().find_map(|file| file.pattern.rsplit_once('/'))?.0;
        let path = path.as_str().strip_prefix("content/")?;
        let (end, _) = path.match_indices('/').nth(folder.matches('/').count())?;
        fit(folder, &path[..end])?.id()
    }
}
