//! What the frame around a page says of the site: the navigation, the announcements and the foot.
//!
//! It is the same for all pages of a section that lie equally deep in one language, so a build makes each once.

use serde::Serialize;

use super::parts::{Listed, Phrase};
use super::scene::Scene;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::{PageKind, SECTIONS};

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
    pages: Listed,
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

/// What the pages of a section share, as seen from one of them.
pub(crate) fn shell(scene: &Scene<'_>, section: Option<PageKind>) -> Shell {
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
        a_to_z: scene.href(PageKind::AToZ.address()),
        search: scene.href(PageKind::Search.address()),
        pages: scene.listed(scene.site.list(&List::All(Kind::Page)), PAGES_IN_FOOT, PageKind::AToZ.address()),
    }
}

fn nav(scene: &Scene<'_>, section: Option<PageKind>) -> Vec<NavItem> {
    let item = |page: &PageKind| NavItem {
        key: page.section_name(),
        text: scene.catalog.word("nav", page.section_name()),
        href: scene.href(page.address()),
        current: section == Some(*page),
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
