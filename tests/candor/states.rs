//! What pages say of facts that are not given, of reports that nobody holds, and of lists that are cut.

use std::fmt::Write;

use candor::project::Project;

use crate::support::{page, project};

const AS_OF: &str = "2026-11-21";

/// A framework with five categories, one that certifies, and a provider.
const BASE: &str = r#"
-- content/frameworks/soc-2.toml --
name = "SOC 2"
assurance = "attestation"
categories = ["security", "privacy"]
-- content/frameworks/iso.toml --
name = "ISO 27001"
assurance = "certification"
-- content/providers/acme/provider.toml --
name = "Acme"
"#;

/// The words of a page, without the tags and with single spaces.
#[track_caller]
pub(crate) fn words(site: &Project, path: &str) -> String {
    let mut words = String::new();
    for (index, part) in page(site, path).split('<').enumerate() {
        words.push(' ');
        words.push_str(if index == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
pub(crate) fn has(words: &str, expected: &str) {
    assert!(words.contains(expected), "no `{expected}` in: {words}");
}

#[track_caller]
pub(crate) fn has_not(words: &str, unexpected: &str) {
    assert!(!words.contains(unexpected), "`{unexpected}` in: {words}");
}

/// A site without mistakes.
#[track_caller]
fn site(rest: &str) -> Project {
    let site = project(&format!("{BASE}{rest}"), AS_OF);
    let mistakes: Vec<String> =
        site.check().iter().filter(|finding| finding.is_error()).map(|finding| finding.message.clone()).collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    site
}

/// A site with one report of the provider.
fn with_report(report: &str) -> Project {
    site(&format!("-- content/providers/acme/reports/one.toml --\n{report}"))
}

/// The pages that show a report on a list.
const LISTS: [&str; 4] = ["index.html", "providers/index.html", "providers/acme/index.html", "frameworks/index.html"];

#[test]
fn a_certificate_without_a_period_shows_how_long_it_is_valid() {
    let certificate = "framework = \"iso\"\nissued_on = 2026-01-01\nvalid_until = 2028-12-31\n";
    for period in ["not_applicable = [\"period\"]\n", "not_stated = [\"period\"]\n", ""] {
        let site = with_report(&format!("{certificate}{period}"));
        for path in LISTS {
            let words = words(&site, path);
            has(&words, "valid until 31 December 2028");
            has_not(&words, "Period:");
        }
    }
}

#[test]
fn a_report_with_a_period_shows_it() {
    let site = with_report(
        "framework = \"iso\"\nperiod = { start = 2026-01-01, end = 2026-06-30 }\nvalid_until = 2028-12-31\n",
    );
    for path in LISTS {
        has(&words(&site, path), "1 January 2026 to 30 June 2026");
    }
}

#[test]
fn a_card_says_why_it_has_no_dates() {
    let of = |framework: &str, list: &str, fact: &str| format!("framework = \"{framework}\"\n{list} = [\"{fact}\"]\n");
    let cases = [
        ("framework = \"soc-2\"\n".to_owned(), "Period: Not recorded here"),
        (of("soc-2", "not_stated", "period"), "Period: Not stated by the provider"),
        (of("soc-2", "not_applicable", "period"), "Period: Does not apply"),
        ("framework = \"iso\"\n".to_owned(), "Valid until: Not recorded here"),
        (of("iso", "not_stated", "valid_until"), "Valid until: Not stated by the provider"),
        (of("iso", "not_applicable", "valid_until"), "Valid until: Does not apply"),
        (
            "framework = \"iso\"\nnot_applicable = [\"period\"]\nnot_stated = [\"valid_until\"]\n".to_owned(),
            "Valid until: Not stated by the provider",
        ),
    ];
    for (report, expected) in cases {
        let site = with_report(&report);
        for path in LISTS.iter().chain(&["timeline/index.html"]) {
            has(&words(&site, path), expected);
        }
    }
}

#[test]
fn what_is_only_not_recorded_is_never_blamed_on_the_provider() {
    let site = site(
        r#"
-- content/providers/acme/documents.toml --
[[document]]
id = "policy"
title = "Policy"
kind = "policy"
access = "request"
-- content/providers/acme/subprocessors.toml --
[[subprocessor]]
id = "mail"
entity = "Mail Inc."
-- content/providers/acme/services.toml --
[[service]]
id = "waf"
name = "WAF"
-- content/providers/bare/provider.toml --
name = "Bare"
-- content/providers/acme/reports/one.toml --
framework = "soc-2"
-- content/providers/acme/reports/two.toml --
framework = "soc-2"
period = { start = 2026-01-01, end = 2026-06-30 }
-- content/providers/acme/reports/three.toml --
framework = "iso"
-- content/criteria/edition.toml --
name = "Edition"
-- content/faq/basics/topic.toml --
title = "Basics"
-- content/faq/basics/opinion.md --
+++
question = "What is the opinion?"
+++
It is {{ fact("acme/one", "opinion") }}.
"#,
    );
    let paths: Vec<String> = site.files().paths().map(ToString::to_string).collect();
    for path in paths.iter().filter(|path| path.ends_with(".html")) {
        let words = words(&site, path);
        has_not(&words, "ot stated by the provider");
        has_not(&words, "provider does not state");
        has_not(&words, "provider states no");
        has_not(&words, "Not covered by this report");
        has_not(&words, "Covered by no report");
        has_not(&words, "has not been issued");
        has_not(&words, "Services: 0");
    }
    has(&words(&site, "faq/basics/opinion/index.html"), "It is not recorded here .");
    has(&words(&site, "scope/acme/waf/index.html"), "It is not recorded here whether WAF is in scope of SOC 2");
    has(&words(&site, "scope/index.html"), "Services: Not recorded here");
    has(&words(&site, "providers/acme/one/index.html"), "No period is recorded here");
    has(&words(&site, "providers/acme/two/index.html"), "no date of issue is recorded here");
    has(&words(&site, "providers/acme/three/index.html"), "No expiry date is recorded here");
}

#[test]
fn what_the_provider_does_not_state_is_said_of_it_everywhere() {
    let site = project(
        r#"
-- content/providers/acme/provider.toml --
name = "Acme"
not_stated = ["legal_name", "services", "locations", "documents", "subprocessors"]
"#,
        AS_OF,
    );
    for path in ["providers/acme/", "documents/", "subprocessors/", "scope/", "scope/acme/"] {
        has(&words(&site, &format!("{path}index.html")), "Not stated by the provider");
    }
    let words = words(&site, "providers/acme/index.html");
    assert_eq!(words.matches("Not stated by the provider").count(), 2, "legal name and locations: {words}");
}

#[test]
fn criteria_that_are_not_known_are_not_denied() {
    let cases = [
        ("not_stated = [\"criteria\"]\n", "Not stated by the provider"),
        ("", "Not recorded here"),
        ("not_applicable = [\"criteria\"]\n", "Does not apply"),
    ];
    for (criteria, expected) in cases {
        let site = with_report(&format!("framework = \"soc-2\"\n{criteria}"));
        let report = words(&site, "providers/acme/one/index.html");
        has_not(&report, "Not covered");
        has(&report, &format!("Security : {expected} Privacy : {expected}"));
    }
    let stated =
        words(&with_report("framework = \"soc-2\"\ncriteria = [\"security\"]\n"), "providers/acme/one/index.html");
    has(&stated, "Security : Covered Privacy: Not covered by this report");
}

#[test]
fn a_framework_names_the_reports_whose_criteria_are_not_known() {
    let silent = with_report("framework = \"soc-2\"\nnot_stated = [\"criteria\"]\n");
    let words_of = |site: &Project| words(site, "frameworks/soc-2/index.html");
    has_not(&words_of(&silent), "Covered by no report");
    has(&words_of(&silent), "Security Not stated by the provider : Acme SOC 2");
    let open = with_report("framework = \"soc-2\"\n");
    has(&words_of(&open), "Security Not recorded here : Acme SOC 2");
    let known = with_report("framework = \"soc-2\"\ncriteria = [\"security\"]\n");
    has(&words_of(&known), "Security Covered by: Acme SOC 2 Privacy Covered by no report in force");
}

#[test]
fn what_nobody_holds_is_not_counted_as_held() {
    let states = [
        "withdrawn_on = 2026-11-01\nperiod = { start = 2026-01-01, end = 2026-06-30 }\nissued_on = 2026-08-01\n",
        "period = { start = 2027-01-01, end = 2027-06-30 }\n",
        "period = { start = 2026-07-01, end = 2026-12-31 }\n",
    ];
    for dates in states {
        let site = site(&format!(
            r#"
-- content/providers/acme/services.toml --
[[service]]
id = "waf"
name = "Firewall"
-- content/providers/acme/reports/one.toml --
framework = "soc-2"
criteria = ["security"]
services = ["waf"]
{dates}"#
        ));
        let framework = words(&site, "frameworks/soc-2/index.html");
        has(&framework, "Who holds a report Not in force Acme SOC 2");
        has(&framework, "Security Covered by no report in force");
        has_not(&framework, "No report recorded for");
        has_not(&words(&site, "providers/acme/index.html"), "Firewall");
    }
}

#[test]
fn a_report_under_an_unknown_framework_is_still_a_report() {
    let site = project(
        r#"
-- content/providers/acme/provider.toml --
name = "Acme"
-- content/providers/acme/reports/one.toml --
name = "Own report"
framework = "new"
"#,
        AS_OF,
    );
    let provider = words(&site, "providers/acme/index.html");
    has(&provider, "Own report");
    has_not(&provider, "No report is recorded");
}

/// A hundred services, of which the report covers the last fifty.
fn services(covered: std::ops::Range<usize>) -> String {
    let mut files = String::from("-- content/providers/acme/services.toml --\n");
    for n in 0..100 {
        let _ = writeln!(files, "[[service]]\nid = \"s{n:02}\"\nname = \"Service {n:02}\"\n");
    }
    files.push_str("-- content/providers/acme/reports/one.toml --\nframework = \"soc-2\"\n");
    files.push_str("-- content/providers/acme/scope.csv --\nservice,report,status\n");
    for n in covered {
        let _ = writeln!(files, "s{n:02},one,in-scope");
    }
    files
}

#[test]
fn a_provider_names_the_services_that_are_covered_wherever_they_stand() {
    let provider = words(&site(&services(50..100)), "providers/acme/index.html");
    assert_eq!(provider.matches("Service ").count(), 50, "{provider}");
    has(&provider, "Service 99");
    has_not(&provider, "more: Services");
}

#[test]
fn a_provider_says_how_many_covered_services_it_leaves_out() {
    let site = site(&services(20..100));
    let provider = words(&site, "providers/acme/index.html");
    assert_eq!(provider.matches("Service ").count(), 60, "{provider}");
    has(&provider, "and 20 more");
    has(&page(&site, "providers/acme/index.html"), "<a href=\"../../scope/acme/\">and 20 more");
}

#[test]
fn a_service_that_the_list_of_a_report_lacks_is_said_to_be_missing_from_it() {
    let site = site(
        r#"
-- content/providers/acme/services.toml --
[[service]]
id = "waf"
name = "WAF"
[[service]]
id = "dns"
name = "DNS"
-- content/providers/acme/reports/one.toml --
framework = "soc-2"
services = ["dns"]
"#,
    );
    has(&words(&site, "scope/acme/waf/index.html"), "WAF is not among the services listed for SOC 2");
    has(&words(&site, "scope/acme/dns/index.html"), "Yes: DNS is in scope of SOC 2");
}

#[test]
fn lists_that_are_cut_say_by_how_much_and_where_the_rest_is() {
    let mut fixture = String::new();
    for n in 0..30 {
        let _ = writeln!(fixture, "-- content/pages/p{n:02}.md --\n+++\ntitle = \"Page {n:02}\"\n+++\nText.");
        let _ = writeln!(
            fixture,
            "-- content/updates/2026-01-{:02}-u.md --\n+++\ntitle = \"Update {n:02}\"\n+++\nText.",
            n + 1
        );
        let _ = writeln!(
            fixture,
            "-- content/faq/basics/q{n:02}.md --\n+++\nquestion = \"Question {n:02}?\"\nframeworks = [\"soc-2\"]\n+++\nText."
        );
    }
    fixture.push_str("-- content/faq/basics/topic.toml --\ntitle = \"Basics\"\n");
    let site = site(&fixture);
    let home = page(&site, "index.html");
    assert_eq!(home.matches(">Page ").count(), 12, "{home}");
    has(&home, "<a href=\"a-z/\">and 18 more</a>");
    assert_eq!(home.matches(">Update ").count(), 5, "{home}");
    has(&home, "<a href=\"updates/\">and 25 more");
    has(&page(&site, "faq/index.html"), "<a href=\"../faq/basics/\">and 24 more");
    has(&page(&site, "frameworks/soc-2/index.html"), "<a href=\"../../faq/\">and 18 more");
    has(&page(&site, "a-z/index.html"), "Page 29");
}
