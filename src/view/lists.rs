//! The tables of the whole site: documents, subprocessors, and the glossary.

use serde::Serialize;

use super::body::{self, Filled};
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::parts::{Day, DocumentRow, FactLine, Link, Phrase, Receipt};
use super::scene::Scene;
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::prose::Deprecated;
use crate::model::tells::List;
use crate::model::terms::ProviderFact;

/// Every document, by provider.
#[derive(Serialize)]
pub(crate) struct Documents {
    providers: Vec<ProviderDocuments>,
}

#[derive(Serialize)]
struct ProviderDocuments {
    provider: Link,
    fact: FactLine,
    documents: Vec<DocumentRow>,
}

/// Every subprocessor, by provider.
#[derive(Serialize)]
pub(crate) struct Subprocessors {
    providers: Vec<ProviderSubprocessors>,
}

#[derive(Serialize)]
struct ProviderSubprocessors {
    provider: Link,
    fact: FactLine,
    rows: Vec<SubprocessorRow>,
}

#[derive(Serialize)]
struct SubprocessorRow {
    id: String,
    entity: String,
    purpose: Option<Phrase>,
    data: Vec<Phrase>,
    places: Vec<Phrase>,
    notice: Option<Phrase>,
    effective_from: Option<Day>,
    ended: Option<Day>,
    has_ended: bool,
}

/// Every term.
#[derive(Serialize)]
pub(crate) struct Glossary {
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
    sentence: String,
}

impl Documents {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let names = self.providers.iter().map(|group| group.provider.text.text.as_str());
        description::of_names(scene, "description_documents", names)
    }
}

impl Subprocessors {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let names = self.providers.iter().map(|group| group.provider.text.text.as_str());
        description::of_names(scene, "description_subprocessors", names)
    }
}

impl Glossary {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let names = self.terms.iter().map(|term| term.name.text.as_str());
        description::of_names(scene, "description_glossary", names)
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies(self.terms.iter().map(|term| Some(&term.definition)))
    }
}

pub(super) fn documents(scene: &Scene<'_>) -> Documents {
    let providers = scene.site.list(&List::All(Kind::Provider)).map(|provider| {
        let list = List::Of(Kind::Document, provider.key.id.clone());
        let rows = scene.site.list(&list);
        let rows = rows.filter_map(|record| record.as_document().map(|document| scene.document_row(record, document)));
        ProviderDocuments {
            provider: scene.link(provider),
            fact: fact::line_of_provider(scene, &provider.key.id, ProviderFact::Documents),
            documents: rows.collect(),
        }
    });
    Documents { providers: providers.collect() }
}

pub(super) fn subprocessors(scene: &Scene<'_>) -> Subprocessors {
    let providers = scene.site.list(&List::All(Kind::Provider)).map(|provider| {
        let list = List::Of(Kind::Subprocessor, provider.key.id.clone());
        let rows: Vec<SubprocessorRow> =
            scene.site.list(&list).filter_map(|record| subprocessor(scene, record)).collect();
        ProviderSubprocessors {
            provider: scene.link(provider),
            fact: fact::line_of_provider(scene, &provider.key.id, ProviderFact::Subprocessors),
            rows,
        }
    });
    Subprocessors { providers: providers.collect() }
}

fn subprocessor<'a>(scene: &Scene<'a>, record: &'a Record) -> Option<SubprocessorRow> {
    let company = record.as_subprocessor()?;
    let phrases = |texts: &'a [crate::model::text::Text]| texts.iter().map(|text| scene.phrase(text)).collect();
    Some(SubprocessorRow {
        id: format!("{}_{}", record.key.id.owner(), record.key.id.name()),
        entity: company.entity.clone(),
        purpose: company.purpose.as_ref().map(|purpose| scene.phrase(purpose)),
        data: phrases(&company.data),
        places: phrases(&company.places),
        notice: company.notice.as_ref().map(|notice| scene.phrase(notice)),
        effective_from: company.effective_from.as_ref().map(|date| scene.day(date.value)),
        has_ended: company.ended.as_ref().is_some_and(|date| date.value < scene.site.as_of.date()),
        ended: company.ended.as_ref().map(|date| scene.day(date.value)),
    })
}

pub(super) fn glossary(scene: &Scene<'_>) -> Glossary {
    Glossary { terms: scene.site.list(&List::All(Kind::Term)).filter_map(|record| term(scene, record)).collect() }
}

fn term<'a>(scene: &Scene<'a>, record: &'a Record) -> Option<TermView> {
    let original = record.as_term()?;
    let (words, language) = scene.site.words(record, scene.locale);
    let term = words.as_term()?;
    let filled = body::fill(scene, words, words.body()?, language);
    let name = scene.title(record);
    let others = scene.site.config.locales.iter().filter(|locale| *locale != scene.locale);
    let other_names = others.filter_map(|locale| {
        let text = scene.speaking(locale).title(record).text;
        (text != name.text).then(|| Name { locale: locale.to_string(), text })
    });
    let deprecated = term.deprecated.iter().map(|deprecated| deprecated_view(scene, deprecated));
    Some(TermView {
        id: record.key.id.to_string(),
        other_names: other_names.collect(),
        aliases: term.aliases.clone(),
        deprecated: deprecated.collect(),
        definition: filled,
        lang: scene.words_in("", language).lang,
        receipts: scene.receipts(&original.sources),
        mark: scene.mark(record),
        name,
    })
}

fn deprecated_view(scene: &Scene<'_>, deprecated: &Deprecated) -> DeprecatedView {
    let (key, instead) = match &deprecated.instead {
        Some(instead) => ("avoid_for", instead.as_str()),
        None => ("avoid", ""),
    };
    DeprecatedView {
        text: deprecated.text.clone(),
        instead: deprecated.instead.clone(),
        sentence: scene.catalog.fill(key, &[("text", &deprecated.text), ("use", instead)]),
    }
}
