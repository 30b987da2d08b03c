//! Which runs of `*`, `_` and `~` may open emphasis, and which may close it.
//!
//! CommonMark decides by the white space beside a run, which Chinese, Japanese and Korean do not write. So beside their
//! characters `*` follows the amendment of <https://github.com/tats-u/markdown-cjk-friendly>: their punctuation counts
//! as a letter, and punctuation of others may stand between a run and their letters. Beyond it, the punctuation that ends
//! or begins a phrase of theirs counts as theirs too where the run has two signs: `**（重要）**abc` and `**(重要)**abc`.

/// A run of one sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) length: usize,
    pub(super) sign: u8,
}

/// What a run may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ability {
    pub(super) opens: bool,
    pub(super) closes: bool,
}

/// What stands beside a run; the end of a line is white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Space,
    Letter,
    Punctuation,
    CjkLetter,
    CjkPunctuation,
}

impl Beside {
    fn is_punctuation(self) -> bool {
        matches!(self, Self::Punctuation | Self::CjkPunctuation)
    }

    pub(super) fn is_cjk(self) -> bool {
        matches!(self, Self::CjkLetter | Self::CjkPunctuation)
    }

    fn is_space_or_punctuation(self) -> bool {
        self == Self::Space || self.is_punctuation()
    }
}

/// How far to look behind punctuation for what it belongs to.
const MOST_PUNCTUATION: usize = 4;

impl Run {
    pub(super) fn end(&self) -> usize {
        self.start + self.length
    }

    /// What stands before and behind the run on its line, of which these are the two parts.
    pub(super) fn beside(&self, before: &str, behind: &str) -> (Beside, Beside) {
        // A variation selector belongs to the character before it.
        let is_selector = |c: &char| matches!(*c as u32, 0xfe00..=0xfe0e | 0xe_0100..=0xe_01ef);
        let before = before.chars().rev().filter(|c| !is_selector(c));
        (self.of_side(before), self.of_side(behind.chars()))
    }

    fn of_side(&self, mut outwards: impl Iterator<Item = char>) -> Beside {
        let Some(first) = outwards.next().filter(|c| !c.is_whitespace()) else { return Beside::Space };
        match (is_punctuation(first), is_cjk(first)) {
            (false, false) => Beside::Letter,
            (false, true) => Beside::CjkLetter,
            (true, true) => Beside::CjkPunctuation,
            (true, false) => {
                let belongs = outwards.take(MOST_PUNCTUATION).find(|c| is_cjk(*c) || !is_punctuation(*c));
                let is_cjk = self.length > 1 && belongs.is_some_and(is_cjk);
                if is_cjk { Beside::CjkPunctuation } else { Beside::Punctuation }
            }
        }
    }

    /// What the run may do by CommonMark.
    pub(super) fn ability(&self, (before, behind): (Beside, Beside)) -> Ability {
        let within_words = self.sign == b'*' || self.sign == b'~' && self.length == 2;
        let is_crossed = self.sign == b'~' && self.length == 2;
        let opens = is_crossed || within_words && !behind.is_punctuation() || before.is_space_or_punctuation();
        let closes = is_crossed || within_words && !before.is_punctuation() || behind.is_space_or_punctuation();
        Ability { opens: behind != Beside::Space && opens, closes: before != Beside::Space && closes }
    }

    /// What the run may do by the amendment.
    pub(super) fn amended_ability(&self, (before, behind): (Beside, Beside)) -> Ability {
        if self.sign != b'*' {
            return self.ability((before, behind));
        }
        let is_foreign = |beside| beside == Beside::Punctuation;
        let lets = |beside: Beside| beside == Beside::Space || is_foreign(beside) || beside.is_cjk();
        Ability {
            opens: behind != Beside::Space && (!is_foreign(behind) || lets(before)),
            closes: before != Beside::Space && (!is_foreign(before) || lets(behind)),
        }
    }
}

/// Punctuation and symbols: what is no letter, digit, mark, space or control.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let is_mark = matches!(c as u32, 0x300..=0x36f | 0x483..=0x489 | 0x200b..=0x200f | 0x2060..=0x206f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0xfeff | 0xe_0000..=0xe_0fff);
    !(c.is_alphanumeric() || c.is_whitespace() || c.is_control() || is_mark)
}

/// Whether the character belongs to Chinese, Japanese or Korean: what East Asian text writes full-width or half-width,
/// besides emoji.
fn is_cjk(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11ff | 0x20a9 | 0x2e80..=0x303e | 0x3041..=0x4dbf | 0x4e00..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0xfe10..=0xfe1f | 0xfe30..=0xfe6f | 0xff01..=0xffee | 0x1_6fe0..=0x1_b2ff | 0x1_f200..=0x1_f2ff | 0x2_0000..=0x3_fffd)
}
