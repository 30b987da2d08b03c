//! How pages look: templates, style, script and interface strings. The only place that names the template engine.
//!
//! 1. The built-in theme is registered under the prefix `default/`, and found without it.
//! 2. A site's own theme puts files of the same names before it, so that a site replaces one file; by extending
//!    `default/report.html` it replaces one block.
//! 3. Pages for people are made from `.html` templates, and their Markdown from `.md` templates. Each kind has an engine of
//!    its own, because text is escaped differently, and because both have components of the same names.
//! 4. What pages have in common is rendered once, by the templates `shared_….html`, and handed to those of the pages.
//! 5. Catalogs of interface strings are merged key by key, the nearest languages first; missing and unused keys are findings.

mod asset;
mod assets;
mod builtin;
mod bundle;
pub(crate) mod codes;
mod strings;
mod style;
mod touch_icon;
mod tree;
mod unused;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, Map, State, Tera, Value};

use crate::catalog::{Catalog, Catalogs, Voice};
use crate::diag::Diagnostic;
use crate::language::{self, Direction};
use crate::model::config::Config;
use crate::parse::html::escape;
use crate::parse::markdown_text;
use crate::path::{Locale, OutPath, SourcePath};
use crate::policy;
use crate::source::Span;

pub(crate) use asset::Asset;
use asset::AssetTag;
pub(crate) use tree::{Shell, Tree, Trees};

/// A file of a site's own theme, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Where the file lies: `themes/<theme>/templates/report.html`.
    pub path: SourcePath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// A theme that is ready to render pages.
pub(crate) struct Theme {
    html: Arc<Tera>,
    markdown: Arc<Tera>,
    /// What every template sees as `site`; cloning it is cheap.
    site: Value,
    /// The interface strings in each language of the site.
    pub(crate) catalogs: Catalogs,
    /// The catalogs as the engine wants them; cloning one is cheap.
    strings: BTreeMap<(Voice, Locale), Value>,
    pub(crate) assets: Vec<Asset>,
    /// What the bytes of every page depend on besides its view.
    pub(crate) fingerprint: String,
}

/// What every template sees of the site as a whole.
#[derive(Serialize)]
struct SiteContext<'a> {
    assets: BTreeMap<&'a str, &'a AssetTag>,
    generator: &'static str,
    /// What browsers let the pages do.
    policy: &'static str,
}

/// How the names of the templates begin whose markup pages share.
const SHARED: &str = "shared_";

/// The program and its version, as pages name it.
pub(crate) const GENERATOR: &str = concat!("candor ", env!("CARGO_PKG_VERSION"));

impl Theme {
    /// Reads the site's own theme over the built-in one; what is wrong with it is reported, and left out.
    pub(crate) fn new(config: &Config, files: &[ThemeFile], config_path: &SourcePath) -> (Self, Vec<Diagnostic>) {
        let mut out = Vec::new();
        let folder = format!("themes/{}/", config.theme.value);
        if config.theme.value != "default" && !files.iter().any(|file| file.path.as_str().starts_with(&folder)) {
            let message = format!("the site has no theme `{}`", config.theme.value);
            let help = format!("create the folder themes/{}, or use `theme = \"default\"`", config.theme.value);
            out.push(Diagnostic::new(&codes::UNKNOWN_THEME, config_path, config.theme.span, message).help(help));
        }
        let own = own_files(config, files);
        unused::report(config, &own, &mut out);
        let (assets, tags) = assets::assets(config, &own, &mut out);
        let (html, markdown) =
            (engine(Templates::Html, config, &own, &mut out), engine(Templates::Markdown, config, &own, &mut out));
        let site = SiteContext {
            assets: tags.iter().map(|(name, tag)| (name.as_str(), tag)).collect(),
            generator: GENERATOR,
            policy: policy::OF_PAGES,
        };
        let known = strings::Known::new(&own, &mut out);
        let catalogs = Catalogs::new(strings::catalogs(config, &known, config_path, &mut out));
        let value = |catalog: &Catalog| ((catalog.voice, catalog.locale.clone()), strings::value(&catalog.strings));
        let strings = catalogs.all().map(value).collect();
        let fingerprint = assets::fingerprint(&own, &assets);
        (Self { html, markdown, site: Value::from_serializable(&site), catalogs, strings, assets, fingerprint }, out)
    }

