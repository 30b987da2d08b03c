//! The home page, and the list of providers.

use serde::Serialize;

use super::body::{self, Filled};
use super::description;
use super::fragments::Fragments;
use super::news::UpdateCard;
use super::parts::{Link, More, Phrase, ProviderCard};
use super::scene::Scene;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::{Page, PageKind};

/// How many updates the home page shows.
const UPDATES: usize = 5;

/// What the site covers, whom it covers, and what changed lately.
#[derive(Serialize)]
pub(crate) struct Home {
    intro: Option<Filled>,
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
    id: String,
    href: String,
    title: Phrase,
    summary: Option<Phrase>,
}

/// Every provider with its reports.
#[derive(Serialize)]
pub(crate) struct Providers {
    providers: Vec<ProviderCard>,
}

impl Home {
    pub(super) fn description(&self, scene: &Scene<'_>, page: &Page) -> String {
        let config = scene.site.config;
        match (&config.description, &self.intro) {
            (Some(description), _) => description::sentence(&scene.phrase(description).text),
            (None, Some(_)) => description::of_prose(scene, page),
            (None, None) => description::of_name(scene, "description_home", &scene.phrase(&config.title).text),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([self.intro.as_ref()])
    }
}

impl Providers {
    pub(super) fn description(&self, scene: &Scene<'_>) -> String {
        let names = self.providers.iter().map(|provider| provider.name.text.as_str());
        description::of_names(scene, "description_providers", names)
    }
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
            id: record.key.to_string(),
            href: scene.href_of(&record.key),
            title: scene.title(record),
            summary: topic.summary.as_ref().map(|summary| scene.phrase(summary)),
        })
    });
    let (intro, intro_lang) = intro.map_or((None, None), |(filled, lang)| (Some(filled), lang));
    let updates = scene.site.list(&List::All(Kind::Update));
    let mut updates = updates.filter_map(|record| UpdateCard::of(scene, record));
    Home {
        intro,
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
