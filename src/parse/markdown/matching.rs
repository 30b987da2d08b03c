//! Matches runs of signs to elements, as CommonMark does: the nearest run that can open what another one closes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::flanking::{Ability, Run};

/// A run that may still open an element.
struct Opener {
    index: usize,
    run: Run,
    /// How many signs of it are left.
    count: usize,
    both: bool,
}

/// The elements that a run begins or ends, each as its number of signs and its place.
#[derive(Default)]
pub(super) struct Used {
    /// From the inside out.
    pub(super) opened: Vec<(usize, Range<usize>)>,
    /// From the inside out.
    pub(super) closed: Vec<(usize, Range<usize>)>,
}

impl Used {
    fn signs(elements: &[(usize, Range<usize>)]) -> usize {
        elements.iter().map(|(signs, _)| signs).sum()
    }
}

/// The runs of a stretch as they are matched, each known by its place among the pieces.
#[derive(Default)]
pub(super) struct Matching {
    openers: Vec<Opener>,
    /// Below which no opener fits a closer of the kind.
    bottoms: BTreeMap<(u8, usize, bool), usize>,
    used: BTreeMap<usize, Used>,
}

impl Matching {
    /// Takes the next run of the stretch.
    pub(super) fn take(&mut self, index: usize, run: Run, ability: Ability) {
        let both = ability.opens && ability.closes;
        // Three tildes are no sign.
        if run.sign == b'~' && run.length > 2 {
            return;
        }
        let mut left = run.length;
        while ability.closes && left > 0 {
            let Some(place) = self.opener_of(run, both) else { break };
            self.openers.truncate(place + 1);
            self.bottoms.values_mut().for_each(|bottom| *bottom = (*bottom).min(place));
            let opener = self.openers.last_mut().expect("it was found");
            let signs = if opener.count.min(left) > 1 { 2 } else { 1 };
            opener.count -= signs;
            let start = opener.run.start + opener.count;
            let end = run.end() - left + signs;
            left -= signs;
            self.used.entry(opener.index).or_default().opened.push((signs, start..end));
            self.used.entry(index).or_default().closed.push((signs, start..end));
            if opener.count == 0 {
                self.openers.pop();
            }
        }
        if ability.opens && left > 0 {
            self.openers.push(Opener { index, run, count: left, both });
        }
    }

    /// The nearest opener that fits a closer.
    fn opener_of(&mut self, run: Run, both: bool) -> Option<usize> {
        let fits = |opener: &Opener| {
            let has_sizes = match run.sign {
                b'~' => opener.run.length == run.length,
                _ => {
                    !(both || opener.both)
                        || !(run.length + opener.run.length).is_multiple_of(3)
                        || run.length.is_multiple_of(3)
                }
            };
            opener.run.sign == run.sign && has_sizes
        };
        let kind = (run.sign, run.length % 3, both);
        let bottom = self.bottoms.get(&kind).copied().unwrap_or(0).min(self.openers.len());
        let found = self.openers[bottom..].iter().rposition(fits).map(|place| bottom + place);
        if found.is_none() {
            self.bottoms.insert(kind, self.openers.len());
        }
        found
    }

    /// The elements that a run begins and ends.
    pub(super) fn used(&self, index: usize) -> Option<&Used> {
        self.used.get(&index)
    }

    /// What of a run is text.
    pub(super) fn rest(&self, index: usize, run: Run) -> Run {
        let (closed, opened) =
            self.used.get(&index).map_or((0, 0), |used| (Used::signs(&used.closed), Used::signs(&used.opened)));
        Run { start: run.start + closed, length: run.length - closed - opened, ..run }
    }
}
