//! What a page says: plain structs, the contract between the site and its themes.
//!
//! No template ever sees the site. The HTML page, its JSON twin and its Markdown twin are three encodings of one view,
//! so they cannot disagree: the JSON is the view itself, the others are made from it by templates. What is typed stands
//! beside the words for readers, in a struct such as `Day`. A view is bounded: it holds neighbors, never siblings without end; long lists are paged.

mod a_to_z;
mod body;
mod cards;
mod compare;
mod description;
mod document;
mod fact;
mod faq;
mod fragments;
mod frame;
mod framework;
mod home;
mod lists;
mod news;
mod parts;
mod provider;
mod report;
mod scene;
mod scope;
mod search;
mod shell;
mod timeline;
mod words;

use serde::Serialize;

use crate::page::{Page, PageKind};

pub(crate) use a_to_z::{Index, Name, is_named_alone, names};
pub(crate) use document::{dimension, document, synonyms};
pub(crate) use fragments::Fragments;
pub(crate) use frame::{Frame, frame};
pub(crate) use scene::Scene;
pub(crate) use shell::shell;

/// The part of a page that is its own, by kind.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Main {
    Home(home::Home),
    Topics(faq::Topics),
    Topic(faq::Topic),
    Entry(Box<faq::Entry>),
    Providers(home::Providers),
    Provider(Box<provider::Provider>),
    Report(Box<report::Report>),
    Frameworks(framework::Frameworks),
    Framework(Box<framework::Framework>),
    Edition(Box<framework::Edition>),
    Comparisons(compare::Comparisons),
    Compare(compare::Compare),
    Scope(scope::Scope),
    ScopeOfProvider(scope::ScopeOfProvider),
    Service(Box<scope::Service>),
    Timeline(timeline::TimelinePage),
    Documents(lists::Documents),
    Subprocessors(lists::Subprocessors),
    Glossary(lists::Glossary),
    Updates(news::Updates),
    Update(Box<news::Update>),
    Prose(news::Prose),
    AToZ(a_to_z::AToZ),
    Search(search::Search),
    NotFound(NotFound),
}

/// The page for addresses that lead nowhere, which has nothing of its own to say.
#[derive(Serialize)]
pub(crate) struct NotFound {}

impl Main {
    /// What search engines show below the title of the page.
    pub(crate) fn description(&self, scene: &Scene<'_>, page: &Page) -> String {
        match self {
            Self::Home(home) => home.description(scene, page),
            Self::Topics(topics) => topics.description(scene),
            Self::Topic(topic) => topic.description(scene),
            Self::Entry(entry) => entry.description(scene, page),
            Self::Providers(providers) => providers.description(scene),
            Self::Provider(provider) => provider.description(scene),
            Self::Report(report) => report.description(scene),
            Self::Frameworks(frameworks) => frameworks.description(scene),
            Self::Framework(framework) => framework.description(scene),
            Self::Edition(edition) => edition.description(scene),
            Self::Comparisons(comparisons) => comparisons.description(scene),
            Self::Compare(compare) => compare.description(scene),
            Self::Scope(scope) => scope.description(scene),
            Self::ScopeOfProvider(scope) => scope.description(scene),
            Self::Service(service) => service.description(scene),
            Self::Timeline(timeline) => timeline.description(scene),
            Self::Documents(documents) => documents.description(scene),
            Self::Subprocessors(subprocessors) => subprocessors.description(scene),
            Self::Glossary(glossary) => glossary.description(scene),
            Self::Updates(updates) => updates.description(scene),
            Self::Update(_) | Self::Prose(_) => description::of_prose(scene, page),
            Self::AToZ(index) => index.description(scene),
            Self::Search(_) => search::Search::description(scene),
            Self::NotFound(_) => scene.catalog.text("not_found_text").to_owned(),
        }
    }

    /// The markup of the page, for its templates.
    pub(crate) fn fragments(&self) -> Fragments<'_> {
        match self {
            Self::Home(home) => home.fragments(),
            Self::Topic(topic) => topic.fragments(),
            Self::Entry(entry) => entry.fragments(),
            Self::Provider(provider) => provider.fragments(),
            Self::Timeline(timeline) => timeline.fragments(),
            Self::Glossary(glossary) => glossary.fragments(),
            Self::Update(update) => update.fragments(),
            Self::Prose(prose) => prose.fragments(),
            Self::Topics(_)
            | Self::Providers(_)
            | Self::Report(_)
            | Self::Frameworks(_)
            | Self::Framework(_)
            | Self::Edition(_)
            | Self::Comparisons(_)
            | Self::Compare(_)
            | Self::Scope(_)
            | Self::ScopeOfProvider(_)
            | Self::Service(_)
            | Self::Documents(_)
            | Self::Subprocessors(_)
            | Self::Updates(_)
            | Self::AToZ(_)
            | Self::Search(_)
            | Self::NotFound(_) => Fragments::default(),
        }
    }
}

/// The view of a page; `None` when the page does not exist.
pub(crate) fn main(scene: &Scene<'_>, page: &Page) -> Option<Main> {
    let id = page.id.as_ref();
    Some(match page.kind {
        PageKind::Home => Main::Home(home::home(scene)),
        PageKind::Topics => Main::Topics(faq::topics(scene)),
        PageKind::Topic => Main::Topic(faq::topic(scene, id?, page)?),
        PageKind::Entry => Main::Entry(Box::new(faq::entry(scene, id?)?)),
        PageKind::Providers => Main::Providers(home::providers(scene)),
        PageKind::Provider => Main::Provider(Box::new(provider::provider(scene, id?)?)),
        PageKind::Report => Main::Report(Box::new(report::report(scene, id?)?)),
        PageKind::Frameworks => Main::Frameworks(framework::frameworks(scene)),
        PageKind::Framework => Main::Framework(Box::new(framework::framework(scene, id?)?)),
        PageKind::Edition => Main::Edition(Box::new(framework::edition(scene, id?)?)),
        PageKind::Comparisons => Main::Comparisons(compare::comparisons(scene)),
        PageKind::Compare => Main::Compare(compare::compare(scene, id?)?),
        PageKind::Scope => Main::Scope(scope::scope(scene)),
        PageKind::ScopeOfProvider => Main::ScopeOfProvider(scope::scope_of_provider(scene, id?)?),
        PageKind::Service => Main::Service(Box::new(scope::service(scene, id?)?)),
        PageKind::Timeline => Main::Timeline(timeline::timeline_page(scene)),
        PageKind::Documents => Main::Documents(lists::documents(scene)),
        PageKind::Subprocessors => Main::Subprocessors(lists::subprocessors(scene)),
        PageKind::Glossary => Main::Glossary(lists::glossary(scene)),
        PageKind::Updates => Main::Updates(news::updates(scene, page)),
        PageKind::Update => Main::Update(Box::new(news::update(scene, id?)?)),
        PageKind::Prose => Main::Prose(news::prose(scene, id?)?),
        PageKind::AToZ => Main::AToZ(a_to_z::a_to_z(scene, page)),
        PageKind::Search => Main::Search(search::search(scene)),
        PageKind::NotFound => Main::NotFound(NotFound {}),
    })
}
