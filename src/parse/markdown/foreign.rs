//! Notation of other systems, which Markdown takes for text: what it is, and what to write instead.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Prose;
use crate::diag::{Diagnostic, Place};
use crate::parse::codes;

/// How many further places of one notation a finding shows; the message counts them all.
const MOST_SHOWN: usize = 8;

/// How far, in bytes, a notation is looked for from its first sign.
const LONGEST: usize = 500;

/// A notation that only another system understands.
struct Foreign {
    what: &'static str,
    help: &'static str,
    find: Find,
}

/// Where a notation stands, and how long it is there.
enum Find {
    /// At the beginning of a line.
    Line(fn(&str) -> Option<usize>),
    /// Wherever its first sign stands, which begins with one of [`FIRST_SIGNS`]: by the text before that and the text that
    /// begins with it.
    Within(&'static str, fn(&str, &str) -> Option<usize>),
}

const ALERT: &str = "write `> [!NOTE]` on a line of its own, and `> ` before each line of the text";
const ATTRIBUTE: &str = "remove it; only a heading takes an id, as in `## Heading {#id}`";

/// The notations, of which the first that fits is reported.
static FOREIGN: [Foreign; 18] = [
    Foreign { what: "a picture", help: "write `![what it shows](path)`", find: Find::Line(picture) },
    Foreign { what: "a container", help: ALERT, find: Find::Line(container) },
    Foreign { what: "an admonition", help: ALERT, find: Find::Line(admonition) },
    Foreign { what: "a directive", help: ALERT, find: Find::Line(directive) },
    Foreign { what: "a tab", help: "write a heading, with the text of the tab below it", find: Find::Line(tab) },
    Foreign { what: "a table of contents", help: "remove it", find: Find::Line(contents) },
    Foreign { what: "an import", help: "remove it, and write Markdown for what it brings", find: Find::Line(import) },
    Foreign { what: "an abbreviation", help: "add a term to the glossary", find: Find::Line(abbreviation) },
    Foreign { what: "a formula", help: "write it in words, or show a picture of it", find: Find::Line(formula) },
    Foreign { what: "a comment", help: "remove it; readers see it", find: Find::Within("%%", comment) },
    Foreign { what: "a picture", help: "write `![what it shows](path)`", find: Find::Within("![[", embedded) },
    Foreign { what: "a link", help: "write `[words](path)`", find: Find::Within("[[", wiki_link) },
    Foreign { what: "a tag of a template", help: "write the text that it stands for", find: Find::Within("{%", tag) },
    Foreign { what: "an attribute", help: ATTRIBUTE, find: Find::Within("{", attribute) },
    Foreign { what: "a highlight", help: "write `**words**`", find: Find::Within("==", highlight) },
    Foreign { what: "a role", help: "write `[words](path)`, or the words alone", find: Find::Within(":", role) },
    Foreign { what: "the name of an emoji", help: "write the emoji itself", find: Find::Within(":", emoji) },
    Foreign { what: "a player", help: "write `[words](address)`", find: Find::Within("@", player) },
];

/// What the signs begin with that are looked for within a line.
const FIRST_SIGNS: &[u8] = b"%![{=:@";

/// Where each notation of the table was met, by its place there.
#[derive(Default)]
pub(super) struct Met(BTreeMap<usize, Vec<Range<usize>>>);

impl Prose<'_> {
    /// Notes what of a text only another system understands.
    pub(super) fn look_for_foreign(&mut self, at: &Range<usize>) {
        let before = &self.text[self.text.floor_char_boundary(at.start.saturating_sub(LONGEST))..at.start];
        let line = before.rfind('\n').map(|end| &before[end + 1..]).or((before.len() == at.start).then_some(before));
        let begins_line = line.is_some_and(|line| line.chars().all(|c| " \t>-+*0123456789.)".contains(c)));
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        if begins_line {
            found.extend(at_line(self.text, at.start).map(|(index, end)| (at.start, index, end)));
        }
        // Most texts have no sign at all, so they are gone through once for all notations.
        let piece = self.text[at.clone()].bytes().enumerate();
        for (offset, _) in piece.filter(|(_, byte)| FIRST_SIGNS.contains(byte)) {
            let start = at.start + offset;
            found.extend(within(self.text, start).map(|(index, end)| (start, index, end)));
        }
        found.sort_unstable();
        let mut taken = at.start;
        for (start, index, end) in found {
            if start >= taken {
                taken = end;
                self.foreign.0.entry(index).or_default().push(start..end);
            }
        }
    }

