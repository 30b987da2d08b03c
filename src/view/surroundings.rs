//! What the frame around a page says of the site: the navigation, the announcements and the foot.
//!
//! It is the same for all pages of a section that lie equally deep in one language, so a build makes each once.

use serde::Serialize;

use super::context::PageContext;
use super::values::{Listed, Phrase, Receipt};
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::{Page, PageKind, SECTIONS};

/// How many free pages the foot of every page names; the index names them all.
const PAGES_IN_FOOT: usize = 12;

/// What the pages of a section share.
#[derive(Serialize)]
pub(crate) struct Surroundings {
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
    receipts: Vec<Receipt>,
}

#[derive(Serialize)]
struct ContactView {
    name: Phrase,
    href: Option<String>,
    text: Option<String>,
}

/// What the pages of a section share, as seen from one of them.
pub(crate) fn surroundings(context: &PageContext<'_>, section: Option<PageKind>) -> Surroundings {
    let context = &context.of_site();
    let as_of = context.site.as_of.date();
    Surroundings {
        locale: context.locale.to_string(),
        root: context.root.clone(),
        home: context.href(""),
        site_title: context.phrase(&context.site.config.title),
        nav: nav(context, section),
        banners: banners(context),
        as_of: as_of.to_string(),
        as_of_text: context.date_text(as_of),
        contacts: contacts(context),
        a_to_z: context.href(PageKind::AToZ.address()),
        search: context.href(PageKind::Search.address()),
        pages: context.listed(context.site.list(&List::All(Kind::Page)), PAGES_IN_FOOT, PageKind::AToZ.address()),
    }
}

fn nav(context: &PageContext<'_>, section: Option<PageKind>) -> Vec<NavItem> {
    let item = |page: &PageKind| NavItem {
        key: page.section_name(),
        text: context.catalog.word("nav", page.section_name()),
        href: context.href(page.address()),
        current: section == Some(*page),
    };
    // The page of the site's own company stands at the address of the one that gives way to it.
    let stands = |page: &&PageKind| page.gives_way() || context.site.stands(&Page::alone(**page));
    SECTIONS.iter().filter(stands).map(item).collect()
}

/// The announcements in force on the page's date that have a text in its language.
fn banners(context: &PageContext<'_>) -> Vec<BannerView> {
    let today = context.site.as_of.date();
    let config = context.site.config;
    let in_force =
        config.banners.iter().filter(|banner| banner.valid.as_ref().is_none_or(|valid| valid.contains(today)));
    let spoken = in_force.filter(|banner| banner.text.plain.is_some() || banner.text.each.contains_key(context.locale));
    spoken
        .map(|banner| BannerView {
            text: context.phrase(&banner.text),
            kind: banner.kind.word(),
            start: banner.valid.as_ref().map(|valid| valid.start.to_string()),
            end: banner.valid.as_ref().map(|valid| valid.end.to_string()),
            receipts: context.receipts(&banner.sources),
        })
        .collect()
}

fn contacts(context: &PageContext<'_>) -> Vec<ContactView> {
    let contacts = context.site.config.contacts.iter();
    contacts
        .map(|contact| ContactView {
            name: context.phrase(&contact.name),
            href: match (&contact.url, &contact.email) {
                (Some(url), _) => Some(url.value.clone()),
                (None, Some(email)) => Some(format!("mailto:{}", email.value)),
                (None, None) => None,
            },
            text: contact.email.as_ref().map(|email| email.value.clone()),
        })
        .collect()
}
