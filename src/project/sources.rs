//! The files of the content as they lie on disk, and what each yielded.
//!
//! A text that cannot be understood leaves the records of its last good one in place, unless the site is to say what a
//! check of the same files would.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Change;
use super::moves::Moves;
use super::text_file::TextFile;
use crate::attachment::{Attachment, Attachments};
use crate::diag::{Diagnostic, is_same};
use crate::digest::Sha256;
use crate::model::Record;
use crate::model::date::AsOf;
use crate::parse::Gaps;
use crate::path::SourcePath;
use crate::site::{Question, QuestionId, reopened};

/// The content of a site.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) texts: BTreeMap<SourcePath, TextFile>,
    pub(super) attachments: Attachments,
    /// Findings about files that are neither a text nor an attachment of the site.
    pub(super) problems: BTreeMap<SourcePath, Diagnostic>,
    /// The files from which not every record could be read, with those that are missing.
    pub(super) unreadable: BTreeMap<SourcePath, Gaps>,
    /// The files with something invented, or with records that readers may not see on some day.
    reserved: BTreeSet<SourcePath>,
    pub(super) moves: Moves,
    pub(super) last_good: LastGood,
}

/// What becomes of the last good state of a file that cannot be understood any more.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum LastGood {
    #[default]
    Stays,
    Goes,
}

/// A changed file of the content with what could be said of it alone.
pub(super) enum Content {
    Text(TextFile),
    Attachment(Attachment),
    Problem(Diagnostic),
    Gone,
}

/// What a path held before an edit.
pub(super) struct Former {
    pub(super) path: SourcePath,
    pub(super) text: Option<TextFile>,
    problem: Option<Diagnostic>,
    attachment: Option<Attachment>,
    gaps: Option<Gaps>,
}

impl Content {
    pub(super) fn new(change: Change) -> Self {
        match change {
            Change::Text(source) => Self::Text(TextFile::new(source)),
            Change::Attachment(attachment) => Self::Attachment(attachment),
            Change::Problem(problem) => Self::Problem(problem),
            Change::Theme(_) | Change::Gone(_) => Self::Gone,
        }
    }

    pub(super) fn text(&self) -> Option<&TextFile> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Former {
    /// What the file told the site.
    pub(super) fn records(&self) -> &[Arc<Record>] {
        self.text.as_ref().map_or(&[], |text| &text.records)
    }

    /// What the file held.
    fn digest(&self) -> Option<Sha256> {
        let attached = self.attachment.as_ref().map(Attachment::digest);
        self.text.as_ref().filter(|text| !text.text.is_empty()).map(|text| text.digest).or(attached)
    }

    /// What was wrong with the file by itself.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.text.iter().flat_map(|text| &text.problems).chain(&self.problem)
    }
}

impl Sources {
    /// Puts a file in the place of the one at its path, and hands that back.
    pub(super) fn put(&mut self, path: SourcePath, content: Content) -> Former {
        let former = Former {
            text: self.texts.remove(&path),
            problem: self.problems.remove(&path),
            attachment: self.attachments.remove(&path),
            gaps: self.unreadable.remove(&path),
            path,
        };
        let (path, stays) = (&former.path, self.last_good == LastGood::Stays);
        let new = match content {
            Content::Text(new) => Some(match &former.text {
                Some(old) if stays && new.is_broken() && old.is_good() => new.instead_of(old),
                _ => new,
            }),
            Content::Problem(problem) => {
                let kept = former.text.as_ref().filter(|_| stays).map(|old| old.unusable(problem.clone()));
                if kept.is_none() {
                    self.problems.insert(path.clone(), problem);
                }
                former.attachment.iter().filter(|_| stays).for_each(|last| self.attachments.insert(last.clone()));
                kept
            }
            Content::Attachment(attachment) => {
                self.attachments.insert(attachment);
                None
            }
            Content::Gone => None,
        };
        let gaps = new.as_ref().and_then(TextFile::gaps).cloned();
        let gaps = if self.problems.contains_key(path) { Some(Gaps::Any) } else { gaps };
        self.unreadable.extend(gaps.map(|gaps| (path.clone(), gaps)));
        match &new {
            Some(new) => self.attachments.note_text(path, &new.text, new.digest),
            None => self.attachments.forget_text(path),
        }
        if new.as_ref().is_some_and(TextFile::is_reserved) {
            self.reserved.insert(path.clone());
        } else {
            self.reserved.remove(path);
        }
        self.texts.extend(new.map(|new| (path.clone(), new)));
        former
    }

