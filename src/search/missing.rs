//! What of a query stands nowhere: how much a document has to have of the rest to answer it, and what to say of it.

use std::collections::BTreeSet;

use super::matching::{Asked, Searcher};
use super::query::{LIGHT_CHARACTERS, LIGHT_WORDS, Piece, PieceKind};
use super::token::is_stop_word;

/// How much of what stands nowhere a document has to make up for by what it has.
const ENOUGH: f64 = 0.85;

/// How much a character says that stands nowhere.
const CHARACTER: f64 = 0.8;

/// What of a query stands nowhere.
#[derive(Default)]
pub(super) struct Missing {
    /// The words, in their order.
    pub(super) names: Vec<String>,
    /// How much they say.
    lacking: f64,
}

impl Missing {
    pub(super) fn of(searcher: &Searcher<'_>, asked: &[Asked<'_>]) -> Self {
        let mut missing = Self::default();
        let telling = asked.iter().filter(|asked| asked.piece.is_telling() && asked.matches.is_empty());
        let telling = telling.map(|asked| asked.piece).filter(|piece| piece.concept.is_none());
        let lacking: Vec<&Piece> = telling.filter(|piece| !is_no_loss(piece, asked)).collect();
        missing.add_words(searcher, &lacking);
        missing.add_pairs(searcher, &lacking, asked);
        missing
    }

    /// Whether what a document has of the query is enough to answer it.
    pub(super) fn leaves_enough(&self, covered: f64) -> bool {
        covered >= self.lacking * ENOUGH
    }

    fn add_words(&mut self, searcher: &Searcher<'_>, lacking: &[&Piece]) {
        let is_part = |word: &str| {
            let mut chains = lacking.iter().filter(|piece| piece.kind == PieceKind::Chain);
            chains.any(|chain| chain.text.split('.').any(|part| part == word))
        };
        for piece in lacking {
            match piece.kind {
                PieceKind::Word => {
                    self.lacking += searcher.greatest_rarity();
                    if !is_part(&piece.text) {
                        self.names.push(piece.text.clone());
                    }
                }
                PieceKind::Chain => {
                    self.lacking += searcher.greatest_rarity();
                    self.names.push(piece.text.replace('.', " "));
                }
                _ => {}
            }
        }
    }

    /// A character stands somewhere when it stands so beside one of its neighbors.
    fn add_pairs(&mut self, searcher: &Searcher<'_>, lacking: &[&Piece], asked: &[Asked<'_>]) {
        let pairs = |piece: &&Piece| piece.kind == PieceKind::Pair;
        let found = asked.iter().filter(|asked| !asked.matches.is_empty() || asked.piece.concept.is_some());
        let mut known: BTreeSet<char> =
            found.map(|asked| asked.piece).filter(pairs).flat_map(|piece| piece.text.chars()).collect();
        known.extend(LIGHT_CHARACTERS.chars());
        let mut run: Option<char> = None;
        for piece in lacking.iter().copied().filter(|piece| piece.kind == PieceKind::Pair) {
            for c in piece.text.chars() {
                if run == Some(c) || known.contains(&c) {
                    continue;
                }
                self.lacking += searcher.greatest_rarity() * CHARACTER;
                match self.names.last_mut().filter(|name| run.is_some() && name.ends_with(|last| Some(last) == run)) {
                    Some(name) if piece.text.starts_with(|first| Some(first) == run) => name.push(c),
                    _ => self.names.push(c.to_string()),
                }
                known.insert(c);
                run = Some(c);
            }
        }
    }
}

/// Whether a word stands somewhere within another, or is none to be missed.
fn is_no_loss(piece: &Piece, asked: &[Asked<'_>]) -> bool {
    let is_short_number = piece.text.len() <= 2 && piece.text.bytes().all(|byte| byte.is_ascii_digit());
    let joints = asked.iter().filter(|asked| asked.piece.kind == PieceKind::Joint && !asked.matches.is_empty());
    let is_joined = joints
        .map(|joint| joint.piece)
        .any(|joint| joint.end == piece.end || joint.beside.as_deref() == Some(piece.text.as_str()));
    let is_light = LIGHT_WORDS.split_ascii_whitespace().any(|word| word == piece.text);
    // "AT-2" may be the end of a sentence and a number in a text.
    let begins_empty = is_stop_word(piece.text.split('.').next().unwrap_or_default());
    begins_empty || piece.kind == PieceKind::Word && (is_short_number || is_light || is_joined)
}
