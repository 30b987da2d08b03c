//! A site in memory: changes in, findings and files out; the same whether everything or one file was read.
//!
//! 1. [`Project::new`] takes every file, as changes to an empty project.
//! 2. [`Project::apply`] takes changed files: subtract what they said, add what they say.
//! 3. [`Project::check`] says what is wrong, [`Project::files`] which files the site has, [`Project::render`] what one holds.
//!
//! A mistake costs nothing that was good: a file that cannot be understood any more leaves the records of its last good
//! text in the site, a broken configuration or theme the last one that worked. All are findings until they are mended.
//! Whoever wants to know of a file what a check would say of it has [`Project::as_written`].
//!
//! A project has five parts: `Settings` (configuration and theme), `Sources` (the files of the content), `Site` (the sum
//! of what they say), and what is concluded from them and kept in a `Memo`: `Findings`, `Names` and `Search`.
//!
//! Does no I/O: the caller reads the inputs and writes the files.

mod additions;
mod authoring;
mod changes;
mod edited_pages;
mod findings;
mod library;
mod listing;
mod memo;
mod moves;
mod names;
mod output;
mod search;
mod settings;
mod sources;
mod tally;
mod text_file;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::attachment::STATIC;
use crate::check::{self, Context};
use crate::diag::{self, Diagnostic};
use crate::model::date::AsOf;
use crate::model::{Drafts, Record};
use crate::path::{Locale, SourcePath};
use crate::published::{Everything, Published};
use crate::site::{Site, SiteRef};
use crate::theme;
use findings::Findings;
use library::OfLibrary;
use memo::Concluded;
use names::Names;
use search::Search;
use settings::Settings;
use sources::{LastGood, Sources};
use text_file::TextFile;

pub(crate) use additions::{Addition, Target, Wanted};
pub(crate) use authoring::Outline;
pub use changes::{Applied, Change, Prepared};
pub(crate) use listing::Listing;
pub use output::{Files, RenderAllError, RenderError, Rendered, Spot};
pub use search::{SearchHit, SearchPiece, SearchQuery, SearchResults, search_pieces};
pub use tally::Summary;

/// The name of the file with the site's settings.
pub const CONFIG: &str = "candor.toml";
/// The folders that a site is made from.
pub const FOLDERS: [&str; 3] = [CONTENT, STATIC, "themes"];
/// The folder of the records.
pub const CONTENT: &str = "content";

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
    options: Options,
    settings: Settings,
    sources: Sources,
    site: Site,
    of_library: OfLibrary,
    /// Kept once somebody asks for it, as are names and search; those are made anew after each edit until then.
    findings: Option<Findings>,
    names: OnceLock<Names>,
    search: OnceLock<Search>,
    /// Whether the site shows what nobody has confirmed, kept until the next edit.
    unconfirmed: OnceLock<bool>,
}

impl Project {
    /// Takes all files; nothing is refused, what is wrong is for [`Project::check`] to say.
    #[must_use]
    pub fn new(changes: impl IntoIterator<Item = Change>, options: Options) -> Self {
        let mut project = Self {
            settings: Settings::new(options.base_url.as_deref()),
            options,
            sources: Sources::default(),
            site: Site::default(),
            of_library: OfLibrary::new(),
            findings: None,
            names: OnceLock::new(),
            search: OnceLock::new(),
            unconfirmed: OnceLock::new(),
        };
        let prepared = project.prepare(changes);
        project.start_with(prepared);
        project
    }

    /// Takes all files, and says of any later text what a check of it would: no last good one stays in its place.
    #[must_use]
    pub fn as_written(changes: impl IntoIterator<Item = Change>, options: Options) -> Self {
        let mut project = Self::new(changes, options);
        project.sources.last_good = LastGood::Goes;
        project
    }

    /// A catalog with every string of the interface in a language, for a translator; `None` when the tag is none.
    #[must_use]
    pub fn strings(&self, tag: &str) -> Option<String> {
        Some(self.settings.strings(&Locale::new(tag)?))
    }

    /// Everything that is wrong, in order of place.
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        if let Some(findings) = &self.findings {
            return findings.all();
        }
        let mut out: Vec<Diagnostic> = self.problems().cloned().collect();
        if self.settings.is_configured {
            let names = check::Suggestions::default();
            if self.settings.is_present() {
                check::check_config(&self.context(self.site.read(), &names), &mut out);
            }
            let files = self.sources.attachments.by_path().keys();
            files.for_each(|path| check::check_file(&self.context(self.site.read(), &names), path, &mut out));
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

    /// What is wrong in a file and what is invented there, in order of place; for a project that follows edits.
    #[must_use]
    pub fn findings_in(&self, path: &SourcePath) -> Vec<Diagnostic> {
        let mut all = self.findings.as_ref().map(|findings| findings.of_file(path)).unwrap_or_default();
        let in_text = self.sources.texts.get(path).map(|text| &text.placeholders);
        let invented =
            if *path == self.settings.config_path { Some(&self.settings.config_placeholders) } else { in_text };
        all.extend(invented.into_iter().flatten().cloned());
        diag::sort(&mut all);
        all
    }

    /// How much is wrong, and the first findings of it: errors before warnings, each in order of place.
    #[must_use]
    pub fn summary(&self, most: usize) -> Summary {
        let (summary, of_content) = match &self.findings {
            Some(findings) => (findings.summary(most), findings.placeholders),
            None => (Summary::of(self.check(), most), self.sources.placeholders().count()),
        };
        Summary { placeholders: self.settings.config_placeholders.len() + of_content, ..summary }
    }

    /// What is invented on the site, in order of place. Whoever publishes counts it among the errors; it is none of
    /// [`Project::check`], because the site is as good with it while it is being written.
    #[must_use]
    pub fn placeholders(&self) -> Vec<Diagnostic> {
        let mut all: Vec<_> =
            self.settings.config_placeholders.iter().chain(self.sources.placeholders()).cloned().collect();
        diag::sort(&mut all);
        all
    }

    /// Findings about files, the configuration and the theme, which concern no record.
    fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.settings.problems().chain(self.sources.problems())
    }

