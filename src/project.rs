//! A site in memory: inputs in, findings and files out; the same whether everything or one file was read.
//!
//! 1. [`Project::new`] parses every file and folds the records into one site.
//! 2. [`Project::apply`] takes changed files: subtract what they said, add what they say.
//! 3. [`Project::check`] says what is wrong, [`Project::files`] which files the site has, [`Project::render`] what one holds.
//!
//! A mistake costs nothing that was good: a file that cannot be understood any more leaves the records of its last good
//! text in the site, a broken configuration or theme the last one that worked. All are findings until they are mended.
//!
//! Does no I/O: the caller reads the inputs and writes the files.

mod changes;
mod ledger;
mod moves;
mod output;
mod search;
mod settings;
mod touched;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::attachment::Attachment;
use crate::check::{self, Context, Names};
use crate::diag::{self, Diagnostic};
use crate::model::config::Config;
use crate::model::date::AsOf;
use crate::model::{Drafts, Record};
use crate::parse::{self, Parsed};
use crate::path::SourcePath;
use crate::published::Published;
use crate::site::{Site, SiteRef};
use crate::source::Source;
use crate::theme::{self, Theme, ThemeFile};
use crate::view::Index;
use ledger::Ledger;
use moves::Moves;
use search::Search;
use settings::ConfigState;

pub use changes::{Applied, Change, Prepared};
pub use ledger::Summary;
pub use output::{Files, RenderAllError, RenderError, Rendered, Spot};
pub use search::{SearchHit, SearchPiece, SearchQuery, SearchResults, search_pieces};

/// The name of the file with the site's settings.
pub const CONFIG: &str = "candor.toml";
/// The folders that a site is made from.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// Everything that a site is made from, as it was read.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The text of `candor.toml`.
    pub config: String,
    /// Every Markdown, TOML and CSV file of the content.
    pub sources: Vec<Source>,
    /// Every other file of the content.
    pub attachments: Vec<Attachment>,
    /// Every file below `themes/`.
    pub theme_files: Vec<ThemeFile>,
    /// What was wrong with files before their text could be looked at.
    pub problems: Vec<Diagnostic>,
    /// Those of the files that symbolic links lead to.
    pub links: BTreeSet<SourcePath>,
}

/// What the caller decides for one run.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day as of which the site speaks.
    pub as_of: AsOf,
    /// Whether to show what is not public.
    pub drafts: Drafts,
    /// An address that takes the place of the configured one.
    pub base_url: Option<String>,
}

/// A site in memory.
pub struct Project {
    config: Config,
    config_path: SourcePath,
    config_text: Arc<str>,
    /// Whether `candor.toml` could ever be read; when not, `config` stands in for it and nothing is published.
    is_configured: bool,
    config_state: ConfigState,
    options: Options,
    theme: Theme,
    theme_files: BTreeMap<SourcePath, ThemeFile>,
    /// The files that `theme` was made from: the last that made a theme without errors.
    good_theme_files: Vec<ThemeFile>,
    site: Site,
    texts: BTreeMap<SourcePath, Text>,
    attachments: BTreeMap<SourcePath, Attachment>,
    /// Findings about the files themselves, for those that are neither a text nor an attachment of the site.
    file_problems: BTreeMap<SourcePath, Vec<Diagnostic>>,
    /// The files of the content from which no record could be read.
    unreadable: BTreeSet<SourcePath>,
    config_problems: Vec<Diagnostic>,
    theme_problems: Vec<Diagnostic>,
    ledger: Option<Ledger>,
    index: OnceLock<Index>,
    search: OnceLock<Search>,
    moves: Moves,
}

/// A text file of the content, and what it yielded.
struct Text {
    text: Arc<str>,
    records: Vec<Arc<Record>>,
    problems: Vec<Diagnostic>,
    /// The earlier text that the records are from, when this one cannot be understood.
    last_good: Option<Arc<str>>,
}

impl Text {
    fn new(source: Source) -> Self {
        let Parsed { records, problems } = parse::parse(&source);
        let records = records.into_iter().map(Arc::new).collect();
        Self { text: source.text, records, problems, last_good: None }
    }

    /// A text that cannot be understood: the records of the one before it stay.
    fn instead_of(self, old: &Text) -> Self {
        Self { records: old.records.clone(), last_good: Some(old.good_text()), ..self }
    }

