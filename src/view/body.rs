//! Fills the holes of a body: addresses as seen from the page, facts in the page's words.

use serde::{Serialize, Serializer};

use super::fact;
use super::parts::Inline;
use super::scene::Scene;
use crate::catalog::Catalog;
use crate::model::Record;
use crate::model::body::{Body, BodyLink, FactQuote, Fill, Target, Unfilled};
use crate::model::kinds::Kind;
use crate::model::terms::FactState;
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
pub(super) fn fill(scene: &Scene<'_>, record: &Record, body: &Body, language: &Locale) -> Filled {
    // The words of a quoted fact belong to the sentence around it, so they are in the language of the body.
    let scene = &scene.speaking(language);
    Filled {
        html: fill_in(&body.html(), |fill, out| match fill {
            Fill::Address(index) => out.push_str(&escape(&address(scene, record, &body.links[*index]))),
            Fill::Quote(index) => quote(scene, &body.quotes[*index], out),
            Fill::QuoteWords(index) => out.push_str(&escape(&quote_words(scene, &body.quotes[*index]))),
            Fill::Label(key) => out.push_str(&escape(scene.catalog.text(key))),
            Fill::Text(text) => out.push_str(&escape(text)),
        }),
        markdown: fill_in(&body.markdown(), |fill, out| match fill {
            Fill::Address(index) => out.push_str(&address(scene, record, &body.links[*index])),
            Fill::Quote(index) | Fill::QuoteWords(index) => {
                out.push_str(&escaped(&quote_words(scene, &body.quotes[*index])));
            }
            Fill::Label(key) => out.push_str(&escaped(scene.catalog.text(key))),
            Fill::Text(text) => out.push_str(text),
        }),
    }
}

/// The words of a body alone: where links lead is not asked, so another record cannot change them but by a fact that the
/// body quotes.
pub(super) fn words(scene: &Scene<'_>, body: &Body, language: &Locale) -> String {
    let scene = &scene.speaking(language);
    fill_in(&body.words(), |fill, out| match fill {
        Fill::Quote(index) | Fill::QuoteWords(index) => out.push_str(&quote_words(scene, &body.quotes[*index])),
        Fill::Label(key) => out.push_str(scene.catalog.text(key)),
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
fn address(scene: &Scene<'_>, record: &Record, link: &BodyLink) -> String {
    match &link.target {
        Target::Record(key) => match scene.site.record(key) {
            None => "#".to_owned(),
            Some(target) => {
                let base = scene.href_of(key);
                match &link.anchor {
                    None => base,
                    Some(anchor) if Scene::is_report(target) => format!("{base}#{anchor}"),
                    Some(anchor) => {
                        let page = base.split('#').next().unwrap_or(&base);
                        format!("{page}#{}_{anchor}", key.id.name())
                    }
                }
            }
        },
        Target::File(path) => {
            let href = scene.href_of_attachment(path);
            link.anchor.as_ref().map_or(href.clone(), |anchor| format!("{href}#{anchor}"))
        }
        Target::Here => format!("#{}_{}", record.key.id.name(), link.anchor.as_deref().unwrap_or_default()),
        Target::Nowhere => "#".to_owned(),
    }
}

/// The words of a fact, linked to the place where the fact stands with its receipt.
fn quote(scene: &Scene<'_>, quote: &FactQuote, out: &mut String) {
    let key = crate::model::key::Key::new(Kind::Report, quote.report.clone());
    let href = format!("{}#{}", scene.href_of(&key), quote.fact.word());
    out.push_str("<a class=\"fact\" href=\"");
    out.push_str(&escape(&href));
    out.push_str("\">");
    out.push_str(&escape(&quote_words(scene, quote)));
    out.push_str("</a>");
}

/// A fact as a phrase within a sentence.
fn quote_words(scene: &Scene<'_>, quote: &FactQuote) -> String {
    match scene.site.report(&quote.report) {
        Some((record, report)) => sentence(scene.catalog, &fact::fact(scene, record, report, quote.fact)),
        None => scene.catalog.text("quote_not_recorded").to_owned(),
    }
}

/// The lead of a fact and its items, as one phrase.
fn sentence(catalog: &Catalog, fact: &super::parts::Fact) -> String {
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
