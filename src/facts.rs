//! The closed list of ways in which one record can affect the rest of the site.
//!
//! Whatever a page shows of another record, it finds by one of these facts. So an edit is: subtract the old record's
//! facts, add the new one's; what no fact connects cannot change.

use crate::model::body::{Body, Target};
use crate::model::key::{Key, Kind};
use crate::model::report::Report;
use crate::model::source::{Citation, Cited};
use crate::model::text::Text;
use crate::model::{Content, Record};
use crate::path::{Id, SourcePath};
use crate::source::{Span, Spanned};

/// One thing that a record tells the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    /// The record has a page at this address, or had one in the past; without the language and a leading slash.
    Address(String),
    /// The record stands on a list.
    Listed(List, SortKey),
    /// The record speaks of another.
    Refers(Key),
    /// The record brings a file of the content to readers, or keeps it from them.
    Uses(SourcePath),
}

/// The lists of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    Topics,
    /// The entries of a topic.
    Entries(Id),
    Providers,
    /// The reports of a provider.
    Reports(Id),
    /// The reports under a framework, of all providers.
    ReportsUnder(Id),
    /// The services of a provider.
    Services(Id),
    /// The locations of a provider.
    Locations(Id),
    /// What is known about the scope of a service.
    ScopeOfService(Id),
    /// The documents of a provider.
    Documents(Id),
    /// The subprocessors of a provider.
    Subprocessors(Id),
    Frameworks,
    Editions,
    Terms,
    /// The newest first.
    Updates,
    Pages,
}

/// Where on a list a record stands: by the order that its author gave, then by text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey(pub(crate) i64, pub(crate) String);

/// The address of a record's own page, for the kinds that have one.
pub(crate) fn address(key: &Key) -> Option<String> {
    let id = &key.id;
    Some(match key.kind {
        Kind::Home => String::new(),
        Kind::Topic | Kind::Entry => format!("faq/{id}/"),
        Kind::Provider | Kind::Report => format!("providers/{id}/"),
        Kind::Service => format!("scope/{id}/"),
        Kind::Framework => format!("frameworks/{id}/"),
        Kind::Edition => format!("criteria/{id}/"),
        Kind::Update => format!("updates/{id}/"),
        Kind::Page => format!("{id}/"),
        Kind::Location | Kind::Scope | Kind::Document | Kind::Subprocessor | Kind::Term => return None,
    })
}

/// Everything that a record tells the site.
pub(crate) fn facts(record: &Record) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Content::Entry(entry) = &record.content {
        facts.extend(entry.aliases.iter().map(|alias| Fact::Address(alias.value.clone())));
    }
    body(record).iter().for_each(|body| refer_by_body(body, &mut facts));
    if record.translation.is_some() {
        // A translation is found by its original.
        return facts;
    }
    facts.extend(address(&record.key).map(Fact::Address));
    if let Some((list, sort)) = listed(record) {
        facts.push(Fact::Listed(list, sort));
    }
    if let Content::Report(report) = &record.content
        && let Some(framework) = &report.framework
    {
        let list = List::ReportsUnder(framework.value.clone());
        facts.push(Fact::Listed(list, SortKey(0, record.key.id.to_string())));
    }
    if let Content::Document(document) = &record.content {
        facts.extend(document.file.as_ref().map(|file| Fact::Uses(file.value.clone())));
    }
    facts.extend(references(record).into_iter().map(|(key, _)| Fact::Refers(key)));
    facts.extend(owner(&record.key).map(Fact::Refers));
    facts.sort();
    facts.dedup();
    facts
}

/// The prose of a record, for the kinds that have some.
pub(crate) fn body(record: &Record) -> Option<&Body> {
    match &record.content {
        Content::Home(prose) | Content::Page(prose) => Some(&prose.body),
        Content::Update(update) => Some(&update.body),
        Content::Term(term) => Some(&term.body),
        Content::Entry(entry) => Some(&entry.body),
        _ => None,
    }
}

/// The list that a record stands on with its neighbors, and where.
pub(crate) fn listed(record: &Record) -> Option<(List, SortKey)> {
    let id = &record.key.id;
    let name = || id.name().to_owned();
    Some(match &record.content {
        Content::Home(_) => return None,
        Content::Topic(topic) => (List::Topics, SortKey(topic.order, name())),
        Content::Entry(entry) => (List::Entries(id.owner_id()), SortKey(entry.order, name())),
        Content::Provider(provider) => (List::Providers, SortKey(provider.order, name())),
        Content::Report(_) => (List::Reports(id.owner_id()), SortKey(0, name())),
        Content::Service(service) => (List::Services(id.owner_id()), SortKey(0, sort_text(&service.name))),
        Content::Location(_) => (List::Locations(id.owner_id()), SortKey(i64::from(record.span.start), name())),
        Content::Scope(entry) => {
            (List::ScopeOfService(entry.service.value.clone()), SortKey(0, entry.report.to_string()))
        }
        Content::Document(document) => (List::Documents(id.owner_id()), SortKey(0, sort_text(&document.title))),
        Content::Subprocessor(company) => {
            (List::Subprocessors(id.owner_id()), SortKey(0, company.entity.to_lowercase()))
        }
        Content::Framework(framework) => (List::Frameworks, SortKey(framework.order, name())),
        Content::Edition(_) => (List::Editions, SortKey(0, name())),
        Content::Term(term) => (List::Terms, SortKey(0, sort_text(&term.name))),
        Content::Update(update) => {
            let date = update.date;
            let days = i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
            (List::Updates, SortKey(-days, name()))
        }
        Content::Page(page) => (List::Pages, SortKey(page.order, name())),
    })
}

