//! Where everything stands: the numbers of the documents, and the cut of the terms into files.
//!
//! Documents are numbered in the order of their keys, terms stand in the order in which a browser compares texts.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::character::variants;
use super::collection::{Class, Collection, Form, Occurrence};
use super::cut::{self, COMMON, Place};
use super::document::Dimension;
use super::synonym::CONCEPT;
use super::token::{is_stop_word, tokens};
use super::weight::{Averages, RelativeLength, impact, pinned_average};
use crate::digest::sha256_hex;

/// About how many bytes the terms of one file take.
const SHARD: usize = 6_000;

/// The same for a large site, whose many files would cost more than their length.
const LARGE_SHARD: usize = 8_000;

/// How many documents a site has at most that is searched through in one go: three hundred records, and the lists.
pub(super) const FEW: usize = 315;

/// How many documents share a file of cards, on a small and a large site.
const BLOCK: usize = 7;
const LARGE_BLOCK: usize = 16;

/// From how many documents on a site is large.
const LARGE: usize = 20_000;

/// How many documents the first part has besides those that have the word in the title.
const HEAD: usize = 500;

/// The longest words of the lists for misspelt ones share a list.
pub(super) const LONGEST_LISTED: usize = 16;

/// The shortest word that may be misspelt.
pub(super) const SHORTEST_LISTED: usize = 4;

/// More terms of a title than these a digit cannot say.
const MOST_TITLE_TERMS: u8 = 63;

/// The name of the file that is loaded first.
pub(super) const ROOT: &str = "root";

/// The name of the file of traditional characters, which is never part of another.
pub(super) const VARIANTS: &str = "v";

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum File {
    Root,
    Shard(usize),
    /// The rest of the documents that have a common word, by its class.
    Tail(u32),
    Block(usize),
    Column(Dimension),
    /// The words of a length, for misspelt ones.
    Words(usize),
    /// Traditional characters for those of the documents.
    Variants,
}

/// Where everything stands.
pub(super) struct Layout {
    /// The slot of each document, by its number.
    pub(super) slots: Vec<u32>,
    /// What postings say of the document in a slot.
    numbered: Vec<Numbered>,
    /// Every form that some document has, in the order of the browser.
    pub(super) forms: Vec<u32>,
    pub(super) shards: Vec<Place>,
    pub(super) block: usize,
    /// The words that may be meant by misspelt ones, in order.
    pub(super) listed: Vec<String>,
    /// Traditional characters, each with the one of the documents that it stands for behind it.
    pub(super) variants: String,
    /// For each dimension the values that occur, in the order of their codes.
    pub(super) values: BTreeMap<Dimension, BTreeMap<String, usize>>,
    /// The names of concepts that documents name too, by the shard of their first word; under none those that begin with
    /// a stop word, whose shard nobody loads. Each as `words,of,it:concept`.
    pub(super) names: BTreeMap<Option<usize>, String>,
    pub(super) files: BTreeMap<String, File>,
    /// Names which document has which number.
    pub(super) numbering: String,
}

/// What all postings of a document share.
#[derive(Clone, Copy)]
struct Numbered {
    number: u32,
    title_terms: u8,
    length: RelativeLength,
}

/// The terms of one file, and the documents that have them.
pub(super) struct Shard {
    pub(super) terms: Vec<Term>,
    pub(super) postings: Vec<Postings>,
}

/// A form, and the documents that have it or another of its class.
pub(super) struct Term {
    pub(super) text: Arc<str>,
    /// Which of the shard's postings.
    pub(super) postings: usize,
    /// How long its stem is when the form begins with that and goes on, else 0; in UTF-16 units, as the browser counts.
    pub(super) stem: usize,
}

/// The documents that have the forms of a class, in the order of their numbers.
pub(super) struct Postings {
    /// How many there are in both parts.
    pub(super) count: usize,
    pub(super) head: Vec<Posting>,
    pub(super) tail: Vec<Posting>,
    /// The file of the tail, when there is one.
    pub(super) tail_name: Option<String>,
}

/// A document that has a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) document: u32,
    pub(super) impact: u8,
    /// How many terms the title has, when the word is one of them, else 0.
    pub(super) title_terms: u8,
}