    /// Reports each notation that was met, once.
    pub(super) fn report_foreign(&mut self) {
        for (index, places) in std::mem::take(&mut self.foreign.0) {
            let Some((first, others)) = places.split_first() else { continue };
            let Foreign { what, help, .. } = &FOREIGN[index];
            let more = match others.len() {
                0 => String::new(),
                1 => ", here and in one more place".to_owned(),
                more => format!(", here and in {more} more places"),
            };
            let written = &self.text[first.clone()];
            let message = format!("`{written}` is {what} of another system and is shown as it is{more}");
            let help = format!("{help}, or put it in backticks where readers shall see it");
            let finding = Diagnostic::new(&codes::FOREIGN_NOTATION, &self.source.path, self.span(first), message);
            let path = &self.source.path;
            let finding = others.iter().take(MOST_SHOWN).fold(finding.help(help), |finding, place| {
                finding.related(Place { path: path.clone(), span: self.span(place) }, "here too")
            });
            self.out.push(finding);
        }
    }
}

/// The notations that begin at the beginning of a line, and where each ends.
fn at_line(text: &str, start: usize) -> impl Iterator<Item = (usize, usize)> {
    let (before, line) = around(text, start);
    let fits = move |(index, foreign): (usize, &Foreign)| match foreign.find {
        Find::Line(find) => Some((index, end(before, find(line))?)),
        Find::Within(..) => None,
    };
    FOREIGN.iter().enumerate().filter_map(fits)
}

/// The notations that begin at a place of a text, and where each ends.
fn within(text: &str, start: usize) -> impl Iterator<Item = (usize, usize)> {
    let (before, line) = around(text, start);
    let fits = move |(index, foreign): (usize, &Foreign)| match foreign.find {
        Find::Within(sign, find) if line.starts_with(sign) => Some((index, end(before, find(before, line))?)),
        Find::Within(..) | Find::Line(_) => None,
    };
    FOREIGN.iter().enumerate().filter_map(fits)
}

/// The text before a place, and its line from there on. What stands behind a piece of text may be code or a link, and
/// belongs to the notation all the same.
fn around(text: &str, start: usize) -> (&str, &str) {
    let (before, rest) = text.split_at(start);
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    (before, rest.split('\n').next().unwrap_or(rest))
}

/// Where a notation of this length ends, unless it is nothing or an escape takes its meaning away.
fn end(before: &str, length: Option<usize>) -> Option<usize> {
    length.filter(|length| *length > 0 && !before.ends_with('\\')).map(|length| before.len() + length)
}

/// The word at the beginning of a text, in small letters and hyphens.
fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_lowercase() && c != '-' && c != '_').unwrap_or(text.len())]
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// `:::image source="x.png":::`
fn picture(line: &str) -> Option<usize> {
    line.trim_end().starts_with(":::image ").then_some(line.trim_end().len())
}

/// `:::note`, `::: tip Title`, `:::{note}`
fn container(line: &str) -> Option<usize> {
    let inner = line.trim_start_matches(':');
    let is_named = inner.trim_start_matches([' ', '{']).starts_with(|c: char| c.is_ascii_alphabetic());
    (line.starts_with(":::") && is_named).then_some(line.trim_end().len())
}

/// `!!! note "Title"`, `??? note`, `/// note`
fn admonition(line: &str) -> Option<usize> {
    let signs = ["!!!", "???+", "???", "///"].into_iter().find(|signs| line.starts_with(signs))?;
    let inner = line[signs.len()..].trim();
    let rest = inner[word(inner).len()..].trim_start();
    let is_one = line[signs.len()..].starts_with(' ') && !word(inner).is_empty();
    (is_one && (rest.is_empty() || rest.starts_with(['"', '|']))).then_some(line.trim_end().len())
}

/// `.. note::`
fn directive(line: &str) -> Option<usize> {
    let name = word(line.strip_prefix(".. ")?);
    let is_one = !name.is_empty() && line[3 + name.len()..].starts_with("::");
    is_one.then_some(5 + name.len())
}

/// `=== "Tab"`
fn tab(line: &str) -> Option<usize> {
    (line.starts_with("=== \"") && line.trim_end().ends_with('"')).then_some(line.trim_end().len())
}

/// `[TOC]`, `[[_TOC_]]`, `{:toc}`
fn contents(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let known = ["[toc]", "[[toc]]", "[[_toc_]]", "{:toc}", "${toc}", "@[toc]"];
    known.contains(&line.to_ascii_lowercase().as_str()).then_some(line.len())
}

/// `import Tabs from '@theme/Tabs';`
fn import(line: &str) -> Option<usize> {
    let (_, from) = line.strip_prefix("import ")?.split_once(" from ")?;
    from.starts_with(['"', '\'']).then_some(line.trim_end().len())
}

