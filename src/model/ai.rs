//! What a provider uses AI for: whose model it is, whether customer data trains it, and what a customer can do.

use super::Record;
use super::key::Key;
use super::source::Citation;
use super::statement::{Review, Silence};
use super::tells::{Called, SortKey, Tells, named};
use super::terms::{AiFact, Training};
use super::text::Text;
use crate::source::{Span, Spanned};

/// A feature that uses AI.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AiUse {
    pub(crate) feature: Text,
    pub(crate) description: Option<Text>,
    pub(crate) model_provider: Option<ModelProvider>,
    pub(crate) model: Option<Text>,
    pub(crate) training: Option<Spanned<Training>>,
    /// Categories of data by their ids or names, or other words.
    pub(crate) data: Vec<Text>,
    pub(crate) places: Vec<Text>,
    pub(crate) retention: Option<Text>,
    pub(crate) opt_out: Option<Text>,
    pub(crate) human_review: Option<Text>,
    pub(crate) silence: Silence<AiFact>,
    pub(crate) sources: Vec<Citation>,
    pub(crate) review: Review,
    pub(crate) order: i64,
}

/// Whose model it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ModelProvider {
    Words(Text),
    Subprocessor(Spanned<Key>),
}

impl ModelProvider {
    /// The words, of one that is no subprocessor.
    pub(crate) fn words(&self) -> Option<&Text> {
        if let Self::Words(text) = self { Some(text) } else { None }
    }

    /// The name of the subprocessor, of one that is a subprocessor.
    pub(crate) fn subprocessor(&self) -> Option<&Spanned<Key>> {
        if let Self::Subprocessor(key) = self { Some(key) } else { None }
    }
}

impl AiUse {
    /// Where a fact is given.
    pub(crate) fn given(&self, fact: AiFact) -> Option<Span> {
        let of = |text: Option<&Text>| text.map(Text::span);
        match fact {
            AiFact::Training => self.training.as_ref().map(|word| word.span),
            AiFact::ModelProvider => self.model_provider.as_ref().map(|provider| match provider {
                ModelProvider::Words(text) => text.span(),
                ModelProvider::Subprocessor(key) => key.span,
            }),
            AiFact::Model => of(self.model.as_ref()),
            AiFact::DataUsed => of(self.data.first()),
            AiFact::Places => of(self.places.first()),
            AiFact::Retention => of(self.retention.as_ref()),
            AiFact::OptOut => of(self.opt_out.as_ref()),
            AiFact::HumanReview => of(self.human_review.as_ref()),
        }
    }

    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let given = [&self.model, &self.retention, &self.opt_out, &self.human_review];
        let texts = std::iter::once(&self.feature).chain(&self.description).chain(&self.data).chain(&self.places);
        let words = self.model_provider.as_ref().and_then(ModelProvider::words);
        let subprocessor = self.model_provider.as_ref().and_then(ModelProvider::subprocessor);
        Tells {
            called: Called::Text(&self.feature),
            aliases: Vec::new(),
            // In the order of the file, which is the author's.
            place: SortKey(self.order, format!("{:010}", record.span.start)),
            also_listed: Vec::new(),
            texts: texts.chain(given.into_iter().flatten()).chain(words).collect(),
            citations: self.sources.iter().collect(),
            references: named(subprocessor).collect(),
            body: None,
            file: None,
        }
    }
}
