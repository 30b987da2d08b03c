//! Things with several names: whichever name a text uses, it is indexed under the concept besides.
//!
//! The program brings a table for this domain, a site adds to it or overrides it, and what a site's own records say of
//! names and abbreviations joins it. A query is looked through in the same way, so that one look finds all names, those
//! of several words and those in another language included.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::token::{END, Token, TokenKind, Tokens, is_stop_word, tokens};

/// The table that the program brings: a class on a line, its phrases between bars.
const DEFAULT: &str = include_str!("synonyms.txt");

/// Ends the name of a concept, so that it stands beside its own words in the order of all terms.
pub(super) const CONCEPT: char = '§';

/// A concept that a text names, and which of the text's own pieces name it.
pub(super) struct Named<'a> {
    pub(super) concept: Token<'a>,
    pub(super) pieces: Range<usize>,
}

/// Names of the same thing, the first being the name of the concept.
pub(crate) type Class = Vec<String>;

/// The classes of a site, and their phrases by their first words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Synonyms {
    classes: BTreeMap<String, Class>,
    sorted: Vec<Phrase>,
    /// By their first words, the longest first. Looked up for every word of the site.
    by_first: HashMap<String, Vec<Phrase>>,
    /// Whether a word may begin a phrase, by a glance at it: most do not.
    glances: Glances,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Phrase {
    words: Vec<String>,
    concept: String,
}

impl Synonyms {
    /// Puts a table together: `own` classes take the place of every built-in one that shares a phrase with them;
    /// `found` names of the site's records extend the class that has one of them, or are one of their own.
    pub(crate) fn new(own: &[Class], found: &[Class]) -> Self {
        let mut table = Table::default();
        own.iter().for_each(|class| table.add(class, Sharing::Drop));
        let is_class = |line: &&str| !line.is_empty() && !line.starts_with('#');
        for line in DEFAULT.lines().filter(is_class) {
            let class: Class = line.split('|').map(|phrase| phrase.trim().to_owned()).collect();
            let is_overridden = class.iter().any(|phrase| table.of_phrase.contains_key(&words(phrase)));
            if !is_overridden {
                table.add(&class, Sharing::Drop);
            }
        }
        found.iter().for_each(|class| table.add(class, Sharing::Extend { from: own.len() }));
        table.synonyms()
    }

    /// The concepts that a text names, by its pieces, of those that are known by its
    /// first piece and their name. One or many makes no difference.
    pub(super) fn concepts(&self, tokens: &Tokens, is_known: impl Fn(&str, &str) -> bool) -> Vec<Named<'_>> {
        let text: Vec<Token<'_>> = tokens.iter().filter(|token| token.kind.is_of_text()).collect();
        let mut concepts = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let is_here = |phrase: &&Phrase| {
                phrase.words.len() <= rest.len()
                    && phrase.words.iter().zip(rest).all(|(word, t)| *word == singular(t.text))
                    && is_known(text[at].text, &phrase.concept)
            };
            let phrase = self.beginning_with(&singular(text[at].text)).iter().find(is_here);
            let from = at;
            at += phrase.map_or(1, |phrase| phrase.words.len());
            let end = text[at - 1].end;
            concepts.extend(phrase.map(|phrase| Named {
                concept: Token { text: &phrase.concept, kind: TokenKind::Concept, end },
                pieces: from..at,
            }));
        }
        concepts
    }

    /// The phrases of each concept.
    pub(super) fn classes(&self) -> impl Iterator<Item = (&String, &Class)> {
        self.classes.iter()
    }

    /// All phrases in order, each with its concept.
    pub(super) fn phrases(&self) -> impl Iterator<Item = (&[String], &str)> {
        self.sorted.iter().map(|phrase| (phrase.words.as_slice(), phrase.concept.as_str()))
    }

    /// The first words of the phrases that are not in both tables, or stand for another concept there, as names are compared.
    pub(super) fn differing(&self, other: &Self) -> BTreeSet<String> {
        let (own, others): (BTreeSet<&Phrase>, BTreeSet<&Phrase>) =
            (self.sorted.iter().collect(), other.sorted.iter().collect());
        own.symmetric_difference(&others).map(|phrase| phrase.words[0].clone()).collect()
    }

    fn beginning_with(&self, word: &str) -> &[Phrase] {
        let phrases = if self.glances.may_have(word) { self.by_first.get(word) } else { None };
        phrases.map(Vec::as_slice).unwrap_or_default()
    }
}

