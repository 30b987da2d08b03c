//! The rules of the HTTP Observatory, as far as a static site can meet them.
//!
//! A site begins with 100 points. What is missing costs points, and what is better than needed earns some where no more
//! than ten were lost. What needs a cookie or the preload list of browsers is left out: it could only add points.

use std::collections::BTreeMap;

/// Half a year in seconds.
const SIX_MONTHS: u64 = 15_768_000;

/// The points of a page by its headers, whose names are in lower case, and its HTML.
pub(super) fn points(headers: &BTreeMap<String, String>, html: &str) -> i32 {
    let value = |name: &str| headers.get(name).map_or("", String::as_str);
    let policy = value("content-security-policy");
    let sources = |directive: &str| {
        let mut directives = policy.split(';').map(str::trim);
        directives.find_map(|text| text.strip_prefix(directive)?.strip_prefix(' '))
    };
    let or_default = |directive: &str| sources(directive).or_else(|| sources("default-src")).unwrap_or("*");
    let is_unsafe = |directive: &str| {
        let parts = ["'unsafe-", "data:", "https:", "http:", "*"];
        parts.iter().any(|part| or_default(directive).contains(part))
    };
    let frames = sources("frame-ancestors").is_some_and(|sources| sources == "'none'" || sources == "'self'");
    let max_age = value("strict-transport-security").split("max-age=").nth(1).unwrap_or("0");
    let max_age: u64 = max_age.split(';').next().unwrap().trim().parse().unwrap_or(0);
    let referrer = value("referrer-policy");
    let private = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];
    let resources = value("cross-origin-resource-policy");
    let modifiers = [
        match () {
            () if policy.is_empty() => -25,
            () if is_unsafe("script-src") || is_unsafe("object-src") => -20,
            () if is_unsafe("style-src") => 0,
            () if sources("default-src") == Some("'none'") => 10,
            () => 5,
        },
        match max_age {
            0 => -20,
            1..SIX_MONTHS => -10,
            _ => 0,
        },
        if value("x-content-type-options") == "nosniff" { 0 } else { -5 },
        match value("x-frame-options") {
            _ if frames => 5,
            "DENY" | "SAMEORIGIN" => 0,
            _ => -20,
        },
        match () {
            () if private.contains(&referrer) => 5,
            () if ["", "no-referrer-when-downgrade"].contains(&referrer) => 0,
            () => -5,
        },
        if ["same-origin", "same-site"].contains(&resources) { 10 } else { 0 },
        if headers.contains_key("access-control-allow-origin") { -50 } else { 0 },
        of_scripts(html),
    ];
    let (bonuses, penalties): (Vec<i32>, Vec<i32>) = modifiers.into_iter().partition(|points| *points > 0);
    let base = 100 + penalties.iter().sum::<i32>();
    if base >= 90 { base + bonuses.iter().sum::<i32>() } else { base.max(0) }
}

/// Scripts of the site itself that state their digests earn points, and others without cost them.
fn of_scripts(html: &str) -> i32 {
    let scripts: Vec<&str> = html
        .split("<script")
        .skip(1)
        .filter_map(|tag| tag.split('>').next())
        .filter(|tag| tag.contains("src="))
        .collect();
    let is_foreign = |tag: &&str| tag.contains("src=\"http") || tag.contains("src=\"//");
    let states_digest = |tag: &&str| tag.contains("integrity=\"sha");
    match () {
        () if scripts.iter().any(|tag| is_foreign(tag) && !states_digest(tag)) => -5,
        () if !scripts.is_empty() && scripts.iter().all(states_digest) => 5,
        () => 0,
    }
}

#[test]
fn a_site_without_headers_gets_few_points() {
    assert_eq!(points(&BTreeMap::new(), "<script src=\"a.js\"></script>"), 30);
    let weak =
        [("content-security-policy", "script-src 'unsafe-inline'"), ("strict-transport-security", "max-age=300")];
    let weak = weak.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    assert_eq!(points(&weak, ""), 100 - 20 - 10 - 5 - 20);
}
