//! The site as the sum of the facts of its records.
//!
//! [`Site::insert`] adds a record and its facts, [`Site::remove`] subtracts the very same. The order of either does not
//! matter. Every index keeps all who claim a place, so two files that claim one id are both kept, and both reported.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::facts::{Fact, List, SortKey, facts};
use crate::model::Record;
use crate::model::key::Key;
use crate::path::{Locale, SourcePath};

/// Which record, among those that may claim the same name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    pub(crate) path: SourcePath,
    /// The first byte of what names the record in its file.
    pub(crate) start: u32,
}

impl Origin {
    pub(crate) fn of(record: &Record) -> Self {
        Self { path: record.path.clone(), start: record.span.start }
    }
}

/// A record's name, and the language when it is a translation.
pub(crate) type Name = (Key, Option<Locale>);

/// Those who claim one name: the originals, and the translations into each language.
#[derive(Debug, Default, PartialEq)]
struct Claims {
    originals: BTreeMap<Origin, Arc<Record>>,
    translations: BTreeMap<Locale, BTreeMap<Origin, Arc<Record>>>,
}

impl Claims {
    fn of(&self, translation: Option<&Locale>) -> Option<&BTreeMap<Origin, Arc<Record>>> {
        match translation {
            None => Some(&self.originals),
            Some(locale) => self.translations.get(locale),
        }
    }
}

/// All records of the content, and the indexes by which they find each other.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Site {
    /// Found by hashing, because every link of every page is looked up; never walked, so that no order can be seen.
    records: HashMap<Key, Claims>,
    /// The keys of `records`, in order.
    keys: BTreeSet<Key>,
    addresses: BTreeMap<String, BTreeMap<Origin, Key>>,
    lists: BTreeMap<List, BTreeSet<(SortKey, Key, Origin)>>,
    referrers: BTreeMap<Key, BTreeMap<Origin, Name>>,
}

impl Site {
    /// Adds a record.
    pub(crate) fn insert(&mut self, record: &Arc<Record>) {
        let origin = Origin::of(record);
        let name = (record.key.clone(), record.translation.clone());
        for fact in facts(record) {
            match fact {
                Fact::Address(address) => {
                    self.addresses.entry(address).or_default().insert(origin.clone(), record.key.clone());
                }
                Fact::Listed(list, sort) => {
                    self.lists.entry(list).or_default().insert((sort, record.key.clone(), origin.clone()));
                }
                Fact::Refers(key) => {
                    self.referrers.entry(key).or_default().insert(origin.clone(), name.clone());
                }
            }
        }
        self.keys.insert(record.key.clone());
        let claims = self.records.entry(record.key.clone()).or_default();
        let same = match &record.translation {
            None => &mut claims.originals,
            Some(locale) => claims.translations.entry(locale.clone()).or_default(),
        };
        same.insert(origin, Arc::clone(record));
    }

    /// Takes back what inserting the record added.
    pub(crate) fn remove(&mut self, record: &Record) {
        let origin = Origin::of(record);
        for fact in facts(record) {
            match fact {
                Fact::Address(address) => remove_from(&mut self.addresses, &address, |claims| {
                    claims.remove(&origin);
                    claims.is_empty()
                }),
                Fact::Listed(list, sort) => remove_from(&mut self.lists, &list, |members| {
                    members.remove(&(sort, record.key.clone(), origin.clone()));
                    members.is_empty()
                }),
                Fact::Refers(key) => remove_from(&mut self.referrers, &key, |referrers| {
                    referrers.remove(&origin);
                    referrers.is_empty()
                }),
            }
        }
        let Some(claims) = self.records.get_mut(&record.key) else { return };
        match &record.translation {
            None => {
                claims.originals.remove(&origin);
            }
            Some(locale) => remove_from(&mut claims.translations, locale, |same| {
                same.remove(&origin);
                same.is_empty()
            }),
        }
        if claims.originals.is_empty() && claims.translations.is_empty() {
            self.records.remove(&record.key);
            self.keys.remove(&record.key);
        }
    }

    /// The original of a name: the first by place, when several claim it.
    pub(crate) fn record(&self, key: &Key) -> Option<&Record> {
        self.claims(key, None).next()
    }

    /// The record's translation into a language.
    pub(crate) fn translation(&self, key: &Key, locale: &Locale) -> Option<&Record> {
        self.claims(key, Some(locale)).next()
    }

    /// Every record that claims a name, as the original or as the translation into a language.
    pub(crate) fn claims(&self, key: &Key, translation: Option<&Locale>) -> impl Iterator<Item = &Record> {
        let claims = self.records.get(key).and_then(|claims| claims.of(translation));
        claims.into_iter().flat_map(BTreeMap::values).map(Arc::as_ref)
    }

    /// Every record, translations behind their originals.
    pub(crate) fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        let claims = self.keys.iter().filter_map(|key| self.records.get(key));
        claims
            .flat_map(|claims| claims.originals.values().chain(claims.translations.values().flat_map(BTreeMap::values)))
    }

    /// Every name that a record or a translation has, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter()
    }

    /// Who claims an address.
    pub(crate) fn claims_of_address(&self, address: &str) -> impl Iterator<Item = (&Origin, &Key)> {
        self.addresses.get(address).into_iter().flatten()
    }

    /// The names on a list, in its order.
    pub(crate) fn list<'a>(&'a self, list: &List) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.lists.get(list).into_iter().flatten().map(|(_, key, _)| key)
    }

    /// The names on a list before a place, nearest first.
    pub(crate) fn before<'a>(&'a self, list: &List, record: &Record, sort: &SortKey) -> impl Iterator<Item = &'a Key> {
        let place = (sort.clone(), record.key.clone(), Origin::of(record));
        self.lists
            .get(list)
            .into_iter()
            .flat_map(move |members| members.range(..place.clone()).rev())
            .map(|(_, key, _)| key)
    }

    /// The names on a list behind a place, nearest first.
    pub(crate) fn after<'a>(&'a self, list: &List, record: &Record, sort: &SortKey) -> impl Iterator<Item = &'a Key> {
        let place = (sort.clone(), record.key.clone(), Origin::of(record));
        self.lists
            .get(list)
            .into_iter()
            .flat_map(move |members| {
                members.range((std::ops::Bound::Excluded(place.clone()), std::ops::Bound::Unbounded))
            })
            .map(|(_, key, _)| key)
    }

    /// The names of the records that speak of another, without repetition.
    pub(crate) fn referrers<'a>(&'a self, key: &Key) -> impl Iterator<Item = &'a Name> + use<'a> {
        self.referrers.get(key).into_iter().flat_map(BTreeMap::values)
    }
}

/// Lets `clear` take from the value of a key, and drops the key when nothing is left, so that equal sites are equal.
fn remove_from<K: Ord, V>(map: &mut BTreeMap<K, V>, key: &K, clear: impl FnOnce(&mut V) -> bool) {
    if map.get_mut(key).is_some_and(clear) {
        map.remove(key);
    }
}
