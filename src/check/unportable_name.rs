//! # unportable-name
//!
//! ## What it finds
//!
//! A page, an alias or a file with a name that Windows cannot have: that of a device such as `con` or `nul`, one that ends
//! in a dot or a space, or one with a character that means something else there.
//!
//! ## Why it matters to the reader of a trust site
//!
//! Who builds the site, or serves it, on such a system loses the page.
//!
//! ## Example
//!
//! `content/glossary/aux.pdf`
//!
//! ## How to fix it
//!
//! Rename the file.

use super::{Context, Rule, Run, files_of};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::source::Span;

static CODE: Code = Code::warning("unportable-name", include_str!("unportable_name.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_static_files) };

const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let page = record.key.own_page().filter(|_| record.translation.is_none()).map(|page| page.address());
    let pages = page.as_deref().map(|address| (address, record.span));
    let aliases = record.old_addresses.iter().map(|alias| (alias.value.as_str(), alias.span));
    let files = files_of(context, record).into_iter().map(|(path, span)| (path.below_folder(), span));
    for (address, span) in pages.into_iter().chain(aliases).chain(files) {
        if let Some(part) = unportable(address) {
            out.push(Diagnostic::new(&CODE, &record.path, span, message(part)).help("choose another name"));
        }
    }
}

fn check_static_files(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for file in context.static_files() {
        if let Some(part) = unportable(file.path.below_folder()) {
            out.push(Diagnostic::new(&CODE, &file.path, Span::default(), message(part)).help("choose another name"));
        }
    }
}

fn message(part: &str) -> String {
    format!("no file or folder can be called `{part}` on Windows")
}

/// The first part of an address that Windows takes for something else.
fn unportable(address: &str) -> Option<&str> {
    address.trim_end_matches('/').split('/').find(|part| {
        let stem = part.split('.').next().unwrap_or(part).trim_end().to_lowercase();
        let is_numbered = |device: &&str| {
            let number = stem.strip_prefix(*device);
            number.is_some_and(|rest| rest.chars().count() == 1 && rest.contains(|c| "0123456789¹²³".contains(c)))
        };
        let is_device = DEVICES.contains(&&*stem) || NUMBERED_DEVICES.iter().any(is_numbered);
        is_device || part.ends_with(['.', ' ']) || part.contains(['<', '>', ':', '"', '|', '?', '*'])
    })
}
