//! What readers would see of the notation: marks that mean nothing as they are written, and the order of headings.
//!
//! The parser takes what it does not understand for text. So a text is looked at here once more, as it stands in the
//! file, for what its author can only have meant otherwise. What is behind a backslash or in code is meant as it is.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Tag};

use super::Prose;
use crate::diag::{Candidates, Code, Help, nearest};
use crate::parse::{addresses, codes};
use crate::source::Spanned;

/// The kinds of alert.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
/// How names of pictures end.
const PICTURES: [&str; 8] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"];

/// What was seen of a text so far.
#[derive(Default)]
pub(super) struct Notation {
    /// The heading that the text begins with.
    pub(super) first_heading: Option<Spanned<String>>,
    /// The level of the last heading; the title of the page stands above the first.
    level: usize,
    /// Where each note begins, by its label.
    notes: BTreeMap<String, Range<usize>>,
    /// The labels of the notes that the text refers to.
    marks: BTreeSet<String>,
    /// The marks that are shown as text, because there is no such note.
    without_note: Vec<(String, Range<usize>)>,
    /// The labels of the definitions that references use.
    used: BTreeSet<String>,
}

/// Where the parser met references that nothing defines.
#[derive(Default)]
pub(super) struct Undefined(RefCell<Vec<Range<usize>>>);

impl Undefined {
    /// Notes one, for which the parser asks what it leads to.
    pub(super) fn note<'t>(&self, link: &BrokenLink<'_>) -> Option<(CowStr<'t>, CowStr<'t>)> {
        self.0.borrow_mut().push(link.span.clone());
        None
    }
}

