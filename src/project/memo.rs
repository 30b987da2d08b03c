//! Values that were concluded from the site, each kept with the questions that were asked to conclude it.
//!
//! 1. [`Concluded::from`] draws a conclusion and notes the questions.
//! 2. [`Memo::put`] keeps it under its key, and that it asked them.
//! 3. After an edit, [`Memo::askers`] names the keys whose values have to be concluded anew.
//!
//! Findings, names and search documents are kept alike, so that one rule says what an edit may have changed.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use crate::site::{Asked, QuestionId, Site, SiteRef};

/// A value, and the questions that were asked to conclude it.
pub(super) struct Concluded<V> {
    pub(super) value: V,
    asked: Box<[QuestionId]>,
}

impl<V> Concluded<V> {
    pub(super) fn from(site: &Site, conclude: impl FnOnce(SiteRef<'_>) -> V) -> Self {
        let asked = Asked::default();
        let value = conclude(site.read_and_note(&asked));
        Self { value, asked: asked.take() }
    }

    /// A conclusion that nobody will draw again.
    pub(super) fn unasked(value: V) -> Self {
        Self { value, asked: Box::default() }
    }

    /// The same questions, with what becomes of the value.
    pub(super) fn map<W>(self, change: impl FnOnce(V) -> W) -> Concluded<W> {
        Concluded { value: change(self.value), asked: self.asked }
    }
}

/// Conclusions by key.
pub(super) struct Memo<K, V> {
    /// Looked up only, never walked.
    kept: HashMap<K, Kept<V>>,
    /// The keys by the numbers of their conclusions.
    keys: Vec<Option<K>>,
    vacant: Vec<u32>,
    /// Who asked what. A set of pairs takes a tenth of the room of a set for each question, most of which few ask.
    askers: BTreeSet<(QuestionId, u32)>,
}

struct Kept<V> {
    number: u32,
    concluded: Concluded<V>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { kept: HashMap::new(), keys: Vec::new(), vacant: Vec::new(), askers: BTreeSet::new() }
    }
}

impl<K: Clone + Eq + Hash, V> Memo<K, V> {
    /// Keeps conclusions of different keys, which takes less time and room than one after the other.
    pub(super) fn of(all: Vec<(K, Concluded<V>)>) -> Self {
        let numbered = all.iter().zip(0_u32..);
        // In one go, because a set that grows from sorted members is denser.
        let askers = numbered.flat_map(|((_, one), number)| one.asked.iter().map(move |question| (*question, number)));
        let askers = askers.collect();
        let keys = all.iter().map(|(key, _)| Some(key.clone())).collect();
        let kept = all.into_iter().zip(0..).map(|((key, concluded), number)| (key, Kept { number, concluded }));
        Self { kept: kept.collect(), keys, vacant: Vec::new(), askers }
    }

    /// Keeps a conclusion in the place of the one that its key had, which is handed back.
    pub(super) fn put(&mut self, key: K, concluded: Concluded<V>) -> Option<V> {
        let last = self.take(&key);
        let number = self.vacant.pop().unwrap_or_else(|| {
            self.keys.push(None);
            u32::try_from(self.keys.len() - 1).expect("a site has fewer than four thousand million records")
        });
        self.askers.extend(concluded.asked.iter().map(|question| (*question, number)));
        self.keys[number as usize] = Some(key.clone());
        self.kept.insert(key, Kept { number, concluded });
        last
    }

    /// Forgets the conclusion of a key, and hands it back.
    pub(super) fn take(&mut self, key: &K) -> Option<V> {
        let Kept { number, concluded } = self.kept.remove(key)?;
        for question in &concluded.asked {
            self.askers.remove(&(*question, number));
        }
        self.keys[number as usize] = None;
        self.vacant.push(number);
        Some(concluded.value)
    }

    /// The conclusion of a key.
    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.kept.get(key).map(|kept| &kept.concluded.value)
    }

    /// The keys of those who had asked one of the questions, each as often as it had.
    pub(super) fn askers(&self, questions: &BTreeSet<QuestionId>) -> impl Iterator<Item = &K> {
        let numbers = questions.iter().flat_map(|question| self.askers.range((*question, 0)..=(*question, u32::MAX)));
        numbers.filter_map(|(_, number)| self.keys[*number as usize].as_ref())
    }
}
