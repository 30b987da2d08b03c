//! Which file of the output lies at a path, found without looking at any other: the inverse of [`super::outputs`].

use super::answers::answers_at;
use super::feeds::feed_at;
use super::output::{alias_file, sitemap_parts};
use super::well_known::well_known_at;
use super::{Format, Output, Page, PageKind, is_untranslated, pages, parts};
use crate::attachment::STATIC;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::pages::pages_at;
use crate::model::reserved::HostFile;
use crate::path::{Locale, OutPath, SourcePath};
use crate::published::Published;
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
    let feed = feed_at(site, path);
    feed.or_else(|| answers_at(site, path))
        .or_else(|| copy_at(site, path))
        .or_else(|| HostFile::ALL.into_iter().find(|file| file.name() == path.as_str()).map(Output::Host))
        .or_else(|| well_known_at(site, path))
        .or_else(|| page_at(site, names_in_index, path))
        .or_else(|| redirect_at(site, path))
}

fn copy_at(site: &Published<'_>, path: &OutPath) -> Option<Output> {
    let as_it_is = SourcePath::new(&format!("{STATIC}/{path}")).filter(|file| site.has_static_file(file));
    let brought = || SourcePath::new(&format!("content/{path}")).filter(|file| site.brings(file));
    as_it_is.or_else(brought).map(Output::Copy)
}

/// The page at an old address; when several claim it, the one that a build writes last.
fn redirect_at(site: &Published<'_>, path: &OutPath) -> Option<Output> {
    let mut keys: Vec<&Key> = site.claims_of_address(path.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let leads_from =
        |words: &Record| words.old_addresses.iter().any(|alias| alias_file(&alias.value).as_ref() == Some(path));
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
    let has_twins = page.kind != PageKind::NotFound && !is_untranslated(site, &page, locale);
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
    let config = site.config;
    let (locale, rest) = config.split_locale(path.as_str());
    if rest == "404.html" {
        return Some((locale, vec![Page::alone(PageKind::NotFound)]));
    }
    format_of(path).filter(|_| !rest.ends_with("404.html"))?;
    let address = rest.rsplit_once('/').map_or("", |(folder, _)| &rest[..=folder.len()]);
    Some((locale, pages_at(address)))
}

fn exists(site: &Published<'_>, names_in_index: impl Fn() -> usize, page: &Page) -> bool {
    // The home page is there without a text of its own.
    let has_record = page.kind == PageKind::Home || page.key().is_none_or(|key| site.record(&key).is_some());
    has_record && site.stands(page) && (page.part == 1 || page.part <= parts(site, names_in_index, page))
}
