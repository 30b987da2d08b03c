//! The index of names, kept as edits come once somebody has asked for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Project;
use super::changes::Edit;
use super::memo::{Concluded, Memo};
use crate::model::key::Key;
use crate::path::Locale;
use crate::site::SiteRef;
use crate::view::{self, Index, Name, PageContext};

/// The names of one record in one language.
type NamesOf = Box<[Arc<Name>]>;

/// The names of each record, and all of them in order.
pub(super) struct Names {
    /// Only where edits are followed.
    of: BTreeMap<Locale, Memo<Key, NamesOf>>,
    index: Index,
}

/// What records are called in the languages of the site.
pub(super) type Called = BTreeMap<Key, Vec<NamesOf>>;

impl Project {
    pub(super) fn index(&self) -> &Index {
        &self.names.get_or_init(|| self.all_names()).index
    }

    pub(super) fn names_in_index(&self) -> usize {
        self.index().values().map(BTreeSet::len).max().unwrap_or(0)
    }

    fn all_names(&self) -> Names {
        // Those that readers may not see too: what they hang on may change.
        let keys: Vec<Key> = self.site.read().keys().cloned().collect();
        let mut names = Names { of: BTreeMap::new(), index: Index::new() };
        for locale in &self.settings.config.locales {
            let called = self.call(locale, keys.clone());
            let all = called.iter().flat_map(|(_, names)| names.value.iter().cloned());
            names.index.insert(locale.clone(), all.collect());
            if self.is_followed() {
                names.of.insert(locale.clone(), Memo::of(called));
            }
        }
        names
    }

    /// Brings the index up to date after an edit.
    pub(super) fn keep_names_after(&mut self, edit: &Edit) {
        let Some(mut names) = self.names.take().filter(|_| self.is_followed()) else { return };
        for (locale, memo) in &mut names.of {
            let index = names.index.entry(locale.clone()).or_default();
            let keys: BTreeSet<Key> = edit.keys.iter().chain(memo.askers(&edit.questions)).cloned().collect();
            for (key, called) in self.call(locale, keys.into_iter().collect()) {
                let new = called.value.clone();
                let is_gone = self.site.read().record(&key).is_none();
                let old = if is_gone { memo.take(&key) } else { memo.put(key, called) };
                old.iter().flatten().for_each(|name| {
                    index.remove(name);
                });
                index.extend(new);
            }
        }
        self.names = OnceLock::from(names);
    }

    /// What records are called: as it is kept, or found now when nothing is.
    pub(super) fn called(&self, keys: &BTreeSet<Key>) -> Called {
        let locales = &self.settings.config.locales;
        let names_in = |locale: &Locale, key: &Key| match self.names.get().and_then(|names| names.of.get(locale)) {
            Some(kept) => kept.get(key).cloned().unwrap_or_default(),
            None => self.names_of(self.site.read(), locale, key),
        };
        keys.iter().map(|key| (key.clone(), locales.iter().map(|locale| names_in(locale, key)).collect())).collect()
    }

    fn call(&self, locale: &Locale, keys: Vec<Key>) -> Vec<(Key, Concluded<NamesOf>)> {
        let call = |key: Key| {
            let names = self.conclude(|site| self.names_of(site, locale, &key));
            (key, names)
        };
        keys.into_par_iter().with_min_len(64).map(call).collect()
    }

    fn names_of(&self, site: SiteRef<'_>, locale: &Locale, key: &Key) -> NamesOf {
        let site = self.publish(site);
        let context = PageContext { site, ..self.naming_context(locale) };
        let names = site.record(key).map(|record| view::names(&context, record));
        names.into_iter().flatten().map(Arc::new).collect()
    }
}
