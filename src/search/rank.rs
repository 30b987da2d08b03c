//! Ranks documents for a query, in the very way in which a reader's browser does.
//!
//! 1. The query is cut into pieces, and the concepts that it names are added.
//! 2. Each piece matches terms. The pieces of a name count together, and any other name of the same thing for all of them.
//! 3. A document is worth what its matches say (rarity by impact), less where it lacks pieces of the query, more where
//!    its title is made of them.
//! 4. Where some of what was asked for stands nowhere, a document answers that has enough of the rest.
//!
//! `themes/default/assets/search.js/` is the same in the browser: both are held to the same order by a test, so they
//! compute with the same operations in the same order.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Card, Dimension};
use super::index::Index;
use super::leaning::Leaning;
use super::matching::{Asked, Depth, OTHER_NAME, Searcher};
use super::missing::Missing;
use super::query::{PieceKind, pieces};
use super::weight::{MOST_IMPACT, rarity};
use crate::model::key::Key;

/// How much the title counts beside all else.
const TITLE: f64 = 1.5;

/// How much more it answers of a question that a word of it stands in the title.
const TOLD_IN_TITLE: f64 = 1.3;

/// What a reader asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query<'a> {
    pub(crate) text: &'a str,
    /// Of each dimension any of these values, when there are some.
    pub(crate) chosen: BTreeMap<Dimension, BTreeSet<String>>,
    /// How many hits will be looked at; common words are looked through to the end only for many.
    pub(crate) wanted: usize,
}

/// What answers a query.
pub(crate) struct Answer<'a> {
    /// The best first.
    pub(crate) hits: Vec<Hit<'a>>,
    /// Whether that is all of them.
    pub(crate) is_all: bool,
    /// What of the query stands nowhere.
    pub(crate) missing: Vec<String>,
}

/// A document that answers a query.
#[derive(Clone, Debug)]
pub(crate) struct Hit<'a> {
    pub(crate) score: f64,
    pub(crate) key: &'a Key,
    pub(crate) card: &'a Card,
    /// The words of the query for which it has another name only.
    pub(crate) other_name_of: Option<String>,
}

/// A query that has been looked up.
struct LookedUp<'a> {
    asked: Vec<Asked<'a>>,
    missing: Missing,
    leaning: Option<&'static Leaning>,
    /// The documents in the order of their numbers.
    keys: &'a [&'a Key],
}

/// What answers a query.
pub(crate) fn find<'a>(index: &'a Index, query: &Query<'_>) -> Answer<'a> {
    let searcher = Searcher::new(index);
    let pieces = pieces(&index.collection, searcher.layout, query.text);
    let has_chain = pieces.iter().any(|piece| piece.kind == PieceKind::Chain);
    let asked: Vec<Asked<'_>> =
        pieces.iter().map(|piece| Asked { piece, matches: searcher.matches(piece, has_chain) }).collect();
    let missing = Missing::of(&searcher, &asked);
    let keys: Vec<&'a Key> = index.collection.keys().collect();
    let looked_up = LookedUp { asked, missing, leaning: Leaning::of(query.text), keys: &keys };
    let hits = |depth: Depth| -> (Vec<Hit<'a>>, bool) {
        let (ranked, is_all) = rank(&searcher, &looked_up, depth);
        let hit = |(document, score, concept): Ranked<'_>| {
            let card = &index.collection.document(searcher.layout.slots[document as usize]).card;
            let other_name_of = concept.map(|concept| words_of(&looked_up.asked, concept));
            Hit { score, key: keys[document as usize], card, other_name_of }
        };
        let is_chosen = |hit: &Hit<'_>| {
            query.chosen.iter().all(|(dimension, values)| {
                values.is_empty() || hit.card.values(*dimension).iter().any(|value| values.contains(*value))
            })
        };
        (ranked.into_iter().map(hit).filter(is_chosen).collect(), is_all)
    };
    let (found, is_all) = hits(Depth::Head);
    let (hits, is_all) = if is_all || found.len() >= query.wanted { (found, is_all) } else { hits(Depth::Whole) };
    Answer { hits, is_all, missing: looked_up.missing.names }
}

/// The words of the query that name a concept.
fn words_of(asked: &[Asked<'_>], concept: &str) -> String {
    let pieces = asked.iter().map(|asked| asked.piece).filter(|piece| piece.concept.as_deref() == Some(concept));
    let words: Vec<&str> =
        pieces.clone().filter(|piece| piece.kind == PieceKind::Word).map(|p| p.text.as_str()).collect();
    if !words.is_empty() {
        return words.join(" ");
    }
    pieces.filter(|piece| piece.kind == PieceKind::Character).map(|piece| piece.text.as_str()).collect()
}

/// What has been found of a document.
#[derive(Clone, Copy, Default)]
struct Score<'a> {
    value: f64,
    in_title: f64,
    covered: f64,
    /// What it has of what tells most of the query, more where it says so in its title.
    told: f64,
    title_hits: f64,
    title_terms: f64,
    /// A concept of which it has another name only.
    other_name_of: Option<&'a str>,
}

/// A document, what it is worth, and the concept of which it has another name only.
type Ranked<'a> = (u32, f64, Option<&'a str>);

