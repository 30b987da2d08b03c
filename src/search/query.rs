//! Cuts what a reader types into the pieces that are looked for.

use std::collections::BTreeSet;

use super::collection::Collection;
use super::layout::{FEW, Layout};
use super::synonym::singular;
use super::token::{END, Token, TokenKind, Tokens, is_stop_word, tokens};

/// How many pieces of a query are looked at; a longer one is no question but a text.
const MOST_PIECES: usize = 64;

/// How many characters of a query are looked at.
const LONGEST_QUERY: usize = 1_000;

/// For how many shards the words of a query are looked for, on a site whose index is in many files.
const MOST_SHARDS: usize = 6;

/// Words with which people ask. They stand in texts too and are indexed, but say little of what is asked for.
pub(super) const ASKING_WORDS: &str = "about also am any anybody anyone anything both current currently does done each ever \
    every existing find get gets getting give gives given got hello help hi just kind know let like ll look looking made \
    make makes many much must need needs only please provide provided provides re see show still take tell today us use \
    used uses using via want whether yes";

/// The same in Chinese, where characters stand for words: a pair with one of these says little.
pub(super) const ASKING_CHARACTERS: &str = "吗呢吧么哪谁怎您你我的了们这那什请何是候";

/// Words of general use, whose absence from a site says nothing.
pub(super) const LIGHT_WORDS: &str = "able access actually available based better called case change check client clients \
    company compliant contact copy customer customers date day days describe detail details document documents ensure exact \
    exactly explain fast follow full go going good handle happen happens hour hours information infrastructure internal issue last latest \
    list long main manage mean means month months name new next notify number often old one our ourselves part people person \
    place point possible process proof provider question questions quickly quick really recent recently report reports \
    respond responsible responsibility responsibilities result results run runs safe say says send service services share soon specific start state status \
    support supported sure system systems team things time times type understand up update user users version view way week \
    weeks work works year years yourself";

/// Characters that mean something beside others, and whose absence from a site says nothing.
pub(super) const LIGHT_CHARACTERS: &str =
    "有在和与及或对被把将还也都就会要能可以为从到上下中里时候多少几家个些否没无来过去用做得给让请一才又";

/// How much a piece counts that says little.
const OF_ASKING: f64 = 0.2;

/// A piece of a query.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) kind: PieceKind,
    /// The reader may still be typing it.
    pub(super) is_last: bool,
    /// A piece in whose shard this one is looked for alone: the pair of the query that begins with the character, if the
    /// query has more than one, or the first of two words that may be one.
    pub(super) beside: Option<String>,
    /// The concept that the piece is, or helps to name.
    pub(super) concept: Option<String>,
    /// How much it counts.
    pub(super) weight: f64,
    /// Where it ends in the query.
    pub(super) end: usize,
}

