//! Ranks documents for a query, in the very way in which a reader's browser does.
//!
//! 1. The query is cut into pieces, and the concepts that it names are added.
//! 2. Each piece matches terms: itself, forms of the same word, longer words while it is typed, words like it when it is
//!    misspelt. All of them are looked for in the shards only, because the browser has nothing else.
//! 3. A document is worth what its matches say (rarity by impact), less where it lacks pieces of the query, more where
//!    its title is made of them.
//!
//! `themes/default/assets/search.js/` is the same in the browser: both are held to the same order by a test, so they
//! compute with the same operations in the same order.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::document::{Card, Dimension};
use super::index::Index;
use super::layout::{LONGEST_LISTED, Layout, Postings, SHORTEST_LISTED, Shard, browser_order};
use super::query::{Piece, PieceKind, pieces};
use super::stem::SUFFIXES;
use super::synonym::CONCEPT;
use super::token::tokens;
use super::typo::{distance, near_words};
use super::weight::{MOST_IMPACT, rarity};

/// How much a match says, against one of the word itself.
const CHAIN: f64 = 2.5;
const CONCEPT_NAMED: f64 = 2.0;
const UNKNOWN_FORM: f64 = 0.9;
const BEGINNING: f64 = 0.7;
const BEGINNING_OF_CHAIN: f64 = 0.6;
/// What is left of a beginning's weight when it is a word of its own.
const BESIDE_ITSELF: f64 = 0.5;
const ONE_EDIT: f64 = 0.55;
const TWO_EDITS: f64 = 0.35;
const SECOND_CHOICE: f64 = 0.7;
const SHORT_NUMBER: f64 = 0.4;
const PART_OF_CHAIN: f64 = 0.3;
/// How much the title counts beside all else.
const TITLE: f64 = 1.5;

/// How many longer words a beginning stands for at most, and in how many shards they are looked for.
const MOST_LONGER_WORDS: usize = 60;
const MOST_LONGER_CHAINS: usize = 30;
const MOST_SHARDS: usize = 4;
/// How many pairs begin with a character, as far as they are looked at.
const MOST_PAIRS: usize = 400;
/// How many words a misspelt one may have meant.
const MOST_MEANT: usize = 6;

/// From this length on a word may have two mistakes.
const LONG_WORD: usize = 8;

/// What a reader asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query<'a> {
    pub(crate) text: &'a str,
    /// Of each dimension any of these values, when there are some.
    pub(crate) chosen: BTreeMap<Dimension, BTreeSet<String>>,
    /// How many hits will be looked at; common words are looked through to the end only for many.
    pub(crate) wanted: usize,
}

/// A document that answers a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'a> {
    pub(crate) score: f64,
    pub(crate) key: &'a crate::model::key::Key,
    pub(crate) card: &'a Card,
}

/// The documents that answer a query, the best first, and whether that is all of them.
pub(crate) fn find<'a>(index: &'a Index, query: &Query<'_>) -> (Vec<Hit<'a>>, bool) {
    let searcher = Searcher { index, layout: index.layout(), shards: RefCell::default() };
    let pieces = pieces(&index.collection, query.text);
    let keys: Vec<_> = index.collection.keys().collect();
    let hits = |depth: Depth| -> (Vec<Hit<'a>>, bool) {
        let (ranked, is_all) = searcher.rank(&pieces, depth);
        let hit = |(document, score): (u32, f64)| {
            let card = &index.collection.document(searcher.layout.slots[document as usize]).card;
            Hit { score, key: keys[document as usize], card }
        };
        let is_chosen = |hit: &Hit<'_>| {
            query.chosen.iter().all(|(dimension, values)| {
                values.is_empty() || hit.card.values(*dimension).iter().any(|value| values.contains(*value))
            })
        };
        (ranked.into_iter().map(hit).filter(is_chosen).collect(), is_all)
    };
    let (found, is_all) = hits(Depth::Head);
    if is_all || found.len() >= query.wanted { (found, is_all) } else { hits(Depth::Whole) }
}

