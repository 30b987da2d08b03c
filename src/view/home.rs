//! The home page, and the list of providers.

use serde::Serialize;

use super::body::{self, Filled};
use super::context::PageContext;
use super::description;
use super::feed::{self, FeedLink};
use super::fragments::Fragments;
use super::news::UpdateCard;
use super::values::{Link, More, Phrase, ProviderCard};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::{Page, PageKind};

/// How many updates the home page shows.
const UPDATES: usize = 5;

/// What the site covers, whom it covers, and what changed lately.
#[derive(Serialize)]
pub(crate) struct HomePage {
    intro: Option<Filled>,
    intro_lang: Option<String>,
    providers: Vec<ProviderCard>,
    topics: Vec<TopicCard>,
    frameworks: Vec<Link>,
    updates: Vec<UpdateCard>,
    updates_more: Option<More>,
    feeds: Vec<FeedLink>,
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
pub(crate) struct ProvidersPage {
    providers: Vec<ProviderCard>,
}

impl HomePage {
    pub(super) fn description(&self, context: &PageContext<'_>, page: &Page) -> String {
        let config = context.site.config;
        match (&config.description, &self.intro) {
            (Some(description), _) => description::sentence(&context.phrase(description).text),
            (None, Some(_)) => description::of_prose(context, page),
            (None, None) => description::of_name(context, "description_home", &context.phrase(&config.title).text),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        Fragments::of_bodies([self.intro.as_ref()])
    }
}

impl ProvidersPage {
    pub(super) fn description(&self, context: &PageContext<'_>) -> String {
        let names = self.providers.iter().map(|provider| provider.name.text.as_str());
        description::of_names(context, "description_providers", names)
    }
}

pub(super) fn home(context: &PageContext<'_>) -> HomePage {
    let record = context.site.record(&Key::only(Kind::Home));
    let intro = record.and_then(|record| {
        let (words, language) = context.site.words(record, context.locale);
        let body = words.body()?;
        let filled = body::fill(context, words, body, language);
        Some((filled, context.words_in("", language).lang))
    });
    let topics = context.site.list(&List::All(Kind::Topic)).filter_map(|record| {
        let topic = record.as_topic()?;
        Some(TopicCard {
            id: record.key.to_string(),
            href: context.href_of(&record.key),
            title: context.title(record),
            summary: topic.summary.as_ref().map(|summary| context.phrase(summary)),
        })
    });
    let (intro, intro_lang) = intro.map_or((None, None), |(filled, lang)| (Some(filled), lang));
    let updates = context.site.list(&List::All(Kind::Update));
    let mut updates = updates.filter_map(|record| UpdateCard::of(context, record));
    HomePage {
        intro,
        intro_lang,
        providers: providers(context).providers,
        topics: topics.collect(),
        frameworks: context.site.list(&List::All(Kind::Framework)).map(|record| context.link(record)).collect(),
        updates: updates.by_ref().take(UPDATES).collect(),
        updates_more: context.more(updates.count(), PageKind::Updates.address()),
        feeds: feed::links(context),
    }
}

pub(super) fn providers(context: &PageContext<'_>) -> ProvidersPage {
    ProvidersPage {
        providers: context.site.list(&List::All(Kind::Provider)).map(|record| context.provider_card(record)).collect(),
    }
}
