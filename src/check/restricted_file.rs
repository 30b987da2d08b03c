//! # restricted-file
//!
//! ## What it finds
//!
//! A public page that links to, or shows, the file of a document that is not public; a file that is both a public and
//! another document; and the file of a document that is not public outside its provider's folder, or `files/` for the
//! site's own company. A file is known by its
//! bytes: a copy of it, a symbolic link or a hard link to it is that file, whatever it is called and wherever it lies.
//! So are copies of, and links to, the texts of the content themselves, which hold drafts, notes and withheld answers;
//! and a copy of an update that is not due under the name of an earlier day.
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

use super::{Context, Rule, Run, is_public, place, public_body};
use crate::attachment::Attachment;
use crate::diag::{Code, Diagnostic, Place};
use crate::model::Record;
use crate::model::body::Target;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::provider::Document;
use crate::model::terms::Access;
use crate::parse::route::{Route, route};
use crate::path::SourcePath;
use crate::published::restriction::{Restriction, restriction, same_as};
use crate::source::Span;

static CODE: Code = Code::error("restricted-file", include_str!("restricted_file.rs"));
pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Both(check, check_static_files) };

fn check(context: &Context<'_>, record: &Record, out: &mut Vec<Diagnostic>) {
    if let Some(document) = record.as_document() {
        check_document(context, record, document, out);
        return;
    }
    let Some(body) = public_body(context, record) else { return };
    for link in &body.links {
        let Target::File(path) = &link.target else { continue };
        let finding = |message: String| Diagnostic::new(&CODE, &record.path, link.span, message);
        match restriction(context.site, context.attachments, path) {
            Some(Restriction::Document(other, document)) => {
                let is = if is_of(document, path) { "is" } else { "is a copy of" };
                let access = document.access.word();
                let finding =
                    finding(format!("`{}` {is} the file of a document with the access `{access}`", link.written));
                let finding = finding.help(format!("link to the document instead: `{}`", other.key));
                out.push(finding.related(place(other, other.span), "the document"));
            }
            Some(Restriction::Source(source)) => {
                let finding = finding(format!("`{}` is a copy of the text {source}", link.written));
                let help = format!("link to the page that the text makes: `{}`", source.relative_to(&record.path));
                out.push(finding.help(help));
            }
            None => {}
        }
    }
    out.extend(check_copy(context, record));
}

/// Files that are published as they are have no record of their own, so what they repeat is pointed at.
fn check_static_files(context: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for Attachment { path, .. } in context.static_files() {
        let (place, what) = match restriction(context.site, context.attachments, path) {
            Some(Restriction::Document(record, document)) => {
                let span = document.file.as_ref().map_or(record.span, |file| file.span);
                (place(record, span), format!("the file of a document with the access `{}`", document.access.word()))
            }
            Some(Restriction::Source(source)) => {
                (Place { path: source.clone(), span: Span::default() }, "this text of the content".to_owned())
            }
            None => continue,
        };
        let finding = Diagnostic::new(&CODE, &place.path, place.span, format!("`{path}` is a copy of {what}"));
        out.push(finding.help(format!("remove {path}, which everybody could read")));
    }
}

/// The name of an update says when it is due, so the same text under another name may come too early.
fn check_copy(context: &Context<'_>, record: &Record) -> Option<Diagnostic> {
    if record.key.kind != Kind::Update || !is_public(context, record) {
        return None;
    }
    let mut copies = same_as(context.site, context.attachments, &record.path).filter(|path| **path != record.path);
    let hidden = copies.find_map(|path| match route(path) {
        Route::One { key, .. } => context.site.record(&key).filter(|other| !is_public(context, other)),
        Route::Many { .. } | Route::Attachment | Route::Misplaced { .. } => None,
    })?;
    let message = format!("the update is a copy of `{}`, which readers may not see yet", hidden.key);
    let finding = Diagnostic::new(&CODE, &record.path, record.span, message);
    Some(finding.help("remove one of them").related(place(hidden, hidden.span), "the same text"))
}

fn is_of(document: &Document, path: &SourcePath) -> bool {
    document.file.as_ref().is_some_and(|own| own.value == *path)
}

fn check_document(context: &Context<'_>, record: &Record, document: &Document, out: &mut Vec<Diagnostic>) {
    let Some(file) = &document.file else { return };
    let finding = |message: String| Diagnostic::new(&CODE, &record.path, file.span, message);
    if document.access != Access::Public {
        // Whoever looks after a provider's folder sees what must not leave it.
        let owner = record.key.id.owner_id();
        let is_at_home = match Kind::Provider.folder_of(&file.value) {
            Some(id) => id == owner,
            None => owner.is_own() && file.value.as_str().starts_with("content/files/"),
        };
        if !is_at_home {
            let message = format!(
                "the file of a document with the access `{}` lies outside its provider's folder",
                document.access.word()
            );
            let folder = Key::new(Kind::Provider, owner).home();
            let help = format!("move it to {}/files/", folder.rsplit_once('/').map_or("content", |(folder, _)| folder));
            out.push(finding(message).help(help));
        }
        return;
    }
    match restriction(context.site, context.attachments, &file.value) {
        Some(Restriction::Document(other, restricted)) => {
            let is = if is_of(restricted, &file.value) { "is also" } else { "is a copy of" };
            let access = restricted.access.word();
            let finding = finding(format!("`{}` {is} the file of a document with the access `{access}`", file.value));
            let finding = finding.help("keep the file with one document, or make both public");
            out.push(finding.related(place(other, other.span), "the other document"));
        }
        Some(Restriction::Source(source)) => {
            let finding = finding(format!("`{}` is a copy of the text {source}", file.value));
            out.push(finding.help("name another file; a text is published as the page that it makes"));
        }
        None => {}
    }
}
