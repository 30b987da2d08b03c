//! The places of a provider: which lie within which, what they are called, and which of them one counts.

use std::collections::{BTreeMap, BTreeSet};

use super::context::PageContext;
use super::country;
use super::values::Phrase;
use crate::language::country_code;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::provider::Location;
use crate::model::tells::List;
use crate::model::terms::LocationKind;
use crate::model::text::Text;
use crate::path::Id;

/// What is on a level with what: places of one kind, or without a kind those that lie equally deep.
type Level = (Option<LocationKind>, usize);

/// The places of a provider, in its order.
pub(super) struct Locations<'a> {
    order: Vec<&'a Id>,
    nodes: BTreeMap<&'a Id, Node<'a>>,
}

struct Node<'a> {
    location: &'a Location,
    /// What it lies within, of what is known here.
    parent: Option<&'a Id>,
    children: Vec<&'a Id>,
}

impl<'a> Locations<'a> {
    pub(super) fn of(context: &PageContext<'a>, provider: &Id) -> Self {
        let records = context.site.list(&List::Of(Kind::Location, provider.clone()));
        let locations: Vec<_> = records.filter_map(|record| Some((&record.key.id, record.as_location()?))).collect();
        let parents: BTreeMap<&Id, &Id> = locations
            .iter()
            .filter_map(|(id, location)| location.parent.as_ref().map(|parent| (*id, &parent.value)))
            .collect();
        let node = |(id, location): &(&'a Id, &'a Location)| {
            let parent = parents.get(id).copied().filter(|_| !is_in_circle(&parents, id));
            (*id, Node { location, parent, children: Vec::new() })
        };
        let mut nodes: BTreeMap<&Id, Node<'_>> = locations.iter().map(node).collect();
        let order: Vec<&Id> = locations.iter().map(|(id, _)| *id).collect();
        for id in &order {
            let parent = nodes.get(id).and_then(|node| node.parent);
            if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
                parent.children.push(id);
            }
        }
        Self { order, nodes }
    }

    /// Every place, in the provider's order.
    pub(super) fn all(&self) -> &[&'a Id] {
        &self.order
    }

    /// The place and all that it lies within, the nearest first.
    pub(super) fn around(&self, id: &'a Id) -> impl Iterator<Item = &'a Id> + '_ {
        std::iter::successors(Some(id), |id| self.nodes.get(id).and_then(|place| place.parent))
    }

    pub(super) fn is_within(&self, place: &'a Id, other: &Id) -> bool {
        self.around(place).any(|around| around == other)
    }

    fn level(&self, id: &'a Id) -> Level {
        let kind = self.nodes.get(id).and_then(|place| place.location.kind);
        (kind, if kind.is_some() { 0 } else { self.around(id).count() })
    }

    /// The places that one counts who says something of `named`: those, and beside them all that are on a level with
    /// them, so that no place is left out and none counts twice.
    pub(super) fn counted(&self, named: &BTreeSet<&'a Id>) -> Vec<&'a Id> {
        if named.is_empty() {
            return Vec::new();
        }
        let above = self.above(named.iter().copied());
        let levels: BTreeSet<Level> = named.iter().filter(|id| !above.contains(*id)).map(|id| self.level(id)).collect();
        let on_level = self.order.iter().copied().filter(|id| levels.contains(&self.level(id)));
        let count = Count { named, above_level: self.above(on_level), above, levels };
        let mut counted = Vec::new();
        let is_root = |id: &&&Id| self.nodes[**id].parent.is_none_or(|parent| !self.nodes.contains_key(parent));
        self.order.iter().filter(is_root).for_each(|root| self.count(root, &count, &mut counted));
        counted.extend(named.iter().filter(|id| !self.nodes.contains_key(**id)));
        counted
    }

    fn count(&self, id: &'a Id, count: &Count<'_, 'a>, counted: &mut Vec<&'a Id>) {
        let is_named = count.named.contains(id);
        let children = self.nodes.get(id).map(|place| place.children.as_slice()).unwrap_or_default();
        let start = counted.len();
        if count.above.contains(id) {
            children.iter().for_each(|child| self.count(child, count, counted));
            // What is said of the whole is then said of the rest of it, which has no name of its own.
            if is_named && counted[start..].iter().all(|place| count.named.contains(place)) {
                counted.insert(start, id);
            }
        } else if is_named || count.levels.contains(&self.level(id)) || !count.above_level.contains(id) {
            counted.push(id);
        } else {
            children.iter().for_each(|child| self.count(child, count, counted));
        }
    }

    /// What the places lie within.
    fn above(&self, places: impl Iterator<Item = &'a Id>) -> BTreeSet<&'a Id> {
        places.flat_map(|id| self.around(id).skip(1)).collect()
    }

    /// The word for all of these places together.
    pub(super) fn unit(&self, context: &PageContext<'_>, places: &[&'a Id]) -> String {
        let kinds: BTreeSet<_> =
            places.iter().map(|id| self.nodes.get(id).and_then(|place| place.location.kind)).collect();
        match kinds.first() {
            Some(Some(kind)) if kinds.len() == 1 => {
                context.catalog.counted_word("unit", kind.word(), places.len() as u64)
            }
            _ => context.catalog.form("unit_locations", places.len() as u64).to_owned(),
        }
    }
}