    /// Makes the room smaller that the texts take: a map that is made in one go is denser than one that grew.
    pub(super) fn condense(&mut self) {
        self.texts = std::mem::take(&mut self.texts).into_iter().collect();
    }

    /// The records that the file at a path tells the site instead of its former ones; `None` when those stay.
    pub(super) fn news(&self, former: &Former) -> Option<&[Arc<Record>]> {
        let new = self.texts.get(&former.path);
        let stays = former.text.is_some() && new.is_some_and(TextFile::is_stale);
        (!stays).then(|| new.map_or(&[] as &[_], |text| &text.records))
    }

    /// The questions that are open again.
    pub(super) fn reopened(&self, former: &Former) -> BTreeSet<QuestionId> {
        let path = &former.path;
        let mut questions = self.news(former).map(|new| reopened(former.records(), new)).unwrap_or_default();
        let attachment = self.attachments.get(path);
        if attachment != former.attachment.as_ref() || self.unreadable.get(path) != former.gaps.as_ref() {
            questions.insert(Question::File(path).id());
        }
        if attachment.is_some() != former.attachment.is_some() {
            questions
                .extend(attachment.or(former.attachment.as_ref()).map(|file| Question::Address(&file.address()).id()));
            questions.insert(Question::All.id());
        }
        let digest = self.attachments.digest(path);
        if digest != former.digest() {
            let digests = former.digest().into_iter().chain(digest);
            questions.extend(digests.map(|digest| Question::Bytes(digest).id()));
        }
        questions
    }

    /// Whether a change brings anything that is not known.
    pub(super) fn is_news(&self, change: &Change) -> bool {
        let path = change.path();
        match change {
            Change::Text(source) => {
                self.problems.contains_key(path)
                    || self.texts.get(path).is_none_or(|text| text.text != source.text || text.is_refused)
            }
            Change::Attachment(attachment) => {
                self.problems.contains_key(path) || self.attachments.get(path) != Some(attachment)
            }
            Change::Problem(problem) => self.problems_of(path).all(|known| !is_same(known, problem)),
            Change::Theme(_) | Change::Gone(_) => self.has(path),
        }
    }

    /// Notes which records only changed their place: by the text, or when one file went and one of its kind came.
    pub(super) fn note_moves(&mut self, changes: &mut [(SourcePath, Content)]) {
        if self.last_good == LastGood::Goes {
            return;
        }
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for (path, content) in changes {
            match (self.texts.get(path), content) {
                (Some(old), Content::Gone) => gone.push((path.clone(), old)),
                (None, Content::Text(new)) => come.push((&*path, new)),
                _ => {}
            }
        }
        if let ([(_, gone)], [(_, come)]) = (gone.as_slice(), come.as_slice()) {
            self.moves.changed_on_the_way(gone, come);
        }
        gone.into_iter().for_each(|(path, text)| self.moves.lose(path, text));
        come.into_iter().for_each(|(path, text)| self.moves.find(path, text));
    }

    /// Findings about the files themselves.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems.values().chain(self.texts.values().flat_map(|text| &text.problems))
    }

    /// What is invented in the files.
    pub(super) fn placeholders(&self) -> impl Iterator<Item = &Diagnostic> {
        self.reserved().flat_map(|text| &text.placeholders)
    }

    /// Whether a file holds what is invented, or what readers may not see on a day.
    pub(super) fn has_unconfirmed(&self, as_of: AsOf) -> bool {
        let is_hidden = |record: &Arc<Record>| !record.publicity.is_public(as_of);
        self.reserved().any(|text| !text.placeholders.is_empty() || text.records.iter().any(is_hidden))
    }

    fn reserved(&self) -> impl Iterator<Item = &TextFile> {
        self.reserved.iter().filter_map(|path| self.texts.get(path))
    }

    /// Findings about a file itself.
    pub(super) fn problems_of(&self, path: &SourcePath) -> impl Iterator<Item = &Diagnostic> {
        self.problems.get(path).into_iter().chain(self.texts.get(path).into_iter().flat_map(|text| &text.problems))
    }

    pub(super) fn has(&self, path: &SourcePath) -> bool {
        self.texts.contains_key(path) || self.attachments.get(path).is_some() || self.problems.contains_key(path)
    }
}
