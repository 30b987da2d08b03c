//! A security advisory: which products a weakness affects, how severe it is, and what to do.

use std::collections::BTreeMap;

use super::Record;
use super::cvss::{Severity, Vector};
use super::date::Date;
use super::kinds::Kind;
use super::source::Citation;
use super::statement::state_of;
use super::tells::{Called, SortKey, Tells, to};
use super::terms::{FactState, Word, words};
use super::text::Text;
use crate::path::Id;
use crate::source::{Span, Spanned};

words! {
    /// What readers look for in an advisory besides the products.
    AdvisoryFact {
        Cve = "cve",
        Severity = "severity",
        Cwe = "cwe",
        Fixed = "fixed",
        Workaround = "workaround",
        Credits = "credits",
    }
}

/// A security advisory.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Advisory {
    /// What its publisher calls it, when that is not the name of its file.
    pub(crate) id: Option<String>,
    pub(crate) title: Text,
    pub(crate) summary: Text,
    pub(crate) published: Date,
    /// What changed since, the earliest first.
    pub(crate) revisions: Vec<Revision>,
    pub(crate) vulnerabilities: Vec<Spanned<Vulnerability>>,
    pub(crate) affected: Vec<Spanned<Affected>>,
    pub(crate) workaround: Option<Text>,
    pub(crate) credits: Vec<Spanned<Credit>>,
    pub(crate) references: Vec<Reference>,
    pub(crate) not_stated: BTreeMap<AdvisoryFact, Span>,
    pub(crate) sources: Vec<Citation>,
}

/// A change of an advisory that was published before.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Revision {
    pub(crate) date: Date,
    pub(crate) summary: Text,
}

/// One weakness among those that an advisory is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Vulnerability {
    pub(crate) title: Option<Text>,
    /// `CVE-2026-12345`.
    pub(crate) cve: Option<String>,
    /// The kind of weakness: the number in `CWE-79`.
    pub(crate) cwe: Option<u32>,
    pub(crate) vector: Option<Spanned<Vector>>,
    /// The word of its author, which a vector takes precedence over.
    pub(crate) severity: Option<Spanned<Severity>>,
}

/// A product that is affected, and the versions of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Affected {
    pub(crate) product: Spanned<Id>,
    pub(crate) versions: Vec<Versions>,
    pub(crate) fixed: Vec<String>,
    /// The day on which it was fixed for everybody who uses it, where nobody installs anything.
    pub(crate) fixed_on: Option<Spanned<Date>>,
}

impl Affected {
    /// Whether it is said where or when it is fixed.
    fn is_fixed(&self) -> bool {
        !self.fixed.is_empty() || self.fixed_on.is_some()
    }
}

/// One version, or those within limits: `2.4.0`, `>= 2.0, < 2.4.1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Versions {
    One(String),
    /// Each limit begins with how it limits.
    Within(Vec<String>),
}

/// Somebody who found a weakness, or helped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Credit {
    pub(crate) name: String,
    pub(crate) organization: Option<String>,
    pub(crate) url: Option<Spanned<String>>,
}

/// What else is said of it, elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference {
    pub(crate) title: Text,
    pub(crate) url: Spanned<String>,
}

impl Vulnerability {
    /// How severe it is, by its vector before the word of its author.
    pub(crate) fn severity(&self) -> Option<Severity> {
        let by_vector = self.vector.as_ref().map(|vector| vector.severity());
        by_vector.or_else(|| self.severity.as_ref().map(|severity| severity.value))
    }
}

impl Advisory {
    /// What its publisher calls it.
    pub(crate) fn own_id<'r>(&'r self, record: &'r Record) -> &'r str {
        self.id.as_deref().unwrap_or(record.key.id.name())
    }

    /// The worst severity of its weaknesses.
    pub(crate) fn worst(&self) -> Option<&Vulnerability> {
        let rated = self.vulnerabilities.iter().map(|one| &one.value).filter(|one| one.severity().is_some());
        rated.min_by_key(|one| (one.severity(), one.vector.is_none()))
    }

    /// The facts that readers look for, or of which something is known.
    pub(crate) fn facts(&self) -> impl Iterator<Item = AdvisoryFact> {
        let facts = AdvisoryFact::ALL.iter().map(|(_, fact)| *fact);
        facts.filter(|fact| *fact != AdvisoryFact::Cwe || self.state(*fact) != FactState::NotRecorded)
    }

    /// The state of a fact.
    pub(crate) fn state(&self, fact: AdvisoryFact) -> FactState {
        let any = |has: fn(&Vulnerability) -> bool| self.vulnerabilities.iter().any(|one| has(one));
        let is_given = match fact {
            AdvisoryFact::Cve => any(|one| one.cve.is_some()),
            AdvisoryFact::Severity => any(|one| one.severity().is_some()),
            AdvisoryFact::Cwe => any(|one| one.cwe.is_some()),
            AdvisoryFact::Fixed => self.affected.iter().any(|affected| affected.is_fixed()),
            AdvisoryFact::Workaround => self.workaround.is_some(),
            AdvisoryFact::Credits => !self.credits.is_empty(),
        };
        self.state_when(fact, is_given)
    }

    /// Where a fact is given of every part that may have it, so that nothing is left that is not stated.
    pub(crate) fn given_throughout(&self, fact: AdvisoryFact) -> Option<Span> {
        let all = |has: fn(&Vulnerability) -> bool| {
            let first = self.vulnerabilities.first().filter(|_| self.vulnerabilities.iter().all(|one| has(one)));
            first.map(|one| one.span)
        };
        match fact {
            AdvisoryFact::Cve => all(|one| one.cve.is_some()),
            AdvisoryFact::Severity => all(|one| one.severity().is_some()),
            AdvisoryFact::Cwe => all(|one| one.cwe.is_some()),
            AdvisoryFact::Fixed => {
                let is_fixed = |affected: &Spanned<Affected>| affected.is_fixed();
                self.affected.first().filter(|_| self.affected.iter().all(is_fixed)).map(|affected| affected.span)
            }
            AdvisoryFact::Workaround => self.workaround.as_ref().map(Text::span),
            AdvisoryFact::Credits => self.credits.first().map(|credit| credit.span),
        }
    }

    /// The state of a fact of a part of the advisory, which may be given for another.
    pub(crate) fn state_when(&self, fact: AdvisoryFact, is_given: bool) -> FactState {
        state_of(is_given, &fact, &self.not_stated)
    }

    /// Every address that it names.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &Spanned<String>> {
        let references = self.references.iter().map(|reference| &reference.url);
        references.chain(self.credits.iter().filter_map(|credit| credit.url.as_ref()))
    }

    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let titles = self.vulnerabilities.iter().filter_map(|one| one.title.as_ref());
        let changes = self.revisions.iter().map(|revision| &revision.summary);
        let others = titles.chain(changes).chain(&self.workaround);
        let cves = self.vulnerabilities.iter().filter_map(|one| one.cve.as_deref());
        Tells {
            called: Called::Text(&self.title),
            aliases: cves.chain(self.id.as_deref()).collect(),
            place: SortKey::newest_first(self.published, record),
            also_listed: Vec::new(),
            texts: [&self.title, &self.summary]
                .into_iter()
                .chain(others)
                .chain(self.references.iter().map(|reference| &reference.title))
                .collect(),
            citations: self.sources.iter().collect(),
            references: to(Kind::Product, self.affected.iter().map(|affected| &affected.product)).collect(),
            body: None,
            file: None,
        }
    }
}
