//! Which pages an edit touches, for whoever wants to look at them: found by what the changed records tell.
//!
//! 1. The own page of a record, and the list of questions that shows an answer in full.
//! 2. Where a record is called otherwise than before, the pages of those who name it, and of its neighbors on its list.
//!
//! Lists that span the site, such as the index of all names, are not named.

use std::collections::{BTreeMap, BTreeSet};

use super::Project;
use super::names::Called;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::{Page, PageKind, QUESTIONS_PER_PAGE};
use crate::path::{Id, Locale, SourcePath};
use crate::view;

impl Project {
    /// The pages on which the records of some files stand, as far as readers may see them.
    pub(super) fn pages_of(&self, paths: &BTreeSet<SourcePath>) -> BTreeSet<String> {
        let site = self.published();
        let mut pages = BTreeSet::new();
        let mut entries: BTreeMap<Id, BTreeSet<(&Key, &Locale)>> = BTreeMap::new();
        for record in paths.iter().filter_map(|path| self.sources.texts.get(path)).flat_map(|text| &text.records) {
            if site.record(&record.key).is_none() {
                continue;
            }
            let locale = record.translation.as_ref().filter(|locale| site.config.locales.contains(locale));
            let locale = locale.unwrap_or(site.config.default_locale());
            pages.insert(self.located(locale, &record.key.address()));
            if record.key.kind == Kind::Entry {
                entries.entry(record.key.id.owner_id()).or_default().insert((&record.key, locale));
            }
        }
        for (topic, entries) in entries {
            pages.extend(self.parts_with(&topic, &entries));
        }
        pages
    }

    /// The pages of a topic that show some answers in full, found in one walk.
    fn parts_with(&self, topic: &Id, entries: &BTreeSet<(&Key, &Locale)>) -> BTreeSet<String> {
        let wanted: BTreeSet<&Key> = entries.iter().map(|(key, _)| *key).collect();
        let listed = self.published().list(&List::Of(Kind::Entry, topic.clone())).enumerate();
        let places: BTreeMap<&Key, usize> =
            listed.filter(|(_, entry)| wanted.contains(&entry.key)).map(|(place, entry)| (&entry.key, place)).collect();
        let page = |(key, locale): &(&Key, &Locale)| {
            let number = places.get(*key)? / QUESTIONS_PER_PAGE + 1;
            Some(self.located(locale, &Page::of(PageKind::Topic, topic).part(number).address()))
        };
        entries.iter().filter_map(page).collect()
    }

    /// The records that others have to speak of otherwise than before.
    pub(super) fn called_otherwise(&self, called: Called) -> BTreeSet<Key> {
        let present = self.called(&called.keys().cloned().collect());
        // What has more to show than a name is shown elsewhere with dates and states.
        let is_other = |key: &Key, names: &Vec<_>| !view::is_named_alone(key.kind) || present.get(key) != Some(names);
        called.into_iter().filter(|(key, names)| is_other(key, names)).map(|(key, _)| key).collect()
    }

    /// The pages of those who name the records, and of their neighbors.
    pub(super) fn pages_that_name(&self, keys: &BTreeSet<Key>) -> BTreeSet<String> {
        let site = self.published();
        let locale = site.config.default_locale();
        let mut pages = BTreeSet::new();
        for key in keys {
            let referrers = self.site.read().referrers(key).filter_map(|(referrer, _)| site.record(referrer));
            let (before, after) = site.record(key).map(|record| site.neighbors(record)).unwrap_or_default();
            let naming: Vec<&Record> = referrers.chain(before).chain(after).collect();
            pages.extend(naming.into_iter().map(|record| self.located(locale, &record.key.address())));
        }
        pages
    }

    /// An address from the root of the site.
    pub(super) fn located(&self, locale: &Locale, address: &str) -> String {
        format!("{}{}{address}", self.settings.config.base_path(), self.settings.config.locale_prefix(locale))
    }
}
