//! Values that somebody invented until the true ones are known: those with the comment `# placeholder` on their line.
//!
//! A tree of values knows no comments, so they are found in the text: in TOML by the lexer of its package, in front matter
//! that is YAML line by line, since what begins a comment there depends on quotes and blocks only.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::codes;
use super::front::{self, Language};
use crate::diag::Diagnostic;
use crate::source::{Source, Span};

/// The word that a comment begins with, as it is written here and there.
const WORDS: [&str; 3] = ["placeholder", "Placeholder", "PLACEHOLDER"];
/// On the line of one of these a comment speaks of the text below the fields as well.
const TITLES: [&str; 3] = ["question", "title", "name"];

/// What a comment speaks of.
enum Subject<'t> {
    /// The value of a field.
    Field(&'t str),
    /// All fields of a table, by the comment on the line of its header.
    Table(&'t str),
    /// What stands below a comment that has a line of its own.
    Below,
}

/// A comment that says so, with what stands before it on its line.
struct Mark<'t> {
    subject: Subject<'t>,
    range: Range<usize>,
}

/// The placeholders of a file, a finding each; none in a file without fields.
pub(crate) fn placeholders(source: &Source) -> Vec<Diagnostic> {
    let (text, path) = (&*source.text, source.path.as_str());
    if !WORDS.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let (language, range) = match front::split(source) {
        _ if path.ends_with(".toml") => (Language::Toml, 0..text.len()),
        Ok(Some(split)) if path.ends_with(".md") => (split.language, split.front),
        _ => return Vec::new(),
    };
    let is_prose = path.ends_with(".md");
    let marks = match language {
        Language::Toml => in_toml(&text[range.clone()]),
        Language::Yaml => in_yaml(&text[range.clone()]),
    };
    let finding = |mark: Mark<'_>| {
        let message = match mark.subject {
            Subject::Field(name) if is_prose && TITLES.contains(&name) => {
                format!("the value of `{name}` is a placeholder, and so is the text below")
            }
            Subject::Field(name) => format!("the value of `{name}` is a placeholder"),
            Subject::Table(name) => format!("everything in this `{name}` is a placeholder"),
            Subject::Below => "what stands below is a placeholder".to_owned(),
        };
        let span = Span::new(mark.range.start, mark.range.end).shifted(range.start);
        Diagnostic::new(&codes::PLACEHOLDER, &source.path, span, message)
            .help("write your own value and remove the comment")
    };
    marks.into_iter().map(finding).collect()
}

/// Whether a comment begins with the word, and not with a longer one.
fn says_so(comment: &str) -> bool {
    let text = comment.trim_start_matches('#').trim_start();
    let behind = WORDS.iter().find_map(|word| text.strip_prefix(word));
    behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-'))
}

/// The piece of a line before a comment, from `start` on if that is on the same line, without spaces and commas around it.
fn piece(text: &str, start: usize, comment: usize) -> Range<usize> {
    let line = text[..comment].rfind('\n').map_or(0, |at| at + 1);
    let start = start.max(line);
    let piece = text[start..comment].trim_end_matches(|c: char| c == ',' || c.is_whitespace());
    let trimmed = piece.trim_start();
    start + piece.len() - trimmed.len()..start + piece.len()
}