/// What is wrong at a place: the kind, the place, the message and the help.
type Found = (&'static Code, Range<usize>, String, Help);

impl Prose<'_> {
    /// Looks at an event before it is written.
    pub(super) fn look_at(&mut self, event: &Event<'_>, at: &Range<usize>) {
        match event {
            Event::Text(_) if self.image.is_none() && !self.writer.is_in_code() => self.look_at_text(at),
            Event::Start(Tag::Heading { level, .. }) => self.look_at_heading(*level as usize, at),
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                self.notation.used.insert(id.to_lowercase());
            }
            Event::FootnoteReference(label) => {
                self.notation.marks.insert(label.to_lowercase());
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let end = self.text[at.clone()].find(']').map_or(at.end, |end| at.start + end + 1);
                self.notation.notes.entry(label.to_lowercase()).or_insert(at.start..end);
            }
            _ => {}
        }
    }

    /// Looks at text as it stands in the file.
    fn look_at_text(&mut self, at: &Range<usize>) {
        let text = &self.text[at.clone()];
        if text.contains('[') {
            self.look_for_alert(at);
            self.look_for_marks(at);
        }
        if self.braces.is_none() {
            self.look_for_foreign(at);
        }
        if self.open_links.is_empty() {
            for place in addresses::bare(text) {
                let address = &text[place.clone()];
                let help = format!("write `<{address}>`, or `[words](…)` around it; in backticks it stays text");
                let message = format!("`{address}` is not a link");
                self.report(&codes::BARE_ADDRESS, &(at.start + place.start..at.start + place.end), message, help);
            }
        }
    }

    /// Reports what looks like the first line of an alert, at the beginning of a paragraph.
    fn look_for_alert(&mut self, at: &Range<usize>) {
        let line = self.text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.text[line..at.start];
        let text = &self.text[at.clone()];
        let Some(inner) = text.strip_prefix("[!") else { return };
        let word: String = inner.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        if word.is_empty() || !before.chars().all(|c| " \t>-+*_0123456789.)".contains(c)) {
            return;
        }
        let end = text.find(']').map_or(2 + inner.find(&word).unwrap_or(0) + word.len(), |end| end + 1);
        let place = at.start..at.start + end;
        let upper = word.to_uppercase();
        let has_more = inner.trim_start()[word.len()..].starts_with([' ', '[']);
        let (message, help) = if has_more && !ALERTS.contains(&upper.as_str()) {
            let help = "write the text, the link or the picture that another system puts in its place";
            (format!("`[!{word}` is of another system and is shown as it is"), help.into())
        } else if !ALERTS.contains(&upper.as_str()) {
            let help = nearest(&upper, ALERTS.iter().copied()).map_or_else(
                || Help::from(format!("use one of: {}", ALERTS.map(|kind| format!("[!{kind}]")).join(", "))),
                |near| Help::did_you_mean(&format!("[!{word}]"), &format!("[!{near}]")),
            );
            (format!("`{word}` is no kind of alert"), help)
        } else if before.contains('>') {
            let help = format!("write `> [!{upper}]` alone on the first line, and the text below it");
            ("the kind of an alert stands alone on the first line of a quotation".to_owned(), help.into())
        } else {
            let help = format!("write `> [!{upper}]`, and `> ` before each line of the text");
            ("an alert is a quotation, and this is a paragraph".to_owned(), help.into())
        };
        self.report(&codes::UNKNOWN_ALERT, &place, message, help);
    }

    /// Notes the marks of footnotes that have no text.
    fn look_for_marks(&mut self, at: &Range<usize>) {
        let text = &self.text[at.clone()];
        let starts: Vec<usize> = text.match_indices("[^").map(|(start, _)| start).collect();
        for start in starts {
            let Some(length) = text[start..].find(']') else { continue };
            let (label, behind) = (&text[start + 2..start + length], &text[start + length + 1..]);
            if is_escaped(text, start) || !is_label_of_note(label) || behind.starts_with(['+', '*', '{']) {
                continue;
            }
            let place = at.start + start..at.start + start + length + 1;
            self.notation.without_note.push((label.to_owned(), place));
        }
    }

    /// Reports marks without a footnote, and footnotes without a mark.
    pub(super) fn report_footnotes(&mut self) {
        let Notation { notes, marks, without_note, .. } = std::mem::take(&mut self.notation);
        for (label, place) in without_note {
            let message = format!("no footnote has the label `{label}`");
            let help = nearest(&label, notes.keys().map(String::as_str)).map_or_else(
                || {
                    format!("add its text on a line of its own, `[^{label}]: …`, or write `\\[` to show the bracket")
                        .into()
                },
                |near| Help::did_you_mean(&format!("[^{label}]"), &format!("[^{near}]")),
            );
            self.report(&codes::UNDEFINED_REFERENCE, &place, message, help);
        }
        for (label, place) in notes.into_iter().filter(|(label, _)| !marks.contains(label)) {
            let message = format!("nothing in the text refers to the footnote `{label}`");
            let help = format!("write `[^{label}]` where it belongs, or remove it");
            self.report(&codes::UNUSED_FOOTNOTE, &place, message, help);
        }
    }

    /// Reports references to links and pictures that no definition of the text has.
    pub(super) fn report_undefined(&mut self, Undefined(undefined): Undefined) {
        let known = Candidates::new(self.definitions.labels().map(|label| (label, label)));
        let is_nearly_known =
            |label: &str| known.nearest(&label.to_lowercase()).is_some_and(|near| !self.notation.used.contains(*near));
        let mut found = Vec::new();
        for at in &undefined.take() {
            let (written, behind) = (&self.text[at.clone()], &self.text[at.end..]);
            if is_index(&self.text[..at.start]) {
                continue;
            }
            if behind.starts_with('(') && !written.contains("][") {
                found.extend(self.torn_link(at));
                continue;
            }
            let inner = written.trim_start_matches('!').trim_start_matches('[').trim_end_matches(']');
            let (words, label) = match inner.split_once("][") {
                Some((words, label)) => (words, label),
                None if behind.starts_with("[]") => (inner, inner),
                // Brackets alone are a way to write, unless what they hold is nearly a label that nothing else uses.
                None if is_nearly_known(inner) => (inner, inner),
                None => continue,
            };
            if is_number(words) && is_number(label) {
                continue;
            }
            let end = at.end + if !inner.contains("][") && behind.starts_with("[]") { 2 } else { 0 };
            let help = known.nearest(&label.to_lowercase()).map_or_else(
                || format!("add `[{label}]: address` on a line of its own, or write `\\[` to show the bracket").into(),
                |near| Help::did_you_mean(&format!("[{label}]"), &format!("[{near}]")),
            );
            let message = format!("no definition has the label `{label}`");
            found.push((&codes::UNDEFINED_REFERENCE, at.start..end, message, help));
        }
        for (code, place, message, help) in found {
            self.report(code, &place, message, help);
        }
    }

    /// What is wrong with `[words](…)` that is no link, when what stands in parentheses was meant as an address.
    fn torn_link(&self, at: &Range<usize>) -> Option<Found> {
        let line = self.text[at.end + 1..].lines().next().unwrap_or_default();
        let address = &line[..line.find(')').unwrap_or(line.len())];
        if !is_address(address) {
            return None;
        }
        let closed = usize::from(address.len() < line.len());
        let end = at.end + 1 + address.len() + closed;
        let message = format!("`{}` is not a link", &self.text[at.start..end]);
        let help = if closed == 0 {
            "close the address with `)`"
        } else {
            "write `<` and `>` around an address with spaces or parentheses, and a title in quotation marks"
        };
        Some((&codes::BROKEN_LINK, at.start..end, message, help.into()))
    }

    /// Reports a heading that leaves out a level.
    fn look_at_heading(&mut self, level: usize, at: &Range<usize>) {
        // A heading of the first level is one of the second: the page has a title.
        let level = level.max(2);
        let above = self.notation.level.max(1);
        let text = &self.text[at.clone()];
        let marker = text.len() - text.trim_start_matches('#').len();
        if level > above + 1 {
            let line = text.lines().next().unwrap_or_default().len();
            let place = at.start..at.start + if marker > 0 { marker } else { line };
            let (wanted, last) = ("#".repeat(above + 1), "#".repeat(above));
            let message = if self.notation.level == 0 {
                format!("the first heading is of level {level}, which leaves out those above it")
            } else {
                format!("a heading of level {level} follows one of level {above}")
            };
            let help = if self.notation.level == 0 {
                format!("write `{wanted}`; the title of the page is the level above")
            } else {
                format!("write `{wanted}` below `{last}`, so that no level is left out")
            };
            self.report(&codes::SKIPPED_HEADING, &place, message, help);
        }
        self.notation.level = level;
        if self.notation.first_heading.is_none() {
            let line = text.trim_start_matches('#').lines().next().unwrap_or_default();
            let words = line.split(" {").next().unwrap_or(line).trim().trim_end_matches('#').trim();
            let start = at.start + line_offset(text, words);
            let span = self.span(&(start..start + words.len()));
            self.notation.first_heading = Some(Spanned::new(words.replace(['*', '_', '`'], ""), span));
        }
    }

    /// Reports a picture that says nothing to those who cannot see it.
    pub(super) fn look_at_picture(&mut self, description: &str, at: &Range<usize>) {
        let description = description.trim();
        let lower = description.to_lowercase();
        let is_file_name = PICTURES.iter().any(|ending| lower.ends_with(ending));
        if !description.is_empty() && !is_file_name {
            return;
        }
        let message = if is_file_name {
            format!("the picture is described by the name of its file, `{description}`")
        } else {
            "the picture has no description".to_owned()
        };
        let help = "say in the brackets what it shows, for those who cannot see it: `![what it shows](…)`";
        self.report(&codes::PICTURE_WITHOUT_DESCRIPTION, at, message, help);
    }

    /// Reports signs that were meant to emphasize, and stand on the page as they are.
    pub(super) fn report_stray(&mut self, at: &Range<usize>) {
        let message = format!("`{}` emphasizes nothing and is shown as it is", &self.text[at.clone()]);
        let help =
            "put one before and one behind the words, without spaces between, or write a backslash before each sign";
        self.report(&codes::UNMATCHED_EMPHASIS, at, message, help);
    }
}

