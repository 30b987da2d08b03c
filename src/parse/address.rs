//! Addresses by which readers turn to somebody.

use super::codes;
use super::fields::{Reader, string, url};
use super::node::{Node, Value};
use super::web_address::says_otherwise;
use crate::diag::Help;
use crate::model::text::Text;
use crate::source::Spanned;

/// Where readers can turn to: a web address, or `mailto:` and a mail address.
pub(super) fn contact_address(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) if is_mail_link(text.trim()) => string(reader, node),
        Value::Text(text) if is_mail_link(&format!("mailto:{}", text.trim())) && !text.contains([':', '/']) => {
            let (written, meant) = (text.trim(), format!("mailto:{}", text.trim()));
            let help = Help::from(format!("write {meant}")).instead(written, &meant);
            reader.report(&codes::UNSAFE_LINK, node.span, format!("`{written}` is not a web address"), help);
            None
        }
        _ => url(reader, node),
    }
}

/// Reports a title that is an address itself, and not the one that it leads to.
pub(super) fn check_title(reader: &mut Reader<'_>, title: Option<&Text>, address: Option<&Spanned<String>>) {
    let (Some(title), Some(address)) = (title, address) else { return };
    for title in title.plain.iter().chain(title.each.values()) {
        if let Some(said) = says_otherwise(title, address) {
            let message = format!("the link leads to `{}`, and its title says `{said}`", address.value);
            reader.report(&codes::UNSAFE_LINK, title.span, message, "let the title say where the link leads");
        }
    }
}

/// Whether the text is `mailto:` with a mail address, and perhaps a subject.
pub(crate) fn is_mail_link(text: &str) -> bool {
    let scheme = "mailto:";
    let Some((before, address)) = text.split_at_checked(scheme.len()) else { return false };
    let clean = |c: char| !c.is_whitespace() && !c.is_control() && !"\"'<>\\`".contains(c);
    let to = address.split('?').next().unwrap_or_default();
    before.eq_ignore_ascii_case(scheme) && to.contains('@') && address.chars().all(clean)
}

/// An electronic mail address.
pub(super) fn email(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let text = string(reader, node)?;
    let plausible = |c: char| c.is_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(c);
    let has_parts =
        text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    if has_parts && text.chars().all(plausible) {
        return Some(text);
    }
    reader.report(
        &codes::INVALID_VALUE,
        node.span,
        format!("`{text}` is not a mail address"),
        "write name@host.example",
    );
    None
}
