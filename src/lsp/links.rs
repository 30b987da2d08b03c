//! Where that is written which a place names: a record, a declared source, a file.

use gen_lsp_types as lsp;

use super::client::Client;
use super::position::Positions;
use super::site::Site;
use crate::path::SourcePath;

/// The places to go to; none for what is part of the program.
pub(super) fn definitions(
    site: &Site,
    path: &SourcePath,
    position: lsp::Position,
    client: &Client,
) -> Vec<lsp::Location> {
    let Some(text) = site.text(path) else { return Vec::new() };
    let offset = Positions::new(&text, client.encoding).offset(position);
    let Some((named, _)) = site.project.named_at(path, offset) else { return Vec::new() };
    let location = |place: crate::diag::Place| {
        let text = site.text(&place.path).unwrap_or_default();
        let range = Positions::new(&text, client.encoding).range_of(place.span);
        lsp::Location { uri: site.uri(&place.path), range }
    };
    site.project.places_of(&named).into_iter().map(location).collect()
}
