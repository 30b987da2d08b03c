//! Patterns of paths and addresses with places for an id: `faq/{owner}/{name}.md`.
//!
//! `{id}` stands for the whole id of a record that belongs to nobody; `{owner}` and `{name}` for the two parts of one
//! that does, and `{group}` for the group of one that stands in a group. A place holds one part of a path, without its
//! ending; only `{path}` holds as many as there are.

use crate::path::Id;

/// What the places of a pattern held in a path that fits it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Held<'p> {
    pub(crate) owner: Option<&'p str>,
    pub(crate) name: Option<&'p str>,
}

impl Held<'_> {
    /// Whether the pattern has no places.
    pub(crate) fn is_empty(&self) -> bool {
        self.owner.is_none() && self.name.is_none()
    }

    /// The id that the places make up; `None` when what they hold cannot be one.
    pub(crate) fn id(&self) -> Option<Id> {
        match (self.owner, self.name) {
            (Some(owner), Some(name)) => Id::within(owner, name),
            (Some(alone), None) | (None, Some(alone)) => Id::in_folders(alone),
            (None, None) => None,
        }
    }
}

/// Whether the pattern has a place for an id.
pub(crate) fn has_places(pattern: &str) -> bool {
    pattern.contains('{')
}

/// The pattern with the id in its places.
pub(crate) fn fill(pattern: &str, id: &Id) -> String {
    let mut filled = String::with_capacity(pattern.len() + id.as_str().len());
    let owner = id.owner_id();
    let mut rest = pattern;
    // Patterns are short, and looking at their bytes costs less than searching a text.
    let find = |text: &str, wanted: u8| text.bytes().position(|byte| byte == wanted);
    while let Some(start) = find(rest, b'{') {
        let behind = &rest[start + 1..];
        let end = find(behind, b'}').unwrap_or(behind.len());
        let place = &behind[..end];
        filled.push_str(&rest[..start]);
        filled.push_str(match place {
            // What there is one of for each owner is called like the owner.
            "owner" => owner.as_str(),
            "name" => id.name(),
            "group" => id.as_str().rsplit('/').nth(1).unwrap_or(""),
            _ => id.as_str(),
        });
        rest = behind.get(end + 1..).unwrap_or("");
    }
    filled.push_str(rest);
    filled
}

/// What a path holds in the places of the pattern, when it fits.
pub(crate) fn fit<'p>(pattern: &str, path: &'p str) -> Option<Held<'p>> {
    // Most patterns differ from a path in their first letters.
    let mut before_places = pattern.bytes().zip(path.bytes()).take_while(|(wanted, _)| *wanted != b'{');
    if before_places.any(|(wanted, found)| wanted != found) {
        return None;
    }
    if let Some((before, behind)) = pattern.split_once("{path}") {
        let id = path.strip_prefix(before)?.strip_suffix(behind).filter(|id| !id.is_empty())?;
        return Some(Held { owner: None, name: Some(id) });
    }
    let mut held = Held::default();
    let mut parts = path.split('/');
    for wanted in pattern.split('/') {
        let part = parts.next()?;
        let Some((before, behind)) = wanted.split_once('{') else {
            if wanted != part {
                return None;
            }
            continue;
        };
        let (place, behind) = behind.split_once('}')?;
        let value = part.strip_prefix(before)?.strip_suffix(behind).filter(|value| !value.is_empty())?;
        *if place == "owner" { &mut held.owner } else { &mut held.name } = Some(value);
    }
    parts.next().is_none().then_some(held)
}