/// `*[HTML]: Hyper Text Markup Language`
fn abbreviation(line: &str) -> Option<usize> {
    let (label, _) = line.strip_prefix("*[")?.split_once("]: ")?;
    (!label.contains('[')).then_some(label.len() + 4)
}

/// `$$`
fn formula(line: &str) -> Option<usize> {
    let inner = line.trim_end().strip_prefix("$$")?;
    (inner.is_empty() || inner.ends_with("$$")).then_some(line.trim_end().len())
}

/// `%%comment%%`
fn comment(before: &str, text: &str) -> Option<usize> {
    let inner = &text[2..2 + text[2..].find("%%")?];
    (!before.ends_with(is_letter) && inner.contains(char::is_alphabetic)).then_some(inner.len() + 4)
}

/// `![[picture.png]]`
fn embedded(_: &str, text: &str) -> Option<usize> {
    wiki_link("", &text[1..]).map(|length| length + 1)
}

/// `[[Page]]`, `[[Page|words]]`; not `[[1, 2], [3, 4]]`, and not the index of a name.
fn wiki_link(before: &str, text: &str) -> Option<usize> {
    let inner = &text[2..2 + text[2..].find("]]")?];
    let is_name = inner.chars().count() > 1
        && inner.starts_with(|c: char| c.is_alphanumeric() || "_#./".contains(c))
        && inner.contains(char::is_alphabetic)
        && !inner.contains(['[', ']', ',', '"', '=']);
    (is_name && !before.ends_with(|c: char| is_letter(c) || ")]!".contains(c))).then_some(inner.len() + 4)
}

/// `{% include note.html %}`
fn tag(_: &str, text: &str) -> Option<usize> {
    let inner = &text[2..2 + text[2..].find("%}")?];
    let begins = inner.trim_start_matches('-').trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && !inner.contains('{')).then_some(inner.len() + 4)
}

/// `{: .note }`, and `{#id}` or `{.class}` at the end of a line or behind what it speaks of.
fn attribute(before: &str, text: &str) -> Option<usize> {
    let inner = &text[1..text.find('}')?];
    let length = inner.len() + 2;
    let name = inner.trim_start_matches([':', '#', '.', ' ']);
    let is_named = inner.len() > name.len() && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_behind = before.ends_with([')', ']', '`']);
    let ends_line = text[length..].trim().is_empty() && (before.is_empty() || before.ends_with(char::is_whitespace));
    let is_pair = is_behind && inner.contains('=') && inner.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_plain = !name.contains(['{', ',', '\\']);
    let is_attribute = is_named && is_plain && (inner.starts_with(':') || is_behind || ends_line);
    (is_attribute || is_pair).then_some(length)
}

/// `==words==`, and no comparison.
fn highlight(before: &str, text: &str) -> Option<usize> {
    let inner = &text[2..2 + text[2..].find("==")?];
    let is_tight =
        !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    let is_within = |c: char| is_letter(c) || "=!<>)]".contains(c);
    let behind = &text[inner.len() + 4..];
    let is_one = is_tight && inner.contains(char::is_alphabetic) && !inner.contains(['=', '<', '>', '"', '\'']);
    (is_one && !before.ends_with(is_within) && !behind.starts_with(|c: char| is_letter(c) || "=([".contains(c)))
        .then_some(inner.len() + 4)
}

/// The name between two colons.
fn between_colons<'t>(before: &str, text: &'t str) -> Option<&'t str> {
    let name = text[1..].split_once(':')?.0;
    let is_name = name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+".contains(c));
    (is_name && !before.ends_with(|c: char| !c.is_whitespace() && !"(>*_".contains(c))).then_some(name)
}

/// `` :ref:`label` ``
fn role(before: &str, text: &str) -> Option<usize> {
    let name = between_colons(before, text)?;
    text[name.len() + 2..].starts_with('`').then_some(name.len() + 2)
}

/// `:warning:`
fn emoji(before: &str, text: &str) -> Option<usize> {
    let name = between_colons(before, text)?;
    let behind = text[name.len() + 2..].chars().next();
    behind.is_none_or(|c| c.is_whitespace() || ".,;!?)*_|:".contains(c)).then_some(name.len() + 2)
}

/// `@[video](address)`
fn player(before: &str, text: &str) -> Option<usize> {
    let name = text.strip_prefix("@[")?.split_once("](")?.0;
    let is_one = !before.ends_with(is_letter) && !name.is_empty() && name.chars().all(is_letter);
    is_one.then_some(name.len() + 3)
}
