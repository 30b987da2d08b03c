//! Taking changed files into a site that is in memory already.
//!
//! 1. [`Project::prepare`] finds what can be said of a file alone: texts are parsed, on as many threads as there are.
//! 2. [`Project::apply_prepared`] subtracts what the files said before, and adds what they say now.
//! 3. Findings and the index of names are brought up to date, each for what has changed only; `settings` does the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::settings::{ConfigState, Trial};
use super::{Project, Text};
use crate::attachment::Attachment;
use crate::diag::{Diagnostic, is_same};
use crate::model::key::Key;
use crate::path::SourcePath;
use crate::site::{Question, QuestionId, reopened};
use crate::source::Source;
use crate::theme::ThemeFile;
use crate::view::{self, Index};

/// One changed file of the site.
#[derive(Clone, Debug)]
pub enum Change {
    /// A text file of the content, or `candor.toml`, that is there, new or changed.
    Text(Source),
    /// Another file of the content that is there, new or changed.
    Attachment(Attachment),
    /// A file of the theme that is there, new or changed.
    Theme(ThemeFile),
    /// A file that is there and cannot be used, for the reason that the finding gives; its last good state stays.
    Problem(Diagnostic),
    /// A file that is there no more.
    Gone(SourcePath),
}

impl Change {
    /// The file that changed.
    #[must_use]
    pub fn path(&self) -> &SourcePath {
        match self {
            Self::Text(source) => &source.path,
            Self::Attachment(attachment) => &attachment.path,
            Self::Theme(file) => &file.path,
            Self::Problem(problem) => &problem.place.path,
            Self::Gone(path) => path,
        }
    }
}

/// What changed files meant for the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The files whose contents were not those of before.
    pub files: BTreeSet<SourcePath>,
    /// The addresses of the pages that they touch, from the root of the site: `/faq/soc/validity/`.
    pub addresses: BTreeSet<String>,
    /// Whether the configuration or the theme is another, which every page shows.
    pub is_everywhere: bool,
    /// Those of the files that cannot be understood, so that what they said last stays in the site.
    pub kept: BTreeSet<SourcePath>,
}

/// Changed files with what could be said of each alone.
#[derive(Default)]
pub struct Prepared {
    content: Vec<(SourcePath, Content)>,
    config: Option<Change>,
    theme: Vec<(SourcePath, Change)>,
}

/// A changed file of the content with what could be said of it alone.
enum Content {
    Text(Text),
    Attachment(Attachment),
    Problem(Diagnostic),
    Gone,
}

impl Project {
    /// Finds out what changed files say, as far as each says it alone, so that applying it takes but a moment.
    ///
    /// A file that holds what it held is left out.
    #[must_use]
    pub fn prepare(&self, changes: impl IntoIterator<Item = Change>) -> Prepared {
        let mut prepared = Prepared::default();
        let mut content = Vec::new();
        let last: BTreeMap<SourcePath, Change> = changes.into_iter().map(|c| (c.path().clone(), c)).collect();
        for (path, change) in last.into_iter().filter(|(_, change)| self.is_news(change)) {
            if path == self.config_path {
                prepared.config = Some(change);
            } else if path.as_str().starts_with("themes/") {
                prepared.theme.push((path, change));
            } else {
                content.push((path, change));
            }
        }
        prepared.content = content.into_par_iter().map(|(path, change)| (path, Content::new(change))).collect();
        prepared
    }

    /// Takes changed files: subtracts what they said before, adds what they say now.
    pub fn apply(&mut self, changes: impl IntoIterator<Item = Change>) -> Applied {
        let prepared = self.prepare(changes);
        self.apply_prepared(prepared)
    }

    /// Takes changed files that were prepared, with nothing else taken in between.
    pub fn apply_prepared(&mut self, prepared: Prepared) -> Applied {
        let Prepared { content, config, theme } = prepared;
        let paths = content.iter().map(|(path, _)| path).chain(theme.iter().map(|(path, _)| path));
        let mut applied = Applied { files: paths.cloned().collect(), ..Applied::default() };
        applied.files.extend(config.as_ref().map(|_| self.config_path.clone()));
        if !content.is_empty() {
            applied.addresses = self.apply_content(content);
        }
        let in_theme = theme.iter().map(|(path, _)| path).filter(|path| self.is_of_theme(path));
        let trials = in_theme.map(|path| match path.as_str().split('/').nth(2) {
            Some("assets") => Trial::Needless,
            _ => Trial::EveryKind,
        });
        let trial = trials.reduce(|a, b| if a == b { a } else { Trial::EveryKind });
        theme.into_iter().for_each(|(path, change)| self.put_theme_file(path, change));
        applied.is_everywhere = config.is_some() || trial.is_some();
        if let Some(config) = config {
            self.configure(config);
        }
        if let Some(trial) = trial {
            self.retheme(trial);
        }
        let is_kept = |path: &&SourcePath| self.is_kept(path);
        applied.kept = applied.files.iter().filter(is_kept).cloned().collect();
        applied
    }

    /// Whether a file cannot be understood, so that the site stands on what it said before.
    fn is_kept(&self, path: &SourcePath) -> bool {
        if *path == self.config_path {
            self.config_state != ConfigState::Present
        } else if path.as_str().starts_with("themes/") {
            self.theme_problems.iter().any(Diagnostic::is_error)
        } else {
            self.texts.get(path).is_some_and(Text::is_stale)
        }
    }

