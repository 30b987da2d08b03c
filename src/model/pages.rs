//! The table of pages: the address, the template and the place of each kind of page.
//!
//! An address and the look-up of what lies at one are read from the same pattern; sections, breadcrumbs and the names
//! that the site keeps for itself follow from the rows. Which pages exist is for `page`.

use super::feeds::Feed;
use super::key::Key;
use super::kinds::{Kind, Lives, PageKind};
use super::pattern::{fill, fit, has_places};
use crate::path::Id;

/// A row of the table.
pub(crate) struct PageRow {
    kind: PageKind,
    /// The address without the language and a leading slash.
    address: &'static str,
    template: &'static str,
    /// The kind of record that has the page.
    of: Option<Kind>,
    /// The page above this one, from the section of the navigation downwards.
    above: Option<PageKind>,
    title: Title,
    length: Length,
    shows_names: bool,
}

/// What a page is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Title {
    /// By a string, whose key is given; a section of the navigation is called `nav_` and its name.
    Named(&'static str),
    /// Like its record.
    Record,
    /// By a string and its record: `Compare: SOC 2`.
    NamedOf(&'static str),
}

/// Whether a page goes on on further ones.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    One,
    /// The second part lies at `page/2/` below the first.
    InParts(Listed, usize),
}

/// What is listed on a page that goes on on further ones; so many stand on each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    /// The records of a kind: those of the page's own record, or of all.
    Records(Kind),
    /// The names of everything.
    Names,
}

/// A page of the site, in any language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Page {
    pub(crate) kind: PageKind,
    /// The record that the page is of, for the kinds whose address names one.
    pub(crate) id: Option<Id>,
    /// Which part of a list it is, counted from 1.
    pub(crate) part: usize,
}

/// The row of a page that belongs to no record.
const fn list(kind: PageKind, address: &'static str, template: &'static str, title: &'static str) -> PageRow {
    PageRow {
        kind,
        address,
        template,
        of: None,
        above: None,
        title: Title::Named(title),
        length: Length::One,
        shows_names: false,
    }
}

/// The row of a page that belongs to a record.
const fn of(record: Kind, kind: PageKind, address: &'static str, template: &'static str) -> PageRow {
    PageRow {
        kind,
        address,
        template,
        of: Some(record),
        above: None,
        title: Title::Record,
        length: Length::One,
        shows_names: false,
    }
}

impl PageRow {
    const fn above(self, above: PageKind) -> Self {
        Self { above: Some(above), ..self }
    }

    const fn called(self, title: Title) -> Self {
        Self { title, ..self }
    }

    const fn with_names(self) -> Self {
        Self { shows_names: true, ..self }
    }

    const fn in_parts(self, listed: Listed, per_part: usize) -> Self {
        Self { length: Length::InParts(listed, per_part), ..self }
    }
}

/// How many questions stand on one page of a topic.
pub(crate) const QUESTIONS_PER_PAGE: usize = 25;
/// How many updates stand on one page.
pub(crate) const UPDATES_PER_PAGE: usize = 30;
/// How many names stand on one page of the index.
pub(crate) const NAMES_PER_PAGE: usize = 300;

