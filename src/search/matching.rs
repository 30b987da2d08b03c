//! What the pieces of a query match: terms of the shards, by the rules by which the browser finds them.
//!
//! A piece matches its own term, forms of the same word, longer words while it is typed, and words like it when it is
//! misspelt. All of them are looked for in the shards only, because the browser has nothing else.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::index::Index;
use super::layout::{LONGEST_LISTED, Layout, Postings, SHORTEST_LISTED, Shard, browser_order};
use super::query::{Piece, PieceKind};
use super::stem::SUFFIXES;
use super::synonym::CONCEPT;
use super::token::{is_stop_word, tokens};
use super::typo::{distance, near_words};
use super::weight::rarity;

/// How much a match says, against one of the word itself.
const CHAIN: f64 = 2.5;
pub(super) const OTHER_NAME: f64 = 0.9;
const UNKNOWN_FORM: f64 = 0.9;
const BEGINNING: f64 = 0.7;
const BEGINNING_OF_CHAIN: f64 = 0.6;
/// What is left of a beginning's weight when it is a word of its own.
const BESIDE_ITSELF: f64 = 0.5;
const END_OF_COMPOUND: f64 = 0.6;
const ONE_EDIT: f64 = 0.55;
const TWO_EDITS: f64 = 0.35;
const SECOND_CHOICE: f64 = 0.7;
const SHORT_NUMBER: f64 = 0.4;
const PART_OF_CHAIN: f64 = 0.3;

/// How many longer words a beginning stands for at most, and in how many shards they are looked for.
const MOST_LONGER_WORDS: usize = 60;
const MOST_LONGER_CHAINS: usize = 30;
const MOST_SHARDS: usize = 4;
/// How many pairs begin with a character, as far as they are looked at.
const MOST_PAIRS: usize = 400;
/// How many words a misspelt one may have meant.
const MOST_MEANT: usize = 6;

/// The shortest word that may end a compound, and how much longer that is.
const SHORTEST_END: usize = 5;
const SHORTEST_BEGINNING: usize = 3;

/// From this length on a word may have two mistakes.
const LONG_WORD: usize = 8;

/// How far the documents of common words are looked through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    Head,
    Whole,
}

/// Terms that a piece matches: the documents of some postings count as those of one term.
pub(super) struct Match {
    pub(super) postings: Vec<(usize, usize)>,
    pub(super) weight: f64,
}

/// A piece of the query, and what it matches.
pub(super) struct Asked<'a> {
    pub(super) piece: &'a Piece,
    pub(super) matches: Matches,
}

/// What a piece matches.
#[derive(Default)]
pub(super) struct Matches {
    pub(super) all: Vec<Match>,
}

impl Matches {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// For each document the greatest impact of some terms and the length of the title that has one, and how many there are.
pub(super) struct Documents {
    pub(super) found: BTreeMap<u32, (u8, u8)>,
    pub(super) count: usize,
    pub(super) is_all: bool,
}

/// Looks for terms in the shards.
pub(super) struct Searcher<'a> {
    pub(super) index: &'a Index,
    pub(super) layout: &'a Layout,
    shards: RefCell<BTreeMap<usize, Rc<Shard>>>,
}

impl<'a> Searcher<'a> {
    pub(super) fn new(index: &'a Index) -> Self {
        Self { index, layout: index.layout(), shards: RefCell::default() }
    }

    /// How much it would say that a document has what none has.
    pub(super) fn greatest_rarity(&self) -> f64 {
        rarity(self.layout.slots.len(), 0)
    }

    /// The documents of some postings together.
    pub(super) fn documents(&self, postings: &[(usize, usize)], depth: Depth) -> Documents {
        let mut found: BTreeMap<u32, (u8, u8)> = BTreeMap::new();
        let mut rest = 0;
        for (shard, number) in postings {
            let shard = self.shard(*shard);
            let Postings { count, head, tail, .. } = &shard.postings[*number];
            let tail: &[_] = if depth == Depth::Whole { tail } else { &[] };
            rest += count - head.len() - tail.len();
            for posting in head.iter().chain(tail) {
                let known = found.entry(posting.document).or_default();
                *known = (known.0.max(posting.impact), known.1.max(posting.title_terms));
            }
        }
        let count = found.len() + rest;
        Documents { found, count, is_all: rest == 0 }
    }

