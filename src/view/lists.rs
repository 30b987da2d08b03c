//! The tables of the whole site: documents, subprocessors, and the glossary.

use serde::Serialize;

use super::body::{self, Filled};
use super::context::PageContext;
use super::description;
use super::fact;
use super::fragments::Fragments;
use super::linked::{DOCUMENTS, Standing, Thing};
use super::locations;
use super::values::{Day, DocumentRow, FactLine, Link, Phrase, Receipt};
use crate::model::Record;
use crate::model::kinds::Kind;
use crate::model::prose::Deprecated;
use crate::model::tells::List;
use crate::model::terms::ProviderFact;
use crate::path::Id;

/// Every document, by provider.
#[derive(Serialize)]
pub(crate) struct DocumentsPage {
    providers: Vec<ProviderDocuments>,
}

#[derive(Serialize)]
struct ProviderDocuments {
    provider: Link,
    fact: FactLine,
    /// The columns in which any of the documents has something, of those that may be blank.
    columns: Vec<&'static str>,
    documents: Vec<DocumentRow>,
}

/// Every subprocessor, by provider.
#[derive(Serialize)]
pub(crate) struct SubprocessorsPage {
    providers: Vec<ProviderSubprocessors>,
}

#[derive(Serialize)]
struct ProviderSubprocessors {
    provider: Link,
    fact: FactLine,
    /// The columns in which any of the rows has something, of those that may be blank.
    columns: Vec<&'static str>,
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
    sentence: String,
}

impl DocumentsPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.providers.iter().map(|group| group.provider.text.text.as_str());
        description::of_names(context, "description_documents", names)
    }

    pub(super) fn things(&self, standing: &Standing<'_>) -> Vec<Thing> {
        let rows = self.providers.iter().flat_map(|group| &group.documents).take(DOCUMENTS);
        rows.map(|row| Thing::document(row, standing)).collect()
    }
}

impl SubprocessorsPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.providers.iter().map(|group| group.provider.text.text.as_str());
        description::of_names(context, "description_subprocessors", names)
    }
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

pub(super) fn documents(context: &PageContext<'_>) -> DocumentsPage {
    let providers = speakers(context, Kind::Document).map(|provider| {
        let list = List::Of(Kind::Document, provider.key.id.clone());
        let rows = context.by_name(context.site.list(&list)).into_iter();
        let rows =
            rows.filter_map(|record| record.as_document().map(|document| context.document_row(record, document)));
        let documents: Vec<DocumentRow> = rows.collect();
        let has = |is_given: fn(&DocumentRow) -> bool| documents.iter().any(is_given);
        let columns = [
            ("version", has(|row| row.version.is_some())),
            ("date", has(|row| row.date.is_some())),
            ("address", has(|row| row.href.is_some() || row.request.is_some())),
        ];
        ProviderDocuments {
            provider: context.link(provider),
            fact: fact::line_of_provider(context, &provider.key.id, ProviderFact::Documents),
            columns: filled(columns),
            documents,
        }
    });
    DocumentsPage { providers: providers.collect() }
}

pub(super) fn subprocessors(context: &PageContext<'_>) -> SubprocessorsPage {
    let providers = speakers(context, Kind::Subprocessor).map(|provider| {
        let list = List::Of(Kind::Subprocessor, provider.key.id.clone());
        let rows: Vec<SubprocessorRow> = context
            .by_name(context.site.list(&list))
            .into_iter()
            .filter_map(|record| subprocessor(context, record))
            .collect();
        let has = |is_given: fn(&SubprocessorRow) -> bool| rows.iter().any(is_given);
        let columns = [
            ("purpose", has(|row| row.purpose.is_some())),
            ("data", has(|row| !row.data.is_empty())),
            ("places", has(|row| !row.places.is_empty())),
            ("since", has(|row| row.effective_from.is_some() || row.ended.is_some())),
        ];
        ProviderSubprocessors {
            provider: context.link(provider),
            fact: fact::line_of_provider(context, &provider.key.id, ProviderFact::Subprocessors),
            columns: filled(columns),
            rows,
        }
    });
    SubprocessorsPage { providers: providers.collect() }
}

/// The providers of which a page says what they have of a kind: all that are spoken of, but of those on which the site's
/// own company relies only who has any.
fn speakers<'a>(context: &PageContext<'a>, kind: Kind) -> impl Iterator<Item = &'a Record> {
    let (site, is_of_company) = (context.site, context.site.company().is_some());
    let has_any = move |id: &Id| site.list(&List::Of(kind, id.clone())).next().is_some();
    let providers = site.list(&List::All(Kind::Provider));
    providers.filter(move |provider| !is_of_company || provider.key.id.is_own() || has_any(&provider.key.id))
}

/// The names of the columns in which there is something.
fn filled<const N: usize>(columns: [(&'static str, bool); N]) -> Vec<&'static str> {
    columns.into_iter().filter(|(_, is_filled)| *is_filled).map(|(name, _)| name).collect()
}

fn subprocessor<'a>(context: &PageContext<'a>, record: &'a Record) -> Option<SubprocessorRow> {
    let company = record.as_subprocessor()?;
    let provider = record.key.id.owner_id();
    let phrases = |texts: &'a [crate::model::text::Text]| texts.iter().map(|text| context.phrase(text)).collect();
    Some(SubprocessorRow {
        id: PageContext::anchor(record),
        entity: company.entity.clone(),
        purpose: company.purpose.as_ref().map(|purpose| context.phrase(purpose)),
        data: phrases(&company.data),
        places: company.places.iter().map(|text| locations::place(context, &provider, text)).collect(),
        notice: company.notice.as_ref().map(|notice| context.phrase(notice)),
        effective_from: company.effective_from.as_ref().map(|date| context.day(date.value)),
        has_ended: company.ended.as_ref().is_some_and(|date| date.value < context.site.as_of.date()),
        ended: company.ended.as_ref().map(|date| context.day(date.value)),
    })
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
    let (key, instead) = match &deprecated.instead {
        Some(instead) => ("avoid_for", instead.as_str()),
        None => ("avoid", ""),
    };
    DeprecatedView {
        text: deprecated.text.clone(),
        instead: deprecated.instead.clone(),
        sentence: context.catalog.fill(key, &[("text", &deprecated.text), ("use", instead)]),
    }
}
