//! Which file of the output lies at a path, found without looking at any other: the inverse of [`super::outputs`].

use super::output::{alias_file, is_brought, sitemap_parts};
use super::{Format, NAMES_PER_PAGE, Output, Page, QUESTIONS_PER_PAGE, UPDATES_PER_PAGE, is_untranslated, pages};
use crate::facts::List;
use crate::model::Record;
use crate::model::key::Key;
use crate::path::{Id, Locale, OutPath, SourcePath};
use crate::published::{Published, as_entry};
use crate::theme::Asset;

/// What the file at a path holds; `names_in_index` is asked for only where it matters.
pub(crate) fn output_at(
    site: &Published<'_>,
    assets: &[Asset],
    names_in_index: impl Fn() -> usize,
    path: &OutPath,
) -> Option<Output> {
    // In this order because each of them takes the place of those below.
    if let Some(asset) = assets.iter().position(|asset| asset.path == *path) {
        return Some(Output::Asset(asset));
    }
    match path.as_str() {
        "robots.txt" => return Some(Output::Robots),
        name if name.starts_with("sitemap") && name.ends_with(".xml") && !name.contains('/') => {
            let parts = sitemap_parts(site, &pages(site, names_in_index()));
            if let Some((_, output)) = parts.into_iter().find(|(part, _)| part == path) {
                return Some(output);
            }
        }
        _ => {}
    }
    copy_at(site, path).or_else(|| page_at(site, names_in_index, path)).or_else(|| redirect_at(site, path))
}

fn copy_at(site: &Published<'_>, path: &OutPath) -> Option<Output> {
    let file = SourcePath::new(&format!("content/{path}"))?;
    is_brought(site, &file).then_some(Output::Copy(file))
}

/// The page at an old address; when several claim it, the one that a build writes last.
fn redirect_at(site: &Published<'_>, path: &OutPath) -> Option<Output> {
    let folder = path.as_str().strip_suffix("/index.html");
    let forms = [Some(path.as_str().to_owned()), folder.map(ToOwned::to_owned), folder.map(|f| format!("{f}/"))];
    let mut keys: Vec<&Key> = forms.iter().flatten().flat_map(|form| site.claims_of_address(form)).collect();
    keys.sort_unstable();
    keys.dedup();
    let leads_from = |words: &Record| {
        let aliases = as_entry(words).map(|entry| entry.aliases.as_slice()).unwrap_or_default();
        aliases.iter().any(|alias| alias_file(&alias.value).as_ref() == Some(path))
    };
    keys.into_iter().rev().filter_map(|key| site.record(key)).find_map(|record| {
        let mut words = site.config.locales.iter().rev().map(|locale| site.words(record, locale));
        let (_, locale) = words.find(|(words, _)| leads_from(words))?;
        Some(Output::Redirect { to: record.key.clone(), locale: locale.clone() })
    })
}

fn page_at(site: &Published<'_>, names_in_index: impl Fn() -> usize, path: &OutPath) -> Option<Output> {
    let format = format_of(path)?;
    let (locale, pages) = pages_meant(site, path)?;
    let page = pages.into_iter().find(|page| exists(site, &names_in_index, page))?;
    let has_twins = page != Page::NotFound && !is_untranslated(site, &page, locale);
    (format == Format::Html || has_twins).then(|| Output::Page { page, locale: locale.clone(), format })
}

fn format_of(path: &OutPath) -> Option<Format> {
    Some(match path.as_str().rsplit('/').next()? {
        "index.html" | "404.html" => Format::Html,
        "index.json" => Format::Json,
        "index.md" => Format::Markdown,
        _ => return None,
    })
}