/// How far the documents of common words are looked through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Head,
    Whole,
}

/// Terms that a piece matches: the documents of some postings count as those of one term.
struct Match {
    postings: Vec<(usize, usize)>,
    weight: f64,
}

/// What has been found of a document.
#[derive(Clone, Copy, Default)]
struct Score {
    value: f64,
    in_title: f64,
    covered: f64,
    title_hits: f64,
    title_terms: f64,
}

struct Searcher<'a> {
    index: &'a Index,
    layout: &'a Layout,
    shards: RefCell<BTreeMap<usize, Rc<Shard>>>,
}

impl Searcher<'_> {
    /// The documents that match, the best first, and whether that is all of them.
    fn rank(&self, pieces: &[Piece], depth: Depth) -> (Vec<(u32, f64)>, bool) {
        let has_chain = pieces.iter().any(|piece| piece.kind == PieceKind::Chain);
        let mut scores: BTreeMap<u32, Score> = BTreeMap::new();
        let mut possible = 0.0;
        let mut is_all = true;
        for piece in pieces {
            let matches = self.matches(piece, has_chain);
            let mut best_gain = 0.0;
            let mut best: BTreeMap<u32, (f64, f64, u8)> = BTreeMap::new();
            for found in &matches {
                let (documents, count) = self.documents(&found.postings, depth, &mut is_all);
                let gain = rarity(self.layout.slots.len(), count) * found.weight;
                if gain > best_gain {
                    best_gain = gain;
                }
                for (document, (impact, title_terms)) in documents {
                    let value = gain * (f64::from(impact) / f64::from(MOST_IMPACT));
                    let known = best.entry(document).or_insert((-1.0, 0.0, 0));
                    if value > known.0 {
                        *known = (value, gain, title_terms);
                    }
                }
            }
            possible += best_gain;
            for (document, (value, gain, title_terms)) in best {
                let score = scores.entry(document).or_default();
                score.value += value;
                score.covered += gain;
                if title_terms > 0 {
                    score.in_title += gain;
                    score.title_hits += 1.0;
                    score.title_terms = f64::from(title_terms);
                }
            }
        }
        let mut ranked: Vec<(u32, f64)> =
            scores.into_iter().map(|(document, score)| (document, score.total(possible))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        (ranked, is_all)
    }

    /// The documents of some postings together, each with its greatest impact, and how many there are.
    fn documents(
        &self,
        postings: &[(usize, usize)],
        depth: Depth,
        is_all: &mut bool,
    ) -> (BTreeMap<u32, (u8, u8)>, usize) {
        let mut documents: BTreeMap<u32, (u8, u8)> = BTreeMap::new();
        let mut rest = 0;
        for (shard, number) in postings {
            let shard = self.shard(*shard);
            let Postings { count, head, tail, .. } = &shard.postings[*number];
            let tail: &[_] = if depth == Depth::Whole { tail } else { &[] };
            rest += count - head.len() - tail.len();
            for posting in head.iter().chain(tail) {
                let known = documents.entry(posting.document).or_default();
                *known = (known.0.max(posting.impact), known.1.max(posting.title_terms));
            }
        }
        *is_all &= rest == 0;
        let count = documents.len() + rest;
        (documents, count)
    }

    fn matches(&self, piece: &Piece, has_chain: bool) -> Vec<Match> {
        let mut found = Found::default();
        let text = &piece.text;
        let home = self.layout.shard_of(text);
        match piece.kind {
            PieceKind::Word => self.words(piece, home, &mut found),
            PieceKind::Chain => {
                let itself = self.term(home, text);
                let is_known = itself.is_some();
                found.add(itself, CHAIN);
                if piece.is_last || !is_known {
                    let weight = CHAIN * if is_known { BESIDE_ITSELF } else { BEGINNING_OF_CHAIN };
                    for (place, _) in self.longer(text, &[home], MOST_LONGER_CHAINS) {
                        found.add(Some(place), weight);
                    }
                }
            }
            PieceKind::Pair => found.add(self.term(home, text), 1.0),
            PieceKind::Concept => found.add(self.term(home, text), CONCEPT_NAMED),
            PieceKind::Character => {
                // Within a text only in the shards that its pairs need.
                let shards = match &piece.beside {
                    Some(pair) => vec![self.layout.shard_of(pair)],
                    None => self.shards_with(text, home),
                };
                let postings: Vec<_> =
                    self.longer(text, &shards, MOST_PAIRS).into_iter().map(|(place, _)| place).collect();
                return if postings.is_empty() { Vec::new() } else { vec![Match { postings, weight: 1.0 }] };
            }
        }
        let is_word = piece.kind == PieceKind::Word;
        if is_word && width(text) <= 2 {
            if text.bytes().all(|byte| byte.is_ascii_digit()) {
                found.weaken(SHORT_NUMBER);
            }
            if has_chain {
                found.keep(self.term(home, text));
                found.weaken(PART_OF_CHAIN);
            }
        }
        found.0.into_iter().map(|(place, weight)| Match { postings: vec![place], weight }).collect()
    }

    fn words(&self, piece: &Piece, home: usize, found: &mut Found) {
        let text = piece.text.as_str();
        let itself = self.term(home, text);
        let is_known = itself.is_some();
        found.add(itself.or_else(|| self.other_form(home, text)), if is_known { 1.0 } else { UNKNOWN_FORM });
        let length = width(text);
        if (piece.is_last || found.0.is_empty()) && length >= 2 {
            let shards = self.shards_with(text, home);
            for (place, word) in self.longer(text, &shards, MOST_LONGER_WORDS) {
                #[expect(clippy::cast_precision_loss, reason = "words are short")]
                let share = length as f64 / width(&word) as f64;
                let weight = BEGINNING * share.sqrt() * if is_known { BESIDE_ITSELF } else { 1.0 };
                found.add(Some(place), weight);
            }
        }
        if found.0.is_empty() && length >= SHORTEST_LISTED && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.meant(piece, home, found);
        }
    }

    /// What a misspelt word may have meant: first of what is in its shard, where most are, then of all words.
    fn meant(&self, piece: &Piece, home: usize, found: &mut Found) {
        let text = piece.text.as_str();
        let most = if text.len() >= LONG_WORD { 2 } else { 1 };
        let shard = self.shard(home);
        let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        let near = shard.terms.iter().map(|term| &*term.text).filter(|word| is_plain(word));
        let mut candidates = near_words(text, near, most);
        if candidates.first().is_none_or(|(distance, _)| *distance > 2) {
            let lengths = text.len().saturating_sub(most).max(SHORTEST_LISTED)..=text.len() + most;
            let lengths = *lengths.start().min(&LONGEST_LISTED)..=*lengths.end().min(&LONGEST_LISTED);
            let listed = self.layout.listed.iter().filter(|word| lengths.contains(&word.len().min(LONGEST_LISTED)));
            candidates = near_words(text, listed.map(String::as_str), most);
        }
        if candidates.is_empty() && piece.is_last && text.len() > SHORTEST_LISTED {
            // The reader has not come to the end of the word.
            let longer =
                shard.terms.iter().map(|term| &*term.text).filter(|word| word.len() > text.len() && is_plain(word));
            let begins_alike = |word: &&str| distance(text, &word[..text.len()], 1).is_some();
            candidates = longer.filter(begins_alike).map(|word| (3, word.to_owned())).take(MOST_LONGER_WORDS).collect();
        }
        let Some((best, _)) = candidates.first() else { return };
        for (halves, word) in candidates.iter().filter(|(halves, _)| *halves <= best + 1).take(MOST_MEANT) {
            let weight = if *halves <= 3 { ONE_EDIT } else { TWO_EDITS };
            let weight = weight * if halves == best { 1.0 } else { SECOND_CHOICE };
            let home = self.layout.shard_of(word);
            found.add(self.term(home, word).or_else(|| self.other_form(home, word)), weight);
            // The word may stand in no document, and name a concept that many do.
            for concept in self.index.collection.concepts_in(&tokens(word)) {
                found.add(self.term(self.layout.shard_of(concept.text), concept.text), weight * CONCEPT_NAMED);
            }
        }
    }

    fn shard(&self, number: usize) -> Rc<Shard> {
        let mut shards = self.shards.borrow_mut();
        let shard = shards.entry(number).or_insert_with(|| Rc::new(self.layout.shard(&self.index.collection, number)));
        Rc::clone(shard)
    }

    /// The postings of a term.
    fn term(&self, shard: usize, text: &str) -> Option<(usize, usize)> {
        let terms = &self.shard(shard).terms;
        let at = terms.binary_search_by(|term| browser_order(&term.text, text)).ok()?;
        Some((shard, terms[at].postings))
    }

    /// The postings of the longest stem that goes on to be the word.
    fn other_form(&self, shard: usize, text: &str) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        for term in &self.shard(shard).terms {
            let Some(stem) = prefix(&term.text, term.stem).filter(|_| term.stem >= 3) else { continue };
            let is_form = text.strip_prefix(stem).is_some_and(|rest| SUFFIXES.split(' ').any(|suffix| suffix == rest));
            if is_form && best.is_none_or(|(length, _)| term.stem > length) {
                best = Some((term.stem, term.postings));
            }
        }
        best.map(|(_, postings)| (shard, postings))
    }

    /// The shards that hold the terms with a beginning, as far as they are looked through.
    fn shards_with(&self, beginning: &str, home: usize) -> Vec<usize> {
        let behind = (home + 1..self.layout.shards.len()).take(MOST_SHARDS - 1);
        let behind = behind.take_while(|shard| self.layout.shards[*shard].first.starts_with(beginning));
        std::iter::once(home).chain(behind).collect()
    }

    /// The terms that go on behind a beginning, concepts left out, each with its postings.
    fn longer(&self, beginning: &str, shards: &[usize], most: usize) -> Vec<((usize, usize), String)> {
        let mut found = Vec::new();
        for number in shards {
            let shard = self.shard(*number);
            let from = shard.terms.partition_point(|term| browser_order(&term.text, beginning).is_lt());
            let terms = shard.terms[from..].iter().take_while(|term| term.text.starts_with(beginning));
            let terms = terms.filter(|term| *term.text != *beginning && !term.text.ends_with(CONCEPT));
            found.extend(terms.map(|term| ((*number, term.postings), term.text.to_string())));
        }
        found.truncate(most);
        found
    }
}

