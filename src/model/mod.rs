//! What a trust center says, as typed records; one file of the site yields one or more of them.
//!
//! Everything here is plain data that was right on its own when it was parsed. Whether records agree with each other
//! is for `check`, what they mean on a date for `model::status`.

pub(crate) mod body;
pub(crate) mod config;
pub(crate) mod date;
pub(crate) mod fact;
pub(crate) mod faq;
pub(crate) mod framework;
pub(crate) mod key;
pub(crate) mod kinds;
pub(crate) mod pages;
mod pattern;
pub(crate) mod prose;
pub(crate) mod provider;
pub(crate) mod report;
pub(crate) mod source;
pub(crate) mod status;
pub(crate) mod tells;
pub(crate) mod terms;
pub(crate) mod text;

use crate::path::{Locale, SourcePath};
use crate::source::Span;
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
    pub(crate) content: Content,
}

/// What a record says, by kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Home(prose::Prose),
    Page(prose::Prose),
    Update(prose::Update),
    Term(prose::Term),
    Topic(faq::Topic),
    Entry(Box<faq::Entry>),
    Provider(Box<provider::Provider>),
    Report(Box<report::Report>),
    Service(provider::Service),
    Location(provider::Location),
    Scope(Box<provider::ScopeEntry>),
    Document(provider::Document),
    Subprocessor(provider::Subprocessor),
    Framework(Box<framework::Framework>),
    Edition(framework::Edition),
}

/// Who may see a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Publicity {
    pub(crate) draft: bool,
    pub(crate) internal: bool,
    pub(crate) publish_on: Option<Date>,
}

/// Whether drafts, internal and scheduled records are shown, which only a preview does.
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
