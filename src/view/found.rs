//! What records are found by.

use super::context::PageContext;
use super::values::Phrase;
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::text::Text;
use crate::path::Id;

/// What a record is found by.
#[derive(Default)]
pub(super) struct Found {
    /// What a reader is shown the beginning of.
    pub(super) text: String,
    /// Other words that say what it is about.
    pub(super) words: Vec<String>,
    pub(super) providers: Vec<Id>,
    pub(super) frameworks: Vec<Id>,
}

impl Found {
    /// With more words.
    pub(super) fn with(mut self, words: impl IntoIterator<Item = String>) -> Self {
        self.words.extend(words);
        self
    }
}

/// What every record that belongs to a provider is found by.
pub(super) fn owned(context: &PageContext<'_>, record: &Record) -> Found {
    let id = record.key.id.owner_id();
    let provider = context.site.record(&Key::new(Kind::Provider, id.clone()));
    let name = provider.and_then(Record::as_provider).map(|provider| context.phrase(&provider.name).text);
    Found { words: name.into_iter().collect(), providers: vec![id], ..Found::default() }
}

/// A text in the page's language; empty when there is none.
pub(super) fn text_of<'a>(context: &PageContext<'a>, text: Option<&'a Text>) -> String {
    text.map(|text| context.phrase(text).text).unwrap_or_default()
}

/// What a record is called away from the page of its provider, where a row has to say whose it is.
pub(super) fn titled<'a>(context: &PageContext<'a>, record: &'a Record) -> Phrase {
    let mut title = context.full_title(record);
    let of_a_list =
        [Kind::Document, Kind::Location, Kind::Data, Kind::Ai, Kind::Product, Kind::ControlGroup, Kind::Control];
    let is_row = of_a_list.contains(&record.key.kind);
    if is_row && !record.key.id.is_own() {
        let provider = context.site.provider(&record.key.id.owner_id());
        let provider = provider.map(|(provider, _)| context.title(provider).text).unwrap_or_default();
        title.text = context.catalog.fill("search_title_of", &[("title", &title.text), ("provider", &provider)]);
    }
    title
}
