//! Taking changed files into a site that is in memory already.
//!
//! 1. [`Project::prepare`] finds what can be said of a file alone: texts are parsed, on as many threads as there are.
//! 2. [`Project::apply_prepared`] subtracts what the files said before, and adds what they say now.
//! 3. Findings, names and search documents are brought up to date, each for what has changed only.
//!
//! A project is read at first by the first two steps, as changes to an empty one.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Project;
use super::settings::Trial;
use super::sources::{Content, Former};
use super::text_file::TextFile;
use crate::attachment::Attachment;
use crate::diag::Diagnostic;
use crate::model::key::Key;
use crate::page::{self, Format};
use crate::path::SourcePath;
use crate::site::{QuestionId, Site};
use crate::source::Source;
use crate::theme::ThemeFile;

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
    /// Whether what every page shows is another: the configuration, the theme, or that something is not confirmed.
    pub is_everywhere: bool,
    /// Those of the files that cannot be understood, so that what they said last stays in the site.
    pub kept: BTreeSet<SourcePath>,
    /// The files in which something was found or mended; with another configuration or theme it may be any.
    pub findings: BTreeSet<SourcePath>,
}

/// Changed files with what could be said of each alone.
#[derive(Default)]
pub struct Prepared {
    content: Vec<(SourcePath, Content)>,
    config: Option<Change>,
    theme: Vec<(SourcePath, Change)>,
}

