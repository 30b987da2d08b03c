//! How to tell a company of a weakness: its policy for the disclosure of vulnerabilities, of which it has one.

use std::collections::BTreeMap;

use super::Record;
use super::date::{Date, Interval};
use super::source::Citation;
use super::statement::Review;
use super::statement::state_of;
use super::tells::{Called, SortKey, Tells};
use super::terms::{FactState, Word, words};
use super::text::Text;
use crate::path::Locale;
use crate::source::{Span, Spanned};

words! {
    /// What a policy tells besides whom to write to, in the order in which readers see it.
    DisclosureFact {
        InScope = "in_scope",
        OutOfScope = "out_of_scope",
        SafeHarbor = "safe_harbor",
        ResponseTimes = "response_times",
        Encryption = "encryption",
        Languages = "languages",
        Acknowledgments = "acknowledgments",
        Policy = "policy",
        Bounty = "bounty",
        Hiring = "hiring",
    }
}
words! {
    /// What is done about a report of a weakness, in the order in which it is done.
    ResponseStep { Acknowledge = "acknowledge", Assess = "assess", Fix = "fix", Publish = "publish", }
}

/// How soon a step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    Time(Interval),
    BusinessDays(u16),
}

impl Within {
    /// Reads a length of time, or a number of business days.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let days = ["business", "working"].iter().find_map(|word| {
            let (number, day) = text.split_once(&format!(" {word} "))?;
            Interval::parse(&format!("{number} {day}")).filter(|_| day.starts_with("day"))
        });
        match days {
            Some(Interval::Days(days)) => Some(Self::BusinessDays(days)),
            _ => Interval::parse(text).map(Self::Time),
        }
    }
}

/// A policy for the disclosure of vulnerabilities.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Disclosure {
    pub(crate) summary: Option<Text>,
    /// Where a weakness is reported, the best way first: `mailto:`, `https:` or `tel:`.
    pub(crate) contacts: Vec<Spanned<String>>,
    /// The last day on which the policy can be relied on.
    pub(crate) expires: Option<Spanned<Date>>,
    /// The address of the policy, when it is not the page itself.
    pub(crate) policy: Option<Spanned<String>>,
    pub(crate) in_scope: Vec<Text>,
    pub(crate) out_of_scope: Vec<Text>,
    pub(crate) safe_harbor: Option<Text>,
    pub(crate) response_times: Option<Spanned<Vec<(ResponseStep, Within)>>>,
    /// The addresses of the keys to encrypt a report with.
    pub(crate) encryption: Vec<Spanned<String>>,
    pub(crate) fingerprint: Option<String>,
    pub(crate) languages: Vec<Spanned<Locale>>,
    pub(crate) acknowledgments: Option<Spanned<String>>,
    pub(crate) bounty: Option<Text>,
    pub(crate) bounty_url: Option<Spanned<String>>,
    pub(crate) hiring: Option<Spanned<String>>,
    pub(crate) review: Review,
    /// What there is none of, by the policy's own word.
    pub(crate) none: BTreeMap<DisclosureFact, Span>,
    pub(crate) not_stated: BTreeMap<DisclosureFact, Span>,
    pub(crate) sources: Vec<Citation>,
}

impl DisclosureFact {
    /// Whether readers look for it. What few have is shown only where something is known of it.
    pub(crate) fn is_asked(self) -> bool {
        !matches!(self, Self::Policy | Self::Bounty | Self::Hiring)
    }
}

impl Disclosure {
    /// The facts of which readers look for, or of which something is known.
    pub(crate) fn facts(&self) -> impl Iterator<Item = DisclosureFact> {
        let facts = DisclosureFact::ALL.iter().map(|(_, fact)| *fact);
        facts.filter(|fact| fact.is_asked() || self.state(*fact) != FactState::NotRecorded)
    }

    /// Where a fact is given, that there is none included.
    pub(crate) fn given(&self, fact: DisclosureFact) -> Option<Span> {
        let first = |addresses: &[Spanned<String>]| addresses.first().map(|address| address.span);
        let address = |address: &Option<Spanned<String>>| address.as_ref().map(|address| address.span);
        let given = match fact {
            DisclosureFact::InScope => self.in_scope.first().map(Text::span),
            DisclosureFact::OutOfScope => self.out_of_scope.first().map(Text::span),
            DisclosureFact::SafeHarbor => self.safe_harbor.as_ref().map(Text::span),
            DisclosureFact::ResponseTimes => {
                self.response_times.as_ref().filter(|times| !times.is_empty()).map(|times| times.span)
            }
            DisclosureFact::Encryption => first(&self.encryption),
            DisclosureFact::Languages => self.languages.first().map(|language| language.span),
            DisclosureFact::Acknowledgments => address(&self.acknowledgments),
            DisclosureFact::Policy => address(&self.policy),
            DisclosureFact::Bounty => self.bounty.as_ref().map(Text::span).or_else(|| address(&self.bounty_url)),
            DisclosureFact::Hiring => address(&self.hiring),
        };
        given.or_else(|| self.none.get(&fact).copied())
    }

    /// The state of a fact.
    pub(crate) fn state(&self, fact: DisclosureFact) -> FactState {
        state_of(self.given(fact).is_some(), &fact, &self.not_stated)
    }

    /// Every address that the policy names.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &Spanned<String>> {
        let single = [&self.policy, &self.acknowledgments, &self.bounty_url, &self.hiring];
        self.contacts.iter().chain(&self.encryption).chain(single.into_iter().flatten())
    }

    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let texts = self.summary.iter().chain(&self.in_scope).chain(&self.out_of_scope);
        Tells {
            called: Called::OfItsOwner("nav_disclosure"),
            aliases: Vec::new(),
            place: SortKey::by_name(record),
            also_listed: Vec::new(),
            texts: texts.chain(&self.safe_harbor).chain(&self.bounty).collect(),
            citations: self.sources.iter().collect(),
            references: Vec::new(),
            body: None,
            file: None,
        }
    }
}
