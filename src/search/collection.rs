//! The documents of one language and the terms that lead to them: a fold, like the site.
//!
//! [`Collection::put`] adds a document, taking back what it was before; the order of either does not matter. Knows
//! neither numbers of documents nor files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::document::{Card, Count, Dimension, SearchDocument, Standing, Terms, terms};
use super::numbers::Numbers;
use super::stem::{Stems, language};
use super::synonym::{self, Named, Synonyms};
use super::token::{TokenKind, Tokens};
use crate::digest::Digest;
use crate::model::key::Key;
use crate::path::Locale;

/// The searchable documents of one language.
pub(super) struct Collection {
    pub(super) synonyms: Synonyms,
    /// Whether the language writes compounds as one word.
    pub(super) has_compounds: bool,
    stems: Stems,
    /// Where each document is kept. Their order is that of their numbers.
    slots: BTreeMap<Key, u32>,
    documents: Vec<Option<Stored>>,
    vacant: Vec<u32>,
    forms: Vec<Form>,
    form_of: HashMap<Arc<str>, u32>,
    classes: Vec<Class>,
    class_of: HashMap<Arc<str>, u32>,
    /// In how many documents each character occurs that browsers might know otherwise.
    noted: BTreeMap<char, usize>,
    title_lengths: u64,
    body_lengths: u64,
    /// The sum of the digests of all documents, which is another whenever one of them is.
    digest: u128,
}

/// A document as the index keeps it.
pub(super) struct Stored {
    pub(super) card: Card,
    pub(super) standing: Standing,
    pub(super) title_length: u16,
    pub(super) body_length: u16,
    pub(super) title_terms: u8,
    noted: Box<[char]>,
    digest: u128,
    /// Its terms.
    forms: Numbers,
}

/// A term as texts write it.
pub(super) struct Form {
    pub(super) text: Arc<str>,
    pub(super) class: u32,
    /// How many documents have it.
    pub(super) documents: u32,
}

/// The forms of a word that count as one.
pub(super) struct Class {
    pub(super) stem: Arc<str>,
    pub(super) forms: Vec<u32>,
    /// By slot.
    pub(super) occurrences: Vec<Occurrence>,
}

/// How often a document has the forms of a class. There are more of these than of anything else, so they lie close.
#[derive(Clone, Copy)]
#[repr(Rust, packed(2))]
pub(super) struct Occurrence {
    pub(super) slot: u32,
    pub(super) in_title: u8,
    pub(super) in_body: u8,
}

impl Collection {
    pub(super) fn new(locale: &Locale, synonyms: Synonyms) -> Self {
        Self {
            has_compounds: ["da", "de", "fi", "nb", "nl", "nn", "no", "sv"].contains(&language(locale)),
            stems: Stems::of(locale),
            synonyms,
            slots: BTreeMap::new(),
            documents: Vec::new(),
            vacant: Vec::new(),
            forms: Vec::new(),
            form_of: HashMap::new(),
            classes: Vec::new(),
            class_of: HashMap::new(),
            noted: BTreeMap::new(),
            title_lengths: 0,
            body_lengths: 0,
            digest: 0,
        }
    }

    /// What has to be put in the place of a key, made ahead so that it can be made on many threads.
    pub(super) fn prepare(&self, document: SearchDocument) -> Prepared {
        let terms = terms(&document, &self.synonyms);
        let digest = digest(&document, &terms);
        let standing = document.standing;
        let mut card = document.card;
        card.title.shrink_to_fit();
        card.excerpt.shrink_to_fit();
        card.href.shrink_to_fit();
        Prepared { card, standing, terms, digest }
    }