/// What changed files of the content meant for the site.
pub(super) struct Edit {
    pub(super) formers: Vec<Former>,
    /// The names that records of the files have, or had.
    pub(super) keys: BTreeSet<Key>,
    /// Those that have another answer than before.
    pub(super) questions: BTreeSet<QuestionId>,
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
        for (path, change) in last {
            let is_theme = path.as_str().starts_with("themes/");
            let is_config = path == self.settings.config_path;
            let is_news =
                if is_theme || is_config { self.settings.is_news(&change) } else { self.sources.is_news(&change) };
            if !is_news {
                continue;
            }
            if is_config {
                prepared.config = Some(change);
            } else if is_theme {
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
        applied.files.extend(config.as_ref().map(|_| self.settings.config_path.clone()));
        let was_unconfirmed = self.is_unconfirmed();
        self.unconfirmed.take();
        if !content.is_empty() {
            (applied.addresses, applied.findings) = self.apply_content(content);
        }
        applied.is_everywhere = self.apply_settings(config, theme);
        // The configuration may hold some of it, and what was rendered to try a theme asked before it was taken.
        self.unconfirmed.take();
        applied.is_everywhere |= self.is_unconfirmed() != was_unconfirmed;
        let is_kept = |path: &&SourcePath| match self.sources.texts.get(*path) {
            Some(text) => text.is_stale(),
            None => self.settings.has(path) && self.settings.is_kept(path),
        };
        applied.kept = applied.files.iter().filter(is_kept).cloned().collect();
        applied
    }

    /// Takes the files of an empty project.
    pub(super) fn start_with(&mut self, prepared: Prepared) {
        let Prepared { content, config, theme } = prepared;
        content.into_iter().for_each(|(path, content)| {
            self.sources.put(path, content);
        });
        self.sources.condense();
        self.site = Site::of(self.sources.texts.values().flat_map(|text| &text.records));
        theme.into_iter().for_each(|(path, change)| self.settings.put_theme_file(path, change));
        config.into_iter().for_each(|config| self.settings.configure(config, self.options.base_url.as_deref()));
        self.keep_library();
        self.settings.take_first_theme();
    }

    /// Takes back what files said, and adds what they say now.
    fn fold(&mut self, content: Vec<(SourcePath, Content)>) -> Vec<Former> {
        let mut formers = Vec::with_capacity(content.len());
        for (path, content) in content {
            let former = self.sources.put(path, content);
            if let Some(new) = self.sources.news(&former) {
                former.records().iter().for_each(|record| self.site.remove(record));
                new.iter().for_each(|record| self.site.insert(record));
            }
            formers.push(former);
        }
        formers
    }

    /// Takes changed files of the content, and names the pages that they touch and the files whose findings they do.
    fn apply_content(&mut self, mut changes: Vec<(SourcePath, Content)>) -> (BTreeSet<String>, BTreeSet<SourcePath>) {
        self.sources.note_moves(&mut changes);
        let paths: BTreeSet<SourcePath> = changes.iter().map(|(path, _)| path.clone()).collect();
        let old = paths.iter().filter_map(|path| self.sources.texts.get(path));
        let new = changes.iter().filter_map(|(_, content)| content.text());
        let mut keys: BTreeSet<Key> = old.chain(new).flat_map(TextFile::keys).collect();
        let called = self.called(&keys);
        let mut addresses = self.pages_of(&paths);

        let formers = self.fold(changes);
        let mut questions: BTreeSet<QuestionId> =
            formers.iter().flat_map(|former| self.sources.reopened(former)).collect();
        let mut exchanged = self.keep_library();
        keys.append(&mut exchanged.keys);
        questions.append(&mut exchanged.questions);
        let edit = Edit { formers, keys, questions };
        self.keep_names_after(&edit);
        self.keep_search_after(&edit);
        let findings = self.keep_findings_after(&edit);

        addresses.append(&mut self.pages_of(&paths));
        addresses.append(&mut self.pages_that_name(&self.called_otherwise(called)));
        (addresses, findings)
    }

    /// Takes a changed configuration and changed files of the theme folder, and says whether every page shows it.
    fn apply_settings(&mut self, config: Option<Change>, theme: Vec<(SourcePath, Change)>) -> bool {
        let in_theme = theme.iter().map(|(path, _)| path).filter(|path| self.settings.is_of_theme(path));
        let trials = in_theme.map(|path| match path.as_str().split('/').nth(2) {
            Some("assets") => Trial::Needless,
            _ => Trial::EveryKind,
        });
        let mut trial = trials.reduce(|a, b| if a == b { a } else { Trial::EveryKind });
        let is_configured_anew = config.is_some();
        let is_everywhere = is_configured_anew || trial.is_some();
        self.findings.iter_mut().for_each(|findings| findings.withdraw(self.settings.problems()));
        theme.into_iter().for_each(|(path, change)| self.settings.put_theme_file(path, change));
        if let Some(config) = config {
            self.settings.configure(config, self.options.base_url.as_deref());
            self.keep_library();
            trial = if self.settings.is_present() { Some(Trial::EveryKind) } else { trial };
        }
        if let Some(trial) = trial {
            // What failed before fails still, whatever else changed.
            self.retheme(if self.settings.is_theme_broken() { Trial::EveryKind } else { trial });
        }
        self.findings.iter_mut().for_each(|findings| findings.add(self.settings.problems()));
        // Every rule may look at the configuration.
        if is_configured_anew && self.findings.is_some() {
            self.keep_findings();
        }
        is_everywhere
    }

    /// Makes the theme anew from its files; one with errors is not taken.
    fn retheme(&mut self, trial: Trial) {
        // The names of reports are put together with words of the theme, and all depend on the configuration.
        if trial == Trial::EveryKind {
            self.forget_names();
        }
        let Some(last) = self.settings.try_theme() else { return };
        let failed = if trial == Trial::EveryKind { self.first_page_that_fails() } else { None };
        match failed {
            None => self.settings.accept_theme(),
            Some(problem) => {
                self.settings.reject_theme(last, problem);
                // The trial may have asked for names, in the words of the theme that failed.
                self.forget_names();
            }
        }
    }

    /// Renders one page of each kind in each language, to find what a template says only when it is used.
    fn first_page_that_fails(&self) -> Option<Diagnostic> {
        let site = self.published();
        let pages = page::one_of_each_kind(&site);
        // Those pages show every name of the site, by templates that others use too.
        let tried = pages.iter().filter(|page| !page.kind.shows_names());
        let config = &self.settings.config;
        let paths = tried.flat_map(|page| {
            let prefixes = config.locales.iter().map(|locale| config.locale_prefix(locale));
            // What no template makes, JSON, cannot fail.
            let formats = [Format::Html, Format::Markdown];
            prefixes
                .flat_map(move |prefix| formats.map(|format| page::file_of(&prefix, &page.address(), format)))
                .flatten()
        });
        paths.collect::<Vec<_>>().iter().find_map(|path| self.render(path).err()).map(|error| error.0)
    }
}
