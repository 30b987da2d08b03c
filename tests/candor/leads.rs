//! The leads of pages: each says in its HTML, Markdown and JSON what is so on the day, and nothing of reports that have
//! lapsed, are to come or have no dates that only current ones may claim.

use serde_json::Value;

use candor::project::Project;

use crate::support::{page, project};

const AS_OF: &str = "2026-11-27";

const BASE: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://t.example/"
locales = ["en", "zh-Hans"]
-- content/frameworks/soc-2.toml --
name = "SOC 2"
assurance = "attestation"
categories = ["security", "privacy"]
-- content/frameworks/iso.toml --
name = "ISO 27001"
assurance = "certification"
-- content/criteria/tsp.toml --
name = "TSP"
categories = ["security"]
[[criterion]]
id = "CC6.1"
[[criterion]]
id = "CC6.10"
-- content/providers/acme/provider.toml --
name = "Acme"
-- content/providers/beta/provider.toml --
name = "Beta"
-- content/providers/acme/services.toml --
[[service]]
id = "waf"
name = "WAF"
[[service]]
id = "dns"
name = "DNS"
"#;

/// An examination of the year up to a day, issued thereafter.
fn soc_2(start: &str, end: &str, issued: &str) -> String {
    format!("framework = \"soc-2\"\nperiod = {{ start = {start}, end = {end} }}\nissued_on = {issued}\n")
}

fn report(owner: &str, id: &str, text: &str) -> String {
    format!("-- content/providers/{owner}/reports/{id}.toml --\n{text}\n")
}

fn site(reports: &[String]) -> Project {
    project(&format!("{BASE}{}", reports.concat()), AS_OF)
}

/// The lead of a page, which its three encodings share.
#[track_caller]
fn lead(site: &Project, path: &str) -> String {
    let json: Value = serde_json::from_str(&page(site, &format!("{path}index.json"))).unwrap();
    let lead = json["data"]["lead"].as_str().expect("a lead").to_owned();
    let html = page(site, &format!("{path}index.html"));
    assert!(html.contains(&format!("<p class=\"lead\">{lead}</p>")), "no `{lead}` in {html}");
    let words: String = page(site, &format!("{path}index.md")).replace('\\', "");
    assert!(words.contains(&lead), "no `{lead}` in {words}");
    lead
}

fn current() -> String {
    soc_2("2025-07-01", "2026-06-30", "2026-08-14")
}

#[test]
fn a_timeline_names_what_lapses_next() {
    let certificate = "framework = \"iso\"\nissued_on = 2024-03-15\nvalid_until = 2027-03-14";
    let site = site(&[report("acme", "one", &current()), report("beta", "two", certificate)]);
    assert_eq!(
        lead(&site, "timeline/"),
        "2 reports: 2 current. The next to lapse is Beta ISO 27001, on 14 March 2027."
    );
    let html = page(&site, "timeline/index.html");
    let place = |words: &str| html.find(words).unwrap_or_else(|| panic!("no {words} in {html}"));
    assert!(place(">Beta ISO 27001<") < place(">Acme SOC 2<"), "the next to lapse stands on top");
}

