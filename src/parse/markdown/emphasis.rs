//! Emphasis beside Chinese, Japanese and Korean, which the parser decides by white space that they do not write.
//!
//! 1. The events of each stretch of text are taken apart into runs of signs and what stands between them; a link is one
//!    piece, since no emphasis reaches into it.
//! 2. Where `flanking` lets a run do something else than CommonMark, all runs of the stretch are matched anew, as
//!    CommonMark matches them. Every other stretch stays as the parser read it.
//! 3. The runs that are still text are noted, for readers see them.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::flanking::{Beside, Run};
use super::matching::{Matching, Used};

pub(super) type Placed<'e> = (Event<'e>, Range<usize>);

/// The events of a text, and where a sign of emphasis stands in it that emphasizes nothing, once for each stretch.
pub(super) struct Emphasized<'e> {
    pub(super) events: Vec<Placed<'e>>,
    pub(super) strays: Vec<Range<usize>>,
}

/// A part of a stretch of text.
enum Piece<'e> {
    /// A run, and what of it the parser left as text.
    Run(Run, Option<Run>),
    Break(Placed<'e>),
    Other(Vec<Placed<'e>>),
}

/// A stretch of text that is being read: of a block, or of a link.
#[derive(Default)]
struct Stretch<'e> {
    /// The beginning of the link.
    start: Option<Placed<'e>>,
    pieces: Vec<Piece<'e>>,
    /// The same as the parser read it.
    parsed: Vec<Placed<'e>>,
    /// Where the last piece ends.
    end: Option<usize>,
}

/// A run, and what stands before and behind it.
type Found = (Run, (Beside, Beside));

/// Reads emphasis as authors of Chinese, Japanese and Korean mean it.
pub(super) fn resolve<'e>(text: &'e str, events: impl Iterator<Item = Placed<'e>>) -> Emphasized<'e> {
    let mut out = Emphasized { events: Vec::new(), strays: Vec::new() };
    // The stretch of the block, and those of the links that are open in it.
    let mut open = vec![Stretch::default()];
    let mut in_code = false;
    for (event, at) in events {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                open.push(Stretch { start: Some((event, at)), ..Stretch::default() });
            }
            Event::End(TagEnd::Link | TagEnd::Image) if open.len() > 1 => {
                let mut link = open.pop().expect("one is open");
                let start = link.start.take();
                let inner = link.finish(text, &mut out.strays);
                let whole = start.into_iter().chain(inner).chain([(event, at)]).collect();
                open.last_mut().expect("the block is open").add(whole);
            }
            _ if !in_code && is_inline(&event) => open.last_mut().expect("the block is open").take(text, event, at),
            _ => {
                let block = std::mem::take(&mut open[0]);
                out.events.extend(block.finish(text, &mut out.strays));
                in_code = match event {
                    Event::Start(Tag::CodeBlock(_)) => true,
                    Event::End(TagEnd::CodeBlock) => false,
                    _ => in_code,
                };
                out.events.push((event, at));
            }
        }
    }
    let block = open.swap_remove(0);
    out.events.extend(block.finish(text, &mut out.strays));
    out
}

fn is_inline(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::TaskListMarker(_)
            | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
    )
}

/// How many signs begin and end such an element.
fn signs(event: &Event<'_>, source: &str) -> usize {
    match event {
        Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => 2,
        Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) if source.starts_with("~~") => 2,
        _ => 1,
    }
}

impl<'e> Stretch<'e> {
    fn take(&mut self, text: &'e str, event: Event<'e>, at: Range<usize>) {
        let mut end = at.end;
        match &event {
            Event::Start(_) => {
                end = at.start + signs(&event, &text[at.clone()]);
                self.add_signs(text, at.start..end);
            }
            Event::End(_) => {
                let length = signs(&event, &text[at.clone()]);
                self.add_signs(text, at.end - length..at.end);
            }
            Event::Text(shown) if text.get(at.clone()) == Some(&**shown) => self.take_text(text, at.clone()),
            Event::SoftBreak | Event::HardBreak => self.pieces.push(Piece::Break((event.clone(), at.clone()))),
            _ => self.pieces.push(Piece::Other(vec![(event.clone(), at.clone())])),
        }
        self.end = Some(end);
        self.parsed.push((event, at));
    }

    /// Takes text that stands in the source as readers see it.
    fn take_text(&mut self, text: &'e str, at: Range<usize>) {
        let bytes = text.as_bytes();
        // What an escape keeps from being a sign begins a text of its own, behind the backslash.
        let is_apart = self.end != Some(at.start);
        let is_escaped = is_apart && at.start.checked_sub(1).is_some_and(|before| bytes[before] == b'\\');
        let (mut start, mut from) = (at.start, at.start + usize::from(is_escaped));
        let is_sign = |byte: &u8| matches!(byte, b'*' | b'_' | b'~');
        while let Some(found) = bytes.get(from..at.end).and_then(|rest| rest.iter().position(is_sign)) {
            let run_start = from + found;
            let is_same = |byte: &&u8| **byte == bytes[run_start];
            let run_end = run_start + bytes[run_start..at.end].iter().take_while(is_same).count();
            self.add_text(text, start..run_start);
            self.add_signs(text, run_start..run_end);
            if let Some(Piece::Run(_, literal)) = self.pieces.last_mut() {
                let begun = literal.map_or(run_start, |literal| literal.start);
                *literal = Some(Run { start: begun, length: run_end - begun, sign: bytes[run_start] });
            }
            (start, from) = (run_end, run_end);
        }
        self.add_text(text, start..at.end);
    }

