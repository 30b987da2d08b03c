//! Old addresses of a page, which lead to it: `/support/soc.html`, `support/soc/`, `/常见问题/`.

use super::codes;
use super::fields::{Fields, Reader, string};
use super::node::{Node, Value};
use crate::characters;
use crate::model::kinds::Kind;
use crate::model::reserved::is_host_file;
use crate::path::OutPath;
use crate::source::Spanned;

/// Reads the aliases of a record that is a file.
pub(super) fn of_file(reader: &mut Reader<'_>, fields: &mut Fields<'_>, kind: Kind) -> Vec<Spanned<String>> {
    // A term has no page, and its aliases are names.
    if kind == Kind::Term { Vec::new() } else { fields.list(reader, "aliases", old_address) }
}

/// Reads those aliases of a service that are addresses; the others are its names.
pub(super) fn of_service(reader: &mut Reader<'_>, aliases: Option<&Node>) -> Vec<Spanned<String>> {
    let Some(Node { value: Value::List(items), .. }) = aliases else { return Vec::new() };
    items.iter().filter(|item| is_address(item)).filter_map(|item| old_address(reader, item)).collect()
}

/// Whether an alias is an address and no name.
pub(super) fn is_address(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if text.trim_start().starts_with('/'))
}

/// Reads a path below the site's address, and takes the slashes around it away.
pub(super) fn path_of_site(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    old_address(reader, node).map(|path| path.value.trim_matches('/').to_owned())
}

/// Reads a path as it is written, or as an address bar shows it, percent-encoded.
fn old_address(reader: &mut Reader<'_>, node: &Node) -> Option<Spanned<String>> {
    let written = string(reader, node)?;
    let decoded = super::destination::decoded(&written);
    let path = decoded.as_deref().unwrap_or("").trim_start_matches('/');
    let clean = path.trim_end_matches('/');
    let is_sign = |c: char| !c.is_ascii() && !c.is_whitespace();
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/+,@()!'=".contains(c) || is_sign(c);
    // Only pages are led from; files of other kinds stand at their own addresses.
    let is_page = clean.rsplit('/').next().is_some_and(|name| {
        !name.contains('.') || name.ends_with(".html") || name.ends_with(".htm") || path.ends_with('/')
    });
    let is_of_hosts = clean.split('/').next().is_some_and(|first| is_host_file(&first.to_ascii_lowercase()));
    let hides = characters::hides(clean);
    let good = is_page
        && !hides
        && !is_of_hosts
        && OutPath::new(clean).is_some()
        && clean.chars().all(allowed)
        && !clean.starts_with('.');
    if good {
        let slash = if path.ends_with('/') { "/" } else { "" };
        return Some(Spanned::new(format!("{clean}{slash}"), node.span));
    }
    let message = format!("`{written}` cannot be an address of the site");
    reader.report(&codes::INVALID_VALUE, node.span, message, "write the path of the old page: \"/old/page/\"");
    None
}
