//! The page that shows what was found; where no script runs, the ways to everything.

use serde::Serialize;

use super::a_to_z::{AToZ, a_to_z};
use super::parts::Link;
use super::scene::Scene;
use crate::page::{Page, PageKind};

/// The lists to look through, and the beginning of the index.
#[derive(Serialize)]
pub(crate) struct Search {
    browse: Vec<Link>,
    #[serde(flatten)]
    index: AToZ,
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

impl Search {
    pub(super) fn description(scene: &Scene<'_>) -> String {
        scene.catalog.text("description_search").to_owned()
    }
}

pub(super) fn search(scene: &Scene<'_>) -> Search {
    let link = |page: &PageKind| Link {
        text: Scene::words(scene.catalog.word("nav", page.section_name())),
        href: Some(scene.href(page.address())),
    };
    Search { browse: LISTS.iter().map(link).collect(), index: a_to_z(scene, &Page::alone(PageKind::AToZ)) }
}
