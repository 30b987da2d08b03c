//! Fills the holes of a body: addresses as seen from the page, facts in the page's words.

use serde::{Serialize, Serializer};

use super::context::PageContext;
use super::fact;
use super::values::Inline;
use crate::catalog::Catalog;
use crate::model::Record;
use crate::model::body::{Body, BodyLink, FactQuote, Fill, Target, Unfilled};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::report::Report;
use crate::model::terms::{FactName, FactState, Word};
use crate::parse::html::escape;
use crate::parse::markdown_text::escaped;
use crate::path::Locale;

/// A body as a page shows it; as data it is its Markdown.
pub(super) struct Filled {
    pub(super) html: String,
    pub(super) markdown: String,
}

impl Serialize for Filled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.markdown)
    }
}

/// Fills the body of a record, whose words are in `language`.
pub(super) fn fill(context: &PageContext<'_>, record: &Record, body: &Body, language: &Locale) -> Filled {
    // The words of a quoted fact belong to the sentence around it, so they are in the language of the body.
    let context = &context.speaking(language);
    Filled {
        html: fill_in(&body.html(), |fill, out| match fill {
            Fill::Address(index) => out.push_str(&escape(&address(context, record, &body.links[*index]))),
            Fill::Quote(index) => quote(context, &body.quotes[*index], out),
            Fill::QuoteWords(index) => out.push_str(&escape(&quote_words(context, &body.quotes[*index]))),
            Fill::Label(key) => out.push_str(&escape(context.catalog.text(key))),
            Fill::Text(text) => out.push_str(&escape(text)),
        }),
        markdown: fill_in(&body.markdown(), |fill, out| match fill {
            Fill::Address(index) => out.push_str(&address(context, record, &body.links[*index])),
            Fill::Quote(index) | Fill::QuoteWords(index) => {
                out.push_str(&escaped(&quote_words(context, &body.quotes[*index])));
            }
            Fill::Label(key) => out.push_str(&escaped(context.catalog.text(key))),
            Fill::Text(text) => out.push_str(text),
        }),
    }
}

/// The words of a body alone: where links lead is not asked, so another record cannot change them but by a fact that the
/// body quotes.
pub(super) fn words(context: &PageContext<'_>, body: &Body, language: &Locale) -> String {
    let context = &context.speaking(language);
    fill_in(&body.words(), |fill, out| match fill {
        Fill::Quote(index) | Fill::QuoteWords(index) => out.push_str(&quote_words(context, &body.quotes[*index])),
        Fill::Label(key) => out.push_str(context.catalog.text(key)),
        Fill::Text(text) => out.push_str(text),
        Fill::Address(_) => {}
    })
}

fn fill_in(Unfilled { text, holes }: &Unfilled<'_>, fill: impl Fn(&Fill, &mut String)) -> String {
    let mut out = String::with_capacity(text.len() + holes.len() * 48);
    let mut at = 0;
    for hole in *holes {
        out.push_str(&text[at..hole.at.start]);
        fill(&hole.fill, &mut out);
        at = hole.at.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The way from the page to what a link names; `#` when it leads nowhere, which the check reports.
fn address(context: &PageContext<'_>, record: &Record, link: &BodyLink) -> String {
    match &link.target {
        Target::Record(key) => match context.site.record(key) {
            None => "#".to_owned(),
            Some(target) => {
                let base = context.href_of(key);
                match &link.anchor {
                    None => base,
                    Some(anchor) if PageContext::is_report(target) => {
                        let fact = FactName::ALL.iter().find(|(word, _)| word == anchor);
                        fact.map_or(base, |(_, fact)| with_fact(context, key, *fact))
                    }
                    Some(anchor) => {
                        let page = base.split('#').next().unwrap_or(&base);
                        format!("{page}#{}_{anchor}", key.id.name())
                    }
                }
            }
        },
        Target::Page(page) => with_anchor(context.href(page.address()), link),
        Target::File(path) => with_anchor(context.href_of_attachment(path), link),
        Target::Here => format!("#{}_{}", record.key.id.name(), link.anchor.as_deref().unwrap_or_default()),
        Target::Nowhere => "#".to_owned(),
    }
}

fn with_anchor(href: String, link: &BodyLink) -> String {
    match &link.anchor {
        Some(anchor) => format!("{href}#{anchor}"),
        None => href,
    }
}

/// The way to a fact on the page of its report; to the page alone where the report has nothing to do with the fact.
fn with_fact(context: &PageContext<'_>, key: &Key, fact: FactName) -> String {
    let href = context.href_of(key);
    let Some((record, report)) = context.site.report(&key.id) else { return href };
    let fact = context.site.assurance(report).own_name(fact);
    if context.site.shows(record, report, fact) { format!("{href}#{}", fact.word()) } else { href }
}

/// The words of a fact, linked to the place where the fact stands with its receipt.
fn quote(context: &PageContext<'_>, quote: &FactQuote, out: &mut String) {
    let key = Key::new(Kind::Report, quote.report.clone());
    let href = with_fact(context, &key, quote.fact);
    out.push_str("<a class=\"fact\" href=\"");
    out.push_str(&escape(&href));
    out.push_str("\">");
    out.push_str(&escape(&quote_words(context, quote)));
    out.push_str("</a>");
}

/// A fact as a phrase within a sentence.
fn quote_words(context: &PageContext<'_>, quote: &FactQuote) -> String {
    match context.site.report(&quote.report) {
        // The sentence says what the day is.
        Some((_, Report { as_of_date: Some(day), period: None, .. })) if quote.fact == FactName::Period => {
            context.date_text(day.value)
        }
        Some((record, report)) => {
            sentence(context.about(&quote.report).catalog, &fact::fact(context, record, report, quote.fact))
        }
        None => context.catalog.text("quote_not_recorded").to_owned(),
    }
}

/// The lead of a fact and its items, as one phrase.
fn sentence(catalog: &Catalog, fact: &super::values::Fact) -> String {
    match fact.state {
        FactState::Given => {}
        unknown => return catalog.word("quote", unknown.word()),
    }
    let words = |inlines: &[Inline]| inlines.iter().map(|inline| inline.text.as_str()).collect::<String>();
    let items: Vec<String> = fact.items.iter().map(|item| words(item)).collect();
    let lead = words(&fact.lead);
    match (lead.is_empty(), items.is_empty()) {
        (_, true) => lead,
        (true, false) => catalog.list(&items),
        (false, false) => format!("{lead}{}{}", catalog.text("lead_separator"), catalog.list(&items)),
    }
}
