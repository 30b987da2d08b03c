//! The index of one language: its documents, and the files that lead to them.
//!
//! What depends on all documents, such as their numbers and the cut of the files, is made when somebody asks and
//! forgotten with the next edit.

use std::sync::{Arc, OnceLock};

use super::collection::{Collection, Prepared};
use super::document::{Names, SearchDocument};
use super::encode::{Encoder, Packing};
use super::layout::{Layout, ROOT, VARIANTS};
use super::synonym::Synonyms;
use crate::model::key::Key;
use crate::path::Locale;

/// The searchable documents of one language, and their files.
pub(crate) struct Index {
    pub(super) collection: Collection,
    /// What the values of each dimension are called.
    names: Names,
    packing: Packing,
    layout: OnceLock<Layout>,
    /// All files in one, for a site that is small enough.
    single: OnceLock<Option<Arc<str>>>,
}

impl Index {
    pub(crate) fn new(locale: &Locale, packing: Packing, synonyms: Synonyms, names: Names) -> Self {
        Self {
            collection: Collection::new(locale, synonyms),
            names,
            packing,
            layout: OnceLock::new(),
            single: OnceLock::new(),
        }
    }

    /// What has to be put in the place of a key, made ahead so that it can be made on many threads.
    pub(crate) fn prepare(&self, document: SearchDocument) -> Prepared {
        self.collection.prepare(document)
    }

    /// Puts a document in the place of what has its key, or takes that away.
    pub(crate) fn put(&mut self, key: &Key, document: Option<Prepared>) {
        self.forget();
        self.collection.put(key, document);
    }

    /// Takes another table of synonyms, and names the documents that have to be put anew because of it.
    pub(crate) fn replace_synonyms(&mut self, synonyms: Synonyms) -> Vec<Key> {
        if self.collection.synonyms == synonyms {
            return Vec::new();
        }
        self.forget();
        self.collection.replace_synonyms(synonyms)
    }

    /// Takes other names for the values of the dimensions.
    pub(crate) fn rename(&mut self, names: Names) {
        if self.names != names {
            self.names = names;
            self.forget();
        }
    }

    /// The names of the files, in order.
    pub(crate) fn files(&self) -> Vec<String> {
        let files = self.layout().files.keys();
        let is_own = |name: &&String| self.single().is_none() || [ROOT, VARIANTS].contains(&name.as_str());
        files.filter(is_own).cloned().collect()
    }

    /// The text of a file.
    pub(crate) fn file(&self, name: &str) -> Option<Arc<str>> {
        if let Some(single) = self.single().filter(|_| name != VARIANTS) {
            return (name == ROOT).then(|| Arc::clone(single));
        }
        let file = self.layout().files.get(name)?;
        Some(Arc::from(self.encoder().script(name, *file)))
    }

    pub(super) fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| Layout::new(&self.collection))
    }

    fn single(&self) -> Option<&Arc<str>> {
        self.single.get_or_init(|| self.encoder().single().map(Arc::from)).as_ref()
    }

    fn encoder(&self) -> Encoder<'_> {
        Encoder { collection: &self.collection, layout: self.layout(), names: &self.names, packing: self.packing }
    }

    fn forget(&mut self) {
        self.layout = OnceLock::new();
        self.single = OnceLock::new();
    }
}