fn sort_text(text: &Text) -> String {
    text.all().next().unwrap_or("").to_lowercase()
}

fn refer_by_body(body: &Body, facts: &mut Vec<Fact>) {
    facts.extend(body.links.iter().filter_map(|link| match &link.target {
        Target::Record(key) => Some(Fact::Refers(key.clone())),
        Target::File(path) => Some(Fact::Uses(path.clone())),
        Target::Here | Target::Nowhere => None,
    }));
    facts.extend(body.quotes.iter().map(|quote| Fact::Refers(Key::new(Kind::Report, quote.report.clone()))));
}

/// The records that a record names in its fields, and where; its prose not included.
pub(crate) fn references(record: &Record) -> Vec<(Key, Span)> {
    let mut found = Vec::new();
    let mut to = |kind: Kind, id: &Spanned<Id>| found.push((Key::new(kind, id.value.clone()), id.span));
    match &record.content {
        Content::Entry(entry) => {
            entry.providers.iter().for_each(|id| to(Kind::Provider, id));
            entry.frameworks.iter().for_each(|id| to(Kind::Framework, id));
            entry.related.iter().for_each(|id| to(Kind::Entry, id));
            found.extend(entry.evidence.iter().map(|evidence| named(&evidence.record)));
        }
        Content::Report(report) => refer_by_report(report, &mut to),
        Content::Scope(entry) => {
            to(Kind::Service, &entry.service);
            to(Kind::Report, &entry.report);
            entry.location.iter().for_each(|id| to(Kind::Location, id));
        }
        Content::Location(location) => location.parent.iter().for_each(|id| to(Kind::Location, id)),
        Content::Framework(framework) => framework.editions.iter().for_each(|id| to(Kind::Edition, id)),
        Content::Edition(edition) => edition.predecessor.iter().for_each(|id| to(Kind::Edition, id)),
        Content::Update(update) => found.extend(update.affects.iter().map(named)),
        Content::Home(_)
        | Content::Page(_)
        | Content::Term(_)
        | Content::Topic(_)
        | Content::Provider(_)
        | Content::Service(_)
        | Content::Document(_)
        | Content::Subprocessor(_) => {}
    }
    found.extend(citations(record).into_iter().filter_map(|citation| match &citation.cited {
        Cited::Declared { provider, name } => Some((Key::new(Kind::Provider, provider.clone()), name.span)),
        Cited::Inline { .. } => None,
    }));
    found
}

/// The record whose folder holds a record, which must exist for it to have a place on the site.
pub(crate) fn owner(key: &Key) -> Option<Key> {
    match key.kind {
        Kind::Entry => Some(Key::new(Kind::Topic, key.id.owner_id())),
        kind if kind.is_owned_by_provider() => Some(Key::new(Kind::Provider, key.id.owner_id())),
        _ => None,
    }
}

/// Every citation of a record, its claims and discrepancies included.
pub(crate) fn citations(record: &Record) -> Vec<&Citation> {
    match &record.content {
        Content::Entry(entry) => entry.sources.iter().collect(),
        Content::Report(report) => {
            let disagreeing = report.discrepancies.iter().flat_map(|discrepancy| &discrepancy.sources);
            report.sources.iter().chain(disagreeing).collect()
        }
        Content::Provider(provider) => {
            provider.claims.iter().flat_map(|claim| claim.said_in.iter().chain(&claim.sources)).collect()
        }
        Content::Scope(entry) => entry.sources.iter().collect(),
        Content::Document(document) => document.sources.iter().collect(),
        Content::Framework(framework) => framework.sources.iter().collect(),
        Content::Edition(edition) => edition.sources.iter().collect(),
        Content::Term(term) => term.sources.iter().collect(),
        _ => Vec::new(),
    }
}

fn named(reference: &Spanned<Key>) -> (Key, Span) {
    (reference.value.clone(), reference.span)
}

fn refer_by_report(report: &Report, to: &mut impl FnMut(Kind, &Spanned<Id>)) {
    report.framework.iter().for_each(|id| to(Kind::Framework, id));
    report.criteria_edition.iter().for_each(|id| to(Kind::Edition, id));
    report.derived_from.iter().chain(&report.supersedes).for_each(|id| to(Kind::Report, id));
    report.documents.iter().for_each(|id| to(Kind::Document, id));
    report.bridges.iter().filter_map(|bridge| bridge.document.as_ref()).for_each(|id| to(Kind::Document, id));
    report.services.iter().flat_map(|extent| extent.named()).for_each(|id| to(Kind::Service, id));
    report.locations.iter().flat_map(|extent| extent.named()).for_each(|id| to(Kind::Location, id));
}
