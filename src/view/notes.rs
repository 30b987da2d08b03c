//! The sources of a page's facts, numbered and told once: a fact has the numbers, the foot of the page the sources.

use serde::Serialize;

use super::values::{Day, Fact, Phrase, Receipt};

/// A source, with what it is cited for.
#[derive(Serialize)]
pub(super) struct SourceNote {
    number: usize,
    title: Phrase,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<Day>,
    quotes: Vec<Phrase>,
    facts: Vec<CitedFor>,
}

#[derive(Serialize)]
struct CitedFor {
    name: &'static str,
    label: String,
}

/// Numbers the receipts of some facts, and of the page as a whole behind them.
pub(super) fn number(facts: &mut [Fact], of_page: &mut [Receipt]) -> Vec<SourceNote> {
    let mut notes: Vec<SourceNote> = Vec::new();
    for fact in &mut *facts {
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
        note.title == receipt.title && note.href == receipt.href && note.retrieved == receipt.retrieved
    };
    let place = notes.iter().position(is_same).unwrap_or_else(|| {
        notes.push(SourceNote {
            number: notes.len() + 1,
            title: receipt.title.clone(),
            href: receipt.href.clone(),
            retrieved: receipt.retrieved.clone(),
            quotes: Vec::new(),
            facts: Vec::new(),
        });
        notes.len() - 1
    });
    let note = &mut notes[place];
    receipt.number = Some(note.number);
    note.quotes.extend(receipt.quote.iter().filter(|quote| !note.quotes.contains(quote)).cloned().collect::<Vec<_>>());
    note
}
