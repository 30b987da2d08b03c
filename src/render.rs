//! The bytes of files: three encodings of a page's view, and the few files that are no pages.

mod answers;
mod csaf;
mod feed;
mod hosting;
mod security_txt;

use std::cell::OnceCell;
use std::fmt::Write;

use serde::Serialize;

use crate::digest::Digest;
use crate::model::config::Config;
use crate::model::key::Key;
use crate::model::well_known::WellKnown;
use crate::page::{self, SitemapPart};
use crate::parse::html::escape;
use crate::path::Locale;
use crate::published::Published;
use crate::theme::{GENERATOR, Shell, TemplateError, Theme, Tree, Trees};
use crate::view::{self, Frame, Main, PageContext};

pub(crate) use answers::answers;
pub(crate) use feed::feed;
pub(crate) use hosting::{headers, redirects};

/// How many digits of a digest name a build.
const BUILD_ID: usize = 12;

/// Why a page could not be rendered.
pub(crate) enum Error {
    Template(TemplateError),
    /// The record behind the page is gone.
    NoPage,
}

/// A page whose view is made, to be encoded.
pub(crate) struct PageEncoder<'a> {
    theme: &'a Theme,
    context: &'a PageContext<'a>,
    shell: &'a Shell,
    frame: Frame,
    main: Main,
    /// The view as JSON.
    data: Vec<u8>,
    template: &'static str,
    /// What templates are filled with, made for the first of them.
    trees: OnceCell<[Tree; 3]>,
}

/// The version of the JSON twins: it grows when a field goes or changes its meaning, not when one is added.
const SCHEMA: u32 = 1;

/// Which contract a JSON twin keeps.
#[derive(Serialize)]
struct Schema {
    id: String,
    version: u32,
}

/// The JSON twin of a page, but for the page's own view, which is its last field.
#[derive(Serialize)]
struct Envelope<'a> {
    schema: Schema,
    generator: &'static str,
    locale: &'a str,
    title: &'a str,
    description: &'a str,
    url: Option<&'a str>,
    as_of: String,
    build_id: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unconfirmed: bool,
}

impl<'a> PageEncoder<'a> {
    /// Makes the view of a page.
    pub(crate) fn new(
        theme: &'a Theme,
        context: &'a PageContext<'a>,
        page: &page::Page,
        shell: &'a Shell,
    ) -> Result<Self, Error> {
        let main = view::main(context, page).ok_or(Error::NoPage)?;
        let data = serde_json::to_vec(&main).expect("a view is plain data with text keys");
        let mut frame = view::frame(context, page, main.description(context, page));
        frame.build_id = build_id(theme, context, &frame, &main, &data);
        frame.linked = view::linked(context, &frame, &main);
        Ok(Self { theme, context, shell, frame, main, data, template: page.kind.template(), trees: OnceCell::new() })
    }

    /// The page for people.
    pub(crate) fn html(&self) -> Result<Vec<u8>, Error> {
        self.rendered("html")
    }

    /// The page as Markdown.
    pub(crate) fn markdown(&self) -> Result<Vec<u8>, Error> {
        self.rendered("md")
    }

    fn rendered(&self, suffix: &str) -> Result<Vec<u8>, Error> {
        let make = || [Tree::of(&self.frame), Tree::of(&self.main), Tree::of(&self.main.fragments())];
        let [frame, main, fragments] = self.trees.get_or_init(make);
        let trees = Trees { shell: self.shell, frame, main, fragments };
        let template = format!("{}.{suffix}", self.template);
        self.theme.render(&template, self.context.catalog, &trees).map_err(Error::Template)
    }

