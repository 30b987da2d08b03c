//! The arithmetic of ranking: BM25F, with what depends on the whole site pinned, so that one edit moves few numbers.
//!
//! The browser computes the same with the same operations in the same order, so that both come to the same bits. That
//! is why the logarithm is our own: the languages' own ones may differ in the last bit.

/// How much a word in the title counts, against one in the body.
const TITLE: f64 = 3.0;
const TITLE_LENGTH: f64 = 0.7;
const BODY_LENGTH: f64 = 0.6;
const SATURATION: f64 = 1.2;

/// The greatest impact; one is stored in five bits.
pub(super) const MOST_IMPACT: u8 = 31;

/// How long things are on average: titles and bodies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Averages {
    pub(super) title: f64,
    pub(super) body: f64,
}

/// How long a document is against others, so that a word in a long one counts less: made once for all of its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct RelativeLength {
    title: f64,
    body: f64,
}

impl RelativeLength {
    pub(super) fn new(title_length: u16, body_length: u16, averages: Averages) -> Self {
        let relative = |length: u16, average: f64, weight: f64| 1.0 - weight + weight * pinned_length(length) / average;
        Self {
            title: relative(title_length, averages.title, TITLE_LENGTH),
            body: relative(body_length, averages.body, BODY_LENGTH),
        }
    }

    /// The same of a document whose words count less.
    pub(super) fn stretched(self, factor: f64) -> Self {
        Self { title: self.title * factor, body: self.body * factor }
    }
}

/// How much a document is about a word that stands so often in its title and body, from 1 to [`MOST_IMPACT`].
pub(super) fn impact(in_title: u8, in_body: u8, length: RelativeLength) -> u8 {
    let found = TITLE * (f64::from(in_title) / length.title) + f64::from(in_body) / length.body;
    let impact = found / (SATURATION + found) * f64::from(MOST_IMPACT);
    // Rounds half up: a call of `round` would take longer than all the rest.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 31")]
    let impact = (impact + 0.5) as u8;
    impact.max(1)
}

/// An average, held to powers of the square root of two.
pub(super) fn pinned_average(total: u64, count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "lengths of texts are far below 2^52")]
    let average = total as f64 / count.max(1) as f64;
    power_of_two_below(average * average).sqrt()
}

/// A length, held to powers of the fourth root of two, so that one word more rarely matters.
fn pinned_length(length: u16) -> f64 {
    let square = f64::from(length) * f64::from(length);
    power_of_two_below(square * square).sqrt().sqrt()
}

/// The greatest power of two that is not above a number, and 1 below that.
fn power_of_two_below(number: f64) -> f64 {
    let mut power = 1.0;
    while power * 2.0 <= number {
        power *= 2.0;
    }
    power
}

/// How much it says that a word occurs which `found` of `all` documents have.
pub(super) fn rarity(all: usize, found: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "no site has 2^52 documents")]
    let (all, found) = (all as f64, found as f64);
    ln(1.0 + (all - found + 0.5) / (found + 0.5))
}

/// The natural logarithm, by operations that every language rounds alike.
fn ln(number: f64) -> f64 {
    let (mut rest, mut twos) = (number, 0.0);
    while rest >= 1.5 {
        rest /= 2.0;
        twos += 1.0;
    }
    while rest < 0.75 {
        rest *= 2.0;
        twos -= 1.0;
    }
    let root = (rest - 1.0) / (rest + 1.0);
    let (mut sum, mut power, mut odd) = (0.0, root, 1.0);
    while odd < 20.0 {
        sum += power / odd;
        power *= root * root;
        odd += 2.0;
    }
    2.0 * sum + twos * std::f64::consts::LN_2
}
