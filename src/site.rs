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
use std::sync::{Arc, LazyLock};

use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::{List, SortKey};
use crate::path::{Locale, SourcePath};
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

/// No record comes before it: a path is neither empty nor begins with a control character.
static FIRST: LazyLock<Origin> =
    LazyLock::new(|| Origin { path: SourcePath::new(" ").expect("a space is a name"), start: 0 });

/// A record's name, and the language when it is a translation.
pub(crate) type Name = (Key, Option<Locale>);

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
    fn place(&self, origin: &Origin) -> Result<usize, usize> {
        self.0.binary_search_by(|record| (&record.path, record.span.start).cmp(&(&origin.path, origin.start)))
    }

    fn insert(&mut self, origin: &Origin, record: &Arc<Record>) {
        match self.place(origin) {
            Ok(at) => self.0[at] = Arc::clone(record),
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, Arc::clone(record));
            }
        }
    }

    fn remove(&mut self, origin: &Origin) {
        if let Ok(at) = self.place(origin) {
            self.0.remove(at);
        }
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
    addresses: Claimed<Arc<str>, Key>,
    lists: BTreeMap<List, BTreeSet<(SortKey, Key, Origin)>>,
    /// Who is called the same among its like.
    called: Claimed<(List, Arc<str>), Name>,
    referrers: Claimed<Key, Name>,
    /// Who brings a file of the content to readers, or keeps it from them.
    users: Claimed<SourcePath, Name>,
}

/// What each of those who claim a thing is called. One map, because most things have one claimant, and a map for each
/// would take ten times the room.
type Claimed<Thing, Claimant> = BTreeMap<(Thing, Origin), Claimant>;

