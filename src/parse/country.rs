//! The field for a country, and how it is read.

use super::codes;
use super::fields::{Reader, string};
use super::node::Node;
use crate::diag::Help;
use crate::format::Shape::Formed;
use crate::format::form::COUNTRY;
use crate::format::{Field, optional};
use crate::language::country_code;

pub(super) const COUNTRY_CODE: Field =
    optional("country", Formed(COUNTRY), r#""DE""#, "Its country: the two capital letters of ISO 3166-1.");

pub(super) fn country(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let code = string(reader, node)?;
    if code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()) {
        return Some(code);
    }
    let message = format!("`{code}` is not a country code");
    let letters = "write the two capital letters of ISO 3166-1";
    let meant = [code.trim(), &code.trim().to_uppercase()].into_iter().find_map(country_code);
    let help = match meant.filter(|meant| meant.len() == 2) {
        Some(meant) => Help::from(format!("{letters}: \"{meant}\"")).instead(&code, meant),
        None => format!("{letters}, such as \"BR\"").into(),
    };
    reader.report(&codes::INVALID_VALUE, node.span, message, help);
    None
}
