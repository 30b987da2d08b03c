//! The glossary: every term with what it means, and how it is not to be called.

use serde::Serialize;

use super::body::{self, Filled};
use super::context::PageContext;
use super::description;
use super::fragments::Fragments;
use super::values::{Phrase, Receipt};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::prose::Deprecated;
use crate::model::tells::List;

/// Every term.
#[derive(Serialize)]
pub(crate) struct GlossaryPage {
    lead: String,
    terms: Vec<TermView>,
}

#[derive(Serialize)]
struct TermView {
    id: String,
    name: Phrase,
    other_names: Vec<Name>,
    aliases: Vec<String>,
    deprecated: Vec<DeprecatedView>,
    definition: Filled,
    lang: Option<String>,
    receipts: Vec<Receipt>,
    mark: Option<&'static str>,
}

#[derive(Serialize)]
struct Name {
    locale: String,
    text: String,
}

#[derive(Serialize)]
struct DeprecatedView {
    text: String,
    #[serde(rename = "use")]
    instead: Option<String>,
    since: Option<String>,
    sentence: String,
}

impl GlossaryPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.terms.iter().map(|term| term.name.text.as_str());
        description::of_names(context, "description_glossary", names)
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies(self.terms.iter().map(|term| Some(&term.definition)))
    }
}

pub(super) fn glossary(context: &PageContext<'_>) -> GlossaryPage {
    let terms = context.by_name(context.site.list(&List::All(Kind::Term)));
    let terms: Vec<TermView> = terms.into_iter().filter_map(|record| term(context, record)).collect();
    let lead = context.catalog.fill_counted("glossary_lead", terms.len() as u64);
    GlossaryPage { lead, terms }
}

fn term<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<TermView> {
    let original = record.as_term()?;
    let (words, language) = context.site.words(record, context.locale);
    let term = words.as_term()?;
    let filled = body::fill(context, words, words.body()?, language);
    let name = context.title(record);
    let others = context.site.config.locales.iter().filter(|locale| *locale != context.locale);
    let other_names = others.filter_map(|locale| {
        let text = context.speaking(locale).title(record).text;
        (text != name.text).then(|| Name { locale: locale.to_string(), text })
    });
    let deprecated = term.deprecated.iter().map(|deprecated| deprecated_view(context, deprecated));
    Some(TermView {
        id: record.key.id.to_string(),
        other_names: other_names.collect(),
        aliases: term.aliases.clone(),
        deprecated: deprecated.collect(),
        definition: filled,
        lang: context.words_in("", language).lang,
        receipts: context.receipts(&original.sources),
        mark: context.mark(record),
        name,
    })
}

fn deprecated_view(context: &PageContext<'_>, deprecated: &Deprecated) -> DeprecatedView {
    let since = deprecated.since.as_ref();
    let (key, instead) = match (&deprecated.instead, since) {
        (Some(instead), None) => ("avoid_for", instead.as_str()),
        (Some(instead), Some(_)) => ("avoid_for_since", instead.as_str()),
        (None, None) => ("avoid", ""),
        (None, Some(_)) => ("avoid_since", ""),
    };
    let date = since.map(|date| context.catalog.partial_date(date)).unwrap_or_default();
    DeprecatedView {
        text: deprecated.text.clone(),
        instead: deprecated.instead.clone(),
        since: since.map(ToString::to_string),
        sentence: context.catalog.fill(key, &[("text", &deprecated.text), ("use", instead), ("date", &date)]),
    }
}
