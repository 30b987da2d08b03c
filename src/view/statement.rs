//! What states its facts one by one, as data and uses of AI do: each fact with its state, none of them blank.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::PageContext;
use super::country;
use super::locations;
use super::values::{Day, Fact, Inline, Phrase, Receipt, Value};
use crate::model::Record;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::source::Citation;
use crate::model::statement::Review;
use crate::model::terms::FactState;
use crate::model::text::Text;
use crate::path::Id;

/// A thing and its facts.
#[derive(Serialize)]
pub(super) struct Statement {
    id: String,
    title: Phrase,
    /// Why readers of the published site would not see it.
    mark: Option<&'static str>,
    description: Option<Phrase>,
    pub(super) facts: Vec<Fact>,
    last_reviewed: Option<Day>,
    receipts: Vec<Receipt>,
}

/// What is said of a thing besides its facts.
pub(super) struct Said<'a> {
    pub(super) description: Option<&'a Text>,
    pub(super) sources: &'a [Citation],
    pub(super) review: &'a Review,
}

impl Statement {
    pub(super) fn of<'a>(context: &PageContext<'a>, record: &'a Record, said: &Said<'a>, facts: Vec<Fact>) -> Self {
        let reviewed = said.review.last_reviewed.as_ref();
        Self {
            id: PageContext::anchor(record),
            title: context.title(record),
            mark: context.mark(record),
            description: said.description.map(|text| context.phrase(text)),
            facts,
            last_reviewed: reviewed.and_then(|day| context.day_gone_by(day.value)),
            receipts: context.receipts(said.sources),
        }
    }
}

/// The facts of a record, spoken of in the voice of whoever it belongs to.
pub(super) struct Facts<'c, 'a> {
    pub(super) context: PageContext<'a>,
    page: &'c PageContext<'a>,
    family: &'static str,
}

impl<'c, 'a> Facts<'c, 'a> {
    /// The labels of the facts are the strings of the family.
    pub(super) fn of(page: &'c PageContext<'a>, record: &Record, family: &'static str) -> Self {
        Self { context: page.about(&record.key.id), page, family }
    }

    /// A fact; one that readers can see nothing of is not recorded for them.
    pub(super) fn fact(&self, name: &'static str, state: FactState, value: Value) -> Fact {
        let is_empty = value.lead.is_empty() && value.items.is_empty();
        let state = if state == FactState::Given && is_empty { FactState::NotRecorded } else { state };
        let is_absent = state != FactState::Given && self.context.catalog.voice != self.page.catalog.voice;
        Fact {
            absent: is_absent.then(|| self.context.catalog.word("state", state.word())),
            ..Fact::of(name, self.context.catalog.word(self.family, name), state, value)
        }
    }
}

/// A value that is one text.
pub(super) fn one<'a>(context: &PageContext<'a>, text: Option<&'a Text>) -> Value {
    let phrase = text.map(|text| context.phrase(text));
    Value {
        data: phrase.iter().map(|phrase| phrase.text.clone()).collect(),
        lead: phrase.into_iter().map(Inline::phrase).collect(),
        ..Value::default()
    }
}

/// A value that is a list of texts.
pub(super) fn several<'a>(context: &PageContext<'a>, texts: &'a [Text]) -> Value {
    let phrases: Vec<Phrase> = texts.iter().map(|text| context.phrase(text)).collect();
    Value {
        data: phrases.iter().map(|phrase| phrase.text.clone()).collect(),
        items: phrases.into_iter().map(|phrase| vec![Inline::phrase(phrase)]).collect(),
        ..Value::default()
    }
}

/// Where something is kept or done.
#[derive(Default)]
pub(super) struct Places {
    pub(super) value: Value,
    /// The codes of the countries, as far as they are known.
    pub(super) countries: Vec<String>,
    /// What a sentence calls them: the country, or else the place.
    pub(super) names: Vec<String>,
}

/// The places that some words mean, those of the provider with the way to them and the country that they are in.
pub(super) fn places<'a>(context: &PageContext<'a>, provider: &Id, texts: &'a [Text]) -> Places {
    let mut places = Places::default();
    for text in texts {
        // The id of a place that readers may not see would tell of it.
        if is_of_hidden(context, Kind::Location, provider, text) {
            continue;
        }
        let (phrase, code) = locations::place(context, provider, text);
        let country = code.and_then(|code| country::name(context, code));
        let beside = country.as_ref().filter(|country| !country.text.contains(&phrase.text));
        let beside = beside.map(|country| context.catalog.fill("in_brackets", &[("text", &country.text)]));
        let name = code.and_then(|code| country::in_sentence(context, code)).unwrap_or_else(|| phrase.text.clone());
        places.value.data.push(code.map_or_else(|| phrase.text.clone(), ToOwned::to_owned));
        places.countries.extend(code.map(ToOwned::to_owned));
        places.names.push(name);
        let href = locations::meant(context, provider, text).map(|record| context.href_of(&record.key));
        let shown = Inline { text: phrase.text, href, lang: phrase.lang };
        places.value.items.push(std::iter::once(shown).chain(beside.map(Inline::words)).collect());
    }
    for list in [&mut places.countries, &mut places.value.data] {
        let mut known = BTreeSet::new();
        list.retain(|name| known.insert(name.clone()));
    }
    places
}

/// Whether a word is the id of a record that readers may not see.
pub(super) fn is_of_hidden(context: &PageContext<'_>, kind: Kind, provider: &Id, text: &Text) -> bool {
    let id = text.plain.as_ref().and_then(|word| Id::of_owned(provider.as_str(), word));
    id.is_some_and(|id| context.site.hides(&Key::new(kind, id)))
}

/// Facts in words, each behind its label, those too that are not stated.
pub(super) fn in_words(context: &PageContext<'_>, facts: &[Fact]) -> Vec<String> {
    let colon = context.catalog.text("colon");
    let value = |fact: &Fact| match fact.state {
        FactState::Given => sentence(context, &fact.lead, &fact.items),
        state => context.catalog.word("state", state.word()),
    };
    let known = facts.iter().filter(|fact| matches!(fact.state, FactState::Given | FactState::NotStated));
    known.map(|fact| format!("{}{colon}{}", fact.label, value(fact))).collect()
}

/// What a fact says, in a sentence.
pub(super) fn sentence(context: &PageContext<'_>, lead: &[Inline], items: &[Vec<Inline>]) -> String {
    let words = |inlines: &[Inline]| inlines.iter().map(|inline| inline.text.as_str()).collect::<String>();
    let items: Vec<String> = items.iter().map(|item| words(item)).collect();
    [words(lead), context.catalog.list(&items)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
