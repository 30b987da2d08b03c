//! The navigation: the sections that have content, or what the site names instead; the first of them stand in a bar.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::context::PageContext;
use super::values::Phrase;
use crate::model::config::{NavEntry, NavTarget};
use crate::page::{PageKind, SECTIONS, Title, has_content};

/// How many items stand in the bar at most.
const IN_BAR: usize = 6;
/// How wide they are together at most, in letters; a wide character counts as two.
const WIDTH_OF_BAR: usize = 55;

/// The items of the navigation.
#[derive(Serialize)]
pub(super) struct Navigation {
    bar: Vec<NavItem>,
    /// What the bar has no room for.
    more: Vec<NavItem>,
    /// Whether the present section is among those.
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

pub(super) fn navigation(context: &PageContext<'_>, section: Option<PageKind>) -> Navigation {
    let own = &context.site.config.nav;
    let mut bar: Vec<NavItem> = if own.is_empty() {
        let with_content = SECTIONS.into_iter().filter(|page| has_content(&context.site, *page));
        with_content.map(|page| of_page(context, page, section)).collect()
    } else {
        own.iter().filter_map(|entry| named(context, entry, section)).collect()
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
fn of_page(context: &PageContext<'_>, page: PageKind, section: Option<PageKind>) -> NavItem {
    let text = match page.title() {
        Title::Named(key) => context.catalog.text(key),
        Title::Record | Title::NamedOf(_) => "",
    };
    NavItem {
        key: Some(page.section_name()),
        text: PageContext::words(text),
        href: context.href(page.address()),
        current: section == Some(page),
    }
}

/// An item that the site names itself; none when it leads to what readers may not see, which the check reports.
fn named(context: &PageContext<'_>, entry: &NavEntry, section: Option<PageKind>) -> Option<NavItem> {
    let item = match &entry.to {
        NavTarget::Page(page) => of_page(context, *page, section),
        NavTarget::Record(key) => {
            let record = context.site.record(key)?;
            let text = context.full_title(record);
            NavItem { key: None, text, href: context.href_of(key), current: false }
        }
        NavTarget::Address(url) => {
            NavItem { key: None, text: PageContext::words(""), href: url.value.clone(), current: false }
        }
    };
    let title = entry.title.as_ref().map(|title| context.phrase(title));
    Some(NavItem { text: title.unwrap_or(item.text), ..item })
}
