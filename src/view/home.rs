//! The home page, and the list of providers.

use serde::Serialize;

use super::body;
use super::news::UpdateCard;
use super::parts::{Link, More, Phrase, ProviderCard};
use super::scene::Scene;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::PageKind;

/// How many updates the home page shows.
const UPDATES: usize = 5;

/// What the site covers, whom it covers, and what changed lately.
#[derive(Serialize)]
pub(crate) struct Home {
    intro_html: Option<String>,
    intro_markdown: Option<String>,
    intro_lang: Option<String>,
    providers: Vec<ProviderCard>,
    topics: Vec<TopicCard>,
    frameworks: Vec<Link>,
    updates: Vec<UpdateCard>,
    updates_more: Option<More>,
}

/// A topic on a list.
#[derive(Serialize)]
struct TopicCard {
    href: String,
    title: Phrase,
    summary: Option<Phrase>,
}

/// Every provider with its reports.
#[derive(Serialize)]
pub(crate) struct Providers {
    providers: Vec<ProviderCard>,
}

pub(super) fn home(scene: &Scene<'_>) -> Home {
    let record = scene.site.record(&Key::only(Kind::Home));
    let intro = record.and_then(|record| {
        let (words, language) = scene.site.words(record, scene.locale);
        let body = words.body()?;
        let filled = body::fill(scene, words, body, language);
        Some((filled, scene.words_in("", language).lang))
    });
    let topics = scene.site.list(&List::All(Kind::Topic)).filter_map(|record| {
        let topic = record.as_topic()?;
        Some(TopicCard {
            href: scene.href_of(&record.key),
            title: scene.title(record),
            summary: topic.summary.as_ref().map(|summary| scene.phrase(summary)),
        })
    });
    let (intro, intro_lang) = intro.map_or((None, None), |(filled, lang)| (Some(filled), lang));
    let (intro_html, intro_markdown) = intro.map_or((None, None), |filled| (Some(filled.html), Some(filled.markdown)));
    let updates = scene.site.list(&List::All(Kind::Update));
    let mut updates = updates.filter_map(|record| UpdateCard::of(scene, record));
    Home {
        intro_html,
        intro_markdown,
        intro_lang,
        providers: providers(scene).providers,
        topics: topics.collect(),
        frameworks: scene.site.list(&List::All(Kind::Framework)).map(|record| scene.link(record)).collect(),
        updates: updates.by_ref().take(UPDATES).collect(),
        updates_more: scene.more(updates.count(), PageKind::Updates.address()),
    }
}

pub(super) fn providers(scene: &Scene<'_>) -> Providers {
    Providers {
        providers: scene.site.list(&List::All(Kind::Provider)).map(|record| scene.provider_card(record)).collect(),
    }
}
