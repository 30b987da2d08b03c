//! Where a link in prose leads: off the site, to a record, to a file of the content, or nowhere that it may.
//!
//! Pure text work: whether the record or the file exists is for `check`.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::codes;
use super::references::parse_reference;
use super::route::{self, Route};
use super::web_address::{deceit, is_web_address};
use crate::attachment::is_static;
use crate::characters;
use crate::diag::{Code, Help};
use crate::model::body::Target;
use crate::model::key::{Key, Whose};
use crate::model::kinds::{Kind, PageKind};
use crate::path::SourcePath;

/// Where a link leads.
pub(super) enum Destination {
    /// Off the site, by a scheme that carries no script.
    Outside(String),
    /// To something on the site, and a place in it.
    Inside(Target, Option<String>),
}

/// Why a link may not be.
pub(super) struct Refusal {
    pub(super) code: &'static Code,
    pub(super) message: String,
    pub(super) help: Help,
}

fn refuse(code: &'static Code, message: String, help: impl Into<Help>) -> Result<Destination, Refusal> {
    Err(Refusal { code, message, help: help.into() })
}

/// Sorts a destination as it is written in a file.
pub(super) fn sort(destination: &str, file: &SourcePath) -> Result<Destination, Refusal> {
    // What a browser would drop or turn around is never needed in an address.
    let is_torn = |c: char| c.is_control() || c == '\\' || c.is_whitespace();
    if destination.starts_with("//") && !destination.contains(is_torn) {
        let message = format!("`{destination}` has no scheme");
        return refuse(&codes::UNSAFE_LINK, message, format!("write `https:{destination}`"));
    }
    let hides = characters::hides(destination);
    if hides || destination.contains(is_torn) {
        let help = "write an address without spaces, backslashes or control characters, with its scheme";
        return refuse(&codes::UNSAFE_LINK, format!("`{destination}` is not a safe address"), help);
    }
    if destination.is_empty() || destination == "#" {
        let help = "write the address in the parentheses, or the words alone";
        return refuse(&codes::BROKEN_LINK, "the link has no address".to_owned(), help);
    }
    if let Some(anchor) = destination.strip_prefix('#') {
        let anchor = match route::route(file) {
            Route::One { key, .. } => anchor_of(&key, anchor),
            _ => anchor.to_owned(),
        };
        return Ok(Destination::Inside(Target::Here, Some(anchor)));
    }
    let head = destination.split(['/', '?', '#']).next().unwrap_or(destination);
    let Some((scheme, _)) = head.split_once(':') else {
        return sort_path(destination, file);
    };
    let lower = scheme.to_ascii_lowercase();
    let is_allowed = match lower.as_str() {
        "http" | "https" => return sort_web_address(destination, &lower),
        "mailto" | "tel" => !destination.contains(['"', '<', '>', '`']),
        _ => {
            let (written, anchor) = split_anchor(destination);
            match parse_reference(written, Whose::provider(&provider_of(file))) {
                Ok(key) => {
                    let page = (key.kind == Kind::Page).then(|| PageKind::named(key.id.as_str())).flatten();
                    let (target, anchor) = match page {
                        Some(page) => (Target::Page(page), anchor),
                        None => (Target::Record(key.clone()), anchor.map(|anchor| anchor_of(&key, &anchor))),
                    };
                    return Ok(Destination::Inside(target, anchor));
                }
                Err(help) if Kind::from_word(&lower).is_some() => {
                    return refuse(&codes::INVALID_REFERENCE, format!("`{destination}` is not a reference"), help);
                }
                Err(_) => false,
            }
        }
    };
    if is_allowed {
        return Ok(Destination::Outside(destination.to_owned()));
    }
    let help = "link by https, http, mailto or tel, by a relative path, or by a reference such as `report:provider/id`";
    refuse(&codes::UNSAFE_LINK, format!("links may not use `{scheme}:`"), help)
}

fn sort_web_address(destination: &str, scheme: &str) -> Result<Destination, Refusal> {
    if let Some((message, help)) = deceit(destination) {
        return refuse(&codes::UNSAFE_LINK, message, help);
    }
    if is_web_address(destination) {
        return Ok(Destination::Outside(destination.to_owned()));
    }
    let message = format!("`{destination}` is not a web address");
    refuse(&codes::UNSAFE_LINK, message, format!("write `{scheme}://`, and the host behind it"))
}

/// A path beside the file, or to a record's file.
fn sort_path(destination: &str, file: &SourcePath) -> Result<Destination, Refusal> {
    let (written, anchor) = split_anchor(destination);
    if written.starts_with('/') {
        let message = format!("`{written}` is an address, not the path of a file");
        let help = "link to the file by a relative path such as `../topic/entry.md`, or by a reference";
        return refuse(&codes::BROKEN_LINK, message, help);
    }
    let path = decoded(written).and_then(|written| file.resolve(&written));
    let target = match path.filter(|path| path.as_str().starts_with("content/") || is_static(path)) {
        None => Target::Nowhere,
        Some(path) => match route::route(&path) {
            Route::One { key, .. } => Target::Record(key),
            // An owner's page shows the rows of its data files.
            Route::Many { kind, owner, .. } => {
                kind.owner().map_or(Target::Nowhere, |kind| Target::Record(Key::new(kind, owner)))
            }
            Route::Attachment => Target::File(path),
            Route::Misplaced { .. } => Target::Nowhere,
        },
    };
    let anchor = match &target {
        Target::Record(key) => anchor.map(|anchor| anchor_of(key, &anchor)),
        _ => anchor,
    };
    Ok(Destination::Inside(target, anchor))
}

/// A part of an address without its percent-encoding.
pub(crate) fn decoded(written: &str) -> Option<std::borrow::Cow<'_, str>> {
    percent_decode_str(written).decode_utf8().ok()
}

/// An address for mail with a subject, unless it has one already.
pub(crate) fn with_subject(address: &str, subject: &str) -> String {
    let query = address.split_once('?').map(|(_, query)| query.to_ascii_lowercase());
    let has_subject = |query: &String| query.split('&').any(|field| field.starts_with("subject="));
    let sign = match &query {
        Some(query) if has_subject(query) => return address.to_owned(),
        Some(_) => '&',
        None => '?',
    };
    format!("{address}{sign}subject={}", utf8_percent_encode(subject, IN_QUERY))
}

/// What stands as it is in the field of a query.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An address for mail to somebody.
pub(crate) fn mail_to(email: &str) -> String {
    const SPECIAL: &AsciiSet =
        &CONTROLS.add(b'%').add(b'?').add(b'#').add(b'&').add(b'`').add(b'{').add(b'|').add(b'}');
    format!("mailto:{}", utf8_percent_encode(email, SPECIAL))
}

/// An anchor as authors write it, from one that may have been copied from the address of a page: there its signs can be
/// percent-encoded, and the name of its record stands before it.
fn anchor_of(key: &Key, written: &str) -> String {
    let decoded = decoded(written);
    let anchor = decoded.as_deref().unwrap_or(written);
    let own = anchor.strip_prefix(key.id.name()).and_then(|rest| rest.strip_prefix('_'));
    own.filter(|own| !own.is_empty()).unwrap_or(anchor).to_owned()
}

fn split_anchor(destination: &str) -> (&str, Option<String>) {
    match destination.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (destination, None),
    }
}

/// The provider whose folder holds the file, to which bare ids belong; empty when none does, so that they
/// are those of the site's own company.
pub(super) fn provider_of(path: &SourcePath) -> String {
    Kind::Provider.folder_of(path).map_or_else(String::new, |id| id.as_str().to_owned())
}
