//! A view as a tree of values: made once, and then written as HTML, as JSON and as Markdown.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use tera::Value;

use crate::digest::Digest;

/// The view of a page as a tree.
pub(crate) struct Tree(pub(super) Value);

impl Tree {
    /// Makes the tree of a view.
    pub(crate) fn of(view: &impl Serialize) -> Self {
        Self(Value::from_serializable(view))
    }

    /// The root of the tree.
    pub(crate) fn root(&self) -> Node<'_> {
        Node(&self.0)
    }
}

/// What a page is rendered from.
pub(crate) struct Trees<'a> {
    /// What the pages of a section share.
    pub(crate) shell: &'a Tree,
    /// What the frame says of the page.
    pub(crate) frame: &'a Tree,
    /// What the page says.
    pub(crate) main: &'a Tree,
}

/// A place in a tree.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a>(&'a Value);

impl<'a> Node<'a> {
    /// The text at this place, when it is one.
    pub(crate) fn text(self) -> Option<&'a str> {
        self.0.as_str()
    }

    /// The items of a list, when this is one.
    pub(crate) fn items(self) -> Option<impl ExactSizeIterator<Item = Node<'a>>> {
        self.0.as_array().map(|items| items.iter().map(Node))
    }

    /// The names and values of fields in their order, when this is a record.
    pub(crate) fn fields(self) -> Option<impl ExactSizeIterator<Item = (&'a str, Node<'a>)>> {
        self.0
            .as_map()
            .map(|fields| fields.iter().map(|(name, value)| (name.as_str().unwrap_or_default(), Node(value))))
    }

    /// The value of a field, when this is a record that has it.
    pub(crate) fn field(self, name: &str) -> Option<Node<'a>> {
        self.fields()?.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub(crate) fn boolean(self) -> Option<bool> {
        self.0.as_bool()
    }

    /// A number as it is written.
    pub(crate) fn number(self) -> Option<String> {
        self.0.is_number().then(|| self.0.to_string())
    }
}

impl Node<'_> {
    /// Feeds everything that this place says to a digest, each piece marked off from the next.
    pub(crate) fn digest(self, digest: &mut Digest) {
        if let Some(text) = self.text() {
            digest.update(text.as_bytes());
            digest.update(b"\0");
        } else if let Some(fields) = self.fields() {
            digest.update(b"{");
            for (name, value) in fields.filter(|(name, _)| !is_for_people(name)) {
                digest.update(name.as_bytes());
                digest.update(b":");
                value.digest(digest);
            }
            digest.update(b"}");
        } else if let Some(items) = self.items() {
            digest.update(b"[");
            items.for_each(|item| item.digest(digest));
            digest.update(b"]");
        } else {
            digest.update(self.0.to_string().as_bytes());
            digest.update(b"\0");
        }
    }
}

/// Names of fields that only the page for people has: HTML, whose content is there as Markdown too, and drawings.
fn is_for_people(name: &str) -> bool {
    name.ends_with("_html") || name == "svg"
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(fields) = self.fields() {
            let mut map = serializer.serialize_map(None)?;
            for (name, value) in fields.filter(|(name, _)| !is_for_people(name)) {
                map.serialize_entry(name, &value)?;
            }
            return map.end();
        }
        if let Some(items) = self.items() {
            let mut list = serializer.serialize_seq(Some(items.len()))?;
            for item in items {
                list.serialize_element(&item)?;
            }
            return list.end();
        }
        self.0.serialize(serializer)
    }
}
