//! The theme that the program carries: the files of `themes/default`, as they were when it was compiled.

/// A file of the theme: its path within it, and its bytes.
pub(super) type File = (&'static str, &'static [u8]);

macro_rules! files {
    ($($path:literal,)+) => {
        &[$(($path, include_bytes!(concat!("../../themes/default/", $path))),)+]
    };
}

/// Every file of the built-in theme.
pub(super) static FILES: &[File] = files![
    "assets/icon.svg",
    "assets/local.js",
    "assets/search.js/1-words.js",
    "assets/search.js/2-index.js",
    "assets/search.js/3-rank.js",
    "assets/search.js/4-marks.js",
    "assets/search.js/5-address.js",
    "assets/search.js/6-answer.js",
    "assets/search.js/7-dialog.js",
    "assets/search.js/8-page.js",
    "assets/search.js/9-target.js",
    "assets/site.js",
    "assets/style.css",
    "i18n/en.toml",
    "i18n/zh-Hans.toml",
    "templates/a_to_z.html",
    "templates/base.html",
    "templates/compare.html",
    "templates/comparisons.html",
    "templates/components.html",
    "templates/criteria.html",
    "templates/documents.html",
    "templates/entry.html",
    "templates/framework.html",
    "templates/frameworks.html",
    "templates/glossary.html",
    "templates/home.html",
    "templates/not_found.html",
    "templates/page.html",
    "templates/provider.html",
    "templates/providers.html",
    "templates/redirect.html",
    "templates/report.html",
    "templates/scope.html",
    "templates/scope_provider.html",
    "templates/search.html",
    "templates/service.html",
    "templates/subprocessors.html",
    "templates/timeline.html",
    "templates/topic.html",
    "templates/topics.html",
    "templates/update.html",
    "templates/updates.html",
];

/// The bytes of a file of the built-in theme, by its path within it.
pub(super) fn file(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
}
