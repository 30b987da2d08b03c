//! What the frame around a page says of the page: its names, its languages, its place and its twins.

use serde::Serialize;

use super::context::PageContext;
use super::values::Phrase;
use crate::language::with_region;
use crate::page::{Format, Page, PageKind, Title, file_of, is_untranslated};
use crate::path::Locale;

/// What every page has, and no two pages share.
#[derive(Serialize)]
pub(crate) struct Frame {
    pub(crate) title: Phrase,
    /// What search engines show below the title.
    pub(crate) description: String,
    pub(crate) canonical: Option<String>,
    alternates: Vec<Alternate>,
    languages: Vec<Language>,
    pub(super) breadcrumbs: Vec<Crumb>,
    /// The language that the page is in, where it stands in for a translation.
    pub(super) untranslated: Option<String>,
    /// Whether the site shows what nobody has confirmed, so that no page is to be relied on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unconfirmed: bool,
    pub(crate) build_id: String,
    json: Option<String>,
    markdown: Option<String>,
    template: &'static str,
    social: Option<Social>,
    /// What the page says as linked data.
    pub(crate) linked: Option<String>,
}

/// What social networks ask of a page besides its title and description.
#[derive(Serialize)]
struct Social {
    kind: &'static str,
    locale: String,
    alternates: Vec<String>,
}

/// The same page in a language, for search engines.
#[derive(Serialize)]
struct Alternate {
    locale: String,
    href: String,
}

/// The same page in a language, for readers.
#[derive(Serialize)]
struct Language {
    locale: String,
    name: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
pub(super) struct Crumb {
    pub(super) text: Phrase,
    pub(super) href: String,
}

/// The frame of a page, whose `build_id` is empty until it is known what stands in it.
pub(crate) fn frame(context: &PageContext<'_>, page: &Page, description: String) -> Frame {
    let config = context.site.config;
    let address = page.address();
    let stands_in = is_untranslated(&context.site, page, context.locale);
    let original = if stands_in { config.default_locale() } else { context.locale };
    let is_page = page.kind != PageKind::NotFound;
    let title = title(context, page);
    Frame {
        description: if description.is_empty() { title.text.clone() } else { description },
        title,
        canonical: is_page.then(|| absolute(context, original, &address)),
        alternates: if is_page { alternates(context, page, &address) } else { Vec::new() },
        languages: languages(context, page, &address),
        breadcrumbs: breadcrumbs(context, page),
        untranslated: stands_in.then(|| context.catalogs.of(context.catalog.voice, original).language_name()),
        unconfirmed: context.is_unconfirmed,
        build_id: String::new(),
        json: twin(context, page, Format::Json),
        markdown: twin(context, page, Format::Markdown),
        template: page.kind.template(),
        social: is_page.then(|| social(context, page, original)),
        linked: None,
    }
}

fn social(context: &PageContext<'_>, page: &Page, language: &Locale) -> Social {
    let locale = with_region(language.as_str());
    let others = context.site.config.locales.iter().filter(|other| !is_untranslated(&context.site, page, other));
    let mut alternates: Vec<String> = others.map(|other| with_region(other.as_str())).collect();
    alternates.retain(|other| *other != locale);
    alternates.dedup();
    let kind = if page.prose_key().is_some() && page.kind != PageKind::Home { "article" } else { "website" };
    Social { kind, locale, alternates }
}

/// The way to a twin of a page; a page in another language than its prose has those of the page that it stands in for.
///
/// From the page itself where it stands, so that a copied page still leads to its own data.
pub(super) fn twin(context: &PageContext<'_>, page: &Page, format: Format) -> Option<String> {
    let config = context.site.config;
    let stands_in = is_untranslated(&context.site, page, context.locale);
    let original = if stands_in { config.default_locale() } else { context.locale };
    let is_page = page.kind != PageKind::NotFound;
    let file = file_of(&config.locale_prefix(original), &page.address(), format).filter(|_| is_page)?;
    Some(context.href_of_file(file.as_str()))
}

fn absolute(context: &PageContext<'_>, locale: &Locale, address: &str) -> String {
    let config = context.site.config;
    format!("{}{}{address}", config.base_url, config.locale_prefix(locale))
}

/// The page's own name, which is its heading.
fn title(context: &PageContext<'_>, page: &Page) -> Phrase {
    let record = || {
        let key = page.key();
        let found = key.as_ref().and_then(|key| context.site.record(key));
        match (found, page.id.as_ref()) {
            (Some(record), _) => context.full_title(record),
            (None, Some(id)) => PageContext::words(id.to_string()),
            // The home page is there without a text of its own.
            (None, None) => context.phrase(&context.site.config.title),
        }
    };
    match page.kind.title() {
        Title::Named(key) => PageContext::words(context.catalog.text(key)),
        Title::Record => record(),
        Title::NamedOf(key) if page.is_own() => PageContext::words(context.catalog.text(key)),
        Title::NamedOf(key) => {
            let subject = record();
            let text =
                context.catalog.fill("title_of", &[("page", context.catalog.text(key)), ("subject", &subject.text)]);
            Phrase { text, lang: subject.lang }
        }
    }
}

/// The pages from the home page down to the one above this.
fn breadcrumbs(context: &PageContext<'_>, page: &Page) -> Vec<Crumb> {
    if [PageKind::Home, PageKind::NotFound].contains(&page.kind) {
        return Vec::new();
    }
    let crumb = |page: &Page| {
        // Below the section's name the record's own is enough.
        let record = page.key().filter(|_| matches!(page.kind.title(), Title::NamedOf(_)));
        let record = record.and_then(|key| context.site.record(&key));
        let text = record.map_or_else(|| title(context, page), |record| context.full_title(record));
        Crumb { text, href: context.href(&page.address()) }
    };
    let home = Crumb { text: PageContext::words(context.catalog.text("nav_home")), href: context.href("") };
    let of_folder = |record| Crumb { text: context.full_title(record), href: context.href_of(&record.key) };
    let folders = page.key().map(|key| context.site.pages_above(&key)).unwrap_or_default();
    let folders = folders.into_iter().map(of_folder);
    std::iter::once(home).chain(folders).chain(page.above().iter().map(crumb)).collect()
}

fn alternates(context: &PageContext<'_>, page: &Page, address: &str) -> Vec<Alternate> {
    let locales = &context.site.config.locales;
    let translated = locales.iter().filter(|locale| !is_untranslated(&context.site, page, locale));
    let mut alternates: Vec<Alternate> = translated
        .map(|locale| Alternate { locale: locale.to_string(), href: absolute(context, locale, address) })
        .collect();
    if alternates.len() < 2 {
        return Vec::new();
    }
    let href = absolute(context, context.site.config.default_locale(), address);
    alternates.push(Alternate { locale: "x-default".to_owned(), href });
    alternates
}

fn languages(context: &PageContext<'_>, page: &Page, address: &str) -> Vec<Language> {
    let locales = &context.site.config.locales;
    if locales.len() < 2 {
        return Vec::new();
    }
    // From a page that stands for every address, the other language begins at its home.
    let address = if page.kind == PageKind::NotFound { "" } else { address };
    let language = |locale: &Locale| Language {
        locale: locale.to_string(),
        name: context.catalogs.of(context.catalog.voice, locale).language_name(),
        href: context.href_in(locale, address),
        current: locale == context.locale,
    };
    locales.iter().map(language).collect()
}
