//! Which files may reach nobody, whatever they are called and however they are reached.
//!
//! The rule that reports such a file and the guard that keeps it from the output ask the same function.

use crate::attachment::Attachments;
use crate::model::Record;
use crate::model::provider::Document;
use crate::model::terms::Access;
use crate::path::SourcePath;
use crate::site::{Question, SiteRef};

/// Why a file may not reach readers.
pub(crate) enum Restriction<'a> {
    /// It is the file of a document which not everybody may have, or holds the same bytes.
    Document(&'a Record, &'a Document),
    /// It holds what a text of the content holds, with all that readers are not to see of that.
    Source(&'a SourcePath),
}

/// Why a file may not reach readers, if it may not; who may see the document itself does not matter.
pub(crate) fn restriction<'a>(
    site: SiteRef<'a>,
    attachments: &'a Attachments,
    file: &SourcePath,
) -> Option<Restriction<'a>> {
    let own = restricted_document(site, file);
    let same = || same_as(site, attachments, file).find_map(|same| restricted_document(site, same));
    let document = own.or_else(same).map(|(record, document)| Restriction::Document(record, document));
    let text = || same_as(site, attachments, file).find(|same| attachments.is_text(same)).map(Restriction::Source);
    document.or_else(text)
}

/// The files that hold the bytes of a file, itself among them.
pub(crate) fn same_as<'a>(
    site: SiteRef<'a>,
    attachments: &'a Attachments,
    file: &SourcePath,
) -> impl Iterator<Item = &'a SourcePath> + use<'a> {
    site.note(&Question::File(file));
    let digest = attachments.digest(file);
    if let Some(digest) = digest {
        site.note(&Question::Bytes(digest));
    }
    digest.into_iter().flat_map(|digest| attachments.holding(digest))
}

fn restricted_document<'a>(site: SiteRef<'a>, file: &SourcePath) -> Option<(&'a Record, &'a Document)> {
    site.users(file).flat_map(|(key, _)| site.claims(key, None)).find_map(|record| {
        let document = record.as_document()?;
        let is_file = document.file.as_ref().is_some_and(|own| own.value == *file);
        (is_file && document.access != Access::Public).then_some((record, document))
    })
}