/// Which places are counted.
struct Count<'n, 'a> {
    named: &'n BTreeSet<&'a Id>,
    above: BTreeSet<&'a Id>,
    levels: BTreeSet<Level>,
    above_level: BTreeSet<&'a Id>,
}

/// Whether a place lies within itself, as an author may have written by mistake.
fn is_in_circle(parents: &BTreeMap<&Id, &Id>, id: &Id) -> bool {
    let mut above = std::iter::successors(parents.get(id), |above| parents.get(**above)).take(parents.len());
    above.any(|above| **above == *id)
}

/// What a place is called; its id where readers know no name of it.
pub(super) fn name(context: &PageContext<'_>, id: &Id) -> Phrase {
    location(context, id).unwrap_or_else(|| PageContext::words(id.name()))
}

fn location(context: &PageContext<'_>, id: &Id) -> Option<Phrase> {
    context.site.record(&Key::new(Kind::Location, id.clone())).map(|record| context.title(record))
}

/// What a place is called that was written as a word: the id or a name of one of the provider's, a country by its code
/// or a name, or what the word says; and the code of the country that it is in, as far as that is known.
pub(super) fn place<'a>(context: &PageContext<'a>, provider: &Id, text: &'a Text) -> (Phrase, Option<&'a str>) {
    let as_written = context.phrase(text);
    let Some(word) = &text.plain else {
        let known = text.all().find_map(country_code);
        return (as_written, known);
    };
    if let Some(record) = meant(context, provider, text) {
        return (context.title(record), country_of(context, record));
    }
    let code = country_code(word);
    (code.and_then(|code| country::name(context, code)).unwrap_or(as_written), code)
}

/// The place of the provider that a word means: by its id, or by a name.
pub(super) fn meant<'a>(context: &PageContext<'a>, provider: &Id, text: &Text) -> Option<&'a Record> {
    let word = text.plain.as_ref().filter(|_| text.each.is_empty())?;
    let id = Id::of_owned(provider.as_str(), word);
    let is_called = |record: &&'a Record| {
        let mut names = record.as_location().into_iter().flat_map(|location| location.name.all());
        names.any(|name| name.to_lowercase() == word.to_lowercase())
    };
    let by_id = id.and_then(|id| context.site.record(&Key::new(Kind::Location, id)));
    by_id.or_else(|| context.site.list(&List::Of(Kind::Location, provider.clone())).find(is_called))
}

/// The code of the country that a place is in: its own, or that of what it lies within.
fn country_of<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<&'a str> {
    const DEEPEST: usize = 8;
    let parent = |record: &&'a Record| {
        let parent = record.as_location()?.parent.as_ref()?;
        context.site.record(&Key::new(Kind::Location, parent.value.clone()))
    };
    let mut around = std::iter::successors(Some(record), parent).take(DEEPEST).filter_map(Record::as_location);
    around.find_map(|location| location.country.as_deref())
}
