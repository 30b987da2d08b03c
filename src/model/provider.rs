//! A provider and what belongs to it: services, locations, scope, documents, subprocessors.

use std::collections::BTreeMap;

use super::date::Date;
use super::source::{Citation, Source};
use super::terms::{Access, Coverage, DocumentKind, LocationKind, ProviderFact, Rel};
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
    pub(crate) kind: DocumentKind,
    pub(crate) version: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) access: Access,
    /// The file in the site's content; it reaches the output only when `access` is public.
    pub(crate) file: Option<Spanned<SourcePath>>,
    pub(crate) request: Option<Spanned<String>>,
    pub(crate) sources: Vec<Citation>,
}

/// A company that handles customers' data for the provider.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subprocessor {
    pub(crate) entity: String,
    pub(crate) purpose: Option<Text>,
    pub(crate) data: Vec<Text>,
    pub(crate) places: Vec<Text>,
    pub(crate) notice: Option<Text>,
    pub(crate) effective_from: Option<Spanned<Date>>,
    pub(crate) ended: Option<Spanned<Date>>,
}
