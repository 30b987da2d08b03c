//! Writes an index as files that a page can load: scripts of one call each, `S(name, numbering, content)`.
//!
//! ```text
//! root      what is needed to begin: settings, where the shards begin, labels (an object)
//! t-<first> a shard: its terms, `|`, their documents, `|`, the names of concepts that begin in it
//! h-<term>  the documents of a common word that its shard leaves out
//! d-<n>     the cards of some documents: a line each, its fields between tabs
//! f-<name>  for each document the values that a filter looks at
//! w-<n>     the words of a length, for misspelt ones
//! v         traditional Chinese characters, each with the one of the documents behind it
//! ```
//!
//! Numbers are base 64 in groups of five bits, the lowest first, the sixth bit saying that more follow (`A` is 0).
//! A sorted list of terms is front-coded: how many units it shares with the term before, then the rest. Behind a term
//! stands `=` and a number when it shares the documents of the term so many new ones before, or `/` and a digit for the
//! length of its stem; a term that shares documents goes on behind the first that has them, when that says no stem and is
//! a beginning of it. A posting is the gap to the document before, a digit of five bits of impact and one that the word
//! stands in the title, and in that case a digit for the number of terms of the title.
//!
//! The name of a concept is its words between commas, a colon, and the concept without its mark. Names that begin with a
//! stop word, whose shard nobody loads, stand in the root.
//!
//! A packed file has the content deflated (RFC 1951) in base 64, and says so by a fourth argument.
//!
//! Every file names the numbering of the documents that it speaks of: a browser that kept a file of an older site sees
//! that it does not fit. A site with few documents has all in the root.

use std::collections::BTreeMap;

use serde::Serialize;

use super::character::foldings;
use super::collection::Collection;
use super::document::{Dimension, Names};
use super::layout::{FEW, File, LONGEST_LISTED, Layout, Posting, Postings, ROOT, Shard};
use super::leaning::{LEANINGS, Leaning};
use super::query::{ASKING_CHARACTERS, ASKING_WORDS, LIGHT_CHARACTERS, LIGHT_WORDS};
use super::stem::SUFFIXES;
use super::token::STOP_WORDS;
use crate::digest::{base64, sha256_hex};
use crate::model::kinds::Kind;

/// The version of the format; the script refuses another.
const FORMAT: u32 = 2;

/// A site with [`FEW`] documents and no longer files has one file.
const SHORT: usize = 160_000;

/// The digits of numbers.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A term shares at most as much with the one before as a digit can say.
const MOST_SHARED: usize = 63;

/// How the content of files is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// As text, for hosts that compress what they send.
    Plain,
    /// Compressed.
    Deflated,
}

/// How hard to compress; more takes longer and gains little.
const COMPRESSION: u8 = 9;

/// What is needed to begin.
#[derive(Serialize)]
struct Root<'a> {
    format: u32,
    /// Another whenever any file is another: the others are asked for with it.
    epoch: String,
    documents: usize,
    block: usize,
    /// The first beginning in each shard.
    shards: Vec<&'a str>,
    /// The lengths for which there is a list of words.
    lengths: Vec<usize>,
    /// For each dimension its values with their labels, in the order of their codes.
    dimensions: BTreeMap<&'static str, Vec<(String, String)>>,
    names: String,
    stop_words: String,
    suffixes: &'static str,
    asking_words: &'static str,
    asking_characters: &'static str,
    /// Those that no document has: others are never missed.
    light_words: String,
    light_characters: &'static str,
    /// For each kind of question its ways of asking, and how much the documents of some numbers are worth for it.
    leanings: Vec<(&'static str, Vec<Worth>)>,
    /// Whether the language writes compounds as one word.
    compounds: bool,
    /// Whether there are traditional characters for some of the documents.
    variants: bool,
    separators: String,
    letters: Vec<String>,
}

/// How much the documents from one number up to another are worth.
type Worth = (usize, usize, f64);

