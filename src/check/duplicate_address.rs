//! # duplicate-address
//!
//! ## What it finds
//!
//! An address that two pages claim: an alias that is already a page or another page's alias, or a page whose address is
//! one of the site's own, such as `faq/`, or that of a record, such as `reports/soc-2/` of the site's own company. The
//! addresses `a`, `a/` and `a/index.html` are one, and so are those that differ only in upper and lower case or in how
//! an accent is written: many systems do not tell them apart.
//!
//! ## Why it matters to the reader of a trust site
//!
//! One of the two could not be reached, and a bookmark would lead to the wrong answer.
//!
//! ## Example
//!
//! `aliases = ["/support/soc/"]` in two answers
//!
//! ## How to fix it
//!
//! Remove the alias from one of them, or rename the page.

use super::addresses::{is_page_of_several, without_locale};
use super::{Context, Rule, Run, place};
use crate::diag::{Code, Diagnostic, Place};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::reserved::is_own_path;
use crate::path::{SourcePath, folded};
use crate::site::{Origin, Question};
use crate::source::{Span, Spanned};

static CODE: Code = Code::error("duplicate-address", include_str!("duplicate_address.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    // A page in a folder may not lie in one of the site's own.
    let id = record.key.id.as_str();
    let first = id.split('/').next().unwrap_or(id);
    // File systems that fold case would put a page named after a language into the language's folder.
    let is_locale = || context.config.locales.iter().any(|locale| locale.as_str().eq_ignore_ascii_case(first));
    if record.key.kind == Kind::Page && record.translation.is_none() && (is_own_path(first) || is_locale()) {
        let message = format!("the address `/{id}/` belongs to the site itself");
        out.push(Diagnostic::new(&CODE, &record.path, record.span, message).help("give the file another name"));
    }
    out.extend(page_of_another(context, record));
    out.extend(record.old_addresses.iter().filter_map(|alias| check_alias(context, record, alias)));
}

/// A free page at the address of a record of another kind: `pages/reports/soc-2.md` beside `reports/soc-2.toml`.
fn page_of_another(context: &Context<'_>, record: &Record) -> Option<Diagnostic> {
    let address = record.key.own_page().filter(|_| record.key.kind == Kind::Page)?.address();
    let is_page = |key: &Key| key.own_page().is_some_and(|page| page.address() == address);
    let mut claims = context.site.claims_of_address(&address).filter(|(_, key)| key.kind != Kind::Page);
    let (origin, key) = claims.find(|(_, key)| is_page(key)).filter(|_| record.translation.is_none())?;
    let message = format!("the address `/{address}` is that of `{key}`");
    let finding = Diagnostic::new(&CODE, &record.path, record.span, message).help("give the file another name");
    Some(finding.related(place_of(context, &origin, key), "the other page"))
}

fn check_alias(context: &Context<'_>, record: &Record, alias: &Spanned<String>) -> Option<Diagnostic> {
    let whole = folded(&alias.value);
    let within = without_locale(context, &whole);
    let finding = |what: &str| {
        let message = format!("the address `/{}` {what}", alias.value);
        Diagnostic::new(&CODE, &record.path, alias.span, message)
    };
    if is_own_path(within) || is_page_of_several(context, within) {
        return Some(finding("belongs to the site itself").help("remove the alias"));
    }
    if let Some(file) = attachment(context, &whole) {
        return Some(finding(&format!("is that of the file {file}")).help("remove the alias, or rename the file"));
    }
    let is_page = |key: &Key| key.own_page().is_some_and(|page| folded(&page.address()) == within);
    if let Some((origin, key)) = context.site.claims_of_address(within).find(|(_, key)| is_page(key)) {
        let finding = finding("is that of a page").help("remove the alias, which would take the place of the page");
        return Some(finding.related(place_of(context, &origin, key), "the page"));
    }
    let own = Origin::of(record);
    let (origin, key) = context.site.claims_of_address(&whole).find(|(origin, _)| *origin != own)?;
    let finding = finding(&format!("is also an alias of `{key}`"));
    let finding = finding.help("keep the alias on the page that took the old page's place");
    Some(finding.related(place_of(context, &origin, key), "claimed here too"))
}

/// The file that would lie at the address, or at a folder in it.
fn attachment<'a>(context: &Context<'a>, path: &str) -> Option<&'a SourcePath> {
    let mut ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    ends.find_map(|end| {
        context.site.note(&Question::Address(&path[..end]));
        context.attachments.at_address(&path[..end]).next()
    })
}

fn place_of(context: &Context<'_>, origin: &Origin, key: &Key) -> Place {
    let original = context.site.claims(key, None).find(|record| Origin::of(record) == *origin);
    let start = Span { start: origin.start, end: origin.start };
    original.map_or_else(|| Place { path: origin.path.clone(), span: start }, |record| place(record, record.span))
}
