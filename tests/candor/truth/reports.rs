//! What is true of the reports of `northwind.txt` on 2026-11-27.

/// What is true of a report on that day.
pub(super) struct Report {
    pub(super) id: &'static str,
    pub(super) state: &'static str,
    /// The last day on which it is current, in figures and as a row has it.
    pub(super) until: Option<(&'static str, &'static str)>,
    /// The last day that a letter covers.
    pub(super) letter: Option<&'static str>,
    /// How many services its scope has, in part or whole.
    pub(super) services: Option<u64>,
    pub(super) facts: &'static [(&'static str, &'static [&'static str])],
}

pub(super) const REPORTS: &[Report] = &[
    Report {
        id: "soc-2",
        state: "current",
        until: Some(("2027-06-30", "until 30 Jun 2027")),
        letter: Some("2026-11-30"),
        services: Some(9),
        facts: &[
            ("period", &["2025-07-01/2026-06-30"]),
            ("issued_on", &["2026-08-14"]),
            ("opinion", &["unqualified"]),
            ("exceptions", &["2"]),
            ("criteria", &["security", "availability", "confidentiality"]),
            ("auditor", &["Example Audit LLP"]),
        ],
    },
    Report {
        id: "soc-2-2025",
        state: "superseded",
        until: None,
        letter: None,
        services: None,
        facts: &[
            ("period", &["2024-07-01/2025-06-30"]),
            ("issued_on", &["2025-08-20"]),
            ("opinion", &["qualified"]),
            ("criteria", &["security", "availability"]),
            ("auditor", &["Example Audit LLP"]),
        ],
    },
    Report {
        id: "soc-3",
        state: "current",
        until: Some(("2027-06-30", "until 30 Jun 2027")),
        letter: None,
        services: Some(8),
        facts: &[
            ("period", &["2025-07-01/2026-06-30"]),
            ("issued_on", &["2026-09-01"]),
            ("opinion", &["unqualified"]),
            ("criteria", &["security", "availability", "confidentiality"]),
            ("auditor", &["Example Audit LLP"]),
        ],
    },
    Report {
        id: "iso-27001",
        state: "current",
        until: Some(("2028-03-14", "until 14 Mar 2028")),
        letter: None,
        services: Some(6),
        facts: &[
            ("issued_on", &["2025-03-15"]),
            ("valid_until", &["2028-03-14"]),
            ("number", &["IS 700001"]),
            ("certification_body", &["Example Certification GmbH"]),
            ("next_audit_on", &["2027-03"]),
        ],
    },
    Report {
        id: "iso-42001",
        state: "planned",
        until: None,
        letter: None,
        services: None,
        facts: &[("expected", &["2027-06"])],
    },
    Report {
        id: "penetration-test",
        state: "current",
        until: Some(("2027-05-15", "until 15 May 2027")),
        letter: None,
        services: Some(1),
        facts: &[("period", &["2026-05-04/2026-05-15"]), ("tester", &["Example Security"])],
    },
    Report {
        id: "nimbus/soc-2",
        state: "current",
        until: Some(("2027-03-31", "until 31 Mar 2027")),
        letter: None,
        services: None,
        facts: &[
            ("period", &["2025-04-01/2026-03-31"]),
            ("issued_on", &["2026-05-20"]),
            ("opinion", &["unqualified"]),
            ("criteria", &["security"]),
            ("auditor", &["Another Audit LLP"]),
        ],
    },
];

impl Report {
    pub(super) fn address(&self) -> String {
        if self.id.contains('/') { format!("providers/{}/", self.id) } else { format!("reports/{}/", self.id) }
    }

    pub(super) fn is_held(&self) -> bool {
        self.state == "current"
    }

    pub(super) fn fact(&self, name: &str) -> Option<Vec<&str>> {
        self.facts.iter().find(|(fact, _)| *fact == name).map(|(_, values)| values.to_vec())
    }

    /// The first and the last day of the bar on its strip.
    pub(super) fn days(&self) -> Option<(&str, &str)> {
        let given = |name| self.fact(name).map(|values| values[0]);
        if self.state == "planned" {
            return Some(("2027-06-01", "2027-06-30"));
        }
        match given("period") {
            Some(period) => period.split_once('/'),
            None => Some((given("issued_on")?, given("valid_until")?)),
        }
    }
}
