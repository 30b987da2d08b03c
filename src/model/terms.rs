//! The closed vocabularies of the model: every word that a field may hold.

/// A field that holds one of a few words.
pub(crate) trait Word: Copy + Sized + 'static {
    /// Every word with its value, in the order in which readers see them.
    const ALL: &'static [(&'static str, Self)];
}

/// Declares an enum whose variants are written as words in content, catalogs and machine output.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// The word for this value.
            pub(crate) fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl Word for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)+];
        }
    };
}

pub(super) use words;

words! {
    /// How a third party, or the provider itself, stands behind a report.
    Assurance {
        Attestation = "attestation",
        Certification = "certification",
        Authorization = "authorization",
        SelfAssessment = "self-assessment",
        Test = "test",
        Commitment = "commitment",
    }
}
words! {
    /// Design at a date, or design and operation over a period.
    ReportType { Type1 = "type-1", Type2 = "type-2", }
}
words! {
    /// What the auditor concluded on the whole.
    Opinion {
        Unqualified = "unqualified",
        Qualified = "qualified",
        Adverse = "adverse",
        Disclaimer = "disclaimer",
        NotDisclosed = "not-disclosed",
    }
}
words! {
    /// What the conclusion is about.
    Conclusion { Design = "design", DesignAndOperation = "design-and-operation", }
}
words! {
    /// The five categories of the trust services criteria.
    Category {
        Security = "security",
        Availability = "availability",
        ProcessingIntegrity = "processing-integrity",
        Confidentiality = "confidentiality",
        Privacy = "privacy",
    }
}
words! {
    /// How a subservice organization's controls are treated.
    Method { CarveOut = "carve-out", Inclusive = "inclusive", }
}
words! {
    /// Who reads reports and answers.
    Audience {
        Customer = "customer",
        InstitutionalCustomer = "institutional-customer",
        Prospect = "prospect",
        UserAuditor = "user-auditor",
        Regulator = "regulator",
        Shareholder = "shareholder",
        BusinessPartner = "business-partner",
        Public = "public",
    }
}
words! {
    /// What a reader gets of a test.
    Shared { Summary = "summary", Letter = "letter", Report = "report", Nothing = "nothing", }
}
words! {
    /// How a report reaches a reader.
    Distribution { Public = "public", Request = "request", Nda = "nda", Customer = "customer", }
}
words! {
    /// Who may have a document's file.
    Access { Public = "public", Request = "request", Nda = "nda", Customer = "customer", Internal = "internal", }
}
words! {
    /// What a document is.
    DocumentKind {
        Report = "report",
        Certificate = "certificate",
        BridgeLetter = "bridge-letter",
        StatementOfApplicability = "statement-of-applicability",
        PenetrationTest = "penetration-test",
        Policy = "policy",
        Plan = "plan",
        Diagram = "diagram",
        Whitepaper = "whitepaper",
        Questionnaire = "questionnaire",
        DataProcessingAgreement = "data-processing-agreement",
        Agreement = "agreement",
        Insurance = "insurance",
        Other = "other",
    }
}
words! {
    /// What happens to a subprocessor.
    ChangeKind { Added = "added", Changed = "changed", Replaced = "replaced", Ended = "ended", }
}
words! {
    /// How large a place is.
    LocationKind {
        Country = "country",
        Region = "region",
        City = "city",
        DataCenter = "data-center",
        Office = "office",
    }
}
words! {
    /// Whether a service is in scope of a report.
    Coverage { InScope = "in-scope", Planned = "planned", Partial = "partial", Excluded = "excluded", }
}
words! {
    /// What a link of a provider leads to.
    Rel {
        Terms = "terms",
        Contact = "contact",
        Reports = "reports",
        Status = "status",
        Security = "security",
        Privacy = "privacy",
    }
}
words! {
    /// What an update is about.
    UpdateKind {
        Report = "report",
        Scope = "scope",
        Policy = "policy",
        Document = "document",
        Subprocessor = "subprocessor",
        Incident = "incident",
        Site = "site",
        Other = "other",
    }
}
words! {
    /// What a banner announces.
    BannerKind { Notice = "notice", Event = "event", Maintenance = "maintenance", Security = "security", }
}
words! {
    /// The unit of a cadence.
    Unit { Day = "day", Week = "week", Month = "month", Quarter = "quarter", Year = "year", }
}
words! {
    /// How much of an answer readers see.
    Visibility { Public = "public", QuestionOnly = "question-only", Internal = "internal", }
}
words! {
    /// What a provider may decline to state about a control.
    ControlFact { Statement = "statement", OperatedSince = "operated_since", }
}
words! {
    /// What stands behind a control on a date; always derived, never typed.
    ControlState {
        /// A report that is in force covers an examination of it.
        Examined = "examined",
        /// A report covers an examination of it, and is not in force.
        Lapsed = "lapsed",
        /// There is its provider's word for it.
        Stated = "stated",
        NotStated = "not_stated",
        NotRecorded = "not_recorded",
    }
}
words! {
    /// What a report is for a control that cites it.
    Bearing {
        Examined = "examined",
        /// It covers an examination, and is not in force.
        Lapsed = "lapsed",
        /// Nobody but the provider looked, or not at controls.
        NoExamination = "no-examination",
        NotYet = "not-yet",
        Withdrawn = "withdrawn",
        /// The auditor could not form an opinion.
        Disclaimed = "disclaimed",
        /// It is measured against none of the criteria that the control names.
        OtherCriteria = "other-criteria",
        /// The control operates since a later day than the report speaks of.
        BeforeControl = "before-control",
        /// It covers none of the services that the control is about.
        OtherServices = "other-services",
    }
}
words! {
    /// What a provider may decline to state about itself.
    ProviderFact {
        LegalName = "legal_name",
        Services = "services",
        Locations = "locations",
        Documents = "documents",
        Subprocessors = "subprocessors",
    }
}
words! {
    /// The facts of reports; which belong to a report, and in which order, stands in `model::assurance`.
    FactName {
        Expected = "expected",
        Framework = "framework",
        Type = "type",
        Number = "number",
        CertificationBody = "certification_body",
        Accreditation = "accreditation",
        Authority = "authority",
        PackageId = "package_id",
        Questionnaire = "questionnaire",
        Tester = "tester",
        Method = "method",
        Level = "level",
        Subject = "subject",
        StatementOfApplicability = "statement_of_applicability",
        Period = "period",
        CompletedOn = "completed_on",
        RetestedOn = "retested_on",
        FirstIssuedOn = "first_issued_on",
        IssuedOn = "issued_on",
        ValidUntil = "valid_until",
        LastAuditOn = "last_audit_on",
        NextAuditOn = "next_audit_on",
        Cadence = "cadence",
        Auditor = "auditor",
        Assessor = "assessor",
        Opinion = "opinion",
        Exceptions = "exceptions",
        Criteria = "criteria",
        CriteriaEdition = "criteria_edition",
        Standards = "standards",
        Conclusion = "conclusion",
        Services = "services",
        Locations = "locations",
        Subservice = "subservice",
        Cuecs = "cuecs",
        Audiences = "audiences",
        Documents = "documents",
        Contact = "contact",
        Registers = "registers",
        Shared = "shared",
        Access = "access",
    }
}
words! {
    /// The facts of a category of data, in the order in which readers see them.
    DataFact {
        Subjects = "subjects",
        Purpose = "purpose",
        Places = "places",
        Retention = "retention",
        Deletion = "deletion",
        Subprocessors = "subprocessors",
        LegalBasis = "legal_basis",
        TransferBasis = "transfer_basis",
    }
}
words! {
    /// The facts of a use of AI, in the order in which readers see them.
    AiFact {
        Training = "training",
        ModelProvider = "model_provider",
        Model = "model",
        DataUsed = "data",
        Places = "places",
        Retention = "retention",
        OptOut = "opt_out",
        HumanReview = "human_review",
    }
}
words! {
    /// Whether customer data trains a model.
    Training {
        Never = "never",
        WithConsent = "with-consent",
        Always = "always",
    }
}
words! {
    /// Whether a fact is known.
    FactState {
        Given = "given",
        NotStated = "not_stated",
        NotApplicable = "not_applicable",
        /// Nobody has recorded what the provider says, or that it says nothing.
        NotRecorded = "not_recorded",
    }
}
words! {
    /// Where a report stands on a date; always derived, never typed.
    State {
        /// Nobody has it yet; its author says when it is due.
        Planned = "planned",
        /// What somebody commits to, which has no dates.
        Stated = "stated",
        Upcoming = "upcoming",
        InPeriod = "in-period",
        AwaitingReport = "awaiting-report",
        Current = "current",
        Bridged = "bridged",
        Stale = "stale",
        Superseded = "superseded",
        Expired = "expired",
        Withdrawn = "withdrawn",
        Undated = "undated",
    }
}
