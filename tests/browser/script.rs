//! What the script of the theme adds: the questions open, and what a page says keeps being true after its day.

use serde_json::json;

use crate::driver::Session;
use crate::server::Server;
use crate::site::{Site, publish};
use crate::support::project;

/// The day of the build. The report is current until 2026-12-31, the banner in force until 2026-07-31.
const BUILT_ON: &str = "2026-06-01";
pub(super) const FIXTURE: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://t.example/"

[[banner]]
text = "The report is being renewed."
valid = { start = 2026-05-01, end = 2026-07-31 }
-- content/faq/t/topic.toml --
title = "Topic"
-- content/faq/t/one.md --
+++
question = "One?"
+++
The first answer.

## Detail

More.
-- content/faq/t/two.md --
+++
question = "Two?"
+++
The second answer.
-- content/frameworks/soc-2.toml --
name = "SOC 2"
assurance = "attestation"
categories = ["security"]
-- content/providers/p/provider.toml --
name = "Provider"
-- content/providers/p/disclosure.toml --
contact = ["mailto:security@t.example"]
expires = 2027-01-01
languages = ["en"]
-- content/providers/p/services.toml --
[[service]]
id = "anti-ddos"
name = "Anti-DDoS"
abbreviations = ["AAD"]
[[service]]
id = "vault"
name = "Vault"
-- content/providers/p/scope.toml --
[[entry]]
service = "anti-ddos"
report = "soc-2"
status = "in-scope"
-- content/providers/p/reports/soc-2.toml --
framework = "soc-2"
type = "type-2"
period = { start = 2025-01-01, end = 2025-12-31 }
issued_on = 2026-02-01
"#;

const TOPIC: &str = "faq/t/index.html";
const REPORT: &str = "providers/p/soc-2/index.html";
const OPEN: &str = "return [...document.querySelectorAll('.question > details')].filter((q) => q.open).map((q) => q.querySelector('.answer').id)";
const CHIP: &str =
    "return [...document.querySelectorAll('.status-line .chip')].map((c) => [c.className, c.textContent])";
const BANNER: &str = "return [...document.querySelectorAll('.banner')].map((banner) => banner.checkVisibility())";

/// The site of a fixture, as it was on the day of the build.
pub(super) fn fixture_site(name: &str, fixture: &str) -> Site {
    publish(name, &project(fixture, BUILT_ON), str::to_owned)
}

/// The fixture's site in a browser.
struct Visit {
    server: Server,
    session: Session,
}

impl Visit {
    fn new(name: &str) -> Self {
        Self::of(name, FIXTURE)
    }

    fn of(name: &str, fixture: &str) -> Self {
        Self { server: Server::start(&fixture_site(name, fixture).folder), session: Session::open() }
    }

    fn load(&self, path: &str, fragment: &str) {
        self.session.load(&format!("{}{fragment}", self.server.url(path)));
    }

    /// Loads pages as on this day from here on.
    fn set_day(&self, day: &str) {
        self.session.run_on_every_page(&format!(
            "{{ const Now = Date; globalThis.Date = class extends Now {{ \
               constructor(...given) {{ if (given.length) super(...given); else super('{day}T12:00:00'); }} \
               static now() {{ return new Date().getTime(); }} }}; }}"
        ));
    }
}

#[test]
fn an_address_opens_its_question() {
    let visit = Visit::new("script-anchor");
    visit.load(TOPIC, "");
    assert_eq!(visit.session.run(OPEN), json!([]));
    visit.load(TOPIC, "#two");
    assert_eq!(visit.session.run(OPEN), json!(["two"]), "a link to a question, followed on the page");

    // The fragment alone would not load the page again.
    visit.session.load("about:blank");
    visit.load(TOPIC, "#one_detail");
    assert_eq!(visit.session.run(OPEN), json!(["one"]), "a link to a heading of an answer, followed from elsewhere");
}

#[test]
fn one_button_opens_and_closes_all() {
    let visit = Visit::new("script-button");
    visit.load(TOPIC, "");
    let click = "document.querySelector('[data-open-all]').click();";
    visit.session.run(click);
    assert_eq!(visit.session.run(OPEN), json!(["one", "two"]));
    visit.session.run(click);
    assert_eq!(visit.session.run(OPEN), json!([]));
}

