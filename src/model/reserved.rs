//! The names in the output that the site keeps for itself: those of its files, and of the folders of its pages.
//!
//! The addresses of what belongs to the site's own company are none of them: beside `reports/soc-2/` a page may lie at
//! `reports/`.

use super::feeds::Feed;
use super::kinds::PageKind;
use super::questionnaire::answers_at;

/// What the site puts at its root besides pages.
const OWN_FILES: [&str; 6] = ["files", "index.html", "index.json", "manifest.sha256", "robots.txt", "sitemap.xml"];
/// The folders that hold nothing but what the site puts there.
const OWN_FOLDERS: [&str; 2] = ["assets", "search"];

/// The files at the root that hosts read. One of the site's own in `static/` takes the place of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostFile {
    /// Keeps GitHub Pages from leaving out what begins with an underscore.
    NoJekyll,
    Headers,
    Redirects,
}

impl HostFile {
    pub(crate) const ALL: [HostFile; 3] = [HostFile::NoJekyll, HostFile::Headers, HostFile::Redirects];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NoJekyll => ".nojekyll",
            Self::Headers => "_headers",
            Self::Redirects => "_redirects",
        }
    }
}

/// The names of the files that every page fills.
const PAGE_FILES: [&str; 3] = ["index.html", "index.json", "index.md"];

/// Whether a folded path is that of a file that hosts read, so that nothing can lie below it.
pub(crate) fn is_host_file(path: &str) -> bool {
    HostFile::ALL.iter().any(|file| file.name() == path)
}

/// Whether a folded path is that of a file that the site makes, so that nothing can lie below it.
pub(crate) fn is_own_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_at_top = path.contains('.') && (OWN_FILES.contains(&path) || path == PageKind::NotFound.address());
    let is_sitemap = path.starts_with("sitemap-") && path.ends_with(".xml") && !path.contains('/');
    is_at_top || is_sitemap || PAGE_FILES.contains(&name) || Feed::at(path).is_some() || answers_at(path).is_some()
}

/// Whether a path of the output, without the language before it, belongs to the site itself.
pub(crate) fn is_own_path(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or(path);
    let is_in_folder = OWN_FOLDERS.contains(&first) || Feed::at(path).is_some();
    let is_of_page = |kind: PageKind| kind.address().split('/').next() == Some(path);
    path.is_empty() || OWN_FILES.contains(&path) || PageKind::all().any(is_of_page) || is_in_folder
}
