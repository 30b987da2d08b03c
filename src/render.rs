//! The bytes of files: three encodings of a page's view, and the few files that are no pages.

use std::fmt::Write;

use serde::Serialize;

use crate::digest::sha256_hex;
use crate::model::config::Config;
use crate::model::key::Key;
use crate::page::{self, SitemapPart};
use crate::parse::html::escape;
use crate::path::Locale;
use crate::published::Published;
use crate::theme::{GENERATOR, TemplateError, Tree};
use crate::view::{self, Frame, Scene};

/// How many digits of a digest name a build.
const BUILD_ID: usize = 12;

/// Why a page could not be rendered.
pub(crate) enum Error {
    Template(TemplateError),
    /// The record behind the page is gone.
    NoPage,
}

/// A page whose view is made, to be encoded.
pub(crate) struct Page<'a> {
    scene: &'a Scene<'a>,
    frame: Frame,
    main: Tree,
    /// The view as JSON, from which the build is named.
    json: Vec<u8>,
    template: &'static str,
}

/// The JSON twin of a page.
#[derive(Serialize)]
struct Twin<'a> {
    generator: &'static str,
    kind: &'static str,
    locale: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    as_of: &'a str,
    build_id: &'a str,
    data: &'a serde_json::value::RawValue,
}

impl<'a> Page<'a> {
    /// Makes the view of a page.
    pub(crate) fn new(scene: &'a Scene<'a>, page: &page::Page) -> Result<Self, Error> {
        let main = Tree::of(&view::main(scene, page).ok_or(Error::NoPage)?);
        let json = serde_json::to_vec(&main.root()).expect("a view is plain data with text keys");
        // Named by what it says and how it looks, so that it changes when and only when the page may have changed.
        let as_of = scene.site.as_of.date().to_string();
        let named: [&[u8]; 3] = [&json, scene.theme.fingerprint.as_bytes(), as_of.as_bytes()];
        let build_id = sha256_hex(&named.concat())[..BUILD_ID].to_owned();
        let frame = view::frame(scene, page, build_id);
        Ok(Self { scene, frame, main, json, template: page.template() })
    }

    /// The page for people.
    pub(crate) fn html(&self) -> Result<Vec<u8>, Error> {
        self.scene.theme.render(self.template, self.scene.locale, &self.frame, &self.main).map_err(Error::Template)
    }

    /// The page for programs.
    pub(crate) fn json(&self) -> Vec<u8> {
        let data = serde_json::from_slice(&self.json).expect("what was just written is JSON");
        let twin = Twin {
            generator: GENERATOR,
            kind: self.template,
            locale: self.scene.locale.as_str(),
            title: &self.frame.title.text,
            url: self.frame.canonical.as_deref(),
            as_of: &self.frame.as_of,
            build_id: &self.frame.build_id,
            data,
        };
        let mut json = serde_json::to_vec(&twin).expect("a twin is plain data with text keys");
        json.push(b'\n');
        json
    }

    /// The page as Markdown.
    pub(crate) fn markdown(&self) -> Vec<u8> {
        let mut text = view::markdown::markdown(&self.frame.title.text, self.main.root(), self.scene.catalog);
        let (url, build_id) = (self.frame.canonical.as_deref().unwrap_or_default(), &self.frame.build_id);
        let _ = write!(text, "\n---\n\n<{url}> · {} · {build_id}\n", self.frame.as_of);
        text.into_bytes()
    }
}

/// What a template needs to lead from an old address to the present one.
#[derive(Serialize)]
struct Redirect {
    target: String,
    title: String,
}

/// A page at an old address.
pub(crate) fn redirect(scene: &Scene<'_>, to: &Key) -> Result<Vec<u8>, Error> {
    let page = match to.kind {
        crate::model::key::Kind::Entry => page::Page::Entry(to.id.clone()),
        _ => return Err(Error::NoPage),
    };
    let frame = view::frame(scene, &page, String::new());
    let target = scene.address_of(to);
    let redirect = Tree::of(&Redirect { target, title: frame.title.text.clone() });
    scene.theme.render("redirect", scene.locale, &frame, &redirect).map_err(Error::Template)
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
    for page in pages.iter().skip(number * per_part).take(per_part).filter(|page| **page != page::Page::NotFound) {
        let address = page.address();
        let translated: Vec<&Locale> =
            site.config.locales.iter().filter(|locale| !page::is_untranslated(site, page, locale)).collect();
        let url =
            |locale: &Locale| escape(&format!("{base}{}{address}", site.config.locale_prefix(locale))).into_owned();
        for locale in &translated {
            let _ = write!(xml, "<url><loc>{}</loc>", url(locale));
            if translated.len() > 1 {
                for other in &translated {
                    let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{other}\" href=\"{}\"/>", url(other));
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