    /// Renders a page in the words of a catalog by the template of a file name, such as `report.html` or `report.md`.
    pub(crate) fn render(
        &self,
        template: &str,
        catalog: &Catalog,
        trees: &Trees<'_>,
    ) -> Result<Vec<u8>, TemplateError> {
        let mut context = self.context(trees.shell, &(catalog.voice, catalog.locale.clone()));
        context.insert_value("frame", trees.frame.0.clone());
        context.insert_value("main", trees.main.0.clone());
        context.insert_value("fragments", trees.fragments.0.clone());
        let tera = if template.ends_with(Templates::Markdown.suffix()) {
            &self.markdown
        } else {
            context.insert_value("shared", self.shared(trees.shell)?);
            &self.html
        };
        let mut bytes = Vec::with_capacity(16 * 1024);
        tera.render_to(template, &context, &mut bytes).map_err(|error| TemplateError::of(&error))?;
        Ok(bytes)
    }

    /// What the templates of all pages see.
    fn context(&self, shell: &Shell, catalog: &(Voice, Locale)) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("surroundings", shell.surroundings.clone());
        if let Some(strings) = self.strings.get(catalog) {
            context.insert_value("t", strings.clone());
        }
        context
    }

    /// The markup that pages share, by the names of its templates. Making it for each page would take a quarter of the
    /// work of rendering.
    fn shared(&self, shell: &Shell) -> Result<Value, TemplateError> {
        if let Some(markup) = shell.markup.get() {
            return Ok(markup.clone());
        }
        let context = self.context(shell, &shell.catalog);
        let mut markup = Map::new();
        let templates = builtin::FILES.iter().filter_map(|(path, _)| path.strip_prefix("templates/"));
        for template in templates.filter(|template| template.starts_with(SHARED)) {
            let name = template[SHARED.len()..].trim_end_matches(Templates::Html.suffix());
            let text = self.html.render(template, &context).map_err(|error| TemplateError::of(&error))?;
            markup.insert(name.into(), Value::safe_string(text.trim()));
        }
        Ok(shell.markup.get_or_init(|| Value::from(markup)).clone())
    }
}

/// A catalog of a language with every string of the interface, for a translator.
pub(crate) fn to_translate(config: &Config, files: &[ThemeFile], locale: &Locale) -> String {
    strings::to_translate(&strings::Known::new(&own_files(config, files), &mut Vec::new()), locale, &config.theme)
}

/// Whether the program has the whole interface in a language.
pub(crate) fn is_translated(locale: &Locale) -> bool {
    strings::is_translated(locale)
}

/// The files of the site's own theme by their paths within it. A copy of a file of the built-in theme is no change to
/// it, as in the program's own repository.
fn own_files<'a>(config: &Config, files: &'a [ThemeFile]) -> BTreeMap<&'a str, &'a ThemeFile> {
    let folder = format!("themes/{}/", config.theme.value);
    let own = files.iter().filter_map(|file| Some((file.path.as_str().strip_prefix(&folder)?, file)));
    own.filter(|(path, file)| builtin::file(path) != Some(&file.bytes)).collect()
}

/// A file of the built-in theme, by the path that it has in the program's own repository.
pub(crate) fn builtin_file(path: &SourcePath) -> Option<&'static [u8]> {
    builtin::file(path.as_str().strip_prefix("themes/default/")?)
}

/// A template that failed.
#[derive(Clone, Debug)]
pub(crate) struct TemplateError {
    template: String,
    span: Span,
    message: String,
}

