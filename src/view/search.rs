//! The page that shows what was found; where no script runs, the ways to everything.

use serde::Serialize;

use super::a_to_z::{AToZPage, a_to_z};
use super::context::PageContext;
use super::values::Link;
use crate::page::{Page, PageKind};

/// The lists to look through, and the beginning of the index.
#[derive(Serialize)]
pub(crate) struct SearchPage {
    browse: Vec<Link>,
    #[serde(flatten)]
    index: AToZPage,
}

/// The lists.
const LISTS: [PageKind; 8] = [
    PageKind::Topics,
    PageKind::Providers,
    PageKind::Frameworks,
    PageKind::Scope,
    PageKind::Glossary,
    PageKind::Documents,
    PageKind::Updates,
    PageKind::AToZ,
];

impl SearchPage {
    pub(super) fn description(context: &PageContext<'_>) -> String {
        context.catalog.text("description_search").to_owned()
    }
}

pub(super) fn search(context: &PageContext<'_>) -> SearchPage {
    let link = |page: &PageKind| Link {
        text: PageContext::words(context.catalog.word("nav", page.section_name())),
        href: Some(context.href(page.address())),
    };
    SearchPage { browse: LISTS.iter().map(link).collect(), index: a_to_z(context, &Page::alone(PageKind::AToZ)) }
}
