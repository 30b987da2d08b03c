//! A provider and what belongs to it: services, locations, scope, documents, subprocessors.

use std::collections::BTreeMap;

use super::Record;
use super::date::{Date, PartialDate};
use super::key::Key;
use super::kinds::Kind;
use super::source::{Citation, Source};
use super::tells::{Called, List, SortKey, Tells, named, to};
use super::terms::{Access, ChangeKind, Coverage, DocumentKind, LocationKind, ProviderFact, Rel};
use super::text::Text;
use crate::path::{Id, SourcePath};
use crate::source::{Span, Spanned};

/// A company whose assurance the site describes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Provider {
    pub(crate) name: Text,
    pub(crate) legal_name: Option<Text>,
    pub(crate) initials: Option<String>,
    pub(crate) order: i64,
    pub(crate) summary: Option<Text>,
    pub(crate) not_stated: BTreeMap<ProviderFact, Span>,
    pub(crate) links: Vec<Link>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) sources: Vec<Source>,
    pub(crate) claims: Vec<Claim>,
}

/// Something the provider names, with the address where it stated one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) rel: Spanned<Rel>,
    pub(crate) title: Option<Text>,
    pub(crate) url: Option<Spanned<String>>,
}

/// Somebody to ask.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contact {
    pub(crate) name: Text,
    pub(crate) email: Option<Spanned<String>>,
    pub(crate) url: Option<Spanned<String>>,
}

/// Something the provider says of itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Claim {
    pub(crate) text: Text,
    /// Where the provider says it.
    pub(crate) said_in: Vec<Citation>,
    /// What stands behind it besides the provider's word.
    pub(crate) sources: Vec<Citation>,
}

/// A service that a report may cover.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Service {
    pub(crate) name: Text,
    pub(crate) abbreviations: Vec<String>,
    pub(crate) category: Option<Text>,
    pub(crate) url: Option<Spanned<String>>,
    pub(crate) aliases: Vec<String>,
}

/// A place that a report may cover, named as the provider names it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Location {
    pub(crate) name: Text,
    pub(crate) country: Option<String>,
    pub(crate) kind: Option<LocationKind>,
    pub(crate) parent: Option<Spanned<Id>>,
}

/// What is known about one service and one report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ScopeEntry {
    pub(crate) service: Spanned<Id>,
    pub(crate) report: Spanned<Id>,
    pub(crate) environment: Option<String>,
    pub(crate) location: Option<Spanned<Id>>,
    pub(crate) status: Coverage,
    pub(crate) note: Option<Text>,
    pub(crate) since: Option<Spanned<Date>>,
    pub(crate) until: Option<Spanned<Date>>,
    pub(crate) sources: Vec<Citation>,
}

/// A document that a reader may get, or ask for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    pub(crate) title: Text,
    pub(crate) description: Option<Text>,
    pub(crate) kind: DocumentKind,
    /// What the author gathers it under, besides its kind.
    pub(crate) category: Option<Text>,
    pub(crate) order: i64,
    pub(crate) version: Option<String>,
    pub(crate) date: Option<PartialDate>,
    pub(crate) access: Access,
    /// The file in the site's content; it reaches the output only when `access` is public.
    pub(crate) file: Option<Spanned<SourcePath>>,
    /// Where it is published, when that is elsewhere; only a public document has one.
    pub(crate) url: Option<Spanned<String>>,
    pub(crate) request: Option<Spanned<String>>,
    pub(crate) sources: Vec<Citation>,
}

/// A company that handles customers' data for the provider.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subprocessor {
    pub(crate) entity: String,
    pub(crate) url: Option<Spanned<String>>,
    /// What the author gathers it under: those of one's own group, those of one product.
    pub(crate) group: Option<Text>,
    /// The country that the company is in, by its code, whatever places it works in.
    pub(crate) country: Option<String>,
    pub(crate) agreement: Option<Agreement>,
    pub(crate) purpose: Option<Text>,
    pub(crate) data: Vec<Text>,
    pub(crate) places: Vec<Text>,
    pub(crate) notice: Option<Text>,
    pub(crate) effective_from: Option<Spanned<Date>>,
    pub(crate) ended: Option<Spanned<Date>>,
    pub(crate) change: Option<AnnouncedChange>,
}

/// What binds a subprocessor to protect the data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Agreement {
    Address(Spanned<String>),
    Document(Spanned<Key>),
}

impl Agreement {
    /// The address, of one that has one.
    pub(crate) fn address(&self) -> Option<&Spanned<String>> {
        if let Self::Address(address) = self { Some(address) } else { None }
    }

    /// The name of the document, of one that is a document of the site.
    pub(crate) fn document(&self) -> Option<&Spanned<Key>> {
        if let Self::Document(key) = self { Some(key) } else { None }
    }
}

/// A change of a subprocessor that customers are told of before it takes effect.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AnnouncedChange {
    pub(crate) kind: ChangeKind,
    pub(crate) announced_on: Option<Date>,
    pub(crate) effective_from: Date,
    /// The last day on which customers can object.
    pub(crate) objection_until: Option<Date>,
    /// Who takes over from a subprocessor that is replaced.
    pub(crate) by: Option<Spanned<Id>>,
    pub(crate) note: Option<Text>,
}