    fn add_text(&mut self, text: &'e str, at: Range<usize>) {
        if !at.is_empty() {
            let shown = Event::Text(CowStr::Borrowed(&text[at.clone()]));
            self.pieces.push(Piece::Other(vec![(shown, at)]));
        }
    }

    fn add_signs(&mut self, text: &str, at: Range<usize>) {
        let sign = text.as_bytes()[at.start];
        match self.pieces.last_mut() {
            Some(Piece::Run(run, _)) if run.sign == sign && run.end() == at.start => run.length += at.len(),
            _ => self.pieces.push(Piece::Run(Run { start: at.start, length: at.len(), sign }, None)),
        }
    }

    /// Adds a link.
    fn add(&mut self, link: Vec<Placed<'e>>) {
        self.end = link.last().map(|(_, at)| at.end);
        self.parsed.extend(link.iter().cloned());
        self.pieces.push(Piece::Other(link));
    }

    /// A run with what stands before and behind it on its line.
    fn found(&self, text: &str, index: usize) -> Option<Found> {
        let Piece::Run(run, _) = &self.pieces[index] else { return None };
        let ends = |piece: Option<&Piece<'_>>| matches!(piece, None | Some(Piece::Break(_)));
        let line = text[..run.start].rfind('\n').map_or(0, |at| at + 1);
        let begins_line = ends(index.checked_sub(1).and_then(|before| self.pieces.get(before)));
        let before = if begins_line { "" } else { &text[line..run.start] };
        let behind = if ends(self.pieces.get(index + 1)) { "" } else { &text[run.end()..] };
        Some((*run, run.beside(before, behind)))
    }

    /// The events of the stretch.
    fn finish(self, text: &'e str, strays: &mut Vec<Range<usize>>) -> Vec<Placed<'e>> {
        let found: Vec<(usize, Found)> =
            (0..self.pieces.len()).filter_map(|index| Some((index, self.found(text, index)?))).collect();
        if found.is_empty() {
            return self.parsed;
        }
        if found.iter().all(|(_, (run, beside))| run.amended_ability(*beside) == run.ability(*beside)) {
            let literal = found.iter().filter_map(|(index, (_, beside))| match self.pieces[*index] {
                Piece::Run(_, literal) => Some((literal?, *beside)),
                _ => None,
            });
            strays.extend(stray(&literal.collect::<Vec<_>>()));
            return self.parsed;
        }
        let mut matching = Matching::default();
        found.iter().for_each(|(index, (run, beside))| matching.take(*index, *run, run.amended_ability(*beside)));
        let rests = found.iter().map(|(index, (run, beside))| (matching.rest(*index, *run), *beside));
        strays.extend(stray(&rests.filter(|(rest, _)| rest.length > 0).collect::<Vec<_>>()));
        events(text, self.pieces, &matching)
    }
}

/// The events of a stretch with the elements that were matched.
fn events<'e>(text: &'e str, pieces: Vec<Piece<'e>>, matching: &Matching) -> Vec<Placed<'e>> {
    let mut events = Vec::new();
    let nothing = Used::default();
    for (index, piece) in pieces.into_iter().enumerate() {
        let run = match piece {
            Piece::Break(placed) => {
                events.push(placed);
                continue;
            }
            Piece::Other(placed) => {
                events.extend(placed);
                continue;
            }
            Piece::Run(run, _) => run,
        };
        let used = matching.used(index).unwrap_or(&nothing);
        let end = |(signs, at): &(usize, Range<usize>)| (Event::End(tag(run.sign, *signs).to_end()), at.clone());
        events.extend(used.closed.iter().map(end));
        let rest = matching.rest(index, run);
        if rest.length > 0 {
            let at = rest.start..rest.end();
            events.push((Event::Text(CowStr::Borrowed(&text[at.clone()])), at));
        }
        let start = |(signs, at): &(usize, Range<usize>)| (Event::Start(tag(run.sign, *signs)), at.clone());
        events.extend(used.opened.iter().rev().map(start));
    }
    events
}

fn tag(sign: u8, signs: usize) -> Tag<'static> {
    match (sign, signs) {
        (b'~', _) => Tag::Strikethrough,
        (_, 2) => Tag::Strong,
        _ => Tag::Emphasis,
    }
}

/// The first run of text among those of a stretch that was meant as a sign.
///
/// Powers, masks, blanks and names in code stay what they are: `2**10`, `****`, `____`, `snake_case`.
fn stray(literal: &[Found]) -> Option<Range<usize>> {
    let is_cjk = |(_, (before, behind)): &Found| before.is_cjk() || behind.is_cjk();
    let mut partners: BTreeMap<(u8, usize), usize> = BTreeMap::new();
    for (run, _) in literal.iter().filter(|found| is_cjk(found)) {
        *partners.entry((run.sign, run.length)).or_insert(0) += 1;
    }
    let is_meant = |found: &&Found| {
        let (run, (before, behind)) = found;
        let is_beside_one = (*before == Beside::Space) != (*behind == Beside::Space);
        match (run.sign, run.length) {
            (b'*', 2 | 3) | (b'~', 2) => is_beside_one || is_cjk(found),
            (b'_', 1 | 2) => is_cjk(found) && partners.get(&(run.sign, run.length)).is_some_and(|count| *count > 1),
            _ => false,
        }
    };
    literal.iter().find(is_meant).map(|(run, _)| run.start..run.end())
}