/// Those who claim a thing, in the order of their places.
fn claimants<Thing: Ord + Clone, Claimant>(
    claimed: &Claimed<Thing, Claimant>,
    thing: Thing,
) -> impl Iterator<Item = (&Origin, &Claimant)> {
    let all = claimed.range((thing.clone(), FIRST.clone())..);
    all.take_while(move |((other, _), _)| *other == thing).map(|((_, origin), claimant)| (origin, claimant))
}

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
        let (mut addresses, mut called, mut referrers, mut users) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut lists: BTreeMap<List, Vec<(SortKey, Key, Origin)>> = BTreeMap::new();
        for record in records {
            let origin = Origin::of(record);
            let name = (record.key.clone(), record.translation.clone());
            for told in told(record) {
                match told {
                    Told::Address(address) => {
                        addresses.push(((Arc::from(address), origin.clone()), record.key.clone()));
                    }
                    Told::Listed(list, sort) => {
                        lists.entry(list).or_default().push((sort, record.key.clone(), origin.clone()));
                    }
                    Told::Called(list, words) => {
                        called.push((((list, Arc::from(words)), origin.clone()), name.clone()));
                    }
                    Told::Refers(key) => referrers.push(((key, origin.clone()), name.clone())),
                    Told::Uses(file) => users.push(((file, origin.clone()), name.clone())),
                }
            }
            site.claim(&origin, record);
        }
        site.addresses = addresses.into_iter().collect();
        site.lists = lists.into_iter().map(|(list, members)| (list, members.into_iter().collect())).collect();
        site.called = called.into_iter().collect();
        site.referrers = referrers.into_iter().collect();
        site.users = users.into_iter().collect();
        site
    }

    /// Adds a record.
    pub(crate) fn insert(&mut self, record: &Arc<Record>) {
        let origin = Origin::of(record);
        let name = (record.key.clone(), record.translation.clone());
        for told in told(record) {
            match told {
                Told::Address(address) => {
                    self.addresses.insert((Arc::from(address), origin.clone()), record.key.clone());
                }
                Told::Listed(list, sort) => {
                    self.lists.entry(list).or_default().insert((sort, record.key.clone(), origin.clone()));
                }
                Told::Called(list, words) => {
                    self.called.insert(((list, Arc::from(words)), origin.clone()), name.clone());
                }
                Told::Refers(key) => {
                    self.referrers.insert((key, origin.clone()), name.clone());
                }
                Told::Uses(file) => {
                    self.users.insert((file, origin.clone()), name.clone());
                }
            }
        }
        self.claim(&origin, record);
    }

    fn claim(&mut self, origin: &Origin, record: &Arc<Record>) {
        self.keys.insert(record.key.clone());
        let claims = self.records.entry(record.key.clone()).or_default();
        let same = match &record.translation {
            None => &mut claims.originals,
            Some(locale) => claims.translations.entry(locale.clone()).or_default(),
        };
        same.insert(origin, record);
    }

    /// Takes back what inserting the record added.
    pub(crate) fn remove(&mut self, record: &Record) {
        let origin = Origin::of(record);
        for told in told(record) {
            match told {
                Told::Address(address) => {
                    self.addresses.remove(&(Arc::from(address), origin.clone()));
                }
                Told::Listed(list, sort) => remove_from(&mut self.lists, &list, |members| {
                    members.remove(&(sort, record.key.clone(), origin.clone()));
                    members.is_empty()
                }),
                Told::Called(list, words) => {
                    self.called.remove(&((list, Arc::from(words)), origin.clone()));
                }
                Told::Refers(key) => {
                    self.referrers.remove(&(key, origin.clone()));
                }
                Told::Uses(file) => {
                    self.users.remove(&(file, origin.clone()));
                }
            }
        }
        let Some(claims) = self.records.get_mut(&record.key) else { return };
        match &record.translation {
            None => {
                claims.originals.remove(&origin);
            }
            Some(locale) => remove_from(&mut claims.translations, locale, |same| {
                same.remove(&origin);
                same.0.is_empty()
            }),
        }
        if claims.originals.0.is_empty() && claims.translations.is_empty() {
            self.records.remove(&record.key);
            self.keys.remove(&record.key);
        }
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

    /// Who claims an address.
    pub(crate) fn claims_of_address(&self, address: &str) -> impl Iterator<Item = (&'a Origin, &'a Key)> + use<'a> {
        self.note(&Question::Address(address));
        claimants(&self.site.addresses, Arc::from(address))
    }

    /// The names on a list, in its order.
    pub(crate) fn list(&self, list: &List) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.note(&Question::List(list));
        self.site.lists.get(list).into_iter().flatten().map(|(_, key, _)| key)
    }

    /// The names on a list before a place, nearest first.
    pub(crate) fn before(
        &self,
        list: &List,
        record: &Record,
        sort: &SortKey,
    ) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.note(&Question::List(list));
        let place = (sort.clone(), record.key.clone(), Origin::of(record));
        let members = self.site.lists.get(list).into_iter();
        members.flat_map(move |members| members.range(..place.clone()).rev()).map(|(_, key, _)| key)
    }

    /// The names on a list behind a place, nearest first.
    pub(crate) fn after(
        &self,
        list: &List,
        record: &Record,
        sort: &SortKey,
    ) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.note(&Question::List(list));
        let place = (sort.clone(), record.key.clone(), Origin::of(record));
        let members = self.site.lists.get(list).into_iter();
        let behind = move |members: &'a BTreeSet<_>| members.range((Excluded(place.clone()), Unbounded));
        members.flat_map(behind).map(|(_, key, _)| key)
    }

    /// Who is called so, folded, on a list.
    pub(crate) fn called(&self, list: &List, words: &str) -> impl Iterator<Item = &'a Name> + use<'a> {
        self.note(&Question::Called(list, words));
        claimants(&self.site.called, (list.clone(), Arc::from(words))).map(|(_, name)| name)
    }

    /// The names of the records that speak of another, without repetition.
    pub(crate) fn referrers(&self, key: &Key) -> impl Iterator<Item = &'a Name> + use<'a> {
        self.note(&Question::Referrers(key));
        claimants(&self.site.referrers, key.clone()).map(|(_, name)| name)
    }

    /// The names of the records that bring a file of the content to readers, or keep it from them.
    pub(crate) fn users(&self, file: &SourcePath) -> impl Iterator<Item = &'a Name> + use<'a> {
        self.note(&Question::File(file));
        claimants(&self.site.users, file.clone()).map(|(_, name)| name)
    }

    /// Every file of the content that some record names, as often as one does.
    pub(crate) fn used_files(&self) -> impl Iterator<Item = &'a SourcePath> + use<'a> {
        self.note(&Question::All);
        self.site.users.keys().map(|(file, _)| file)
    }
}

/// Lets `clear` take from the value of a key, and drops the key when nothing is left, so that equal sites are equal.
fn remove_from<K: Ord, V>(map: &mut BTreeMap<K, V>, key: &K, clear: impl FnOnce(&mut V) -> bool) {
    if map.get_mut(key).is_some_and(clear) {
        map.remove(key);
    }
}
