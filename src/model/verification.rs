//! Where a reader can check a report without its provider: who examined, who watches over them, and where both are listed.

use super::date::Date;
use super::text::Text;
use crate::source::Spanned;

/// Who examined: an auditor, a certification body, an assessor or a tester.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Examiner {
    pub(crate) name: Text,
    pub(crate) licence: Option<String>,
    /// Where they are listed.
    pub(crate) registers: Vec<Register>,
    pub(crate) peer_review: Option<Register>,
}

/// Who vouches for a certification body, and under which number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Accreditation {
    pub(crate) body: Text,
    pub(crate) number: Option<String>,
    pub(crate) register: Option<Register>,
}

/// A public list or document, and when the maintainer last looked there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Register {
    pub(crate) title: Option<Text>,
    pub(crate) url: Option<Spanned<String>>,
    pub(crate) checked_on: Option<Spanned<Date>>,
}

impl Examiner {
    /// Every place in which they can be looked up.
    pub(super) fn places(&self) -> impl Iterator<Item = &Register> {
        self.registers.iter().chain(&self.peer_review)
    }
}
