//! The closed list of ways in which one record can affect the rest of the site.
//!
//! Whatever a page shows of another record, it finds by something that the record told. So an edit is: take back what
//! the old record told, add what the new one tells; what is not connected by any of it cannot change.

use crate::model::Record;
use crate::model::body::Target;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::{List, SortKey};
use crate::path::SourcePath;

/// One thing that a record told the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    /// The record has a page at this address, or had one in the past; without the language and a leading slash.
    Address(String),
    /// The record stands on a list.
    Listed(List, SortKey),
    /// The record is called so, folded, among its like.
    Called(List, String),
    /// The record speaks of another.
    Refers(Key),
    /// The record brings a file of the content to readers, or keeps it from them.
    Uses(SourcePath),
}

/// Everything that a record tells the site.
pub(crate) fn told(record: &Record) -> Vec<Told> {
    let tells = record.tells();
    let mut told: Vec<Told> = record.old_addresses.iter().map(|old| Told::Address(old.value.clone())).collect();
    if let Some(body) = tells.body {
        told.extend(body.links.iter().filter_map(|link| match &link.target {
            Target::Record(key) => Some(Told::Refers(key.clone())),
            Target::File(path) => Some(Told::Uses(path.clone())),
            Target::Page(_) | Target::Here | Target::Nowhere => None,
        }));
        told.extend(body.quotes.iter().map(|quote| Told::Refers(Key::new(Kind::Report, quote.report.clone()))));
    }
    let like = List::among_like(&record.key);
    told.extend(record.claimed_names().into_iter().map(|name| Told::Called(like.clone(), name)));
    if record.translation.is_some() {
        // A translation is found by its original.
        return told;
    }
    told.extend(record.key.own_page().map(|page| Told::Address(page.address())));
    told.push(Told::Listed(List::among_like(&record.key), tells.place));
    told.extend(tells.also_listed.into_iter().map(|(list, place)| Told::Listed(list, place)));
    told.extend(tells.file.map(|file| Told::Uses(file.clone())));
    told.extend(record.references().into_iter().map(|(key, _)| Told::Refers(key)));
    told.extend(record.key.owner().map(Told::Refers));
    told.sort();
    told.dedup();
    told
}
