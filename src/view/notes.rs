//! The sources of a page's facts, numbered and told once: a fact has the numbers, the foot of the page the sources.

use serde::Serialize;

use super::values::{Day, Fact, Phrase, Receipt};

/// A source by the number that it has on the page.
#[derive(Serialize)]
pub(super) struct Source {
    number: usize,
    title: Phrase,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<Day>,
}

/// A source, with what it is cited for.
#[derive(Serialize)]
pub(super) struct SourceNote {
    #[serde(flatten)]
    pub(super) source: Source,
    quotes: Vec<Phrase>,
    facts: Vec<CitedFor>,
}

#[derive(Serialize)]
struct CitedFor {
    name: &'static str,
    label: String,
}

/// Numbers the receipts of some facts, and of the page as a whole behind them.
pub(super) fn number(facts: &mut [&mut Fact], of_page: &mut [Receipt]) -> Vec<SourceNote> {
    let mut notes: Vec<SourceNote> = Vec::new();
    for fact in facts.iter_mut() {
        let (name, label) = (fact.name, &fact.label);
        let noted = fact.notes.iter_mut().flat_map(|note| &mut note.receipts);
        for receipt in fact.receipts.iter_mut().chain(noted) {
            let note = note(&mut notes, receipt);
            if note.facts.last().is_none_or(|last| last.name != name) {
                note.facts.push(CitedFor { name, label: label.clone() });
            }
        }
    }
    for fact in facts {
        let mut numbers: Vec<usize> = fact.receipts.iter().filter_map(|receipt| receipt.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        fact.sources = numbers;
    }
    for receipt in of_page {
        note(&mut notes, receipt);
    }
    notes
}

/// The note on the source of a receipt, which gets its number.
fn note<'n>(notes: &'n mut Vec<SourceNote>, receipt: &mut Receipt) -> &'n mut SourceNote {
    let is_same = |note: &SourceNote| {
        let source = &note.source;
        source.title == receipt.title && source.href == receipt.href && source.retrieved == receipt.retrieved
    };
    let place = notes.iter().position(is_same).unwrap_or_else(|| {
        let source = Source {
            number: notes.len() + 1,
            title: receipt.title.clone(),
            href: receipt.href.clone(),
            retrieved: receipt.retrieved.clone(),
        };
        notes.push(SourceNote { source, quotes: Vec::new(), facts: Vec::new() });
        notes.len() - 1
    });
    let note = &mut notes[place];
    receipt.number = Some(note.source.number);
    note.quotes.extend(receipt.quote.iter().filter(|quote| !note.quotes.contains(quote)).cloned().collect::<Vec<_>>());
    note
}
