//! Findings as diagnostics of the protocol.

use gen_lsp_types as lsp;

use super::position::Positions;
use crate::diag::{Diagnostic, Place, Severity};

/// A finding in a text; `location` says where another place is, as far as the client can be led there.
pub(super) fn diagnostic(
    finding: &Diagnostic,
    positions: &Positions<'_>,
    location: impl Fn(&Place) -> Option<lsp::Location>,
) -> lsp::Diagnostic {
    let related = finding.related.iter().filter_map(|(place, label)| {
        Some(lsp::DiagnosticRelatedInformation { location: location(place)?, message: label.clone() })
    });
    let related: Vec<_> = related.collect();
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    lsp::Diagnostic {
        range: positions.range_of(finding.place.span),
        severity: Some(match finding.code.severity() {
            Severity::Error => lsp::DiagnosticSeverity::Error,
            Severity::Warning => lsp::DiagnosticSeverity::Warning,
        }),
        code: Some(finding.code.name().to_owned().into()),
        source: Some("candor".to_owned()),
        message: format!("{}{help}", finding.message).into(),
        related_information: (!related.is_empty()).then_some(related),
        ..Default::default()
    }
}
