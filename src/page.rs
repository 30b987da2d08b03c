//! Which pages exist: the map from the files of the output to what each holds.

mod lookup;

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{self, List};
use crate::model::body::Target;
use crate::model::key::{Key, Kind};
use crate::model::terms::{Access, Visibility};
use crate::model::{Content, Record};
use crate::path::{Id, Locale, OutPath, SourcePath};
use crate::published::{Published, as_entry};
use crate::theme::Asset;

pub(crate) use lookup::{output_at, pages_meant};

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
    NotFound,
}

/// What a file of the output holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    Page {
        page: Page,
        locale: Locale,
        format: Format,
    },
    /// A page at an old address that leads to a record's page.
    Redirect {
        to: Key,
        locale: Locale,
    },
    /// A part of the sitemap, or the list of its parts.
    Sitemap(SitemapPart),
    Robots,
    /// A file of the theme, by its place in it.
    Asset(usize),
    /// A file of the content, byte for byte.
    Copy(SourcePath),
}

/// The encodings of one view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Html,
    Json,
    Markdown,
}

/// The sitemap, which search engines read in parts of limited length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SitemapPart {
    /// The names of the parts, when there are several.
    Parts(usize),
    /// The addresses of one part, counted from 0.
    Part(usize),
}

/// The pages that belong to no record. Those behind the first `ALONE` have further parts.
const LISTS: [Page; 13] = [
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
    Page::NotFound,
    Page::Updates(1),
    Page::AToZ(1),
];
const ALONE: usize = 11;

/// How many questions stand on one page of a topic.
pub(crate) const QUESTIONS_PER_PAGE: usize = 25;
/// How many updates stand on one page.
pub(crate) const UPDATES_PER_PAGE: usize = 30;
/// How many names stand on one page of the index.
pub(crate) const NAMES_PER_PAGE: usize = 300;
/// How many addresses stand in one part of the sitemap; the protocol allows 50,000.
const ADDRESSES_PER_SITEMAP: usize = 10_000;

/// How many pages, each in every language, one part of the sitemap holds.
pub(crate) fn pages_per_sitemap(languages: usize) -> usize {
    (ADDRESSES_PER_SITEMAP / languages).max(1)
}

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

    /// The record whose prose the page shows, for the pages that one record fills.
    pub(crate) fn prose_key(&self) -> Option<Key> {
        self.key().filter(|key| matches!(key.kind, Kind::Home | Kind::Entry | Kind::Update | Kind::Page))
    }
}

/// The file that holds an address, in a language whose addresses begin with `prefix`.
pub(crate) fn file_of(prefix: &str, address: &str, format: Format) -> Option<OutPath> {
    let name = match format {
        Format::Html => "index.html",
        Format::Json => "index.json",
        Format::Markdown => "index.md",
    };
    let path = format!("{prefix}{address}");
    OutPath::new(&if path.is_empty() || path.ends_with('/') { path + name } else { path })
}

/// Whether the page's prose in this language is that of another.
pub(crate) fn is_untranslated(site: &Published<'_>, page: &Page, locale: &Locale) -> bool {
    let prose = page.prose_key().and_then(|key| site.record(&key));
    prose.is_some_and(|record| site.words(record, locale).1 != locale)
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

/// Every file of the output, and what it holds.
pub(crate) fn outputs(site: &Published<'_>, pages: &[Page], assets: &[Asset]) -> BTreeMap<OutPath, Output> {
    let mut outputs = BTreeMap::new();
    let mut add = |path: Option<OutPath>, output: Output| {
        if let Some(path) = path {
            outputs.insert(path, output);
        }
    };
    for locale in &site.config.locales {
        let prefix = site.config.locale_prefix(locale);
        for page in pages {
            let address = page.address();
            let output = |format: Format| Output::Page { page: page.clone(), locale: locale.clone(), format };
            add(file_of(&prefix, &address, Format::Html), output(Format::Html));
            // A page in another language than its prose has the twins of the page that it stands in for.
            if *page != Page::NotFound && !is_untranslated(site, page, locale) {
                add(file_of(&prefix, &address, Format::Json), output(Format::Json));
                add(file_of(&prefix, &address, Format::Markdown), output(Format::Markdown));
            }
        }
    }
    for record in site.records() {
        let locales = &site.config.locales;
        for (words, locale) in locales.iter().map(|locale| site.words(record, locale)) {
            let aliases = as_entry(words).map(|entry| entry.aliases.as_slice()).unwrap_or_default();
            for alias in aliases {
                add(alias_file(&alias.value), Output::Redirect { to: record.key.clone(), locale: locale.clone() });
            }
        }
    }
    let used: BTreeSet<&SourcePath> = site.used_files().collect();
    for path in used.into_iter().filter(|path| is_brought(site, path)) {
        add(out_path_of(path), Output::Copy(path.clone()));
    }
    for (path, output) in sitemap_parts(site, pages) {
        add(Some(path), output);
    }
    add(OutPath::new("robots.txt"), Output::Robots);
    for (index, asset) in assets.iter().enumerate() {
        add(Some(asset.path.clone()), Output::Asset(index));
    }
    outputs
}

/// The sitemap of these pages, in as many files as it takes.
fn sitemap_parts(site: &Published<'_>, pages: &[Page]) -> Vec<(OutPath, Output)> {
    let output = |name: &str, part: SitemapPart| OutPath::new(name).map(|path| (path, Output::Sitemap(part)));
    let parts = pages.len().div_ceil(pages_per_sitemap(site.config.locales.len()));
    if parts <= 1 {
        return output("sitemap.xml", SitemapPart::Part(0)).into_iter().collect();
    }
    let all = (0..parts).map(|part| output(&format!("sitemap-{part}.xml"), SitemapPart::Part(part)));
    std::iter::once(output("sitemap.xml", SitemapPart::Parts(parts))).chain(all).flatten().collect()
}

/// The file at an old address: `old/page/`, `old/page` or `old/page.html`.
fn alias_file(alias: &str) -> Option<OutPath> {
    let is_file = alias.rsplit('/').next().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    if is_file { OutPath::new(alias) } else { OutPath::new(&format!("{}/index.html", alias.trim_end_matches('/'))) }
}

/// The place of a file of the content in the output: the same, but for the folder.
pub(crate) fn out_path_of(file: &SourcePath) -> Option<OutPath> {
    OutPath::new(file.as_str().strip_prefix("content/").unwrap_or(file.as_str()))
}

/// Whether a published page brings a file of the content to readers.
fn is_brought(site: &Published<'_>, file: &SourcePath) -> bool {
    // Behind the rule that reports it: a file of a restricted document stays where it is.
    let mut users = site.users(file);
    !site.is_restricted(file) && users.any(|key| site.record(key).is_some_and(|record| brings(site, record, file)))
}

fn brings(site: &Published<'_>, record: &Record, file: &SourcePath) -> bool {
    if let Content::Document(document) = &record.content {
        return document.access == Access::Public && document.file.as_ref().is_some_and(|own| own.value == *file);
    }
    let is_answered = as_entry(record).is_none_or(|entry| entry.visibility == Visibility::Public);
    let links_to = |words: &Record| {
        let links = facts::body(words).into_iter().flat_map(|body| &body.links);
        links.into_iter().any(|link| matches!(&link.target, Target::File(path) if path == file))
    };
    is_answered && site.config.locales.iter().any(|locale| links_to(site.words(record, locale).0))
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
