//! Texts and queries of every kind, made from a seed and from what a site says.

use crate::reading::{Files, calls};

/// A generator of numbers: the same for the same seed.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below another.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// The titles of a language with the beginnings of their texts.
pub(super) fn cards(files: &Files, locale: &str) -> Vec<(String, String)> {
    let folder = format!("search/{locale}/");
    let of_locale = files.iter().filter(|(path, _)| path.starts_with(&folder));
    let calls = of_locale.flat_map(|(_, text)| calls(text));
    let blocks = calls.filter(|call| call[0].as_str().unwrap().starts_with("d-"));
    let lines: Vec<String> = blocks.flat_map(|call| lines_of(call[2].as_str().unwrap())).collect();
    lines.iter().map(|line| card(line)).collect()
}

fn lines_of(block: &str) -> Vec<String> {
    block.lines().map(ToOwned::to_owned).collect()
}

fn card(line: &str) -> (String, String) {
    let fields: Vec<&str> = line.split('\t').collect();
    (fields[0].to_owned(), fields[2].to_owned())
}

/// Queries that are the same for every site.
const FIXED: &[&str] = &[
    "",
    " ",
    "?",
    "the",
    "how is it",
    "what are the of and",
    "to be or not to be",
    "no",
    "a",
    "b",
    "2",
    "27001",
    "x1",
    "soc",
    "soc2",
    "SOC 2 Type II",
    "soc-2 report",
    "iso/iec 27001:2022",
    "CC6.1",
    "cc 6.1",
    "a.8.24",
    "AC-2(3)",
    "AT-C 320",
    "xylophone quokka",
    "zzzzzz",
    "encrpytion",
    "availabilty",
    "confidentialty",
    "subprocesors",
    "data centre",
    "datacenter",
    "multi-factor authentication",
    "2fa",
    "who's",
    "provider's",
    "provider’s reports",
    "__proto__",
    "constructor",
    "<b>soc</b> 2",
    "\" OR 1=1 --",
    "soc\u{0}2",
    "\u{202e}2 cos",
    "\u{1f600}",
    "ＳＯＣ２",
    "naïve café",
    "cafe\u{301}",
    "报",
    "报告",
    "数据中心",
    "数据中心在哪里？",
    "SOC 2 报告",
    "的",
    "心",
    "审计频率",
    "한국어",
    "보안",
    "セキュリティ",
    "ความปลอดภัย",
    "Übermaß",
    "ΣΊΣΥΦΟΣ",
    "безопасность",
];

/// So many queries, derived from what a site says.
pub(super) fn queries(cards: &[(String, String)], count: usize, random: &mut Random) -> Vec<String> {
    let mut queries: Vec<String> = FIXED.iter().map(|query| (*query).to_owned()).collect();
    queries.extend(["心".repeat(2_000), "audit ".repeat(1_700), "x".repeat(10_240), "1.2-".repeat(2_000)]);
    while queries.len() < count {
        let (title, text) = random.pick(cards);
        queries.push(match random.below(9) {
            0 => title.clone(),
            1 => with_mistakes(title, 1, random),
            2 => with_mistakes(title, usize::MAX, random),
            3 => broken_off(title, random),
            4 => some_words(text, random),
            5 => some_words(&format!("{title} {text}"), random).to_uppercase(),
            6 => id_like(&format!("{title} {text}"), random),
            7 => some_characters(&format!("{title} {text}"), random),
            _ => broken_off(&some_words(&with_mistakes(text, usize::MAX, random), random), random),
        });
    }
    queries
}

/// Letters left out, doubled, changed or swapped in so many of the longer words.
fn with_mistakes(text: &str, most: usize, random: &mut Random) -> String {
    let mut left = most;
    let mut misspelt = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() < 5 || left == 0 {
            return word.to_owned();
        }
        left -= 1;
        let at = random.below(letters.len() - 1);
        match random.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 => letters[at] = char::from(b'a' + u8::try_from(random.below(26)).unwrap()),
            _ => letters.swap(at, at + 1),
        }
        letters.into_iter().collect()
    };
    text.split(' ').map(&mut misspelt).collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, which may end within a word.
