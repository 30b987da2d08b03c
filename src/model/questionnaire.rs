//! Questionnaires of others, such as CAIQ and SIG, which answers name the ids of; their questions are not held here.

use super::Record;
use super::alike::folded;
use super::kinds::PageKind;
use super::pages::pages_at;
use super::source::Citation;
use super::tells::{Called, List, SortKey, Tells};
use super::text::Text;
use crate::path::Id;
use crate::source::Spanned;

/// A questionnaire: what it is, and which ids it has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Questionnaire {
    pub(crate) name: Text,
    /// What stands before an id in an answer: `CAIQ` in `CAIQ AAC-02`.
    pub(crate) prefix: String,
    pub(crate) version: Option<String>,
    pub(crate) publisher: Option<Text>,
    pub(crate) url: Option<Spanned<String>>,
    pub(crate) order: i64,
    /// The ids in the order of the questionnaire; none when nobody listed them.
    pub(crate) ids: Vec<Spanned<String>>,
    pub(crate) sources: Vec<Citation>,
}

/// The name of the file beside the page of a questionnaire that holds the answers as a table.
const ANSWERS: &str = "answers.csv";

impl Questionnaire {
    /// The prefix as it is compared.
    pub(crate) fn folded_prefix(&self) -> String {
        folded(&self.prefix)
    }

    /// Whether the id is one of those listed.
    pub(crate) fn lists(&self, id: &str) -> bool {
        self.ids.iter().any(|listed| listed.value == id)
    }

    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let place = SortKey::by_order(self.order, record);
        Tells {
            called: Called::Text(&self.name),
            aliases: Vec::new(),
            also_listed: vec![(List::Questionnaires(self.folded_prefix()), place.clone())],
            place,
            texts: std::iter::once(&self.name).chain(&self.publisher).collect(),
            citations: self.sources.iter().collect(),
            references: Vec::new(),
            body: None,
            file: None,
        }
    }
}

/// The folded prefix and the id in what an answer says of a questionnaire; an id has no spaces, a prefix may have some:
/// `SIG Lite A.1`.
pub(crate) fn prefix_and_id(written: &str) -> Option<(String, &str)> {
    let (prefix, id) = written.trim_end().rsplit_once(char::is_whitespace)?;
    let prefix = folded(prefix);
    (!prefix.is_empty()).then_some((prefix, id))
}

/// The address of the table of answers to a questionnaire, without the language.
pub(crate) fn address_of_answers(questionnaire: &Id) -> String {
    format!("{}{ANSWERS}", PageKind::Questionnaire.address_of(questionnaire))
}

/// The questionnaire whose answers lie at an address, whether or not there is such a one.
pub(crate) fn answers_at(address: &str) -> Option<Id> {
    let pages = pages_at(address.strip_suffix(ANSWERS)?);
    pages.into_iter().find(|page| page.kind == PageKind::Questionnaire)?.id
}
