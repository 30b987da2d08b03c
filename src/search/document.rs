//! What is found: a title and a text to be found by, and a card to be shown.

use std::collections::BTreeSet;

use super::character::{each_normalized, is_noted};
use super::synonym::Synonyms;
use super::token::{Kind, Token, is_stop_word, tokens};

/// A record as it is searched for, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Everything it is found by besides its title.
    pub(crate) text: String,
    pub(crate) card: Card,
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
    pub(crate) providers: Vec<String>,
    pub(crate) frameworks: Vec<String>,
    /// The language of the title, when it is not that of the index.
    pub(crate) lang: Option<String>,
}

impl Card {
    /// What the card says in a dimension by which hits can be filtered.
    pub(super) fn values(&self, dimension: Dimension) -> Vec<&str> {
        match dimension {
            Dimension::Kind => vec![self.kind],
            Dimension::Provider => self.providers.iter().map(String::as_str).collect(),
            Dimension::Framework => self.frameworks.iter().map(String::as_str).collect(),
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

/// The terms of a document, each with how often it stands where, and how long the document is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Terms {
    /// In order, each once.
    pub(super) counts: Vec<Count>,
    pub(super) title_length: u16,
    pub(super) body_length: u16,
    /// How many different terms the title has.
    pub(super) title_terms: u8,
    /// The characters that browsers might know otherwise.
    pub(super) noted: Box<[char]>,
}

/// How often a term stands in a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) term: String,
    pub(super) kind: Kind,
    pub(super) in_title: u8,
    pub(super) in_body: u8,
}

/// The terms of a document.
pub(super) fn terms(document: &Document, synonyms: &Synonyms) -> Terms {
    let title = indexed(&document.card.title, synonyms);
    let body = indexed(&document.text, synonyms);
    let length = |tokens: &[Token]| {
        let length = tokens.iter().filter(|token| token.kind.is_of_text()).count();
        u16::try_from(length).unwrap_or(u16::MAX)
    };
    let (title_length, body_length) = (length(&title), length(&body));
    let mut found: Vec<(Token, bool)> = title.into_iter().map(|token| (token, true)).collect();
    found.extend(body.into_iter().map(|token| (token, false)));
    found.sort_unstable_by(|(a, _), (b, _)| a.text.cmp(&b.text));
    let mut counts: Vec<Count> = Vec::new();
    for (token, is_in_title) in found {
        if counts.last().is_none_or(|last| last.term != token.text) {
            counts.push(Count { term: token.text, kind: token.kind, in_title: 0, in_body: 0 });
        }
        let Some(count) = counts.last_mut() else { continue };
        let place = if is_in_title { &mut count.in_title } else { &mut count.in_body };
        *place = place.saturating_add(1);
    }
    let title_terms = counts.iter().filter(|count| count.in_title > 0).count();
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
    Terms {
        counts,
        title_length,
        body_length,
        title_terms: u8::try_from(title_terms).unwrap_or(u8::MAX),
        noted: noted.into_iter().collect(),
    }
}

/// The pieces of a text that are indexed, its concepts among them.
fn indexed(text: &str, synonyms: &Synonyms) -> Vec<Token> {
    let mut tokens = tokens(text);
    let mut concepts = synonyms.concepts(&tokens);
    tokens.retain(|token| token.kind != Kind::Word || !is_stop_word(&token.text));
    tokens.append(&mut concepts);
    tokens
}
