//! What a trust center says, as typed records; one file of the site yields one or more of them.
//!
//! Everything here is plain data that was right on its own when it was parsed. Whether records agree with each other
//! is for `check`, what they mean on a date for `model::status`.

pub(crate) mod advisory;
pub(crate) mod ai;
pub(crate) mod alike;
pub(crate) mod assurance;
pub(crate) mod body;
pub(crate) mod config;
pub(crate) mod control;
pub(crate) mod cvss;
pub(crate) mod data;
pub(crate) mod date;
pub(crate) mod disclosure;
pub(crate) mod fact;
pub(crate) mod faq;
pub(crate) mod feeds;
pub(crate) mod files;
pub(crate) mod framework;
pub(crate) mod key;
mod kind;
pub(crate) mod kinds;
mod page_row;
pub(crate) mod pages;
mod pattern;
pub(crate) mod product;
pub(crate) mod prose;
pub(crate) mod provider;
pub(crate) mod questionnaire;
pub(crate) mod report;
pub(crate) mod reserved;
pub(crate) mod source;
pub(crate) mod statement;
pub(crate) mod status;
pub(crate) mod tells;
pub(crate) mod terms;
pub(crate) mod text;
pub(crate) mod verification;
pub(crate) mod well_known;

use crate::path::{Locale, SourcePath};
use crate::source::{Span, Spanned};
use date::{AsOf, Date};
use key::Key;

/// One record: a named piece of the site, and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    pub(crate) key: Key,
    /// The language of a translation; `None` for the original, which every other record is.
    pub(crate) translation: Option<Locale>,
    /// The file that holds the record.
    pub(crate) path: SourcePath,
    /// What a finding about the record as a whole points at: its id, title or first line.
    pub(crate) span: Span,
    pub(crate) publicity: Publicity,
    /// The addresses at which its page was before.
    pub(crate) old_addresses: Vec<Spanned<String>>,
    /// Whether all that its author wrote could be read. What another one lacks may be what could not.
    pub(crate) is_whole: bool,
    pub(crate) content: Content,
}

/// What a record says, by kind. Boxed, because every record takes the room of the largest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Home(Box<prose::Prose>),
    Page(Box<prose::Prose>),
    Update(Box<prose::Update>),
    Term(Box<prose::Term>),
    Topic(Box<faq::Topic>),
    Entry(Box<faq::Entry>),
    Provider(Box<provider::Provider>),
    Report(Box<report::Report>),
    Service(Box<provider::Service>),
    Location(Box<provider::Location>),
    Scope(Box<provider::ScopeEntry>),
    Document(Box<provider::Document>),
    Subprocessor(Box<provider::Subprocessor>),
    Data(Box<data::DataCategory>),
    Ai(Box<ai::AiUse>),
    Disclosure(Box<disclosure::Disclosure>),
    Product(Box<product::Product>),
    Advisory(Box<advisory::Advisory>),
    ControlGroup(Box<control::ControlGroup>),
    Control(Box<control::Control>),
    Framework(Box<framework::Framework>),
    Edition(Box<framework::Edition>),
    Questionnaire(Box<questionnaire::Questionnaire>),
}

