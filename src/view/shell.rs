//! What the frame around a page says of the site: the navigation, the announcements and the foot.
//!
//! It is the same for all pages of a section that lie equally deep in one language, so a build makes each once.

use serde::Serialize;

use super::parts::{Link, Phrase};
use super::scene::Scene;
use crate::facts::List;
use crate::page::Page;

/// How many free pages the foot of every page names; the index names them all.
const PAGES_IN_FOOT: usize = 12;

/// What the pages of a section share.
#[derive(Serialize)]
pub(crate) struct Shell {
    locale: String,
    root: String,
    home: String,
    site_title: Phrase,
    nav: Vec<NavItem>,
    banners: Vec<BannerView>,
    as_of: String,
    as_of_text: String,
    contacts: Vec<ContactView>,
    a_to_z: String,
    search: String,
    pages: Vec<Link>,
}

#[derive(Serialize)]
struct NavItem {
    key: &'static str,
    text: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct BannerView {
    text: Phrase,
    kind: &'static str,
    start: Option<String>,
    end: Option<String>,
}

#[derive(Serialize)]
struct ContactView {
    name: Phrase,
    href: Option<String>,
    text: Option<String>,
}

/// The sections of the navigation: the key of their name, and their first page.
const SECTIONS: [(&str, Page); 10] = [
    ("faq", Page::Topics),
    ("providers", Page::Providers),
    ("frameworks", Page::Frameworks),
    ("compare", Page::Comparisons),
    ("scope", Page::Scope),
    ("timeline", Page::Timeline),
    ("documents", Page::Documents),
    ("subprocessors", Page::Subprocessors),
    ("glossary", Page::Glossary),
    ("updates", Page::Updates(1)),
];

/// The section of the navigation that a page belongs to.
pub(crate) fn section(page: &Page) -> Option<&'static str> {
    let address = page.address();
    // Editions of criteria are found below the frameworks that use them.
    let address = if address.starts_with("criteria/") { Page::Frameworks.address() } else { address };
    SECTIONS.iter().find(|(_, first)| address.starts_with(&first.address())).map(|(key, _)| *key)
}

/// What the pages of a section share, as seen from one of them.
pub(crate) fn shell(scene: &Scene<'_>, section: Option<&str>) -> Shell {
    let as_of = scene.site.as_of.date();
    Shell {
        locale: scene.locale.to_string(),
        root: scene.root.clone(),
        home: scene.href(""),
        site_title: scene.phrase(&scene.site.config.title),
        nav: nav(scene, section),
        banners: banners(scene),
        as_of: as_of.to_string(),
        as_of_text: scene.date_text(as_of),
        contacts: contacts(scene),
        a_to_z: scene.href(&Page::AToZ(1).address()),
        search: scene.href(&Page::Search.address()),
        pages: scene.site.list(&List::Pages).take(PAGES_IN_FOOT).map(|record| scene.link(record)).collect(),
    }
}

fn nav(scene: &Scene<'_>, section: Option<&str>) -> Vec<NavItem> {
    let item = |(key, page): &(&'static str, Page)| NavItem {
        key,
        text: scene.catalog.word("nav", key),
        href: scene.href(&page.address()),
        current: section == Some(*key),
    };
    SECTIONS.iter().map(item).collect()
}

/// The announcements in force on the page's date that have a text in its language.
fn banners(scene: &Scene<'_>) -> Vec<BannerView> {
    let today = scene.site.as_of.date();
    let config = scene.site.config;
    let in_force =
        config.banners.iter().filter(|banner| banner.valid.as_ref().is_none_or(|valid| valid.contains(today)));
    let spoken = in_force.filter(|banner| banner.text.plain.is_some() || banner.text.each.contains_key(scene.locale));
    spoken
        .map(|banner| BannerView {
            text: scene.phrase(&banner.text),
            kind: banner.kind.word(),
            start: banner.valid.as_ref().map(|valid| valid.start.to_string()),
            end: banner.valid.as_ref().map(|valid| valid.end.to_string()),
        })
        .collect()
}

fn contacts(scene: &Scene<'_>) -> Vec<ContactView> {
    let contacts = scene.site.config.contacts.iter();
    contacts
        .map(|contact| ContactView {
            name: scene.phrase(&contact.name),
            href: match (&contact.url, &contact.email) {
                (Some(url), _) => Some(url.value.clone()),
                (None, Some(email)) => Some(format!("mailto:{}", email.value)),
                (None, None) => None,
            },
            text: contact.email.as_ref().map(|email| email.value.clone()),
        })
        .collect()
}
