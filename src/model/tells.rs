//! What a record tells the rest of the site: how it is called, where it stands on lists, whom it speaks of.
//!
//! Each record's struct has one function `tells` beside it, which fills in every field of [`Tells`]; whatever asks the
//! same of all kinds asks here.

use std::collections::BTreeSet;

use super::Record;
use super::alike::folded_name;
use super::body::Body;
use super::date::Date;
use super::key::Key;
use super::kinds::Kind;
use super::source::{Citation, Cited};
use super::text::Text;
use crate::path::{Id, SourcePath};
use crate::source::{Span, Spanned};

/// What a record tells.
pub(crate) struct Tells<'r> {
    pub(crate) called: Called<'r>,
    /// Other names of the same thing, by which readers look it up.
    pub(crate) aliases: Vec<&'r str>,
    /// Where it stands among its like.
    pub(crate) place: SortKey,
    /// The lists of others that it stands on too, and where.
    pub(crate) also_listed: Vec<(List, SortKey)>,
    /// Every text that may differ between languages, but for the titles of citations.
    pub(crate) texts: Vec<&'r Text>,
    pub(crate) citations: Vec<&'r Citation>,
    /// The records that it names in its fields, and where.
    pub(crate) references: Vec<(Key, Span)>,
    pub(crate) body: Option<&'r Body>,
    /// The file of the content that it brings to readers, or keeps from them.
    pub(crate) file: Option<&'r SourcePath>,
}

/// How a record is called.
#[derive(Clone, Copy)]
pub(crate) enum Called<'r> {
    Text(&'r Text),
    /// A text, with an abbreviation behind it in brackets.
    Shortened(&'r Text, Option<&'r String>),
    /// Words in the language of the record's file.
    Words(&'r str),
    /// Like the framework that it is under, with its type.
    LikeItsFramework,
    /// Like the site.
    LikeTheSite,
    /// By a string of the catalog, whose key is given, and the name of whoever it belongs to.
    OfItsOwner(&'static str),
}

/// The lists of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    /// All records of a kind that belongs to nobody.
    All(Kind),
    /// The records of a kind that belong to another record: the entries of a topic, the reports of a provider.
    Of(Kind, Id),
    /// The reports under a framework, of all providers.
    ReportsUnder(Id),
    /// What is known about the scope of a service.
    ScopeOfService(Id),
    /// The questionnaires whose ids begin with a prefix, which is folded.
    Questionnaires(String),
    /// The answers that name an id with a prefix, which is folded.
    Answering(String),
}

impl List {
    /// The list on which a record stands among its like.
    pub(crate) fn among_like(key: &Key) -> Self {
        match key.kind.owner() {
            None => Self::All(key.kind),
            Some(_) => Self::Of(key.kind, key.id.owner_id()),
        }
    }
}

/// Where on a list a record stands: by the order that its author gave, then by text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey(pub(crate) i64, pub(crate) String);

impl SortKey {
    /// By the author's order, then by the name in the id.
    pub(super) fn by_order(order: i64, record: &Record) -> Self {
        Self(order, record.key.id.name().to_owned())
    }

    pub(super) fn by_name(record: &Record) -> Self {
        Self::by_order(0, record)
    }

    /// By what it is called, in the first of its languages.
    pub(super) fn by_text(text: &Text) -> Self {
        Self(0, text.all().next().unwrap_or("").to_lowercase())
    }

    /// The newest first, then by the name in the id.
    pub(super) fn newest_first(date: Date, record: &Record) -> Self {
        let days = i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
        Self::by_order(-days, record)
    }
}

/// References by ids, all of one kind.
pub(super) fn to<'r>(kind: Kind, ids: impl IntoIterator<Item = &'r Spanned<Id>>) -> impl Iterator<Item = (Key, Span)> {
    ids.into_iter().map(move |id| (Key::new(kind, id.value.clone()), id.span))
}

/// References by whole names.
pub(super) fn named<'r>(keys: impl IntoIterator<Item = &'r Spanned<Key>>) -> impl Iterator<Item = (Key, Span)> {
    keys.into_iter().map(|key| (key.value.clone(), key.span))
}

impl Record {
    /// The prose of the record, for those that have some.
    pub(crate) fn body(&self) -> Option<&Body> {
        self.tells().body
    }

    /// The list that the record stands on with its neighbors, and where.
    pub(crate) fn listed(&self) -> (List, SortKey) {
        (List::among_like(&self.key), self.tells().place)
    }

    /// What the record is called, folded, where nothing of its like should be called the same.
    ///
    /// A translation is told apart from translations into its language.
    pub(crate) fn claimed_names(&self) -> BTreeSet<String> {
        let is_told_apart = matches!(
            self.key.kind,
            Kind::Topic | Kind::Entry | Kind::Provider | Kind::Service | Kind::Framework | Kind::Term
        );
        let tells = self.tells();
        let names: Vec<&str> = match tells.called {
            _ if !is_told_apart => Vec::new(),
            Called::Text(text) | Called::Shortened(text, _) => text.all().collect(),
            Called::Words(words) => vec![words],
            Called::LikeItsFramework | Called::LikeTheSite | Called::OfItsOwner(_) => Vec::new(),
        };
        // What readers look a service up by may be the same for two.
        let aliases = tells.aliases.into_iter().filter(|_| self.key.kind == Kind::Term);
        let language = self.translation.as_ref().map(|locale| format!("{locale}: ")).unwrap_or_default();
        names.into_iter().chain(aliases).map(|name| format!("{language}{}", folded_name(name))).collect()
    }

    /// Every citation of the record.
    pub(crate) fn citations(&self) -> Vec<&Citation> {
        self.tells().citations
    }

    /// Every text of the record that may differ between languages, the titles of citations included.
    pub(crate) fn texts(&self) -> Vec<&Text> {
        let Tells { mut texts, citations, .. } = self.tells();
        texts.extend(citations.into_iter().filter_map(|citation| match &citation.cited {
            Cited::Inline { title, .. } => Some(title),
            Cited::Declared { .. } => None,
        }));
        texts
    }

    /// The records that the record names in its fields and citations, and where; its prose not included.
    pub(crate) fn references(&self) -> Vec<(Key, Span)> {
        let Tells { mut references, citations, .. } = self.tells();
        references.extend(citations.into_iter().filter_map(|citation| match &citation.cited {
            Cited::Declared { provider, name } => Some((Key::new(Kind::Provider, provider.clone()), name.span)),
            Cited::Inline { .. } => None,
        }));
        references
    }
}