impl Piece {
    /// Whether it says by itself what is asked for.
    pub(super) fn is_telling(&self) -> bool {
        let is_light = self.text.chars().any(|c| LIGHT_CHARACTERS.contains(c));
        self.weight >= 1.0 && self.kind != PieceKind::Character && !is_light
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    Word,
    Chain,
    /// A chain that is rarely meant.
    RareChain,
    /// Two words as one.
    Joint,
    Pair,
    Concept,
    /// One character of a text without spaces, which stands for all pairs that begin with it.
    Character,
}

/// The pieces of a query: the concepts that it names, its words, and the characters of text without spaces, each once.
pub(super) fn pieces(collection: &Collection, layout: &Layout, query: &str) -> Vec<Piece> {
    let query: String = query.chars().take(LONGEST_QUERY).collect();
    let found = tokens(&query);
    let last = found.iter().map(|token| token.end).max();
    let affordable = affordable(collection, layout, &found);
    let is_affordable = |text: &str| affordable.as_ref().is_none_or(|shards| shards.contains(&layout.shard_of(text)));
    let concepts = collection.concepts_in(&found, |word| is_stop_word(word) || is_affordable(&singular(word)));
    let own: Vec<Token<'_>> = found.iter().filter(|token| token.kind.is_of_text()).collect();
    let concept_at = |end: usize| {
        let named = concepts.iter().find(|named| own[named.pieces.clone()].iter().any(|token| token.end == end));
        named.map(|named| named.concept.text.to_owned())
    };
    let has_telling = found.iter().any(|token| !is_stop_word(token.text));
    let piece = |token: Token<'_>, kind: PieceKind| Piece {
        text: token.text.to_owned(),
        kind,
        is_last: Some(token.end) == last,
        beside: None,
        concept: concept_at(token.end),
        weight: weight(token.text, kind),
        end: token.end,
    };
    let mut pieces: Vec<Piece> = concepts.iter().map(|named| piece(named.concept, PieceKind::Concept)).collect();
    let mut before: Option<Token<'_>> = None;
    for token in found.iter() {
        let kind = kind(token.kind);
        // Within a longer text the reader's last character is none.
        let is_empty = is_stop_word(token.text) && has_telling || token.text.ends_with(END);
        if kind == PieceKind::Joint || is_empty || !is_affordable(token.text) {
            continue;
        }
        if let Some(before) = before.filter(|_| kind == PieceKind::Word) {
            let text = format!("{}{}", before.text, token.text);
            let joint = Piece { text, beside: Some(before.text.to_owned()), ..piece(token, PieceKind::Joint) };
            pieces.push(joint);
        }
        if matches!(kind, PieceKind::Word | PieceKind::Pair) {
            before = Some(token).filter(|_| kind == PieceKind::Word && token.text.starts_with(char::is_alphabetic));
        }
        pieces.push(piece(token, kind));
    }
    let pairs: Vec<Token<'_>> =
        own.iter().filter(|token| token.kind == TokenKind::Pair && is_affordable(token.text)).copied().collect();
    pieces.extend(pairs.iter().map(|pair| {
        let text: String = pair.text.chars().take(1).collect();
        let weight = weight(&text, PieceKind::Character);
        let beside = (pairs.len() > 1).then(|| pair.text.to_owned());
        Piece { text, is_last: false, beside, weight, ..piece(*pair, PieceKind::Character) }
    }));
    each_once(pieces)
}

/// The shards in which the words of a long query are looked for that say most, as far as their looks tell: long ones,
/// and of text without spaces each second pair; `None` when all are.
fn affordable(collection: &Collection, layout: &Layout, found: &Tokens) -> Option<BTreeSet<usize>> {
    if collection.len() <= FEW {
        return None;
    }
    let mut place = 0;
    let mut homes: Vec<(bool, i64, usize)> = Vec::new();
    for token in found.iter().filter(|token| !is_stop_word(token.text) && !token.text.ends_with(END)) {
        place += 1;
        let looks = match token.kind {
            TokenKind::Chain => i64::MIN,
            TokenKind::Word => -i64::try_from(token.text.encode_utf16().count()).unwrap_or(i64::MAX),
            TokenKind::Pair => place % 2,
            _ => continue,
        };
        let is_of_asking = weight(token.text, kind(token.kind)) < 1.0;
        homes.push((is_of_asking, looks, layout.shard_of(token.text)));
    }
    // In the order of the query where looks are alike.
    homes.sort_by_key(|(is_of_asking, looks, _)| (*is_of_asking, *looks));
    let mut shards = BTreeSet::new();
    for (_, _, home) in homes {
        if shards.contains(&home) || shards.len() < MOST_SHARDS {
            shards.insert(home);
        } else {
            return Some(shards);
        }
    }
    None
}

fn each_once(all: Vec<Piece>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in all {
        if pieces.len() < MOST_PIECES && pieces.iter().all(|other| other.text != piece.text) {
            pieces.push(piece);
        }
    }
    pieces
}

fn kind(kind: TokenKind) -> PieceKind {
    match kind {
        TokenKind::Word => PieceKind::Word,
        TokenKind::Chain => PieceKind::Chain,
        TokenKind::RareChain => PieceKind::RareChain,
        TokenKind::Joint => PieceKind::Joint,
        TokenKind::Pair => PieceKind::Pair,
        TokenKind::Concept => PieceKind::Concept,
    }
}

fn weight(text: &str, kind: PieceKind) -> f64 {
    let is_of_asking = match kind {
        PieceKind::Word => ASKING_WORDS.split_ascii_whitespace().any(|word| word == text),
        PieceKind::Pair | PieceKind::Character => {
            text.chars().any(|c| ASKING_CHARACTERS.contains(c)) || text.chars().all(|c| LIGHT_CHARACTERS.contains(c))
        }
        _ => false,
    };
    if is_of_asking { OF_ASKING } else { 1.0 }
}