static PAGES: [PageRow; 25] = [
    of(Kind::Home, PageKind::Home, "", "home"),
    list(PageKind::Topics, "faq/", "topics", "nav_faq"),
    of(Kind::Topic, PageKind::Topic, "faq/{id}/", "topic")
        .above(PageKind::Topics)
        .in_parts(Listed::Records(Kind::Entry), QUESTIONS_PER_PAGE),
    of(Kind::Entry, PageKind::Entry, "faq/{owner}/{name}/", "entry").above(PageKind::Topic),
    list(PageKind::Providers, "providers/", "providers", "nav_providers"),
    of(Kind::Provider, PageKind::Provider, "providers/{id}/", "provider").above(PageKind::Providers),
    of(Kind::Report, PageKind::Report, "providers/{owner}/{name}/", "report").above(PageKind::Provider),
    list(PageKind::Frameworks, "frameworks/", "frameworks", "nav_frameworks"),
    of(Kind::Framework, PageKind::Framework, "frameworks/{id}/", "framework").above(PageKind::Frameworks),
    // Editions of criteria are found below the frameworks that use them.
    of(Kind::Edition, PageKind::Edition, "criteria/{id}/", "criteria").above(PageKind::Frameworks),
    list(PageKind::Comparisons, "compare/", "comparisons", "nav_compare"),
    of(Kind::Framework, PageKind::Compare, "compare/{id}/", "compare")
        .above(PageKind::Comparisons)
        .called(Title::NamedOf("nav_compare")),
    list(PageKind::Scope, "scope/", "scope", "nav_scope"),
    of(Kind::Provider, PageKind::ScopeOfProvider, "scope/{id}/", "scope_provider")
        .above(PageKind::Scope)
        .called(Title::NamedOf("nav_scope")),
    of(Kind::Service, PageKind::Service, "scope/{owner}/{name}/", "service").above(PageKind::ScopeOfProvider),
    list(PageKind::Timeline, "timeline/", "timeline", "nav_timeline"),
    list(PageKind::Documents, "documents/", "documents", "nav_documents"),
    list(PageKind::Subprocessors, "subprocessors/", "subprocessors", "nav_subprocessors"),
    list(PageKind::Glossary, "glossary/", "glossary", "nav_glossary"),
    list(PageKind::Updates, "updates/", "updates", "nav_updates")
        .in_parts(Listed::Records(Kind::Update), UPDATES_PER_PAGE),
    of(Kind::Update, PageKind::Update, "updates/{id}/", "update").above(PageKind::Updates),
    of(Kind::Page, PageKind::Prose, "{path}/", "page"),
    list(PageKind::AToZ, "a-z/", "a_to_z", "nav_a_to_z").in_parts(Listed::Names, NAMES_PER_PAGE).with_names(),
    list(PageKind::Search, "search/", "search", "search").with_names(),
    list(PageKind::NotFound, "404.html", "not_found", "not_found_title"),
];

/// The sections of the navigation, in its order.
pub(crate) const SECTIONS: [PageKind; 10] = [
    PageKind::Topics,
    PageKind::Providers,
    PageKind::Frameworks,
    PageKind::Comparisons,
    PageKind::Scope,
    PageKind::Timeline,
    PageKind::Documents,
    PageKind::Subprocessors,
    PageKind::Glossary,
    PageKind::Updates,
];

/// What the site puts at its root besides pages.
const OWN_FILES: [&str; 6] = ["files", "index.html", "index.json", "manifest.sha256", "robots.txt", "sitemap.xml"];
/// The folders that hold nothing but what the site puts there.
const OWN_FOLDERS: [&str; 2] = ["assets", "search"];

// A kind is its own place in the table.
const _: () = {
    let mut place = 0;
    while place < PAGES.len() {
        assert!(PAGES[place].kind as usize == place, "the rows stand in the order of the kinds");
        place += 1;
    }
};

impl PageKind {
    /// Every kind of page.
    pub(crate) fn all() -> impl Iterator<Item = PageKind> {
        PAGES.iter().map(|row| row.kind)
    }

    fn row(self) -> &'static PageRow {
        &PAGES[self as usize]
    }

    /// The address of the page of a record; the id does not matter to a page that names none.
    pub(crate) fn address_of(self, id: &Id) -> String {
        fill(self.row().address, id)
    }

    /// The address of a page that names no record.
    pub(crate) fn address(self) -> &'static str {
        self.row().address
    }

    /// The page of no record that is called so in a reference, by its address: `page:subprocessors`.
    pub(crate) fn named(word: &str) -> Option<PageKind> {
        let is_named = |row: &&PageRow| row.of.is_none() && row.address.strip_suffix('/') == Some(word);
        PAGES.iter().find(is_named).map(|row| row.kind)
    }

    /// The name of the page's template, and of its kind in JSON.
    pub(crate) fn template(self) -> &'static str {
        self.row().template
    }

    /// The kind of record that has the page.
    pub(crate) fn of(self) -> Option<Kind> {
        self.row().of
    }

    pub(crate) fn title(self) -> Title {
        self.row().title
    }

    pub(crate) fn length(self) -> Length {
        self.row().length
    }

    /// Whether the page shows the names of everything on the site.
    pub(crate) fn shows_names(self) -> bool {
        self.row().shows_names
    }

    /// Whether the address names a record.
    pub(crate) fn names_record(self) -> bool {
        has_places(self.row().address)
    }

    /// The section of the navigation that the page belongs to: itself, or one above it.
    pub(crate) fn section(self) -> Option<PageKind> {
        std::iter::successors(Some(self), |page| page.row().above).find(|page| SECTIONS.contains(page))
    }

    /// The name of a section in the navigation.
    pub(crate) fn section_name(self) -> &'static str {
        match self.row().title {
            Title::Named(key) | Title::NamedOf(key) => key.strip_prefix("nav_").unwrap_or(key),
            Title::Record => self.row().template,
        }
    }
}

