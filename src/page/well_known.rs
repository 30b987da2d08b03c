//! The files at places that everybody knows.

use super::Output;
use crate::model::well_known::FOLDER;
use crate::path::OutPath;
use crate::published::Published;

/// Every such file with its place.
pub(super) fn well_known(site: &Published<'_>) -> Vec<(Option<OutPath>, Output)> {
    let files = site.well_known().into_iter();
    files.map(|file| (OutPath::new(&file.address()), Output::WellKnown(file))).collect()
}

/// The file at a path.
pub(super) fn well_known_at(site: &Published<'_>, path: &OutPath) -> Option<Output> {
    if !path.as_str().starts_with(FOLDER) {
        return None;
    }
    site.well_known().into_iter().find(|file| file.address() == path.as_str()).map(Output::WellKnown)
}
