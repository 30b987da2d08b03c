//! What a page says: plain structs, the contract between the site and its themes.
//!
//! No template ever sees the site. The HTML page, its JSON twin and its Markdown twin are three encodings of one view,
//! so they cannot disagree: the JSON is the view itself, the others are made from it by templates. What is typed stands
//! beside the words for readers, in a struct such as `Day`. A view is bounded: it holds neighbors, never siblings without end; long lists are paged.

mod a_to_z;
mod advisory;
mod ai;
mod answer_ids;
mod ask;
mod body;
mod cards;
mod compare;
mod comparison;
mod context;
mod control_evidence;
mod control_group;
mod controls;
mod country;
mod crosswalk;
mod csaf;
mod data;
mod description;
mod disclosure;
mod documents;
mod edition;
mod examination;
mod extent;
mod fact;
mod fact_line;
mod faq;
mod feed;
mod feed_link;
mod figures;
mod filter;
mod found;
mod found_security;
mod fragments;
mod frame;
mod framework;
mod glossary;
mod grouping;
mod holdings;
mod home;
mod lead;
mod linked;
mod list_document;
mod locations;
mod marks;
mod matrix;
mod navigation;
mod news;
mod notes;
mod product;
mod provider;
mod questionnaire;
mod report;
mod scope;
mod search;
mod search_document;
mod sections;
mod security_txt;
mod service;
mod sheet;
mod standing;
mod statement;
mod strip;
mod subprocessors;
mod surroundings;
mod timeline;
mod values;
mod verdict;
mod verification;
mod voice;
mod weakness;
mod whereabouts;
mod words;

use serde::Serialize;

use crate::page::{Page, PageKind};
use linked::{Standing, Thing};

pub(crate) use a_to_z::{Index, Name, is_named_alone, names};
pub(crate) use advisory::{AdvisoryPage, AffectedRow, CreditRow, Rating, VulnerabilityRow};
pub(crate) use context::PageContext;
pub(crate) use csaf::{PlacedAdvisory, Publisher, placed_advisories, placed_advisory, publisher};
pub(crate) use feed::{Entry as FeedEntry, FeedView, feed};
pub(crate) use fragments::Fragments;
pub(crate) use frame::{Frame, frame};
pub(crate) use linked::linked;
pub(crate) use list_document::{list_document, lists};
pub(crate) use navigation::{Here, here};
pub(crate) use questionnaire::table_of_answers;
pub(crate) use search_document::{dimension, search_document, synonyms};
pub(crate) use security_txt::security_txt;
pub(crate) use surroundings::surroundings;

/// The part of a page that is its own, by kind.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Main {
    Home(home::HomePage),
    Topics(faq::TopicsPage),
    Topic(faq::TopicPage),
    Entry(Box<faq::EntryPage>),
    Providers(home::ProvidersPage),
    Provider(Box<provider::ProviderPage>),
    Report(Box<report::ReportPage>),
    Sheet(Box<sheet::SheetPage>),
    Controls(controls::ControlsPage),
    ControlGroup(Box<control_group::ControlGroupPage>),
    Frameworks(framework::FrameworksPage),
    Framework(Box<framework::FrameworkPage>),
    Edition(Box<edition::EditionPage>),
    Crosswalk(crosswalk::CrosswalkPage),
    Questionnaires(questionnaire::QuestionnairesPage),
    Questionnaire(Box<questionnaire::QuestionnairePage>),
    Comparisons(compare::ComparisonsPage),
    Compare(compare::ComparePage),
    Scope(scope::ScopePage),
    ScopeOfProvider(scope::ScopeOfProviderPage),
    Service(Box<service::ServicePage>),
    Timeline(timeline::TimelinePage),
    Documents(documents::DocumentsPage),
    Subprocessors(subprocessors::SubprocessorsPage),
    Data(data::DataPage),
    Ai(ai::AiPage),
    Disclosures(disclosure::DisclosuresPage),
    Disclosure(Box<disclosure::DisclosurePage>),
    Advisories(advisory::AdvisoriesPage),
    Advisory(Box<advisory::AdvisoryPage>),
    Glossary(glossary::GlossaryPage),
    Updates(news::UpdatesPage),
    Update(Box<news::UpdatePage>),
    Prose(news::ProsePage),
    AToZ(a_to_z::AToZPage),
    Search(search::SearchPage),
    NotFound(NotFoundPage),
}

