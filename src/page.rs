//! Which pages exist: the map from the files of the output to what each holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::List;
use crate::model::Content;
use crate::model::body::{Body, Target};
use crate::model::key::{Key, Kind};
use crate::model::terms::{Access, Visibility};
use crate::path::{Id, Locale, OutPath, SourcePath};
use crate::published::{Published, as_entry};

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

    /// The record whose prose the page shows, for the pages that one record fills.
    pub(crate) fn prose_key(&self) -> Option<Key> {
        match self {
            Page::Home => Id::new("home").map(|id| Key::new(Kind::Home, id)),
            Page::Entry(id) => Some(Key::new(Kind::Entry, id.clone())),
            Page::Update(id) => Some(Key::new(Kind::Update, id.clone())),
            Page::Prose(id) => Some(Key::new(Kind::Page, id.clone())),
            _ => None,
        }
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
    let mut pages = vec![
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
    ];
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
pub(crate) fn outputs(site: &Published<'_>, pages: &[Page], assets: &[OutPath]) -> BTreeMap<OutPath, Output> {
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
    for path in attachments(site) {
        add(out_path_of(&path), Output::Copy(path));
    }
    let parts = pages.len().div_ceil(pages_per_sitemap(site.config.locales.len()));
    if parts <= 1 {
        add(OutPath::new("sitemap.xml"), Output::Sitemap(SitemapPart::Part(0)));
    } else {
        add(OutPath::new("sitemap.xml"), Output::Sitemap(SitemapPart::Parts(parts)));
        for part in 0..parts {
            add(OutPath::new(&format!("sitemap-{part}.xml")), Output::Sitemap(SitemapPart::Part(part)));
        }
    }
    add(OutPath::new("robots.txt"), Output::Robots);
    for (index, path) in assets.iter().enumerate() {
        add(Some(path.clone()), Output::Asset(index));
    }
    outputs
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

/// The files of the content that a published page brings to readers.
fn attachments(site: &Published<'_>) -> BTreeSet<SourcePath> {
    let mut paths = BTreeSet::new();
    let mut of_body = |body: &Body| {
        paths.extend(body.links.iter().filter_map(|link| match &link.target {
            Target::File(path) => Some(path.clone()),
            Target::Record(_) | Target::Here | Target::Nowhere => None,
        }));
    };
    let mut documents = Vec::new();
    for record in site.records() {
        if let Content::Document(document) = &record.content
            && document.access == Access::Public
        {
            documents.extend(document.file.as_ref().map(|file| file.value.clone()));
        }
        let is_answered = as_entry(record).is_none_or(|entry| entry.visibility == Visibility::Public);
        if !is_answered {
            continue;
        }
        for (words, _) in site.config.locales.iter().map(|locale| site.words(record, locale)) {
            crate::facts::body(words).into_iter().for_each(&mut of_body);
        }
    }
    paths.extend(documents);
    // Behind the rule that reports it: a file of a restricted document stays where it is.
    for path in site.restricted_files() {
        paths.remove(path);
    }
    paths
}