#[test]
fn a_filter_finds_a_service_however_it_is_written() {
    let visit = Visit::new("script-filter");
    visit.load("scope/p/index.html", "");
    let shown = |text: &str| {
        visit.session.run(&format!(
            "const input = document.querySelector('[data-filter] input'); input.value = '{text}'; \
             input.dispatchEvent(new Event('input', {{ bubbles: true }})); \
             return [...document.querySelectorAll('tbody tr')].filter((row) => !row.hidden).length;"
        ))
    };
    for (text, rows) in [("", 2), ("anti ddos", 1), ("aad", 1), ("VAULT", 1), ("nothing", 0)] {
        assert_eq!(shown(text), json!(rows), "{text}");
    }
}

/// What a report covers in two environments and two places.
const PLACES: &str = r#"
-- content/providers/p/locations.toml --
[[location]]
id = "north"
name = "North"
[[location]]
id = "south"
name = "South"
-- content/providers/p/scope.csv --
service,report,environment,location,status
vault,soc-2,public,north,in-scope
vault,soc-2,private,,excluded
"#;

#[test]
fn a_cell_says_what_holds_where_a_reader_chooses() {
    let visit = Visit::of("script-choice", &format!("{FIXTURE}{PLACES}"));
    let session = &visit.session;
    // The banner would leave the page behind its day, and move what is below.
    visit.set_day(BUILT_ON);
    session.run_on_every_page(
        "window.shift = 0; new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shift += value; }) \
         .observe({ type: 'layout-shift', buffered: true });",
    );
    visit.load("scope/p/index.html", "");
    let choose = |environment: &str, place: &str| {
        session.run(&format!(
            "const choose = (id, text) => {{ const select = document.getElementById(id); \
               select.selectedIndex = [...select.options].findIndex((option) => option.text === text); \
               select.dispatchEvent(new Event('input', {{ bubbles: true }})); }}; \
             choose('filter-environment', '{environment}'); choose('filter-place', '{place}'); \
             return [...document.querySelectorAll('tbody tr')].filter((row) => !row.hidden) \
               .map((row) => [row.cells[0].querySelector('a').textContent, row.querySelector('.scope').textContent]);"
        ))
    };
    let ddos = json!(["Anti-DDoS", "In scope"]);
    assert_eq!(choose("Any", "Any"), json!([ddos, ["Vault", "Partly in scope"]]));
    assert_eq!(choose("public", "North"), json!([ddos, ["Vault", "In scope"]]));
    assert_eq!(choose("public", "South"), json!([ddos]), "what is not listed there is no answer to where it is");
    assert_eq!(choose("private", "North"), json!([ddos]));
    assert_eq!(choose("Any", "North"), json!([ddos, ["Vault", "Partly in scope"]]));
    assert_eq!(choose("Any", "Any"), json!([ddos, ["Vault", "Partly in scope"]]));

    session.set_size(320, 640);
    visit.load("scope/p/index.html", "");
    let right = session.run("return document.getElementById('scope-table').getBoundingClientRect().right");
    assert!(right.as_f64().unwrap() <= 320.0, "a phone shows the table in full: {right}");
    assert!(session.run("return window.shift").as_f64().unwrap() < 0.02, "what un-hides moves the page");
}

#[test]
fn statuses_and_banners_are_those_of_the_readers_day() {
    let visit = Visit::new("script-day");
    let current = json!([["chip chip-current", "current"]]);
    let stale = json!([["chip chip-stale", "stale"]]);
    let cases = [
        // A clock that is behind shows what the page says.
        ("2020-01-01", &current, true),
        ("2026-07-31", &current, true),
        ("2026-08-01", &current, false),
        ("2026-12-31", &current, false),
        ("2027-01-01", &stale, false),
    ];
    for (day, chip, banner) in cases {
        visit.set_day(day);
        visit.load(REPORT, "");
        let shown = visit.session.run(CHIP).to_string().to_lowercase();
        assert_eq!(shown, chip.to_string(), "the status on {day}");
        assert_eq!(visit.session.run(BANNER), json!([banner]), "the banner on {day}");
    }
    let reason = visit.session.run("return document.querySelector('[data-status-text]').textContent");
    let replaced = visit.session.run("return document.querySelector('[data-status-text]').dataset.statusText");
    assert_eq!(reason, replaced, "the reason of the old status is gone");
}
