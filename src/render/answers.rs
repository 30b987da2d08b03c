//! The answers to a questionnaire as a table that spreadsheets open and programs read: RFC 4180, in UTF-8.

use super::Error;
use crate::path::Id;
use crate::view::{self, PageContext};

/// What tells a spreadsheet that the file is UTF-8: without it Excel takes Chinese, and any quotation mark that is not a
/// straight one, for other characters. Whoever reads UTF-8 knows it as no text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a cell begins with that a spreadsheet takes for a formula, in narrow and in wide characters.
const FORMULA: &[char] = &['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// The bytes of the table.
pub(crate) fn answers(context: &PageContext<'_>, questionnaire: &Id) -> Result<Vec<u8>, Error> {
    let rows = view::table_of_answers(context, questionnaire).ok_or(Error::NoPage)?;
    let mut csv = String::from(BYTE_ORDER_MARK);
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        csv.push_str(&cells.join(","));
        csv.push_str("\r\n");
    }
    Ok(csv.into_bytes())
}

/// A cell in quotation marks. What a spreadsheet would run is made text by an apostrophe before it, as OWASP advises.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(FORMULA);
    let apostrophe = if is_formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", text.replace('"', "\"\""))
}