    /// The page for programs.
    pub(crate) fn json(&self) -> Vec<u8> {
        let envelope = Envelope {
            schema: Schema { id: format!("candor/{}", self.template), version: SCHEMA },
            generator: GENERATOR,
            locale: self.context.locale.as_str(),
            title: &self.frame.title.text,
            description: &self.frame.description,
            url: self.frame.canonical.as_deref(),
            as_of: self.context.site.as_of.date().to_string(),
            build_id: &self.frame.build_id,
            unconfirmed: self.context.is_unconfirmed,
        };
        let mut json = serde_json::to_vec(&envelope).expect("an envelope is plain data with text keys");
        json.pop();
        json.extend_from_slice(b",\"data\":");
        json.extend_from_slice(&self.data);
        json.extend_from_slice(b"}\n");
        json
    }
}

/// Names what a page says and how it looks, so that it changes when and only when the page may have changed.
fn build_id(theme: &Theme, context: &PageContext<'_>, frame: &Frame, main: &Main, data: &[u8]) -> String {
    let mut digest = Digest::default();
    let today = context.site.as_of.date().to_string();
    for piece in [&frame.title.text, &frame.description, &theme.fingerprint, &today] {
        digest.update(piece.as_bytes());
        digest.update(b"\0");
    }
    if context.is_unconfirmed {
        digest.update(b"unconfirmed");
    }
    digest.update(data);
    main.fragments().pieces().for_each(|piece| digest.update(piece.as_bytes()));
    let mut build_id = digest.finish();
    build_id.truncate(BUILD_ID);
    build_id
}

/// What a template needs to lead from an old address to the present one.
#[derive(Serialize)]
struct Redirect {
    target: String,
}

/// A file at a place that everybody knows.
pub(crate) fn well_known(context: &PageContext<'_>, file: &WellKnown) -> Vec<u8> {
    match file {
        WellKnown::SecurityTxt => security_txt::security_txt(context),
        WellKnown::Csaf(file) => csaf::csaf(context, file),
    }
}

/// A page at an old address.
pub(crate) fn redirect(theme: &Theme, context: &PageContext<'_>, shell: &Shell, to: &Key) -> Result<Vec<u8>, Error> {
    let page = to.own_page().ok_or(Error::NoPage)?;
    let main = Tree::of(&Redirect { target: context.href_of(to) });
    let frame = Tree::of(&view::frame(context, &page, String::new()));
    let trees = Trees { shell, frame: &frame, main: &main, fragments: &Tree::of(&()) };
    theme.render("redirect.html", context.catalog, &trees).map_err(Error::Template)
}

/// A part of the sitemap (sitemaps.org, protocol 0.9), with the languages of each page.
pub(crate) fn sitemap(site: &Published<'_>, pages: &[page::Page], part: SitemapPart) -> Vec<u8> {
    let base = &site.config.base_url;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let number = match part {
        SitemapPart::Parts(parts) => {
            xml.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
            for part in 0..parts {
                let _ = writeln!(xml, "<sitemap><loc>{}sitemap-{part}.xml</loc></sitemap>", escape(base));
            }
            xml.push_str("</sitemapindex>\n");
            return xml.into_bytes();
        }
        SitemapPart::Part(number) => number,
    };
    xml.push_str(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let per_part = page::pages_per_sitemap(site.config.locales.len());
    for page in pages.iter().skip(number * per_part).take(per_part).filter(|page| page.kind != page::PageKind::NotFound)
    {
        let address = page.address();
        let translated: Vec<&Locale> =
            site.config.locales.iter().filter(|locale| !page::is_untranslated(site, page, locale)).collect();
        let url =
            |locale: &Locale| escape(&format!("{base}{}{address}", site.config.locale_prefix(locale))).into_owned();
        for locale in &translated {
            let _ = write!(xml, "<url><loc>{}</loc>", url(locale));
            if translated.len() > 1 {
                let for_others = ("x-default", site.config.default_locale());
                for (tag, other) in translated.iter().map(|other| (other.as_str(), *other)).chain([for_others]) {
                    let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>", url(other));
                }
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// What search engines may read, which is everything, and where the sitemap is.
pub(crate) fn robots(config: &Config) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", config.base_url).into_bytes()
}