    /// What a piece matches.
    pub(super) fn matches(&self, piece: &Piece, has_chain: bool) -> Matches {
        let mut found = Found::default();
        let text = &piece.text;
        let home = self.layout.shard_of(text);
        match piece.kind {
            PieceKind::Word => self.words(piece, home, &mut found),
            PieceKind::RareChain => found.add(self.term(home, text), CHAIN),
            PieceKind::Joint => {
                // Asks for no shard that the words do not need.
                let home = piece.beside.as_ref().map_or(home, |first| self.layout.shard_of(first));
                found.add(self.term(home, text), 1.0);
            }
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
            PieceKind::Pair | PieceKind::Concept => found.add(self.term(home, text), 1.0),
            PieceKind::Character => {
                // Within a text only in the shards that its pairs need.
                let shards = match &piece.beside {
                    Some(pair) => vec![self.layout.shard_of(pair)],
                    None => self.shards_with(text, home),
                };
                let postings: Vec<_> =
                    self.longer(text, &shards, MOST_PAIRS).into_iter().map(|(place, _)| place).collect();
                let all = if postings.is_empty() { Vec::new() } else { vec![Match { postings, weight: 1.0 }] };
                return Matches { all };
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
        let all = found.all.into_iter().map(|(place, weight)| Match { postings: vec![place], weight }).collect();
        Matches { all }
    }

    fn words(&self, piece: &Piece, home: usize, found: &mut Found) {
        let text = piece.text.as_str();
        let itself = self.term(home, text);
        let is_known = itself.is_some();
        found.add(itself.or_else(|| self.other_form(home, text)), if is_known { 1.0 } else { UNKNOWN_FORM });
        let length = width(text);
        if (piece.is_last || found.all.is_empty()) && length >= 2 {
            let shards = self.shards_with(text, home);
            for (place, word) in self.longer(text, &shards, MOST_LONGER_WORDS) {
                #[expect(clippy::cast_precision_loss, reason = "words are short")]
                let share = length as f64 / width(&word) as f64;
                let weight = BEGINNING * share.sqrt() * if is_known { BESIDE_ITSELF } else { 1.0 };
                found.add(Some(place), weight);
            }
        }
        let is_plain = text.bytes().all(|byte| byte.is_ascii_lowercase()) && !is_stop_word(text);
        let has_compounds = self.index.collection.has_compounds && length >= SHORTEST_END;
        if found.all.is_empty() && has_compounds && is_plain {
            let is_compound = |word: &&String| word.len() >= length + SHORTEST_BEGINNING && word.ends_with(text);
            for word in self.layout.listed.iter().filter(is_compound).take(MOST_LONGER_WORDS) {
                found.add(self.term(self.layout.shard_of(word), word), END_OF_COMPOUND);
            }
        }
        if found.all.is_empty() && length >= SHORTEST_LISTED && is_plain {
            self.meant(piece, home, found);
        }
    }

    /// What a misspelt word may have meant: first of what is in its shard, where most are, then of all words.
    fn meant(&self, piece: &Piece, home: usize, found: &mut Found) {
        let text = piece.text.as_str();
        let most = if text.len() >= LONG_WORD { 2 } else { 1 };
        let shard = self.shard(home);
        let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase()) && !is_stop_word(word);
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
            for named in self.index.collection.concepts_in(&tokens(word), |_| true) {
                let concept = named.concept.text;
                found.add(self.term(self.layout.shard_of(concept), concept), weight * OTHER_NAME);
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
            let terms = terms
                .filter(|term| *term.text != *beginning && !term.text.ends_with(CONCEPT) && !is_stop_word(&term.text));
            found.extend(terms.map(|term| ((*number, term.postings), term.text.to_string())));
        }
        found.truncate(most);
        found
    }
}

/// The postings that a piece matches in the order in which they were found, each with its greatest weight.
#[derive(Default)]
struct Found {
    all: Vec<((usize, usize), f64)>,
}

impl Found {
    fn add(&mut self, place: Option<(usize, usize)>, weight: f64) {
        let Some(place) = place else { return };
        match self.all.iter_mut().find(|(known, _)| *known == place) {
            Some((_, known)) => *known = known.max(weight),
            None => self.all.push((place, weight)),
        }
    }

    fn keep(&mut self, only: Option<(usize, usize)>) {
        self.all.retain(|(place, _)| Some(*place) == only);
    }

    fn weaken(&mut self, factor: f64) {
        self.all.iter_mut().for_each(|(_, weight)| *weight *= factor);
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
