//! What the files of the content hold, by their paths.

use super::kinds::{FilePattern, Holds, KINDS, Kind};
use super::pattern::fit;
use crate::path::Id;

/// The kind of record that a path below `content/` is for, how many it holds, and the id of the one, or of the owner of
/// the many, where what stands in the path can be one.
pub(crate) fn kind_at(path: &str) -> Option<(Kind, Holds, Option<Id>)> {
    KINDS.iter().find_map(|row| {
        let of = |file: &FilePattern| {
            let held = fit(file.pattern, path)?;
            let id = if held.is_empty() { Id::new(row.kind.word()) } else { held.id() };
            let is_taken = |id: &Id| {
                let owner = if row.owner == Some(Kind::Provider) { id.owner_id() } else { id.clone() };
                row.own.is_some() && Id::of_provider(owner.as_str()).is_some_and(|id| id.is_own())
            };
            Some((row.kind, file.holds, id.filter(|id| !is_taken(id))))
        };
        let of_own = |file: &FilePattern| {
            let held = fit(file.pattern, path)?;
            let id = held.name.map_or_else(|| Some(Id::company()), |name| Id::within("", name));
            Some((row.kind, file.holds, id))
        };
        let own = row.own.iter().flat_map(|own| own.files);
        row.files.iter().find_map(of).or_else(|| own.into_iter().find_map(of_own))
    })
}

/// The folders below `content/` that records live in, as authors are told: `faq/<topic>/`.
pub(crate) fn folders() -> Vec<String> {
    let mut folders: Vec<String> = Vec::new();
    for row in &KINDS {
        for file in row.files.iter().chain(row.own.iter().flat_map(|own| own.files)) {
            let Some((folder, _)) = file.pattern.rsplit_once('/') else { continue };
            let shown = match folder.split_once('/') {
                Some((first, _)) => format!("{first}/<{}>/", row.owner.unwrap_or(row.kind).word()),
                None => format!("{folder}/"),
            };
            if !folders.contains(&shown) {
                folders.push(shown);
            }
        }
    }
    folders
}