fn broken_off(text: &str, random: &mut Random) -> String {
    let length = text.chars().count();
    text.chars().take(1 + random.below(length.clamp(1, 40))).collect()
}

fn some_words(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let count = 1 + random.below(4);
    (0..count).map(|_| *random.pick(&words)).collect::<Vec<_>>().join(" ")
}

/// A word with a number in it, or two words beside each other, joined otherwise.
fn id_like(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let numbers: Vec<usize> = (0..words.len()).filter(|at| words[*at].contains(|c: char| c.is_ascii_digit())).collect();
    let at = if numbers.is_empty() { random.below(words.len()) } else { *random.pick(&numbers) };
    let joint = random.pick(&["", " ", "-", ".", "_", "/", "(", ":"]);
    words[at.saturating_sub(1)..=at].join(joint).to_lowercase()
}

/// A few characters from anywhere: words of a text without spaces.
fn some_characters(text: &str, random: &mut Random) -> String {
    let characters: Vec<char> = text.chars().collect();
    let from = random.below(characters.len());
    characters[from..].iter().take(1 + random.below(8)).collect()
}

/// Characters of one kind each.
const POOLS: &[&str] = &[
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "0123456789",
    "0123456789",
    " -._/(:)  -.",
    "'’'s s’s",
    ",;!?\"#$%&*+<=>@[\\]^`{|}~\t\n",
    "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿßœæłđħıİĲŉſ",
    "ÀÁÂÄÅÇÈÉÊËÎÏÑÖØÜŒÆŁĐĦẞ",
    "e\u{301}a\u{308}o\u{302}n\u{303}u\u{30a}c\u{327}s\u{323}\u{307}",
    "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώςΣΆΈΏϊϋΐΰ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёЁЙїІґ",
    "אבגדהוזחטיכלמנסעפצקרשתםןףץך\u{5b0}\u{5b8}",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويآأؤإئ\u{64e}\u{651}٠١٢٣",
    "अआइईकखगघचछजझटठडढणतथदधनपफबभम\u{93e}\u{93f}\u{94d}१२३",
    "数据中心报告审计频率安全性可用性隐私银行有限公司",
    "\u{3400}\u{4dbf}\u{9fa5}\u{f92c}\u{fa0e}\u{20000}\u{2a6d6}",
    "ひらがなカタカナガギグバパヴーヽゝㇰ",
    "ﾊﾟﾋﾞｶﾞｱｲｳ",
    "한국어보안감사보고서가나다각힣",
    "\u{1112}\u{1161}\u{11ab}",
    "ภาษาไทยความปลอดภัยเก้ำ",
    "ＡＢＣａｂｃ０１２３－．（）／：　",
    "ﬀﬁﬃĳǆ℡™℠№½⅓ⅧⅣ²³₁①㈱㎏㏒ªº",
    "\u{1d400}\u{1d7d8}\u{1f130}\u{10400}\u{10428}",
    "\u{1f600}\u{1f468}\u{200d}\u{1f469}\u{fe0f}\u{1f1e8}\u{1f1f3}\u{1f3fd}",
    "\u{200b}\u{200d}\u{200e}\u{200f}\u{202e}\u{2066}\u{2069}\u{feff}\u{ad}\u{a0}\u{2003}",
    "–—‐‑−·…。，、？！：；（）《》「」“”‘’",
    "§°€£¥©®±×÷µ",
];

/// A text of pieces of many scripts.
pub(super) fn text(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(8) {
        let pool: Vec<char> = random.pick(POOLS).chars().collect();
        for _ in 0..=random.below(5) {
            text.push(*random.pick(&pool));
        }
        // Ids need their joints.
        text.push_str(random.pick::<&str>(&["", "", "-", " ", ".", "2", "soc"]));
    }
    text
}
