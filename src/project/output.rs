//! Which files a site has, and what each holds.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Project;
use crate::attachment::Attachment;
use crate::catalog::Voice;
use crate::diag::{Diagnostic, Place};
use crate::library;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::reserved::HostFile;
use crate::page::{self, Format, OldAddress, Output, Page, PageKind};
use crate::parse;
use crate::path::{Id, Locale, OutPath};
use crate::render;
use crate::source::Span;
use crate::theme::Shell;
use crate::view::{self, Here, Index, PageContext};

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

    /// How many of the files are HTML pages.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.outputs.values().filter(|output| matches!(output, Output::Page { format: Format::Html, .. })).count()
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

/// A file that could not be rendered.
#[derive(Debug)]
pub struct RenderError(
    /// The finding, in the template.
    pub Diagnostic,
);

/// Why not every file could be rendered.
#[derive(Debug)]
pub enum RenderAllError<E> {
    /// A template of the theme failed.
    Template(RenderError),
    /// The caller could not take a file.
    Put(E),
}

/// A place on a page, and where its text was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The id of the element; empty for the page as a whole.
    pub id: String,
    /// Where it was written.
    pub place: Place,
}

/// A page in a language, and the file that it fills.
struct PageFile<'a> {
    page: &'a Page,
    locale: &'a Locale,
    path: &'a OutPath,
}

/// What the pages that share a shell have in common: language, way to the root, and place in the navigation.
type ShellKey = (Locale, String, Option<Here>);

impl Project {
    /// Every file of the site, and what each holds.
    #[must_use]
    pub fn files(&self) -> Files {
        let published = self.published();
        let pages = page::pages(&published, self.names_in_index());
        let mut outputs = page::outputs(&published, &pages, &self.settings.theme().assets);
        outputs.extend(self.search_outputs());
        Files { outputs, pages }
    }

    /// How many pages readers find on the site, in all its languages.
    #[must_use]
    pub fn page_count(&self) -> usize {
        let published = self.published();
        let pages = page::pages(&published, self.names_in_index());
        Files { outputs: page::outputs(&published, &pages, &[]), pages }.page_count()
    }

    /// Whether the site has a file, without looking at any other.
    #[must_use]
    pub fn has(&self, path: &OutPath) -> bool {
        self.output(path).is_some()
    }

    fn output(&self, path: &OutPath) -> Option<Output> {
        let page = page::output_at(&self.published(), &self.settings.theme().assets, || self.names_in_index(), path);
        page.or_else(|| self.search_output_at(path))
    }

    /// The bytes of one file; for a file of the content, where to copy it from. `None` when the site has no such file.
    ///
    /// # Errors
    ///
    /// When a template of the theme fails.
    pub fn render(&self, path: &OutPath) -> Result<Option<Rendered>, RenderError> {
        let Some(output) = self.output(path) else { return Ok(None) };
        let all_pages = || page::pages(&self.published(), self.names_in_index());
        self.render_output(path, &output, all_pages).map(Some)
    }

