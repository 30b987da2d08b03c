//! Short names, given so that names that have to differ do.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::scope::Declared;
use super::syntax::Script;

/// Words that are keywords in some places and names in others.
const HALF_KEYWORDS: [&str; 8] = ["async", "await", "get", "let", "of", "set", "static", "yield"];
/// Keywords that are as short as the names that are given.
const SHORT_KEYWORDS: [&str; 9] = ["as", "do", "for", "if", "in", "let", "new", "try", "var"];

/// A name in scopes that have a part in common, and where it is used.
struct Name<'a> {
    text: &'a str,
    scope: Range<usize>,
    uses: Vec<usize>,
}

impl Name<'_> {
    /// Whether two names have to differ: one is used where the other one would hide it.
    fn excludes(&self, other: &Self) -> bool {
        let (outer, inner) = if self.scope.len() < other.scope.len() { (other, self) } else { (self, other) };
        let is_within = outer.scope.start <= inner.scope.start && inner.scope.end <= outer.scope.end;
        let is_apart = outer.scope.end <= inner.scope.start || inner.scope.end <= outer.scope.start;
        !is_apart && (!is_within || outer.uses.iter().any(|at| inner.scope.contains(at)))
    }
}

impl<'a> Script<'a> {
    /// Words that get another name, each with it.
    pub(super) fn short_names(&self, declared: Declared<'a>) -> BTreeMap<usize, String> {
        let (names, kept) = self.names(declared);
        let mut free = (0..).map(short_name).filter(|name| !kept.contains(name.as_str()));
        let mut given: Vec<(String, Vec<Name>)> = Vec::new();
        for name in names {
            let known = given.iter_mut().find(|(_, others)| !others.iter().any(|other| other.excludes(&name)));
            match known {
                Some((_, others)) => others.push(name),
                None => given.extend(free.next().map(|short| (short, vec![name]))),
            }
        }
        let uses = given
            .into_iter()
            .flat_map(|(short, names)| names.into_iter().flat_map(|name| name.uses).map(move |at| (at, short.clone())));
        uses.collect()
    }

    /// The declared names, those of the smallest scopes first, and the words that have to stay as they are.
    fn names(&self, declared: Declared<'a>) -> (Vec<Name<'a>>, BTreeSet<&'a str>) {
        let mut names: BTreeMap<&str, Vec<Name>> = BTreeMap::new();
        for (text, mut scopes) in declared {
            scopes.sort_by_key(|scope| scope.start);
            let known = names.entry(text).or_default();
            for scope in scopes {
                match known.last_mut().filter(|last| scope.start < last.scope.end) {
                    Some(last) => last.scope.end = last.scope.end.max(scope.end),
                    None => known.push(Name { text, scope, uses: Vec::new() }),
                }
            }
        }
        let mut kept: BTreeSet<&str> = SHORT_KEYWORDS.into_iter().chain(HALF_KEYWORDS).collect();
        for at in (0..self.tokens.len()).filter(|at| self.is_word(*at) && !self.is_property(*at)) {
            let known =
                names.get_mut(self.text(at)).and_then(|known| known.iter_mut().find(|name| name.scope.contains(&at)));
            match known {
                Some(name) => name.uses.push(at),
                None => drop(kept.insert(self.text(at))),
            }
        }
        let mut names: Vec<Name> = names.into_values().flatten().collect();
        names.retain(|name| !kept.contains(name.text));
        // Small functions then have the same few names, and packed they take less than if the most used were the shortest.
        names.sort_by_key(|name| (name.scope.len().ilog2(), name.uses.first().copied()));
        (names, kept)
    }
}

/// The names `a` to `Z`, then those of two letters, and so on.
fn short_name(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(LETTERS[number % LETTERS.len()]);
    let before = (number / LETTERS.len()).checked_sub(1).map(short_name);
    format!("{}{last}", before.unwrap_or_default())
}