impl Score {
    /// What a document is worth, when all pieces together could have gained `possible`.
    fn total(self, possible: f64) -> f64 {
        let mut total = self.value * (self.covered / possible).min(1.0).sqrt();
        if self.title_hits > 0.0 {
            let of_query = (self.in_title / possible).min(1.0);
            let of_title = (self.title_hits / self.title_terms).min(1.0);
            total += TITLE * self.in_title * of_query * of_title.sqrt();
        }
        total
    }
}

/// The postings that a piece matches in the order in which they were found, each with its greatest weight.
#[derive(Default)]
struct Found(Vec<((usize, usize), f64)>);

impl Found {
    fn add(&mut self, place: Option<(usize, usize)>, weight: f64) {
        let Some(place) = place else { return };
        match self.0.iter_mut().find(|(known, _)| *known == place) {
            Some((_, known)) => *known = known.max(weight),
            None => self.0.push((place, weight)),
        }
    }

    fn keep(&mut self, only: Option<(usize, usize)>) {
        self.0.retain(|(place, _)| Some(*place) == only);
    }

    fn weaken(&mut self, factor: f64) {
        self.0.iter_mut().for_each(|(_, weight)| *weight *= factor);
    }
}

/// The length of a text as the browser counts.
fn width(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The first so many UTF-16 units of a text.
fn prefix(text: &str, units: usize) -> Option<&str> {
    if text.is_ascii() {
        return text.get(..units);
    }
    let mut seen = 0;
    let end = text.char_indices().find(|(_, c)| {
        seen += c.len_utf16();
        seen > units
    });
    text.get(..end.map_or(text.len(), |(at, _)| at))
}
