//! A report: one attestation, certificate, authorization, self-assessment, test or commitment, and what is known of it.

use std::collections::BTreeMap;

use super::Record;
use super::date::{Date, PartialDate, Period};
use super::framework::Framework;
use super::key::Key;
use super::kinds::Kind;
use super::provider::Contact;
use super::source::Citation;
use super::tells::{Called, List, SortKey, Tells, to};
use super::terms::{
    Assurance, Audience, Category, Conclusion, Distribution, FactName, Method, Opinion, ReportType, Shared, Unit,
};
use super::text::Text;
use super::verification::{Accreditation, Examiner, Register};
use crate::path::Id;
use crate::source::{Span, Spanned};

/// A report as its author wrote it; a fact that is `None` is not given.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Report {
    pub(crate) name: Option<Text>,
    pub(crate) framework: Option<Spanned<Id>>,
    pub(crate) assurance: Option<Spanned<Assurance>>,
    /// When it is due; only for one that nobody has yet.
    pub(crate) expected: Option<Spanned<PartialDate>>,
    pub(crate) report_type: Option<Spanned<ReportType>>,
    pub(crate) number: Option<Spanned<String>>,
    pub(crate) certification_body: Option<Spanned<Examiner>>,
    pub(crate) accreditation: Option<Spanned<Accreditation>>,
    pub(crate) authority: Option<Text>,
    pub(crate) package_id: Option<Spanned<String>>,
    pub(crate) assessor: Option<Spanned<Examiner>>,
    pub(crate) questionnaire: Option<Spanned<Questionnaire>>,
    pub(crate) tester: Option<Spanned<Examiner>>,
    pub(crate) method: Option<Text>,
    pub(crate) level: Option<Text>,
    pub(crate) subject: Option<Text>,
    pub(crate) statement_of_applicability: Option<Spanned<String>>,
    pub(crate) as_of_date: Option<Spanned<Date>>,
    pub(crate) period: Option<Spanned<Period>>,
    pub(crate) completed_on: Option<Spanned<PartialDate>>,
    pub(crate) retested_on: Option<Spanned<Date>>,
    pub(crate) first_issued_on: Option<Spanned<Date>>,
    pub(crate) issued_on: Option<Spanned<Date>>,
    pub(crate) valid_until: Option<Spanned<Date>>,
    pub(crate) last_audit_on: Option<Spanned<PartialDate>>,
    pub(crate) next_audit_on: Option<Spanned<PartialDate>>,
    pub(crate) withdrawn_on: Option<Spanned<Date>>,
    pub(crate) cadence: Option<Spanned<Cadence>>,
    pub(crate) auditor: Option<Spanned<Examiner>>,
    pub(crate) opinion: Option<Spanned<Opinion>>,
    pub(crate) exceptions: Option<Spanned<Exceptions>>,
    pub(crate) criteria: Option<Spanned<Vec<Spanned<Category>>>>,
    pub(crate) criteria_edition: Option<Spanned<Id>>,
    pub(crate) standards: Option<Spanned<Vec<Standard>>>,
    pub(crate) conclusion: Option<Spanned<Conclusion>>,
    pub(crate) services: Option<Spanned<Extent>>,
    pub(crate) locations: Option<Spanned<Extent>>,
    pub(crate) subservice: Option<Spanned<Vec<Subservice>>>,
    pub(crate) cuecs: Option<Spanned<Vec<Cuec>>>,
    pub(crate) audiences: Option<Spanned<Vec<AudienceUse>>>,
    pub(crate) contact: Option<Spanned<Contact>>,
    pub(crate) registers: Option<Spanned<Vec<Register>>>,
    pub(crate) shared: Option<Spanned<Vec<Shared>>>,
    pub(crate) access: Option<Spanned<ReportAccess>>,
    pub(crate) bridges: Vec<Bridge>,
    pub(crate) derived_from: Option<Spanned<Id>>,
    pub(crate) supersedes: Option<Spanned<Id>>,
    pub(crate) documents: Vec<Spanned<Id>>,
    pub(crate) sources: Vec<Citation>,
    pub(crate) not_stated: BTreeMap<FactName, Span>,
    pub(crate) not_applicable: BTreeMap<FactName, Span>,
    pub(crate) discrepancies: Vec<Discrepancy>,
}

