//! The pages that belong to no record, as they are searched for: the lists, and the sheet of the site's own company.

use super::context::PageContext;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::page::{Page, PageKind, SECTIONS, Title};
use crate::path::Id;
use crate::search::{Card, SearchDocument, Standing};

/// The pages by the ids under which they are searched for.
pub(crate) fn lists() -> impl Iterator<Item = (Key, PageKind)> {
    let address = |page: PageKind| page.address_of(&Id::company());
    let id =
        move |page: PageKind| Id::new(address(page).trim_end_matches('/')).expect("the address of a list is an id");
    SECTIONS.into_iter().chain([PageKind::Sheet]).map(move |page| (Key::new(Kind::Page, id(page)), page))
}

/// A page as it is searched for: by its name, and by what readers call what is on it; `None` where the site
/// has no such page.
pub(crate) fn list_document(context: &PageContext<'_>, page: PageKind) -> Option<SearchDocument> {
    let place = if page.names_record() { Page::of(page, &context.site.company()?.0.key.id) } else { Page::alone(page) };
    // Where a record that the page would list has taken its place, the record itself is found.
    let is_one_record = page.taken_by().is_some() && page.taken_by() == page.lists();
    let stands = context.site.stands(&place);
    if !stands && (page.names_record() || is_one_record || !context.site.leads(page)) {
        return None;
    }
    let title = match page.title() {
        Title::Named(key) | Title::NamedOf(key) => context.catalog.text(key),
        Title::Record => "",
    };
    let text = context.catalog.word("search_list", page.section_name());
    let prefix = context.site.config.locale_prefix(context.locale);
    Some(SearchDocument {
        standing: Standing::Back,
        card: Card {
            title: title.to_owned(),
            excerpt: text.clone(),
            href: format!("{prefix}{}", place.address()),
            kind: Kind::Page.word(),
            providers: Box::default(),
            frameworks: Box::default(),
            lang: None,
        },
        text,
    })
}
