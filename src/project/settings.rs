//! The configuration and the theme. Either is taken only if it works; the last one that did stays otherwise.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{CONFIG, Change};
use crate::diag::{Diagnostic, is_same};
use crate::model::config::Config;
use crate::parse;
use crate::path::{Locale, SourcePath};
use crate::source::Source;
use crate::theme::{self, Theme, ThemeFile};

/// What holds for the whole site.
pub(super) struct Settings {
    pub(super) config: Config,
    pub(super) config_path: SourcePath,
    pub(super) config_text: Arc<str>,
    /// Whether `config` was read; when not, it stands in, and no record is looked at.
    pub(super) is_configured: bool,
    config_state: ConfigState,
    config_problems: Vec<Diagnostic>,
    /// What is invented in the present text of the configuration.
    pub(super) config_placeholders: Vec<Diagnostic>,
    /// The theme of `config` and `good_theme_files`, made when somebody asks.
    theme: OnceLock<Theme>,
    pub(super) theme_files: BTreeMap<SourcePath, ThemeFile>,
    /// The last files with which each theme worked; at first those that were there.
    good_theme_files: Vec<ThemeFile>,
    theme_problems: Vec<Diagnostic>,
    /// Findings about files of the theme folder that cannot be used.
    pub(super) refused_theme_files: BTreeMap<SourcePath, Diagnostic>,
}

/// Where the configuration in force is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ConfigState {
    /// The present text.
    Present,
    /// An earlier text, because the present one cannot be understood.
    Stale,
    /// An earlier text, because the file cannot be read.
    Refused,
}

/// A theme that was in force until another one was tried.
pub(super) struct LastTheme(OnceLock<Theme>);

/// How a changed theme proves that it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trial {
    /// A page of each kind is rendered.
    EveryKind,
    /// Not at all: styles, scripts and pictures cannot fail.
    Needless,
}

impl Settings {
    /// The settings of an empty `candor.toml`.
    pub(super) fn new(base_url: Option<&str>) -> Self {
        let config_path = SourcePath::new(CONFIG).expect("the name is clean");
        let source = Source { path: config_path.clone(), text: Arc::from("") };
        Self {
            config: with_base_url(Config::stand_in(), base_url),
            config_path,
            config_problems: parse::parse_config(&source).1,
            config_placeholders: Vec::new(),
            config_text: source.text,
            is_configured: false,
            config_state: ConfigState::Refused,
            theme: OnceLock::new(),
            theme_files: BTreeMap::new(),
            good_theme_files: Vec::new(),
            theme_problems: Vec::new(),
            refused_theme_files: BTreeMap::new(),
        }
    }

    /// Whether the configuration in force is the present text, so that findings about it have their place there.
    pub(super) fn is_present(&self) -> bool {
        self.config_state == ConfigState::Present
    }

    pub(super) fn theme(&self) -> &Theme {
        self.theme.get_or_init(|| Theme::new(&self.config, &self.good_theme_files, &self.config_path).0)
    }

    /// A catalog with every string of the interface in a language.
    pub(super) fn strings(&self, locale: &Locale) -> String {
        theme::to_translate(&self.config, &self.good_theme_files, locale)
    }

    /// Takes a changed configuration, unless it cannot be understood.
    pub(super) fn configure(&mut self, change: Change, base_url: Option<&str>) {
        self.config_state = ConfigState::Refused;
        match change {
            Change::Text(source) => {
                let (config, problems) = parse::parse_config(&source);
                let is_broken = problems.iter().any(Diagnostic::is_error);
                self.config_placeholders = parse::placeholders(&source);
                self.config_text = source.text;
                self.config_problems = problems;
                self.config_state = ConfigState::Stale;
                // The first one is better than none, whatever is wrong with it.
                if let Some(config) = config.filter(|_| !is_broken || !self.is_configured) {
                    self.config = with_base_url(config, base_url);
                    self.is_configured = true;
                    self.config_state = ConfigState::Present;
                    self.theme = OnceLock::new();
                }
            }
            Change::Problem(problem) => {
                self.config_problems = vec![problem];
                self.config_placeholders = Vec::new();
            }
            _ => {}
        }
    }

