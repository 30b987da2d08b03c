//! How severe a weakness is, by a vector of the Common Vulnerability Scoring System. The only file that names the package
//! for it.

use std::collections::BTreeSet;

use cvss::Cvss;

use super::terms::{Word, words};

words! {
    /// How severe a weakness is, the worst first.
    Severity { Critical = "critical", High = "high", Medium = "medium", Low = "low", None = "none", }
}

impl Severity {
    /// The word for a base score, which is from 0 to 10.
    pub(crate) fn of_score(score: f64) -> Option<Self> {
        let above =
            [(9.0, Self::Critical), (7.0, Self::High), (4.0, Self::Medium), (0.1, Self::Low), (0.0, Self::None)];
        above.into_iter().find(|(least, _)| (*least..=10.0).contains(&score)).map(|(_, severity)| severity)
    }
}

/// A vector of base metrics, with the score that follows from them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Vector {
    text: String,
    version: &'static str,
    /// The score in tenths.
    tenths: u16,
    severity: Severity,
}

/// The versions of the system with their base metrics, each of which a vector has once.
const VERSIONS: [(&str, &str); 3] =
    [("3.0", "AV AC PR UI S C I A"), ("3.1", "AV AC PR UI S C I A"), ("4.0", "AV AC AT PR UI VC VI VA SC SI SA")];

impl Vector {
    /// Reads a vector; the error is the help for its author.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.split('/');
        let version = parts.next().and_then(|first| first.strip_prefix("CVSS:"));
        let Some((version, metrics)) = VERSIONS.into_iter().find(|(known, _)| version == Some(known)) else {
            return Err("write a vector of CVSS 3.1 or 4.0, which begins with `CVSS:3.1/` or `CVSS:4.0/`".to_owned());
        };
        let given: Vec<&str> = parts.map(|part| part.split(':').next().unwrap_or(part)).collect();
        let distinct: BTreeSet<&str> = given.iter().copied().collect();
        if distinct.len() != given.len() || distinct != metrics.split(' ').collect() {
            return Err(format!("give each of the base metrics once, and no other: {}", metrics.replace(' ', ", ")));
        }
        let cvss: Cvss =
            text.parse().map_err(|_| "write each metric with one of its values, such as `AV:N`".to_owned())?;
        let severity = Severity::ALL.iter().find(|(word, _)| *word == cvss.severity().as_str());
        let severity = severity.map_or(Severity::None, |(_, severity)| *severity);
        // Scores have one decimal.
        let tenths = VALUES.into_iter().find(|tenths| cvss.score() * 10.0 < f64::from(*tenths) + 0.5).unwrap_or(100);
        Ok(Self { text: text.to_owned(), version, tenths, severity })
    }

    /// The vector as it is written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The version of the system: `3.1`.
    pub(crate) fn version(&self) -> &'static str {
        self.version
    }

    /// The base score: `9.8`.
    pub(crate) fn score(&self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }

    /// The word for the score.
    pub(crate) fn severity(&self) -> Severity {
        self.severity
    }
}

/// Every score that there is, in tenths.
const VALUES: std::ops::RangeInclusive<u16> = 0..=100;
