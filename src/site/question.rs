//! What can be asked of a site, and which answers an edit changes.
//!
//! Whoever draws a conclusion from the site keeps the questions that it asked; after an edit, only those who asked one
//! of the questions that the edit opens again have to draw it anew. Questions are kept as digests: two that share one
//! cost a look too many, never one too few.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::digest::Sha256;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::tells::List;
use crate::path::{SourcePath, folded};
use crate::told::{Told, told};

/// One question.
#[derive(Hash)]
pub(crate) enum Question<'a> {
    /// Who claims this name, and what do they say?
    Record(&'a Key),
    /// Who speaks of this record?
    Referrers(&'a Key),
    /// Who stands on this list, and in which order?
    List(&'a List),
    /// Who is called so on this list?
    Called(&'a List, &'a str),
    /// Who, and which file, claims this folded address?
    Address(&'a str),
    /// Is there such a file, can it be read, and who uses it?
    File(&'a SourcePath),
    /// Do readers see this record of the library?
    Library(&'a Key),
    /// Which files hold these bytes?
    Bytes(Sha256),
    /// Which names are there, and in which files?
    All,
}

/// The digest of a question, the same in every run. It is short because millions are kept.
pub(crate) type QuestionId = u32;

impl Question<'_> {
    pub(crate) fn id(&self) -> QuestionId {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        let digest = hasher.finish();
        u32::try_from(digest >> 32).expect("half of the digest is left")
    }
}

/// The questions that somebody asked.
#[derive(Default)]
pub(crate) struct Asked(RefCell<Vec<QuestionId>>);

impl Asked {
    pub(super) fn note(&self, question: &Question<'_>) {
        self.0.borrow_mut().push(question.id());
    }

    /// The questions in order, each once; from here on the next are noted.
    pub(crate) fn take(&self) -> Box<[QuestionId]> {
        let mut asked = self.0.take();
        asked.sort_unstable();
        asked.dedup();
        asked.into_boxed_slice()
    }
}

/// The questions whose answers change when these records take the place of those.
pub(crate) fn reopened(old: &[Arc<Record>], new: &[Arc<Record>]) -> BTreeSet<QuestionId> {
    let mut reopened: BTreeSet<QuestionId> =
        old.iter().chain(new).map(|record| Question::Record(&record.key).id()).collect();
    // What a record told before and tells still is no news, and most edits change nothing that is told.
    for (told, _) in told_by(old).symmetric_difference(&told_by(new)) {
        reopened.insert(match told {
            Told::Address(address) => Question::Address(&folded(address)).id(),
            Told::Listed(list, _) => Question::List(list).id(),
            Told::Called(list, name) => Question::Called(list, name).id(),
            Told::Refers(key) => Question::Referrers(key).id(),
            Told::Uses(file) => Question::File(file).id(),
        });
    }
    let names = |records: &[Arc<Record>]| -> BTreeSet<_> {
        records.iter().map(|record| (record.key.clone(), record.path.clone())).collect()
    };
    if names(old) != names(new) {
        reopened.insert(Question::All.id());
    }
    reopened
}

/// What records tell the site, and which of them does.
fn told_by(records: &[Arc<Record>]) -> BTreeSet<(Told, (&Key, &SourcePath, u32))> {
    let mut all = BTreeSet::new();
    for record in records {
        let teller = (&record.key, &record.path, record.span.start);
        all.extend(told(record).into_iter().map(|told| (told, teller)));
    }
    all
}
