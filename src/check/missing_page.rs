//! # missing-page
//!
//! ## What it finds
//!
//! A link by the whole address of this site, `base_url` and what follows, to a page or file that the site does not have,
//! or to a place on a page that the page does not have.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The link leads to the page that says that nothing is there, or silently to the top of a page.
//!
//! ## Example
//!
//! `[the answer](https://trust.example.com/faq/data/retenton/)`
//!
//! ## How to fix it
//!
//! Link by a relative path, `../data/retention.md`, or by a reference, `faq:data/retention`: these are followed when
//! something moves. Where something else answers at the address, such as a portal on the same host, name its path in
//! `candor.toml`: `other_paths = ["/request/"]`.

use super::anchors::Anchors;
use super::{Context, Rule, Run, is_public};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::advisory::Advisory;
use crate::model::config::{Config, NavTarget};
use crate::model::disclosure::Disclosure;
use crate::model::feeds::{Feed, FeedOf};
use crate::model::key::Key;
use crate::model::kinds::{Kind, PageKind};
use crate::model::pages::{Length, Listed, Page, pages_at};
use crate::model::provider::Agreement;
use crate::model::questionnaire::answers_at;
use crate::model::report::Report;
use crate::model::reserved::is_own_path;
use crate::model::source::Cited;
use crate::model::tells::List;
use crate::parse::decoded;
use crate::path::{Locale, SourcePath};
use crate::source::Spanned;

static CODE: Code = Code::warning("missing-page", include_str!("missing_page.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_config) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let body = record.body().into_iter().flat_map(|body| body.outside.iter());
    let fields = addresses_in_fields(record);
    for address in body.chain(fields) {
        check_address(context, &record.path, address, out);
    }
}

fn check_config(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Config { contacts, nav, footer, .. } = context.config;
    let in_nav = nav.iter().filter_map(|entry| match &entry.to {
        NavTarget::Address(url) => Some(url),
        NavTarget::Record(_) | NavTarget::Page(_) => None,
    });
    let of_contacts = contacts.iter().filter_map(|contact| contact.url.as_ref());
    for address in of_contacts.chain(in_nav).chain(footer.iter().filter_map(|note| note.url.as_ref())) {
        check_address(context, context.config_path, address, out);
    }
}

fn addresses_in_fields(record: &Record) -> Vec<&Spanned<String>> {
    let cited = record.citations().into_iter().filter_map(|citation| match &citation.cited {
        Cited::Inline { url, .. } => url.as_ref(),
        Cited::Declared { .. } => None,
    });
    let mut all: Vec<&Spanned<String>> = cited.collect();
    if let Some(provider) = record.as_provider() {
        all.extend(provider.links.iter().filter_map(|link| link.url.as_ref()));
        all.extend(provider.contacts.iter().filter_map(|contact| contact.url.as_ref()));
        all.extend(provider.sources.iter().filter_map(|source| source.url.as_ref()));
    }
    all.extend(record.as_report().and_then(|report| report.access.as_ref()).and_then(|access| access.url.as_ref()));
    let places = record.as_report().into_iter().flat_map(Report::places_to_check);
    all.extend(places.filter_map(|place| place.url.as_ref()));
    all.extend(record.as_service().and_then(|service| service.url.as_ref()));
    if let Some(document) = record.as_document() {
        all.extend(document.url.iter().chain(&document.request));
    }
    if let Some(company) = record.as_subprocessor() {
        all.extend(&company.url);
        all.extend(company.agreement.iter().filter_map(Agreement::address));
    }
    all.extend(record.as_disclosure().into_iter().flat_map(Disclosure::addresses));
    all.extend(record.as_advisory().into_iter().flat_map(Advisory::addresses));
    all.extend(record.as_product().and_then(|product| product.url.as_ref()));
    all.extend(record.as_questionnaire().and_then(|questionnaire| questionnaire.url.as_ref()));
    all
}

fn check_address(context: &Context<'_>, path: &SourcePath, address: &Spanned<String>, out: &mut Vec<Diagnostic>) {
    let Some(below) = below_site(&context.config.base_url, &address.value) else { return };
    let decoded_below = decoded(below);
    let place = decoded_below.as_ref().map(|below| Place::at(context, below));
    if decoded_below.as_ref().is_some_and(|below| context.config.is_answered_elsewhere(below)) {
        return;
    }
    let is_there = place.as_ref().is_some_and(|place| place.is_there(context));
    let (message, help) = if is_there {
        let fragment = address.value.split_once('#').and_then(|(_, fragment)| decoded(fragment));
        let lacks = place.zip(fragment).and_then(|(place, fragment)| place.lacks(context, &fragment));
        let Some(help) = lacks else { return };
        let written = address.value.split_once('#').map_or("", |(_, fragment)| fragment);
        (format!("the page `/{below}` has no place `#{written}`"), help)
    } else {
        let help = "correct the address, or better link by a relative path or a reference such as `faq:topic/entry`; \
                    where something else answers, name the path in `other_paths` of candor.toml";
        (format!("this site has no page `/{below}`"), help.to_owned())
    };
    out.push(Diagnostic::new(&CODE, path, address.span, message).help(help));
}

/// What stands in an address of this site behind that of its first page, without query and fragment.
fn below_site<'a>(base_url: &str, address: &'a str) -> Option<&'a str> {
    let (base_host, base_path) = host_and_path(base_url)?;
    let (host, path) = host_and_path(address)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let is_same = host.eq_ignore_ascii_case(base_host);
    let below = path.strip_prefix(base_path).or_else(|| (path == base_path.trim_end_matches('/')).then_some(""))?;
    is_same.then_some(below)
}

