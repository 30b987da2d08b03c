//! Quick fixes: the name that was meant in the place of the one that was written.

use std::collections::HashMap;
use std::ops::Range;

use gen_lsp_types as lsp;

use super::client::Client;
use super::position::Positions;
use super::site::Site;
use crate::path::SourcePath;

/// The fixes for what was found in a part of a file.
pub(super) fn fixes(site: &Site, path: &SourcePath, range: lsp::Range, client: &Client) -> Vec<lsp::CodeAction> {
    let Some(text) = site.text(path) else { return Vec::new() };
    let positions = Positions::new(&text, client.encoding);
    let asked = positions.bytes(range);
    let is_near = |place: &Range<usize>| place.start <= asked.end && asked.start <= place.end;
    let findings: Vec<_> = site
        .project
        .findings_in(path)
        .into_iter()
        .filter(|finding| is_near(&finding.place.span.clamp(&text)))
        .collect();
    let fix = |finding: &crate::diag::Diagnostic| {
        let place = finding.place.span.clamp(&text);
        let (part, meant) = finding.instead.as_ref()?.within(&text[place.clone()])?;
        let range = positions.range(place.start + part.start..place.start + part.end);
        let edit = lsp::TextEdit { range, new_text: meant.to_owned() };
        Some(lsp::CodeAction {
            title: format!("Change to `{meant}`"),
            kind: Some(lsp::CodeActionKind::QuickFix),
            diagnostics: Some(site.diagnostics(std::slice::from_ref(finding), client)),
            is_preferred: Some(true),
            edit: Some(lsp::WorkspaceEdit {
                changes: Some(HashMap::from([(site.uri(path), vec![edit])])),
                ..Default::default()
            }),
            ..Default::default()
        })
    };
    findings.iter().filter_map(fix).collect()
}
