//! What is found: a title and a text to be found by, and a card to be shown.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::character::{each_normalized, is_noted};
use super::synonym::Synonyms;
use super::token::{BEGINNING, Token, TokenKind, Tokens, beginning, is_stop_word, tokens};
use crate::path::Id;

/// A record as it is searched for, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchDocument {
    /// Everything it is found by besides its title.
    pub(crate) text: String,
    pub(crate) standing: Standing,
    pub(crate) card: Card,
}

/// How good an answer is in itself, whatever was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Usual,
    /// Names or gathers other things.
    Back,
    /// Held once, and no longer.
    Over,
}

impl Standing {
    /// How much longer the texts count as being than they are.
    pub(super) fn stretch(self) -> f64 {
        match self {
            Self::Usual => 1.0,
            Self::Back => 1.25,
            Self::Over => 2.0,
        }
    }

    /// How many more terms the title counts as having.
    pub(super) fn title_terms(self) -> u8 {
        match self {
            Self::Usual => 0,
            Self::Back => 1,
            Self::Over => 3,
        }
    }
}

/// What a reader is shown of a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) title: String,
    /// The beginning of the text.
    pub(crate) excerpt: String,
    /// The way to it from the root of the site: `faq/soc/validity/`, `glossary/#opinion`.
    pub(crate) href: String,
    /// The kind as references write it: `faq`, `report`.
    pub(crate) kind: &'static str,
    pub(crate) providers: Box<[Id]>,
    pub(crate) frameworks: Box<[Id]>,
    /// The language of the title, when it is not that of the index.
    pub(crate) lang: Option<String>,
}

impl Card {
    /// What the card says in a dimension by which hits can be filtered.
    pub(super) fn values(&self, dimension: Dimension) -> Vec<&str> {
        match dimension {
            Dimension::Kind => vec![self.kind],
            Dimension::Provider => self.providers.iter().map(Id::as_str).collect(),
            Dimension::Framework => self.frameworks.iter().map(Id::as_str).collect(),
        }
    }
}

/// By what hits can be filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dimension {
    Kind,
    Provider,
    Framework,
}

impl Dimension {
    pub(crate) const ALL: [Dimension; 3] = [Dimension::Kind, Dimension::Provider, Dimension::Framework];

    /// The name in addresses and in the index.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Dimension::Kind => "kind",
            Dimension::Provider => "provider",
            Dimension::Framework => "framework",
        }
    }
}

/// What the values of the dimensions are called.
pub(crate) type Names = BTreeMap<(Dimension, String), String>;

/// The terms of a document, each with how often it stands where, and how long the document is.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// All terms in order, one behind the other.
    text: String,
    /// Where each ends, and how often it stands.
    counts: Vec<(u32, Count)>,
    pub(super) title_length: u16,
    pub(super) body_length: u16,
    /// How many different terms the title has.
    pub(super) title_terms: u8,
    /// The characters that browsers might know otherwise.
    pub(super) noted: Box<[char]>,
}

/// How often a term stands in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub(super) kind: TokenKind,
    pub(super) in_title: u8,
    pub(super) in_body: u8,
}

impl Terms {
    /// The terms in order, each once.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Count)> {
        let starts = std::iter::once(0).chain(self.counts.iter().map(|(end, _)| *end));
        starts.zip(&self.counts).map(|(start, (end, count))| (&self.text[start as usize..*end as usize], *count))
    }

    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }
}

/// The terms of a document.
pub(super) fn terms(document: &SearchDocument, synonyms: &Synonyms) -> Terms {
    let texts = [tokens(&document.card.title), tokens(&document.text)];
    let mut found = Vec::with_capacity(texts.iter().map(Tokens::len).sum());
    for (tokens, place) in texts.iter().zip([Place::Title, Place::Body]) {
        let all = tokens.iter().chain(synonyms.concepts(tokens, |_, _| true).into_iter().map(|named| named.concept));
        found.extend(all.map(|Token { text, kind, .. }| Found { begins: beginning(text), text, kind, place }));
    }
    found.sort_unstable_by(Found::order);
    let mut terms = Terms { noted: noted(document), ..Terms::default() };
    terms.counts.reserve(found.len() / 2);
    for same in found.chunk_by(|a, b| a.order(b).is_eq()) {
        let Found { text, kind, .. } = same[0];
        if kind == TokenKind::RareChain {
            continue;
        }
        // A word that says nothing is found when it is all that is asked for, and counts for nothing else.
        let is_telling = kind != TokenKind::Word || !is_stop_word(text);
        let in_title = same.iter().filter(|found| found.place == Place::Title).count();
        let in_body = same.len() - in_title;
        if kind.is_of_text() && is_telling {
            terms.title_length = terms.title_length.saturating_add(u16::try_from(in_title).unwrap_or(u16::MAX));
            terms.body_length = terms.body_length.saturating_add(u16::try_from(in_body).unwrap_or(u16::MAX));
        }
        let few = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        terms.text.push_str(text);
        let end = u32::try_from(terms.text.len()).expect("a text has fewer than four thousand million bytes");
        terms.counts.push((end, Count { kind, in_title: few(in_title), in_body: few(in_body) }));
        terms.title_terms = terms.title_terms.saturating_add(u8::from(in_title > 0 && is_telling));
    }
    terms
}

/// A piece of a document.
struct Found<'a> {
    /// Its first bytes as a number, which sorts it from nearly all others at once.
    begins: u128,
    text: &'a str,
    kind: TokenKind,
    place: Place,
}

impl Found<'_> {
    /// The order of the texts.
    fn order(&self, other: &Self) -> Ordering {
        let begins = self.begins.cmp(&other.begins);
        if begins.is_ne() || self.text.len() <= BEGINNING && other.text.len() <= BEGINNING {
            return begins;
        }
        self.text.cmp(other.text)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Title,
    Body,
}

fn noted(document: &SearchDocument) -> Box<[char]> {
    let mut noted = BTreeSet::new();
    for text in [&document.card.title, &document.text] {
        if !text.is_ascii() {
            each_normalized(text, |c| {
                if is_noted(c) {
                    noted.insert(c);
                }
            });
        }
    }
    noted.into_iter().collect()
}
