//! Taking a changed configuration or theme into a site that is in memory already.
//!
//! Either is taken only if it works; the last one that did stays otherwise.

use std::sync::Arc;

use super::{Change, Project, with_base_url};
use crate::diag::Diagnostic;
use crate::page;
use crate::parse;
use crate::path::SourcePath;
use crate::theme::{Theme, ThemeFile};

/// Where the configuration in force is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConfigState {
    /// The present text.
    Present,
    /// An earlier text, because the present one cannot be understood.
    Stale,
    /// An earlier text, because the file cannot be read.
    Refused,
}

/// How a changed theme proves that it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trial {
    /// A page of each kind is rendered.
    EveryKind,
    /// Not at all: styles, scripts and pictures cannot fail.
    Needless,
}

impl Project {
    pub(super) fn put_theme_file(&mut self, path: SourcePath, change: Change) {
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

    /// Whether a file of the theme folder belongs to the theme of the site.
    pub(super) fn is_of_theme(&self, path: &SourcePath) -> bool {
        let theme = path.as_str().strip_prefix("themes/").and_then(|path| path.split('/').next());
        theme == Some(&self.config.theme)
    }

    /// Takes a changed configuration, unless it cannot be understood.
    pub(super) fn configure(&mut self, change: Change) {
        self.config_state = ConfigState::Refused;
        match change {
            Change::Text(source) => {
                self.config_text = Arc::clone(&source.text);
                let (config, problems) = parse::parse_config(&source);
                let is_broken = problems.iter().any(Diagnostic::is_error);
                self.config_problems = problems;
                self.config_state = ConfigState::Stale;
                if let Some(config) = config.filter(|_| !is_broken || !self.is_configured) {
                    self.config = with_base_url(config, &self.options);
                    self.is_configured = true;
                    self.config_state = ConfigState::Present;
                }
            }
            Change::Problem(problem) => self.config_problems = vec![problem],
            _ => {}
        }
        if self.config_state == ConfigState::Present {
            (self.theme, _) = Theme::new(&self.config, &self.good_theme_files, &self.config_path);
            self.forget_names();
            self.retheme(Trial::EveryKind);
        }
        // Every rule may look at the configuration.
        if self.ledger.is_some() {
            self.keep_findings();
        }
    }

    /// Makes the theme anew from its files; one with errors is not taken.
    pub(super) fn retheme(&mut self, trial: Trial) {
        let files: Vec<ThemeFile> = self.theme_files.values().cloned().collect();
        let (theme, mut problems) = Theme::new(&self.config, &files, &self.config_path);
        if !problems.iter().any(Diagnostic::is_error) {
            let last = std::mem::replace(&mut self.theme, theme);
            let failed = if trial == Trial::EveryKind { self.first_page_that_fails() } else { None };
            match failed {
                None => self.good_theme_files = files,
                Some(problem) => {
                    problems.push(problem);
                    self.theme = last;
                }
            }
        }
        if trial == Trial::EveryKind {
            // The names of reports are put together with words of the theme.
            self.forget_names();
        }
        let last = std::mem::replace(&mut self.theme_problems, problems);
        if let Some(mut ledger) = self.ledger.take() {
            ledger.withdraw(&last);
            ledger.add(&self.theme_problems);
            self.ledger = Some(ledger);
        }
    }

    /// Renders one page of each kind in each language, to find what a template says only when it is used.
    fn first_page_that_fails(&self) -> Option<Diagnostic> {
        let site = self.published();
        let pages = page::one_of_each_kind(&site);
        // Those pages show every name of the site, by templates that others use too.
        let tried = pages.iter().filter(|page| !page::shows_index(page.kind));
        let paths = tried.flat_map(|page| {
            let prefixes = self.config.locales.iter().map(|locale| self.config.locale_prefix(locale));
            prefixes.filter_map(|prefix| page::file_of(&prefix, &page.address(), page::Format::Html))
        });
        paths.collect::<Vec<_>>().iter().find_map(|path| self.render(path).err()).map(|error| error.0)
    }
}
