//! A `security.txt` (RFC 9116).

use crate::view::{self, PageContext};

/// The bytes of the file: a field on each line.
pub(crate) fn security_txt(context: &PageContext<'_>) -> Vec<u8> {
    let fields = view::security_txt(context);
    let line = |(name, value): &(&str, String)| format!("{name}: {value}\n");
    fields.iter().map(line).collect::<String>().into_bytes()
}
