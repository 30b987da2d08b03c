//! What happens to bytes on their way to the browser: the reload script is added to pages, and nothing else is changed.

use percent_encoding::percent_decode_str;

use crate::parse::html::escape;
use crate::path::{OutPath, SourcePath};

/// The page with the script that keeps it up to date, before the end of its head.
pub(super) fn with_script(mut html: Vec<u8>, version: &str, token: &str) -> Vec<u8> {
    let script =
        format!(r#"<script src="/_candor/reload.js" defer data-version="{version}" data-token="{token}"></script>"#);
    let end_of_head = html.windows(7).position(|window| window.eq_ignore_ascii_case(b"</head>"));
    let at = end_of_head.unwrap_or(html.len());
    html.splice(at..at, script.into_bytes());
    html
}

/// A page in the place of one whose template failed, which heals when the template does.
pub(super) fn failed_page(message: &str, token: &str) -> Vec<u8> {
    let message = escape(message);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>This page cannot be shown</title>\
         </head><body class=\"candor-failed\"><h1>This page cannot be shown</h1><p>{message}</p></body></html>\n"
    );
    with_script(html.into_bytes(), "", token)
}

/// The values of a parameter in a query, decoded.
pub(super) fn parameters<'q>(query: &'q str, name: &'q str) -> impl Iterator<Item = String> + use<'q> {
    let values = query.split('&').filter_map(move |pair| pair.strip_prefix(name)?.strip_prefix('='));
    values.filter_map(|value| percent_decode_str(value).decode_utf8().ok().map(std::borrow::Cow::into_owned))
}

/// The pictures and other files that a page embeds, as they are named in it.
pub(super) fn sources(html: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(html);
    let values = text.match_indices(" src=\"").map(|(at, attribute)| &text[at + attribute.len()..]);
    let values = values.filter_map(|rest| rest.split_once('"').map(|(value, _)| value));
    values.filter(|value| !value.contains(':') && !value.starts_with('/')).map(|v| v.replace("&amp;", "&")).collect()
}

/// The file of the output that a relative address means on a page.
pub(super) fn file_at(page: &OutPath, address: &str) -> Option<OutPath> {
    let path = address.split(['?', '#']).next()?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    OutPath::new(SourcePath::new(page.as_str())?.resolve(&path)?.as_str())
}
