//! The pieces that many views are made of.

use serde::{Serialize, Serializer};

use crate::model::terms::FactState;

/// A day, for programs and for readers; one that lacks its day or month is as exact as it is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Day {
    pub(crate) date: String,
    pub(crate) text: String,
}

/// The days from the first to the last, for programs and for readers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Days {
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) text: String,
}

/// A word of a vocabulary, for programs and for readers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Label {
    pub(crate) value: &'static str,
    pub(crate) text: String,
}

/// A length in bytes, for programs and for readers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Size {
    pub(crate) bytes: u64,
    pub(crate) text: String,
}

impl Size {
    /// The words count in powers of 1000, as what shows a reader the file does, and round up.
    pub(super) fn of(bytes: u64) -> Self {
        let text = match bytes {
            0..1000 => format!("{bytes} B"),
            1000..=999_000 => format!("{} kB", bytes.div_ceil(1000)),
            _ => {
                let tenths = bytes.div_ceil(100_000);
                format!("{}.{} MB", tenths / 10, tenths % 10)
            }
        };
        Self { bytes, text }
    }
}

/// Text, and its language when that differs from the page's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lang: Option<String>,
}

/// Text that leads somewhere, or would if its address were known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Link {
    pub(crate) text: Phrase,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) href: Option<String>,
}

/// A stretch of text within a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Inline {
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
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
    pub(crate) steps: Vec<StatusStep>,
}

/// A state of a report from a day on; the first has no day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct StatusStep {
    pub(crate) from: Option<String>,
    pub(crate) state: &'static str,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) count: Option<Amount>,
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) notes: Vec<Note>,
    /// The numbers of the sources of the receipts, where the page numbers them.
    pub(crate) sources: Vec<usize>,
    /// What the framework offers, for the criteria of a report.
    pub(crate) possible: Vec<PossibleCriterion>,
    /// The words for a state in which there is no value, where the page speaks in another voice than the fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) absent: Option<String>,
}

impl Fact {
    /// A fact without sources of its own.
    pub(super) fn of(name: &'static str, label: String, state: FactState, value: Value) -> Self {
        Self {
            name,
            label,
            state,
            lead: value.lead,
            items: value.items,
            data: value.data,
            count: value.count,
            receipts: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            possible: Vec::new(),
            absent: None,
        }
    }
}

/// A category of criteria, and whether a report covers it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct PossibleCriterion {
    pub(crate) criterion: Label,
    /// Unknown when the criteria of the report are, and where a report that is only planned is to cover it.
    pub(crate) covered: Option<bool>,
    /// Whether a report that is only planned is to cover it.
    pub(crate) planned: bool,
}

/// What a given fact says: a sentence, a list, and the value for machines.
#[derive(Default)]
pub(super) struct Value {
    pub(super) lead: Vec<Inline>,
    pub(super) items: Vec<Vec<Inline>>,
    pub(super) data: Vec<String>,
    pub(super) count: Option<Amount>,
}

impl Value {
    pub(super) fn words(text: String, data: impl Into<String>) -> Self {
        Self { lead: vec![Inline::words(text)], data: vec![data.into()], ..Self::default() }
    }
}

/// How many of something a fact tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Amount {
    pub(crate) number: u64,
    pub(crate) relation: Relation,
}

impl Amount {
    pub(super) fn exactly(number: u64) -> Self {
        Self { number, relation: Relation::Exactly }
    }
}

/// How a number relates to how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Relation {
    Exactly,
    AtLeast,
    MoreThan,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) count: Option<Amount>,
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
    /// The number of the source among those of the page, where the page numbers them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<usize>,
    pub(crate) title: Phrase,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retrieved: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quote: Option<Phrase>,
}

/// A report on a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ReportCard {
    pub(crate) id: String,
    /// Set for a report of the site's own company, which need not be named before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) own: Option<bool>,
    pub(crate) href: String,
    pub(crate) title: Phrase,
    pub(crate) framework: Option<Link>,
    pub(crate) provider: Link,
    pub(crate) status: Status,
    /// Whether the provider has the report, rather than awaits it or had it.
    pub(crate) held: bool,
    /// The fact that says for which days one can rely on the report; none for what has no dates.
    pub(crate) dates: Option<FactLine>,
    pub(crate) assurance: Label,
    pub(crate) criteria: FactLine,
    pub(crate) initials: String,
}

/// A provider with its reports, on a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ProviderCard {
    pub(crate) id: String,
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
    pub(crate) description: Option<Phrase>,
    pub(crate) kind: Label,
    pub(crate) category: Option<Phrase>,
    pub(crate) version: Option<String>,
    pub(crate) date: Option<Day>,
    pub(crate) access: Label,
    /// The one thing to do for whoever wants it: `download`, `open`, `request`, or `ask` somebody without an address.
    pub(crate) way: &'static str,
    /// The file on this site.
    pub(crate) href: Option<String>,
    /// Where it is published, when that is elsewhere.
    pub(crate) url: Option<String>,
    /// Where one asks for it.
    pub(crate) request: Option<String>,
    /// Who is asked, when the document names no address of its own.
    pub(crate) whom: Option<Phrase>,
    /// What kind of file it is, by the ending of its name: `PDF`.
    pub(crate) format: Option<String>,
    pub(crate) sha256: Option<String>,
    pub(crate) size: Option<Size>,
    pub(crate) verification: Option<Verification>,
    pub(crate) receipts: Vec<Receipt>,
}

/// How a reader makes sure of having the file that is meant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Verification {
    pub(crate) file_name: String,
    /// What prints the digest on macOS and Linux, and in PowerShell.
    pub(crate) commands: Vec<String>,
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
