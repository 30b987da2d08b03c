//! What a page says: plain structs, the contract between the site and its themes.
//!
//! No template ever sees the site. The HTML page, its JSON twin and its Markdown twin are three encodings of one view,
//! so they cannot disagree. A view is bounded: it holds neighbors, never siblings without end; long lists are paged.

mod a_to_z;
mod body;
mod compare;
mod document;
mod fact;
mod faq;
mod frame;
mod framework;
mod home;
mod lists;
pub(crate) mod markdown;
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

use crate::page::Page;

pub(crate) use a_to_z::{Index, Name, is_named_alone, names};
pub(crate) use document::{dimension, document, synonyms};
pub(crate) use frame::{Frame, frame};
pub(crate) use scene::Scene;
pub(crate) use shell::{section, shell};

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

/// The view of a page; `None` when the page does not exist.
pub(crate) fn main(scene: &Scene<'_>, page: &Page) -> Option<Main> {
    Some(match page {
        Page::Home => Main::Home(home::home(scene)),
        Page::Topics => Main::Topics(faq::topics(scene)),
        Page::Topic(id, number) => Main::Topic(faq::topic(scene, id, *number)?),
        Page::Entry(id) => Main::Entry(Box::new(faq::entry(scene, id)?)),
        Page::Providers => Main::Providers(home::providers(scene)),
        Page::Provider(id) => Main::Provider(Box::new(provider::provider(scene, id)?)),
        Page::Report(id) => Main::Report(Box::new(report::report(scene, id)?)),
        Page::Frameworks => Main::Frameworks(framework::frameworks(scene)),
        Page::Framework(id) => Main::Framework(Box::new(framework::framework(scene, id)?)),
        Page::Edition(id) => Main::Edition(Box::new(framework::edition(scene, id)?)),
        Page::Comparisons => Main::Comparisons(compare::comparisons(scene)),
        Page::Compare(id) => Main::Compare(compare::compare(scene, id)?),
        Page::Scope => Main::Scope(scope::scope(scene)),
        Page::ScopeOfProvider(id) => Main::ScopeOfProvider(scope::scope_of_provider(scene, id)?),
        Page::Service(id) => Main::Service(Box::new(scope::service(scene, id)?)),
        Page::Timeline => Main::Timeline(timeline::timeline_page(scene)),
        Page::Documents => Main::Documents(lists::documents(scene)),
        Page::Subprocessors => Main::Subprocessors(lists::subprocessors(scene)),
        Page::Glossary => Main::Glossary(lists::glossary(scene)),
        Page::Updates(number) => Main::Updates(news::updates(scene, *number)),
        Page::Update(id) => Main::Update(Box::new(news::update(scene, id)?)),
        Page::Prose(id) => Main::Prose(news::prose(scene, id)?),
        Page::AToZ(number) => Main::AToZ(a_to_z::a_to_z(scene, *number)),
        Page::Search => Main::Search(search::search(scene)),
        Page::NotFound => Main::NotFound(NotFound {}),
    })
}