impl TemplateError {
    fn of(error: &tera::Error) -> Self {
        let source = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = report.span().range.clone();
                Self {
                    template: report.filename().to_owned(),
                    span: Span::new(range.start, range.end),
                    message: format!("{}{source}", report.message()),
                }
            }
            kind => {
                let template = match kind {
                    ErrorKind::MissingParent { current, .. } => current.clone(),
                    ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl.clone(),
                    _ => String::new(),
                };
                Self { template, span: Span::default(), message: format!("{error}{source}") }
            }
        }
    }

    /// The errors of a template that was read alone. Of what it asks for and does not find, such as a filter or a block of
    /// its parent, the engine knows the spans and keeps them to itself: it tells only printed reports, several in one text.
    fn all_of(error: &tera::Error, name: &str, text: &str) -> Vec<Self> {
        let asked_for = match error.kind() {
            ErrorKind::MissingParent { parent, .. } => std::slice::from_ref(parent),
            ErrorKind::CircularExtend { inheritance_chain: chain, .. }
            | ErrorKind::CircularInclude { include_chain: chain, .. } => chain,
            _ => &[],
        };
        let error = Self::of(error);
        if let Some(span) = asked_for.iter().find_map(|asked_for| place_of_name(text, asked_for)) {
            return vec![Self { span, template: name.to_owned(), ..error }];
        }
        if !error.template.is_empty() {
            return vec![error];
        }
        let error = Self { template: name.to_owned(), ..error };
        let lines: Vec<&str> = error.message.lines().collect();
        let reports: Vec<Self> = lines.windows(5).filter_map(|lines| Self::reported(lines, name, text)).collect();
        if reports.is_empty() { vec![error] } else { reports }
    }

    /// The error of a report: what is wrong, `--> home.html:2:4`, a bar, the line, and signs below what is wrong in it.
    fn reported(report: &[&str], name: &str, text: &str) -> Option<Self> {
        let [message, place, _, _, signs] = report else { return None };
        let message = message.strip_prefix("error: ")?;
        let place = place.trim_start().strip_prefix("--> ")?.strip_prefix(name)?.strip_prefix(':')?;
        let (line, column) = place.split_once(':')?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let length_of = |at: usize, n_chars: usize| -> Option<usize> {
            Some(text.get(at..)?.chars().take(n_chars).map(char::len_utf8).sum())
        };
        let start = before + length_of(before, column.checked_sub(1)?)?;
        let end = start + length_of(start, signs.matches('^').count())?;
        Some(Self { template: name.to_owned(), span: Span::new(start, end), message: message.to_owned() })
    }

    /// The error, met while a file of the output was rendered, as a finding in the file that its template came from.
    pub(crate) fn diagnostic(&self, theme: &str, rendered: &OutPath) -> Diagnostic {
        self.finding(theme).help(format!("correct the template; it was asked for `{rendered}`"))
    }

    fn finding(&self, theme: &str) -> Diagnostic {
        let name = self.template.strip_prefix("default/").unwrap_or(&self.template);
        let path = SourcePath::new(&format!("themes/{theme}/templates/{name}"))
            .or_else(|| SourcePath::new("themes/default/templates/base.html"))
            .expect("a constant path is clean");
        let message = self.message.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("the template cannot be used: {}", message.trim_end_matches('.'));
        Diagnostic::new(&codes::TEMPLATE_ERROR, &path, self.span, message)
    }
}

/// Where a template extends or includes another, by the name that it has there.
fn place_of_name(text: &str, name: &str) -> Option<Span> {
    let tags = text.match_indices("{%").filter_map(|(start, _)| Some((start, text[start..].split("%}").next()?)));
    let places = tags.filter(|(_, tag)| tag.contains("extends") || tag.contains("include"));
    let mut found = places.filter_map(|(start, tag)| {
        let at = start + ['"', '\'', '`'].iter().find_map(|quote| tag.find(&format!("{quote}{name}{quote}")))?;
        Some(Span::new(at, at + name.len() + 2))
    });
    found.next()
}

/// The two kinds of templates.
#[derive(Clone, Copy)]
enum Templates {
    Html,
    Markdown,
}

impl Templates {
    /// How the names of the templates end.
    fn suffix(self) -> &'static str {
        match self {
            Self::Html => ".html",
            Self::Markdown => ".md",
        }
    }
}

/// The engine with the built-in templates of a kind; they are read once, because that takes the most time of a theme.
fn builtin_engine(kind: Templates) -> Arc<Tera> {
    static ENGINES: [OnceLock<Arc<Tera>>; 2] = [OnceLock::new(), OnceLock::new()];
    let read = || {
        let mut tera = Tera::new();
        strings::register_filters(&mut tera);
        tera.register_filter("lang", lang_filter);
        tera.register_filter("destination", destination_filter);
        tera.register_filter("on_paper", on_paper_filter);
        let suffix = kind.suffix();
        tera.autoescape_on([suffix]);
        if let Templates::Markdown = kind {
            tera.set_escape_fn(markdown_text::escape);
        }
        tera.set_fallback_prefixes(["default/"]).expect("no template was added yet");
        let files = builtin::FILES.iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix("templates/").filter(|name| name.ends_with(suffix))?;
            Some((format!("default/{name}"), std::str::from_utf8(bytes).ok()?))
        });
        tera.add_raw_templates(files.collect::<Vec<_>>())
            .expect("the built-in templates are sound, which a test holds");
        Arc::new(tera)
    };
    Arc::clone(ENGINES[kind as usize].get_or_init(read))
}

