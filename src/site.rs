//! The site as the sum of what its records tell.
//!
//! [`Site::insert`] adds a record and what it tells, [`Site::remove`] subtracts the very same. The order of either does not
//! matter. Every index keeps all who claim a place, so two files that claim one id are both kept, and both reported.
//!
//! A site is read through a [`SiteRef`], which notes the questions that it was asked for whoever has to know when an
//! answer may have changed.

mod question;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

use crate::library;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::{List, SortKey};
use crate::path::{Locale, SourcePath, folded};
use crate::told::{Told, told};

pub(crate) use question::{Asked, Question, QuestionId, reopened};

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
pub(crate) type Name<'a> = (&'a Key, Option<&'a Locale>);

/// Those who claim one name: the originals, and the translations into each language.
#[derive(Debug, Default, PartialEq)]
struct Claims {
    originals: Claimants,
    translations: BTreeMap<Locale, Claimants>,
}

/// Records in the order of their places. There is hardly ever more than one, for which a map would take ten times the
/// room.
#[derive(Debug, Default, PartialEq)]
struct Claimants(Vec<Arc<Record>>);

impl Claimants {
    fn place(&self, record: &Record) -> Result<usize, usize> {
        let order = |other: &Arc<Record>| (&other.path, other.span.start).cmp(&(&record.path, record.span.start));
        match self.0.last() {
            // While a site is read for the first time each comes behind the others.
            Some(last) if order(last).is_lt() => Err(self.0.len()),
            _ => self.0.binary_search_by(order),
        }
    }

    fn insert(&mut self, record: &Arc<Record>) {
        match self.place(record) {
            Ok(at) => self.0[at] = Arc::clone(record),
            Err(at) => {
                // Doubling would leave room for a second where there is hardly ever one.
                if self.0.len() == self.0.capacity() {
                    self.0.reserve_exact(self.0.len() / 8 + 1);
                }
                self.0.insert(at, Arc::clone(record));
            }
        }
    }

    /// Removes a record, and says whether none is left.
    fn remove(&mut self, record: &Record) -> bool {
        if let Ok(at) = self.place(record) {
            self.0.remove(at);
        }
        self.0.is_empty()
    }

    fn names(&self) -> impl Iterator<Item = Name<'_>> {
        self.0.iter().map(|record| (&record.key, record.translation.as_ref()))
    }
}

impl Claims {
    fn of(&self, translation: Option<&Locale>) -> Option<&Claimants> {
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
    /// By the folded address.
    addresses: Claimed<String>,
    lists: BTreeMap<List, BTreeSet<(SortKey, Key, Origin)>>,
    /// Who is called the same among its like.
    called: Claimed<(List, String)>,
    referrers: Claimed<Key>,
    /// Who brings a file of the content to readers, or keeps it from them.
    users: Claimed<SourcePath>,
    /// The records of the library that something which readers see refers to.
    shown_of_library: BTreeSet<Key>,
}

/// Those who claim each thing.
type Claimed<Thing> = BTreeMap<Thing, Claimants>;

/// A site as it is read.
#[derive(Clone, Copy)]
pub(crate) struct SiteRef<'a> {
    site: &'a Site,
    asked: Option<&'a Asked>,
}

