//! Reads `candor.toml`.

use super::address::{check_title, contact_address, email};
use super::codes;
use super::fields::{Reader, boolean, count, locale, open, open_file, period, spanned, string, text, url, word};
use super::lists::{each, list};
use super::node::{Node, Value};
use super::references::{citation, reference};
use super::web_address::{deceit, in_ascii, is_web_address};
use crate::attachment::is_static;
use crate::format;
use crate::model::config::{
    Accent, Banner, Config, DEFAULT_ACCENT, DEFAULT_FRESH_MONTHS, FooterNote, NavEntry, NavTarget, Pictures, Search,
    default_theme,
};
use crate::model::kinds::{Kind, PageKind};
use crate::model::provider::Contact;
use crate::model::terms::BannerKind;
use crate::path::{Id, Locale, SourcePath};
use crate::source::{Span, Spanned};

pub(super) fn config(reader: &mut Reader<'_>, node: &Node) -> Option<Config> {
    let mut fields = open_file(reader, node, format::config::CONFIG)?;
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
        let mut policy = open(reader, node, format::config::POLICY)?;
        let months = policy.optional(reader, "fresh_months", count::<u16>);
        policy.finish(reader);
        months
    });
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
    if matches!(&node.value, Value::List(tags) if tags.is_empty()) {
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

fn nav_entry(reader: &mut Reader<'_>, node: &Node) -> Option<NavEntry> {
    let mut fields = open(reader, node, format::config::NAV_ENTRY)?;
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

fn footer_note(reader: &mut Reader<'_>, node: &Node) -> Option<FooterNote> {
    let mut fields = open(reader, node, format::config::FOOTER_NOTE)?;
    let text = fields.required(reader, "text", text);
    let url = fields.optional(reader, "url", spanned(contact_address));
    fields.finish(reader);
    Some(FooterNote { text: text?, url })
}

pub(super) fn contact(reader: &mut Reader<'_>, node: &Node) -> Option<Contact> {
    let mut fields = open(reader, node, format::common::CONTACT)?;
    let name = fields.required(reader, "name", text);
    let email = fields.optional(reader, "email", spanned(email));
    let url = fields.optional(reader, "url", spanned(url));
    check_title(reader, name.as_ref(), url.as_ref());
    fields.finish(reader);
    Some(Contact { name: name?, email, url })
}

fn search(reader: &mut Reader<'_>, node: &Node) -> Option<Search> {
    let mut fields = open(reader, node, format::config::SEARCH)?;
    let synonyms = fields
        .optional(reader, "synonyms", |reader, node| list(reader, node, |reader, node| list(reader, node, string)));
    let precompress = fields.optional(reader, "precompress", boolean);
    fields.finish(reader);
    Some(Search { synonyms: synonyms.unwrap_or_default(), precompress: precompress.unwrap_or_default() })
}

fn banner(reader: &mut Reader<'_>, node: &Node) -> Option<Banner> {
    let mut fields = open(reader, node, format::config::BANNER)?;
    let text = fields.required(reader, "text", text);
    let valid = fields.optional(reader, "valid", period);
    let kind = fields.optional(reader, "kind", word).unwrap_or(BannerKind::Notice);
    let sources = fields.list(reader, "sources", citation);
    fields.finish(reader);
    Some(Banner { text: text?, valid, kind, sources })
}