/// The page for addresses that lead nowhere, which has nothing of its own to say.
#[derive(Serialize)]
pub(crate) struct NotFoundPage {}

impl Main {
    /// What search engines show below the title of the page.
    pub(crate) fn description(&self, context: &PageContext<'_>, page: &Page) -> String {
        match self {
            Self::Home(home) => home.description(context, page),
            Self::Topics(topics) => topics.description(context),
            Self::Topic(topic) => topic.description(context),
            Self::Entry(entry) => entry.description(context),
            Self::Providers(providers) => providers.description(context),
            Self::Provider(provider) => provider.description(context),
            Self::Report(report) => report.description(context),
            Self::Sheet(sheet) => sheet.description(context),
            Self::Controls(controls) => controls.description(context),
            Self::ControlGroup(group) => group.description(context),
            Self::Frameworks(frameworks) => frameworks.description(context),
            Self::Framework(framework) => framework.description(context),
            Self::Edition(edition) => edition.description(context),
            Self::Crosswalk(crosswalk) => crosswalk.description(context),
            Self::Questionnaires(questionnaires) => questionnaires.description(context),
            Self::Questionnaire(questionnaire) => questionnaire.description(context),
            Self::Comparisons(comparisons) => comparisons.description(context),
            Self::Compare(compare) => compare.description(context),
            Self::Scope(scope) => scope.description(context),
            Self::ScopeOfProvider(scope) => scope.description(context),
            Self::Service(service) => service.description(context),
            Self::Timeline(timeline) => timeline.description(),
            Self::Documents(documents) => documents.description(context),
            Self::Subprocessors(subprocessors) => subprocessors.description(context),
            Self::Data(data) => data.description(context),
            Self::Ai(ai) => ai.description(context),
            Self::Disclosures(disclosures) => disclosures.description(context),
            Self::Disclosure(disclosure) => disclosure.description(context),
            Self::Advisories(advisories) => advisories.description(context),
            Self::Advisory(advisory) => advisory.description(context),
            Self::Glossary(glossary) => glossary.description(context),
            Self::Updates(updates) => updates.description(context),
            Self::Update(_) | Self::Prose(_) => description::of_prose(context, page),
            Self::AToZ(index) => index.description(context),
            Self::Search(_) => search::SearchPage::description(context),
            Self::NotFound(_) => context.catalog.text("not_found_text").to_owned(),
        }
    }

    /// The things that the page speaks of, for search engines.
    fn things(&self, standing: &Standing<'_>) -> Vec<Thing> {
        match self {
            Self::Home(home) => home.things(standing),
            Self::Entry(entry) => entry.things(standing),
            Self::Provider(provider) => provider.things(),
            Self::Report(report) => report.things(standing),
            Self::Documents(documents) => documents.things(standing),
            Self::Topics(_)
            | Self::Topic(_)
            | Self::Providers(_)
            | Self::Sheet(_)
            | Self::Controls(_)
            | Self::ControlGroup(_)
            | Self::Frameworks(_)
            | Self::Framework(_)
            | Self::Edition(_)
            | Self::Crosswalk(_)
            | Self::Questionnaires(_)
            | Self::Questionnaire(_)
            | Self::Comparisons(_)
            | Self::Compare(_)
            | Self::Scope(_)
            | Self::ScopeOfProvider(_)
            | Self::Service(_)
            | Self::Timeline(_)
            | Self::Subprocessors(_)
            | Self::Data(_)
            | Self::Ai(_)
            | Self::Disclosures(_)
            | Self::Disclosure(_)
            | Self::Advisories(_)
            | Self::Advisory(_)
            | Self::Glossary(_)
            | Self::Updates(_)
            | Self::Update(_)
            | Self::Prose(_)
            | Self::AToZ(_)
            | Self::Search(_)
            | Self::NotFound(_) => Vec::new(),
        }
    }

