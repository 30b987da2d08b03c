//! The name that was meant by somebody who wrote one that does not exist.
//!
//! Names are kept in order, so that those with a common beginning are looked at together: with ten times the names, or
//! ten times the mistakes among them, a search costs hardly more. A name that says the opposite is never what was meant.

/// How many letters may be wrong at most.
const MOST_WRONG: usize = 4;
/// More letters wrong than anything may have.
const FAR: u8 = u8::MAX / 2;

/// Names to choose from, each with what it is the name of.
#[derive(Debug)]
pub(crate) struct Candidates<T> {
    /// In order of the folded names; of equal ones, in the order in which they came.
    all: Vec<Candidate<T>>,
}

#[derive(Debug)]
struct Candidate<T> {
    folded: Vec<char>,
    name: Box<str>,
    of: T,
}

/// How many letters are wrong up to a place in a candidate, for each place in what was written that is not further off
/// than [`MOST_WRONG`]; the middle is the same place in both.
type Row = [u8; 2 * MOST_WRONG + 1];

impl<T> Candidates<T> {
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = (&'n str, T)>) -> Self {
        let candidate = |(name, of): (&str, T)| Candidate { folded: fold(name), name: name.into(), of };
        let mut all: Vec<Candidate<T>> = names.into_iter().map(candidate).collect();
        all.sort_by(|a, b| a.folded.cmp(&b.folded));
        Self { all }
    }

    /// The candidate that is nearest to what was written, when it is near enough to be what was meant.
    pub(crate) fn nearest(&self, written: &str) -> Option<&T> {
        let allowed = (written.chars().count() / 3).clamp(1, MOST_WRONG);
        let folded = fold(written);
        let found = (0..=allowed).find_map(|n_wrong| {
            let is_meant = |name: &str| name != written && !are_opposed(name, written);
            let found = self.within(&folded, n_wrong).filter(|candidate| is_meant(&candidate.name));
            found.min_by(|a, b| a.name.cmp(&b.name))
        });
        found.map(|candidate| &candidate.of)
    }

    /// The candidates in which at most so many letters are wrong.
    fn within(&self, written: &[char], n_wrong: usize) -> impl Iterator<Item = &Candidate<T>> {
        let (mut at, mut prefix) = (0, Prefix::new(written));
        std::iter::from_fn(move || {
            while let Some(candidate) = self.all.get(at) {
                prefix.keep(&candidate.folded);
                while !prefix.is_too_far(n_wrong) && prefix.length() < candidate.folded.len() {
                    prefix.extend(candidate.folded[prefix.length()]);
                }
                if prefix.is_too_far(n_wrong) {
                    at += self.all[at..].partition_point(|other| other.folded.starts_with(&prefix.letters));
                    continue;
                }
                at += 1;
                if prefix.n_wrong() <= n_wrong {
                    return Some(candidate);
                }
            }
            None
        })
    }
}

/// The beginning of a candidate, compared with what was written: insertions, deletions, substitutions and exchanges of
/// neighbors, no letter being touched twice.
struct Prefix<'w> {
    written: &'w [char],
    letters: Vec<char>,
    /// One for each letter, and one before the first.
    rows: Vec<Row>,
}

impl<'w> Prefix<'w> {
    fn new(written: &'w [char]) -> Self {
        let mut first = [FAR; 2 * MOST_WRONG + 1];
        for (n_missing, cell) in (0..=written.len()).zip(&mut first[MOST_WRONG..]) {
            *cell = u8::try_from(n_missing).unwrap_or(FAR);
        }
        Self { written, letters: Vec::new(), rows: vec![first] }
    }

    fn length(&self) -> usize {
        self.letters.len()
    }

    /// Goes back to what the candidate begins with too.
    fn keep(&mut self, candidate: &[char]) {
        let n_common = self.letters.iter().zip(candidate).take_while(|(a, b)| a == b).count();
        self.letters.truncate(n_common);
        self.rows.truncate(n_common + 1);
    }

