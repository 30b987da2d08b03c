//! Writes the tokens of a script again, without what they do not need.

use std::collections::{BTreeMap, BTreeSet};

use super::syntax::{ENDS, Script};
use super::token::{HEADS, Kind};

impl Script<'_> {
    pub(super) fn written(&self, short_names: &BTreeMap<usize, String>) -> String {
        let joined = self.joined_lists();
        let mut script = String::new();
        let mut before = None;
        for (at, token) in self.tokens.iter().enumerate() {
            let is_keyword_again = at > 0 && joined.contains(&(at - 1));
            if is_keyword_again || self.is_needless(at) {
                continue;
            }
            let gap = before.filter(|before| !joined.contains(before)).map_or("", |before| self.gap(before, at));
            before = Some(at);
            script.push_str(gap);
            match short_names.get(&at) {
                _ if joined.contains(&at) => script.push(','),
                Some(short) if self.begins_entry(at) => script.push_str(&format!("{}:{short}", token.text)),
                Some(short) => script.push_str(short),
                None if self.begins_list(at) => script.push_str("let"),
                None => script.push_str(token.text),
            }
        }
        script.push('\n');
        script
    }

    /// The ends of declarations behind which another one follows: `const a = 1; let b = 2;`.
    fn joined_lists(&self) -> BTreeSet<usize> {
        let lists = (0..self.tokens.len()).filter(|at| self.begins_list(*at));
        let ends = lists.map(|at| self.end_of_list(at + 1));
        ends.filter(|end| self.text(*end) == ";" && self.begins_list(end + 1)).collect()
    }

    fn is_needless(&self, at: usize) -> bool {
        self.is_last_semicolon(at) || self.is_around_only_parameter(at)
    }

    /// Whether a token is one of the parentheses in `(name) => value`.
    fn is_around_only_parameter(&self, at: usize) -> bool {
        let open = if self.text(at) == ")" { at.wrapping_sub(2) } else { at };
        self.text(open) == "("
            && self.is_word(open + 1)
            && (self.text(open + 2), self.text(open + 3)) == (")", "=>")
            && self.before(open) != "async"
            && !self.needs_break(open)
    }

    /// Whether a token is the `;` of the last statement of a block, which is not all of the statement.
    fn is_last_semicolon(&self, at: usize) -> bool {
        if self.text(at) != ";" || self.text(at + 1) != "}" {
            return false;
        }
        let head = self.partners.get(&(at - 1)).map_or("", |open| self.before(*open));
        let ends_statement =
            !self.is_mark(at.wrapping_sub(1)) || (ENDS.contains(&self.before(at)) && self.before(at) != ";");
        ends_statement && !HEADS.contains(&head) && !["else", "do"].contains(&self.before(at))
    }

    /// What has to stand between two tokens.
    fn gap(&self, before: usize, at: usize) -> &'static str {
        let before = &self.tokens[before];
        let is_of_name = |c: char| c.is_alphanumeric() || ['_', '$', '#'].contains(&c);
        let (last, first) = (before.text.chars().last(), self.text(at).chars().next());
        let are_words = last.is_some_and(is_of_name) && first.is_some_and(is_of_name);
        let is_mark_of_two = last == first && [Some('+'), Some('-'), Some('/')].contains(&first);
        let is_comment = (last, first) == (Some('<'), Some('!'));
        let is_fraction = before.kind == Kind::Number && first == Some('.');
        match () {
            () if self.needs_break(at) => "\n",
            () if are_words || is_mark_of_two || is_comment || is_fraction => " ",
            () => "",
        }
    }
}
