//! The names that a script declares, and where each of them holds.

use std::collections::BTreeMap;
use std::ops::Range;

use super::syntax::Script;
use super::token::HEADS;

/// Names, each with the tokens among which one of its declarations holds: all of its scope, and hardly more.
pub(super) type Declared<'a> = BTreeMap<&'a str, Vec<Range<usize>>>;

impl<'a> Script<'a> {
    pub(super) fn declared(&self) -> Option<Declared<'a>> {
        let mut declared = Declared::new();
        for at in 0..self.tokens.len() {
            match self.text(at) {
                "(" if self.has_body(at) && !HEADS.contains(&self.before(at)) => {
                    self.declare_all(at, &(at..self.behind(self.behind(at))), &mut declared)?;
                }
                "=>" if self.before(at) == ")" => {
                    let open = self.partners[&(at - 1)];
                    self.declare_all(open, &(open..self.end_of_value(at)), &mut declared)?;
                }
                "=>" => drop(self.declare(at.checked_sub(1)?, &(at - 1..self.end_of_value(at)), &mut declared)?),
                _ if !self.is_word(at) || self.is_property(at) => {}
                _ if self.begins_list(at) => self.declare_list(at + 1, &mut declared)?,
                "function" if self.is_word(at + 1) => drop(self.declare(at + 1, &self.around(at), &mut declared)?),
                "class" => {
                    let body = (at..self.tokens.len()).find(|body| self.text(*body) == "{")?;
                    if self.partners[&body] != body + 1 {
                        return None;
                    }
                    if self.is_word(at + 1) && self.text(at + 1) != "extends" {
                        self.declare(at + 1, &self.around(at), &mut declared)?;
                    }
                }
                _ => {}
            }
        }
        Some(declared)
    }

    /// The scope of what is declared in the same brackets as a token: of a function with its parameters.
    fn around(&self, at: usize) -> Range<usize> {
        let Some(open) = self.inside[at] else { return 0..self.tokens.len() };
        let head = if self.before(open) == "=>" { open - 1 } else { open };
        let start = match self.before(head) {
            ")" => self.partners[&(head - 1)],
            _ if head < open => head - 1,
            _ => open,
        };
        start..self.partners[&open]
    }

    /// Where the value ends that begins at a token.
    fn end_of_value(&self, from: usize) -> usize {
        let mut at = from;
        while self.tokens.get(at).is_some_and(|token| ![",", ";"].contains(&token.text) && !token.closes()) {
            at = self.behind(at);
        }
        at
    }

    /// Declares what stands behind `const` or `let`.
    fn declare_list(&self, from: usize, declared: &mut Declared<'a>) -> Option<()> {
        // What the head of a loop declares can be seen in the statement behind it.
        let head = self.inside[from].filter(|open| self.text(*open) == "(");
        let scope = match head {
            Some(open) if self.has_body(open) => open..self.behind(self.behind(open)),
            Some(open) => self.around(open),
            None => self.around(from),
        };
        let end = self.end_of_list(from);
        let mut at = self.declare(from, &scope, declared)?;
        while at < end {
            at = if self.text(at) == "," { self.declare(at + 1, &scope, declared)? } else { self.behind(at) };
        }
        Some(())
    }

    /// Where a list of declarations ends. Without `;` that is not certain; what then is not declared keeps its name.
    pub(super) fn end_of_list(&self, from: usize) -> usize {
        let is_end =
            |at: usize| self.text(at) == ";" || self.tokens[at].closes() || (at > from && self.needs_break(at));
        let mut at = from;
        while at < self.tokens.len() && !is_end(at) {
            at = self.behind(at);
        }
        at
    }

    /// Declares the name or the names of the pattern at a token, and returns what is behind it.
    fn declare(&self, at: usize, scope: &Range<usize>, declared: &mut Declared<'a>) -> Option<usize> {
        if self.is_word(at) {
            declared.entry(self.text(at)).or_default().push(scope.clone());
        } else if ["{", "["].contains(&self.text(at)) {
            self.declare_all(at, scope, declared)?;
        } else {
            return None;
        }
        Some(self.behind(at))
    }

    /// Declares the parameters or the parts of a pattern that stand in brackets.
    fn declare_all(&self, open: usize, scope: &Range<usize>, declared: &mut Declared<'a>) -> Option<()> {
        let close = self.partners[&open];
        let mut at = open + 1;
        while at < close {
            if [",", "..."].contains(&self.text(at)) {
                at += 1;
                continue;
            }
            let has_key = self.text(open) == "{" && self.text(at + 1) == ":";
            at = self.declare(if has_key { at + 2 } else { at }, scope, declared)?;
            if ![",", "=", ")", "]", "}"].contains(&self.text(at)) {
                return None;
            }
            // The value that stands for one that is missing.
            while at < close && self.text(at) != "," {
                at = self.behind(at);
            }
        }
        Some(())
    }
}
