//! Cuts a text into the pieces that are indexed and searched for.
//!
//! 1. Runs of letters and runs of digits are words.
//! 2. Words that an id puts together are a chain besides: `SOC2`, `SOC 2` and `SOC-2` are all `soc.2`, `CC6.1` is `cc.6.1`.
//! 3. Words that hyphens join are one word besides: `multi-factor` is also `multifactor`.
//! 4. Text without spaces between words is cut into overlapping pairs, the last character paired with an end mark, so
//!    that no dictionary has to agree with another.

use std::ops::Range;
use std::sync::LazyLock;

use super::character::{Class, class, fold};

/// The pieces of a text in order, a chain behind its words.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// The folded text, in which most pieces stand, and behind it those that are put together.
    text: String,
    tokens: Vec<Stored>,
}

#[derive(Debug)]
struct Stored {
    place: Range<usize>,
    kind: TokenKind,
    end: usize,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) kind: TokenKind,
    /// Where it ends in the folded text, so that the last pieces of a text can be told.
    pub(crate) end: usize,
}

impl Tokens {
    /// The pieces in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Token<'_>> {
        self.tokens.iter().map(|token| Token {
            text: &self.text[token.place.clone()],
            kind: token.kind,
            end: token.end,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// A piece that stands in the text.
    fn add(&mut self, place: Range<usize>, kind: TokenKind, end: usize) {
        let text = &self.text[place.clone()];
        // Counting characters is for the few that are long in bytes.
        if !text.is_empty() && (text.len() <= LONGEST || text.chars().count() <= LONGEST) {
            self.tokens.push(Stored { place, kind, end });
        }
    }

    /// How many folded characters of the text end with a piece.
    pub(crate) fn characters_to(&self, token: Token<'_>) -> usize {
        self.text[..token.end].chars().count()
    }

    /// A piece that is put together.
    fn add_other(&mut self, text: &str, kind: TokenKind, end: usize) {
        let start = self.text.len();
        self.text.push_str(text);
        self.add(start..self.text.len(), kind, end);
    }
}

/// What kind of piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    /// Words put together by an id.
    Chain,
    /// The same beginning with a word that is rarely part of one: `AT 2`. Looked for, and not indexed.
    RareChain,
    /// Words that hyphens join, written as one.
    Joint,
    /// Two characters of a text without spaces, or one and the end mark.
    Pair,
    /// A thing that has several names, whichever of them was written.
    Concept,
}

impl TokenKind {
    /// Whether pieces of the kind make up the text, rather than being put together from such.
    pub(super) fn is_of_text(self) -> bool {
        matches!(self, TokenKind::Word | TokenKind::Pair)
    }

    /// What the script of the theme calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            TokenKind::Word => "word",
            TokenKind::Chain => "chain",
            TokenKind::RareChain => "rare",
            TokenKind::Joint => "joint",
            TokenKind::Pair => "pair",
            TokenKind::Concept => "concept",
        }
    }
}

/// Stands for the end of a text without spaces.
pub(super) const END: char = '$';

/// The longest word that is indexed, in characters; what is longer is no word.
const LONGEST: usize = 60;

/// How many words a chain holds at most.
const LONGEST_CHAIN: usize = 6;

/// How long a word may be that a space joins to the number behind it, as in `AT-C 320`.
const LONGEST_BEFORE_NUMBER: usize = 6;

/// Words of English that say nothing of what a text is about, in order. They are not indexed, and searched for only
/// alone.
#[rustfmt::skip]
pub(super) const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "for",
    "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "may", "me", "my", "no", "not",
    "of", "on", "or", "our", "shall", "should", "so", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "was", "we", "were", "what", "when", "where", "which", "who", "why",
    "will", "with", "would", "you", "your",
];

/// Whether a word says nothing of what a text is about.
pub(super) fn is_stop_word(word: &str) -> bool {
    word.len() <= LONGEST_STOP_WORD && STOP_WORD_NUMBERS.binary_search(&beginning(word)).is_ok()
}

const LONGEST_STOP_WORD: usize = 6;

/// The stop words as [`beginning`] writes them, which is in the same order.
static STOP_WORD_NUMBERS: LazyLock<Vec<u128>> =
    LazyLock::new(|| STOP_WORDS.iter().map(|word| beginning(word)).collect());