    /// A text whose file cannot be used any more: all of it stays.
    fn unusable(&self, problem: Diagnostic) -> Self {
        let (text, records) = (Arc::clone(&self.text), self.records.clone());
        Self { text, records, problems: vec![problem], last_good: Some(self.good_text()) }
    }

    /// The text that the records are from.
    fn good_text(&self) -> Arc<str> {
        Arc::clone(self.last_good.as_ref().unwrap_or(&self.text))
    }

    fn is_stale(&self) -> bool {
        self.last_good.is_some()
    }

    fn is_broken(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }

    /// Whether the records are what an author could have wanted to say.
    fn is_good(&self) -> bool {
        !self.records.is_empty() && (self.is_stale() || !self.is_broken())
    }

    fn is_unreadable(&self) -> bool {
        self.records.is_empty() && self.is_broken()
    }
}

impl Project {
    /// Reads all inputs; nothing is refused, what is wrong is for [`Project::check`] to say.
    #[must_use]
    pub fn new(inputs: Inputs, options: Options) -> Self {
        let config_path = SourcePath::new(CONFIG).expect("the name is clean");
        let config_source = Source { path: config_path.clone(), text: Arc::from(inputs.config) };
        let (config, mut config_problems) = parse::parse_config(&config_source);
        let is_configured = config.is_some();
        let config = with_base_url(config.unwrap_or_else(Config::stand_in), &options);
        let (theme, theme_problems) = Theme::new(&config, &inputs.theme_files, &config_path);
        let parsed: Vec<(SourcePath, Text)> =
            inputs.sources.into_par_iter().map(|source| (source.path.clone(), Text::new(source))).collect();
        let mut site = Site::default();
        for record in parsed.iter().flat_map(|(_, text)| &text.records) {
            site.insert(record);
        }
        let mut file_problems: BTreeMap<SourcePath, Vec<Diagnostic>> = BTreeMap::new();
        for problem in inputs.problems {
            if problem.place.path == config_path {
                config_problems.push(problem);
            } else {
                file_problems.entry(problem.place.path.clone()).or_default().push(problem);
            }
        }
        let unread = parsed.iter().filter(|(_, text)| text.is_unreadable()).map(|(path, _)| path);
        let unreadable = unread.chain(file_problems.keys()).cloned().collect();
        Self {
            config,
            config_path,
            config_text: config_source.text,
            is_configured,
            config_state: ConfigState::Present,
            options,
            theme,
            theme_files: inputs.theme_files.iter().map(|file| (file.path.clone(), file.clone())).collect(),
            good_theme_files: inputs.theme_files,
            site,
            texts: parsed.into_iter().collect(),
            attachments: inputs.attachments.into_iter().map(|file| (file.path.clone(), file)).collect(),
            file_problems,
            unreadable,
            config_problems,
            theme_problems,
            ledger: None,
            index: OnceLock::new(),
            search: OnceLock::new(),
            moves: Moves::default(),
        }
    }