#[test]
fn a_timeline_claims_no_lapse_of_what_has_lapsed_is_to_come_or_has_no_dates() {
    let expired = "framework = \"iso\"\nissued_on = 2021-01-01\nvalid_until = 2024-01-01";
    let upcoming = "framework = \"soc-2\"\nperiod = { start = 2027-01-01, end = 2027-12-31 }";
    let site = site(&[
        report("acme", "gone", expired),
        report("acme", "next", upcoming),
        report("beta", "bare", "framework = \"soc-2\""),
    ]);
    assert_eq!(
        lead(&site, "timeline/"),
        "3 reports: 1 undated, 1 upcoming, 1 expired. None of them has a known expiry."
    );
    let html = page(&site, "timeline/index.html");
    let titles: Vec<&str> =
        html.split("<h2 class=\"tl-group\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(titles, ["Under way and planned", "Earlier"]);
    assert_eq!(lead(&self::site(&[]), "timeline/"), "No report is recorded here.");
}

#[test]
fn a_comparison_counts_what_differs_and_what_to_ask() {
    let full = format!("{}opinion = \"qualified\"\nauditor = \"Audit LLP\"\n", current());
    let site = site(&[report("acme", "one", &full), report("beta", "two", "framework = \"soc-2\"")]);
    let lead = lead(&site, "compare/soc-2/");
    assert!(lead.ends_with("Worth asking: 1 question for Acme, 4 questions for Beta."), "{lead}");
    let html = page(&site, "compare/soc-2/index.html");
    for question in ["Read the basis for the opinion", "Ask who signed it", "Ask when it was issued"] {
        assert_eq!(html.matches(question).count(), 1, "{question}");
    }
    let chinese = self::lead(&site, "zh-Hans/compare/soc-2/");
    assert!(chinese.contains("值得询问：Acme 1 项，Beta 4 项。"), "{chinese}");
}

#[test]
fn a_report_that_lapses_soon_calls_for_a_question() {
    let soon = soc_2("2025-01-01", "2025-12-31", "2026-02-01");
    let site = site(&[report("acme", "one", &current()), report("beta", "two", &soon)]);
    let html = page(&site, "compare/soc-2/index.html");
    assert!(html.contains("34 days left: ask when the next is due"), "{html}");
}

#[test]
fn earlier_reports_stand_beside_those_in_force() {
    let old = soc_2("2024-07-01", "2025-06-30", "2025-08-14");
    let new = format!("{}supersedes = \"old\"\n", current());
    let site = site(&[report("acme", "old", &old), report("acme", "new", &new), report("beta", "two", &current())]);
    let html = page(&site, "compare/soc-2/index.html");
    assert!(html.contains("Also show Acme SOC 2 (2025)"), "{html}");
    assert!(html.contains("<table class=\"compare pair\""), "two are compared: {html}");
    let alone = self::site(&[report("acme", "old", &old), report("acme", "new", &new)]);
    let html = page(&alone, "compare/soc-2/index.html");
    assert!(!html.contains("id=\"also\""), "with one in force, all are compared: {html}");
    let only = self::site(&[report("acme", "one", &current())]);
    let lead = lead(&only, "compare/soc-2/");
    assert_eq!(lead, "Acme SOC 2 is the only report under SOC 2 here, so there is nothing to compare it with.");
}

#[test]
fn scope_counts_reports_in_force_and_says_when_they_are_not_current() {
    let covering = |dates: &str| format!("{dates}services = [\"waf\"]\n");
    let site = |dates: &str| self::site(&[report("acme", "one", &covering(dates))]);
    let held = site(&current());
    assert_eq!(lead(&held, "scope/acme/"), "1 of the 2 services recorded here is in scope of SOC 2.");
    assert_eq!(lead(&held, "scope/acme/waf/"), "In scope of SOC 2.");
    assert_eq!(lead(&held, "scope/acme/dns/"), "Not among the services listed for SOC 2.");
    let undated = site("framework = \"soc-2\"\n");
    assert_eq!(
        lead(&undated, "scope/acme/"),
        "1 of the 2 services recorded here is in scope of SOC 2. Of these reports: 1 undated."
    );
    assert_eq!(lead(&undated, "scope/acme/waf/"), "In scope of SOC 2. Of these reports: 1 undated.");
    let gone = site("framework = \"iso\"\nissued_on = 2021-01-01\nvalid_until = 2024-01-01\n");
    assert_eq!(
        lead(&gone, "scope/acme/"),
        "1 of the 2 services recorded here is in scope of ISO 27001. Of these reports: 1 expired."
    );
    assert_eq!(lead(&gone, "scope/acme/waf/"), "No report of the provider is in force.");
    let silent = self::site(&[report("acme", "one", &current())]);
    assert_eq!(
        lead(&silent, "scope/acme/"),
        "Acme: which of the 2 services a report in force covers is not known here."
    );
}

#[test]
fn a_framework_names_who_has_a_report_in_force_only() {
    let expired = "framework = \"iso\"\nissued_on = 2021-01-01\nvalid_until = 2024-01-01";
    let site = site(&[report("acme", "one", &current()), report("beta", "gone", expired)]);
    assert_eq!(lead(&site, "frameworks/soc-2/"), "Held by Acme. 1 current.");
    assert_eq!(lead(&site, "frameworks/iso/"), "None is in force. 1 expired.");
    assert_eq!(lead(&site, "frameworks/"), "Reports are held under 1 of 2 frameworks: SOC 2.");
}

#[test]
fn a_criterion_lists_what_cites_it() {
    let citing =
        "criteria_edition = \"tsp\"\ncuecs = [{ id = \"C-1\", text = \"Remove leavers.\", criteria = [\"CC6.1\"] }]\n";
    let faq = r#"
-- content/faq/basics/topic.toml --
title = "Basics"
-- content/faq/basics/keys.md --
+++
question = "Who holds the keys?"
evidence = [{ ref = "report:acme/one", section = "Section IV, CC6.10", criteria = ["security"] }]
last_reviewed = 2026-10-01
+++
We do.
-- content/faq/basics/bare.md --
+++
question = "Why?"
+++
Because.
-- content/faq/basics/kept.md --
+++
question = "Who knows?"
visibility = "question-only"
evidence = [{ ref = "report:acme/one", section = "CC6.1" }]
+++
Nobody.
"#;
    let site = site(&[report("acme", "one", &format!("{}{citing}", current())), faq.to_owned()]);
    assert_eq!(
        lead(&site, "criteria/tsp/"),
        "1 report here uses this edition. 2 of 2 criteria are cited by controls or answers."
    );
    let json: Value = serde_json::from_str(&page(&site, "criteria/tsp/index.json")).unwrap();
    let cited = |index: usize, by: &str| json["data"]["criteria"][index][by].to_string();
    assert!(cited(0, "controls").contains("Acme SOC 2: C-1") && cited(0, "answers") == "[]", "{json}");
    assert!(cited(1, "answers").contains("Who holds the keys?") && cited(1, "controls") == "[]", "{json}");

    assert_eq!(
        lead(&site, "faq/basics/"),
        "3 questions, 1 of them without a published answer. 1 of 2 answers cites its evidence."
    );
    let html = page(&site, "faq/basics/index.html");
    assert!(html.contains("<details>\n<summary>") && html.contains("<div class=\"answer\" id=\"keys\">"), "{html}");
    assert_eq!(html.matches("No evidence is given.").count(), 1, "{html}");
    assert!(!page(&site, "faq/basics/index.json").contains("Nobody"), "a withheld answer stays withheld");
}
