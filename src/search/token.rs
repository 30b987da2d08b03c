//! Cuts a text into the pieces that are indexed and searched for.
//!
//! 1. Runs of letters and runs of digits are words.
//! 2. Words that an id puts together are a chain besides: `SOC2`, `SOC 2` and `SOC-2` are all `soc.2`, `CC6.1` is `cc.6.1`.
//! 3. Text without spaces between words is cut into overlapping pairs, the last character paired with an end mark, so
//!    that no dictionary has to agree with another.

use super::character::{Class, class, fold};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    /// Where it ends, in folded characters, so that the last pieces of a text can be told.
    pub(crate) end: usize,
}

/// What kind of piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// Words put together by an id.
    Chain,
    /// Two characters of a text without spaces, or one and the end mark.
    Pair,
    /// A thing that has several names, whichever of them was written.
    Concept,
}

impl Kind {
    /// Whether pieces of the kind make up the text, rather than being put together from such.
    pub(super) fn is_of_text(self) -> bool {
        matches!(self, Kind::Word | Kind::Pair)
    }
}

/// Stands for the end of a text without spaces.
pub(super) const END: char = '$';

/// The longest word that is indexed, in bytes; what is longer is no word.
const LONGEST: usize = 60;

/// How many words a chain holds at most.
const LONGEST_CHAIN: usize = 6;

/// How long a word may be that a space joins to the number behind it, as in `AT-C 320`.
const LONGEST_BEFORE_NUMBER: usize = 6;

/// Words of English that say nothing of what a text is about. They are not indexed, and searched for only alone.
pub(super) const STOP_WORDS: &str = "a an and are as at be been but by can could did do does for from had has have how i \
    if in into is it its may me my no not of on or our shall should so such than that the their them then there these \
    they this those to was we were what when where which who why will with would you your";

/// Whether a word says nothing of what a text is about.
pub(super) fn is_stop_word(word: &str) -> bool {
    word.len() <= 6 && STOP_WORDS.split_ascii_whitespace().any(|stop| stop == word)
}

/// The pieces of a text in order, a chain behind its words.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let folded: Vec<char> = fold(text).chars().collect();
    let mut cutter = Cutter { text: &folded, tokens: Vec::new(), chain: Vec::new() };
    let mut at = 0;
    while at < folded.len() {
        at = cutter.cut(at);
    }
    cutter.end_chain();
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a [char],
    tokens: Vec<Token>,
    /// The last words, as far as an id may put them together: each with its class and end.
    chain: Vec<(String, Class, usize)>,
}

impl Cutter<'_> {
    /// Takes what stands at a place, and says where it ends.
    fn cut(&mut self, at: usize) -> usize {
        let own = class(self.text[at]);
        match own {
            Class::Separator => {
                if !self.joins(at) {
                    self.end_chain();
                }
                at + 1
            }
            Class::Unspaced | Class::Hangul => {
                self.end_chain();
                let end = self.run(at, own);
                self.pairs(at, end, own);
                end
            }
            Class::Letter | Class::Digit => {
                let end = self.run(at, own);
                self.word(at, end, own);
                end
            }
        }
    }

    fn class_at(&self, at: usize) -> Class {
        self.text.get(at).map_or(Class::Separator, |c| class(*c))
    }

    /// Where the run of characters of one class ends; an apostrophe between letters is part of the word.
    fn run(&self, at: usize, own: Class) -> usize {
        let mut end = at;
        let is_apostrophe = |at: usize| own == Class::Letter && self.text.get(at).is_some_and(|c| is_apostrophe(*c));
        while self.class_at(end) == own && end < self.text.len()
            || is_apostrophe(end) && self.class_at(end + 1) == Class::Letter
        {
            end += 1;
        }
        end
    }

    fn word(&mut self, start: usize, end: usize, own: Class) {
        let text = &self.text[start..end];
        let text = match text {
            [stem @ .., apostrophe, 's'] if is_apostrophe(*apostrophe) => stem,
            text => text,
        };
        let word: String = text.iter().filter(|c| !is_apostrophe(**c)).collect();
        self.chain.push((word.clone(), own, end));
        self.add(word, Kind::Word, end);
    }

    fn pairs(&mut self, start: usize, end: usize, own: Class) {
        let run = &self.text[start..end];
        // A short Korean word is one; longer ones carry endings that differ.
        if own == Class::Hangul && run.len() <= 2 {
            return self.add(run.iter().collect(), Kind::Word, end);
        }
        for (index, c) in run.iter().enumerate() {
            let next = run.get(index + 1).copied().unwrap_or(END);
            self.add([*c, next].iter().collect(), Kind::Pair, start + index + 1);
        }
    }

    /// Whether the words before and behind a separator may belong to one id.
    fn joins(&self, at: usize) -> bool {
        let Some((last, last_class, _)) = self.chain.last() else { return false };
        let next = self.class_at(at + 1);
        match self.text[at] {
            '-' | '.' | '_' | '/' | '(' | ':' => matches!(next, Class::Letter | Class::Digit),
            ' ' => {
                next == Class::Digit
                    && *last_class == Class::Letter
                    && last.len() <= LONGEST_BEFORE_NUMBER
                    && (self.chain.len() > 1 || !is_stop_word(last))
            }
            ')' => matches!(self.text.get(at + 1), Some('(' | '.' | '-')),
            c => is_apostrophe(c),
        }
    }

    fn end_chain(&mut self) {
        let chain = std::mem::take(&mut self.chain);
        let has_number = chain.iter().any(|(_, class, _)| *class == Class::Digit);
        if let [_, .., (_, _, end)] = chain.as_slice()
            && has_number
            && chain.len() <= LONGEST_CHAIN
        {
            let words: Vec<&str> = chain.iter().map(|(word, _, _)| word.as_str()).collect();
            self.add(words.join("."), Kind::Chain, *end);
        }
    }

    fn add(&mut self, text: String, kind: Kind, end: usize) {
        if !text.is_empty() && text.len() <= LONGEST {
            self.tokens.push(Token { text, kind, end });
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    c == '\'' || c == '\u{2019}'
}
