//! How to tell a company of a weakness: its page, and `security.txt` as a parser reads it that others wrote.

use candor::project::Project;
use sectxtlib::SecurityTxt;
use serde_json::Value;

use crate::golden::COMPANY;
use crate::states::words;
use crate::support::{change, options, page, project, rendered};

const AS_OF: &str = "2026-11-21";
const PATH: &str = ".well-known/security.txt";

const SITE: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://trust.example/"
-- content/company.toml --
name = "Acme"
-- content/disclosure.toml --
contact = ["mailto:security@acme.example", "https://größe.example/melden?a=ü", "tel:+49-30-5550100"]
expires = 2027-01-31
acknowledgments = "https://acme.example/thanks"
encryption = ["https://acme.example/key.txt", "openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f"]
hiring = "https://acme.example/jobs"
languages = ["en", "de"]
"#;

fn site(fixture: &str) -> Project {
    project(fixture, AS_OF)
}

fn has(site: &Project, path: &str) -> bool {
    rendered(site).iter().any(|(known, _)| known == path)
}

/// The findings of a site by their codes.
fn codes(site: &Project) -> Vec<&'static str> {
    let quiet = ["unstated-fact", "missing-translation"];
    site.check().iter().map(|finding| finding.code.name()).filter(|code| !quiet.contains(code)).collect()
}

#[test]
fn a_parser_reads_what_the_record_says() {
    let text = page(&site(SITE), PATH);
    let read = SecurityTxt::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let contacts: Vec<String> = read.contact.iter().map(|contact| contact.uri.to_string()).collect();
    let expected =
        ["mailto:security@acme.example", "https://xn--gre-6ka8i.example/melden?a=%C3%BC", "tel:+49-30-5550100"];
    assert_eq!(contacts, expected, "in the order of preference");
    assert_eq!(read.expires.datetime.to_rfc3339(), "2027-01-31T23:59:59+00:00");
    assert_eq!(read.canonical[0].uri.to_string(), "https://trust.example/.well-known/security.txt");
    assert_eq!(read.policy[0].uri.to_string(), "https://trust.example/disclosure/", "the page is the policy");
    assert_eq!(read.acknowledgments[0].uri.to_string(), "https://acme.example/thanks");
    assert_eq!(read.hiring[0].uri.to_string(), "https://acme.example/jobs");
    assert_eq!(read.encryption.len(), 2);
    assert!(text.contains("\nPreferred-Languages: en, de\n"), "{text}");
    assert!(text.is_ascii() && text.ends_with('\n') && !text.contains('\r'), "{text}");
}

#[test]
fn a_policy_elsewhere_is_named() {
    let text = page(&site(&format!("{SITE}policy = \"https://acme.example/policy\"\n")), PATH);
    assert!(text.contains("\nPolicy: https://acme.example/policy\n"), "{text}");
}

#[test]
fn only_whom_the_site_speaks_for_has_the_file() {
    let of_one = SITE.replace("content/company.toml", "content/providers/acme/provider.toml");
    let of_one = of_one.replace("content/disclosure.toml", "content/providers/acme/disclosure.toml");
    assert!(has(&site(&of_one), PATH), "the only provider");
    let text = page(&site(&of_one), PATH);
    assert!(text.contains("\nPolicy: https://trust.example/disclosure/acme/\n"), "{text}");
    let two = format!("{of_one}-- content/providers/other/provider.toml --\nname = \"Other\"\n");
    assert!(!has(&site(&two), PATH), "one of two");
    assert!(has(&site(&two), "disclosure/acme/index.html") && has(&site(&two), "disclosure/index.html"));
    let relying = format!("{two}-- content/company.toml --\nname = \"Own\"\n");
    assert!(!has(&site(&relying), PATH), "that of somebody else");
    assert!(has(&site(&relying), "disclosure/index.html"), "the list has the address that nobody takes");
}

#[test]
fn a_site_without_policies_has_no_page_of_them() {
    let without = SITE.split("-- content/disclosure.toml --").next().unwrap();
    let none: Vec<String> = rendered(&site(without)).into_iter().map(|(path, _)| path).collect();
    assert!(!none.iter().any(|path| path.contains("disclosure") || path.contains("well-known")), "{none:?}");
    assert!(!page(&site(without), "index.html").contains("isclosure"));
    assert!(page(&site(SITE), "index.html").contains("href=\"disclosure/\""));
}

#[test]
fn hidden_policies_are_nowhere() {
    for hidden in ["draft = true", "visibility = \"internal\"", "publish_on = 2026-11-22"] {
        let site = site(&format!("{SITE}{hidden}\n"));
        assert!(!has(&site, PATH), "{hidden}");
        for (path, bytes) in rendered(&site) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("security@acme.example") && !path.contains("disclosure"), "{hidden}: {path}");
        }
    }
}

#[test]
fn no_value_begins_a_line_of_its_own() {
    let injections = ["mailto:a@b.example\\nPolicy: https://evil.example/", "https://a.example/\\r\\nExpires: never"];
    for injection in injections {
        for field in [
            "contact = [\"VALUE\"]",
            "contact = [\"tel:+123\"]\npolicy = \"VALUE\"",
            "contact = [\"tel:+123\"]\nencryption = [\"VALUE\"]",
        ] {
            let fixture = SITE.split("contact =").next().unwrap().to_owned();
            let site = site(&format!("{fixture}{}\nexpires = 2027-01-31\n", field.replace("VALUE", injection)));
            let text = if has(&site, PATH) { page(&site, PATH) } else { String::new() };
            assert!(!text.contains("evil") && !text.contains("never"), "{text}");
            assert!(!site.check().iter().all(|finding| !finding.is_error()), "{field}: {injection}");
        }
    }
}