/// The order in which a browser compares texts: by UTF-16 units.
pub(super) fn browser_order(a: &str, b: &str) -> Ordering {
    // The two orders differ only from U+E000 on.
    if a.bytes().chain(b.bytes()).all(|byte| byte < 0xee) { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

impl Layout {
    pub(super) fn new(collection: &Collection) -> Self {
        let slots: Vec<u32> = collection.slots().collect();
        let all = collection.forms();
        let in_use = (0_u32..).zip(all).filter(|(_, form)| form.documents > 0);
        let mut forms: Vec<u32> = in_use.map(|(number, _)| number).collect();
        forms.sort_unstable_by(|a, b| browser_order(&all[*a as usize].text, &all[*b as usize].text));
        let (titles, bodies) = collection.total_lengths();
        let averages =
            Averages { title: pinned_average(titles, slots.len()), body: pinned_average(bodies, slots.len()) };
        let numbered = numbered(collection, &slots, averages);
        let is_large = slots.len() >= LARGE;
        let limit = if is_large { LARGE_SHARD } else { SHARD };
        let shards = cut::shards(collection, &forms, limit);
        let block = if is_large { LARGE_BLOCK } else { BLOCK };
        let mut layout = Self {
            slots,
            numbered,
            forms,
            shards,
            block,
            listed: Vec::new(),
            variants: String::new(),
            values: Dimension::ALL.into_iter().map(|dimension| (dimension, values(collection, dimension))).collect(),
            names: BTreeMap::new(),
            files: BTreeMap::new(),
            numbering: numbering(collection),
        };
        layout.listed = layout.all_listed(collection);
        layout.variants = layout.all_variants(collection);
        layout.names = layout.all_names(collection);
        layout.files = layout.all_files(collection);
        layout
    }

    fn all_files(&self, collection: &Collection) -> BTreeMap<String, File> {
        let mut files = BTreeMap::from([(ROOT.to_owned(), File::Root)]);
        for (number, place) in self.shards.iter().enumerate() {
            files.insert(shard_name(&place.first), File::Shard(number));
        }
        if !self.variants.is_empty() {
            files.insert(VARIANTS.to_owned(), File::Variants);
        }
        for number in 0..self.slots.len().div_ceil(self.block) {
            files.insert(block_name(number), File::Block(number));
        }
        for dimension in Dimension::ALL {
            files.insert(column_name(dimension), File::Column(dimension));
        }
        for length in self.listed_lengths() {
            files.insert(words_name(length), File::Words(length));
        }
        for form in &self.forms {
            let class = collection.forms()[*form as usize].class;
            if collection.class(class).occurrences.len() > COMMON {
                files.insert(tail_name(collection, collection.class(class)), File::Tail(class));
            }
        }
        files
    }

    fn all_variants(&self, collection: &Collection) -> String {
        let forms = self.forms.iter().filter_map(|form| collection.forms()[*form as usize].text.chars().next());
        let known: BTreeSet<char> = forms.filter(|c| !c.is_ascii()).collect();
        let known = variants().filter(|(_, simplified)| known.contains(simplified));
        known.flat_map(|(traditional, simplified)| [traditional, simplified]).collect()
    }

    fn all_names(&self, collection: &Collection) -> BTreeMap<Option<usize>, String> {
        let mut names: BTreeMap<Option<usize>, String> = BTreeMap::new();
        for (words, concept) in collection.synonyms.phrases().filter(|(_, concept)| collection.has(concept)) {
            let shard = (!is_stop_word(&words[0])).then(|| self.shard_of(&words[0]));
            let names = names.entry(shard).or_default();
            let space = if names.is_empty() { "" } else { " " };
            names.push_str(&format!("{space}{}:{}", words.join(","), concept.trim_end_matches(CONCEPT)));
        }
        names
    }

    /// The lengths for which there is a list of words.
    pub(super) fn listed_lengths(&self) -> Vec<usize> {
        let mut lengths: Vec<usize> = self.listed.iter().map(|word| word.len().min(LONGEST_LISTED)).collect();
        lengths.sort_unstable();
        lengths.dedup();
        lengths
    }

    /// The words of the documents, and those that name a concept.
    fn all_listed(&self, collection: &Collection) -> Vec<String> {
        let is_listed = |word: &str| {
            word.len() >= SHORTEST_LISTED && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !is_stop_word(word)
        };
        let forms = self.forms.iter().map(|form| &*collection.forms()[*form as usize].text);
        let mut words: Vec<String> = forms.filter(|word| is_listed(word)).map(ToOwned::to_owned).collect();
        for phrase in collection.concepts().flat_map(|(_, phrases)| phrases) {
            let named = tokens(phrase);
            words.extend(named.iter().map(|token| token.text).filter(|word| is_listed(word)).map(ToOwned::to_owned));
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The shard in which a term would be.
    pub(super) fn shard_of(&self, term: &str) -> usize {
        self.shards.partition_point(|place| browser_order(&place.first, term).is_le()).saturating_sub(1)
    }

    /// The terms of a shard and their documents.
    pub(super) fn shard(&self, collection: &Collection, number: usize) -> Shard {
        let Some(place) = self.shards.get(number) else {
            return Shard { terms: Vec::new(), postings: Vec::new() };
        };
        let mut shard = Shard { terms: Vec::new(), postings: Vec::new() };
        // By class where its first form is among the terms.
        let mut firsts: BTreeMap<u32, usize> = BTreeMap::new();
        for form in &self.forms[place.forms.clone()] {
            let form = &collection.forms()[*form as usize];
            let class = collection.class(form.class);
            let term = if let Some(first) = firsts.get(&form.class) {
                let first = &shard.terms[*first];
                Term { text: Arc::clone(&form.text), postings: first.postings, stem: stem_behind(first, &form.text) }
            } else {
                firsts.insert(form.class, shard.terms.len());
                shard.postings.push(self.postings(collection, class));
                let postings = shard.postings.len() - 1;
                Term { text: Arc::clone(&form.text), postings, stem: stem_length(form, class) }
            };
            shard.terms.push(term);
        }
        shard
    }

    /// The documents that have the forms of a class.
    pub(super) fn postings(&self, collection: &Collection, class: &Class) -> Postings {
        let posting = |occurrence: &Occurrence| {
            let document = &self.numbered[occurrence.slot as usize];
            Posting {
                document: document.number,
                impact: impact(occurrence.in_title, occurrence.in_body, document.length),
                title_terms: if occurrence.in_title > 0 { document.title_terms } else { 0 },
            }
        };
        let mut all: Vec<Posting> = class.occurrences.iter().map(posting).collect();
        all.sort_unstable_by_key(|posting| posting.document);
        let count = all.len();
        if count <= COMMON {
            return Postings { count, head: all, tail: Vec::new(), tail_name: None };
        }
        let mut best: Vec<Posting> = all.iter().filter(|posting| posting.title_terms == 0).copied().collect();
        best.sort_unstable_by_key(|posting| (u8::MAX - posting.impact, posting.document));
        let last = best.get(HEAD).map(|posting| (u8::MAX - posting.impact, posting.document));
        let is_head = |posting: &Posting| {
            posting.title_terms > 0 || last.is_none_or(|last| (u8::MAX - posting.impact, posting.document) < last)
        };
        let (head, tail) = all.into_iter().partition(is_head);
        Postings { count, head, tail, tail_name: Some(tail_name(collection, class)) }
    }
}

fn numbered(collection: &Collection, slots: &[u32], averages: Averages) -> Vec<Numbered> {
    let nobody = Numbered { number: 0, title_terms: 0, length: RelativeLength::new(0, 0, averages) };
    let mut numbered = vec![nobody; slots.iter().max().map_or(0, |slot| *slot as usize + 1)];
    for (number, slot) in (0_u32..).zip(slots) {
        let document = collection.document(*slot);
        let length = RelativeLength::new(document.title_length, document.body_length, averages);
        let length = length.stretched(document.standing.stretch());
        let title_terms = document.title_terms.saturating_add(document.standing.title_terms()).min(MOST_TITLE_TERMS);
        numbered[*slot as usize] = Numbered { number, title_terms, length };
    }
    numbered
}

/// A digest of which document has which number.
fn numbering(collection: &Collection) -> String {
    let keys: Vec<String> = collection.keys().map(ToString::to_string).collect();
    sha256_hex(keys.join("\n").as_bytes())[..6].to_owned()
}

/// The values of a dimension that occur, each with its code.
fn values(collection: &Collection, dimension: Dimension) -> BTreeMap<String, usize> {
    let cards = collection.slots().map(|slot| &collection.document(slot).card);
    let values: BTreeSet<&str> = cards.flat_map(|card| card.values(dimension)).collect();
    values.into_iter().enumerate().map(|(code, value)| (value.to_owned(), code)).collect()
}

/// How long the stem of a form is, when it goes on behind it.
fn stem_length(form: &Form, class: &Class) -> usize {
    let goes_on = form.text.len() > class.stem.len() && form.text.starts_with(&*class.stem);
    if goes_on { class.stem.encode_utf16().count() } else { 0 }
}

/// The same for a form behind the first of its class. Files say the stem of the first one only; when that is its own
/// stem, others go on behind it.
fn stem_behind(first: &Term, text: &str) -> usize {
    let is_stem = first.stem == 0 && text.starts_with(&*first.text);
    if is_stem { first.text.encode_utf16().count() } else { 0 }
}

pub(super) fn shard_name(first: &str) -> String {
    format!("t-{}", in_file_name(first))
}

pub(super) fn block_name(number: usize) -> String {
    format!("d-{number}")
}

pub(super) fn column_name(dimension: Dimension) -> String {
    format!("f-{}", dimension.name())
}

pub(super) fn words_name(length: usize) -> String {
    format!("w-{length}")
}

fn tail_name(collection: &Collection, class: &Class) -> String {
    let forms = class.forms.iter().map(|form| &collection.forms()[*form as usize]).filter(|form| form.documents > 0);
    let first = forms.map(|form| &*form.text).min().unwrap_or_default();
    format!("h-{}", in_file_name(first))
}

/// A term as part of a file's name: lower-case letters and digits of ASCII stay, others are written by their number.
fn in_file_name(term: &str) -> String {
    let character = |c: char| match c {
        'a'..='z' | '0'..='9' => String::from(c),
        c => format!("-{:x}", u32::from(c)),
    };
    term.chars().map(character).collect()
}