    /// The records that the present texts yielded. An older record's places are not in the text of today.
    fn checked_records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.sources.texts.values().filter(|text: &&TextFile| !text.is_stale()).flat_map(|text| &text.records)
    }

    fn context<'a>(&'a self, site: SiteRef<'a>, names: &'a check::Suggestions) -> Context<'a> {
        Context {
            site,
            config: &self.settings.config,
            config_path: &self.settings.config_path,
            as_of: self.options.as_of,
            attachments: &self.sources.attachments,
            unreadable: &self.sources.unreadable,
            names,
        }
    }

    /// The text of a file that a finding points into, when it is a text file of the site.
    #[must_use]
    pub fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        if *path == self.settings.config_path {
            return Some(Arc::clone(&self.settings.config_text));
        }
        if let Some(text) = self.sources.texts.get(path) {
            return Some(Arc::clone(&text.text));
        }
        let own = self.settings.theme_files.get(path).map(|file| &*file.bytes);
        own.or_else(|| theme::builtin_file(path)).map(|bytes| Arc::from(&*String::from_utf8_lossy(bytes)))
    }

    /// Every file that the site was read from at a path, or below it when it is a folder.
    pub fn files_below<'a>(&'a self, path: &'a SourcePath) -> impl Iterator<Item = &'a SourcePath> {
        let Sources { texts, attachments, problems, .. } = &self.sources;
        let Settings { theme_files, refused_theme_files, .. } = &self.settings;
        let content = below(texts, path).chain(below(attachments.by_path(), path)).chain(below(problems, path));
        content.chain(below(theme_files, path)).chain(below(refused_theme_files, path))
    }

    /// Whether the site was read from a file of this path, among others.
    #[must_use]
    pub fn has_source(&self, path: &SourcePath) -> bool {
        self.settings.has(path) || self.sources.has(path)
    }

    /// The path of the site below its address: `/`, or `/trust/` for `https://example.com/trust/`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        self.settings.config.base_path()
    }

    /// What the caller decided.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Speaks as of another day from here on.
    pub fn speak_as_of(&mut self, day: AsOf) {
        self.options.as_of = day;
        self.unconfirmed.take();
        self.keep_library();
        self.forget_names();
        if self.findings.is_some() {
            self.keep_findings();
        }
    }

    /// Whether edits are followed: then what is concluded is kept with the questions that were asked.
    fn is_followed(&self) -> bool {
        self.findings.is_some()
    }

    /// Draws a conclusion from the site, for names and search.
    fn conclude<V>(&self, conclude: impl FnOnce(SiteRef<'_>) -> V) -> Concluded<V> {
        if self.is_followed() {
            Concluded::from(&self.site, conclude)
        } else {
            Concluded::unasked(conclude(self.site.read()))
        }
    }

    /// Forgets what was put together from the names of all records, to be made anew when somebody asks.
    fn forget_names(&mut self) {
        self.names = OnceLock::new();
        self.search = OnceLock::new();
    }

    /// How many records the content holds, translations included.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.sources.texts.values().map(|text| text.records.len()).sum()
    }

    /// Whether the site shows what nobody has confirmed: placeholders, or what its author keeps from readers.
    fn is_unconfirmed(&self) -> bool {
        let is_so =
            || !self.settings.config_placeholders.is_empty() || self.sources.has_unconfirmed(self.options.as_of);
        self.options.drafts == Drafts::Show && *self.unconfirmed.get_or_init(is_so)
    }

    fn published(&self) -> Published<'_> {
        self.publish(self.site.read())
    }

    /// The part of a site that readers may see.
    fn publish<'a>(&'a self, site: SiteRef<'a>) -> Published<'a> {
        let (attachments, config) = (&self.sources.attachments, &self.settings.config);
        Published::new(Everything { site, attachments, config, as_of: self.options.as_of }, self.options.drafts)
    }
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
        self.site == other.site && self.sources.attachments.by_path() == other.sources.attachments.by_path()
    }
}

impl std::fmt::Debug for Project {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Project").field("records", &self.record_count()).finish_non_exhaustive()
    }
}
