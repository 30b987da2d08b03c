//! A site in memory: inputs in, findings and files out; the same whether everything or one file was read.
//!
//! 1. [`Project::new`] parses every file and folds the records into one site.
//! 2. [`Project::apply`] takes one changed file: subtract what it said, add what it says.
//! 3. [`Project::check`] says what is wrong, [`Project::files`] which files the site has, [`Project::render`] what one holds.
//!
//! Does no I/O: the caller reads the inputs and writes the files.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::attachment::Attachment;
use crate::check::{self, Context};
use crate::diag::{self, Diagnostic};
use crate::model::config::Config;
use crate::model::date::AsOf;
use crate::model::{Drafts, Record};
use crate::page::{self, Output, Page};
use crate::parse::{self, Parsed};
use crate::path::{Locale, OutPath, SourcePath};
use crate::published::Published;
use crate::render;
use crate::site::Site;
use crate::source::{Source, Span};
use crate::theme::{self, Theme, ThemeFile, Tree};
use crate::view::{self, Index, Scene};

/// The name of the file with the site's settings.
pub const CONFIG: &str = "candor.toml";

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

/// One changed file of the content.
#[derive(Clone, Debug)]
pub enum Change {
    /// A text file that is there, new or changed.
    Text(Source),
    /// Another file that is there, new or changed.
    Attachment(Attachment),
    /// A file that is there no more.
    Gone(SourcePath),
}

/// A site in memory.
pub struct Project {
    config: Config,
    config_path: SourcePath,
    config_text: Arc<str>,
    /// Whether `candor.toml` could be read; when not, `config` stands in for it and nothing is published.
    is_configured: bool,
    options: Options,
    theme: Theme,
    theme_files: BTreeMap<SourcePath, ThemeFile>,
    site: Site,
    texts: BTreeMap<SourcePath, Text>,
    attachments: BTreeMap<SourcePath, Attachment>,
    /// Findings about the files themselves, the configuration and the theme.
    problems: Vec<Diagnostic>,
    index: OnceLock<Index>,
}

