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
    "assets/results.js",
    "assets/search.js/1-words.js",
    "assets/search.js/2-index.js",
    "assets/search.js/3-rank.js",
    "assets/search.js/4-marks.js",
    "assets/search.js/5-address.js",
    "assets/search.js/6-answer.js",
    "assets/search.js/7-dialog.js",
    "assets/search.js/8-target.js",
    "assets/site.js",
    "assets/style.css",
    "i18n/en.toml",
    "i18n/zh-Hans.toml",
    "i18n/zh-Hant.toml",
    "templates/a_to_z.html",
    "templates/a_to_z.md",
    "templates/base.html",
    "templates/base.md",
    "templates/compare.html",
    "templates/compare.md",
    "templates/comparisons.html",
    "templates/comparisons.md",
    "templates/company.html",
    "templates/company.md",
    "templates/components.html",
    "templates/components.md",
    "templates/criteria.html",
    "templates/criteria.md",
    "templates/documents.html",
    "templates/documents.md",
    "templates/entry.html",
    "templates/entry.md",
    "templates/framework.html",
    "templates/framework.md",
    "templates/frameworks.html",
    "templates/frameworks.md",
    "templates/glossary.html",
    "templates/glossary.md",
    "templates/home.html",
    "templates/home.md",
    "templates/not_found.html",
    "templates/page.html",
    "templates/page.md",
    "templates/provider.html",
    "templates/provider.md",
    "templates/providers.html",
    "templates/providers.md",
    "templates/redirect.html",
    "templates/report.html",
    "templates/report.md",
    "templates/scope.html",
    "templates/scope.md",
    "templates/scope_provider.html",
    "templates/scope_provider.md",
    "templates/search.html",
    "templates/search.md",
    "templates/service.html",
    "templates/service.md",
    "templates/subprocessors.html",
    "templates/subprocessors.md",
    "templates/timeline.html",
    "templates/timeline.md",
    "templates/topic.html",
    "templates/topic.md",
    "templates/topics.html",
    "templates/topics.md",
    "templates/update.html",
    "templates/update.md",
    "templates/updates.html",
    "templates/updates.md",
];

/// The bytes of a file of the built-in theme, by its path within it.
pub(super) fn file(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
}
