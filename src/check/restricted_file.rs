//! # restricted-file
//!
//! ## What it finds
//!
//! A public page that links to, or shows, the file of a document that is not public; a file that is both a public and
//! another document; and the file of a document that is not public outside its provider's folder.
//!
//! ## Why it matters to the reader of a trust site
//!
//! The file would be copied to where everybody can download it, though it was promised only on request or under an NDA.
//!
//! ## Example
//!
//! `[the report](../../providers/acme/files/soc-2.pdf)` where the document has `access = "nda"`
//!
//! ## How to fix it
//!
//! Link to the document instead, `[the report](document:acme/soc-2)`, or make the document public if it is.

use super::{Context, Rule, Run, place, public_body};
use crate::diag::{Code, Diagnostic};
use crate::model::Record;
use crate::model::body::Target;
use crate::model::kinds::Kind;
use crate::model::provider::Document;
use crate::model::tells::List;
use crate::model::terms::Access;
use crate::path::SourcePath;

static CODE: Code = Code::error("restricted-file", include_str!("restricted_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Record(check) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if let Some(document) = record.as_document() {
        check_document(context, record, document, out);
        return;
    }
    let Some(body) = public_body(context, record) else { return };
    for link in &body.links {
        let Target::File(path) = &link.target else { continue };
        let Some((other, document)) = restricted(context, path) else { continue };
        let message =
            format!("`{}` is the file of a document with the access `{}`", link.written, document.access.word());
        let help = format!("link to the document instead: `{}`", other.key);
        let finding = Diagnostic::new(&CODE, &record.path, link.span, message).help(help);
        out.push(finding.related(place(other, other.span), "the document"));
    }
}

fn check_document(context: &Context<'_>, record: &Record, document: &Document, out: &mut Vec<Diagnostic>) {
    let Some(file) = &document.file else { return };
    let finding = |message: String| Diagnostic::new(&CODE, &record.path, file.span, message);
    if document.access != Access::Public {
        // Documents are looked up by the folder of a file, so one that lies elsewhere would not be guarded.
        let is_at_home = Kind::Provider.folder_of(&file.value).is_some_and(|id| id == record.key.id.owner_id());
        if !is_at_home {
            let message = format!(
                "the file of a document with the access `{}` lies outside its provider's folder",
                document.access.word()
            );
            let help = format!("move it to content/providers/{}/files/", record.key.id.owner());
            out.push(finding(message).help(help));
        }
        return;
    }
    if let Some((other, restricted)) = restricted(context, &file.value) {
        let message =
            format!("`{}` is also the file of a document with the access `{}`", file.value, restricted.access.word());
        let finding = finding(message).help("keep the file with one document, or make both public");
        out.push(finding.related(place(other, other.span), "the other document"));
    }
}

/// The document whose file this is, and that not everybody may have.
fn restricted<'a>(context: &Context<'a>, path: &SourcePath) -> Option<(&'a Record, &'a Document)> {
    let list = List::Of(Kind::Document, Kind::Provider.folder_of(path)?);
    context.site.list(&list).filter_map(|key| context.site.record(key)).find_map(|record| {
        let document = record.as_document()?;
        let is_file = document.file.as_ref().is_some_and(|file| file.value == *path);
        (is_file && document.access != Access::Public).then_some((record, document))
    })
}
