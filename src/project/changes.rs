//! Taking changed files into a site that is in memory already.
//!
//! 1. What can be said of a file alone is found first: texts are parsed, on as many threads as there are.
//! 2. What the files said before is subtracted, what they say now added.
//! 3. Findings, index and theme are brought up to date, each for what has changed only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Project, Text, with_base_url};
use crate::attachment::Attachment;
use crate::diag::{Diagnostic, is_same};
use crate::model::key::Key;
use crate::page::{self, Page};
use crate::parse;
use crate::path::SourcePath;
use crate::site::{Question, QuestionId, reopened};
use crate::source::Source;
use crate::theme::{Theme, ThemeFile};
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

/// A changed file of the content with what could be said of it alone.
enum Content {
    Text(Text),
    Attachment(Attachment),
    Problem(Diagnostic),
    Gone,
}

impl Project {
    /// Takes changed files: subtracts what they said before, adds what they say now.
    ///
    /// A file that holds what it held is no change.
    pub fn apply(&mut self, changes: impl IntoIterator<Item = Change>) -> Applied {
        let mut applied = Applied::default();
        let (mut content, mut config, mut is_themed) = (BTreeMap::new(), None, false);
        for change in changes {
            let path = change.path().clone();
            if !self.is_news(&change) {
                continue;
            }
            applied.files.insert(path.clone());
            if path == self.config_path {
                config = Some(change);
            } else if path.as_str().starts_with("themes/") {
                is_themed = true;
                self.put_theme_file(path, change);
            } else {
                content.insert(path, change);
            }
        }
        if !content.is_empty() {
            applied.addresses = self.apply_content(content);
        }
        applied.is_everywhere = config.is_some() || is_themed;
        if let Some(change) = config {
            self.configure(change);
        } else if is_themed {
            self.retheme();
        }
        let is_kept = |path: &&SourcePath| self.is_kept(path);
        applied.kept = applied.files.iter().filter(is_kept).cloned().collect();
        applied
    }

    /// Whether a file cannot be understood, so that the site stands on what it said before.
    fn is_kept(&self, path: &SourcePath) -> bool {
        let stops = |problems: &[Diagnostic]| problems.iter().any(Diagnostic::is_error);
        if *path == self.config_path {
            stops(&self.config_problems)
        } else if path.as_str().starts_with("themes/") {
            stops(&self.theme_problems)
        } else {
            self.texts.get(path).is_some_and(Text::is_stale)
        }
    }

    /// Whether a change brings anything that is not known.
    fn is_news(&self, change: &Change) -> bool {
        let path = change.path();
        match change {
            Change::Text(source) if *path == self.config_path => {
                source.text != self.config_text || !self.config_problems.is_empty()
            }
            Change::Text(source) => self.texts.get(path).is_none_or(|text| {
                text.text != source.text || text.is_stale() || self.file_problems.contains_key(path)
            }),
            Change::Attachment(attachment) => {
                self.attachments.get(path) != Some(attachment) || self.file_problems.contains_key(path)
            }
            Change::Theme(file) => self.theme_files.get(path) != Some(file) || self.file_problems.contains_key(path),
            Change::Problem(problem) => self.problems_of(path).all(|known| !is_same(known, problem)),
            Change::Gone(path) => self.files_below(path).any(|known| known == path),
        }
    }

