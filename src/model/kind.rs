//! What follows for a kind from its row in the table.

use super::kinds::{FilePattern, Holds, KINDS, Kind, KindRow, Lives, Reference};
use super::pattern::{fill, fit};
use crate::path::{Id, SourcePath};

impl Kind {
    /// Every kind.
    pub(crate) fn all() -> impl Iterator<Item = Kind> {
        KINDS.iter().map(|row| row.kind)
    }

    /// Every kind that a reference may name, in the order in which they are offered.
    pub(crate) fn referable() -> impl Iterator<Item = Kind> {
        Self::all().filter(|kind| kind.is_referable())
    }

    fn row(self) -> &'static KindRow {
        &KINDS[self as usize]
    }

    /// The word before the colon of a reference: `report` in `report:huawei-cloud/soc-2`.
    pub(crate) fn word(self) -> &'static str {
        self.row().word
    }

    /// The kind that the word of a reference names.
    pub(crate) fn from_word(word: &str) -> Option<Kind> {
        Self::referable().find(|kind| kind.word() == word)
    }

    pub(crate) fn is_referable(self) -> bool {
        self.row().reference == Reference::Possible
    }

    /// The kind of the record whose folder holds those of this kind.
    pub(crate) fn owner(self) -> Option<Kind> {
        self.row().owner
    }

    /// Whether records of other kinds lie in the folder of one of this kind.
    pub(crate) fn is_owner(self) -> bool {
        KINDS.iter().any(|row| row.owner == Some(self))
    }

    /// Whether records of the kind belong to a provider, so that some may be those of the site's own company.
    pub(crate) fn is_of_provider(self) -> bool {
        self.owner() == Some(Kind::Provider)
    }

    /// Whether records of the kind stand in groups, whose names are part of their ids.
    pub(crate) fn is_grouped(self) -> bool {
        self.row().files.iter().any(|file| file.pattern.contains("{group}"))
    }

    /// Where readers find a record of the kind.
    pub(crate) fn lives(self, id: &Id) -> Lives {
        let own = self.row().own.as_ref().filter(|_| id.is_own());
        own.map_or(self.row().lives, |own| own.lives)
    }

    /// Where readers find records of the kind: those of others, and those of the site's own company.
    pub(crate) fn all_lives(self) -> impl Iterator<Item = Lives> {
        std::iter::once(self.row().lives).chain(self.row().own.as_ref().map(|own| own.lives))
    }

    /// The patterns of the files below `content/` that hold records of the kind, those of the site's own company last.
    pub(crate) fn patterns(self) -> impl Iterator<Item = &'static str> {
        let own = self.row().own.iter().flat_map(|own| own.files);
        self.row().files.iter().chain(own).map(|file| file.pattern)
    }

    /// Whether records of the kind are prose, of which each language has a file of its own.
    pub(crate) fn is_prose(self) -> bool {
        self.row().files.iter().any(|file| file.pattern.ends_with(".md"))
    }

    /// The file below `content/` in which a record of this id is looked for.
    pub(crate) fn home(self, id: &Id) -> String {
        let own = self.row().own.as_ref().filter(|_| id.is_own());
        format!("content/{}", fill(own.map_or(self.row().files, |own| own.files)[0].pattern, id))
    }

    /// Whether an owner has one record of the kind, which is called like its owner.
    pub(crate) fn is_one_of_owner(self) -> bool {
        let is_one = |file: &FilePattern| file.holds == Holds::One && !file.pattern.contains("{name}");
        self.row().owner.is_some() && self.row().files.iter().all(is_one)
    }

    /// How the id of a record of this kind is written.
    pub(crate) fn shape_of_id(self) -> String {
        match self.owner() {
            None => "id".to_owned(),
            Some(owner) if self.is_one_of_owner() => owner.word().to_owned(),
            Some(owner) if self.is_grouped() => format!("{}/group/id", owner.word()),
            Some(owner) => format!("{}/id", owner.word()),
        }
    }

    /// The record of this kind in whose folder a file lies.
    pub(crate) fn folder_of(self, path: &SourcePath) -> Option<Id> {
        let folder = self.row().files.iter().find_map(|file| file.pattern.rsplit_once('/'))?.0;
        let path = path.as_str().strip_prefix("content/")?;
        let (end, _) = path.match_indices('/').nth(folder.matches('/').count())?;
        fit(folder, &path[..end])?.id()
    }
}
