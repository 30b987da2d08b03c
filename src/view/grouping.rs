//! How the facts of a report stand on its page: which are told first, and which stand together.

use serde::Serialize;

use super::context::PageContext;
use super::values::Fact;
use crate::model::terms::{Assurance, FactName, Word};

/// Some facts, by their places among all.
#[derive(Serialize)]
pub(super) struct FactGroup {
    name: &'static str,
    title: String,
    facts: Vec<usize>,
}

/// The facts that one looks for first; how to get the report is the last.
pub(super) fn key_facts(assurance: Assurance) -> &'static [FactName] {
    use FactName::{
        Access, Accreditation, Assessor, Auditor, Authority, CertificationBody, CompletedOn, Contact, Criteria,
        Documents, IssuedOn, Level, Method, Number, Opinion, PackageId, Period, Questionnaire, RetestedOn, Services,
        Shared, Subject, Tester, ValidUntil,
    };
    match assurance {
        Assurance::Attestation => &[Period, IssuedOn, Auditor, Opinion, Criteria, Access],
        Assurance::Certification => &[Number, ValidUntil, CertificationBody, Accreditation, Subject, Access],
        Assurance::Authorization => &[Authority, PackageId, Level, ValidUntil, Assessor, Access],
        Assurance::SelfAssessment => &[Questionnaire, CompletedOn, Access],
        Assurance::Test => &[Tester, Period, Method, RetestedOn, Shared, Access],
        Assurance::Commitment => &[Services, Documents, Contact],
    }
}

/// The facts by what they tell of, in the order of the page.
pub(super) fn groups(context: &PageContext<'_>, facts: &[Fact]) -> Vec<FactGroup> {
    let named = |name: &str| FactName::ALL.iter().find(|(word, _)| *word == name).map(|(_, fact)| *fact);
    let in_group = |group: &str| {
        let places = facts.iter().enumerate().filter(|(_, fact)| named(fact.name).map(group_of) == Some(group));
        places.map(|(place, _)| place).collect::<Vec<_>>()
    };
    let text = |key: &str| context.catalog.text(key).to_owned();
    let titles = [
        ("examination", text("group_examination")),
        ("scope", text("group_scope")),
        ("your-part", text("group_your_part")),
        ("access", text("group_access")),
    ];
    let groups = titles.map(|(name, title)| FactGroup { name, title, facts: in_group(name) });
    groups.into_iter().filter(|group| !group.facts.is_empty()).collect()
}

fn group_of(fact: FactName) -> &'static str {
    match fact {
        FactName::Services | FactName::Locations | FactName::StatementOfApplicability => "scope",
        FactName::Subservice | FactName::Cuecs => "your-part",
        FactName::Audiences
        | FactName::Access
        | FactName::Documents
        | FactName::Contact
        | FactName::Registers
        | FactName::Shared => "access",
        FactName::Expected
        | FactName::Framework
        | FactName::Type
        | FactName::Number
        | FactName::CertificationBody
        | FactName::Accreditation
        | FactName::Authority
        | FactName::PackageId
        | FactName::Questionnaire
        | FactName::Tester
        | FactName::Method
        | FactName::Level
        | FactName::Subject
        | FactName::Period
        | FactName::CompletedOn
        | FactName::RetestedOn
        | FactName::FirstIssuedOn
        | FactName::IssuedOn
        | FactName::ValidUntil
        | FactName::LastAuditOn
        | FactName::NextAuditOn
        | FactName::Cadence
        | FactName::Auditor
        | FactName::Assessor
        | FactName::Opinion
        | FactName::Exceptions
        | FactName::Criteria
        | FactName::CriteriaEdition
        | FactName::Standards
        | FactName::Conclusion => "examination",
    }
}
