//! # impossible-address
//!
//! ## What it finds
//!
//! A page or an alias whose address no file can have: it lies below another file, or a part of it is longer than file
//! systems take.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The site could not be published, or the page not be reached.
//!
//! ## Example
//!
//! `content/faq/soc/index.html.md`, whose page would need a folder where the page of the topic is a file
//!
//! ## How to fix it
//!
//! Rename the file, or shorten the alias.

use super::addresses::file_above;
use super::{Context, Rule, Run};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::path::folded;

static CODE: Code = Code::error("impossible-address", include_str!("impossible_address.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

/// The longest name of a file, in bytes.
const LONGEST_PART: usize = 255;
/// The longest address, in bytes; systems take little more with the folder that it is published to.
const LONGEST: usize = 1_000;

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    let finding = |span, message| Diagnostic::new(&CODE, &record.path, span, message);
    let page = record.key.own_page().filter(|_| record.translation.is_none()).map(|page| page.address());
    if let Some(address) = page
        && let Some(file) = file_above(context, &folded(&format!("{address}index")))
    {
        let message = format!("the address `/{address}` lies below `/{file}`, which is a file");
        out.push(finding(record.span, message).help("give the file or its folder another name"));
    }
    for alias in &record.old_addresses {
        let address = &alias.value;
        if address.len() > LONGEST || address.split('/').any(|part| part.len() > LONGEST_PART) {
            let message = "the address is longer than file systems take".to_owned();
            out.push(finding(alias.span, message).help("shorten it, or remove the alias"));
        } else if let Some(file) = file_above(context, &folded(address)) {
            let message = format!("the address `/{address}` lies below `/{file}`, which is a file");
            out.push(finding(alias.span, message).help("remove the alias"));
        }
    }
}