/// How often the report is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cadence {
    pub(crate) times: u16,
    pub(crate) per: Unit,
}

impl Cadence {
    /// When the next one is due, if the last one was on `day`.
    pub(crate) fn next_after(self, day: Date) -> Date {
        let share = |whole: u16| whole / self.times.clamp(1, whole);
        match self.per {
            Unit::Year if self.times > 12 => day.plus_days(share(365)),
            Unit::Year => day.plus_months(share(12)),
            Unit::Quarter => day.plus_months(share(3)),
            Unit::Month => day.plus_days(share(30)),
            Unit::Week => day.plus_days(share(7)),
            Unit::Day => day.next(),
        }
    }
}

/// The questions that a self-assessment answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Questionnaire {
    pub(crate) name: Text,
    pub(crate) version: Option<String>,
}

/// The deviations that the auditor found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exceptions {
    pub(crate) count: u32,
    /// What the auditor says of them.
    pub(crate) description: Option<Text>,
    pub(crate) management_response: Option<Text>,
}

impl Exceptions {
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.description.iter().chain(&self.management_response)
    }
}

/// A standard that the examination followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standard {
    pub(crate) body: Option<String>,
    pub(crate) standard: Option<String>,
    pub(crate) section: Option<String>,
}

/// Which services or locations a report covers: all of a list, or a number with examples.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Extent {
    List(Vec<Spanned<Id>>),
    Count(Count),
}

/// A stated number of things, of which some are named.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Count {
    pub(crate) min: Spanned<u32>,
    /// More than `min`, rather than at least `min`.
    pub(crate) strict: bool,
    /// The examples are all there is.
    pub(crate) exhaustive: bool,
    pub(crate) unit: Option<Text>,
    pub(crate) examples: Vec<Spanned<Id>>,
}

impl Extent {
    /// The things that are named.
    pub(crate) fn named(&self) -> &[Spanned<Id>] {
        match self {
            Extent::List(ids) => ids,
            Extent::Count(count) => &count.examples,
        }
    }
}

/// Another organization that the provider relies on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subservice {
    pub(crate) organization: String,
    pub(crate) method: Option<Method>,
}

/// A control that the report expects of its user.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cuec {
    pub(crate) id: String,
    pub(crate) text: Text,
    pub(crate) criteria: Vec<String>,
    /// The controls of the provider that it stands beside.
    pub(crate) controls: Vec<Spanned<Id>>,
}

/// Who the report is for, and to do what.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AudienceUse {
    pub(crate) audience: Audience,
    pub(crate) use_: Option<Text>,
}

/// How a reader gets the report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReportAccess {
    pub(crate) distribution: Distribution,
    pub(crate) channel: Option<Text>,
    pub(crate) url: Option<Spanned<String>>,
    pub(crate) contact: Option<Text>,
}

/// A letter that covers the time after the period.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bridge {
    pub(crate) covers: Spanned<Period>,
    pub(crate) issued_on: Option<Date>,
    pub(crate) issuer: Option<Text>,
    pub(crate) document: Option<Spanned<Id>>,
}

/// Something the provider also says that cannot be true together with the fact.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Discrepancy {
    pub(crate) fact: Spanned<FactName>,
    pub(crate) text: Text,
    pub(crate) sources: Vec<Citation>,
}

