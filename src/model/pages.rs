//! The table of pages: the address, the template and the place of each kind of page.
//!
//! An address and the look-up of what lies at one are read from the same pattern; sections, breadcrumbs and the names
//! that the site keeps for itself follow from the rows. Which pages exist is for `page`.

use super::key::Key;
use super::kinds::{Kind, Lives, PageKind};
pub(crate) use super::page_row::{Length, Listed, Title};
use super::page_row::{Own, PageRow, list, of};
use super::pattern::{fill, fit, has_places};
use crate::path::Id;

/// A page of the site, in any language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Page {
    pub(crate) kind: PageKind,
    /// The record that the page is of, for the kinds whose address names one.
    pub(crate) id: Option<Id>,
    /// Which part of a list it is, counted from 1.
    pub(crate) part: usize,
}

/// How many questions stand on one page of a topic.
pub(crate) const QUESTIONS_PER_PAGE: usize = 25;
/// How many updates stand on one page.
pub(crate) const UPDATES_PER_PAGE: usize = 30;
/// How many names stand on one page of the index.
pub(crate) const NAMES_PER_PAGE: usize = 300;

static PAGES: [PageRow; 37] = [
    of(Kind::Home, PageKind::Home, "", "home"),
    list(PageKind::Topics, "faq/", "topics", "nav_faq").listing(Kind::Topic),
    of(Kind::Topic, PageKind::Topic, "faq/{id}/", "topic")
        .above(PageKind::Topics)
        .in_parts(Listed::Records(Kind::Entry), QUESTIONS_PER_PAGE),
    of(Kind::Entry, PageKind::Entry, "faq/{owner}/{name}/", "entry").above(PageKind::Topic),
    list(PageKind::Providers, "providers/", "providers", "nav_providers").listing(Kind::Provider),
    of(Kind::Provider, PageKind::Provider, "providers/{id}/", "provider")
        .above(PageKind::Providers)
        .own(Own::On(PageKind::Home)),
    of(Kind::Report, PageKind::Report, "providers/{owner}/{name}/", "report")
        .above(PageKind::Provider)
        .own(Own::At("reports/{name}/")),
    // Not below the page of the provider, where it would take the address of a report.
    of(Kind::Provider, PageKind::Sheet, "print/{id}/", "sheet")
        .above(PageKind::Provider)
        .called(Title::NamedOf("nav_sheet"))
        .own(Own::At("print/")),
    list(PageKind::Controls, "controls/", "controls", "nav_controls").listing(Kind::ControlGroup).only_with_content(),
    of(Kind::ControlGroup, PageKind::ControlGroup, "controls/{owner}/{name}/", "control_group")
        .above(PageKind::Controls)
        .own(Own::At("controls/{name}/")),
    list(PageKind::Frameworks, "frameworks/", "frameworks", "nav_frameworks").listing(Kind::Framework),
    of(Kind::Framework, PageKind::Framework, "frameworks/{id}/", "framework").above(PageKind::Frameworks),
    // Editions of criteria are found below the frameworks that use them.
    of(Kind::Edition, PageKind::Edition, "criteria/{id}/", "criteria").above(PageKind::Frameworks),
    of(Kind::Edition, PageKind::Crosswalk, "crosswalk/{id}/", "crosswalk")
        .above(PageKind::Edition)
        .called(Title::NamedOf("crosswalk_title")),
    list(PageKind::Questionnaires, "questionnaires/", "questionnaires", "nav_questionnaires")
        .listing(Kind::Questionnaire)
        .only_with_content(),
    of(Kind::Questionnaire, PageKind::Questionnaire, "questionnaires/{id}/", "questionnaire")
        .above(PageKind::Questionnaires),
    list(PageKind::Comparisons, "compare/", "comparisons", "nav_compare").listing(Kind::Framework),
    of(Kind::Framework, PageKind::Compare, "compare/{id}/", "compare")
        .above(PageKind::Comparisons)
        .called(Title::NamedOf("nav_compare")),
    list(PageKind::Scope, "scope/", "scope", "nav_scope").listing(Kind::Service),
    of(Kind::Provider, PageKind::ScopeOfProvider, "scope/{id}/", "scope_provider")
        .above(PageKind::Scope)
        .called(Title::NamedOf("nav_scope"))
        .own(Own::At("scope/")),
    of(Kind::Service, PageKind::Service, "scope/{owner}/{name}/", "service")
        .above(PageKind::ScopeOfProvider)
        .own(Own::At("services/{name}/")),
    list(PageKind::Timeline, "timeline/", "timeline", "nav_timeline").listing(Kind::Report),
    list(PageKind::Documents, "documents/", "documents", "nav_documents").listing(Kind::Document),
    list(PageKind::Subprocessors, "subprocessors/", "subprocessors", "nav_subprocessors").listing(Kind::Subprocessor),
    list(PageKind::Data, "data/", "data", "nav_data").listing(Kind::Data).only_with_content(),
    list(PageKind::Ai, "ai/", "ai", "nav_ai").listing(Kind::Ai).only_with_content(),
    list(PageKind::Disclosures, "disclosure/", "disclosures", "nav_disclosure")
        .listing(Kind::Disclosure)
        .only_with_content(),
    of(Kind::Disclosure, PageKind::Disclosure, "disclosure/{id}/", "disclosure")
        .above(PageKind::Disclosures)
        .own(Own::At("disclosure/")),
    list(PageKind::Advisories, "advisories/", "advisories", "nav_advisories")
        .listing(Kind::Advisory)
        .only_with_content(),
    of(Kind::Advisory, PageKind::Advisory, "advisories/{owner}/{name}/", "advisory")
        .above(PageKind::Advisories)
        .own(Own::At("advisories/{name}/")),
    list(PageKind::Glossary, "glossary/", "glossary", "nav_glossary").listing(Kind::Term).only_with_content(),
    list(PageKind::Updates, "updates/", "updates", "nav_updates")
        .listing(Kind::Update)
        .in_parts(Listed::Records(Kind::Update), UPDATES_PER_PAGE),
    of(Kind::Update, PageKind::Update, "updates/{id}/", "update").above(PageKind::Updates),
    of(Kind::Page, PageKind::Prose, "{path}/", "page"),
    list(PageKind::AToZ, "a-z/", "a_to_z", "nav_a_to_z").in_parts(Listed::Names, NAMES_PER_PAGE).with_names(),
    list(PageKind::Search, "search/", "search", "search").with_names(),
    list(PageKind::NotFound, "404.html", "not_found", "not_found_title"),
];