/// The host of an address, without a port that goes without saying, and what stands behind its first slash.
fn host_and_path(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let (host, path) =
        rest.split_once('/').unwrap_or_else(|| rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len())));
    Some((host.strip_suffix(port).unwrap_or(host), path))
}

/// An address of the site, taken apart.
struct Place<'p> {
    address: &'p str,
    locale: Option<&'p Locale>,
    /// The address without the language.
    within: &'p str,
}

impl<'p> Place<'p> {
    fn at(context: &Context<'p>, address: &'p str) -> Self {
        let mut others = context.config.locales.iter().skip(1);
        let is_in = |locale: &&Locale| format!("{address}/").starts_with(&format!("{locale}/"));
        let locale = others.find(is_in);
        let within = locale.map_or(address, |locale| address.get(locale.as_str().len() + 1..).unwrap_or_default());
        Self { address, locale, within }
    }

    /// The page at the address that readers may see.
    fn page(&self, context: &Context<'_>) -> Option<Page> {
        let folder = ["index.html", "index.json", "index.md"].iter().find_map(|name| {
            self.within.strip_suffix(name).filter(|folder| folder.is_empty() || folder.ends_with('/'))
        });
        let folder = folder.unwrap_or(self.within).trim_end_matches('/');
        let address =
            if folder.is_empty() || folder.ends_with(".html") { folder.to_owned() } else { format!("{folder}/") };
        pages_at(&address).into_iter().find(|page| exists(context, page))
    }

    /// Whether something of the site, that readers may see, lies at the address.
    fn is_there(&self, context: &Context<'_>) -> bool {
        let (address, within) = (self.address, self.within);
        let first = within.split('/').next().unwrap_or_default();
        let is_file_in = |folder: &str| {
            SourcePath::new(&format!("{folder}/{address}")).is_some_and(|path| context.attachment(&path).is_some())
        };
        // What others than the program put beside the site is theirs to check.
        let is_beside = first.starts_with('.') || first.starts_with("sitemap") || ["assets", "search"].contains(&first);
        is_beside
            || is_feed(context, within)
            || is_table_of_answers(context, within)
            || (!within.contains('/') && is_own_path(within) && within != "files")
            || self.page(context).is_some()
            || is_file_in("content")
            || is_file_in("static")
            || is_old(context, address)
    }