impl Report {
    /// Whether the fact is given, and where.
    pub(crate) fn given(&self, fact: FactName) -> Option<Span> {
        fn at<T>(field: Option<&Spanned<T>>) -> Option<Span> {
            field.map(|field| field.span)
        }
        match fact {
            FactName::Expected => at(self.expected.as_ref()),
            FactName::Framework => at(self.framework.as_ref()),
            FactName::Number => at(self.number.as_ref()),
            FactName::CertificationBody => at(self.certification_body.as_ref()),
            FactName::Accreditation => at(self.accreditation.as_ref()),
            FactName::Authority => self.authority.as_ref().map(Text::span),
            FactName::PackageId => at(self.package_id.as_ref()),
            FactName::Assessor => at(self.assessor.as_ref()),
            FactName::Questionnaire => at(self.questionnaire.as_ref()),
            FactName::Tester => at(self.tester.as_ref()),
            FactName::Method => self.method.as_ref().map(Text::span),
            FactName::Level => self.level.as_ref().map(Text::span),
            FactName::StatementOfApplicability => at(self.statement_of_applicability.as_ref()),
            FactName::CompletedOn => at(self.completed_on.as_ref()),
            FactName::RetestedOn => at(self.retested_on.as_ref()),
            FactName::FirstIssuedOn => at(self.first_issued_on.as_ref()),
            FactName::LastAuditOn => at(self.last_audit_on.as_ref()),
            FactName::NextAuditOn => at(self.next_audit_on.as_ref()),
            FactName::Documents => at(self.documents.first()),
            FactName::Contact => at(self.contact.as_ref()),
            FactName::Registers => at(self.registers.as_ref()),
            FactName::Shared => at(self.shared.as_ref()),
            FactName::Type => at(self.report_type.as_ref()),
            FactName::Subject => self.subject.as_ref().map(Text::span),
            FactName::Period => at(self.period.as_ref()).or(at(self.as_of_date.as_ref())),
            FactName::IssuedOn => at(self.issued_on.as_ref()),
            FactName::ValidUntil => at(self.valid_until.as_ref()),
            FactName::Cadence => at(self.cadence.as_ref()),
            FactName::Auditor => at(self.auditor.as_ref()),
            FactName::Opinion => at(self.opinion.as_ref()),
            FactName::Exceptions => at(self.exceptions.as_ref()),
            FactName::Criteria => at(self.criteria.as_ref()),
            FactName::CriteriaEdition => at(self.criteria_edition.as_ref()),
            FactName::Standards => at(self.standards.as_ref()),
            FactName::Conclusion => at(self.conclusion.as_ref()),
            FactName::Services => at(self.services.as_ref()),
            FactName::Locations => at(self.locations.as_ref()),
            FactName::Subservice => at(self.subservice.as_ref()),
            FactName::Cuecs => at(self.cuecs.as_ref()),
            FactName::Audiences => at(self.audiences.as_ref()),
            FactName::Access => at(self.access.as_ref()),
        }
    }

    /// Whether the report is an attestation, by its own word or its framework's, so that it never expires.
    pub(crate) fn is_attestation(&self, framework: Option<&Framework>) -> bool {
        let own = self.assurance.as_ref().map(|assurance| assurance.value);
        let usual = framework.map(|framework| framework.assurance);
        let is_weaker = own == Some(Assurance::SelfAssessment);
        own == Some(Assurance::Attestation) || (usual == Some(Assurance::Attestation) && !is_weaker)
    }

    /// Every place in which something of the report can be looked up.
    pub(crate) fn places_to_check(&self) -> impl Iterator<Item = &Register> {
        self.examiners()
            .flat_map(|examiner| examiner.value.places())
            .chain(self.accreditation.iter().filter_map(|accreditation| accreditation.register.as_ref()))
            .chain(self.registers.iter().flat_map(|registers| &registers.value))
    }

    /// Everybody who examined something.
    pub(crate) fn examiners(&self) -> impl Iterator<Item = &Spanned<Examiner>> {
        [&self.auditor, &self.certification_body, &self.assessor, &self.tester].into_iter().flatten()
    }

    /// The letters that there are on a day, rather than those that are still to be written.
    pub(crate) fn letters_on(&self, day: Date) -> impl Iterator<Item = &Bridge> {
        self.bridges.iter().filter(move |letter| letter.issued_on.is_none_or(|issued| issued <= day))
    }

    /// The last day that the letters of a day reach to.
    pub(crate) fn letters_until(&self, day: Date) -> Option<Date> {
        self.letters_on(day).map(|letter| letter.covers.end).max()
    }