/// The sections of the navigation, in its order: what most readers come for first.
pub(crate) const SECTIONS: [PageKind; 17] = [
    PageKind::Providers,
    PageKind::Topics,
    PageKind::Controls,
    PageKind::Scope,
    PageKind::Documents,
    PageKind::Subprocessors,
    PageKind::Data,
    PageKind::Ai,
    PageKind::Disclosures,
    PageKind::Advisories,
    PageKind::Comparisons,
    PageKind::Timeline,
    PageKind::Frameworks,
    PageKind::Questionnaires,
    PageKind::Updates,
    PageKind::Glossary,
    PageKind::AToZ,
];

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
        match self.row().own {
            Own::At(address) if id.is_own() => fill(address, id),
            Own::On(page) if id.is_own() => page.address().to_owned(),
            _ => fill(self.row().address, id),
        }
    }

    /// The kind of record of which the site's own company has its page at the address of this one, which names no record.
    pub(crate) fn taken_by(self) -> Option<Kind> {
        let taker = PAGES.iter().find(|row| row.own == Own::At(self.address()))?;
        taker.of.filter(|_| self.of().is_none())
    }

    /// Whether the page is there only when it lists something.
    pub(crate) fn is_optional(self) -> bool {
        self.row().is_optional
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

    /// The page on which stands what an author may call by a word that names no page.
    pub(crate) fn that_has(word: &str) -> Option<PageKind> {
        Some(match word {
            "products" | "vulnerabilities" => PageKind::Advisories,
            "services" => PageKind::Scope,
            "questions" | "topics" => PageKind::Topics,
            "criteria" => PageKind::Frameworks,
            "news" => PageKind::Updates,
            "terms" => PageKind::Glossary,
            "vendors" | "suppliers" => PageKind::Subprocessors,
            _ => return None,
        })
    }

    /// The name of the page's template, and of its kind in JSON.
    pub(crate) fn template(self) -> &'static str {
        self.row().template
    }

    /// The kind of record that has the page.
    pub(crate) fn of(self) -> Option<Kind> {
        self.row().of
    }

    /// The kind of record that a section of the navigation lists; none where it lists all.
    pub(crate) fn lists(self) -> Option<Kind> {
        self.row().lists
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

    /// The kind of page and those above it, the lowest first.
    fn and_above(self) -> impl Iterator<Item = PageKind> {
        std::iter::successors(Some(self), |page| page.row().above)
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
        match self.kind.lives(&self.id) {
            Lives::Page(page) => Some(Page::of(page, &self.id)),
            Lives::On(..) => None,
        }
    }

    /// The address of the record, with the anchor for those that stand on a page with others.
    pub(crate) fn address(&self) -> String {
        match self.kind.lives(&self.id) {
            Lives::Page(page) => page.address_of(&self.id),
            Lives::On(page, anchor) => {
                // What belongs to somebody stands on the page of its group or its owner, or on one of all.
                let page = Page::of(page, &self.id.holder()).address();
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
        if let (Own::On(page), true) = (kind.row().own, id.is_own()) {
            return Self::alone(page);
        }
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

    /// Whether the page is of the site's own company, or of what belongs to it.
    pub(crate) fn is_own(&self) -> bool {
        self.id.as_ref().is_some_and(Id::is_own)
    }

    /// The section of the navigation that the page belongs to: itself, or one above it.
    pub(crate) fn section(&self) -> Option<PageKind> {
        let is_below_home = self.is_own() && self.kind.and_above().any(|kind| matches!(kind.row().own, Own::On(_)));
        self.kind.and_above().filter(|_| !is_below_home).find(|kind| SECTIONS.contains(kind))
    }

    /// The pages above this one, the highest first; the home page, which is above all, is none of them.
    pub(crate) fn above(&self) -> Vec<Page> {
        let of_owner = |kind: PageKind| kind.of() != self.kind.of();
        let id = |kind: PageKind| self.id.as_ref().map(|id| if of_owner(kind) { id.owner_id() } else { id.clone() });
        let page = |kind: PageKind| id(kind).map_or_else(|| Page::alone(kind), |id| Page::of(kind, &id));
        let above = self.kind.and_above().skip(1).map(page).take_while(|page| page.kind != PageKind::Home);
        // What gives way to a page of the site's own company is no page above it.
        let mut above: Vec<Page> = above.filter(|page| !(self.is_own() && page.kind.taken_by().is_some())).collect();
        above.reverse();
        above
    }
}

/// The pages that may lie at an address, of which the first that exists does; those of records come first.
pub(crate) fn pages_at(address: &str) -> Vec<Page> {
    let of_others = PAGES.iter().filter_map(|row| page_at(row, address));
    let mut pages: Vec<Page> = of_others.chain(PAGES.iter().filter_map(|row| own_page_at(row, address))).collect();
    pages.sort_by_key(|page| page.id.is_none());
    pages
}

/// The page of the site's own company, or of what belongs to it.
fn own_page_at(row: &PageRow, address: &str) -> Option<Page> {
    let Own::At(own) = row.own else { return None };
    let id = fit(own, address)?.name.map_or_else(|| Some(Id::company()), |name| Id::within("", name))?;
    Some(Page::of(row.kind, &id))
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
