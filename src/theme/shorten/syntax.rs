//! What belongs together in a script: brackets, entries of objects, statements.

use std::collections::BTreeMap;

use super::token::{HEADS, Kind, Token};

const NOT_UNDERSTOOD: [&str; 8] = ["arguments", "case", "eval", "export", "import", "switch", "var", "with"];
/// Words before `{` behind which an object follows; behind others it is a block.
const BEFORE_OBJECT: [&str; 13] =
    ["await", "const", "delete", "in", "instanceof", "let", "new", "of", "return", "throw", "typeof", "void", "yield"];
/// Marks that may be the last of a statement.
pub(super) const ENDS: [&str; 6] = [")", "]", "}", ";", "++", "--"];
/// Marks before which no statement ends, whatever stands before them, and `}`, which ends it as a line break does.
const GOES_ON: [&str; 12] = [".", "?.", ",", ";", ")", "]", "}", "?", ":", "=", "&", "|"];

/// The tokens of a script and which of them belong together.
pub(super) struct Script<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    /// For each bracket its other one.
    pub(super) partners: BTreeMap<usize, usize>,
    /// For each token the last bracket before it that is open.
    pub(super) inside: Vec<Option<usize>>,
}

impl<'a> Script<'a> {
    pub(super) fn new(tokens: Vec<Token<'a>>) -> Option<Self> {
        let (mut partners, mut inside, mut open) = (BTreeMap::new(), Vec::new(), Vec::new());
        for (at, token) in tokens.iter().enumerate() {
            if token.closes() {
                let start = open.pop()?;
                partners.extend([(start, at), (at, start)]);
            }
            inside.push(open.last().copied());
            if token.opens() {
                open.push(at);
            }
        }
        let script = Self { tokens, partners, inside };
        let is_understood = open.is_empty() && (0..script.tokens.len()).all(|at| script.understands(at));
        is_understood.then_some(script)
    }

    fn understands(&self, at: usize) -> bool {
        if !self.is_word(at) || self.is_property(at) {
            return true;
        }
        let is_label = self.text(at + 1) == ":"
            && (!self.is_mark(at.wrapping_sub(1)) || ENDS.contains(&self.before(at)) || self.before(at) == "{");
        let is_generator = self.text(at) == "function" && self.text(at + 1) == "*";
        !is_label && !is_generator && !NOT_UNDERSTOOD.contains(&self.text(at))
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    pub(super) fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.text(before))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark)
    }

    /// Whether an opening brace is that of an object or of a pattern like one.
    fn is_object(&self, open: usize) -> bool {
        let Some(before) = open.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        self.text(open) == "{"
            && match before.kind {
                Kind::Word => BEFORE_OBJECT.contains(&before.text),
                Kind::Mark => !ENDS.contains(&before.text) && !["{", "=>"].contains(&before.text),
                Kind::Text => before.opens(),
                Kind::Number => false,
            }
    }

    /// Whether a word is the first of an entry of an object.
    pub(super) fn begins_entry(&self, at: usize) -> bool {
        ["{", ","].contains(&self.before(at)) && self.inside[at].is_some_and(|open| self.is_object(open))
    }

    /// Whether a word is the name of a property.
    pub(super) fn is_property(&self, at: usize) -> bool {
        let is_key = self.begins_entry(at) && self.text(at + 1) == ":";
        [".", "?."].contains(&self.before(at)) || is_key || self.is_method(at)
    }

    /// Whether a word is the name of a method, a getter or a setter of an object.
    fn is_method(&self, at: usize) -> bool {
        let is_in_object = self.inside[at].is_some_and(|open| self.is_object(open));
        is_in_object && self.before(at) != "function" && self.text(at + 1) == "(" && self.has_body(at + 1)
    }

    /// Whether behind parentheses a block follows.
    pub(super) fn has_body(&self, open: usize) -> bool {
        let body = self.partners.get(&open).map(|close| close + 1).and_then(|body| self.tokens.get(body));
        body.is_some_and(|body| body.text == "{" && !body.follows_break)
    }

    /// The next token that is not inside of this one.
    pub(super) fn behind(&self, at: usize) -> usize {
        let mut at = at;
        // A template has several brackets, one behind the other.
        while self.tokens[at].opens() {
            at = self.partners[&at];
        }
        at + 1
    }

    pub(super) fn begins_list(&self, at: usize) -> bool {
        ["const", "let"].contains(&self.text(at)) && !self.is_property(at)
    }

    /// Whether a statement may end with the line before a token.
    pub(super) fn needs_break(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let goes_on = GOES_ON.contains(&self.text(at)) || self.tokens[at].closes();
        let may_end = before.kind != Kind::Mark || (ENDS.contains(&before.text) && before.text != ";");
        self.tokens[at].follows_break && may_end && !before.opens() && !goes_on && !self.is_behind_block(at)
    }

    /// Whether before a token a block ends that is a statement, and no function or object.
    fn is_behind_block(&self, at: usize) -> bool {
        let Some(open) = at.checked_sub(1).and_then(|close| self.partners.get(&close)) else { return false };
        let head = match self.before(*open) {
            ")" => self.before(self.partners[&(open - 1)]),
            word => word,
        };
        self.before(at) == "}" && (HEADS.contains(&head) || ["catch", "do", "else", "finally", "try"].contains(&head))
    }
}
