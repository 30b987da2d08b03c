//! Every kind of page can be used by everybody: axe finds nothing, and nothing is wider than a phone.

use serde_json::json;

use crate::driver::Session;
use crate::npm::npm;
use crate::script::{FIXTURE, fixture_site};
use crate::server::Server;
use crate::site::{example, firm};

/// All rules but two kinds. Those of level AAA go beyond what a site can promise. `focus-order-semantics`, an experiment,
/// wants whatever scrolls to be a landmark; many landmarks on a page that all are "a table" help nobody.
pub(super) const RUN_AXE: &str = r#"
document.querySelectorAll("details").forEach((details) => { details.open = true; });
const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"];
const { violations } = await axe.run(document, { runOnly: { type: "tag", values }, rules: { "focus-order-semantics": { enabled: false } }, resultTypes: ["violations"] });
return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
  `${id}: ${node.target.join(" ")}: ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")}`));
"#;

const WIDTH: &str = "return Math.max(document.scrollingElement.scrollWidth, document.body.scrollWidth)";
const PHONE: u32 = 320;

#[test]
fn axe_finds_nothing_in_light_and_dark() {
    let schemes = [[("prefers-color-scheme", "light")], [("prefers-color-scheme", "dark")]];
    check(|session, say| {
        for features in &schemes {
            session.emulate_media(features);
            say(features[0].1);
        }
    });
}

#[test]
fn axe_finds_nothing_in_forced_colors_and_on_a_phone() {
    check(|session, say| {
        session.emulate_media(&[("forced-colors", "active")]);
        say("forced colors");
        session.emulate_media(&[]);
        session.set_size(PHONE, 640);
        say("320 px");
        session.set_size(1280, 900);
    });
}

/// Looks at one page of each kind in the circumstances that `vary` brings about; it names each.
#[track_caller]
fn check(vary: impl Fn(&Session, &mut dyn FnMut(&str))) {
    let axe = std::fs::read_to_string(npm("axe-core@4", "axe-core/axe.min.js")).unwrap();
    let session = Session::open();
    session.command("Page.enable", &json!({}));
    session.command("Page.setBypassCSP", &json!({ "enabled": true }));
    session.run_on_every_page(&axe);
    let mut findings = Vec::new();
    let fixture = fixture_site("accessibility", FIXTURE);
    for site in [example(), firm(), &fixture] {
        let server = Server::start(&site.folder);
        for (kind, path) in site.largest_of_each_kind() {
            session.load(&server.url(path));
            vary(&session, &mut |circumstance| {
                let found = session.wait_for(RUN_AXE);
                let found = found.as_array().unwrap_or_else(|| panic!("{path}: {found}"));
                findings.extend(found.iter().map(|what| format!("{kind} ({path}), {circumstance}: {what}")));
            });
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn nothing_is_wider_than_a_phone() {
    let (site, session) = (example(), Session::open());
    session.set_size(PHONE, 640);
    let server = Server::start(&site.folder);
    let too_wide = |path: &String| {
        session.load(&server.url(path));
        session.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
        let width = session.run(WIDTH).as_u64().unwrap();
        (width > PHONE.into()).then(|| format!("{path}: {width} px"))
    };
    let findings: Vec<String> = site.pages.keys().filter_map(too_wide).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}
