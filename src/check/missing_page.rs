//! # missing-page
//!
//! ## What it finds
//!
//! A link by the whole address of this site, `base_url` and what follows, to a page or file that the site does not have.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The link leads to the page that says that nothing is there.
//!
//! ## Example
//!
//! `[the answer](https://trust.example.com/faq/data/retenton/)`
//!
//! ## How to fix it
//!
//! Link by a relative path, `../data/retention.md`, or by a reference, `faq:data/retention`: these are followed when
//! something moves. Where another program answers at the address, leave the link as it is.

use super::{Context, Rule, Run, is_public};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::feeds::Feed;
use crate::model::kinds::{Kind, PageKind};
use crate::model::pages::{Length, Listed, Page, is_own_path, pages_at};
use crate::model::provider::Agreement;
use crate::model::source::Cited;
use crate::model::tells::List;
use crate::parse::decoded;
use crate::path::SourcePath;
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
    for address in context.config.contacts.iter().filter_map(|contact| contact.url.as_ref()) {
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
    all.extend(record.as_service().and_then(|service| service.url.as_ref()));
    if let Some(document) = record.as_document() {
        all.extend(document.url.iter().chain(&document.request));
    }
    if let Some(company) = record.as_subprocessor() {
        all.extend(&company.url);
        all.extend(company.agreement.iter().filter_map(Agreement::address));
    }
    all
}

fn check_address(context: &Context<'_>, path: &SourcePath, address: &Spanned<String>, out: &mut Vec<Diagnostic>) {
    let Some(below) = below_site(&context.config.base_url, &address.value) else { return };
    let is_there = decoded(below).is_some_and(|below| is_there(context, &below));
    if !is_there {
        let message = format!("this site has no page `/{below}`");
        let help = "correct the address, or better link by a relative path or a reference such as `faq:topic/entry`";
        out.push(Diagnostic::new(&CODE, path, address.span, message).help(help));
    }
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

/// Whether something of the site, that readers may see, lies at an address.
fn is_there(context: &Context<'_>, address: &str) -> bool {
    let others = context.config.locales.iter().skip(1);
    let prefix = others.map(|locale| format!("{locale}/")).find(|prefix| format!("{address}/").starts_with(prefix));
    let within = prefix.as_ref().map_or(address, |prefix| address.get(prefix.len()..).unwrap_or_default());
    let folder = ["index.html", "index.json", "index.md"]
        .iter()
        .find_map(|name| within.strip_suffix(name).filter(|folder| folder.is_empty() || folder.ends_with('/')));
    let folder = folder.unwrap_or(within).trim_end_matches('/');
    let first = within.split('/').next().unwrap_or_default();
    let is_file_in = |folder: &str| {
        SourcePath::new(&format!("{folder}/{address}")).is_some_and(|path| context.attachment(&path).is_some())
    };
    let is_file = || is_file_in("content") || is_file_in("static");
    // What others than the program put beside the site is theirs to check.
    let is_beside = first.starts_with('.') || first.starts_with("sitemap") || ["assets", "search"].contains(&first);
    let page_address =
        if folder.is_empty() || folder.ends_with(".html") { folder.to_owned() } else { format!("{folder}/") };
    is_beside
        || is_feed(context, within)
        || (!within.contains('/') && is_own_path(within) && within != "files")
        || pages_at(&page_address).iter().any(|page| exists(context, page))
        || is_file()
        || is_old(context, address)
}

fn exists(context: &Context<'_>, page: &Page) -> bool {
    let record = page.key().map(|key| context.site.record(&key));
    let has_record = record.is_none_or(|record| record.is_some_and(|record| is_public(context, record)));
    (has_record || page.kind == PageKind::Home) && (page.part == 1 || has_part(context, page))
}

/// Whether a feed lies at an address.
fn is_feed(context: &Context<'_>, address: &str) -> bool {
    let Some(feed) = Feed::at(address) else { return false };
    let records = context.site.list(&List::All(Kind::Update)).filter_map(|key| context.site.record(key));
    let mut updates = records.filter(|record| is_public(context, record)).filter_map(Record::as_update);
    updates.any(|update| feed.kind.is_none_or(|kind| kind == update.kind))
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