    /// Everything that is wrong, in order of place.
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        if let Some(ledger) = &self.ledger {
            return ledger.findings();
        }
        let mut out: Vec<Diagnostic> = self.problems().cloned().collect();
        if self.is_configured {
            let names = Names::default();
            if self.config_state == ConfigState::Present {
                check::check_config(&self.context(self.site.read(), &names), &mut out);
            }
            let records: Vec<&Arc<Record>> = self.checked_records().collect();
            out.par_extend(records.par_chunks(256).flat_map_iter(|records| {
                let context = self.context(self.site.read(), &names);
                let mut found = Vec::new();
                records.iter().for_each(|record| check::check_record(&context, record, &mut found));
                found
            }));
        }
        diag::sort(&mut out);
        out
    }

    /// How much is wrong, and the first findings of it: errors before warnings, each in order of place.
    #[must_use]
    pub fn summary(&self, most: usize) -> Summary {
        self.ledger.as_ref().map_or_else(|| Summary::of(self.check(), most), |ledger| ledger.summary(most))
    }

    /// Findings about files, the configuration and the theme, which concern no record.
    fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_files = self.file_problems.values().chain(self.texts.values().map(|text| &text.problems)).flatten();
        self.config_problems.iter().chain(&self.theme_problems).chain(of_files)
    }

    /// Findings about a file of the content or the theme by itself, or about the configuration.
    fn problems_of(&self, path: &SourcePath) -> impl Iterator<Item = &Diagnostic> {
        let of_config = if *path == self.config_path { self.config_problems.as_slice() } else { &[] };
        let of_file = self.file_problems.get(path).into_iter().chain(self.texts.get(path).map(|text| &text.problems));
        of_config.iter().chain(of_file.flatten())
    }

    /// The records that the present texts yielded. An older record's places are not in the text of today.
    fn checked_records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.texts.values().filter(|text| !text.is_stale()).flat_map(|text| &text.records)
    }

    fn context<'a>(&'a self, site: SiteRef<'a>, names: &'a Names) -> Context<'a> {
        Context {
            site,
            config: &self.config,
            config_path: &self.config_path,
            as_of: self.options.as_of,
            attachments: &self.attachments,
            unreadable: &self.unreadable,
            names,
        }
    }

    /// The text of a file that a finding points into, when it is a text file of the site.
    #[must_use]
    pub fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        if *path == self.config_path {
            return Some(Arc::clone(&self.config_text));
        }
        if let Some(text) = self.texts.get(path) {
            return Some(Arc::clone(&text.text));
        }
        let own = self.theme_files.get(path).map(|file| &*file.bytes);
        own.or_else(|| theme::builtin_file(path)).map(|bytes| Arc::from(&*String::from_utf8_lossy(bytes)))
    }

    /// Every file that the site was read from at a path, or below it when it is a folder.
    pub fn files_below<'a>(&'a self, path: &'a SourcePath) -> impl Iterator<Item = &'a SourcePath> {
        let texts = below(&self.texts, path);
        let attachments = below(&self.attachments, path);
        let themes = below(&self.theme_files, path);
        texts.chain(attachments).chain(themes).chain(below(&self.file_problems, path))
    }

    /// Whether the site was read from a file of this path, among others.
    #[must_use]
    pub fn has_source(&self, path: &SourcePath) -> bool {
        *path == self.config_path
            || self.texts.contains_key(path)
            || self.attachments.contains_key(path)
            || self.theme_files.contains_key(path)
            || self.file_problems.contains_key(path)
    }

    /// The path of the site below its address: `/`, or `/trust/` for `https://example.com/trust/`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        self.config.base_path()
    }

    /// What the caller decided.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Speaks as of another day from here on.
    pub fn speak_as_of(&mut self, day: AsOf) {
        self.options.as_of = day;
        self.forget_names();
        if self.ledger.is_some() {
            self.keep_findings();
        }
    }

    /// Forgets what was put together from the names of all records, to be made anew when somebody asks.
    fn forget_names(&mut self) {
        self.index = OnceLock::new();
        self.search = OnceLock::new();
    }

    /// How many records the content holds, translations included.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.texts.values().map(|text| text.records.len()).sum()
    }

    fn published(&self) -> Published<'_> {
        Published::new(self.site.read(), &self.config, self.options.as_of, self.options.drafts)
    }
}

fn with_base_url(mut config: Config, options: &Options) -> Config {
    if let Some(base_url) = &options.base_url {
        config.base_url.clone_from(base_url);
    }
    config
}

/// The keys of a map at a path and, when it is a folder, below it.
fn below<'a, V>(map: &'a BTreeMap<SourcePath, V>, path: &'a SourcePath) -> impl Iterator<Item = &'a SourcePath> {
    let is_inside = move |other: &SourcePath| {
        other.as_str().strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // Between a folder and its files stand at most names that go on with a sign before `/`, such as `soc-2` before `soc/`.
    let candidates = map.range(path.clone()..).map(|(other, _)| other);
    candidates.take_while(|other| other.as_str().starts_with(path.as_str())).filter(move |other| is_inside(other))
}

/// Every kind of finding, by name.
#[must_use]
pub fn codes() -> Vec<&'static diag::Code> {
    let mut codes: Vec<_> = check::codes().chain(crate::theme::codes::ALL.iter().copied()).collect();
    codes.sort_by_key(|code| code.name());
    codes.dedup_by_key(|code| code.name());
    codes
}

/// Two projects are equal when their records, and all indexes over them, are.
impl PartialEq for Project {
    fn eq(&self, other: &Self) -> bool {
        self.site == other.site && self.attachments == other.attachments
    }
}

impl std::fmt::Debug for Project {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Project").field("records", &self.record_count()).finish_non_exhaustive()
    }
}
