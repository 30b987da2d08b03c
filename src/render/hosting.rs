//! What hosts read beside the pages, in the syntax of Cloudflare Pages and Netlify: `_headers` and `_redirects`.
//!
//! - Hosts read both at the top of what is published only, so paths begin there, whatever path the base URL has. The
//!   addresses that redirects lead to are those of readers, with that path.
//! - Where several rules hold, Cloudflare joins the values of a header; `! Name` before a value drops those of the rules
//!   above. Netlify lets the last rule hold and passes over such lines.
//! - Cloudflare reads 100 rules, lines of 2,000 characters, and 2,000 redirects of 1,000 characters. The rules are few,
//!   however large the site is; redirects beyond the limits are served by the pages at the old addresses.

use std::fmt::Write;

use crate::parse::html::encoded_address;
use crate::policy::{NO_FRAMES, OF_ACTIVE_FILES, OF_ALL_FILES, OF_PAGES, TRUSTED_TYPES};

/// How many redirects Cloudflare Pages follows, and how long each can be.
const MOST_REDIRECTS: usize = 2_000;
const LONGEST_REDIRECT: usize = 1_000;

/// A page is asked for again each time; what has another name when its bytes are others, never.
const REVALIDATED: &str = "no-cache";
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// What is said besides of every file on the web; the preview has no TLS.
const ON_THE_WEB: [(&str, &str); 2] = [
    ("Strict-Transport-Security", "max-age=31536000"),
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
         midi=(), payment=(), usb=()",
    ),
];

/// What some files have in the place of what all have: a pattern, a header, its value.
const EXCEPTIONS: [(&str, &str, &str); 11] = [
    ("/assets/*", "Cache-Control", IMMUTABLE),
    ("/*.svg", "Content-Security-Policy", OF_ACTIVE_FILES),
    // The browser shows it by means of its own, which the policy of pages would stop.
    ("/*.pdf", "Content-Security-Policy", NO_FRAMES),
    ("/*.md", "Content-Type", "text/markdown; charset=utf-8"),
    ("/*.json", "Content-Type", "application/json"),
    ("/*.txt", "Content-Type", "text/plain; charset=utf-8"),
    ("/*.csv", "Content-Type", "text/csv; charset=utf-8"),
    ("/*.sha256", "Content-Type", "text/plain; charset=utf-8"),
    ("/*.sha512", "Content-Type", "text/plain; charset=utf-8"),
    ("/*/feed.xml", "Content-Type", "application/atom+xml; charset=utf-8"),
    ("/*/feed.json", "Content-Type", "application/feed+json"),
];

/// The headers of every file.
pub(crate) fn headers() -> Vec<u8> {
    let mut text = String::from("# static/_headers takes the place of this file.\n/*\n");
    let policy = format!("{OF_PAGES}; {TRUSTED_TYPES}; {NO_FRAMES}");
    let named = [("Content-Security-Policy", policy.as_str()), ("Cache-Control", REVALIDATED)];
    for (name, value) in named.into_iter().chain(ON_THE_WEB).chain(OF_ALL_FILES) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for (pattern, name, value) in EXCEPTIONS {
        let _ = write!(text, "{pattern}\n  ! {name}\n  {name}: {value}\n");
    }
    text.into_bytes()
}

/// The way from each old address, as it is written, to the path that readers find the page at.
pub(crate) fn redirects(moved: &[(&str, String)]) -> Vec<u8> {
    let mut text = String::from("# static/_redirects takes the place of this file.\n");
    let lines: Vec<String> = moved
        .iter()
        .map(|(old, present)| format!("/{} {} 301\n", encoded_address(old), encoded_address(present)))
        .collect();
    if lines.len() > MOST_REDIRECTS || lines.iter().any(|line| line.len() > LONGEST_REDIRECT) {
        let _ = writeln!(
            text,
            "# Cloudflare Pages follows the first {MOST_REDIRECTS} of up to {LONGEST_REDIRECT} characters; \
             behind the others stand pages that lead on."
        );
    }
    (text + &lines.concat()).into_bytes()
}