/// The engine with the built-in templates of a kind, and over them those of the site that can be read.
fn engine(kind: Templates, config: &Config, own: &BTreeMap<&str, &ThemeFile>, out: &mut Vec<Diagnostic>) -> Arc<Tera> {
    let mut tera = builtin_engine(kind);
    let is_right_to_left = |locale: &Locale| language::direction(locale.as_str()) == Direction::RightToLeft;
    if config.locales.iter().any(is_right_to_left) {
        Arc::make_mut(&mut tera).register_filter("lang", lang_both_ways_filter);
    }
    let suffix = kind.suffix();
    let mut templates = Vec::new();
    for (path, file) in own {
        let Some(name) = path.strip_prefix("templates/").filter(|name| name.ends_with(suffix)) else {
            continue;
        };
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => templates.push((name.to_owned(), text)),
            Err(_) => out.push(
                Diagnostic::new(&codes::TEMPLATE_ERROR, &file.path, Span::default(), "the template is not UTF-8")
                    .help("save the file as UTF-8"),
            ),
        }
    }
    if templates.is_empty() {
        return tera;
    }
    // All at once, because they may extend each other; one by one only to find the one that is wrong.
    if let Err(error) = Arc::make_mut(&mut tera).add_raw_templates(templates.clone()) {
        let theme = own.values().next().and_then(|file| file.path.as_str().split('/').nth(1)).unwrap_or("default");
        let alone = templates.iter().flat_map(|(name, text)| {
            let error = Tera::clone(&tera).add_raw_template(name, text).err();
            error.into_iter().flat_map(|error| {
                let is_broken = matches!(error.kind(), ErrorKind::SyntaxError(_));
                TemplateError::all_of(&error, name, text).into_iter().map(move |found| (is_broken, found))
            })
        });
        let (broken, others): (Vec<_>, Vec<_>) = alone.partition(|(is_broken, _)| *is_broken);
        // A template may fail alone only because it extends another that is broken.
        let mut errors = if broken.is_empty() { others } else { broken };
        if errors.is_empty() {
            let named = TemplateError::of(&error);
            let template = templates.iter().find(|(name, _)| *name == named.template);
            let found = template.map_or_else(|| vec![named], |(name, text)| TemplateError::all_of(&error, name, text));
            errors.extend(found.into_iter().map(|found| (false, found)));
        }
        out.extend(errors.iter().map(|(_, error)| error.finding(theme).help("correct the template")));
    }
    tera
}

/// The filter `destination`: an address where Markdown ends the text of a link, `[text](destination)`.
fn destination_filter(address: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&markdown_text::destination(address))
}

/// The filter `on_paper`: an address as one writes it down, without what only a program needs: the scheme and the subject
/// of mail, the way up from a page to the root of the site.
fn on_paper_filter(address: &str, _: Kwargs, _: &State) -> String {
    let mail = address.strip_prefix("mailto:").map(|mail| mail.split('?').next().unwrap_or_default());
    mail.unwrap_or_else(|| address.trim_start_matches("../")).to_owned()
}

/// The filter `lang`: the attributes of an element whose text is in a language, `lang="ar" dir="rtl"`. The direction from
/// left to right is that of everything around it.
fn lang_filter(locale: &str, arguments: Kwargs, state: &State) -> Value {
    match language::direction(locale) {
        Direction::LeftToRight => Value::safe_string(&format!("lang=\"{}\"", escape(locale))),
        Direction::RightToLeft => lang_both_ways_filter(locale, arguments, state),
    }
}

/// The same on a site where a text from left to right may stand in one from right to left.
fn lang_both_ways_filter(locale: &str, _: Kwargs, _: &State) -> Value {
    let direction = match language::direction(locale) {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    };
    Value::safe_string(&format!("lang=\"{}\" dir=\"{direction}\"", escape(locale)))
}