impl Record {
    /// What the record tells the rest of the site.
    pub(crate) fn tells(&self) -> tells::Tells<'_> {
        match &self.content {
            Content::Home(home) => home.tells(self),
            Content::Page(page) => page.tells(self),
            Content::Update(update) => update.tells(self),
            Content::Term(term) => term.tells(self),
            Content::Topic(topic) => topic.tells(self),
            Content::Entry(entry) => entry.tells(self),
            Content::Provider(provider) => provider.tells(self),
            Content::Report(report) => report.tells(self),
            Content::Service(service) => service.tells(self),
            Content::Location(location) => location.tells(self),
            Content::Scope(entry) => entry.tells(self),
            Content::Document(document) => document.tells(self),
            Content::Subprocessor(company) => company.tells(self),
            Content::Data(category) => category.tells(self),
            Content::Ai(ai_use) => ai_use.tells(self),
            Content::Disclosure(disclosure) => disclosure.tells(self),
            Content::Product(product) => product.tells(self),
            Content::Advisory(advisory) => advisory.tells(self),
            Content::ControlGroup(group) => group.tells(self),
            Content::Control(control) => control.tells(self),
            Content::Framework(framework) => framework.tells(self),
            Content::Edition(edition) => edition.tells(self),
            Content::Questionnaire(questionnaire) => questionnaire.tells(self),
        }
    }

    pub(crate) fn as_topic(&self) -> Option<&faq::Topic> {
        if let Content::Topic(topic) = &self.content { Some(topic) } else { None }
    }

    pub(crate) fn as_entry(&self) -> Option<&faq::Entry> {
        if let Content::Entry(entry) = &self.content { Some(entry) } else { None }
    }

    pub(crate) fn as_provider(&self) -> Option<&provider::Provider> {
        if let Content::Provider(provider) = &self.content { Some(provider) } else { None }
    }

    pub(crate) fn as_report(&self) -> Option<&report::Report> {
        if let Content::Report(report) = &self.content { Some(report) } else { None }
    }

    pub(crate) fn as_service(&self) -> Option<&provider::Service> {
        if let Content::Service(service) = &self.content { Some(service) } else { None }
    }

    pub(crate) fn as_location(&self) -> Option<&provider::Location> {
        if let Content::Location(location) = &self.content { Some(location) } else { None }
    }

    pub(crate) fn as_scope(&self) -> Option<&provider::ScopeEntry> {
        if let Content::Scope(scope) = &self.content { Some(scope) } else { None }
    }

    pub(crate) fn as_document(&self) -> Option<&provider::Document> {
        if let Content::Document(document) = &self.content { Some(document) } else { None }
    }

    pub(crate) fn as_subprocessor(&self) -> Option<&provider::Subprocessor> {
        if let Content::Subprocessor(subprocessor) = &self.content { Some(subprocessor) } else { None }
    }

    pub(crate) fn as_data(&self) -> Option<&data::DataCategory> {
        if let Content::Data(category) = &self.content { Some(category) } else { None }
    }

    pub(crate) fn as_ai(&self) -> Option<&ai::AiUse> {
        if let Content::Ai(ai_use) = &self.content { Some(ai_use) } else { None }
    }

    pub(crate) fn as_disclosure(&self) -> Option<&disclosure::Disclosure> {
        if let Content::Disclosure(disclosure) = &self.content { Some(disclosure) } else { None }
    }

    pub(crate) fn as_product(&self) -> Option<&product::Product> {
        if let Content::Product(product) = &self.content { Some(product) } else { None }
    }

    pub(crate) fn as_advisory(&self) -> Option<&advisory::Advisory> {
        if let Content::Advisory(advisory) = &self.content { Some(advisory) } else { None }
    }

    pub(crate) fn as_control_group(&self) -> Option<&control::ControlGroup> {
        if let Content::ControlGroup(group) = &self.content { Some(group) } else { None }
    }

    pub(crate) fn as_control(&self) -> Option<&control::Control> {
        if let Content::Control(control) = &self.content { Some(control) } else { None }
    }

    pub(crate) fn as_framework(&self) -> Option<&framework::Framework> {
        if let Content::Framework(framework) = &self.content { Some(framework) } else { None }
    }

    pub(crate) fn as_edition(&self) -> Option<&framework::Edition> {
        if let Content::Edition(edition) = &self.content { Some(edition) } else { None }
    }

    pub(crate) fn as_questionnaire(&self) -> Option<&questionnaire::Questionnaire> {
        if let Content::Questionnaire(questionnaire) = &self.content { Some(questionnaire) } else { None }
    }

    pub(crate) fn as_term(&self) -> Option<&prose::Term> {
        if let Content::Term(term) = &self.content { Some(term) } else { None }
    }

    pub(crate) fn as_update(&self) -> Option<&prose::Update> {
        if let Content::Update(update) = &self.content { Some(update) } else { None }
    }
}

/// Who may see a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Publicity {
    pub(crate) draft: bool,
    pub(crate) internal: bool,
    pub(crate) publish_on: Option<Date>,
}

/// Whether drafts, internal and scheduled records are shown, as a preview and a build do on request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drafts {
    /// Only what is public on the date.
    #[default]
    Hide,
    /// Everything, under a visible mark.
    Show,
}

impl Publicity {
    /// Whether readers may see the record on this date.
    pub(crate) fn is_public(&self, as_of: AsOf) -> bool {
        self.mark(as_of).is_none()
    }

    /// Why readers may not see the record: `draft`, `internal` or `scheduled`.
    pub(crate) fn mark(&self, as_of: AsOf) -> Option<&'static str> {
        if self.internal {
            Some("internal")
        } else if self.draft {
            Some("draft")
        } else if self.publish_on.is_some_and(|due| due > as_of.date()) {
            Some("scheduled")
        } else {
            None
        }
    }
}