impl Site {
    /// The site of many records: what inserting one after the other gives, in dense indexes.
    pub(crate) fn of<'a>(records: impl IntoIterator<Item = &'a Arc<Record>>) -> Self {
        let mut site = Self::default();
        records.into_iter().for_each(|record| site.insert(record));
        let Self { records, keys, addresses, lists, called, referrers, users, shown_of_library } = site;
        Self {
            records,
            keys: keys.into_iter().collect(),
            addresses: addresses.into_iter().collect(),
            lists: lists.into_iter().map(|(list, members)| (list, members.into_iter().collect())).collect(),
            called: called.into_iter().collect(),
            referrers: referrers.into_iter().collect(),
            users: users.into_iter().collect(),
            shown_of_library,
        }
    }

    /// Adds a record.
    pub(crate) fn insert(&mut self, record: &Arc<Record>) {
        for told in told(record) {
            match told {
                Told::Address(address) => {
                    self.addresses.entry(folded(&address).into_owned()).or_default().insert(record);
                }
                Told::Listed(list, sort) => {
                    self.lists.entry(list).or_default().insert((sort, record.key.clone(), Origin::of(record)));
                }
                Told::Called(list, name) => self.called.entry((list, name)).or_default().insert(record),
                Told::Refers(key) => self.referrers.entry(key).or_default().insert(record),
                Told::Uses(file) => self.users.entry(file).or_default().insert(record),
            }
        }
        self.keys.insert(record.key.clone());
        let claims = self.records.entry(record.key.clone()).or_default();
        let same = match &record.translation {
            None => &mut claims.originals,
            Some(locale) => claims.translations.entry(locale.clone()).or_default(),
        };
        same.insert(record);
    }

    /// Takes back what inserting the record added.
    pub(crate) fn remove(&mut self, record: &Record) {
        for told in told(record) {
            match told {
                Told::Address(address) => {
                    remove_from(&mut self.addresses, &folded(&address).into_owned(), |same| same.remove(record));
                }
                Told::Listed(list, sort) => remove_from(&mut self.lists, &list, |members| {
                    members.remove(&(sort, record.key.clone(), Origin::of(record)));
                    members.is_empty()
                }),
                Told::Called(list, name) => {
                    remove_from(&mut self.called, &(list, name), |same| same.remove(record));
                }
                Told::Refers(key) => remove_from(&mut self.referrers, &key, |same| same.remove(record)),
                Told::Uses(file) => remove_from(&mut self.users, &file, |same| same.remove(record)),
            }
        }
        let Some(claims) = self.records.get_mut(&record.key) else { return };
        match &record.translation {
            None => {
                claims.originals.remove(record);
            }
            Some(locale) => remove_from(&mut claims.translations, locale, |same| same.remove(record)),
        }
        if claims.originals.0.is_empty() && claims.translations.is_empty() {
            self.records.remove(&record.key);
            self.keys.remove(&record.key);
        }
    }

    /// Shows other records of the library than before, and says which come or go by that.
    pub(crate) fn show_of_library(&mut self, shown: BTreeSet<Key>) -> Vec<Key> {
        let last = std::mem::replace(&mut self.shown_of_library, shown);
        last.symmetric_difference(&self.shown_of_library).cloned().collect()
    }

    /// Whether a record of the site's own files has a name, or translates what has it.
    pub(crate) fn has_own(&self, key: &Key) -> bool {
        let claims = self.records.get(key).into_iter();
        let mut claims =
            claims.flat_map(|claims| std::iter::once(&claims.originals).chain(claims.translations.values()));
        claims.any(|same| same.0.iter().any(|record| !library::holds(&record.path)))
    }

    /// Whether a record of the site's own files speaks of another.
    pub(crate) fn has_own_referrer(&self, key: &Key) -> bool {
        let referrers = self.referrers.get(key);
        referrers.is_some_and(|same| same.0.iter().any(|record| !library::holds(&record.path)))
    }

    /// The site, to be read.
    pub(crate) fn read(&self) -> SiteRef<'_> {
        SiteRef { site: self, asked: None }
    }

    /// The site, to be read by somebody whose questions are noted.
    pub(crate) fn read_and_note<'a>(&'a self, asked: &'a Asked) -> SiteRef<'a> {
        SiteRef { site: self, asked: Some(asked) }
    }
}

impl<'a> SiteRef<'a> {
    /// Notes a question whose answer lies beside the site.
    pub(crate) fn note(&self, question: &Question<'_>) {
        if let Some(asked) = self.asked {
            asked.note(question);
        }
    }

    /// Whether readers see a record of the library.
    pub(crate) fn is_shown_of_library(&self, key: &Key) -> bool {
        self.note(&Question::Library(key));
        self.site.shown_of_library.contains(key)
    }