    /// Takes changed files of the content, and names the pages that they touch.
    fn apply_content(&mut self, changes: BTreeMap<SourcePath, Change>) -> BTreeSet<String> {
        let mut parsed: Vec<(SourcePath, Content)> = changes
            .into_par_iter()
            .map(|(path, change)| {
                let content = match change {
                    Change::Text(source) => Content::Text(Text::new(source)),
                    Change::Attachment(attachment) => Content::Attachment(attachment),
                    Change::Problem(problem) => Content::Problem(problem),
                    Change::Theme(_) | Change::Gone(_) => Content::Gone,
                };
                (path, content)
            })
            .collect();
        let paths: BTreeSet<SourcePath> = parsed.iter().map(|(path, _)| path.clone()).collect();
        let mut concerned: BTreeSet<Key> = self.keys_in(&paths);
        concerned.extend(parsed.iter().filter_map(|(_, content)| content.text()).flat_map(Text::keys));
        let index = self.index.take().filter(|_| concerned.iter().all(|key| view::is_named_alone(key.kind)));
        let index = index.map(|index| self.without_names(index, &concerned));

        let names = self.names_of(&concerned);
        let mut addresses = self.pages_of(&paths);
        let mut questions = BTreeSet::new();
        self.note_moves(&mut parsed);
        for (path, content) in parsed {
            self.put(&path, content, &mut questions);
        }
        addresses.append(&mut self.pages_of(&paths));
        addresses.append(&mut self.pages_that_name(&self.called_otherwise(names)));
        self.index = index.map_or_else(OnceLock::new, |index| OnceLock::from(self.with_names(index, &concerned)));
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
                Some(old) if new.is_broken() && !old.records.is_empty() => new.instead_of(old),
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

    fn add(&mut self, findings: &[Diagnostic]) {
        self.ledger.iter_mut().for_each(|ledger| ledger.add(findings));
    }

    fn withdraw(&mut self, findings: &[Diagnostic]) {
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
            self.moves.moved(&gone.records, &come.records);
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

    fn put_theme_file(&mut self, path: SourcePath, change: Change) {
        let problems = self.file_problems.remove(&path).unwrap_or_default();
        self.withdraw(&problems);
        match change {
            Change::Theme(file) => {
                self.theme_files.insert(path, file);
            }
            Change::Problem(problem) => {
                self.add(std::slice::from_ref(&problem));
                self.file_problems.insert(path, vec![problem]);
            }
            _ => {
                self.theme_files.remove(&path);
            }
        }
    }

    /// Takes a changed configuration, unless it cannot be understood.
    fn configure(&mut self, change: Change) {
        match change {
            Change::Text(source) => {
                self.config_text = Arc::clone(&source.text);
                let (config, problems) = parse::parse_config(&source);
                self.config_problems = problems;
                if let Some(config) = config {
                    self.config = with_base_url(config, &self.options);
                    self.is_configured = true;
                }
            }
            Change::Problem(problem) => self.config_problems = vec![problem],
            _ => {}
        }
        self.index = OnceLock::new();
        (self.theme, _) = Theme::new(&self.config, &self.good_theme_files, &self.config_path);
        self.retheme();
        // Every rule may look at the configuration.
        if self.ledger.is_some() {
            self.open_ledger();
        }
    }

    /// Makes the theme anew from its files; one with errors is not taken.
    fn retheme(&mut self) {
        let files: Vec<ThemeFile> = self.theme_files.values().cloned().collect();
        let (theme, mut problems) = Theme::new(&self.config, &files, &self.config_path);
        if !problems.iter().any(Diagnostic::is_error) {
            let last = std::mem::replace(&mut self.theme, theme);
            match self.first_page_that_fails() {
                None => {
                    self.good_theme_files = files;
                    self.index = OnceLock::new();
                }
                Some(problem) => {
                    problems.push(problem);
                    self.theme = last;
                }
            }
        }
        let last = std::mem::replace(&mut self.theme_problems, problems);
        if let Some(mut ledger) = self.ledger.take() {
            ledger.withdraw(&last);
            ledger.add(&self.theme_problems);
            self.ledger = Some(ledger);
        }
    }

    /// Renders one page of each kind, to find what a template says only when it is used.
    fn first_page_that_fails(&self) -> Option<Diagnostic> {
        let site = self.published();
        let pages = page::one_of_each_kind(&site);
        let path_of = |page: &Page| page::file_of("", &page.address(), page::Format::Html);
        pages.iter().filter_map(path_of).find_map(|path| self.render(&path).err()).map(|error| error.0)
    }
}

impl Content {
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