/// Writes the files of an index.
#[derive(Clone, Copy)]
pub(super) struct Encoder<'a> {
    pub(super) collection: &'a Collection,
    pub(super) layout: &'a Layout,
    /// What the values of each dimension are called.
    pub(super) names: &'a Names,
    pub(super) packing: Packing,
}

impl Encoder<'_> {
    /// All files in one, where they are short enough for that.
    pub(super) fn single(self) -> Option<String> {
        if self.collection.len() > FEW {
            return None;
        }
        let files = self.layout.files.iter().filter(|(_, file)| !matches!(file, File::Root | File::Variants));
        let mut all = self.script(ROOT, File::Root);
        files.for_each(|(name, file)| all.push_str(&self.script(name, *file)));
        (all.len() <= SHORT).then_some(all)
    }

    /// The text of a file.
    pub(super) fn script(self, name: &str, file: File) -> String {
        let layout = self.layout;
        let json = |text: &str| serde_json::to_string(text).expect("a text is plain data");
        let content = match file {
            File::Root => self.root(),
            File::Shard(number) => {
                let names = layout.names.get(&Some(number)).map_or("", String::as_str);
                json(&format!("{}|{names}", shard(&layout.shard(self.collection, number))))
            }
            File::Tail(class) => json(&postings(&layout.postings(self.collection, self.collection.class(class)).tail)),
            File::Block(number) => json(&self.block(number)),
            File::Column(dimension) => json(&self.column(dimension)),
            File::Words(length) => json(&self.words(length)),
            File::Variants => json(&layout.variants),
        };
        let call = format!("S({},{}", json(name), json(&layout.numbering));
        match self.packing {
            Packing::Plain => format!("{call},{content});\n"),
            Packing::Deflated => {
                let packed = miniz_oxide::deflate::compress_to_vec(content.as_bytes(), COMPRESSION);
                format!("{call},\"{}\",1);\n", base64(&packed))
            }
        }
    }

    fn root(self) -> String {
        let layout = self.layout;
        let (separators, letters) = foldings(self.collection.noted());
        let json = |root: &Root<'_>| serde_json::to_string(root).expect("a root is plain data with text keys");
        let mut root = Root {
            format: FORMAT,
            epoch: String::new(),
            documents: layout.slots.len(),
            block: layout.block,
            shards: layout.shards.iter().map(|place| place.first.as_str()).collect(),
            lengths: layout.listed_lengths(),
            dimensions: Dimension::ALL
                .into_iter()
                .map(|dimension| (dimension.name(), self.labels(dimension)))
                .collect(),
            names: layout.names.get(&None).cloned().unwrap_or_default(),
            stop_words: STOP_WORDS.join(" "),
            suffixes: SUFFIXES,
            asking_words: ASKING_WORDS,
            asking_characters: ASKING_CHARACTERS,
            light_words: self.light_words(),
            light_characters: LIGHT_CHARACTERS,
            leanings: LEANINGS.iter().map(|leaning| (leaning.ways, self.worths(leaning))).collect(),
            compounds: self.collection.has_compounds,
            variants: !layout.variants.is_empty(),
            separators,
            letters,
        };
        // The root says what the other files share, the digest what each of them says of its documents.
        let digest = sha256_hex(format!("{:032x}{}", self.collection.digest(), json(&root)).as_bytes());
        root.epoch.push_str(&digest[..12]);
        json(&root)
    }

    fn light_words(self) -> String {
        let words = LIGHT_WORDS.split_ascii_whitespace().filter(|word| !self.collection.has(word));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Where the documents of each kind begin and end that are worth more or less than others. Kinds lie together.
    fn worths(self, leaning: &Leaning) -> Vec<Worth> {
        let number_of =
            |is_before: &dyn Fn(Kind) -> bool| self.collection.keys().take_while(|key| is_before(key.kind)).count();
        let worth = |(kind, worth): &(Kind, f64)| {
            (number_of(&|other| other < *kind), number_of(&|other| other <= *kind), *worth)
        };
        leaning.kinds.iter().map(worth).filter(|(from, to, _)| from < to).collect()
    }

    /// The values of a dimension, each with its label, in the order of their codes.
    fn labels(self, dimension: Dimension) -> Vec<(String, String)> {
        let label = |value: &String| self.names.get(&(dimension, value.clone())).unwrap_or(value).clone();
        self.layout.values[&dimension].keys().map(|value| (value.clone(), label(value))).collect()
    }

    fn block(self, number: usize) -> String {
        let layout = self.layout;
        let line = |slot: &u32| {
            let card = &self.collection.document(*slot).card;
            let mut fields = vec![clean(&card.title), clean(&card.href), clean(&card.excerpt)];
            fields.extend(layout.values.iter().map(|(dimension, codes)| coded(&card.values(*dimension), codes)));
            fields.push(card.lang.clone().unwrap_or_default());
            fields.join("\t")
        };
        let slots = layout.slots.iter().skip(number * layout.block).take(layout.block);
        slots.map(line).collect::<Vec<_>>().join("\n")
    }

    fn column(self, dimension: Dimension) -> String {
        let codes = &self.layout.values[&dimension];
        let slots = self.layout.slots.iter();
        slots
            .map(|slot| coded(&self.collection.document(*slot).card.values(dimension), codes))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn words(self, length: usize) -> String {
        let mut list = FrontCoded::default();
        let words = self.layout.listed.iter().filter(|word| word.len().min(LONGEST_LISTED) == length);
        words.for_each(|word| list.add(word, ""));
        list.text
    }
}

/// A field of a line: tabs and ends of lines would end it.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn coded(values: &[&str], codes: &BTreeMap<String, usize>) -> String {
    let codes = values.iter().filter_map(|value| codes.get(*value)).map(|code| number(*code));
    codes.collect::<Vec<_>>().join(".")
}

