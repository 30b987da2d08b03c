//! The site's own settings, from `candor.toml`.

use std::collections::BTreeMap;

use super::date::Period;
use super::key::Key;
use super::kinds::PageKind;
use super::provider::Contact;
use super::source::Citation;
use super::terms::BannerKind;
use super::text::Text;
use crate::path::{Locale, SourcePath};
use crate::source::{Span, Spanned};

/// The accent color of a site that names none.
pub(crate) const DEFAULT_ACCENT: Accent = Accent([0x1f, 0x5a, 0xa6]);
/// For how many months a report stays current where the site does not say.
pub(crate) const DEFAULT_FRESH_MONTHS: u16 = 12;

/// The theme of a site that names none.
pub(crate) fn default_theme() -> Spanned<String> {
    Spanned::new("default".to_owned(), Span::default())
}

/// What `candor.toml` says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Config {
    pub(crate) title: Text,
    pub(crate) description: Option<Text>,
    /// Absolute, http or https, and ending in `/`.
    pub(crate) base_url: String,
    /// The languages of the site, the first being the one that everything must have.
    pub(crate) locales: Vec<Locale>,
    /// Where each of them is listed.
    pub(crate) listed: BTreeMap<Locale, Span>,
    /// The name of the folder below `themes`.
    pub(crate) theme: Spanned<String>,
    pub(crate) accent: Accent,
    pub(crate) pictures: Pictures,
    /// A sentence on the home page, before what the page says of itself.
    pub(crate) hero: Option<Text>,
    /// The navigation, where the site names its own.
    pub(crate) nav: Vec<NavEntry>,
    /// Notes at the foot of every page.
    pub(crate) footer: Vec<FooterNote>,
    /// For how many months after its period a report without an expiry date counts as current.
    pub(crate) fresh_months: u16,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) banners: Vec<Banner>,
    pub(crate) search: Search,
    /// Below which paths of the site's address something else answers; without slashes around them.
    pub(crate) other_paths: Vec<String>,
}

/// How the site is searched.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Search {
    /// Names of the same thing, class by class; they take the place of built-in classes that share one of them.
    pub(crate) synonyms: Vec<Vec<String>>,
    /// Whether the index is written compressed, for hosts that send files as they are.
    pub(crate) precompress: bool,
}

impl Config {
    /// What stands in for settings that cannot be read, so that everything else can still be looked at.
    pub(crate) fn stand_in() -> Self {
        let title = Spanned::new("Untitled".to_owned(), Span::default());
        Self {
            title: Text::plain(title),
            description: None,
            base_url: "https://example.com/".to_owned(),
            locales: Locale::new("en").into_iter().collect(),
            listed: BTreeMap::new(),
            theme: default_theme(),
            accent: DEFAULT_ACCENT,
            pictures: Pictures::default(),
            hero: None,
            nav: Vec::new(),
            footer: Vec::new(),
            fresh_months: DEFAULT_FRESH_MONTHS,
            contacts: Vec::new(),
            banners: Vec::new(),
            search: Search::default(),
            other_paths: Vec::new(),
        }
    }

    /// Every text for readers, each with what stands in the languages that it is not given in.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&Text, Elsewhere)> {
        let contacts = self.contacts.iter().map(|contact| &contact.name);
        let titles = self.nav.iter().filter_map(|entry| entry.title.as_ref());
        let named =
            std::iter::once(&self.title).chain(&self.description).chain(&self.hero).chain(contacts).chain(titles);
        let banners = self.banners.iter().map(|banner| &banner.text);
        let notes = banners.chain(self.footer.iter().map(|note| &note.text));
        named.map(|text| (text, Elsewhere::Another)).chain(notes.map(|text| (text, Elsewhere::Nothing)))
    }

    /// Whether something else answers at what stands behind the site's address.
    pub(crate) fn is_answered_elsewhere(&self, below: &str) -> bool {
        let is_below =
            |path: &String| below.strip_prefix(&**path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.other_paths.iter().any(is_below)
    }

    /// The language that stands in where a text has no translation.
    pub(crate) fn default_locale(&self) -> &Locale {
        &self.locales[0]
    }

    /// What stands before the address of a page in this language: nothing, or `zh-Hans/`.
    pub(crate) fn locale_prefix(&self, locale: &Locale) -> String {
        if locale == self.default_locale() { String::new() } else { format!("{locale}/") }
    }

    /// The language that a path of the output is in, and what stands behind its name.
    pub(crate) fn split_locale<'p>(&self, path: &'p str) -> (&Locale, &'p str) {
        let others = self.locales.iter().skip(1);
        let mut translated = others.filter_map(|locale| {
            let rest = path.strip_prefix(locale.as_str())?.strip_prefix('/')?;
            Some((locale, rest))
        });
        translated.next_back().unwrap_or((self.default_locale(), path))
    }

    /// The scheme and the host of the site, without a slash behind them.
    pub(crate) fn origin(&self) -> &str {
        &self.base_url[..self.base_url.len() - self.base_path().len()]
    }

    /// The path part of the base URL, with `/` at both ends.
    pub(crate) fn base_path(&self) -> &str {
        let after_scheme = self.base_url.find("://").map_or(0, |at| at + 3);
        self.base_url[after_scheme..].find('/').map_or("/", |at| &self.base_url[after_scheme + at..])
    }
}

/// What stands for a text in a language that it is not given in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Elsewhere {
    /// The text in another language.
    Another,
    /// Nothing, on purpose.
    Nothing,
}

/// The site's own pictures, files of `static/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pictures {
    /// In place of the title in the header.
    pub(crate) logo: Option<Spanned<SourcePath>>,
    /// The logo where the screen is dark.
    pub(crate) logo_dark: Option<Spanned<SourcePath>>,
    /// What browsers show in a tab.
    pub(crate) icon: Option<Spanned<SourcePath>>,
}

impl Pictures {
    pub(crate) fn all(&self) -> impl Iterator<Item = &Spanned<SourcePath>> {
        [&self.logo, &self.logo_dark, &self.icon].into_iter().flatten()
    }
}

/// An item of the navigation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NavEntry {
    pub(crate) to: NavTarget,
    /// There is one wherever the target has no title of its own.
    pub(crate) title: Option<Text>,
}

/// Where an item of the navigation leads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NavTarget {
    Record(Spanned<Key>),
    /// A page that is of no record, such as the list of all documents.
    Page(PageKind),
    Address(Spanned<String>),
}

/// A note at the foot of every page, such as the number of a registration.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FooterNote {
    /// Shown only in the languages that it has a text for.
    pub(crate) text: Text,
    pub(crate) url: Option<Spanned<String>>,
}

/// A color as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Accent(pub(crate) [u8; 3]);

/// An announcement that shows itself only while it is valid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Banner {
    /// Shown only in the languages that it has a text for.
    pub(crate) text: Text,
    pub(crate) valid: Option<Spanned<Period>>,
    pub(crate) kind: BannerKind,
    pub(crate) sources: Vec<Citation>,
}
