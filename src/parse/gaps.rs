//! Which records of a file could not be read.

use std::collections::BTreeSet;

use super::meant::id_meant;
use super::node::{Node, Value};
use crate::model::key::Key;

/// The records that a file was to hold and does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gaps {
    /// All could be read.
    #[default]
    None,
    /// Those with such names, in lower case.
    Of(BTreeSet<String>),
    /// Nobody knows which.
    Any,
}

impl Gaps {
    /// Notes that a row of the file could not be read.
    pub(super) fn note(&mut self, row: &Node) {
        let Value::Table(fields) = &row.value else { return *self = Self::Any };
        let id = fields.iter().find(|(key, _)| key.value == "id").map(|(_, node)| &node.value);
        match (&mut *self, id) {
            (Self::Any, _) => {}
            (Self::Of(names), Some(Value::Text(id))) => {
                names.insert(id_meant(id));
            }
            (Self::None, Some(Value::Text(id))) => *self = Self::Of(BTreeSet::from([id_meant(id)])),
            (Self::None | Self::Of(_), _) => *self = Self::Any,
        }
    }

    /// Whether a name may be that of a record that could not be read.
    pub(crate) fn may_hold(&self, key: &Key) -> bool {
        match self {
            Self::None => false,
            Self::Of(names) => names.contains(key.id.name()),
            Self::Any => true,
        }
    }

    pub(crate) fn is_some(&self) -> bool {
        *self != Self::None
    }
}
