//! The page that shows what was found; where no script runs, the ways to everything.

use serde::Serialize;

use super::a_to_z::{AToZPage, a_to_z};
use super::context::PageContext;
use super::values::Link;
use crate::page::{Page, PageKind, SECTIONS, has_content};

/// The sections that have content, and the beginning of the index.
#[derive(Serialize)]
pub(crate) struct SearchPage {
    browse: Vec<Link>,
    #[serde(flatten)]
    index: AToZPage,
}

impl SearchPage {
    pub(super) fn description(context: &PageContext<'_>) -> String {
        context.catalog.text("description_search").to_owned()
    }
}

pub(super) fn search(context: &PageContext<'_>) -> SearchPage {
    let link = |page: PageKind| Link {
        text: PageContext::words(context.catalog.word("nav", page.section_name())),
        href: Some(context.href(page.address())),
    };
    SearchPage {
        browse: SECTIONS.into_iter().filter(|page| has_content(&context.site, *page)).map(link).collect(),
        index: a_to_z(context, &Page::alone(PageKind::AToZ)),
    }
}