/// What the pages that share a shell have in common: language, way to the root, and section.
type ShellKey = (Locale, String, Option<&'static str>);

/// A text file of the content, and what it yielded.
struct Text {
    text: Arc<str>,
    records: Vec<Arc<Record>>,
    problems: Vec<Diagnostic>,
}

impl Text {
    fn new(source: Source) -> Self {
        let Parsed { records, problems } = parse::parse(&source);
        Self { text: source.text, records: records.into_iter().map(Arc::new).collect(), problems }
    }
}

/// A file that could not be rendered.
#[derive(Debug)]
pub struct RenderError(
    /// The finding, in the template.
    pub Diagnostic,
);

impl Project {
    /// Reads all inputs; nothing is refused, what is wrong is for [`Project::check`] to say.
    #[must_use]
    pub fn new(inputs: Inputs, options: Options) -> Self {
        let config_path = SourcePath::new(CONFIG).expect("the name is clean");
        let config_source = Source { path: config_path.clone(), text: Arc::from(inputs.config) };
        let (config, config_problems) = parse::parse_config(&config_source);
        let is_configured = config.is_some();
        let mut config = config.unwrap_or_else(Config::stand_in);
        if let Some(base_url) = &options.base_url {
            config.base_url.clone_from(base_url);
        }
        let (theme, theme_problems) = Theme::new(&config, &inputs.theme_files, &config_path);
        let parsed: Vec<(SourcePath, Text)> =
            inputs.sources.into_par_iter().map(|source| (source.path.clone(), Text::new(source))).collect();
        let mut site = Site::default();
        for record in parsed.iter().flat_map(|(_, text)| &text.records) {
            site.insert(record);
        }
        let mut problems = inputs.problems;
        problems.extend(config_problems);
        problems.extend(theme_problems);
        Self {
            config,
            config_path,
            config_text: config_source.text,
            is_configured,
            options,
            theme,
            theme_files: inputs.theme_files.into_iter().map(|file| (file.path.clone(), file)).collect(),
            site,
            texts: parsed.into_iter().collect(),
            attachments: inputs.attachments.into_iter().map(|file| (file.path.clone(), file)).collect(),
            problems,
            index: OnceLock::new(),
        }
    }

    /// Takes a changed file of the content: subtracts what it said before, adds what it says now.
    pub fn apply(&mut self, change: Change) {
        let path = match &change {
            Change::Text(source) => &source.path,
            Change::Attachment(file) => &file.path,
            Change::Gone(path) => path,
        };
        if let Some(old) = self.texts.remove(path) {
            old.records.iter().for_each(|record| self.site.remove(record));
        }
        self.attachments.remove(path);
        match change {
            Change::Text(source) => {
                let path = source.path.clone();
                let text = Text::new(source);
                text.records.iter().for_each(|record| self.site.insert(record));
                self.texts.insert(path, text);
            }
            Change::Attachment(file) => {
                self.attachments.insert(file.path.clone(), file);
            }
            Change::Gone(_) => {}
        }
        self.index = OnceLock::new();
    }

    /// Everything that is wrong, in order of place.
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut out = self.problems.clone();
        out.extend(self.texts.values().flat_map(|text| text.problems.iter().cloned()));
        // Without the settings every language and every address would be reported as wrong.
        if self.is_configured {
            let is_unreadable = |text: &Text| text.records.is_empty() && text.problems.iter().any(Diagnostic::is_error);
            let unreadable = self.texts.iter().filter(|(_, text)| is_unreadable(text)).map(|(path, _)| path.clone());
            let unreadable = unreadable.collect();
            let context = Context {
                unreadable: &unreadable,
                site: &self.site,
                config: &self.config,
                config_path: &self.config_path,
                as_of: self.options.as_of,
                attachments: &self.attachments,
            };
            check::check_config(&context, &mut out);
            let records: Vec<&Arc<Record>> = self.site.records().collect();
            out.par_extend(records.par_chunks(256).flat_map_iter(|records| {
                let mut found = Vec::new();
                records.iter().for_each(|record| check::check_record(&context, record, &mut found));
                found
            }));
        }
        diag::sort(&mut out);
        out
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

    /// The path part of the site's address, with `/` at both ends.
    pub(crate) fn base_path(&self) -> &str {
        self.config.base_path()
    }

    /// How many records the content holds, translations included.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.site.records().count()
    }

    fn published(&self) -> Published<'_> {
        Published::new(&self.site, &self.config, self.options.as_of, self.options.drafts)
    }

    fn index(&self) -> &Index {
        static EMPTY: Index = Index::new();
        self.index.get_or_init(|| view::index(&self.published(), |locale| self.scene(locale, String::new(), &EMPTY)))
    }

    fn scene<'a>(&'a self, locale: &'a Locale, root: String, index: &'a Index) -> Scene<'a> {
        Scene {
            site: self.published(),
            theme: &self.theme,
            catalog: self.theme.catalog(locale),
            locale,
            language: locale,
            root,
            attachments: &self.attachments,
            index,
        }
    }

    /// Every file of the site, and what each holds.
    #[must_use]
    pub fn files(&self) -> Files {
        let names = self.index().values().map(Vec::len).max().unwrap_or(0);
        let published = self.published();
        let pages = page::pages(&published, names);
        let assets: Vec<OutPath> = self.theme.assets.iter().map(|asset| asset.path.clone()).collect();
        let outputs = page::outputs(&published, &pages, &assets);
        Files { outputs, pages }
    }

    /// The bytes of one file; for a file of the content, where to copy it from.
    ///
    /// # Errors
    ///
    /// When a template of the theme fails.
    pub fn render(&self, files: &Files, path: &OutPath) -> Result<Option<Rendered>, RenderError> {
        let Some(output) = files.outputs.get(path) else { return Ok(None) };
        Ok(Some(match output {
            Output::Page { page, locale, format } => {
                let scene = self.scene_of(page, locale, path);
                let shell = Tree::of(&view::shell(&scene, view::section(page)));
                let page = render::Page::new(&scene, page, &shell).map_err(|error| self.render_error(&error, path))?;
                let bytes = match format {
                    page::Format::Html => page.html().map_err(|error| self.render_error(&error, path))?,
                    page::Format::Json => page.json(),
                    page::Format::Markdown => page.markdown(),
                };
                Rendered::Bytes(bytes)
            }
            Output::Redirect { to, locale } => {
                let scene = self.scene(locale, path.to_root(), self.index());
                let shell = Tree::of(&view::shell(&scene, None));
                Rendered::Bytes(render::redirect(&scene, &shell, to).map_err(|error| self.render_error(&error, path))?)
            }
            Output::Sitemap(part) => Rendered::Bytes(render::sitemap(&self.published(), &files.pages, *part)),
            Output::Robots => Rendered::Bytes(render::robots(&self.config)),
            Output::Asset(index) => Rendered::Bytes(self.theme.assets[*index].bytes.clone()),
            Output::Copy(source) => Rendered::Copy(self.attachments.get(source).cloned()),
        }))
    }

    /// Renders every file, on as many threads as there are, and hands each to `put`.
    ///
    /// # Errors
    ///
    /// The first finding of a template, or the first error of `put`.
    pub fn render_all<E: Send>(
        &self,
        files: &Files,
        put: impl Fn(&OutPath, Rendered) -> Result<(), E> + Sync,
    ) -> Result<(), RenderAllError<E>> {
        let shells = self.shells(files);
        let render = |(path, output): (&OutPath, &Output)| match output {
            // The three encodings of a page are written from one view.
            Output::Page { page, locale, format: page::Format::Html } => {
                self.render_page(files, &shells, (page, locale, path), &put)
            }
            Output::Page { .. } => Ok(()),
            _ => match self.render(files, path).map_err(RenderAllError::Template)? {
                Some(rendered) => put(path, rendered).map_err(RenderAllError::Put),
                None => Ok(()),
            },
        };
        files.outputs.par_iter().try_for_each(render)
    }

    fn render_page<E>(
        &self,
        files: &Files,
        shells: &BTreeMap<ShellKey, Tree>,
        (page, locale, path): (&Page, &Locale, &OutPath),
        put: &(impl Fn(&OutPath, Rendered) -> Result<(), E> + Sync),
    ) -> Result<(), RenderAllError<E>> {
        let scene = self.scene_of(page, locale, path);
        let template = |error: &render::Error| RenderAllError::Template(self.render_error(error, path));
        let shell = &shells[&(locale.clone(), scene.root.clone(), view::section(page))];
        let rendered = render::Page::new(&scene, page, shell).map_err(|error| template(&error))?;
        let html = rendered.html().map_err(|error| template(&error))?;
        put(path, Rendered::Bytes(html)).map_err(RenderAllError::Put)?;
        let prefix = self.config.locale_prefix(locale);
        for (format, bytes) in
            [(page::Format::Json, render::Page::json as fn(&_) -> _), (page::Format::Markdown, render::Page::markdown)]
        {
            let twin = page::file_of(&prefix, &page.address(), format).filter(|twin| files.outputs.contains_key(twin));
            if let Some(twin) = twin.filter(|twin| twin != path) {
                put(&twin, Rendered::Bytes(bytes(&rendered))).map_err(RenderAllError::Put)?;
            }
        }
        Ok(())
    }

    /// The shells of all pages, each made once.
    fn shells(&self, files: &Files) -> BTreeMap<ShellKey, Tree> {
        let mut shells = BTreeMap::new();
        for (path, output) in &files.outputs {
            if let Output::Page { page, locale, format: page::Format::Html } = output {
                let scene = self.scene_of(page, locale, path);
                let section = view::section(page);
                let key = (locale.clone(), scene.root.clone(), section);
                shells.entry(key).or_insert_with(|| Tree::of(&view::shell(&scene, section)));
            }
        }
        shells
    }

    fn scene_of<'a>(&'a self, page: &Page, locale: &'a Locale, path: &OutPath) -> Scene<'a> {
        let root = Scene::root_from(page, path, &self.published());
        self.scene(locale, root, self.index())
    }

    fn render_error(&self, error: &render::Error, path: &OutPath) -> RenderError {
        RenderError(match error {
            render::Error::Template(error) => error.diagnostic(&self.config.theme, path),
            render::Error::NoPage => Diagnostic::new(
                &parse::codes::BROKEN_LINK,
                &self.config_path,
                Span::default(),
                "a page vanished while it was rendered",
            ),
        })
    }
}

/// The files of a site.
pub struct Files {
    outputs: BTreeMap<OutPath, Output>,
    pages: Vec<Page>,
}

impl Files {
    /// Every path, in order.
    #[must_use]
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &OutPath> {
        self.outputs.keys()
    }

    /// Whether the site has a file of this path.
    pub(crate) fn contains(&self, path: &OutPath) -> bool {
        self.outputs.contains_key(path)
    }

    /// How many of the files are HTML pages.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.outputs.values().filter(|output| matches!(output, Output::Page { format: page::Format::Html, .. })).count()
    }
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rendered {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file of the content, which is gone when there is none.
    Copy(Option<Attachment>),
}

/// Why not every file could be rendered.
#[derive(Debug)]
pub enum RenderAllError<E> {
    /// A template of the theme failed.
    Template(RenderError),
    /// The caller could not take a file.
    Put(E),
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
