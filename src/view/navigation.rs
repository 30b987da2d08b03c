//! The navigation: the sections that have content, or what the site names instead; the first of them stand in a bar.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::context::PageContext;
use super::values::Phrase;
use crate::model::config::{NavEntry, NavTarget};
use crate::model::key::Key;
use crate::page::{Page, PageKind, SECTIONS, Title, has_content};

/// How many items stand in the bar at most.
const IN_BAR: usize = 6;
/// How wide they are together at most, in letters; a wide character counts as two.
const WIDTH_OF_BAR: usize = 55;

/// Where a page lies, as far as the navigation tells: below a record that the site names in it, else in a section.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Here {
    Section(PageKind),
    Record(Key),
}

/// Where a page lies: what is nearest to it of what the navigation names.
pub(crate) fn here(nav: &[NavEntry], page: &Page) -> Option<Here> {
    let is_named = |key: &Key| {
        let is_page = key.own_page().is_some();
        is_page && nav.iter().any(|entry| matches!(&entry.to, NavTarget::Record(named) if named.value == *key))
    };
    let above = page.above();
    let folders = page.key().map(|key| key.folders()).unwrap_or_default();
    let own = page.key().into_iter().chain(folders.into_iter().rev());
    let named = own.chain(above.iter().rev().filter_map(Page::key)).find(is_named);
    named.map(Here::Record).or_else(|| page.section().map(Here::Section))
}

/// The items of the navigation.
#[derive(Serialize)]
pub(super) struct Navigation {
    bar: Vec<NavItem>,
    /// What the bar has no room for.
    more: Vec<NavItem>,
    /// Whether the one that the page lies in is among those.
    current_in_more: bool,
}

#[derive(Serialize)]
struct NavItem {
    /// The name of the section; an item that the site names itself may have none.
    key: Option<&'static str>,
    text: Phrase,
    href: String,
    current: bool,
}

pub(super) fn navigation(context: &PageContext<'_>, here: Option<&Here>) -> Navigation {
    let own = &context.site.config.nav;
    let mut bar: Vec<NavItem> = if own.is_empty() {
        let with_content = SECTIONS.into_iter().filter(|page| has_content(&context.site, *page));
        with_content.map(|page| of_page(context, page, here)).collect()
    } else {
        own.iter().filter_map(|entry| named(context, entry, here)).collect()
    };
    let mut width = 0;
    let fits = |item: &&NavItem| {
        width += item.text.text.width();
        width <= WIDTH_OF_BAR
    };
    let n_in_bar = bar.iter().take(IN_BAR).take_while(fits).count();
    let more = bar.split_off(n_in_bar);
    Navigation { current_in_more: more.iter().any(|item| item.current), bar, more }
}

/// The item for a page that is of no record.
fn of_page(context: &PageContext<'_>, page: PageKind, here: Option<&Here>) -> NavItem {
    let text = match page.title() {
        Title::Named(key) => context.catalog.text(key),
        Title::Record | Title::NamedOf(_) => "",
    };
    NavItem {
        key: Some(page.section_name()),
        text: PageContext::words(text),
        href: context.href(page.address()),
        current: here == Some(&Here::Section(page)),
    }
}

/// An item that the site names itself; none when it leads to what readers may not see, which the check reports.
fn named(context: &PageContext<'_>, entry: &NavEntry, here: Option<&Here>) -> Option<NavItem> {
    let item = match &entry.to {
        NavTarget::Page(page) => of_page(context, *page, here),
        NavTarget::Record(key) => {
            let record = context.site.record(key)?;
            let text = context.full_title(record);
            let current = matches!(here, Some(Here::Record(present)) if *present == key.value);
            NavItem { key: None, text, href: context.href_of(key), current }
        }
        NavTarget::Address(url) => {
            NavItem { key: None, text: PageContext::words(""), href: url.value.clone(), current: false }
        }
    };
    let title = entry.title.as_ref().map(|title| context.phrase(title));
    Some(NavItem { text: title.unwrap_or(item.text), ..item })
}