impl Key {
    /// The record's own page, for the kinds that have one.
    pub(crate) fn own_page(&self) -> Option<Page> {
        match self.kind.lives() {
            Lives::Page(page) => Some(Page::of(page, &self.id)),
            Lives::On(..) => None,
        }
    }

    /// The address of the record, with the anchor for those that stand on a page with others.
    pub(crate) fn address(&self) -> String {
        match self.kind.lives() {
            Lives::Page(page) => page.address_of(&self.id),
            Lives::On(page, anchor) => {
                // What belongs to somebody stands on its owner's page, or on one of all.
                let page = Page::of(page, &self.id.owner_id()).address();
                if anchor.is_empty() { page } else { format!("{page}#{}", fill(anchor, &self.id)) }
            }
        }
    }
}

impl Page {
    /// A page that names no record, or its first part.
    pub(crate) fn alone(kind: PageKind) -> Self {
        Self { kind, id: None, part: 1 }
    }

    /// The page of a record, or its first part.
    pub(crate) fn of(kind: PageKind, id: &Id) -> Self {
        Self { kind, id: kind.names_record().then(|| id.clone()), part: 1 }
    }

    /// Another part of the same list.
    pub(crate) fn part(self, part: usize) -> Self {
        Self { part, ..self }
    }

    /// The address of the page without its language: `faq/soc/validity/`, and nothing for the home page.
    pub(crate) fn address(&self) -> String {
        let mut address =
            self.id.as_ref().map_or_else(|| self.kind.address().to_owned(), |id| self.kind.address_of(id));
        if self.part > 1 {
            address.push_str(&format!("page/{}/", self.part));
        }
        address
    }

    /// The record that has the page, for the pages that a record has.
    pub(crate) fn key(&self) -> Option<Key> {
        let kind = self.kind.of()?;
        Some(self.id.as_ref().map_or_else(|| Key::only(kind), |id| Key::new(kind, id.clone())))
    }

    /// The record whose prose the page is, for the pages that are one record's prose.
    pub(crate) fn prose_key(&self) -> Option<Key> {
        self.key().filter(|key| key.kind.is_prose() && key.own_page().is_some_and(|page| page.kind == self.kind))
    }

    /// The pages above this one, the highest first.
    pub(crate) fn above(&self) -> Vec<Page> {
        let mut above: Vec<Page> = Vec::new();
        let mut kind = self.kind;
        while let Some(next) = kind.row().above {
            let of_owner = next.of() != self.kind.of();
            let id = self.id.as_ref().map(|id| if of_owner { id.owner_id() } else { id.clone() });
            above.push(id.map_or_else(|| Page::alone(next), |id| Page::of(next, &id)));
            kind = next;
        }
        above.reverse();
        above
    }
}

/// The pages that may lie at an address, of which the first that exists does; those of records come first.
pub(crate) fn pages_at(address: &str) -> Vec<Page> {
    let mut pages: Vec<Page> = PAGES.iter().filter_map(|row| page_at(row, address)).collect();
    pages.sort_by_key(|page| page.id.is_none());
    pages
}

fn page_at(row: &PageRow, address: &str) -> Option<Page> {
    if let Some(held) = fit(row.address, address) {
        return if has_places(row.address) {
            held.id().map(|id| Page::of(row.kind, &id))
        } else {
            Some(Page::alone(row.kind))
        };
    }
    let (first, part) = address.strip_suffix('/')?.rsplit_once("page/").filter(|_| row.length != Length::One)?;
    // As the program writes it, so that each part has one address.
    let number: usize = part.parse().ok().filter(|number: &usize| *number > 1 && number.to_string() == part)?;
    page_at(row, first).map(|page| page.part(number))
}

/// The names of the files that every page fills.
const PAGE_FILES: [&str; 3] = ["index.html", "index.json", "index.md"];

/// Whether a folded path is that of a file that the site makes, so that nothing can lie below it.
pub(crate) fn is_own_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_at_top = path.contains('.') && (OWN_FILES.contains(&path) || path == PageKind::NotFound.address());
    let is_sitemap = path.starts_with("sitemap-") && path.ends_with(".xml") && !path.contains('/');
    is_at_top || is_sitemap || PAGE_FILES.contains(&name) || Feed::at(path).is_some()
}

/// Whether a path of the output, without the language before it, belongs to the site itself.
pub(crate) fn is_own_path(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or(path);
    let is_of_page = |row: &PageRow| row.address.split('/').next() == Some(path);
    let is_in_folder = OWN_FOLDERS.contains(&first) || Feed::at(path).is_some();
    path.is_empty() || OWN_FILES.contains(&path) || PAGES.iter().any(is_of_page) || is_in_folder
}
