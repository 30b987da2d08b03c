//! Records that lie somewhere else than they did, so that whoever looks at the old place can be led to the present one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::text_file::TextFile;
use crate::model::Record;
use crate::model::key::Key;
use crate::path::SourcePath;
use crate::source::Source;

/// How many bytes of vanished texts are remembered.
const MOST_LOST: usize = 32 << 20;
/// How often a page may have moved and still be found.
const MOST_MOVES: usize = 32;

/// Where records went.
#[derive(Default)]
pub(super) struct Moves {
    to: HashMap<Key, Key>,
    /// The files that vanished, by the text that they had. It may come up again at another place.
    lost: HashMap<Arc<str>, Vec<Lost>>,
    /// The length of those texts, each as often as it was lost.
    lost_bytes: usize,
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

    /// Notes that records took the place of others: of a single one, or of that of the same name.
    fn moved(&mut self, old: &[Arc<Record>], new: &[Arc<Record>]) {
        for old in old {
            let is_heir = |new: &&Arc<Record>| new.key.kind == old.key.kind && new.key.id.name() == old.key.id.name();
            let heir = match new {
                [only] if only.key.kind == old.key.kind => Some(only),
                _ => new.iter().find(is_heir),
            };
            if let Some(heir) = heir.filter(|heir| heir.key != old.key) {
                self.to.insert(old.key.clone(), heir.key.clone());
            }
        }
    }

    /// Notes a file that moved and was changed in one go, if most of its lines are still there.
    pub(super) fn changed_on_the_way(&mut self, old: &TextFile, new: &TextFile) {
        let lines: HashSet<&str> = old.text.lines().filter(|line| !line.trim().is_empty()).collect();
        let n_kept = new.text.lines().collect::<HashSet<_>>().intersection(&lines).count();
        if n_kept * 2 > lines.len() {
            self.moved(&old.records, &new.records);
        }
    }

    /// Notes a file that vanished.
    pub(super) fn lose(&mut self, path: SourcePath, text: &TextFile) {
        self.lost_bytes += text.text.len();
        if self.lost_bytes > MOST_LOST {
            self.lost.clear();
            self.lost_bytes = text.text.len();
        }
        let lost = Lost { path, records: text.records.clone(), good_text: text.good_text() };
        self.lost.entry(Arc::clone(&text.text)).or_default().push(lost);
    }

    /// Notes where a new file was before; one that cannot be understood keeps what it said there last.
    pub(super) fn find(&mut self, path: &SourcePath, text: &mut TextFile) {
        let Some(candidates) = self.lost.get_mut(&text.text) else { return };
        // Files without a text of their own are told apart by their names only.
        let namesake = candidates.iter().rposition(|lost| lost.path.file_name() == path.file_name());
        let is_alone = candidates.len() == 1 && !text.text.trim().is_empty();
        let Some(found) = namesake.or(is_alone.then_some(0)) else { return };
        let lost = candidates.remove(found);
        self.lost_bytes -= text.text.len();
        if candidates.is_empty() {
            self.lost.remove(&text.text);
        }
        if text.is_broken() {
            let good = TextFile::new(Source { path: path.clone(), text: lost.good_text });
            if good.is_good() {
                text.last_good = Some(good.text);
                text.digest = good.digest;
                text.records = good.records;
            }
        }
        self.moved(&lost.records, &text.records);
    }
}