/// The language and the pages that a path may mean, whether or not they exist.
pub(crate) fn pages_meant<'a>(site: &Published<'a>, path: &OutPath) -> Option<(&'a Locale, Vec<Page>)> {
    let others = site.config.locales.iter().skip(1);
    let mut translated = others.filter_map(|locale| {
        let rest = path.as_str().strip_prefix(locale.as_str())?.strip_prefix('/')?;
        Some((locale, rest))
    });
    let (locale, rest) = translated.next_back().unwrap_or((site.config.default_locale(), path.as_str()));
    if rest == "404.html" {
        return Some((locale, vec![Page::NotFound]));
    }
    format_of(path).filter(|_| !rest.ends_with("404.html"))?;
    let address = rest.rsplit_once('/').map_or("", |(address, _)| address);
    let parts: Vec<&str> = if address.is_empty() { Vec::new() } else { address.split('/').collect() };
    Some((locale, pages_of(&parts)))
}

/// The pages that may have an address, of which the first that exists has it.
fn pages_of(parts: &[&str]) -> Vec<Page> {
    let page = |kind: fn(Id) -> Page, id: &str| Id::new(id).map(kind);
    let within = |kind: fn(Id) -> Page, owner: &str, name: &str| Id::within(owner, name).map(kind);
    let section = match parts {
        [] => return vec![Page::Home],
        ["faq"] => Some(Page::Topics),
        ["faq", topic] => page(|id| Page::Topic(id, 1), topic),
        ["faq", topic, entry] => within(Page::Entry, topic, entry),
        ["faq", topic, "page", part] => further(part).and_then(|part| Id::new(topic).map(|id| Page::Topic(id, part))),
        ["providers"] => Some(Page::Providers),
        ["providers", provider] => page(Page::Provider, provider),
        ["providers", provider, report] => within(Page::Report, provider, report),
        ["frameworks"] => Some(Page::Frameworks),
        ["frameworks", framework] => page(Page::Framework, framework),
        ["criteria", edition] => page(Page::Edition, edition),
        ["compare"] => Some(Page::Comparisons),
        ["compare", framework] => page(Page::Compare, framework),
        ["scope"] => Some(Page::Scope),
        ["scope", provider] => page(Page::ScopeOfProvider, provider),
        ["scope", provider, service] => within(Page::Service, provider, service),
        ["timeline"] => Some(Page::Timeline),
        ["documents"] => Some(Page::Documents),
        ["subprocessors"] => Some(Page::Subprocessors),
        ["glossary"] => Some(Page::Glossary),
        ["updates"] => Some(Page::Updates(1)),
        ["updates", "page", part] => further(part).map(Page::Updates),
        ["updates", update] => page(Page::Update, update),
        ["search"] => Some(Page::Search),
        ["a-z"] => Some(Page::AToZ(1)),
        ["a-z", "page", part] => further(part).map(Page::AToZ),
        _ => None,
    };
    let prose = match parts {
        [id] => page(Page::Prose, id),
        _ => None,
    };
    prose.into_iter().chain(section).collect()
}

/// The number of a further part of a list, as the program writes it.
fn further(part: &str) -> Option<usize> {
    part.parse().ok().filter(|number: &usize| *number > 1 && number.to_string() == part)
}

fn exists(site: &Published<'_>, names_in_index: impl Fn() -> usize, page: &Page) -> bool {
    let has_part = |part: usize, length: usize, per_page: usize| part <= length.div_ceil(per_page).max(1);
    let has_parts = match page {
        Page::Topic(_, 1) | Page::Updates(1) | Page::AToZ(1) => true,
        Page::Topic(id, part) => has_part(*part, site.list(&List::Entries(id.clone())).count(), QUESTIONS_PER_PAGE),
        Page::Updates(part) => has_part(*part, site.list(&List::Updates).count(), UPDATES_PER_PAGE),
        Page::AToZ(part) => has_part(*part, names_in_index(), NAMES_PER_PAGE),
        _ => true,
    };
    // The home page is there without a text of its own.
    has_parts && (*page == Page::Home || page.key().is_none_or(|key| site.record(&key).is_some()))
}
