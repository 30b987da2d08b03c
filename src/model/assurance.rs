//! What readers look for in a report, by how somebody stands behind it: one table for pages, cards, comparisons and rules.

use super::framework::Framework;
use super::report::Report;
use super::terms::{Assurance, FactName};
use super::verification::Examiner;
use crate::source::{Span, Spanned};

/// Whether readers look for a fact of every report of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// It is shown whether it is known or not, and a rule asks for it.
    Always,
    /// It is shown where it is given or said not to be stated, because not every scheme has it.
    WhereKnown,
}

use Need::{Always, WhereKnown};

const ATTESTATION: &[(FactName, Need)] = &[
    (FactName::Expected, WhereKnown),
    (FactName::Framework, Always),
    (FactName::Type, Always),
    (FactName::Subject, Always),
    (FactName::Period, Always),
    (FactName::IssuedOn, Always),
    (FactName::Cadence, Always),
    (FactName::Auditor, Always),
    (FactName::Opinion, Always),
    (FactName::Exceptions, Always),
    (FactName::Criteria, Always),
    (FactName::CriteriaEdition, Always),
    (FactName::Standards, Always),
    (FactName::Conclusion, Always),
    (FactName::Services, Always),
    (FactName::Locations, Always),
    (FactName::Subservice, Always),
    (FactName::Cuecs, Always),
    (FactName::Audiences, Always),
    (FactName::Access, Always),
];

const CERTIFICATION: &[(FactName, Need)] = &[
    (FactName::Expected, WhereKnown),
    (FactName::Framework, Always),
    (FactName::Number, Always),
    (FactName::CertificationBody, Always),
    (FactName::Accreditation, Always),
    (FactName::Standards, Always),
    (FactName::CriteriaEdition, WhereKnown),
    (FactName::Level, WhereKnown),
    (FactName::Subject, Always),
    (FactName::StatementOfApplicability, WhereKnown),
    (FactName::FirstIssuedOn, WhereKnown),
    (FactName::IssuedOn, Always),
    (FactName::ValidUntil, Always),
    (FactName::LastAuditOn, WhereKnown),
    (FactName::NextAuditOn, WhereKnown),
    (FactName::Cadence, WhereKnown),
    (FactName::Services, Always),
    (FactName::Locations, Always),
    (FactName::Registers, WhereKnown),
    (FactName::Access, Always),
];

const AUTHORIZATION: &[(FactName, Need)] = &[
    (FactName::Expected, WhereKnown),
    (FactName::Framework, Always),
    (FactName::Authority, Always),
    (FactName::PackageId, Always),
    (FactName::Level, Always),
    (FactName::Subject, WhereKnown),
    (FactName::IssuedOn, Always),
    (FactName::ValidUntil, Always),
    (FactName::LastAuditOn, WhereKnown),
    (FactName::Cadence, WhereKnown),
    (FactName::Assessor, Always),
    (FactName::Services, Always),
    (FactName::Locations, WhereKnown),
    (FactName::Registers, WhereKnown),
    (FactName::Access, Always),
];

const SELF_ASSESSMENT: &[(FactName, Need)] = &[
    (FactName::Expected, WhereKnown),
    (FactName::Framework, Always),
    (FactName::Questionnaire, Always),
    (FactName::CompletedOn, Always),
    (FactName::Level, WhereKnown),
    (FactName::Subject, WhereKnown),
    (FactName::Services, WhereKnown),
    (FactName::Registers, WhereKnown),
    (FactName::Access, Always),
];

const TEST: &[(FactName, Need)] = &[
    (FactName::Expected, WhereKnown),
    (FactName::Framework, Always),
    (FactName::Tester, Always),
    (FactName::Method, Always),
    (FactName::Subject, Always),
    (FactName::Period, Always),
    (FactName::RetestedOn, Always),
    (FactName::Cadence, WhereKnown),
    (FactName::Services, WhereKnown),
    (FactName::Shared, Always),
    (FactName::Access, Always),
];

const COMMITMENT: &[(FactName, Need)] = &[
    (FactName::Expected, WhereKnown),
    (FactName::Framework, Always),
    (FactName::Subject, Always),
    (FactName::Services, WhereKnown),
    (FactName::Documents, Always),
    (FactName::Contact, Always),
    (FactName::Access, WhereKnown),
];