    /// The original of a name: the first by place, when several claim it.
    pub(crate) fn record(&self, key: &Key) -> Option<&'a Record> {
        self.claims(key, None).next()
    }

    /// The record's translation into a language.
    pub(crate) fn translation(&self, key: &Key, locale: &Locale) -> Option<&'a Record> {
        self.claims(key, Some(locale)).next()
    }

    /// Every record that claims a name, as the original or as the translation into a language.
    pub(crate) fn claims(&self, key: &Key, translation: Option<&Locale>) -> impl Iterator<Item = &'a Record> + use<'a> {
        self.note(&Question::Record(key));
        let claims = self.site.records.get(key).and_then(|claims| claims.of(translation));
        claims.into_iter().flat_map(|claims| &claims.0).map(Arc::as_ref)
    }

    /// Every record, translations behind their originals.
    pub(crate) fn records(&self) -> impl Iterator<Item = &'a Arc<Record>> + use<'a> {
        self.note(&Question::All);
        let site = self.site;
        let claims = site.keys.iter().filter_map(|key| site.records.get(key));
        claims.flat_map(|claims| claims.originals.0.iter().chain(claims.translations.values().flat_map(|same| &same.0)))
    }

    /// Every name that a record or a translation has, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.note(&Question::All);
        self.site.keys.iter()
    }

    /// Every name of a kind, in order.
    pub(crate) fn keys_of(&self, kind: Kind) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.note(&Question::All);
        let keys = self.site.keys.range(Key::first_possible(kind)..);
        keys.take_while(move |key| key.kind == kind)
    }

    /// Who claims an address, or one that some systems do not tell from it.
    pub(crate) fn claims_of_address(&self, address: &str) -> impl Iterator<Item = (Origin, &'a Key)> + use<'a> {
        let address = folded(address);
        self.note(&Question::Address(&address));
        let claimants = self.site.addresses.get(&*address).into_iter().flat_map(|same| &same.0);
        claimants.map(|record| (Origin::of(record), &record.key))
    }

    /// The names on a list, in its order.
    pub(crate) fn list(&self, list: &List) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.note(&Question::List(list));
        self.site.lists.get(list).into_iter().flatten().map(|(_, key, _)| key)
    }

    /// The names on a list before a place, and those behind it, nearest first.
    pub(crate) fn around(
        &self,
        list: &List,
        record: &Record,
        sort: &SortKey,
    ) -> (impl Iterator<Item = &'a Key> + use<'a>, impl Iterator<Item = &'a Key> + use<'a>) {
        self.note(&Question::List(list));
        let place = (sort.clone(), record.key.clone(), Origin::of(record));
        let members = self.site.lists.get(list);
        let before = members.map(|members| members.range(..&place).rev());
        let behind = members.map(|members| members.range((Excluded(&place), Unbounded)));
        let key = |(_, key, _): &'a (SortKey, Key, Origin)| key;
        (before.into_iter().flatten().map(key), behind.into_iter().flatten().map(key))
    }

    /// Who is called so, folded, on a list.
    pub(crate) fn called(&self, list: &List, words: &str) -> impl Iterator<Item = Name<'a>> + use<'a> {
        self.note(&Question::Called(list, words));
        self.site.called.get(&(list.clone(), words.to_owned())).into_iter().flat_map(Claimants::names)
    }

    /// The names of the records that speak of another, without repetition.
    pub(crate) fn referrers(&self, key: &Key) -> impl Iterator<Item = Name<'a>> + use<'a> {
        self.note(&Question::Referrers(key));
        self.site.referrers.get(key).into_iter().flat_map(Claimants::names)
    }

    /// The names of the records that bring a file of the content to readers, or keep it from them.
    pub(crate) fn users(&self, file: &SourcePath) -> impl Iterator<Item = Name<'a>> + use<'a> {
        self.note(&Question::File(file));
        self.site.users.get(file).into_iter().flat_map(Claimants::names)
    }

    /// Every file of the content that some record names, in order.
    pub(crate) fn used_files(&self) -> impl Iterator<Item = &'a SourcePath> + use<'a> {
        self.note(&Question::All);
        self.site.users.keys()
    }
}

/// Lets `clear` take from the value of a key, and drops the key when nothing is left, so that equal sites are equal.
fn remove_from<K: Ord, V>(map: &mut BTreeMap<K, V>, key: &K, clear: impl FnOnce(&mut V) -> bool) {
    if map.get_mut(key).is_some_and(clear) {
        map.remove(key);
    }
}