    /// Puts a document in the place of what has its key, or takes that away.
    pub(super) fn put(&mut self, key: &Key, document: Option<Prepared>) {
        if let Some(slot) = self.slots.remove(key) {
            self.take(slot);
        }
        let Some(document) = document else { return };
        let slot = self.vacant.pop().unwrap_or_else(|| {
            self.documents.push(None);
            u32::try_from(self.documents.len() - 1).expect("a site has fewer than four thousand million records")
        });
        self.slots.insert(key.clone(), slot);
        self.give(slot, document);
    }

    /// Takes another table of synonyms, and names the documents that have to be put anew because of it.
    pub(super) fn replace_synonyms(&mut self, synonyms: Synonyms) -> Vec<Key> {
        let words = self.synonyms.differing(&synonyms);
        self.synonyms = synonyms;
        let is_named = |form: &&Form| words.contains(&*synonym::singular(&form.text));
        let classes = self.forms.iter().filter(is_named).map(|form| &self.classes[form.class as usize]);
        let slots: BTreeSet<u32> = classes.flat_map(|class| class.occurrences.iter().map(|o| o.slot)).collect();
        let all = self.slots.iter().filter(|(_, slot)| slots.contains(slot));
        all.map(|(key, _)| key.clone()).collect()
    }

    /// The keys of the documents, in the order of their numbers.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.slots.keys()
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn slots(&self) -> impl Iterator<Item = u32> {
        self.slots.values().copied()
    }

    pub(super) fn document(&self, slot: u32) -> &Stored {
        self.documents[slot as usize].as_ref().expect("slots in use hold a document")
    }

    pub(super) fn forms(&self) -> &[Form] {
        &self.forms
    }

    pub(super) fn class(&self, class: u32) -> &Class {
        &self.classes[class as usize]
    }

    pub(super) fn noted(&self) -> impl Iterator<Item = &char> {
        self.noted.keys()
    }

    /// The concepts that some document names, each with its phrases.
    pub(super) fn concepts(&self) -> impl Iterator<Item = (&String, &synonym::Class)> {
        self.synonyms.classes().filter(|(concept, _)| self.has(concept))
    }

