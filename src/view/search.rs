//! The page that shows what was found; where no script runs, the ways to everything.

use serde::Serialize;

use super::a_to_z::{AToZ, a_to_z};
use super::parts::Link;
use super::scene::Scene;
use crate::page::Page;

/// The lists to look through, and the beginning of the index.
#[derive(Serialize)]
pub(crate) struct Search {
    browse: Vec<Link>,
    #[serde(flatten)]
    index: AToZ,
}

/// The lists, each with the key of its name.
const LISTS: [(&str, Page); 8] = [
    ("faq", Page::Topics),
    ("providers", Page::Providers),
    ("frameworks", Page::Frameworks),
    ("scope", Page::Scope),
    ("glossary", Page::Glossary),
    ("documents", Page::Documents),
    ("updates", Page::Updates(1)),
    ("a_to_z", Page::AToZ(1)),
];

pub(super) fn search(scene: &Scene<'_>) -> Search {
    let link = |(key, page): &(&str, Page)| Link {
        text: Scene::words(scene.catalog.word("nav", key)),
        href: Some(scene.href(&page.address())),
    };
    Search { browse: LISTS.iter().map(link).collect(), index: a_to_z(scene, 1) }
}
