//! Which pages exist, each by its address.

mod lookup;
mod output;

use crate::facts::List;
use crate::model::key::{Key, Kind};
use crate::model::{Content, Record};
use crate::path::Id;
use crate::published::Published;

pub(crate) use lookup::{output_at, pages_meant};
pub(crate) use output::{
    Format, Output, SitemapPart, file_of, is_untranslated, out_path_of, outputs, pages_per_sitemap,
};

/// A page of the site, in any language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Page {
    Home,
    Topics,
    /// A part of a topic's questions, counted from 1.
    Topic(Id, usize),
    Entry(Id),
    Providers,
    Provider(Id),
    Report(Id),
    Frameworks,
    Framework(Id),
    Edition(Id),
    Comparisons,
    Compare(Id),
    Scope,
    ScopeOfProvider(Id),
    Service(Id),
    Timeline,
    Documents,
    Subprocessors,
    Glossary,
    /// A part of the updates, counted from 1.
    Updates(usize),
    Update(Id),
    Prose(Id),
    /// A part of the index, counted from 1.
    AToZ(usize),
    /// What was searched for, and without scripts everything by name.
    Search,
    NotFound,
}

/// The pages that belong to no record. Those behind the first `ALONE` have further parts.
const LISTS: [Page; 14] = [
    Page::Home,
    Page::Topics,
    Page::Providers,
    Page::Frameworks,
    Page::Comparisons,
    Page::Scope,
    Page::Timeline,
    Page::Documents,
    Page::Subprocessors,
    Page::Glossary,
    Page::Search,
    Page::NotFound,
    Page::Updates(1),
    Page::AToZ(1),
];

const ALONE: usize = 12;

/// How many questions stand on one page of a topic.
pub(crate) const QUESTIONS_PER_PAGE: usize = 25;

/// How many updates stand on one page.
pub(crate) const UPDATES_PER_PAGE: usize = 30;

/// How many names stand on one page of the index.
pub(crate) const NAMES_PER_PAGE: usize = 300;

impl Page {
    /// The address of the page without its language: `faq/soc/validity/`, and nothing for the home page.
    pub(crate) fn address(&self) -> String {
        let numbered = |base: String, number: usize| match number {
            1 => base,
            number => format!("{base}page/{number}/"),
        };
        match self {
            Page::Home => String::new(),
            Page::Topics => "faq/".to_owned(),
            Page::Topic(id, number) => numbered(format!("faq/{id}/"), *number),
            Page::Entry(id) => format!("faq/{id}/"),
            Page::Providers => "providers/".to_owned(),
            Page::Provider(id) | Page::Report(id) => format!("providers/{id}/"),
            Page::Frameworks => "frameworks/".to_owned(),
            Page::Framework(id) => format!("frameworks/{id}/"),
            Page::Edition(id) => format!("criteria/{id}/"),
            Page::Comparisons => "compare/".to_owned(),
            Page::Compare(id) => format!("compare/{id}/"),
            Page::Scope => "scope/".to_owned(),
            Page::ScopeOfProvider(id) | Page::Service(id) => format!("scope/{id}/"),
            Page::Timeline => "timeline/".to_owned(),
            Page::Documents => "documents/".to_owned(),
            Page::Subprocessors => "subprocessors/".to_owned(),
            Page::Glossary => "glossary/".to_owned(),
            Page::Updates(number) => numbered("updates/".to_owned(), *number),
            Page::Update(id) => format!("updates/{id}/"),
            Page::Prose(id) => format!("{id}/"),
            Page::AToZ(number) => numbered("a-z/".to_owned(), *number),
            Page::Search => "search/".to_owned(),
            Page::NotFound => "404.html".to_owned(),
        }
    }

    /// The name of the page's template and of its kind.
    pub(crate) fn template(&self) -> &'static str {
        match self {
            Page::Home => "home",
            Page::Topics => "topics",
            Page::Topic(..) => "topic",
            Page::Entry(_) => "entry",
            Page::Providers => "providers",
            Page::Provider(_) => "provider",
            Page::Report(_) => "report",
            Page::Frameworks => "frameworks",
            Page::Framework(_) => "framework",
            Page::Edition(_) => "criteria",
            Page::Comparisons => "comparisons",
            Page::Compare(_) => "compare",
            Page::Scope => "scope",
            Page::ScopeOfProvider(_) => "scope_provider",
            Page::Service(_) => "service",
            Page::Timeline => "timeline",
            Page::Documents => "documents",
            Page::Subprocessors => "subprocessors",
            Page::Glossary => "glossary",
            Page::Updates(_) => "updates",
            Page::Update(_) => "update",
            Page::Prose(_) => "page",
            Page::AToZ(_) => "a_to_z",
            Page::Search => "search",
            Page::NotFound => "not_found",
        }
    }

    /// The record that the page belongs to, for the pages that belong to one.
    pub(crate) fn key(&self) -> Option<Key> {
        let (kind, id) = match self {
            Page::Home => return Id::new("home").map(|id| Key::new(Kind::Home, id)),
            Page::Topic(id, _) => (Kind::Topic, id),
            Page::Entry(id) => (Kind::Entry, id),
            Page::Provider(id) | Page::ScopeOfProvider(id) => (Kind::Provider, id),
            Page::Report(id) => (Kind::Report, id),
            Page::Framework(id) | Page::Compare(id) => (Kind::Framework, id),
            Page::Edition(id) => (Kind::Edition, id),
            Page::Service(id) => (Kind::Service, id),
            Page::Update(id) => (Kind::Update, id),
            Page::Prose(id) => (Kind::Page, id),
            Page::Topics
            | Page::Providers
            | Page::Frameworks
            | Page::Comparisons
            | Page::Scope
            | Page::Timeline
            | Page::Documents
            | Page::Subprocessors
            | Page::Glossary
            | Page::Updates(_)
            | Page::AToZ(_)
            | Page::Search
            | Page::NotFound => return None,
        };
        Some(Key::new(kind, id.clone()))
    }

    /// The page of the same kind that belongs to another record.
    pub(crate) fn of(self, id: Id) -> Page {
        match self {
            Page::Topic(..) => Page::Topic(id, 1),
            Page::Entry(_) => Page::Entry(id),
            Page::Provider(_) => Page::Provider(id),
            Page::ScopeOfProvider(_) => Page::ScopeOfProvider(id),
            Page::Report(_) => Page::Report(id),
            Page::Framework(_) => Page::Framework(id),
            Page::Compare(_) => Page::Compare(id),
            Page::Edition(_) => Page::Edition(id),
            Page::Service(_) => Page::Service(id),
            Page::Update(_) => Page::Update(id),
            Page::Prose(_) => Page::Prose(id),
            page => page,
        }
    }

    /// Whether the page shows the names of everything on the site.
    pub(crate) fn shows_index(&self) -> bool {
        matches!(self, Page::AToZ(_) | Page::Search)
    }

    /// The record whose prose the page shows, for the pages that one record fills.
    pub(crate) fn prose_key(&self) -> Option<Key> {
        self.key().filter(|key| matches!(key.kind, Kind::Home | Kind::Entry | Kind::Update | Kind::Page))
    }
}

