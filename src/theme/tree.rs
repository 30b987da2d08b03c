//! What templates are filled with: the values of the template engine, each made once for all templates that see it.

use std::sync::OnceLock;

use serde::Serialize;
use tera::Value;

use crate::catalog::{Catalog, Voice};
use crate::path::Locale;

/// A view as templates see it.
pub(crate) struct Tree(pub(super) Value);

impl Tree {
    /// Makes the tree of a view.
    pub(crate) fn of(view: &impl Serialize) -> Self {
        Self(Value::from_serializable(view))
    }
}

/// What the pages of a section share: its view, and the markup that is made of that.
pub(crate) struct Shell {
    pub(super) surroundings: Value,
    /// The catalog in whose words the markup is.
    pub(super) catalog: (Voice, Locale),
    /// Made for the first page that shows it.
    pub(super) markup: OnceLock<Value>,
}

impl Shell {
    /// Makes the shell of a view, in the words of a catalog.
    pub(crate) fn of(surroundings: &impl Serialize, catalog: &Catalog) -> Self {
        Self {
            surroundings: Value::from_serializable(surroundings),
            catalog: (catalog.voice, catalog.locale.clone()),
            markup: OnceLock::new(),
        }
    }
}

/// What a page is rendered from.
pub(crate) struct Trees<'a> {
    pub(crate) shell: &'a Shell,
    /// What the frame says of the page.
    pub(crate) frame: &'a Tree,
    /// What the page says.
    pub(crate) main: &'a Tree,
    /// The markup of the page, which templates place as it is.
    pub(crate) fragments: &'a Tree,
}
