//! What tables of fields are made of: the types that say what authors can write, and the fields that many tables share.
//!
//! The tables themselves stand in `parse`, each beside the code that reads it; debug builds hold that this asks for exactly
//! the fields of its table. They are the one source of what a reader of the documentation, an editor and a schema are
//! told. Does not read anything itself, and knows nothing of the rules that span fields or files.

pub(crate) mod common;
pub(crate) mod form;

use crate::model::kinds::Kind;
use crate::model::terms::Word;
use form::Form;

/// A table that authors write: a whole file, its front matter, or one within it.
pub(crate) struct Table {
    /// What it is called where tables are listed: `report`, `report.access`.
    pub(crate) name: &'static str,
    /// One sentence on what it describes.
    pub(crate) about: &'static str,
    pub(crate) fields: &'static [Field],
}

/// A field of a table.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) presence: Presence,
    pub(crate) shape: Shape,
    /// A value as it is written in TOML.
    pub(crate) example: &'static str,
    /// What it is for, in a sentence or two, as Markdown.
    pub(crate) about: &'static str,
}

/// Whether a field must be there.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Presence {
    Required,
    /// Where the field of this name is.
    RequiredWith(&'static str),
    Optional,
}

/// What a field holds.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Text that is the same in every language.
    Text,
    /// Text, once for all languages or in a table by language.
    Translated,
    /// Text of a certain form.
    Formed(&'static Form),
    /// A whole number.
    Integer,
    /// A whole number that is not negative.
    Count,
    Boolean,
    /// `false`, which says that there is none.
    No,
    /// A calendar day.
    Day,
    /// A year, a quarter, a month or a day.
    PartialDate,
    /// A length of time.
    Interval,
    /// The tag of a language.
    Locale,
    /// One of the words of a vocabulary.
    Word(fn() -> Vec<&'static str>),
    /// The id of a record of a kind.
    Id(Kind),
    /// A reference to a record of one of these kinds, or of any when none is named.
    Reference(&'static [Kind]),
    /// The id of a source that a provider declares.
    Source,
    List(&'static Shape),
    /// A list of at least one.
    NonEmpty(&'static Shape),
    Table(&'static Table),
    /// A value of any of these shapes.
    AnyOf(&'static [Shape]),
}

/// What the files of a kind hold.
pub(crate) struct FileFormat {
    pub(crate) kind: Kind,
    /// The whole file, or the front matter of one that is prose.
    pub(crate) file: &'static Table,
    /// One record, which is the whole file where it holds one.
    pub(crate) record: &'static Table,
    /// The front matter of a translation.
    pub(crate) translation: &'static Table,
}

impl FileFormat {
    pub(crate) const fn one(kind: Kind, table: &'static Table) -> Self {
        Self { kind, file: table, record: table, translation: table }
    }

    pub(crate) const fn many(kind: Kind, file: &'static Table, record: &'static Table) -> Self {
        Self { kind, file, record, translation: file }
    }

    pub(crate) const fn prose(kind: Kind, original: &'static Table, translation: &'static Table) -> Self {
        Self { kind, file: original, record: original, translation }
    }
}

impl Table {
    /// The names of its fields, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.name)
    }

    /// The table, and those that stand in it.
    pub(crate) fn with_nested(&'static self) -> Vec<&'static Table> {
        let nested = self.fields.iter().flat_map(|field| field.shape.tables()).flat_map(Self::with_nested);
        std::iter::once(self).chain(nested).collect()
    }

    /// The field of a name.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Field {
    /// Whether the field must be there whatever else is.
    pub(crate) fn is_required(&self) -> bool {
        self.presence == Presence::Required
    }
}

impl Shape {
    /// The tables in it: its own, that of its elements, or those among which authors choose.
    pub(crate) fn tables(&self) -> Vec<&'static Table> {
        match self {
            Self::Table(table) => vec![table],
            Self::List(element) | Self::NonEmpty(element) => element.tables(),
            Self::AnyOf(shapes) => shapes.iter().flat_map(Self::tables).collect(),
            _ => Vec::new(),
        }
    }
}

pub(crate) const fn required(name: &'static str, shape: Shape, example: &'static str, about: &'static str) -> Field {
    Field { name, presence: Presence::Required, shape, example, about }
}

pub(crate) const fn optional(name: &'static str, shape: Shape, example: &'static str, about: &'static str) -> Field {
    Field { name, presence: Presence::Optional, shape, example, about }
}

/// Every word of a vocabulary.
pub(crate) fn words<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|(word, _)| *word).collect()
}