    /// The day on which what was examined ends: the period's last day, the date of a type 1 report, or the day on which
    /// a self-assessment was completed, the earliest one that may be meant.
    pub(crate) fn examined_until(&self) -> Option<Date> {
        let day = self.as_of_date.as_ref().map(|date| date.value);
        self.period.as_ref().map(|period| period.end).or(day).or_else(|| self.completed_on_first())
    }

    /// Whether it says of controls how they were designed at a date, and not whether they operated.
    pub(crate) fn is_of_design(&self) -> bool {
        let is_type_1 = self.report_type.as_ref().is_some_and(|own| own.value == ReportType::Type1);
        is_type_1 || self.conclusion.as_ref().is_some_and(|own| own.value == Conclusion::Design)
    }

    /// The day on which a self-assessment was completed, the earliest one that may be meant: it is never too fresh.
    pub(crate) fn completed_on_first(&self) -> Option<Date> {
        self.completed_on.as_ref().map(|date| date.days().start)
    }
}

impl Report {
    pub(crate) fn tells<'r>(&'r self, record: &'r Record) -> Tells<'r> {
        let under = self.framework.as_ref().map(|framework| List::ReportsUnder(framework.value.clone()));
        let disagreeing = self.discrepancies.iter().flat_map(|discrepancy| &discrepancy.sources);
        Tells {
            called: self.name.as_ref().map_or(Called::LikeItsFramework, Called::Text),
            aliases: Vec::new(),
            place: SortKey::by_name(record),
            also_listed: under.into_iter().map(|list| (list, SortKey(0, record.key.id.to_string()))).collect(),
            texts: self.texts(),
            citations: self.sources.iter().chain(disagreeing).collect(),
            references: self.references(),
            body: None,
            file: None,
        }
    }

    fn texts(&self) -> Vec<&Text> {
        let mut texts: Vec<&Text> = self.name.iter().chain(&self.subject).collect();
        texts.extend(self.authority.iter().chain(&self.method).chain(&self.level));
        texts.extend(self.examiners().map(|examiner| &examiner.name));
        texts.extend(self.accreditation.iter().map(|accreditation| &accreditation.body));
        texts.extend(self.places_to_check().filter_map(|register| register.title.as_ref()));
        texts.extend(self.questionnaire.iter().map(|questionnaire| &questionnaire.name));
        texts.extend(self.contact.iter().map(|contact| &contact.name));
        texts.extend(self.exceptions.iter().flat_map(|exceptions| exceptions.texts()));
        for extent in self.services.iter().chain(&self.locations) {
            match &extent.value {
                Extent::Count(count) => texts.extend(&count.unit),
                Extent::List(_) => {}
            }
        }
        texts.extend(self.cuecs.iter().flat_map(|cuecs| &cuecs.value).map(|cuec| &cuec.text));
        let audiences = self.audiences.iter().flat_map(|audiences| &audiences.value);
        texts.extend(audiences.filter_map(|audience| audience.use_.as_ref()));
        texts.extend(self.access.iter().flat_map(|access| access.channel.iter().chain(&access.contact)));
        texts.extend(self.bridges.iter().filter_map(|bridge| bridge.issuer.as_ref()));
        texts.extend(self.discrepancies.iter().map(|discrepancy| &discrepancy.text));
        texts
    }

    fn references(&self) -> Vec<(Key, Span)> {
        let letters = self.bridges.iter().filter_map(|bridge| bridge.document.as_ref());
        let services = self.services.iter().flat_map(|extent| extent.named());
        let locations = self.locations.iter().flat_map(|extent| extent.named());
        let cuecs = self.cuecs.iter().flat_map(|cuecs| &cuecs.value);
        to(Kind::Framework, &self.framework)
            .chain(to(Kind::Control, cuecs.flat_map(|cuec| &cuec.controls)))
            .chain(to(Kind::Edition, &self.criteria_edition))
            .chain(to(Kind::Report, self.derived_from.iter().chain(&self.supersedes)))
            .chain(to(Kind::Document, self.documents.iter().chain(letters)))
            .chain(to(Kind::Service, services))
            .chain(to(Kind::Location, locations))
            .collect()
    }
}
