//! Which files the output has, and what each holds.

use std::collections::BTreeMap;

use super::answers::answers;
use super::feeds::feeds;
use super::well_known::well_known;
use super::{Page, PageKind};
use crate::model::feeds::Feed;
use crate::model::key::Key;
use crate::model::reserved::HostFile;
use crate::model::well_known::WellKnown;
use crate::path::{Id, Locale, OutPath, SourcePath};
use crate::published::Published;
use crate::theme::Asset;

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
    /// A file that hosts read beside the pages.
    Host(HostFile),
    /// The updates as programs follow them.
    Feed {
        locale: Locale,
        feed: Feed,
    },
    /// The answers to a questionnaire, as a table.
    Answers {
        questionnaire: Id,
        locale: Locale,
    },
    /// What programs look for at a place that everybody knows.
    WellKnown(WellKnown),
    /// A file of the search index of a language.
    Search {
        locale: Locale,
        name: String,
    },
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

/// How many addresses stand in one part of the sitemap; the protocol allows 50,000.
const ADDRESSES_PER_SITEMAP: usize = 10_000;

/// How many pages, each in every language, one part of the sitemap holds.
pub(crate) fn pages_per_sitemap(languages: usize) -> usize {
    (ADDRESSES_PER_SITEMAP / languages).max(1)
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

/// An address that a page had before.
pub(crate) struct OldAddress<'a> {
    /// As it is written, without the slash before it.
    pub(crate) written: &'a str,
    pub(crate) to: &'a Key,
    pub(crate) locale: &'a Locale,
}

/// Where pages were before, by the files that lead on from there.
pub(crate) fn old_addresses<'a>(site: &Published<'a>) -> BTreeMap<OutPath, OldAddress<'a>> {
    let mut addresses = BTreeMap::new();
    for record in site.records() {
        let locales = &site.config.locales;
        for (words, locale) in locales.iter().map(|locale| site.words(record, locale)) {
            for old in &words.old_addresses {
                let address = OldAddress { written: &old.value, to: &record.key, locale };
                addresses.extend(alias_file(&old.value).map(|path| (path, address)));
            }
        }
    }
    addresses
}

/// Every file of the output, and what it holds.
pub(crate) fn outputs(site: &Published<'_>, pages: &[Page], assets: &[Asset]) -> BTreeMap<OutPath, Output> {
    let mut outputs = BTreeMap::new();
    let mut add = |path: Option<OutPath>, output: Output| {
        if let Some(path) = path {
            outputs.insert(path, output);
        }
    };
    // Old addresses come first, so that none takes a page away.
    for (path, OldAddress { to, locale, .. }) in old_addresses(site) {
        add(Some(path), Output::Redirect { to: to.clone(), locale: locale.clone() });
    }
    for locale in &site.config.locales {
        let prefix = site.config.locale_prefix(locale);
        for page in pages {
            let address = page.address();
            let output = |format: Format| Output::Page { page: page.clone(), locale: locale.clone(), format };
            add(file_of(&prefix, &address, Format::Html), output(Format::Html));
            // A page in another language than its prose has the twins of the page that it stands in for.
            if page.kind != PageKind::NotFound && !is_untranslated(site, page, locale) {
                add(file_of(&prefix, &address, Format::Json), output(Format::Json));
                add(file_of(&prefix, &address, Format::Markdown), output(Format::Markdown));
            }
        }
    }
    // A file of the author's takes the place of one that is made.
    for file in HostFile::ALL {
        add(OutPath::new(file.name()), Output::Host(file));
    }
    for (path, output) in well_known(site) {
        add(path, output);
    }
    for path in site.used_files().filter(|path| site.brings(path)) {
        add(out_path_of(path), Output::Copy(path.clone()));
    }
    for path in site.static_files() {
        add(out_path_of(path), Output::Copy(path.clone()));
    }
    for (path, output) in sitemap_parts(site, pages) {
        add(Some(path), output);
    }
    add(OutPath::new("robots.txt"), Output::Robots);
    for (path, output) in feeds(site).into_iter().chain(answers(site)) {
        add(path, output);
    }
    for (index, asset) in assets.iter().enumerate() {
        add(Some(asset.path.clone()), Output::Asset(index));
    }
    outputs
}

/// The sitemap of these pages, in as many files as it takes.
pub(super) fn sitemap_parts(site: &Published<'_>, pages: &[Page]) -> Vec<(OutPath, Output)> {
    let output = |name: &str, part: SitemapPart| OutPath::new(name).map(|path| (path, Output::Sitemap(part)));
    let parts = pages.len().div_ceil(pages_per_sitemap(site.config.locales.len()));
    if parts <= 1 {
        return output("sitemap.xml", SitemapPart::Part(0)).into_iter().collect();
    }
    let all = (0..parts).map(|part| output(&format!("sitemap-{part}.xml"), SitemapPart::Part(part)));
    std::iter::once(output("sitemap.xml", SitemapPart::Parts(parts))).chain(all).flatten().collect()
}

/// The file at an old address: `old/page/`, `old/page` or `old/page.html`.
pub(super) fn alias_file(alias: &str) -> Option<OutPath> {
    let is_file = alias.rsplit('/').next().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    if is_file { OutPath::new(alias) } else { OutPath::new(&format!("{}/index.html", alias.trim_end_matches('/'))) }
}

/// The place of a file in the output: the same, but for the folder that it is from.
pub(crate) fn out_path_of(file: &SourcePath) -> Option<OutPath> {
    OutPath::new(file.below_folder())
}