fn in_toml(text: &str) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    // Of the present statement: how many brackets are open, where it begins, its name, and where its value begins.
    let (mut depth, mut statement, mut name, mut value) = (0_usize, None, None, 0);
    for token in toml_parser::Source::new(text).lex() {
        let (start, end) = (token.span().start(), token.span().end());
        match token.kind() {
            // A header ends with its line, and so does a value when all its brackets are closed.
            TokenKind::Newline if depth == 0 || name.is_none() => (depth, statement, name) = (0, None, None),
            TokenKind::Comment if says_so(&text[start..end]) => marks.push(match (name, statement) {
                (Some(name), _) => {
                    let range = Some(piece(text, value, start)).filter(|range| !range.is_empty());
                    Mark { subject: Subject::Field(name), range: range.unwrap_or(start..end) }
                }
                (None, Some(first)) => {
                    let range = piece(text, first, start);
                    let name = text[range.clone()].trim_matches(['[', ']', ' ', '\t']);
                    Mark { subject: Subject::Table(name), range }
                }
                (None, None) => Mark { subject: Subject::Below, range: start..end },
            }),
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment | TokenKind::Eof => {}
            kind => {
                let first = *statement.get_or_insert(start);
                match kind {
                    TokenKind::Equals if name.is_none() => (name, value) = (Some(text[first..start].trim()), end),
                    TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                    TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }
    marks
}

/// Where a line of YAML stands between quotes and brackets that began before it.
#[derive(Clone, Copy, Default, PartialEq)]
struct Inside {
    quote: Option<char>,
    brackets: usize,
}

fn in_yaml(text: &str) -> Vec<Mark<'_>> {
    let (mut marks, mut inside, mut block, mut name, mut start) = (Vec::new(), Inside::default(), None, None, 0);
    for line in text.split_inclusive('\n') {
        let (from, indent) = (start, line.len() - line.trim_start().len());
        start += line.len();
        // The lines of a block are text, until one that is indented no deeper than where it began.
        if block.is_some_and(|parent| line.trim().is_empty() || indent > parent) {
            continue;
        }
        let is_inside = inside != Inside::default();
        let comment = comment_of(line, &mut inside);
        let content = line[..comment.unwrap_or(line.len())].trim_end();
        let field = content.split_once(':').filter(|_| !is_inside && indent == 0);
        let value = from + field.map_or(0, |(name, _)| name.len() + 1);
        name = field.map(|(name, _)| name.trim()).or(name);
        let last = content.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_block =
            last.starts_with(['|', '>']) && last[1..].chars().all(|c| c.is_ascii_digit() || "+-".contains(c));
        block = (is_block && inside == Inside::default()).then_some(indent);
        let Some(comment) = comment.filter(|at| says_so(line[*at..].trim_end())) else { continue };
        let subject = match name {
            Some(name) if is_inside || !content.is_empty() => Subject::Field(name),
            _ => Subject::Below,
        };
        let range = if content.is_empty() {
            from + comment..from + line.trim_end().len()
        } else {
            piece(text, value, from + comment)
        };
        marks.push(Mark { subject, range });
    }
    // A quote without an end was none, and would hide what stands behind it.
    if inside.quote.is_some() { in_unquoted(text) } else { marks }
}

/// Where the comment of a line begins: at a `#` at its beginning or behind a space, outside of quotes.
fn comment_of(line: &str, inside: &mut Inside) -> Option<usize> {
    // What stands before, the spaces left out: a quote or a bracket counts only where a value may begin.
    let (mut before, mut is_spaced, mut is_escaped) = (None, true, false);
    // Two single quotes in a text between such quotes are one.
    let mut is_closed = false;
    for (at, c) in line.char_indices() {
        let may_begin = match before {
            None | Some(':' | '-' | '?') => true,
            Some(',' | '[' | '{') => inside.brackets > 0,
            _ => false,
        };
        let was_closed = std::mem::take(&mut is_closed);
        match inside.quote {
            Some('"') if is_escaped => is_escaped = false,
            Some('"') if c == '\\' => is_escaped = true,
            Some(quote) if c == quote => (inside.quote, is_closed) = (None, c == '\''),
            Some(_) => {}
            None if c == '#' && is_spaced => return Some(at),
            None => match c {
                '\'' if was_closed => inside.quote = Some(c),
                '"' | '\'' if may_begin => inside.quote = Some(c),
                '[' | '{' if may_begin => inside.brackets += 1,
                ']' | '}' => inside.brackets = inside.brackets.saturating_sub(1),
                _ => {}
            },
        }
        is_spaced = c.is_whitespace();
        before = if is_spaced { before } else { Some(c) };
    }
    None
}

/// Every line that ends with the comment, whatever stands before it.
fn in_unquoted(text: &str) -> Vec<Mark<'_>> {
    let mut start = 0;
    let mut marks = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(at) = line.rfind(" #").filter(|at| says_so(line[at + 1..].trim_end())) {
            let name = line.split(':').next().unwrap_or_default().trim();
            marks.push(Mark { subject: Subject::Field(name), range: piece(text, start, start + at) });
        }
        start += line.len();
    }
    marks
}