    /// The concepts that a text names, as far as documents name them too: the browser knows no others.
    /// Only those count whose first word `may_begin` a name.
    pub(super) fn concepts_in(&self, text: &Tokens, may_begin: impl Fn(&str) -> bool) -> Vec<Named<'_>> {
        self.synonyms.concepts(text, |first, concept| self.has(concept) && may_begin(first))
    }

    /// Whether some document has a term.
    pub(super) fn has(&self, term: &str) -> bool {
        self.form_of.get(term).is_some_and(|form| self.forms[*form as usize].documents > 0)
    }

    pub(super) fn total_lengths(&self) -> (u64, u64) {
        (self.title_lengths, self.body_lengths)
    }

    pub(super) fn digest(&self) -> u128 {
        self.digest
    }

    fn give(&mut self, slot: u32, document: Prepared) {
        let Prepared { card, standing, terms, digest } = document;
        self.title_lengths += u64::from(terms.title_length);
        self.body_lengths += u64::from(terms.body_length);
        self.digest = self.digest.wrapping_add(digest);
        for c in &terms.noted {
            *self.noted.entry(*c).or_insert(0) += 1;
        }
        let mut forms = Vec::with_capacity(terms.len());
        forms.extend(terms.iter().map(|(term, count)| self.give_term(slot, term, count)));
        let forms = Numbers::new(forms);
        self.documents[slot as usize] = Some(Stored {
            card,
            standing,
            title_length: terms.title_length,
            body_length: terms.body_length,
            title_terms: terms.title_terms,
            noted: terms.noted,
            digest,
            forms,
        });
    }

    fn give_term(&mut self, slot: u32, term: &str, count: Count) -> u32 {
        let form = match self.form_of.get(term) {
            Some(form) => *form,
            None => self.add_form(term, count.kind),
        };
        let known = &mut self.forms[form as usize];
        known.documents += 1;
        let occurrences = &mut self.classes[known.class as usize].occurrences;
        // While a site is read for the first time each document comes behind the others.
        let place = match occurrences.last() {
            Some(last) if last.slot >= slot => occurrences.binary_search_by_key(&slot, |occurrence| occurrence.slot),
            _ => Err(occurrences.len()),
        };
        match place {
            Ok(at) => {
                let occurrence = &mut occurrences[at];
                occurrence.in_title = occurrence.in_title.saturating_add(count.in_title);
                occurrence.in_body = occurrence.in_body.saturating_add(count.in_body);
            }
            Err(at) => {
                // Doubling would leave a third of all memory of the index unused.
                if occurrences.len() == occurrences.capacity() {
                    occurrences.reserve_exact(occurrences.len() / 8 + 1);
                }
                occurrences.insert(at, Occurrence { slot, in_title: count.in_title, in_body: count.in_body });
            }
        }
        form
    }

    fn add_form(&mut self, term: &str, kind: TokenKind) -> u32 {
        let text: Arc<str> = Arc::from(term);
        let stem = match kind {
            TokenKind::Word | TokenKind::Joint => self.stems.stem(term),
            _ => term.into(),
        };
        let class = self.class_of.get(&*stem).copied().unwrap_or_else(|| {
            let class = number(self.classes.len());
            let stem: Arc<str> = Arc::from(&*stem);
            self.class_of.insert(Arc::clone(&stem), class);
            self.classes.push(Class { stem, forms: Vec::new(), occurrences: Vec::new() });
            class
        });
        let form = number(self.forms.len());
        self.classes[class as usize].forms.push(form);
        self.forms.push(Form { text: Arc::clone(&text), class, documents: 0 });
        self.form_of.insert(text, form);
        form
    }

    /// Takes back what giving a document added.
    fn take(&mut self, slot: u32) {
        let Some(document) = self.documents[slot as usize].take() else { return };
        self.vacant.push(slot);
        self.title_lengths -= u64::from(document.title_length);
        self.body_lengths -= u64::from(document.body_length);
        self.digest = self.digest.wrapping_sub(document.digest);
        for c in &document.noted {
            if let Some(count) = self.noted.get_mut(c) {
                *count -= 1;
                if *count == 0 {
                    self.noted.remove(c);
                }
            }
        }
        for form in document.forms.iter() {
            let form = &mut self.forms[form as usize];
            form.documents -= 1;
            let occurrences = &mut self.classes[form.class as usize].occurrences;
            if let Ok(at) = occurrences.binary_search_by_key(&slot, |occurrence| occurrence.slot) {
                occurrences.remove(at);
            }
        }
    }
}

/// A document that is ready to be put.
pub(crate) struct Prepared {
    card: Card,
    standing: Standing,
    terms: Terms,
    digest: u128,
}

fn number(length: usize) -> u32 {
    u32::try_from(length).expect("a site has fewer than four thousand million words")
}

/// A digest of everything that the files of the index say of a document.
fn digest(document: &SearchDocument, terms: &Terms) -> u128 {
    let card = &document.card;
    let [providers, frameworks] =
        [Dimension::Provider, Dimension::Framework].map(|dimension| card.values(dimension).join(" "));
    let lang = card.lang.as_deref().unwrap_or_default();
    let mut bytes = Vec::with_capacity(document.text.len() * 2);
    for text in [&card.title, &card.excerpt, &card.href, card.kind, lang, &providers, &frameworks] {
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
    }
    for (term, count) in terms.iter() {
        bytes.extend_from_slice(term.as_bytes());
        bytes.extend_from_slice(&[0, count.in_title, count.in_body]);
    }
    bytes.extend_from_slice(&terms.title_length.to_le_bytes());
    bytes.extend_from_slice(&terms.body_length.to_le_bytes());
    bytes.push(document.standing.title_terms());
    let mut digest = Digest::default();
    digest.update(&bytes);
    u128::from_str_radix(&digest.finish()[..32], 16).expect("a digest is hexadecimal")
}