    /// What to write instead of a fragment that the page at the address does not have.
    fn lacks(&self, context: &Context<'_>, fragment: &str) -> Option<String> {
        // A part of the words of a page is for the browser to find, and an own theme may have places of its own.
        let is_of_page = !fragment.is_empty() && !fragment.contains(":~:");
        let page = self.page(context).filter(|_| is_of_page)?;
        let knows_all = context.config.theme.value == "default";
        let key = page
            .prose_key()
            .or_else(|| page.key().filter(|key| key.kind == Kind::Report && page.kind == PageKind::Report))?;
        let translation = self.locale.and_then(|locale| context.site.translation(&key, locale));
        let record = translation.or_else(|| context.site.record(&key))?;
        let anchors = Anchors::of(record);
        let prefix = if key.kind == Kind::Report { String::new() } else { format!("{}_", key.id.name()) };
        let own = fragment.strip_prefix(&prefix);
        let is_note = own.is_some_and(|own| own.starts_with("fn_") || own.starts_with("fnref_"));
        let is_of_every_page = fragment == "main-content" || fragment.contains("search");
        if own.is_some_and(|own| anchors.has(own)) || is_note || is_of_every_page {
            return None;
        }
        if anchors.has(fragment) {
            return Some(format!("write `#{prefix}{fragment}`, or better link by a relative path or a reference"));
        }
        let is_known = knows_all || (!prefix.is_empty() && own.is_some());
        is_known.then(|| match anchors.nearest(own.unwrap_or(fragment)) {
            Some(near) => format!("did you mean `#{prefix}{near}`? ({})", record.path),
            None if anchors.are_none() => "link to the page as a whole; it has no headings".to_owned(),
            None => format!("use one of: {}", anchors.named()),
        })
    }
}

fn exists(context: &Context<'_>, page: &Page) -> bool {
    let record = page.key().map(|key| context.site.record(&key));
    let has_record = record.is_none_or(|record| record.is_some_and(|record| is_public(context, record)));
    let is_listed = !page.kind.is_optional() || context.published().leads(page.kind);
    (has_record || page.kind == PageKind::Home) && is_listed && (page.part == 1 || has_part(context, page))
}

/// Whether a feed lies at an address.
fn is_feed(context: &Context<'_>, address: &str) -> bool {
    let Some(feed) = Feed::at(address) else { return false };
    let FeedOf::Updates(of) = feed.of else { return context.published().first_of(Kind::Advisory).is_some() };
    let records = context.site.list(&List::All(Kind::Update)).filter_map(|key| context.site.record(key));
    let mut updates = records.filter(|record| is_public(context, record)).filter_map(Record::as_update);
    updates.any(|update| of.is_none_or(|kind| kind == update.kind))
}

/// Whether the answers to a questionnaire lie at an address.
fn is_table_of_answers(context: &Context<'_>, address: &str) -> bool {
    let record = answers_at(address).and_then(|id| context.site.record(&Key::new(Kind::Questionnaire, id)));
    record.is_some_and(|record| is_public(context, record))
}

/// Whether the list on a page goes on so far.
fn has_part(context: &Context<'_>, page: &Page) -> bool {
    let (kind, per_part) = match page.kind.length() {
        Length::InParts(Listed::Records(kind), per_part) => (kind, per_part),
        // How many names there are depends on the language.
        Length::InParts(Listed::Names, _) => return true,
        Length::One => return false,
    };
    let list = page.id.as_ref().map_or(List::All(kind), |id| List::Of(kind, id.clone()));
    let records = context.site.list(&list).filter_map(|key| context.site.record(key));
    records.filter(|record| is_public(context, record)).count() > (page.part - 1) * per_part
}

/// Whether a page was at the address before.
fn is_old(context: &Context<'_>, address: &str) -> bool {
    let path = address.trim_end_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let forms = [path.to_owned(), format!("{path}/"), format!("{path}/index.html")];
    forms.iter().any(|form| context.site.claims_of_address(form).next().is_some())
}
