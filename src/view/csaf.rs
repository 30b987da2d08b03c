//! What the documents for programs say of all advisories together, and who publishes them.
//!
//! The context has the address of the site for its way to the root, so all that it leads to is absolute.

use super::advisory::{self, AdvisoryPage};
use super::context::PageContext;
use super::disclosure;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::well_known::place;
use crate::path::Id;

/// Who publishes advisories.
pub(crate) struct Publisher {
    pub(crate) name: String,
    /// The host of the site, which is theirs.
    pub(crate) namespace: String,
    /// Whom to write to, where there is a policy that says so.
    pub(crate) contact: Option<String>,
}

/// An advisory, and where its document lies below the folder of all.
pub(crate) struct PlacedAdvisory {
    pub(crate) id: Id,
    pub(crate) place: String,
    pub(crate) page: AdvisoryPage,
}

/// The company that the site speaks for.
pub(crate) fn publisher(context: &PageContext<'_>) -> Option<Publisher> {
    let id = context.site.spoken_for()?;
    let (provider, _) = context.site.provider(&id)?;
    let policy = context.site.record(&Key::new(Kind::Disclosure, id));
    let contact = policy.and_then(|policy| policy.as_disclosure()?.contacts.first());
    Some(Publisher {
        name: context.title(provider).text,
        namespace: context.site.config.origin().to_owned(),
        contact: contact.map(|contact| disclosure::shown(&contact.value).to_owned()),
    })
}

/// One of its advisories.
pub(crate) fn placed_advisory(context: &PageContext<'_>, id: &Id) -> Option<PlacedAdvisory> {
    let record = context.site.record(&Key::new(Kind::Advisory, id.clone()))?;
    let place = place(record, record.as_advisory()?);
    Some(PlacedAdvisory { id: id.clone(), place, page: advisory::advisory(context, id)? })
}

/// Its advisories, the last changed first.
pub(crate) fn placed_advisories(context: &PageContext<'_>) -> Vec<PlacedAdvisory> {
    let records = context.site.spoken_advisories().into_iter();
    let mut placed: Vec<PlacedAdvisory> =
        records.filter_map(|record| placed_advisory(context, &record.key.id)).collect();
    placed.sort_by(|one, other| other.page.last_changed().date.cmp(&one.page.last_changed().date));
    placed
}
