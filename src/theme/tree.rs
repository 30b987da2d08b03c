//! What templates are filled with: the value of the template engine, made once of a view for all its templates.

use serde::Serialize;
use tera::Value;

/// A view as templates see it.
pub(crate) struct Tree(pub(super) Value);

impl Tree {
    /// Makes the tree of a view.
    pub(crate) fn of(view: &impl Serialize) -> Self {
        Self(Value::from_serializable(view))
    }
}

/// What a page is rendered from.
pub(crate) struct Trees<'a> {
    /// What the pages of a section share.
    pub(crate) surroundings: &'a Tree,
    /// What the frame says of the page.
    pub(crate) frame: &'a Tree,
    /// What the page says.
    pub(crate) main: &'a Tree,
    /// The markup of the page, which templates place as it is.
    pub(crate) fragments: &'a Tree,
}
