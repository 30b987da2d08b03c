//! Who speaks: the site's own company in the first person, of everybody else the site in the third.
//!
//! What is said of a record is said in the voice of whoever the record belongs to, wherever it stands; what a page says
//! besides, in that of the site.

use super::context::PageContext;
use crate::catalog::Voice;
use crate::model::kinds::Kind;
use crate::page::Page;
use crate::path::Id;

impl<'a> PageContext<'a> {
    /// The same place, where a provider or what belongs to it is spoken of.
    pub(crate) fn about(&self, id: &Id) -> PageContext<'a> {
        self.in_voice(if id.is_own() { Voice::Own } else { Voice::OfOthers })
    }

    /// The same place, where the site speaks of nobody in particular.
    pub(crate) fn of_site(&self) -> PageContext<'a> {
        self.in_voice(if self.site.company().is_some() { Voice::Own } else { Voice::OfOthers })
    }

    /// The same place, where others than the site's own company are spoken of.
    pub(crate) fn of_others(&self) -> PageContext<'a> {
        self.in_voice(Voice::OfOthers)
    }

    /// The same place, where a page speaks.
    pub(crate) fn on_page(&self, page: &Page) -> PageContext<'a> {
        let is_of_provider = page.kind.of().is_some_and(|kind| kind == Kind::Provider || kind.is_of_provider());
        match &page.id {
            Some(id) if is_of_provider => self.about(id),
            _ => self.of_site(),
        }
    }

    fn in_voice(&self, voice: Voice) -> PageContext<'a> {
        PageContext { catalog: self.catalogs.of(voice, self.language), ..self.clone() }
    }
}