#[test]
fn the_authors_own_file_is_kept_and_told_of() {
    let mut site = site(SITE);
    assert_eq!(codes(&site), [""; 0]);
    site.apply([change("static/.well-known/security.txt", "Contact: mailto:own@acme.example\n")]);
    assert_eq!(codes(&site), ["replaced-file"]);
    assert!(rendered(&site).iter().any(|(path, bytes)| path == PATH && bytes.starts_with(b"Some(")), "it is a copy");
}

#[test]
fn the_address_of_the_file_is_at_the_root_of_the_host() {
    let below = SITE.replace("https://trust.example/", "https://acme.example/trust/");
    let text = page(&site(&below), PATH);
    assert!(text.contains("\nCanonical: https://acme.example/.well-known/security.txt\n"), "{text}");
    assert!(text.contains("\nPolicy: https://acme.example/trust/disclosure/\n"), "{text}");
    assert_eq!(codes(&site(&below)), ["misplaced-security-txt"]);
}

#[test]
fn an_end_is_looked_at_before_it_comes() {
    let on = |day: &str| codes(&Project::new(crate::support::inputs(SITE), options(day)));
    assert_eq!(on("2027-01-01"), ["expiring-disclosure"]);
    assert_eq!(on("2026-12-31"), [""; 0], "31 days before");
    assert_eq!(on("2027-02-01"), ["expiring-disclosure"], "and behind it");
    assert_eq!(on("2026-01-31"), [""; 0]);
    assert_eq!(on("2026-01-30"), ["distant-expiry"]);
}

#[test]
fn the_page_says_what_is_known_and_what_is_not() {
    let site = site(COMPANY);
    let json: Value = serde_json::from_str(&page(&site, "disclosure/index.json")).unwrap();
    let states: Vec<(&str, &str)> = json["data"]["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| (fact["name"].as_str().unwrap(), fact["state"].as_str().unwrap()))
        .collect();
    let given = ["in_scope", "out_of_scope", "safe_harbor", "response_times", "encryption", "languages"];
    let expected: Vec<(&str, &str)> = given.map(|name| (name, "given")).to_vec();
    assert_eq!(states[..6], expected);
    assert_eq!(states[6..], [("acknowledgments", "not_stated"), ("bounty", "given")], "nobody asks for a job here");
    let html = page(&site, "disclosure/index.html");
    for wanted in ["Acknowledged within 2 days", "Fixed within 3 months", "30 June 2027"] {
        assert!(html.contains(wanted), "{wanted}: {html}");
    }
    assert!(html.contains("href=\"../.well-known/security.txt\""), "{html}");
    let chinese = page(&site, "zh-Hans/disclosure/index.html");
    for wanted in ["2 天内确认收到", "拒绝服务攻击", "href=\"../../.well-known/security.txt\""] {
        assert!(chinese.contains(wanted), "{wanted}: {chinese}");
    }
}

#[test]
fn readers_find_it_by_the_words_they_know() {
    let site = site(COMPANY);
    for (query, locale) in [
        ("responsible disclosure", "en"),
        ("report a vulnerability", "en"),
        ("bug bounty", "en"),
        ("security.txt", "en"),
        ("漏洞披露", "zh-Hans"),
        ("报告漏洞", "zh-Hans"),
    ] {
        let query = candor::project::SearchQuery { text: query, locale: Some(locale), kinds: &[], wanted: 3 };
        let found = site.find(&query);
        let kinds: Vec<&str> = found.hits.iter().map(|hit| hit.kind).collect();
        assert_eq!(kinds.first(), Some(&"disclosure"), "{}: {:?}", query.text, found.hits);
    }
}

#[test]
fn that_there_is_none_is_said_in_the_language_of_the_page() {
    let none = SITE
        .replace(
            "acknowledgments = \"https://acme.example/thanks\"",
            "acknowledgments = false\nbounty = false\nsafe_harbor = false",
        )
        .replace("base_url", "locales = [\"en\", \"zh-Hans\"]\nbase_url");
    let timed = format!("{none}response_times = {{ acknowledge = \"3 business days\", fix = \"1 working day\" }}\n");
    let site = site(&timed);
    assert_eq!(site.check().iter().filter(|finding| finding.is_error()).count(), 0);
    let text = words(&site, "disclosure/index.html");
    for said in ["Acknowledgments None", "Safe harbor None", "within 3 business days", "within 1 business day"] {
        assert!(text.contains(said), "no `{said}` in: {text}");
    }
    let chinese = words(&site, "zh-Hans/disclosure/index.html");
    for said in ["无", "3 个工作日内确认收到"] {
        assert!(chinese.contains(said), "no `{said}` in: {chinese}");
    }
    let twin: Value = serde_json::from_str(&page(&site, "disclosure/index.json")).unwrap();
    let facts = twin["data"]["facts"].as_array().unwrap();
    let fact = |name: &str| facts.iter().find(|fact| fact["name"] == name).unwrap();
    assert_eq!(
        fact("response_times")["data"],
        serde_json::json!(["acknowledge:3 business-days", "fix:1 business-days"])
    );
    assert_eq!(fact("bounty")["state"], "given");
    assert!(!page(&site, PATH).contains("Acknowledgments"), "the file has no word for none");
}
