//! The records of the program's library that the site refers to, folded into it as those of its own files are.
//!
//! 1. A record is wanted when a file of the site, the navigation or another wanted record refers to it, and no file of
//!    the site has its name.
//! 2. What is wanted is inserted, what no longer is removed; an edit reopens the same questions as one to a file.
//! 3. Readers see those that something which they see refers to, directly or by way of others that they see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Project;
use crate::library;
use crate::model::config::{NavEntry, NavTarget};
use crate::model::key::Key;
use crate::model::{Drafts, Record};
use crate::published::{Everything, Published};
use crate::site::{Question, QuestionId, reopened};
use crate::told::{Told, told};

/// The records of the library that are in the site, each with its translations.
pub(super) type OfLibrary = BTreeMap<Key, Vec<Arc<Record>>>;

/// Which records of the library came or went, and the questions that this reopens.
#[derive(Default)]
pub(super) struct Exchanged {
    pub(super) keys: BTreeSet<Key>,
    pub(super) questions: BTreeSet<QuestionId>,
}

impl Project {
    /// Brings what the site has of the library up to date.
    pub(super) fn keep_library(&mut self) -> Exchanged {
        let mut changed = Exchanged::default();
        let last = std::mem::take(&mut self.of_library);
        let wanted = self.wanted(&last);
        for (key, records) in last.iter().filter(|(key, _)| !wanted.contains_key(*key)) {
            records.iter().for_each(|record| self.site.remove(record));
            changed.questions.extend(reopened(records, &[]));
            changed.keys.insert(key.clone());
        }
        for (key, records) in wanted.iter().filter(|(key, _)| !last.contains_key(*key)) {
            records.iter().for_each(|record| self.site.insert(record));
            changed.questions.extend(reopened(&[], records));
            changed.keys.insert(key.clone());
        }
        self.of_library = wanted;
        for key in self.site.show_of_library(self.shown_of_library()) {
            changed.questions.insert(Question::Library(&key).id());
            changed.keys.insert(key);
        }
        changed
    }

    /// The records that the site refers to, and those that they refer to in turn.
    fn wanted(&self, last: &OfLibrary) -> OfLibrary {
        let mut wanted = OfLibrary::new();
        let mut open: Vec<Key> =
            library::keys().filter(|key| self.site.has_own_referrer(key) || self.is_in_navigation(key)).collect();
        while let Some(key) = open.pop() {
            if wanted.contains_key(&key) || self.site.has_own(&key) {
                continue;
            }
            let records = last.get(&key).cloned().unwrap_or_else(|| library::read(&key));
            if !records.is_empty() {
                open.extend(records.iter().flat_map(|record| references(record)));
                wanted.insert(key, records);
            }
        }
        wanted
    }

    /// Those of the library in the site to which something that readers see leads.
    fn shown_of_library(&self) -> BTreeSet<Key> {
        let (site, attachments, config) = (self.site.read(), &self.sources.attachments, &self.settings.config);
        let everything = Everything { site, attachments, config, as_of: self.options.as_of };
        let site = Published::new(everything, Drafts::Hide);
        let is_led_to = |key: &&Key| self.is_in_navigation(key) || site.is_spoken_of(key);
        let mut open: Vec<Key> = self.of_library.keys().filter(is_led_to).cloned().collect();
        let mut shown = BTreeSet::new();
        while let Some(key) = open.pop() {
            if let Some(records) = self.of_library.get(&key).filter(|_| shown.insert(key)) {
                open.extend(records.iter().flat_map(|record| references(record)));
            }
        }
        shown
    }

    fn is_in_navigation(&self, key: &Key) -> bool {
        let leads_to = |entry: &NavEntry| matches!(&entry.to, NavTarget::Record(to) if to.value == *key);
        self.settings.config.nav.iter().any(leads_to)
    }
}

/// The records that one of the library refers to.
fn references(record: &Record) -> impl Iterator<Item = Key> {
    told(record).into_iter().filter_map(|told| if let Told::Refers(key) = told { Some(key) } else { None })
}
