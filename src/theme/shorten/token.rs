//! Cuts a script into its tokens: words, numbers, marks, and texts that nothing may be changed in.
//!
//! Comments and white space are left out. Where it takes a whole parser to tell a division from a regular expression,
//! nothing is returned.

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    Number,
    /// A string, a regular expression, or what of a template stands before, between or behind its `${…}`.
    Text,
    /// A bracket or an operator; of operators that look like several, such as `&&=`, each character is one.
    Mark,
}

/// A piece of a script.
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Whether it is the first of its line.
    pub(super) follows_break: bool,
}

impl Token<'_> {
    /// Whether a bracket begins here, which the `${` of a template is too.
    pub(super) fn opens(&self) -> bool {
        match self.kind {
            Kind::Mark => ["(", "[", "{"].contains(&self.text),
            Kind::Text => self.text.starts_with(['`', '}']) && self.text.ends_with("${"),
            Kind::Word | Kind::Number => false,
        }
    }

    /// Whether a bracket ends here.
    pub(super) fn closes(&self) -> bool {
        match self.kind {
            Kind::Mark => [")", "]", "}"].contains(&self.text),
            Kind::Text => self.text.starts_with('}'),
            Kind::Word | Kind::Number => false,
        }
    }
}

/// Keywords that a value follows, so that `/` behind them begins a regular expression.
const BEFORE_VALUE: [&str; 13] =
    ["await", "case", "delete", "do", "else", "in", "instanceof", "of", "return", "throw", "typeof", "void", "yield"];
/// Words before `(…)` behind which a statement follows.
pub(super) const HEADS: [&str; 4] = ["for", "if", "while", "with"];
const LONG_MARKS: [&str; 5] = ["...", "=>", "?.", "++", "--"];

/// The tokens of a script, or nothing when it is broken or its tokens cannot be told apart.
pub(super) fn tokens(script: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens: Vec<Token> = Vec::new();
    // For each bracket that is open what stands before it.
    let mut open = Vec::new();
    let mut closed = "";
    let mut follows_break = false;
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        if let Some(blank) = blank(rest)? {
            follows_break |= blank.contains('\n');
            rest = &rest[blank.len()..];
            continue;
        }
        let (kind, length) = match first {
            '"' | '\'' => (Kind::Text, text(rest, first)?),
            '`' => (Kind::Text, template(rest)?),
            '}' if open.last() == Some(&"${") => (Kind::Text, template(rest)?),
            '/' if !ends_value(&tokens, closed)? => (Kind::Text, regular_expression(rest)?),
            _ if begins_number(rest) => (Kind::Number, length_while(rest, |c| is_of_name(c) || c == '.')),
            _ if is_of_name(first) => (Kind::Word, length_while(rest, is_of_name)),
            _ if first.is_ascii_punctuation() && !['\\', '@'].contains(&first) => (Kind::Mark, mark(rest)),
            _ => return None,
        };
        let token = Token { kind, text: &rest[..length], follows_break };
        if token.closes() {
            closed = open.pop()?;
        }
        if token.opens() {
            let before = tokens.last().map_or("", |last| last.text);
            open.push(if kind == Kind::Text { "${" } else { before });
        }
        tokens.push(token);
        rest = &rest[length..];
        follows_break = false;
    }
    Some(tokens)
}

/// The white space or the comment that a script begins with; nothing at all when the comment has no end.
#[expect(clippy::option_option, reason = "whether it is broken, and whether there is one")]
fn blank(script: &str) -> Option<Option<&str>> {
    let length = if script.starts_with("//") {
        length_while(script, |c| c != '\n')
    } else if script.starts_with("/*") {
        script.find("*/")? + 2
    } else {
        length_while(script, char::is_whitespace)
    };
    Some((length > 0).then(|| &script[..length]))
}

/// Whether a `/` behind some tokens divides; nothing when that cannot be told from the token before alone.
fn ends_value(tokens: &[Token], closed: &str) -> Option<bool> {
    let Some(last) = tokens.last() else { return Some(false) };
    let is_property = tokens.len() > 1 && [".", "?."].contains(&tokens[tokens.len() - 2].text);
    match (last.kind, last.text) {
        (Kind::Word, word) => Some(is_property || !BEFORE_VALUE.contains(&word)),
        (Kind::Number, _) | (Kind::Mark, "]") => Some(true),
        (Kind::Text, _) => Some(!last.opens()),
        (Kind::Mark, ")") => Some(!HEADS.contains(&closed)),
        (Kind::Mark, "}" | "++" | "--") => None,
        (Kind::Mark, _) => Some(false),
    }
}

/// The length of a string.
fn text(script: &str, quote: char) -> Option<usize> {
    end_of(script, |rest| rest.starts_with(quote).then_some(1)).filter(|length| !script[..*length].contains('\n'))
}

/// The length of a part of a template, with what encloses it.
fn template(script: &str) -> Option<usize> {
    end_of(script, |rest| rest.starts_with('`').then_some(1).or(rest.starts_with("${").then_some(2)))
}

fn regular_expression(script: &str) -> Option<usize> {
    let mut is_in_class = false;
    let end = end_of(script, |rest| {
        is_in_class = (is_in_class || rest.starts_with('[')) && !rest.starts_with(']');
        (rest.starts_with('/') && !is_in_class).then_some(1)
    })?;
    let flags = length_while(&script[end..], is_of_name);
    (!script[..end].contains('\n')).then_some(end + flags)
}

/// Where that ends which begins with the first character, when `end` tells the length of its end; `\` hides what follows.
fn end_of(script: &str, mut end: impl FnMut(&str) -> Option<usize>) -> Option<usize> {
    let mut characters = script.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if let Some(length) = end(&script[at..]) {
            return Some(at + length);
        }
    }
    None
}

fn begins_number(script: &str) -> bool {
    script.strip_prefix('.').unwrap_or(script).starts_with(|c: char| c.is_ascii_digit())
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || ['_', '$', '#'].contains(&c)
}

fn mark(script: &str) -> usize {
    // In `a?.5:b` a number follows.
    let is_condition = script.strip_prefix('?').is_some_and(begins_number);
    LONG_MARKS.iter().find(|mark| script.starts_with(**mark) && !is_condition).map_or(1, |mark| mark.len())
}

fn length_while(script: &str, holds: impl Fn(char) -> bool) -> usize {
    script.find(|c| !holds(c)).unwrap_or(script.len())
}