/// Where the words of a heading stand in its source.
fn line_offset(text: &str, words: &str) -> usize {
    text.find(words).unwrap_or_default()
}

fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].ends_with('\\')
}

/// Whether what stands before a bracket makes it the index of a name, as in `list[0][1]`.
fn is_index(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ')' | ']' | '\\'))
}

/// Whether what stands in parentheses behind brackets was meant as an address.
fn is_address(written: &str) -> bool {
    let first = written.split_whitespace().next().unwrap_or_default();
    let has_ending = |path: &str| {
        let path = path.split(['#', '?']).next().unwrap_or_default();
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        (2..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let has_scheme = first.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty() && !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphabetic())
    });
    first.starts_with(['.', '/', '#', '<']) || has_scheme || has_ending(first) || has_ending(written)
}

/// Whether brackets hold no more than a number, as citations do: `[1][2]`.
fn is_number(words: &str) -> bool {
    words.chars().all(|c| !c.is_alphabetic())
}

/// Whether a label is that of a footnote, rather than a class of characters such as `[^0-9]`.
fn is_label_of_note(label: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let characters: Vec<char> = label.chars().collect();
    let is_class = characters.chunks(3).all(|part| matches!(part, [_, '-', _]));
    !label.is_empty() && label.chars().all(is_part) && label.contains(char::is_alphanumeric) && !is_class
}