/// Whether a subprocessor handles data on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engagement {
    /// From a later day on.
    Upcoming(Date),
    InUse,
    /// No more since the end of an earlier day.
    Over(Date),
}

impl Subprocessor {
    /// Whether it handles data on a day, as far as is known.
    pub(crate) fn engagement(&self, today: Date) -> Engagement {
        let first = self.first_day().filter(|day| *day > today).map(Engagement::Upcoming);
        let last = || self.last_day().filter(|day| *day < today).map(Engagement::Over);
        first.or_else(last).unwrap_or(Engagement::InUse)
    }

    /// The last day on which it handles data, as far as one is known.
    pub(crate) fn last_day(&self) -> Option<Date> {
        let leaves = |change: &&AnnouncedChange| matches!(change.kind, ChangeKind::Replaced | ChangeKind::Ended);
        let by_change = || self.change.as_ref().filter(leaves).map(|change| change.effective_from.previous());
        self.ended.as_ref().map(|ended| ended.value).or_else(by_change)
    }

    /// The day from which it handles data, as far as one is known.
    pub(crate) fn first_day(&self) -> Option<Date> {
        let added = |change: &&AnnouncedChange| change.kind == ChangeKind::Added;
        let by_change = || self.change.as_ref().filter(added).map(|change| change.effective_from);
        self.effective_from.as_ref().map(|from| from.value).or_else(by_change)
    }
}

impl Provider {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let mut texts = vec![&self.name];
        texts.extend(self.legal_name.iter().chain(&self.summary));
        texts.extend(self.links.iter().filter_map(|link| link.title.as_ref()));
        texts.extend(self.contacts.iter().map(|contact| &contact.name));
        texts.extend(self.sources.iter().map(|source| &source.title));
        texts.extend(self.claims.iter().map(|claim| &claim.text));
        Tells {
            called: Called::Text(&self.name),
            aliases: Vec::new(),
            place: SortKey::by_order(self.order, record),
            also_listed: Vec::new(),
            texts,
            citations: self.claims.iter().flat_map(|claim| claim.said_in.iter().chain(&claim.sources)).collect(),
            references: Vec::new(),
            body: None,
            file: None,
        }
    }
}

impl Service {
    pub(crate) fn tells<'r>(&'r self, _: &'r Record) -> Tells<'r> {
        Tells {
            called: Called::Shortened(&self.name, self.abbreviations.first()),
            aliases: self.abbreviations.iter().chain(&self.aliases).map(String::as_str).collect(),
            place: SortKey::by_text(&self.name),
            also_listed: Vec::new(),
            texts: std::iter::once(&self.name).chain(&self.category).collect(),
            citations: Vec::new(),
            references: Vec::new(),
            body: None,
            file: None,
        }
    }
}

impl Location {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        Tells {
            called: Called::Text(&self.name),
            aliases: Vec::new(),
            // In the order of the file, which is the provider's.
            place: SortKey::by_order(i64::from(record.span.start), record),
            also_listed: Vec::new(),
            texts: vec![&self.name],
            citations: Vec::new(),
            references: to(Kind::Location, &self.parent).collect(),
            body: None,
            file: None,
        }
    }
}

impl ScopeEntry {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let service_and_report = to(Kind::Service, [&self.service]).chain(to(Kind::Report, [&self.report]));
        let of_service = List::ScopeOfService(self.service.value.clone());
        Tells {
            called: Called::Words(self.service.name()),
            aliases: Vec::new(),
            place: SortKey::by_name(record),
            also_listed: vec![(of_service, SortKey(0, self.report.to_string()))],
            texts: self.note.iter().collect(),
            citations: self.sources.iter().collect(),
            references: service_and_report.chain(to(Kind::Location, &self.location)).collect(),
            body: None,
            file: None,
        }
    }
}

impl Document {
    pub(crate) fn tells<'r>(&'r self, _: &'r Record) -> Tells<'r> {
        Tells {
            called: Called::Text(&self.title),
            aliases: Vec::new(),
            place: SortKey(self.order, SortKey::by_text(&self.title).1),
            also_listed: Vec::new(),
            texts: std::iter::once(&self.title).chain(&self.description).chain(&self.category).collect(),
            citations: self.sources.iter().collect(),
            references: Vec::new(),
            body: None,
            file: self.file.as_ref().map(|file| &file.value),
        }
    }
}

impl Subprocessor {
    pub(crate) fn tells<'r>(&'r self, _: &'r Record) -> Tells<'r> {
        let note = self.change.as_ref().and_then(|change| change.note.as_ref());
        let texts = self.purpose.iter().chain(&self.data).chain(&self.places).chain(&self.notice).chain(&self.group);
        let by = self.change.as_ref().and_then(|change| change.by.as_ref());
        let document = self.agreement.as_ref().and_then(Agreement::document);
        Tells {
            called: Called::Words(&self.entity),
            aliases: Vec::new(),
            place: SortKey(0, self.entity.to_lowercase()),
            also_listed: Vec::new(),
            texts: texts.chain(note).collect(),
            citations: Vec::new(),
            references: to(Kind::Subprocessor, by).chain(named(document)).collect(),
            body: None,
            file: None,
        }
    }
}
