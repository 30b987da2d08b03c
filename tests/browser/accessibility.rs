//! Every kind of page can be used by everybody: axe finds nothing, at a desk and on a phone, in every scheme of colors.

use crate::axe;
use crate::driver::Session;
use crate::script::{FIXTURE, fixture_site};
use crate::server::Server;
use crate::site::{Site, example, firm};

/// A name, the width of the window, a feature of media and its value, and the rules that may find something new there.
const CIRCUMSTANCES: [(&str, u32, (&str, &str), &str); 4] = [
    ("light", 1280, ("prefers-color-scheme", "light"), axe::ALL),
    ("dark", 1280, ("prefers-color-scheme", "dark"), axe::OF_COLORS),
    ("forced colors", 1280, ("forced-colors", "active"), axe::OF_COLORS),
    ("320 px", 320, ("prefers-color-scheme", "light"), axe::ALL),
];

#[test]
fn axe_finds_nothing_in_the_example() {
    check(example());
}

#[test]
fn axe_finds_nothing_in_what_a_firm_shows() {
    check(firm());
    check(&fixture_site("accessibility", FIXTURE));
}

/// Looks at one page of each kind.
#[track_caller]
fn check(site: &Site) {
    let (server, session) = (Server::start(&site.folder), Session::open());
    axe::bring(&session);
    let mut findings = Vec::new();
    for (kind, path) in site.largest_of_each_kind() {
        session.load(&server.url(path));
        for (circumstance, width, feature, rules) in CIRCUMSTANCES {
            session.set_size(width, 900);
            session.emulate_media(&[feature]);
            let found = axe::violations(&session, rules);
            findings.extend(found.iter().map(|what| format!("{kind} ({path}), {circumstance}: {what}")));
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}
