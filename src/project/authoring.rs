//! What an author asks of a place in a file: what is named there, where that is written, and what it says.
//!
//! What readers may not see yet is shown: whoever asks is writing it.

use super::Project;
use crate::diag::Place;
use crate::library;
use crate::model::body::Target;
use crate::model::config::NavTarget;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::source::Cited;
use crate::model::{Drafts, Record};
use crate::path::{Id, SourcePath};
use crate::published::{Everything, Published};
use crate::source::Span;
use crate::view::{self, PageContext};

/// What is named at a place.
pub(crate) enum Named {
    Record(Key),
    /// A source that a provider declares, by its id.
    Source(Key, String),
    File(SourcePath),
}

/// A record in a few words, in the first language of the site.
pub(crate) struct Outline {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// As it is written in a file of somebody else.
    pub(crate) reference: String,
    /// Why readers do not see it yet.
    pub(crate) mark: Option<&'static str>,
    pub(crate) facts: Vec<String>,
    /// `None` for what is part of the program.
    pub(crate) written_in: Option<String>,
}

impl Named {
    /// The record that is named, or is led to.
    pub(crate) fn record(&self) -> Option<&Key> {
        match self {
            Self::Record(key) | Self::Source(key, _) => Some(key),
            Self::File(_) => None,
        }
    }
}

impl Project {
    /// What is named at a byte of a file, at the smallest place that holds it.
    pub(crate) fn named_at(&self, path: &SourcePath, offset: usize) -> Option<(Named, Span)> {
        let named = if *path == self.settings.config_path {
            self.named_in_settings()
        } else {
            self.sources.texts.get(path).into_iter().flat_map(|text| &text.records).flat_map(|r| named_in(r)).collect()
        };
        let is_here = |span: &Span| (span.start as usize) <= offset && offset <= span.end as usize;
        named.into_iter().filter(|(_, span)| is_here(span)).min_by_key(|(_, span)| span.end - span.start)
    }

    fn named_in_settings(&self) -> Vec<(Named, Span)> {
        if !self.settings.is_present() {
            return Vec::new();
        }
        let in_nav = self.settings.config.nav.iter().filter_map(|entry| match &entry.to {
            NavTarget::Record(key) => Some((Named::Record(key.value.clone()), key.span)),
            NavTarget::Page(_) | NavTarget::Address(_) => None,
        });
        let cited = self.settings.config.banners.iter().flat_map(|banner| &banner.sources);
        in_nav.chain(cited.filter_map(|citation| source(&citation.cited))).collect()
    }

    /// The places at which that is written; none for what is part of the program, or does not exist.
    pub(crate) fn places_of(&self, named: &Named) -> Vec<Place> {
        let site = self.site.read();
        let of_record = |record: &Record| Place { path: record.path.clone(), span: record.span };
        match named {
            Named::Record(key) => {
                site.claims(key, None).filter(|record| !library::holds(&record.path)).map(of_record).collect()
            }
            Named::Source(key, id) => {
                let Some(record) = site.record(key) else { return Vec::new() };
                let declared = record.as_provider().into_iter().flat_map(|provider| &provider.sources);
                let mut places = declared.filter(|source| source.id.value == *id);
                let span = places.next().map_or(record.span, |source| source.id.span);
                vec![Place { path: record.path.clone(), span }]
            }
            Named::File(path) if self.has_source(path) => vec![Place { path: path.clone(), span: Span::default() }],
            Named::File(_) => Vec::new(),
        }
    }

    /// A record in a few words, as the site would say them today.
    pub(crate) fn outline(&self, key: &Key) -> Option<Outline> {
        let (site, attachments, config) = (self.site.read(), &self.sources.attachments, &self.settings.config);
        let everything = Everything { site, attachments, config, as_of: self.options.as_of };
        let context = self.naming_context(config.default_locale());
        let context = PageContext { site: Published::new(everything, Drafts::Show), ..context };
        let of_library = if site.record(key).is_none() { library::read(key) } else { Vec::new() };
        let record = site.record(key).or_else(|| of_library.first().map(|record| &**record))?;
        let found = site.record(key).and_then(|record| view::search_document(&context, record)).map(|found| found.card);
        let facts = found.as_ref().map(|card| card.excerpt.split(" · ").map(str::to_owned).collect::<Vec<_>>());
        Some(Outline {
            name: found.map_or_else(|| self.called_alone(record), |card| card.title),
            kind: context.catalog.word("kind", key.kind.word()),
            reference: format!("{}:{}", key.kind.word(), key.id.in_full()),
            mark: record.publicity.mark(self.options.as_of),
            facts: facts.unwrap_or_default().into_iter().filter(|fact| !fact.is_empty()).collect(),
            written_in: (!library::holds(&record.path)).then(|| record.path.to_string()),
        })
    }

    /// The records of a kind that a file may name, those of the program among them.
    pub(crate) fn keys_to_name(&self, kind: Kind) -> impl Iterator<Item = Key> {
        let own = self.site.read().keys_of(kind).cloned();
        let others = library::keys().filter(move |key| key.kind == kind && self.site.read().record(key).is_none());
        own.chain(others)
    }

    /// What a record is called by its own words.
    pub(crate) fn name_of(&self, key: &Key) -> String {
        let of_site = self.site.read().record(key).map(|record| self.called_alone(record));
        of_site.or_else(|| library::read(key).first().map(|record| self.called_alone(record))).unwrap_or_default()
    }

    /// The sources that providers declare, each with its provider and title.
    pub(crate) fn declared_sources(&self) -> impl Iterator<Item = (Id, String, String)> {
        let site = self.site.read();
        let locale = self.settings.config.default_locale();
        let providers =
            site.keys_of(Kind::Provider).filter_map(move |key| site.record(key)?.as_provider().zip(Some(&key.id)));
        providers.flat_map(move |(provider, id)| {
            let sources = provider.sources.iter();
            sources.map(move |source| {
                let title = source.title.in_locale(locale, locale).0.to_owned();
                (id.clone(), source.id.value.clone(), title)
            })
        })
    }
}

/// Everything that a record names, and where.
fn named_in(record: &Record) -> Vec<(Named, Span)> {
    let tells = record.tells();
    let references = tells.references.iter().map(|(key, span)| (Named::Record(key.clone()), *span));
    let mut named: Vec<(Named, Span)> = references.collect();
    named.extend(tells.citations.iter().filter_map(|citation| source(&citation.cited)));
    if let Some(body) = tells.body {
        named.extend(body.links.iter().filter_map(|link| match &link.target {
            Target::Record(key) => Some((Named::Record(key.clone()), link.span)),
            Target::File(path) => Some((Named::File(path.clone()), link.span)),
            Target::Page(_) | Target::Here | Target::Nowhere => None,
        }));
        let quotes = body.quotes.iter();
        named.extend(quotes.map(|quote| (report(&quote.report), quote.span)));
    }
    named
}

fn report(id: &Id) -> Named {
    Named::Record(Key::new(Kind::Report, id.clone()))
}

fn source(cited: &Cited) -> Option<(Named, Span)> {
    match cited {
        Cited::Declared { provider, name } => {
            Some((Named::Source(Key::new(Kind::Provider, provider.clone()), name.value.clone()), name.span))
        }
        Cited::Inline { .. } => None,
    }
}
