//! Records that lie somewhere else than they did, so that whoever looks at the old place can be led to the present one.

use std::collections::HashMap;
use std::sync::Arc;

use super::Text;
use crate::model::Record;
use crate::model::key::Key;
use crate::path::SourcePath;
use crate::source::Source;

/// How many texts of vanished files are remembered.
const MOST_LOST: usize = 20_000;
/// How often a page may have moved and still be found.
const MOST_MOVES: usize = 32;

/// Where records went.
#[derive(Default)]
pub(super) struct Moves {
    to: HashMap<Key, Key>,
    /// The files that vanished, by the text that they had. It may come up again at another place.
    lost: HashMap<Arc<str>, Vec<Lost>>,
}

/// What a vanished file said.
struct Lost {
    path: SourcePath,
    records: Vec<Arc<Record>>,
    good_text: Arc<str>,
}

impl Moves {
    /// Where the record of a key lies now, when it moved.
    pub(super) fn follow(&self, key: &Key, exists: impl Fn(&Key) -> bool) -> Option<Key> {
        let mut place = key;
        for _ in 0..MOST_MOVES {
            place = self.to.get(place)?;
            if exists(place) {
                return Some(place.clone());
            }
        }
        None
    }

    /// Notes that records took the place of others, one by one.
    pub(super) fn moved(&mut self, old: &[Arc<Record>], new: &[Arc<Record>]) {
        for (old, new) in old.iter().zip(new) {
            if old.key != new.key && old.key.kind == new.key.kind {
                self.to.insert(old.key.clone(), new.key.clone());
            }
        }
    }

    /// Notes a file that vanished.
    pub(super) fn lose(&mut self, path: SourcePath, text: &Text) {
        if self.lost.len() >= MOST_LOST {
            self.lost.clear();
        }
        let lost = Lost { path, records: text.records.clone(), good_text: text.good_text() };
        self.lost.entry(Arc::clone(&text.text)).or_default().push(lost);
    }

    /// Notes where a new file was before; one that cannot be understood keeps what it said there last.
    pub(super) fn find(&mut self, path: &SourcePath, text: &mut Text) {
        let Some(candidates) = self.lost.get_mut(&text.text) else { return };
        // Files without a text of their own are told apart by their names only.
        let namesake = candidates.iter().rposition(|lost| lost.path.file_name() == path.file_name());
        let is_alone = candidates.len() == 1 && !text.text.trim().is_empty();
        let Some(found) = namesake.or(is_alone.then_some(0)) else { return };
        let lost = candidates.remove(found);
        if candidates.is_empty() {
            self.lost.remove(&text.text);
        }
        if text.is_broken() {
            let good = Text::new(Source { path: path.clone(), text: lost.good_text });
            text.last_good = Some(good.text);
            text.records = good.records;
        }
        self.moved(&lost.records, &text.records);
    }
}
