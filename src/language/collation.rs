//! The order of names in a language, and the headings under which they stand in an index.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;
use icu_normalizer::DecomposingNormalizerBorrowed;

use super::tag;

/// Where a name stands among others of its language: bytes that compare as the names do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey(Box<[u8]>);

/// Under which heading of an index a name stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Heading {
    /// Numbers, and what has no letter at all.
    Digits,
    Letter(char),
    /// Chinese characters by how many strokes the first one has.
    Strokes(u8),
    /// Chinese characters in a language that has another order for each of its readings.
    Characters,
}

impl Heading {
    /// The heading as it is shown.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Digits => "0–9".to_owned(),
            Self::Letter(letter) => letter.to_string(),
            Self::Strokes(number) => format!("{number}劃"),
            Self::Characters => "漢字".to_owned(),
        }
    }
}

/// How Chinese characters are put in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Characters {
    /// By their reading in Mandarin, under its Latin letters.
    Pinyin,
    Strokes,
    /// As Japanese orders them.
    Japanese,
}

/// How a language orders names.
pub(crate) struct Collation {
    collator: CollatorBorrowed<'static>,
    /// The same, blind to accents and case.
    letters: CollatorBorrowed<'static>,
    /// For names that begin with a Chinese character, in a language that has none.
    chinese: Option<CollatorBorrowed<'static>>,
    characters: Characters,
}

/// The first marks of the rows of kana.
const KANA: [char; 10] = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ'];
/// The consonants with which Korean syllables begin, each under its plain form.
const CONSONANTS: [char; 19] =
    ['ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
/// What the data of the Unicode CLDR puts before the marks that begin a part of an index.
const BOUNDARY: char = '\u{fdd0}';
/// The mark of no stroke, from which those of each number of strokes are counted.
const NO_STROKE: u32 = 0x2800;
const MOST_STROKES: u8 = 64;

impl Collation {
    pub(crate) fn of(locale: &str) -> Self {
        let (locale, script) = (tag::in_full(locale), tag::script(locale));
        let characters = match (script.is_of("ja"), script.is_written_in("Hant")) {
            (true, _) => Characters::Japanese,
            (_, true) => Characters::Strokes,
            _ => Characters::Pinyin,
        };
        let is_foreign = characters == Characters::Pinyin && !script.is_of("zh");
        Self {
            collator: collator(&locale, Strength::Tertiary),
            letters: collator(&locale, Strength::Primary),
            chinese: is_foreign.then(|| collator(&tag::parsed("zh"), Strength::Tertiary)),
            characters,
        }
    }

    /// Where a name stands: by what its first letter is, so that marks before it make no difference.
    pub(crate) fn key(&self, name: &str) -> SortKey {
        let name = from_first_letter(name);
        let mut key = Vec::with_capacity(name.len() * 2 + 8);
        let collator = match &self.chinese {
            // They stand behind everything for which the language has letters.
            Some(chinese) if name.starts_with(is_chinese) => {
                key.push(u8::MAX);
                chinese
            }
            _ => &self.collator,
        };
        let Ok(()) = collator.write_sort_key_to(name, &mut key);
        SortKey(key.into_boxed_slice())
    }

    /// The heading for a name, and where that stands among others.
    pub(crate) fn heading(&self, name: &str) -> (SortKey, Heading) {
        let name = from_first_letter(name);
        let heading = match name.chars().find(|c| !is_written_before_its_letter(*c)) {
            Some(c) if is_chinese(c) => self.character(name),
            Some(c) if c.is_alphabetic() => self.letter(c),
            _ => Heading::Digits,
        };
        let key = match heading {
            Heading::Digits => SortKey(Box::from([0])),
            Heading::Letter(letter) => self.key(letter.encode_utf8(&mut [0; 4])),
            Heading::Strokes(number) => SortKey(Box::from([u8::MAX, number])),
            Heading::Characters => SortKey(Box::from([u8::MAX])),
        };
        (key, heading)
    }

    fn letter(&self, first: char) -> Heading {
        let mut parts = DecomposingNormalizerBorrowed::new_nfkd().normalize_iter([first].into_iter());
        let base = parts.next().unwrap_or(first);
        if let Some(consonant) = u32::from(base).checked_sub(0x1100).and_then(|at| CONSONANTS.get(at as usize)) {
            return Heading::Letter(*consonant);
        }
        if matches!(base, '\u{3041}'..='\u{30ff}') {
            return Heading::Letter(self.last_before(KANA, first).unwrap_or(KANA[0]));
        }
        if base != first {
            // A letter with an accent stands under the letter, unless the language has it as another one; two letters that
            // are written as one stand under the first.
            let is_base = self.compare(base, first).is_eq() || parts.next().is_some_and(char::is_alphabetic);
            return Heading::Letter(upper(if is_base { base } else { first }));
        }
        let is_latin = matches!(first, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
        let below = self.last_before('A'..='Z', first).filter(|_| is_latin);
        // What stands behind the whole alphabet is a letter of its own.
        let below = below.filter(|letter| *letter != 'Z' || self.compare('Z', first).is_eq());
        Heading::Letter(below.unwrap_or_else(|| upper(first)))
    }

    /// The last of some marks, in their order, that does not stand behind a letter.
    fn last_before(&self, marks: impl IntoIterator<Item = char>, letter: char) -> Option<char> {
        marks.into_iter().take_while(|mark| self.compare(*mark, letter) != Ordering::Greater).last()
    }

    /// The heading for a name that begins with a Chinese character, which may be read otherwise in this name than alone.
    fn character(&self, name: &str) -> Heading {
        let chinese = self.chinese.as_ref().unwrap_or(&self.collator);
        let is_before = |mark: char| {
            let mark = String::from_iter([BOUNDARY, mark]);
            chinese.compare(&mark, name) != Ordering::Greater
        };
        // No word begins with some of the letters, and no character has some of the numbers of strokes.
        let found = match self.characters {
            Characters::Japanese => None,
            Characters::Pinyin => ('A'..='Z').rfind(|mark| is_before(*mark)).map(Heading::Letter),
            Characters::Strokes => {
                let mark = |number: &u8| char::from_u32(NO_STROKE + u32::from(*number)).unwrap_or(BOUNDARY);
                (1..=MOST_STROKES).rfind(|number| is_before(mark(number))).map(Heading::Strokes)
            }
        };
        found.unwrap_or(Heading::Characters)
    }

    fn compare(&self, left: char, right: char) -> Ordering {
        self.letters.compare(left.encode_utf8(&mut [0; 4]), right.encode_utf8(&mut [0; 4]))
    }
}

fn collator(locale: &Locale, strength: Strength) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    Collator::try_new(locale.into(), options).expect("the program carries the orders of all languages")
}

/// The name from its first letter or digit on; all of it when it has none.
fn from_first_letter(name: &str) -> &str {
    name.find(char::is_alphanumeric).map_or(name, |at| &name[at..])
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The vowels of Thai and Lao that stand before the consonant behind which they are spoken.
fn is_written_before_its_letter(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}')
}

/// The capital form of a letter, in scripts that begin names with it.
fn upper(c: char) -> char {
    let is_georgian = matches!(c, '\u{10a0}'..='\u{10ff}');
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(upper), None) if !is_georgian => upper,
        _ => c,
    }
}