/// The documents that match, the best first, each with the concept of which it has another name only, and whether that is
/// all of them.
fn rank<'a>(searcher: &Searcher<'_>, query: &'a LookedUp<'_>, depth: Depth) -> (Vec<Ranked<'a>>, bool) {
    let mut scores: BTreeMap<u32, Score<'a>> = BTreeMap::new();
    let (mut possible, mut is_all) = (0.0, true);
    for group in groups(&query.asked) {
        let counted = count(searcher, &group, depth);
        is_all &= counted.is_all;
        possible += counted.possible;
        for (document, part) in counted.parts {
            let score = scores.entry(document).or_default();
            score.value += part.value;
            score.covered += part.covered;
            score.told += part.told;
            if part.title_hits > 0.0 {
                score.in_title += part.in_title;
                score.title_hits += part.title_hits;
                score.title_terms = part.title_terms;
            }
            if part.has_other_name_only && score.other_name_of.is_none() {
                score.other_name_of = group[0].piece.concept.as_deref();
            }
        }
    }
    let worth =
        |document: u32| query.leaning.map_or(1.0, |leaning| leaning.worth_of(query.keys[document as usize].kind));
    let total =
        |(document, score): (u32, Score<'a>)| (document, score.total(possible) * worth(document), score.other_name_of);
    let enough = scores.into_iter().filter(|(_, score)| query.missing.leaves_enough(score.told));
    let mut ranked: Vec<_> = enough.map(total).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    (ranked, is_all)
}

/// The pieces that name a concept together, the concept first; any other alone.
fn groups<'a, 'b>(asked: &'a [Asked<'b>]) -> Vec<Vec<&'a Asked<'b>>> {
    let mut groups: Vec<Vec<&'a Asked<'b>>> = Vec::new();
    for asked in asked {
        let concept = asked.piece.concept.as_ref();
        let known = groups.iter_mut().find(|group| concept.is_some() && group[0].piece.concept.as_ref() == concept);
        match known {
            Some(group) => group.push(asked),
            None => groups.push(vec![asked]),
        }
    }
    groups
}

/// What a group of pieces says of the documents.
struct Counted {
    parts: BTreeMap<u32, Part>,
    /// What a document gains that has all of the words, or any name of the concept.
    possible: f64,
    is_all: bool,
}

/// What a group of pieces says of a document.
#[derive(Clone, Copy, Default)]
struct Part {
    value: f64,
    covered: f64,
    told: f64,
    in_title: f64,
    title_hits: f64,
    title_terms: f64,
    /// How much the document is about the concept, by whichever name.
    named: f64,
    is_named_in_title: bool,
    has_other_name_only: bool,
}

fn count(searcher: &Searcher<'_>, group: &[&Asked<'_>], depth: Depth) -> Counted {
    let mut parts: BTreeMap<u32, Part> = BTreeMap::new();
    let (mut possible, mut by_words, mut n_words, mut is_all) = (0.0_f64, 0.0, 0.0, true);
    for asked in group {
        let (best, gain) = best_of(searcher, asked, depth, &mut is_all);
        if asked.piece.kind == PieceKind::Concept {
            possible = gain;
            for (document, best) in best {
                let part = parts.entry(document).or_default();
                part.named = best.impact;
                part.is_named_in_title = best.title_terms > 0.0;
                part.title_terms = best.title_terms;
            }
            continue;
        }
        // What stands nowhere is lacking in a part of a name; alone it is nothing that a document could have.
        let is_of_text = matches!(asked.piece.kind, PieceKind::Word | PieceKind::Pair);
        let is_lacking = group.len() > 1 && asked.matches.is_empty() && is_of_text;
        by_words += if is_lacking { searcher.greatest_rarity() * asked.piece.weight } else { gain };
        n_words += f64::from(u8::from(is_of_text));
        for (document, best) in best {
            let part = parts.entry(document).or_default();
            part.value += best.value;
            part.covered += best.gain;
            if asked.piece.is_telling() {
                part.told += best.gain * if best.title_terms > 0.0 { TOLD_IN_TITLE } else { 1.0 };
            }
            if best.title_terms > 0.0 {
                part.in_title += best.gain;
                part.title_hits += 1.0;
                part.title_terms = best.title_terms;
            }
        }
    }
    possible = possible.max(by_words);
    for part in parts.values_mut().filter(|part| part.named > 0.0) {
        part.has_other_name_only = part.value == 0.0;
        part.value = part.value.max(possible * part.named * OTHER_NAME);
        part.covered = possible;
        part.told = possible * if part.is_named_in_title { TOLD_IN_TITLE } else { 1.0 };
        if part.is_named_in_title {
            part.in_title = possible;
            part.title_hits = (part.title_hits + 1.0).max(n_words + 1.0);
        }
    }
    Counted { parts, possible, is_all }
}

/// What the best match of a piece says of a document.
struct Best {
    value: f64,
    gain: f64,
    impact: f64,
    title_terms: f64,
}

/// The best match of a piece in each document, and the most that one could gain.
fn best_of(searcher: &Searcher<'_>, asked: &Asked<'_>, depth: Depth, is_all: &mut bool) -> (BTreeMap<u32, Best>, f64) {
    let mut most = 0.0;
    let mut best: BTreeMap<u32, Best> = BTreeMap::new();
    for found in &asked.matches.all {
        let documents = searcher.documents(&found.postings, depth);
        *is_all &= documents.is_all;
        let gain = rarity(searcher.layout.slots.len(), documents.count) * found.weight * asked.piece.weight;
        if gain > most {
            most = gain;
        }
        for (document, (impact, title_terms)) in documents.found {
            let impact = f64::from(impact) / f64::from(MOST_IMPACT);
            let value = gain * impact;
            if best.get(&document).is_none_or(|known| value > known.value) {
                best.insert(document, Best { value, gain, impact, title_terms: f64::from(title_terms) });
            }
        }
    }
    (best, most)
}

impl Score<'_> {
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
