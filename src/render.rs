//! The bytes of files: three encodings of a page's view, and the few files that are no pages.

use std::fmt::Write;

use serde::Serialize;

use crate::digest::Digest;
use crate::model::config::Config;
use crate::model::key::Key;
use crate::page::{self, SitemapPart};
use crate::parse::html::escape;
use crate::path::Locale;
use crate::published::Published;
use crate::theme::{GENERATOR, Node, TemplateError, Tree, Trees};
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
    shell: &'a Tree,
    frame: Frame,
    main: Tree,
    template: &'static str,
}

/// The JSON twin of a page, but for the page's own view, which is its last field.
#[derive(Serialize)]
struct Twin<'a> {
    generator: &'static str,
    kind: &'static str,
    locale: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    as_of: String,
    build_id: &'a str,
    data: Node<'a>,
}

impl<'a> Page<'a> {
    /// Makes the view of a page.
    pub(crate) fn new(scene: &'a Scene<'a>, page: &page::Page, shell: &'a Tree) -> Result<Self, Error> {
        let main = Tree::of(&view::main(scene, page).ok_or(Error::NoPage)?);
        // Named by what it says and how it looks, so that it changes when and only when the page may have changed.
        let mut digest = Digest::default();
        main.root().digest(&mut digest);
        digest.update(scene.theme.fingerprint.as_bytes());
        digest.update(scene.site.as_of.date().to_string().as_bytes());
        let mut build_id = digest.finish();
        build_id.truncate(BUILD_ID);
        let frame = view::frame(scene, page, build_id);
        Ok(Self { scene, shell, frame, main, template: page.kind.template() })
    }

    /// The page for people.
    pub(crate) fn html(&self) -> Result<Vec<u8>, Error> {
        let frame = Tree::of(&self.frame);
        let trees = Trees { shell: self.shell, frame: &frame, main: &self.main };
        self.scene.theme.render(self.template, self.scene.locale, &trees).map_err(Error::Template)
    }

    /// The page for programs.
    pub(crate) fn json(&self) -> Vec<u8> {
        let twin = Twin {
            generator: GENERATOR,
            kind: self.template,
            locale: self.scene.locale.as_str(),
            title: &self.frame.title.text,
            url: self.frame.canonical.as_deref(),
            as_of: self.scene.site.as_of.date().to_string(),
            build_id: &self.frame.build_id,
            data: self.main.root(),
        };
        let mut json = serde_json::to_vec(&twin).expect("a twin is plain data with text keys");
        json.push(b'\n');
        json
    }

    /// The page as Markdown.
    pub(crate) fn markdown(&self) -> Vec<u8> {
        let mut text = view::markdown::markdown(&self.frame.title.text, self.main.root(), self.scene.catalog);
        let (url, build_id) = (self.frame.canonical.as_deref().unwrap_or_default(), &self.frame.build_id);
        let _ = write!(text, "\n---\n\n<{url}> · {} · {build_id}\n", self.scene.site.as_of.date());
        text.into_bytes()
    }
}

/// What a template needs to lead from an old address to the present one.
#[derive(Serialize)]
struct Redirect {
    target: String,
}

/// A page at an old address.
pub(crate) fn redirect(scene: &Scene<'_>, shell: &Tree, to: &Key) -> Result<Vec<u8>, Error> {
    let page = to.own_page().ok_or(Error::NoPage)?;
    let target = scene.href_of(to);
    let main = Tree::of(&Redirect { target });
    let frame = view::frame(scene, &page, String::new());
    let trees = Trees { shell, frame: &Tree::of(&frame), main: &main };
    scene.theme.render("redirect", scene.locale, &trees).map_err(Error::Template)
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
