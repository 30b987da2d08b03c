//! For whom the site speaks, and what it says for them at the places that programs look at.
//!
//! A site speaks for its own company, or for the only provider that it describes. Of a site that compares providers
//! nobody should learn whom to write to by a file at its root.

use super::Published;
use crate::model::Record;
use crate::model::disclosure::Disclosure;
use crate::model::key::Key;
use crate::model::kinds::Kind;
use crate::model::tells::List;
use crate::model::well_known::{Csaf, CsafForm, WellKnown};
use crate::path::Id;

impl<'a> Published<'a> {
    /// The company that the site speaks for.
    pub(crate) fn spoken_for(&self) -> Option<Id> {
        if let Some((company, _)) = self.company() {
            return Some(company.key.id.clone());
        }
        let mut providers = self.list(&List::All(Kind::Provider));
        let first = providers.next()?;
        providers.next().is_none().then(|| first.key.id.clone())
    }

    /// The policy of the company that the site speaks for, when it says all that a `security.txt` has to.
    pub(crate) fn spoken_policy(&self) -> Option<(&'a Record, &'a Disclosure)> {
        let record = self.record(&Key::new(Kind::Disclosure, self.spoken_for()?))?;
        record.as_disclosure().filter(|policy| policy.expires.is_some()).map(|policy| (record, policy))
    }

    /// The advisories of the company that the site speaks for, the newest first.
    pub(crate) fn spoken_advisories(&self) -> Vec<&'a Record> {
        let of = self.spoken_for();
        of.into_iter().flat_map(|of| self.list(&List::Of(Kind::Advisory, of))).collect()
    }

    /// Every file at a place that everybody knows.
    pub(crate) fn well_known(&self) -> Vec<WellKnown> {
        let mut files: Vec<WellKnown> = self.spoken_policy().map(|_| WellKnown::SecurityTxt).into_iter().collect();
        let advisories = self.spoken_advisories();
        if !advisories.is_empty() {
            files.extend([Csaf::Metadata, Csaf::Feed, Csaf::Index, Csaf::Changes].map(WellKnown::Csaf));
        }
        for (record, advisory) in advisories.iter().filter_map(|record| Some((record, record.as_advisory()?))) {
            files.extend(CsafForm::ALL.map(|form| WellKnown::advisory(record, advisory, form)));
        }
        files
    }
}