    pub(super) fn put_theme_file(&mut self, path: SourcePath, change: Change) {
        self.refused_theme_files.remove(&path);
        match change {
            Change::Theme(file) => {
                self.theme_files.insert(path, file);
            }
            Change::Problem(problem) => {
                self.refused_theme_files.insert(path, problem);
            }
            _ => {
                self.theme_files.remove(&path);
            }
        }
    }

    /// Takes the theme that the present files make, whatever is wrong with it, as long as there was none before.
    pub(super) fn take_first_theme(&mut self) {
        self.good_theme_files = self.theme_files.values().cloned().collect();
        let (theme, problems) = Theme::new(&self.config, &self.good_theme_files, &self.config_path);
        self.theme = OnceLock::from(theme);
        self.theme_problems = problems;
    }

    /// Tries the theme that the present files make, and hands back the last one; one with errors is not tried.
    pub(super) fn try_theme(&mut self) -> Option<LastTheme> {
        let files: Vec<ThemeFile> = self.theme_files.values().cloned().collect();
        let (theme, problems) = Theme::new(&self.config, &files, &self.config_path);
        self.theme_problems = problems;
        (!self.is_theme_broken()).then(|| LastTheme(std::mem::replace(&mut self.theme, OnceLock::from(theme))))
    }

    /// Stays with the theme that was tried. Of the files of others nothing was tried.
    pub(super) fn accept_theme(&mut self) {
        let mut files = std::mem::take(&mut self.good_theme_files);
        files.retain(|file| !self.is_of_theme(&file.path));
        files.extend(self.theme_files.values().filter(|file| self.is_of_theme(&file.path)).cloned());
        self.good_theme_files = files;
    }

    /// Goes back to the last theme, because of what is wrong with the one that was tried.
    pub(super) fn reject_theme(&mut self, LastTheme(last): LastTheme, problem: Diagnostic) {
        self.theme = last;
        self.theme_problems.push(problem);
    }

    /// Whether a change brings anything that is not known.
    pub(super) fn is_news(&self, change: &Change) -> bool {
        let path = change.path();
        match change {
            Change::Text(source) => source.text != self.config_text || self.config_state == ConfigState::Refused,
            Change::Theme(file) => {
                self.theme_files.get(path) != Some(file) || self.refused_theme_files.contains_key(path)
            }
            Change::Problem(problem) => self.problems_of(path).all(|known| !is_same(known, problem)),
            Change::Attachment(_) | Change::Gone(_) => self.has(path),
        }
    }

    /// Findings about the files themselves, and about how they go together.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.config_problems.iter().chain(&self.theme_problems).chain(self.refused_theme_files.values())
    }

    fn problems_of(&self, path: &SourcePath) -> impl Iterator<Item = &Diagnostic> {
        let of_config = if *path == self.config_path { self.config_problems.as_slice() } else { &[] };
        of_config.iter().chain(self.refused_theme_files.get(path))
    }

    pub(super) fn has(&self, path: &SourcePath) -> bool {
        *path == self.config_path || self.theme_files.contains_key(path) || self.refused_theme_files.contains_key(path)
    }

    /// Whether a file cannot be used, so that the site stands on an earlier one.
    pub(super) fn is_kept(&self, path: &SourcePath) -> bool {
        if *path == self.config_path { !self.is_present() } else { self.is_theme_broken() }
    }

    /// Whether the present files make no theme that works.
    pub(super) fn is_theme_broken(&self) -> bool {
        self.theme_problems.iter().any(Diagnostic::is_error)
    }

    /// Whether a file of the theme folder belongs to the theme of the site.
    pub(super) fn is_of_theme(&self, path: &SourcePath) -> bool {
        let theme = path.as_str().strip_prefix("themes/").and_then(|path| path.split('/').next());
        theme == Some(&self.config.theme.value)
    }
}

fn with_base_url(mut config: Config, base_url: Option<&str>) -> Config {
    if let Some(base_url) = base_url {
        base_url.clone_into(&mut config.base_url);
    }
    config
}