    /// Whether a change brings anything that is not known.
    fn is_news(&self, change: &Change) -> bool {
        let path = change.path();
        match change {
            Change::Text(source) if *path == self.config_path => {
                source.text != self.config_text || self.config_state == ConfigState::Refused
            }
            Change::Text(source) => self.texts.get(path).is_none_or(|text| {
                text.text != source.text || text.is_stale() || self.file_problems.contains_key(path)
            }),
            Change::Attachment(attachment) => {
                self.attachments.get(path) != Some(attachment) || self.file_problems.contains_key(path)
            }
            Change::Theme(file) => self.theme_files.get(path) != Some(file) || self.file_problems.contains_key(path),
            Change::Problem(problem) => self.problems_of(path).all(|known| !is_same(known, problem)),
            Change::Gone(path) => self.has_source(path),
        }
    }

    /// Takes changed files of the content, and names the pages that they touch.
    fn apply_content(&mut self, mut changes: Vec<(SourcePath, Content)>) -> BTreeSet<String> {
        self.note_moves(&mut changes);
        let paths: BTreeSet<SourcePath> = changes.iter().map(|(path, _)| path.clone()).collect();
        let mut concerned: BTreeSet<Key> = self.keys_in(&paths);
        concerned.extend(changes.iter().filter_map(|(_, content)| content.text()).flat_map(Text::keys));
        let index = self.index.take().filter(|_| concerned.iter().all(|key| view::is_named_alone(key.kind)));
        let index = index.map(|index| self.without_names(index, &concerned));
        let names = self.names_of(&concerned);
        let mut addresses = self.pages_of(&paths);

        let mut questions = BTreeSet::new();
        for (path, content) in changes {
            self.put(&path, content, &mut questions);
        }

        addresses.append(&mut self.pages_of(&paths));
        addresses.append(&mut self.pages_that_name(&self.called_otherwise(names)));
        self.index = index.map_or_else(OnceLock::new, |index| OnceLock::from(self.with_names(index, &concerned)));
        self.keep_search(&concerned, &questions);
        self.keep_ledger(&paths, &questions);
        addresses
    }

    /// Puts a file of the content in the place of the one at its path, and collects the questions that this opens again.
    fn put(&mut self, path: &SourcePath, content: Content, questions: &mut BTreeSet<QuestionId>) {
        let was_unreadable = self.unreadable.remove(path);
        let had_file = self.attachments.contains_key(path);
        let problems = self.file_problems.remove(path).unwrap_or_default();
        self.withdraw(&problems);
        let old = self.texts.remove(path);
        let new = match content {
            Content::Text(new) => Some(match &old {
                Some(old) if new.is_broken() && old.is_good() => new.instead_of(old),
                _ => new,
            }),
            Content::Problem(problem) => {
                let kept = old.as_ref().map(|old| Text::unusable(old, problem.clone()));
                if kept.is_none() {
                    self.add(std::slice::from_ref(&problem));
                    self.file_problems.insert(path.clone(), vec![problem]);
                }
                kept
            }
            Content::Attachment(attachment) => {
                self.attachments.insert(path.clone(), attachment);
                None
            }
            Content::Gone => {
                self.attachments.remove(path);
                None
            }
        };
        self.replace(old.as_ref(), new.as_ref(), questions);
        if self.file_problems.contains_key(path) || new.as_ref().is_some_and(Text::is_unreadable) {
            self.unreadable.insert(path.clone());
        }
        self.texts.extend(new.map(|new| (path.clone(), new)));
        if self.unreadable.contains(path) != was_unreadable {
            questions.insert(Question::File(path).id());
        }
        if self.attachments.contains_key(path) != had_file {
            questions.extend([Question::File(path).id(), Question::All.id()]);
        }
    }

    /// Takes back what a text said, and adds what its successor says.
    fn replace(&mut self, old: Option<&Text>, new: Option<&Text>, questions: &mut BTreeSet<QuestionId>) {
        let records = |text: Option<&'_ Text>| text.map_or(Vec::new(), |text| text.records.clone());
        // What was kept is in the site already.
        if old.is_none() || new.is_none_or(|new| !new.is_stale()) {
            let (old, new) = (records(old), records(new));
            old.iter().for_each(|record| self.site.remove(record));
            new.iter().for_each(|record| self.site.insert(record));
            questions.append(&mut reopened(&old, &new));
        }
        old.iter().for_each(|old| self.withdraw(&old.problems));
        new.iter().for_each(|new| self.add(&new.problems));
    }

    pub(super) fn add(&mut self, findings: &[Diagnostic]) {
        self.ledger.iter_mut().for_each(|ledger| ledger.add(findings));
    }

    pub(super) fn withdraw(&mut self, findings: &[Diagnostic]) {
        self.ledger.iter_mut().for_each(|ledger| ledger.withdraw(findings));
    }

    /// Notes which records only changed their place: by the text, or when one file went and one of its kind came.
    fn note_moves(&mut self, changes: &mut [(SourcePath, Content)]) {
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

    fn keys_in(&self, paths: &BTreeSet<SourcePath>) -> BTreeSet<Key> {
        paths.iter().filter_map(|path| self.texts.get(path)).flat_map(Text::keys).collect()
    }

    fn without_names(&self, mut index: Index, keys: &BTreeSet<Key>) -> Index {
        self.each_name(keys, |locale, name| {
            index.entry(locale.clone()).or_default().remove(&name);
        });
        index
    }

    fn with_names(&self, mut index: Index, keys: &BTreeSet<Key>) -> Index {
        self.each_name(keys, |locale, name| {
            index.entry(locale.clone()).or_default().insert(name);
        });
        index
    }
}

impl Content {
    fn new(change: Change) -> Self {
        match change {
            Change::Text(source) => Self::Text(Text::new(source)),
            Change::Attachment(attachment) => Self::Attachment(attachment),
            Change::Problem(problem) => Self::Problem(problem),
            Change::Theme(_) | Change::Gone(_) => Self::Gone,
        }
    }

    fn text(&self) -> Option<&Text> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Text {
    fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.records.iter().map(|record| record.key.clone())
    }
}