fn shard(shard: &Shard) -> String {
    let mut list = FrontCoded::default();
    let mut known = 0;
    for term in &shard.terms {
        let behind = if term.postings < known {
            format!("={}", number(known - 1 - term.postings))
        } else {
            known += 1;
            if term.stem > 0 { format!("/{}", digit(term.stem.min(MOST_SHARED))) } else { String::new() }
        };
        list.add(&term.text, &behind);
    }
    let documents: Vec<String> = shard.postings.iter().map(head).collect();
    format!("{}|{}", list.text, documents.join(" "))
}

/// The documents that stand in the shard, with the number of all and the name of the rest when there is one.
fn head(all: &Postings) -> String {
    let head = postings(&all.head);
    all.tail_name.as_ref().map_or(head.clone(), |name| format!("{head}!{}!{name}", number(all.count)))
}

fn postings(postings: &[Posting]) -> String {
    let mut text = String::with_capacity(postings.len() * 3);
    let mut next = 0;
    for posting in postings {
        push_number(&mut text, posting.document as usize - next);
        next = posting.document as usize + 1;
        let is_in_title = posting.title_terms > 0;
        text.push(digit(usize::from(posting.impact) | usize::from(is_in_title) << 5));
        if is_in_title {
            text.push(digit(usize::from(posting.title_terms)));
        }
    }
    text
}

fn digit(value: usize) -> char {
    char::from(DIGITS[value & 63])
}

fn number(value: usize) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

fn push_number(text: &mut String, mut value: usize) {
    while value > 31 {
        text.push(digit(value & 31 | 32));
        value >>= 5;
    }
    text.push(digit(value));
}

/// A sorted list of terms, each without what it shares with the one before.
#[derive(Default)]
struct FrontCoded {
    text: String,
    last: String,
}

impl FrontCoded {
    fn add(&mut self, term: &str, behind: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let alike = term.chars().zip(self.last.chars()).take_while(|(a, b)| a == b);
        let (mut units, mut bytes) = (0, 0);
        for (c, _) in alike {
            if units + c.len_utf16() > MOST_SHARED {
                break;
            }
            units += c.len_utf16();
            bytes += c.len_utf8();
        }
        self.text.push(digit(units));
        self.text.push_str(&term[bytes..]);
        self.text.push_str(behind);
        term.clone_into(&mut self.last);
    }
}
