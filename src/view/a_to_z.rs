//! An index of everything by name, for readers without scripts and for those who know the word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::context::PageContext;
use super::description;
use super::values::{Label, Pager, Phrase};
use crate::language::{Heading, SortKey};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::page::{NAMES_PER_PAGE, Page};
use crate::path::Locale;

/// Every name of the site in each language, in its order.
pub(crate) type Index = BTreeMap<Locale, BTreeSet<Arc<Name>>>;

/// A name, and the record that it leads to; in the order of the language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// Where the heading stands, and then the name.
    place: (SortKey, SortKey),
    heading: Heading,
    text: String,
    key: Key,
    /// The record's own name, when this is another one for it.
    alias_of: bool,
}

/// Whether a record of the kind is called by its own words alone; a report's name holds its provider's.
pub(crate) fn is_named_alone(kind: Kind) -> bool {
    !matches!(kind, Kind::Provider | Kind::Report | Kind::Framework | Kind::Disclosure)
}

/// The names under which a record stands in the index, each once.
pub(crate) fn names<'a>(context: &PageContext<'a>, record: &'a Record) -> Vec<Name> {
    if !record.key.kind.is_referable() {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut known = BTreeSet::new();
    let mut add = |text: &str, alias_of: bool| {
        if known.insert(text.to_lowercase()) {
            let collation = &context.catalog.collation;
            let (place, heading) = collation.heading(text);
            let place = (place, collation.key(text));
            names.push(Name { place, heading, text: text.to_owned(), key: record.key.clone(), alias_of });
        }
    };
    add(&context.full_title(record).text, false);
    let words = context.site.words(record, context.locale).0;
    words.tells().aliases.into_iter().for_each(|alias| add(alias, true));
    names.sort_unstable();
    names
}

/// A part of the index.
#[derive(Serialize)]
pub(crate) struct AToZPage {
    lead: String,
    letters: Vec<LetterGroup>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct LetterGroup {
    letter: String,
    entries: Vec<IndexEntry>,
}

#[derive(Serialize)]
struct IndexEntry {
    text: Phrase,
    href: String,
    kind: Label,
    alias_of: Option<String>,
}

impl AToZPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let mut names = self.letters.iter().flat_map(|group| &group.entries).map(|entry| entry.text.text.as_str());
        let (Some(first), last) = (names.next(), names.next_back()) else {
            return context.catalog.text("nothing_here").to_owned();
        };
        let range = [("first", first), ("last", last.unwrap_or(first))];
        description::sentence(&context.catalog.fill("description_a_to_z", &range))
    }
}

pub(super) fn a_to_z(context: &PageContext<'_>, page: &Page) -> AToZPage {
    let names = context.index.get(context.locale);
    let part = names.into_iter().flatten().skip((page.part - 1) * NAMES_PER_PAGE).take(NAMES_PER_PAGE);
    let mut letters: Vec<LetterGroup> = Vec::new();
    for name in part {
        let Some(record) = context.site.record(&name.key) else { continue };
        let heading = name.heading.text();
        if letters.last().is_none_or(|last| last.letter != heading) {
            letters.push(LetterGroup { letter: heading, entries: Vec::new() });
        }
        let title = context.full_title(record);
        let entry = IndexEntry {
            text: Phrase { text: name.text.clone(), lang: title.lang.filter(|_| !name.alias_of) },
            href: context.href_of(&name.key),
            kind: context.label("kind", name.key.kind.word()),
            alias_of: name.alias_of.then_some(title.text),
        };
        if let Some(group) = letters.last_mut() {
            group.entries.push(entry);
        }
    }
    let n_names = names.map_or(0, BTreeSet::len);
    let total = n_names.div_ceil(NAMES_PER_PAGE);
    let lead = context.catalog.fill_counted("a_to_z_lead", n_names as u64);
    AToZPage { lead, letters, pager: context.pager(page, total) }
}
