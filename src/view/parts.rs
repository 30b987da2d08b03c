//! The pieces that many views are made of.

use serde::{Serialize, Serializer};

use crate::model::terms::FactState;

/// Text, and its language when that differs from the page's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    pub(crate) lang: Option<String>,
}

/// Text that leads somewhere, or would if its address were known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Link {
    pub(crate) text: Phrase,
    pub(crate) href: Option<String>,
}

/// A stretch of text within a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Inline {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    pub(crate) lang: Option<String>,
}

impl Inline {
    /// Plain words in the page's language.
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None, lang: None }
    }

    pub(super) fn phrase(phrase: Phrase) -> Self {
        Self { text: phrase.text, href: None, lang: phrase.lang }
    }

    pub(super) fn link(link: Link) -> Self {
        Self { text: link.text.text, href: link.href, lang: link.text.lang }
    }
}

/// Where a report stands on the page's date, and what the reader's browser needs to find where it stands today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Status {
    pub(crate) state: &'static str,
    pub(crate) label: String,
    /// `2025-01-01:upcoming 2025-06-30:current`: each state from its day on.
    pub(crate) steps: String,
}

/// One of the facts that readers look for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Fact {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) state: FactState,
    pub(crate) lead: Vec<Inline>,
    pub(crate) items: Vec<Vec<Inline>>,
    /// The value for machines: ids, words and dates.
    pub(crate) data: Vec<String>,
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) notes: Vec<Note>,
}

/// What the provider also says, although it cannot be true together with the fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Note {
    #[serde(flatten)]
    pub(crate) text: Phrase,
    pub(crate) receipts: Vec<Receipt>,
}

impl Serialize for FactState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// A fact as lists show it: in one line, without what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FactLine {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) state: FactState,
    /// What is given, else the words for the state.
    pub(crate) text: String,
    /// The value for machines: ids, words and dates.
    pub(crate) data: Vec<String>,
}

/// What a list leaves out, and the page where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct More {
    pub(crate) count: usize,
    pub(crate) text: String,
    pub(crate) href: String,
}

/// Links to the first of some records, and what is left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Listed {
    pub(crate) items: Vec<Link>,
    pub(crate) more: Option<More>,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Receipt {
    pub(crate) title: Phrase,
    pub(crate) href: Option<String>,
    pub(crate) retrieved: Option<String>,
    pub(crate) quote: Option<Phrase>,
}

/// A report on a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ReportCard {
    pub(crate) href: String,
    pub(crate) title: Phrase,
    pub(crate) framework: Option<Link>,
    pub(crate) provider: Link,
    pub(crate) status: Status,
    /// Whether the provider has the report, rather than awaits it or had it.
    pub(crate) held: bool,
    /// The fact that says for which days one can rely on the report.
    pub(crate) dates: FactLine,
    pub(crate) criteria: FactLine,
    pub(crate) initials: String,
}

/// A provider with its reports, on a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ProviderCard {
    pub(crate) href: String,
    pub(crate) name: Phrase,
    pub(crate) initials: String,
    pub(crate) summary: Option<Phrase>,
    pub(crate) reports: Vec<ReportCard>,
}

/// A document on a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct DocumentRow {
    pub(crate) id: String,
    pub(crate) title: Phrase,
    pub(crate) kind_label: String,
    pub(crate) version: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) date_text: Option<String>,
    pub(crate) access: &'static str,
    pub(crate) access_label: String,
    pub(crate) href: Option<String>,
    pub(crate) request: Option<String>,
    pub(crate) sha256: Option<String>,
    pub(crate) size: Option<String>,
}

/// The way through the parts of a long list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Pager {
    pub(crate) number: usize,
    pub(crate) total: usize,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
    pub(crate) pages: Vec<PagerPage>,
}

/// One part of a long list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct PagerPage {
    pub(crate) number: usize,
    pub(crate) href: String,
    pub(crate) current: bool,
}