    fn render_output<P: AsRef<[Page]>>(
        &self,
        path: &OutPath,
        output: &Output,
        all_pages: impl FnOnce() -> P,
    ) -> Result<Rendered, RenderError> {
        let failed = |error: render::Error| self.render_error(&error, path);
        Ok(match output {
            Output::Page { page, locale, format } => {
                let context = self.context_of(page, locale, path);
                let shell = shell(&context, self.here(page).as_ref());
                let page = render::PageEncoder::new(self.settings.theme(), &context, page, &shell).map_err(failed)?;
                Rendered::Bytes(match format {
                    Format::Html => page.html().map_err(failed)?,
                    Format::Json => page.json(),
                    Format::Markdown => page.markdown().map_err(failed)?,
                })
            }
            Output::Redirect { to, locale } => {
                let context = PageContext { root: path.to_root(), ..self.naming_context(locale) };
                let shell = shell(&context, None);
                Rendered::Bytes(render::redirect(self.settings.theme(), &context, &shell, to).map_err(failed)?)
            }
            Output::Sitemap(part) => Rendered::Bytes(render::sitemap(&self.published(), all_pages().as_ref(), *part)),
            Output::Search { locale, name } => {
                let text = self.search_file(locale, name).unwrap_or_default();
                Rendered::Bytes(text.as_bytes().to_vec())
            }
            Output::Feed { locale, feed } => {
                let root = self.settings.config.base_url.clone();
                let context = PageContext { root, ..self.naming_context(locale) };
                Rendered::Bytes(render::feed(&context, *feed))
            }
            Output::Answers { questionnaire, locale } => {
                let page = Page::of(PageKind::Questionnaire, questionnaire);
                let context = self.context_of(&page, locale, path);
                Rendered::Bytes(render::answers(&context, questionnaire).map_err(failed)?)
            }
            Output::WellKnown(file) => {
                let root = self.settings.config.base_url.clone();
                let context = PageContext { root, ..self.naming_context(self.settings.config.default_locale()) };
                let of = context.site.spoken_for().unwrap_or_else(Id::company);
                Rendered::Bytes(render::well_known(&context.about(&of), file))
            }
            Output::Robots => Rendered::Bytes(render::robots(&self.settings.config)),
            Output::Host(HostFile::NoJekyll) => Rendered::Bytes(Vec::new()),
            Output::Host(HostFile::Headers) => Rendered::Bytes(render::headers()),
            Output::Host(HostFile::Redirects) => {
                let moved = page::old_addresses(&self.published()).into_values();
                let located = |old: OldAddress<'_>| self.located(old.locale, &old.to.address());
                let moved: Vec<_> = moved.map(|old| (old.written, located(old))).collect();
                Rendered::Bytes(render::redirects(&moved))
            }
            Output::Asset(index) => Rendered::Bytes(self.settings.theme().assets[*index].bytes.clone()),
            Output::Copy(source) => Rendered::Copy(self.sources.attachments.get(source).cloned()),
        })
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
            Output::Page { page, locale, format: Format::Html } => {
                self.render_page(files, &shells, PageFile { page, locale, path }, &put)
            }
            Output::Page { .. } => Ok(()),
            _ => {
                let rendered = self.render_output(path, output, || &files.pages).map_err(RenderAllError::Template)?;
                put(path, rendered).map_err(RenderAllError::Put)
            }
        };
        files.outputs.par_iter().try_for_each(render)
    }

    fn render_page<E>(
        &self,
        files: &Files,
        shells: &BTreeMap<ShellKey, Shell>,
        PageFile { page, locale, path }: PageFile<'_>,
        put: &(impl Fn(&OutPath, Rendered) -> Result<(), E> + Sync),
    ) -> Result<(), RenderAllError<E>> {
        let context = self.context_of(page, locale, path);
        let template = |error: &render::Error, path: &OutPath| RenderAllError::Template(self.render_error(error, path));
        let shell = &shells[&(locale.clone(), context.root.clone(), self.here(page))];
        let rendered = render::PageEncoder::new(self.settings.theme(), &context, page, shell)
            .map_err(|error| template(&error, path))?;
        let html = rendered.html().map_err(|error| template(&error, path))?;
        put(path, Rendered::Bytes(html)).map_err(RenderAllError::Put)?;
        let prefix = self.settings.config.locale_prefix(locale);
        let twin = |format: Format| {
            let twin = page::file_of(&prefix, &page.address(), format)?;
            (twin != *path && files.outputs.contains_key(&twin)).then_some(twin)
        };
        if let Some(twin) = twin(Format::Json) {
            put(&twin, Rendered::Bytes(rendered.json())).map_err(RenderAllError::Put)?;
        }
        if let Some(twin) = twin(Format::Markdown) {
            let markdown = rendered.markdown().map_err(|error| template(&error, &twin))?;
            put(&twin, Rendered::Bytes(markdown)).map_err(RenderAllError::Put)?;
        }
        Ok(())
    }

    /// The shells of all pages, each made once.
    fn shells(&self, files: &Files) -> BTreeMap<ShellKey, Shell> {
        let mut shells = BTreeMap::new();
        for (path, output) in &files.outputs {
            if let Output::Page { page, locale, format: Format::Html } = output {
                let context = self.context_of(page, locale, path);
                let key = (locale.clone(), context.root.clone(), self.here(page));
                shells.entry(key).or_insert_with_key(|key| shell(&context, key.2.as_ref()));
            }
        }
        shells
    }

    fn here(&self, page: &Page) -> Option<Here> {
        view::here(&self.settings.config.nav, page)
    }

    /// The file of the content that lies at a path of the output, byte for byte.
    #[must_use]
    pub fn attachment_at(&self, path: &OutPath) -> Option<&Attachment> {
        match self.output(path)? {
            Output::Copy(source) => self.sources.attachments.get(&source),
            _ => None,
        }
    }

    /// The address that a page has moved to, from the root of the site, when there is no page at its old one.
    #[must_use]
    pub fn moved_to(&self, path: &OutPath) -> Option<String> {
        let site = self.published();
        match self.output(path) {
            Some(Output::Redirect { to, locale }) => return Some(self.located(&locale, &to.address())),
            Some(_) => return None,
            None => {}
        }
        let (locale, pages) = page::pages_meant(&site, path)?;
        let exists = |key: &Key| site.record(key).is_some();
        let present = pages.into_iter().find_map(|page| {
            let key = self.sources.moves.follow(&page.key()?, exists)?;
            Some(Page::of(page.kind, &key.id))
        })?;
        Some(self.located(locale, &present.address()))
    }

    /// Where the text of a page was written, and that of the questions and other records that stand on it.
    #[must_use]
    pub fn spots(&self, path: &OutPath) -> Vec<Spot> {
        let Some(Output::Page { page, locale, format: Format::Html }) = self.output(path) else { return Vec::new() };
        let site = self.published();
        // What is of the library lies in no file that its reader could edit.
        let records = page::records_on(&site, &page).into_iter().filter(|(_, record)| !library::holds(&record.path));
        let spots = records.map(|(id, record)| {
            let words = site.words(record, &locale).0;
            Spot { id, place: self.place_to_edit(words) }
        });
        spots.collect()
    }

    /// Where a record stands in the present text of its file; where that is wrong, when it cannot be understood.
    fn place_to_edit(&self, record: &Record) -> Place {
        let broken = self.sources.texts.get(&record.path).filter(|text| text.is_stale());
        let problem = broken.and_then(|text| text.problems.iter().find(|problem| problem.is_error()));
        problem.map_or_else(|| Place { path: record.path.clone(), span: record.span }, |problem| problem.place.clone())
    }

    /// A context in which records are called by their names, and nothing is shown.
    pub(super) fn naming_context<'a>(&'a self, locale: &'a Locale) -> PageContext<'a> {
        static EMPTY: Index = Index::new();
        self.page_context(locale, String::new(), &EMPTY)
    }

    fn page_context<'a>(&'a self, locale: &'a Locale, root: String, index: &'a Index) -> PageContext<'a> {
        PageContext {
            site: self.published(),
            catalogs: &self.settings.theme().catalogs,
            catalog: self.settings.theme().catalogs.of(Voice::OfOthers, locale),
            locale,
            language: locale,
            root,
            attachments: &self.sources.attachments,
            index,
            is_unconfirmed: self.is_unconfirmed(),
        }
    }

    fn context_of<'a>(&'a self, page: &Page, locale: &'a Locale, path: &OutPath) -> PageContext<'a> {
        static EMPTY: Index = Index::new();
        let root = PageContext::root_from(page, path, &self.published());
        // All names of the site are looked at for the pages that show them only.
        let index = if page.kind.shows_names() { self.index() } else { &EMPTY };
        self.page_context(locale, root, index).on_page(page)
    }

    fn render_error(&self, error: &render::Error, path: &OutPath) -> RenderError {
        RenderError(match error {
            render::Error::Template(error) => error.diagnostic(&self.settings.config.theme.value, path),
            render::Error::NoPage => Diagnostic::new(
                &parse::codes::BROKEN_LINK,
                &self.settings.config_path,
                Span::default(),
                "a page vanished while it was rendered",
            ),
        })
    }
}

/// The shell of the pages at a place in the navigation, as seen from one of them.
fn shell(context: &PageContext<'_>, here: Option<&Here>) -> Shell {
    Shell::of(&view::surroundings(context, here), context.of_site().catalog)
}