impl Assurance {
    /// The facts that belong to the kind, in the order in which they are shown.
    pub(crate) fn facts(self) -> &'static [(FactName, Need)] {
        match self {
            Self::Attestation => ATTESTATION,
            Self::Certification => CERTIFICATION,
            Self::Authorization => AUTHORIZATION,
            Self::SelfAssessment => SELF_ASSESSMENT,
            Self::Test => TEST,
            Self::Commitment => COMMITMENT,
        }
    }

    /// Whether readers look for a fact; none when the kind does not have it.
    pub(crate) fn need(self, fact: FactName) -> Option<Need> {
        self.facts().iter().find(|(own, _)| *own == fact).map(|(_, need)| *need)
    }

    /// The fact that names who examined; none where nobody does.
    pub(crate) fn examiner(self) -> Option<FactName> {
        match self {
            Self::Attestation => Some(FactName::Auditor),
            Self::Certification => Some(FactName::CertificationBody),
            Self::Authorization => Some(FactName::Assessor),
            Self::Test => Some(FactName::Tester),
            Self::SelfAssessment | Self::Commitment => None,
        }
    }

    /// The fact as the kind calls it: whoever examined is one fact, by the word of whichever kind.
    pub(crate) fn own_name(self, fact: FactName) -> FactName {
        match (self.examiner(), fact) {
            (
                Some(examiner),
                FactName::Auditor | FactName::CertificationBody | FactName::Assessor | FactName::Tester,
            ) => examiner,
            _ => fact,
        }
    }

    /// Whether what is held is valid until a day, rather than about a time.
    pub(crate) fn is_granted(self) -> bool {
        matches!(self, Self::Certification | Self::Authorization)
    }

    /// A report of the kind in English, for findings.
    pub(crate) fn with_article(self) -> &'static str {
        match self {
            Self::Attestation => "an attestation",
            Self::Certification => "a certification",
            Self::Authorization => "an authorization",
            Self::SelfAssessment => "a self-assessment",
            Self::Test => "a test",
            Self::Commitment => "a commitment",
        }
    }
}

impl Report {
    /// How somebody stands behind the report, by its own word or its framework's.
    pub(crate) fn assurance_under(&self, framework: Option<&Framework>) -> Assurance {
        let own = self.assurance.as_ref().map(|assurance| assurance.value);
        own.or(framework.map(|framework| framework.assurance)).unwrap_or(Assurance::Attestation)
    }

    /// Whether what is granted is said to have no last day.
    pub(crate) fn is_without_end(&self) -> bool {
        self.not_applicable.contains_key(&FactName::ValidUntil)
    }

    /// Whether nobody has the report yet, and its author says when it is due.
    pub(crate) fn is_planned(&self) -> bool {
        self.expected.is_some()
    }

    /// Who examined, under the name of the kind or as the `auditor`.
    pub(crate) fn examiner(&self, assurance: Assurance) -> Option<&Spanned<Examiner>> {
        let own = match assurance.examiner()? {
            FactName::CertificationBody => self.certification_body.as_ref(),
            FactName::Assessor => self.assessor.as_ref(),
            FactName::Tester => self.tester.as_ref(),
            _ => None,
        };
        own.or(self.auditor.as_ref())
    }

    /// Whether the fact is given under the name that the kind has for it, and where.
    pub(crate) fn given_as(&self, assurance: Assurance, fact: FactName) -> Option<Span> {
        if assurance.examiner() == Some(fact) {
            return self.examiner(assurance).map(|examiner| examiner.span);
        }
        self.given(fact).filter(|_| assurance.own_name(fact) == fact)
    }

    /// Whether the report speaks of a fact: gives it, cites a source for it or says that somebody contradicts it.
    pub(crate) fn speaks_of(&self, assurance: Assurance, fact: FactName) -> bool {
        let is_same = |other: &FactName| assurance.own_name(*other) == fact;
        self.given_as(assurance, fact).is_some()
            || self.sources.iter().any(|citation| citation.facts.iter().any(|cited| is_same(&cited.value)))
            || self.discrepancies.iter().any(|discrepancy| is_same(&discrepancy.fact.value))
    }

    /// Whether pages show a fact: readers look for it, or the report says something of it.
    pub(crate) fn shows(&self, framework: Option<&Framework>, fact: FactName) -> bool {
        let assurance = self.assurance_under(framework);
        let is_ruled_out = framework.is_some_and(|framework| framework.rules_out(fact));
        let is_listed = || {
            let mut listed = self.not_stated.keys().chain(self.not_applicable.keys());
            listed.any(|listed| assurance.own_name(*listed) == fact)
        };
        match assurance.need(fact) {
            Some(Need::Always) if !self.is_planned() && !is_ruled_out => true,
            Some(_) => self.speaks_of(assurance, fact) || is_listed(),
            // Documents stand beside the facts of every report.
            None => fact != FactName::Documents && self.speaks_of(assurance, fact),
        }
    }
}
