//! The fields of `candor.toml`, and how they are read.

use super::address::contact_address;
use super::codes;
use super::contact::{CONTACT, contact};
use super::fields::{Reader, boolean, count, locale, open, open_file, spanned, string, text, url, word, wrong_type};
use super::lists::{each, list};
use super::node::{Node, Value};
use super::old_address;
use super::period::{PERIOD, period};
use super::references::{SOURCES, citation, reference};
use super::web_address::{deceit, in_ascii, is_web_address};
use crate::attachment::is_static;
use crate::format::Shape::{self, Boolean, Count, Formed, List, NonEmpty, Reference, Text, Translated, Word};
use crate::format::form::{COLOR, CONTACT_ADDRESS, ICON, LOGO, OLD_ADDRESS, OWN_ID, WEB_ADDRESS};
use crate::format::{Field, Presence, Table, optional, required, words};
use crate::model::config::{
    Accent, Banner, Config, DEFAULT_ACCENT, DEFAULT_FRESH_MONTHS, FooterNote, NavEntry, NavTarget, Pictures, Search,
    default_theme,
};
use crate::model::kinds::{Kind, PageKind};
use crate::model::terms::BannerKind;
use crate::path::{Id, Locale, SourcePath};
use crate::source::{Span, Spanned};

pub(crate) const CONFIG: &Table = &Table {
    name: "candor",
    about: "The site itself: its title, address, languages and looks.",
    fields: &[
        required(
            "title",
            Translated,
            r#""Acme Trust Center""#,
            "The name of the site, in the header and in the titles of pages.",
        ),
        optional(
            "description",
            Translated,
            r#""How Acme protects what you give it.""#,
            "What the site is about, for search engines and where links to it are shown.",
        ),
        required(
            "base_url",
            Formed(WEB_ADDRESS),
            r#""https://trust.acme.example/""#,
            "The address at which the site is published, with the path when it is below one.",
        ),
        optional(
            "locales",
            NonEmpty(&Shape::Locale),
            r#"["en", "zh-Hans"]"#,
            "The languages of the site as BCP 47 tags, the default first; English alone when left out.",
        ),
        optional("theme", Formed(OWN_ID), r#""own""#, "The folder below `themes/` that goes before the default theme."),
        optional("accent", Formed(COLOR), "\"#1f5aa6\"", "The color of links and marks, as six hexadecimal digits."),
        optional("logo", Formed(LOGO), r#""static/logo.svg""#, "A picture in place of the title in the header."),
        optional("logo_dark", Formed(LOGO), r#""static/logo-dark.svg""#, "The logo on a dark background."),
        optional("icon", Formed(ICON), r#""static/icon.svg""#, "The picture that browsers show in a tab."),
        optional(
            "hero",
            Translated,
            r#""Your notes are yours.""#,
            "A sentence on the home page, before what the page says of itself.",
        ),
        optional("policy", Shape::Table(POLICY), "{ fresh_months = 12 }", "What the site counts as current."),
        optional(
            "other_paths",
            List(&Formed(OLD_ADDRESS)),
            r#"["/request/"]"#,
            "Paths below the site's address at which something else answers, such as a portal: no page is looked for there.",
        ),
        optional("search", Shape::Table(SEARCH), "{ precompress = true }", "How the site is searched."),
        optional(
            "contact",
            List(&Shape::Table(CONTACT)),
            r#"[{ name = "Trust team", email = "trust@acme.example" }]"#,
            "Whom readers can ask; the first stands in where nothing else names a contact.",
        ),
        optional(
            "banner",
            List(&Shape::Table(BANNER)),
            r#"[{ text = "Maintenance on 1 March.", kind = "maintenance" }]"#,
            "Announcements on top of every page.",
        ),
        optional(
            "nav",
            List(&Shape::Table(NAV_ENTRY)),
            r#"[{ to = "page:documents" }]"#,
            "The navigation in its order; without it, the sections that have content.",
        ),
        optional(
            "footer",
            List(&Shape::Table(FOOTER_NOTE)),
            r#"[{ text = "Acme Ltd, 1 Main Street" }]"#,
            "Notes at the foot of every page.",
        ),
    ],
};

const POLICY: &Table = &Table {
    name: "candor.policy",
    about: "What the site counts as current.",
    fields: &[optional(
        "fresh_months",
        Count,
        "12",
        "For how many months after its period a report without an expiry date is current; 12 when left out.",
    )],
};

pub(super) fn config(reader: &mut Reader<'_>, node: &Node) -> Option<Config> {
    let mut fields = open_file(reader, node, CONFIG)?;
    let title = fields.required(reader, "title", text);
    let description = fields.optional(reader, "description", text);
    let base_url = fields.required(reader, "base_url", base_url);
    let locales = match fields.node("locales") {
        Some(node) => locales(reader, node),
        None => Locale::new("en").map(|locale| vec![Spanned::new(locale, Span::default())]),
    };
    let theme = fields.optional(reader, "theme", spanned(theme)).unwrap_or_else(default_theme);
    let accent = fields.optional(reader, "accent", accent).unwrap_or(DEFAULT_ACCENT);
    let pictures = Pictures {
        logo: fields.optional(reader, "logo", spanned(|reader, node| picture(reader, node, &LOGOS))),
        logo_dark: fields.optional(reader, "logo_dark", spanned(|reader, node| picture(reader, node, &LOGOS))),
        icon: fields.optional(reader, "icon", spanned(|reader, node| picture(reader, node, &ICONS))),
    };
    let hero = fields.optional(reader, "hero", text);
    let fresh_months = fields.optional(reader, "policy", |reader, node| {
        let mut policy = open(reader, node, POLICY)?;
        let months = policy.optional(reader, "fresh_months", count::<u16>);
        policy.finish(reader);
        months
    });
    let other_paths = fields.list(reader, "other_paths", old_address::path_of_site);
    let search = fields.optional(reader, "search", search).unwrap_or_default();
    let contacts = fields.list(reader, "contact", contact);
    let banners = fields.list(reader, "banner", banner);
    let nav = fields.list(reader, "nav", nav_entry);
    let footer = fields.list(reader, "footer", footer_note);
    fields.finish(reader);
    let locales = locales?;
    // Neither decides what is right elsewhere, so that all else is checked while they are wrong.
    let stand_in = Config::stand_in();
    Some(Config {
        title: title.unwrap_or(stand_in.title),
        description,
        base_url: base_url.unwrap_or(stand_in.base_url),
        listed: locales.iter().map(|locale| (locale.value.clone(), locale.span)).collect(),
        locales: locales.into_iter().map(|locale| locale.value).collect(),
        theme,
        accent,
        pictures,
        hero,
        nav,
        footer,
        fresh_months: fresh_months.unwrap_or(DEFAULT_FRESH_MONTHS),
        contacts,
        banners,
        search,
        other_paths,
    })
}

fn base_url(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let address = url(reader, node)?;
    if address.contains(['?', '#']) {
        let message = "the base URL has a query or a fragment";
        reader.report(&codes::INVALID_VALUE, node.span, message, "write only the address of the site's first page");
        return None;
    }
    Some(with_slash(&address))
}

/// Why a site cannot begin at an address, when it cannot.
pub(crate) fn base_url_problem(address: &str) -> Option<String> {
    if let Some((message, help)) = deceit(address) {
        return Some(format!("{message}; {help}"));
    }
    let is_good = is_web_address(address) && !address.contains(['?', '#']);
    (!is_good).then(|| "it is not an address of a site, which begins with https:// or http://".to_owned())
}

/// The address as those of pages are put behind it: with a slash at the end, and the host as name servers know it.
pub(crate) fn with_slash(address: &str) -> String {
    let address = in_ascii(address);
    if address.ends_with('/') { address } else { address + "/" }
}

fn locales(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Spanned<Locale>>> {
    let mut locales: Vec<Spanned<Locale>> = Vec::new();
    for tag in each(reader, node, spanned(locale))? {
        if locales.iter().any(|listed| listed.value == tag.value) {
            let message = format!("the language `{}` is listed twice", tag.value);
            reader.report(&codes::INVALID_VALUE, tag.span, message, "remove one of them");
        } else {
            locales.push(tag);
        }
    }
    // What cannot be read has been reported already.
    if node.is_empty_list() {
        let help = "list at least one, the first being the default";
        reader.report(&codes::INVALID_VALUE, node.span, "the site has no language", help);
    }
    (!locales.is_empty()).then_some(locales)
}

fn theme(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let name = string(reader, node)?;
    if Id::new(&name).is_some_and(|id| !id.as_str().contains('/')) {
        return Some(name);
    }
    reader.report(
        &codes::INVALID_ID,
        node.span,
        format!("`{name}` cannot name a theme"),
        "write the name of a folder below themes/",
    );
    None
}

fn accent(reader: &mut Reader<'_>, node: &Node) -> Option<Accent> {
    let written = string(reader, node)?;
    let digits = written.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
    let channel = |at: usize| digits.and_then(|digits| u8::from_str_radix(&digits[at..at + 2], 16).ok());
    let (Some(red), Some(green), Some(blue)) = (channel(0), channel(2), channel(4)) else {
        reader.report(
            &codes::INVALID_VALUE,
            node.span,
            format!("`{written}` is not a color"),
            "write six hexadecimal digits: \"#1f5aa6\"",
        );
        return None;
    };
    Some(Accent([red, green, blue]))
}

/// What the logo of a site may be, by the ending of its file: pictures whose size is known.
const LOGOS: [&str; 2] = ["svg", "png"];

/// What its icon may be.
const ICONS: [&str; 3] = ["svg", "png", "ico"];

/// A picture of the site itself, by its path from the root of the site.
fn picture(reader: &mut Reader<'_>, node: &Node, endings: &[&str]) -> Option<SourcePath> {
    let written = string(reader, node)?;
    let has_ending = |path: &SourcePath| path.file_name().rsplit_once('.').is_some_and(|(_, e)| endings.contains(&e));
    let path = SourcePath::new(&written).filter(|path| is_static(path) && has_ending(path));
    if path.is_none() {
        let message = format!("`{written}` cannot be a picture of the site");
        let endings = endings.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ");
        let help = format!("write the path of a file in static/ that ends in one of {endings}: \"static/logo.svg\"");
        reader.report(&codes::INVALID_VALUE, node.span, message, help);
    }
    path
}

const NAV_ENTRY: &Table = &Table {
    name: "candor.nav",
    about: "An item of the navigation, which leads to one place: `to` or `url`.",
    fields: &[
        optional(
            "to",
            Reference(&[]),
            r#""page:documents""#,
            "A record, or a list of the site: `page:documents`, `report:soc-2`, `topic:access`.",
        ),
        optional(
            "url",
            Formed(CONTACT_ADDRESS),
            r#""https://status.acme.example/""#,
            "An address elsewhere; it needs a `title`.",
        ),
        Field {
            name: "title",
            presence: Presence::RequiredWith("url"),
            shape: Translated,
            example: r#""Status""#,
            about: "What the item is called; the title of its target when left out.",
        },
    ],
};

fn nav_entry(reader: &mut Reader<'_>, node: &Node) -> Option<NavEntry> {
    let mut fields = open(reader, node, NAV_ENTRY)?;
    let to = fields.optional(reader, "to", reference).map(|key| {
        let page = (key.value.kind == Kind::Page).then(|| PageKind::named(key.value.id.as_str())).flatten();
        page.map_or(NavTarget::Record(key), NavTarget::Page)
    });
    let url = fields.optional(reader, "url", spanned(contact_address)).map(NavTarget::Address);
    let has_address = fields.node("url").is_some();
    // An address has no title of its own.
    let title = if has_address {
        Some(fields.required(reader, "title", text)?)
    } else {
        fields.optional(reader, "title", text)
    };
    if has_address == fields.node("to").is_some() {
        let message = "an item of the navigation leads to one place";
        reader.report(
            &codes::INVALID_VALUE,
            node.span,
            message,
            "write either `to`, a reference, or `url`, an address",
        );
    }
    fields.finish(reader);
    Some(NavEntry { to: to.or(url)?, title })
}

const FOOTER_NOTE: &Table = &Table {
    name: "candor.footer",
    about: "A note at the foot of every page.",
    fields: &[
        required(
            "text",
            Translated,
            r#""Acme Ltd, 1 Main Street""#,
            "What it says, shown only in the languages that it is given in.",
        ),
        optional("url", Formed(CONTACT_ADDRESS), r#""https://acme.example/imprint""#, "Where it leads."),
    ],
};

fn footer_note(reader: &mut Reader<'_>, node: &Node) -> Option<FooterNote> {
    let mut fields = open(reader, node, FOOTER_NOTE)?;
    let text = fields.required(reader, "text", text);
    let url = fields.optional(reader, "url", spanned(contact_address));
    fields.finish(reader);
    Some(FooterNote { text: text?, url })
}

const SEARCH: &Table = &Table {
    name: "candor.search",
    about: "How the site is searched.",
    fields: &[
        optional(
            "synonyms",
            List(&List(&Text)),
            r#"[["vault", "key store"]]"#,
            "Lists of names of the same thing; each takes the place of built-in ones that share a name with it.",
        ),
        optional("precompress", Boolean, "true", "Writes the index compressed, for hosts that send files as they are."),
    ],
};

/// Lists of names of the same thing.
fn synonyms(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Vec<String>>> {
    if !matches!(node.value, Value::List(_)) {
        wrong_type(reader, node, "a list of lists");
        return None;
    }
    list(reader, node, |reader, node| list(reader, node, string))
}

fn search(reader: &mut Reader<'_>, node: &Node) -> Option<Search> {
    let mut fields = open(reader, node, SEARCH)?;
    let synonyms = fields.optional(reader, "synonyms", synonyms);
    let precompress = fields.optional(reader, "precompress", boolean);
    fields.finish(reader);
    Some(Search { synonyms: synonyms.unwrap_or_default(), precompress: precompress.unwrap_or_default() })
}

const BANNER: &Table = &Table {
    name: "candor.banner",
    about: "An announcement on top of every page while it is valid.",
    fields: &[
        required(
            "text",
            Translated,
            r#""Maintenance on 1 March.""#,
            "What it says, shown only in the languages that it is given in.",
        ),
        optional(
            "valid",
            Shape::Table(PERIOD),
            "{ start = 2026-02-20, end = 2026-03-01 }",
            "The days on which it is shown; always when left out.",
        ),
        optional("kind", Word(words::<BannerKind>), r#""maintenance""#, "What it announces; `notice` when left out."),
        SOURCES,
    ],
};

fn banner(reader: &mut Reader<'_>, node: &Node) -> Option<Banner> {
    let mut fields = open(reader, node, BANNER)?;
    let text = fields.required(reader, "text", text);
    let valid = fields.optional(reader, "valid", period);
    let kind = fields.optional(reader, "kind", word).unwrap_or(BannerKind::Notice);
    let sources = fields.list(reader, "sources", citation);
    fields.finish(reader);
    Some(Banner { text: text?, valid, kind, sources })
}