    fn extend(&mut self, letter: char) {
        let length = self.length() + 1;
        let before = self.rows[length - 1];
        let mut row = [FAR; 2 * MOST_WRONG + 1];
        for cell in 0..row.len() {
            // The place in what was written that belongs to this cell.
            let Some(place) = (length + cell).checked_sub(MOST_WRONG).filter(|place| *place <= self.written.len())
            else {
                continue;
            };
            let added = before.get(cell + 1).map_or(FAR, |n_wrong| n_wrong + 1);
            let left_out = cell.checked_sub(1).map_or(FAR, |left| row[left] + 1);
            row[cell] = added.min(left_out).min(FAR);
            let Some(last) = place.checked_sub(1).map(|last| self.written[last]) else { continue };
            row[cell] = row[cell].min(before[cell] + u8::from(last != letter));
            let is_exchanged =
                length > 1 && place > 1 && last == self.letters[length - 2] && self.written[place - 2] == letter;
            if is_exchanged {
                row[cell] = row[cell].min(self.rows[length - 2][cell] + 1);
            }
            row[cell] = row[cell].min(FAR);
        }
        self.letters.push(letter);
        self.rows.push(row);
    }

    /// Whether no candidate that begins like this can be near enough. An exchange reaches back over one letter.
    fn is_too_far(&self, n_wrong: usize) -> bool {
        let least = |row: &Row| row.iter().map(|n_wrong| usize::from(*n_wrong)).min().unwrap_or(0);
        let mut rows = self.rows.iter().rev();
        rows.next().is_some_and(|row| least(row) > n_wrong) && rows.next().is_none_or(|row| least(row) >= n_wrong)
    }

    /// How many letters are wrong in the whole of it.
    fn n_wrong(&self) -> usize {
        let cell = (self.written.len() + MOST_WRONG).checked_sub(self.length());
        let row = self.rows.last().expect("there is a row before the first letter");
        usize::from(cell.and_then(|cell| row.get(cell)).copied().unwrap_or(FAR))
    }
}

/// The candidate that is nearest to what was written, when it is near enough to be what was meant.
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Candidates::new(candidates.into_iter().map(|name| (name, name))).nearest(written).copied()
}

/// Words that say the opposite of each other.
const OPPOSITES: [(&str, &str); 20] = [
    ("after", "before"),
    ("allow", "deny"),
    ("begin", "end"),
    ("down", "up"),
    ("earliest", "latest"),
    ("excluded", "included"),
    ("first", "last"),
    ("first", "next"),
    ("from", "to"),
    ("from", "until"),
    ("in", "out"),
    ("last", "next"),
    ("max", "min"),
    ("new", "old"),
    ("next", "previous"),
    ("off", "on"),
    ("private", "public"),
    ("since", "until"),
    ("start", "end"),
    ("with", "without"),
];

/// Whether one name says the opposite of another: they differ in a word that is the opposite of the other's, or in whether
/// something is done or suffered, as `superseded_by` and `supersedes`.
fn are_opposed(a: &str, b: &str) -> bool {
    let words = |name: &str| name.to_lowercase().split(['_', '-', ' ']).map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let is_passive = |words: &[String]| words.len() > 1 && words.last().is_some_and(|last| last == "by");
    let has = |words: &[String], word: &str| words.iter().any(|own| own == word);
    let differ = |x: &str, y: &str| has(&a, x) && has(&b, y) && !has(&a, y) && !has(&b, x);
    is_passive(&a) != is_passive(&b) || OPPOSITES.iter().any(|(x, y)| differ(x, y) || differ(y, x))
}

/// The text without what people write one way or the other: case, the sign between words, and Roman numerals.
fn fold(text: &str) -> Vec<char> {
    let text = text.to_lowercase().replace(['_', ' '], "-");
    let arabic = |word| match word {
        "i" => "1",
        "ii" => "2",
        "iii" => "3",
        other => other,
    };
    text.split('-').map(arabic).collect::<Vec<_>>().join("-").chars().collect()
}
