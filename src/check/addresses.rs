//! What lies at an address, or above it, as the rules about addresses ask.

use super::Context;
use crate::model::key::Key;
use crate::model::pages::{Page, pages_at};
use crate::model::reserved::{is_host_file, is_own_file};
use crate::path::folded;

/// The address behind the name of a language that pages have in front of theirs.
pub(super) fn without_locale<'p>(context: &Context<'_>, path: &'p str) -> &'p str {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let is_locale = context.config.locales.iter().any(|locale| locale.as_str().eq_ignore_ascii_case(first));
    if is_locale { rest } else { path }
}

/// Whether the site makes a page at the address from many records: a comparison, a scope, or a further part of a list.
pub(super) fn is_page_of_several(context: &Context<'_>, path: &str) -> bool {
    let exists = |page: &Page| page.key().is_none_or(|key| context.site.record(&key).is_some());
    let is_own = |page: &Page| page.key().and_then(|key| key.own_page()).as_ref() == Some(page);
    pages_at(&format!("{path}/")).iter().any(|page| page.part > 1 || (exists(page) && !is_own(page)))
}

/// The first folder of a folded address that is a file of the site, or the file of an old address.
pub(super) fn file_above<'p>(context: &Context<'_>, path: &'p str) -> Option<&'p str> {
    let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
    let is_own = |folder: &str| is_host_file(folder) || is_own_file(without_locale(context, folder));
    folders.find(|folder| is_own(folder) || is_file_of_alias(context, folder))
}

fn is_file_of_alias(context: &Context<'_>, path: &str) -> bool {
    let is_page = |key: &Key| key.own_page().is_some_and(|page| folded(&page.address()) == path);
    let is_file = path.ends_with(".html") || path.ends_with(".htm");
    is_file && context.site.claims_of_address(path).any(|(_, key)| !is_page(key))
}