    /// The markup of the page, for its templates.
    pub(crate) fn fragments(&self) -> Fragments<'_> {
        match self {
            Self::Home(home) => home.fragments(),
            Self::Topic(topic) => topic.fragments(),
            Self::Entry(entry) => entry.fragments(),
            Self::Provider(provider) => provider.fragments(),
            Self::Report(report) => report.fragments(),
            Self::Sheet(sheet) => sheet.fragments(),
            Self::Timeline(timeline) => timeline.fragments(),
            Self::ScopeOfProvider(scope) => scope.fragments(),
            Self::Glossary(glossary) => glossary.fragments(),
            Self::Update(update) => update.fragments(),
            Self::Prose(prose) => prose.fragments(),
            Self::Topics(_)
            | Self::Providers(_)
            | Self::Controls(_)
            | Self::ControlGroup(_)
            | Self::Frameworks(_)
            | Self::Framework(_)
            | Self::Edition(_)
            | Self::Crosswalk(_)
            | Self::Questionnaires(_)
            | Self::Questionnaire(_)
            | Self::Comparisons(_)
            | Self::Compare(_)
            | Self::Scope(_)
            | Self::Service(_)
            | Self::Documents(_)
            | Self::Subprocessors(_)
            | Self::Data(_)
            | Self::Ai(_)
            | Self::Disclosures(_)
            | Self::Disclosure(_)
            | Self::Advisories(_)
            | Self::Advisory(_)
            | Self::Updates(_)
            | Self::AToZ(_)
            | Self::Search(_)
            | Self::NotFound(_) => Fragments::default(),
        }
    }
}

/// The view of a page; `None` when the page does not exist.
pub(crate) fn main(context: &PageContext<'_>, page: &Page) -> Option<Main> {
    let id = page.id.as_ref();
    Some(match page.kind {
        PageKind::Home => Main::Home(home::home(context)),
        PageKind::Topics => Main::Topics(faq::topics(context)),
        PageKind::Topic => Main::Topic(faq::topic(context, id?, page)?),
        PageKind::Entry => Main::Entry(Box::new(faq::entry(context, id?)?)),
        PageKind::Providers => Main::Providers(home::providers(context)),
        PageKind::Provider => Main::Provider(Box::new(provider::provider(context, id?)?)),
        PageKind::Report => Main::Report(Box::new(report::report(context, id?)?)),
        PageKind::Sheet => Main::Sheet(Box::new(sheet::sheet(context, id?)?)),
        PageKind::Controls => Main::Controls(controls::controls(context)),
        PageKind::ControlGroup => Main::ControlGroup(Box::new(control_group::control_group(context, id?)?)),
        PageKind::Frameworks => Main::Frameworks(framework::frameworks(context)),
        PageKind::Framework => Main::Framework(Box::new(framework::framework(context, id?)?)),
        PageKind::Edition => Main::Edition(Box::new(edition::edition(context, id?)?)),
        PageKind::Crosswalk => Main::Crosswalk(crosswalk::crosswalk(context, id?)?),
        PageKind::Questionnaires => Main::Questionnaires(questionnaire::questionnaires(context)),
        PageKind::Questionnaire => Main::Questionnaire(Box::new(questionnaire::questionnaire(context, id?)?)),
        PageKind::Comparisons => Main::Comparisons(compare::comparisons(context)),
        PageKind::Compare => Main::Compare(compare::compare(context, id?)?),
        PageKind::Scope => Main::Scope(scope::scope(context)),
        PageKind::ScopeOfProvider => Main::ScopeOfProvider(scope::scope_of_provider(context, id?)?),
        PageKind::Service => Main::Service(Box::new(service::service(context, id?)?)),
        PageKind::Timeline => Main::Timeline(timeline::timeline_page(context)),
        PageKind::Documents => Main::Documents(documents::documents(context)),
        PageKind::Subprocessors => Main::Subprocessors(subprocessors::subprocessors(context)),
        PageKind::Data => Main::Data(data::data(context)),
        PageKind::Ai => Main::Ai(ai::ai(context)),
        PageKind::Disclosures => Main::Disclosures(disclosure::disclosures(context)),
        PageKind::Disclosure => Main::Disclosure(Box::new(disclosure::disclosure(context, id?)?)),
        PageKind::Advisories => Main::Advisories(advisory::advisories(context)),
        PageKind::Advisory => Main::Advisory(Box::new(advisory::advisory(context, id?)?)),
        PageKind::Glossary => Main::Glossary(glossary::glossary(context)),
        PageKind::Updates => Main::Updates(news::updates(context, page)),
        PageKind::Update => Main::Update(Box::new(news::update(context, id?)?)),
        PageKind::Prose => Main::Prose(news::prose(context, id?)?),
        PageKind::AToZ => Main::AToZ(a_to_z::a_to_z(context, page)),
        PageKind::Search => Main::Search(search::search(context)),
        PageKind::NotFound => Main::NotFound(NotFoundPage {}),
    })
}