/// The first bytes of a text as a number in the order of texts. Texts have the same when they begin with the same
/// [`BEGINNING`] bytes, or are the same.
pub(super) fn beginning(text: &str) -> u128 {
    let mut bytes = [0; BEGINNING];
    let length = text.len().min(bytes.len());
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// How many bytes of a text [`beginning`] looks at.
pub(super) const BEGINNING: usize = 16;

/// The pieces of a text in order, a chain behind its words.
pub(crate) fn tokens(text: &str) -> Tokens {
    let folded = fold(text);
    let length = folded.len();
    let tokens = Tokens { tokens: Vec::with_capacity(length / 5), text: folded };
    let mut cutter = Cutter { length, tokens, chain: Vec::new() };
    let mut at = 0;
    while let Some(c) = cutter.at(at) {
        at = cutter.cut(at, c);
    }
    cutter.end_chain();
    cutter.tokens
}

/// Places are bytes of the folded text.
struct Cutter {
    /// How long the folded text is.
    length: usize,
    tokens: Tokens,
    /// The last words, as far as an id may put them together.
    chain: Vec<Word>,
}

/// A word of what may be an id: where it stands, and its class.
struct Word {
    start: usize,
    /// Where it ends without an apostrophe and `s`.
    stem_end: usize,
    end: usize,
    class: Class,
}

impl Cutter {
    /// Takes what stands at a place, beginning with this character, and says where it ends.
    fn cut(&mut self, at: usize, c: char) -> usize {
        let own = class(c);
        match own {
            Class::Separator => {
                if !self.chain.is_empty() && !self.joins(at, c) {
                    self.end_chain();
                }
                at + c.len_utf8()
            }
            Class::Unspaced | Class::Hangul => {
                self.end_chain();
                let end = self.run(at, own);
                self.pairs(at..end, own);
                end
            }
            Class::Letter | Class::Digit => {
                let end = self.run(at, own);
                self.word(at, end, own);
                end
            }
        }
    }

    fn at(&self, at: usize) -> Option<char> {
        let byte = *self.tokens.text.as_bytes()[..self.length].get(at)?;
        if byte.is_ascii() { Some(char::from(byte)) } else { self.text(at..self.length).chars().next() }
    }

    fn class_at(&self, at: usize) -> Class {
        self.at(at).map_or(Class::Separator, class)
    }

    fn text(&self, place: Range<usize>) -> &str {
        &self.tokens.text[place]
    }

    /// Where the run of characters of one class ends; an apostrophe between letters is part of the word.
    fn run(&self, at: usize, own: Class) -> usize {
        let mut end = at;
        let bytes = &self.tokens.text.as_bytes()[..self.length];
        let is_plain = |byte: &&u8| byte.is_ascii() && class(char::from(**byte)) == own;
        loop {
            end += bytes[end..].iter().take_while(is_plain).count();
            let Some(c) = self.at(end) else { return end };
            let next = class(c);
            let is_inside = || {
                own == Class::Letter
                    && next == Class::Separator
                    && is_apostrophe(c)
                    && self.class_at(end + c.len_utf8()) == Class::Letter
            };
            if next != own && !is_inside() {
                return end;
            }
            end += c.len_utf8();
        }
    }

    fn word(&mut self, start: usize, end: usize, own: Class) {
        let word = self.text(start..end);
        let stem = word.strip_suffix('s').and_then(|word| word.strip_suffix(is_apostrophe));
        let word = stem.filter(|stem| !stem.is_empty()).unwrap_or(word);
        let stem_end = start + word.len();
        if word.contains(is_apostrophe) {
            let letters: String = letters(word).collect();
            self.tokens.add_other(&letters, TokenKind::Word, end);
        } else {
            self.tokens.add(start..stem_end, TokenKind::Word, end);
        }
        self.chain.push(Word { start, stem_end, end, class: own });
    }

    fn pairs(&mut self, run: Range<usize>, own: Class) {
        // A short Korean word is one; longer ones carry endings that differ.
        if own == Class::Hangul && self.text(run.clone()).chars().count() <= 2 {
            return self.tokens.add(run.clone(), TokenKind::Word, run.end);
        }
        let mut at = run.start;
        while let Some(first) = self.at(at) {
            let next = at + first.len_utf8();
            if next == run.end {
                return self.tokens.add_other(&String::from_iter([first, END]), TokenKind::Pair, next);
            }
            let second = self.at(next).map_or(0, char::len_utf8);
            self.tokens.add(at..next + second, TokenKind::Pair, next);
            at = next;
        }
    }

    /// Whether the words before and behind a separator may belong to one id.
    fn joins(&self, at: usize, separator: char) -> bool {
        let Some(last) = self.chain.last() else { return false };
        let behind = at + separator.len_utf8();
        match separator {
            '-' | '.' | '_' | '/' | '(' | ':' => matches!(self.class_at(behind), Class::Letter | Class::Digit),
            ' ' => {
                let word = || letters(self.text(last.start..last.stem_end));
                self.class_at(behind) == Class::Digit
                    && last.class == Class::Letter
                    && word().count() <= LONGEST_BEFORE_NUMBER
            }
            ')' => matches!(self.at(behind), Some('(' | '.' | '-')),
            c => is_apostrophe(c),
        }
    }

    fn end_chain(&mut self) {
        let chain = std::mem::take(&mut self.chain);
        let is_hyphened = |pair: &[Word]| self.text(pair[0].end..pair[1].start) == "-";
        let is_joint = chain.windows(2).all(is_hyphened) && chain.iter().all(|word| word.class == Class::Letter);
        let is_rare =
            chain.len() > 1 && self.text(chain[0].end..chain[1].start) == " " && is_stop_word(&self.letters(&chain[0]));
        if is_joint {
            self.add_together(&chain, "", TokenKind::Joint);
        }
        let usual = if is_rare { &chain[1..] } else { &chain[..] };
        for (words, kind) in [(usual, TokenKind::Chain), (&chain[..], TokenKind::RareChain)] {
            let has_number = words.iter().any(|word| word.class == Class::Digit);
            if has_number && (kind == TokenKind::Chain || is_rare) {
                self.add_together(words, ".", kind);
            }
        }
    }

    /// Some words as one piece.
    fn add_together(&mut self, words: &[Word], joint: &str, kind: TokenKind) {
        if (2..=LONGEST_CHAIN).contains(&words.len()) {
            let together = words.iter().map(|word| self.letters(word)).collect::<Vec<_>>().join(joint);
            self.tokens.add_other(&together, kind, words[words.len() - 1].end);
        }
    }

    fn letters(&self, word: &Word) -> String {
        letters(self.text(word.start..word.stem_end)).collect()
    }
}

/// The characters of a word without apostrophes.
fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| !is_apostrophe(*c))
}

fn is_apostrophe(c: char) -> bool {
    c == '\'' || c == '\u{2019}'
}
