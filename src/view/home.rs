//! The home page, which is that of the site's own company too, and the list of providers.

use serde::Serialize;

use super::body::{self, Filled};
use super::context::PageContext;

use super::description;
use super::feed_link::{self, FeedLink};
use super::fragments::Fragments;
use super::holdings::{Drawn, Holdings};
use super::linked::{Organization, Standing, Thing};
use super::news::UpdateCard;
use super::provider::{self, ProviderPage};
use super::sections::{SectionLine, sections};
use super::strip::Axis;
use super::values::{Link, More, Phrase, ProviderCard};
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::page::{Page, PageKind};
use crate::path::Id;

/// How many updates the home page shows.
const UPDATES: usize = 5;

/// What the site covers, whom it covers, and what changed lately.
#[derive(Serialize)]
pub(crate) struct HomePage {
    /// The sentence that the site begins with.
    hero: Option<Phrase>,
    intro: Option<Filled>,
    intro_lang: Option<String>,
    providers: Vec<HomeProvider>,
    /// What the site's own company says of itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<Box<ProviderPage>>,
    /// What the other pages of the company answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<SectionLine>,
    topics: Vec<TopicCard>,
    frameworks: Vec<Link>,
    updates: Vec<UpdateCard>,
    updates_more: Option<More>,
    feeds: Vec<FeedLink>,
    #[serde(skip)]
    axis: Option<String>,
}

/// A provider with what it holds.
#[derive(Serialize)]
struct HomeProvider {
    id: String,
    href: String,
    name: Phrase,
    initials: String,
    summary: Option<Phrase>,
    holdings: Holdings,
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
            (None, None) if self.company.as_ref().is_some_and(|company| company.has_summary()) => {
                self.company.as_ref().map(|company| company.description(context)).unwrap_or_default()
            }
            (None, None) => description::of_name(context, "description_home", &context.phrase(&config.title).text),
        }
    }

    pub(super) fn fragments(&self) -> Fragments<'_> {
        let company = self.company.iter().flat_map(|company| company.strips());
        let strips = self.providers.iter().flat_map(|provider| provider.holdings.strips()).chain(company);
        Fragments::of_bodies([self.intro.as_ref()]).with_strips(self.axis.as_ref(), strips)
    }

    /// The site, and the company that it is about when there is one only.
    pub(super) fn things(&self, standing: &Standing<'_>) -> Vec<Thing> {
        let site = Thing::WebSite {
            name: standing.site_name(),
            url: standing.url.to_owned(),
            description: standing.description.to_owned(),
        };
        let provider = |provider: &HomeProvider| {
            let description = provider.summary.as_ref().map(|summary| summary.text.clone());
            let name = provider.name.text.clone();
            vec![Thing::Organization(Organization { name, description, ..Organization::default() })]
        };
        let company = self.company.as_ref().map(|company| company.things());
        let only = self.providers.first().filter(|_| self.providers.len() == 1);
        let of_whom = company.or_else(|| only.map(provider)).unwrap_or_default();
        std::iter::once(site).chain(of_whom).collect()
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
    let company = provider::provider(context, &Id::company()).map(Box::new);
    let (providers, axis) = covered(context, company.as_ref().and_then(|company| company.axis()));
    HomePage {
        hero: context.site.config.hero.as_ref().map(|hero| context.phrase(hero)),
        intro,
        intro_lang,
        providers,
        axis,
        sections: if company.is_some() { sections(context) } else { Vec::new() },
        company,
        topics: topics.collect(),
        frameworks: context.site.list(&List::All(Kind::Framework)).map(|record| context.link(record)).collect(),
        updates: updates.by_ref().take(UPDATES).collect(),
        updates_more: context.more(updates.count(), PageKind::Updates.address()),
        feeds: feed_link::links(context),
    }
}

/// The providers with what they hold, all on one axis, which is that of the company where it has one.
fn covered(context: &PageContext<'_>, axis: Option<Axis>) -> (Vec<HomeProvider>, Option<String>) {
    let providers = context.site.others().map(|record| {
        let reports = context.site.reports(&List::Of(Kind::Report, record.key.id.clone()));
        (record, Drawn::of(context, reports))
    });
    let providers: Vec<_> = providers.collect();
    let strips = providers.iter().flat_map(|(_, drawn)| drawn.strips(context));
    let axis = axis.or_else(|| Axis::over(strips, context.site.as_of.date()));
    let rows = providers.into_iter().map(|(record, drawn)| HomeProvider {
        id: record.key.to_string(),
        href: context.href_of(&record.key),
        name: context.title(record),
        initials: context.initials(record),
        summary: record.as_provider().and_then(|provider| provider.summary.as_ref()).map(|text| context.phrase(text)),
        holdings: Holdings::of(context, &drawn, axis),
    });
    (rows.collect(), axis.map(|axis| axis.ruler(context.catalog.text("today"))))
}

pub(super) fn providers(context: &PageContext<'_>) -> ProvidersPage {
    ProvidersPage { providers: context.site.others().map(|record| context.provider_card(record)).collect() }
}