/// Every page that the site has, once for all languages, in no particular order.
pub(crate) fn pages(site: &Published<'_>, names_in_index: usize) -> Vec<Page> {
    let mut pages = LISTS[..ALONE].to_vec();
    let parts = |length: usize, per_page: usize| 1..=length.div_ceil(per_page).max(1);
    for record in site.records() {
        let id = record.key.id.clone();
        match &record.content {
            Content::Topic(_) => {
                let questions = site.list(&List::Entries(id.clone())).count();
                pages.extend(parts(questions, QUESTIONS_PER_PAGE).map(|number| Page::Topic(id.clone(), number)));
            }
            Content::Entry(_) => pages.push(Page::Entry(id)),
            Content::Provider(_) => pages.extend([Page::Provider(id.clone()), Page::ScopeOfProvider(id)]),
            Content::Report(_) => pages.push(Page::Report(id)),
            Content::Framework(_) => pages.extend([Page::Framework(id.clone()), Page::Compare(id)]),
            Content::Edition(_) => pages.push(Page::Edition(id)),
            Content::Service(_) => pages.push(Page::Service(id)),
            Content::Update(_) => pages.push(Page::Update(id)),
            Content::Page(_) => pages.push(Page::Prose(id)),
            Content::Home(_)
            | Content::Term(_)
            | Content::Location(_)
            | Content::Scope(_)
            | Content::Document(_)
            | Content::Subprocessor(_) => {}
        }
    }
    pages.extend(parts(site.list(&List::Updates).count(), UPDATES_PER_PAGE).map(Page::Updates));
    pages.extend(parts(names_in_index, NAMES_PER_PAGE).map(Page::AToZ));
    pages
}

/// One page of each kind, as far as the site has them.
pub(crate) fn one_of_each_kind(site: &Published<'_>) -> Vec<Page> {
    let first = |list: &List, page: fn(Id) -> Page| site.list(list).next().map(|record| page(record.key.id.clone()));
    let of_provider = |list: fn(Id) -> List, page: fn(Id) -> Page| {
        site.list(&List::Providers).find_map(|provider| first(&list(provider.key.id.clone()), page))
    };
    let entry = site.list(&List::Topics).find_map(|topic| first(&List::Entries(topic.key.id.clone()), Page::Entry));
    let of_records = [
        first(&List::Topics, |id| Page::Topic(id, 1)),
        entry,
        first(&List::Providers, Page::Provider),
        of_provider(List::Reports, Page::Report),
        first(&List::Frameworks, Page::Framework),
        first(&List::Editions, Page::Edition),
        first(&List::Frameworks, Page::Compare),
        first(&List::Providers, Page::ScopeOfProvider),
        of_provider(List::Services, Page::Service),
        first(&List::Updates, Page::Update),
        first(&List::Pages, Page::Prose),
    ];
    LISTS.into_iter().chain(of_records.into_iter().flatten()).collect()
}

/// The records whose text stands on a page, each with the id of its element; the page's own has none.
pub(crate) fn records_on<'a>(site: &Published<'a>, page: &Page) -> Vec<(String, &'a Record)> {
    let own = page.key().and_then(|key| site.record(&key)).map(|record| (String::new(), record));
    let by_name = |record: &'a Record| (record.key.id.name().to_owned(), record);
    let by_owner_and_name = |record: &'a Record| {
        let id = &record.key.id;
        (format!("{}_{}", id.owner(), id.name()), record)
    };
    let of_providers = |list: fn(Id) -> List| {
        let lists = site.list(&List::Providers).map(move |provider| list(provider.key.id.clone()));
        lists.flat_map(|list| site.list(&list)).map(by_owner_and_name).collect::<Vec<_>>()
    };
    let others = match page {
        Page::Topic(id, number) => {
            let entries = site.list(&List::Entries(id.clone()));
            entries.skip((number - 1) * QUESTIONS_PER_PAGE).take(QUESTIONS_PER_PAGE).map(by_name).collect()
        }
        Page::Glossary => site.list(&List::Terms).map(by_name).collect(),
        Page::Documents => of_providers(List::Documents),
        Page::Subprocessors => of_providers(List::Subprocessors),
        _ => Vec::new(),
    };
    own.into_iter().chain(others).collect()
}
