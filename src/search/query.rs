//! Cuts what a reader types into the pieces that are looked for.

use super::collection::Collection;
use super::token::{END, Token, TokenKind, is_stop_word, tokens};

/// How many pieces of a query are looked at; a longer one is no question but a text.
const MOST_PIECES: usize = 64;

/// How many characters of a query are looked at.
const LONGEST_QUERY: usize = 1_000;

/// A piece of a query.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) kind: PieceKind,
    /// The reader may still be typing it.
    pub(super) is_last: bool,
    /// The pair of the query that begins with this character, if the query has more than one.
    pub(super) beside: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Word,
    Chain,
    Pair,
    Concept,
    /// One character of a text without spaces, which stands for all pairs that begin with it.
    Character,
}

/// The pieces of a query: the concepts that it names, its words, and the characters of text without spaces, each once.
pub(super) fn pieces(collection: &Collection, query: &str) -> Vec<Piece> {
    let query: String = query.chars().take(LONGEST_QUERY).collect();
    let found = tokens(&query);
    let last = found.iter().map(|token| token.end).max();
    let concepts = collection.concepts_in(&found);
    let is_telling = |token: &Token<'_>| !is_stop_word(token.text);
    let has_telling = found.iter().any(|token| is_telling(&token));
    let words = found.iter().filter(|token| is_telling(token) || !has_telling);
    // Within a longer text the reader's last character is none.
    let words = words.filter(|token| !token.text.ends_with(END));
    let piece = |token: Token<'_>| {
        let kind = match token.kind {
            TokenKind::Word => PieceKind::Word,
            TokenKind::Chain => PieceKind::Chain,
            TokenKind::Pair => PieceKind::Pair,
            TokenKind::Concept => PieceKind::Concept,
        };
        Piece { is_last: Some(token.end) == last, text: token.text.to_owned(), kind, beside: None }
    };
    let pairs: Vec<&str> = found.iter().filter(|token| token.kind == TokenKind::Pair).map(|token| token.text).collect();
    let characters = pairs.iter().map(|pair| Piece {
        text: pair.chars().take(1).collect(),
        kind: PieceKind::Character,
        is_last: false,
        beside: (pairs.len() > 1).then(|| (*pair).to_owned()),
    });
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in concepts.into_iter().chain(words).map(piece).chain(characters) {
        if pieces.len() < MOST_PIECES && pieces.iter().all(|other| other.text != piece.text) {
            pieces.push(piece);
        }
    }
    pieces
}
