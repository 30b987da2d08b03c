//! Data that a provider keeps, by category: what it is, why and where it is kept, for how long, and who else sees it.

use super::Record;
use super::kinds::Kind;
use super::source::Citation;
use super::statement::{Review, Silence};
use super::tells::{Called, SortKey, Tells, to};
use super::terms::DataFact;
use super::text::Text;
use crate::path::Id;
use crate::source::{Span, Spanned};

/// A category of data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DataCategory {
    pub(crate) name: Text,
    pub(crate) description: Option<Text>,
    pub(crate) examples: Vec<Text>,
    /// Whose data it is.
    pub(crate) subjects: Vec<Text>,
    pub(crate) purpose: Option<Text>,
    pub(crate) places: Vec<Text>,
    pub(crate) retention: Option<Text>,
    pub(crate) deletion: Option<Text>,
    pub(crate) legal_basis: Option<Text>,
    pub(crate) transfer_basis: Option<Text>,
    /// Who else sees it; nobody does when the list is given and empty.
    pub(crate) subprocessors: Option<Spanned<Vec<Spanned<Id>>>>,
    pub(crate) silence: Silence<DataFact>,
    pub(crate) sources: Vec<Citation>,
    pub(crate) review: Review,
    pub(crate) order: i64,
}

impl DataCategory {
    /// Where a fact is given.
    pub(crate) fn given(&self, fact: DataFact) -> Option<Span> {
        let of = |text: Option<&Text>| text.map(Text::span);
        match fact {
            DataFact::Subjects => of(self.subjects.first()),
            DataFact::Purpose => of(self.purpose.as_ref()),
            DataFact::Places => of(self.places.first()),
            DataFact::Retention => of(self.retention.as_ref()),
            DataFact::Deletion => of(self.deletion.as_ref()),
            DataFact::LegalBasis => of(self.legal_basis.as_ref()),
            DataFact::TransferBasis => of(self.transfer_basis.as_ref()),
            DataFact::Subprocessors => self.subprocessors.as_ref().map(|listed| listed.span),
        }
    }

    /// The subprocessors that the category names.
    pub(crate) fn named_subprocessors(&self) -> &[Spanned<Id>] {
        self.subprocessors.as_ref().map(|listed| listed.value.as_slice()).unwrap_or_default()
    }

    /// Whether a text of the same provider means the category of this id: by the id, or by a name.
    pub(crate) fn is_meant(&self, id: &Id, text: &Text) -> bool {
        let is_id = text.plain.as_ref().is_some_and(|plain| Id::of_owned(id.owner(), plain).as_ref() == Some(id));
        let is_name = |word: &str| self.name.all().any(|name| name.to_lowercase() == word.to_lowercase());
        is_id || text.all().any(is_name)
    }

    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let given = [&self.purpose, &self.retention, &self.deletion, &self.legal_basis, &self.transfer_basis];
        let listed = self.examples.iter().chain(&self.subjects).chain(&self.places);
        let texts = std::iter::once(&self.name).chain(&self.description).chain(listed);
        Tells {
            called: Called::Text(&self.name),
            aliases: Vec::new(),
            // In the order of the file, which is the author's.
            place: SortKey(self.order, format!("{:010}", record.span.start)),
            also_listed: Vec::new(),
            texts: texts.chain(given.into_iter().flatten()).collect(),
            citations: self.sources.iter().collect(),
            references: to(Kind::Subprocessor, self.named_subprocessors()).collect(),
            body: None,
            file: None,
        }
    }
}
