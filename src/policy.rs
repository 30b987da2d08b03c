//! What browsers are told about the files of a site: one source for the policy that pages state, for the headers that
//! hosts send, and for those of the preview.
//!
//! Knows no page and does no I/O.

/// What a page may load and do. Each states it in its head.
pub(crate) const OF_PAGES: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'";

/// What only a header can say of pages: which policies of trusted types their scripts make.
pub(crate) const TRUSTED_TYPES: &str = "trusted-types search";

/// What only a header can say of every file: that no page shows it inside itself.
pub(crate) const NO_FRAMES: &str = "frame-ancestors 'none'";

/// For a file that could run scripts, such as a picture in SVG that is opened by itself: no rights at all.
pub(crate) const OF_ACTIVE_FILES: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

/// What is said of every file, whoever sends it.
pub(crate) const OF_ALL_FILES: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];