/// A set of words that may be wrong in saying that it has one, and never in saying that it has not.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Glances([u64; Self::ROWS]);

impl Default for Glances {
    fn default() -> Self {
        Self([0; Self::ROWS])
    }
}

impl Glances {
    const ROWS: usize = 64;

    fn place(word: &str) -> (usize, usize) {
        let mixed = word.bytes().take(4).fold(word.len(), |mixed, byte| mixed * 31 + usize::from(byte));
        (mixed % Self::ROWS, mixed / Self::ROWS % 64)
    }

    fn add(&mut self, word: &str) {
        let (row, bit) = Self::place(word);
        self.0[row] |= 1 << bit;
    }

    fn may_have(&self, word: &str) -> bool {
        let (row, bit) = Self::place(word);
        self.0[row] >> bit & 1 == 1
    }
}

/// What to do with a phrase that stands in a class already.
#[derive(Clone, Copy)]
enum Sharing {
    /// It stays where it is.
    Drop,
    /// The class that has it takes the others, unless it is one of the site's own, which come before `from`.
    Extend { from: usize },
}

/// A table while it is put together.
#[derive(Default)]
struct Table {
    classes: Vec<Vec<(String, Vec<String>)>>,
    /// In which class a phrase stands, by its words.
    of_phrase: BTreeMap<Vec<String>, usize>,
}

impl Table {
    fn add(&mut self, class: &[String], sharing: Sharing) {
        let phrases: Vec<(String, Vec<String>)> =
            class.iter().map(|phrase| (phrase.clone(), words(phrase))).filter(|(_, words)| !words.is_empty()).collect();
        let known = phrases.iter().find_map(|(_, words)| self.of_phrase.get(words)).copied();
        let place = match (sharing, known) {
            (Sharing::Extend { from }, Some(known)) if known >= from => known,
            _ => {
                self.classes.push(Vec::new());
                self.classes.len() - 1
            }
        };
        for (phrase, words) in phrases {
            if !self.of_phrase.contains_key(&words) {
                self.of_phrase.insert(words.clone(), place);
                self.classes[place].push((phrase, words));
            }
        }
    }

    fn synonyms(self) -> Synonyms {
        let mut synonyms = Synonyms::default();
        // One name has no synonym.
        for class in self.classes.into_iter().filter(|class| class.len() > 1) {
            let concept = format!("{}{CONCEPT}", class[0].1.join("."));
            for (_, words) in &class {
                synonyms.sorted.push(Phrase { words: words.clone(), concept: concept.clone() });
            }
            synonyms.classes.insert(concept, class.into_iter().map(|(phrase, _)| phrase).collect());
        }
        synonyms.sorted.sort_unstable();
        for phrase in &synonyms.sorted {
            synonyms.glances.add(&phrase.words[0]);
            synonyms.by_first.entry(phrase.words[0].clone()).or_default().push(phrase.clone());
        }
        // The longest says most.
        synonyms.by_first.values_mut().for_each(|phrases| phrases.sort_by_key(|p| usize::MAX - p.words.len()));
        synonyms
    }
}

/// The words of a phrase, as they stand within a text.
fn words(phrase: &str) -> Vec<String> {
    let tokens = tokens(phrase);
    let words = tokens.iter().filter(|token| token.kind.is_of_text() && !token.text.ends_with(END));
    words.map(|token| singular(token.text).into_owned()).collect()
}

/// A word as names of concepts are compared: without the ending of English that says that there are many.
pub(super) fn singular(word: &str) -> Cow<'_, str> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if word.len() < 4 || !is_plain || !word.ends_with('s') || ends(&["ss", "us", "is"]) || is_stop_word(word) {
        return Cow::Borrowed(word);
    }
    if let Some(beginning) = word.strip_suffix("ies") {
        return Cow::Owned(format!("{beginning}y"));
    }
    Cow::Borrowed(&word[..word.len() - if ends(&["ches", "shes", "sses", "xes"]) { 2 } else { 1 }])
}
