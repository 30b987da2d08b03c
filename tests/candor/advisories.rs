//! Security advisories: their pages, their feeds and their documents for programs say one thing.

use std::fmt::Write;

use candor::project::{Project, SearchQuery};
use feed_rs::parser;
use serde_json::Value;

use crate::golden::COMPANY;
use crate::support::{change, inputs, options, page, project, rendered};

const AS_OF: &str = "2026-11-21";
const CSAF: &str = ".well-known/csaf/white/2026/nwsa-2026_002.json";

const SITE: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://trust.example/"
-- content/company.toml --
name = "Acme"
-- content/products.toml --
[[product]]
id = "box"
name = "Box"
-- content/advisories/a-1.toml --
title = "A weakness"
summary = "It is weak."
published = 2026-10-01
not_stated = ["cve", "severity", "fixed", "workaround", "credits"]
vulnerability = [{ title = "One" }]
affected = [{ product = "box", versions = ["1.0"] }]
"#;

fn json(site: &Project, path: &str) -> Value {
    serde_json::from_str(&page(site, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn paths(site: &Project) -> Vec<String> {
    rendered(site).into_iter().map(|(path, _)| path).collect()
}

/// The messages of a site's errors.
fn errors(fixture: &str) -> Vec<String> {
    let found = project(fixture, AS_OF).check().into_iter().filter(candor::diag::Diagnostic::is_error);
    found.map(|finding| finding.message).collect()
}

#[test]
fn what_was_fixed_for_everybody_asks_nobody_to_install_anything() {
    let hosted = SITE.replace("versions = [\"1.0\"]", "fixed_on = 2026-09-03");
    let hosted = project(&hosted.replace("\"fixed\", ", ""), AS_OF);
    let codes: Vec<_> = hosted.check().iter().map(|finding| finding.code.name()).collect();
    assert!(codes.is_empty(), "{codes:?}");
    for path in ["advisories/a-1/index.html", "advisories/a-1/index.md", "advisories/feed.xml"] {
        let page = page(&hosted, path);
        assert!(page.contains("Fixed for all customers on 3 September 2026; there is nothing to install."), "{page}");
        assert!(!page.contains("All versions") && !page.contains("Update to"), "{page}");
    }
    let document = json(&hosted, ".well-known/csaf/white/2026/a-1.json");
    let vulnerability = &document["vulnerabilities"][0];
    assert_eq!(vulnerability["product_status"], serde_json::json!({ "fixed": ["box"] }));
    assert_eq!(vulnerability["remediations"], Value::Null);
    // Nothing is fixed on a day to come.
    let later = SITE.replace("versions = [\"1.0\"]", "fixed_on = 2027-09-03").replace("\"fixed\", ", "");
    let later = page(&project(&later, AS_OF), "advisories/a-1/index.md");
    assert!(!later.contains("Fixed for all") && later.contains("All versions"), "{later}");
    let wrong = SITE.replace("versions = [\"1.0\"]", "versions = [\"1.0\"], fixed_on = 2026-09-03");
    let wrong = wrong.replace("\"fixed\", ", "");
    assert_eq!(errors(&wrong), ["what is fixed for everybody on a day has no versions"]);
}

#[test]
fn the_document_says_what_the_page_says() {
    let site = project(COMPANY, AS_OF);
    let (document, data) = (json(&site, CSAF), json(&site, "advisories/nwsa-2026-002/index.json")["data"].clone());
    assert_eq!(document["document"]["title"], data["title"]["text"]);
    assert_eq!(document["document"]["notes"][0]["text"], data["summary"]["text"]);
    assert_eq!(document["document"]["tracking"]["id"], "NWSA-2026:002");
    assert_eq!(document["document"]["tracking"]["initial_release_date"], "2026-10-03T00:00:00Z");
    assert_eq!(document["document"]["tracking"]["current_release_date"], "2026-10-20T00:00:00Z");
    assert_eq!(document["document"]["tracking"]["version"], "2");
    assert_eq!(document["document"]["publisher"]["namespace"], "https://trust.northwind.example");
    assert_eq!(document["document"]["aggregate_severity"]["text"], data["severity"]["text"]);
    let vulnerability = &document["vulnerabilities"][0];
    assert_eq!(vulnerability["cve"], data["cves"][0]);
    assert_eq!(vulnerability["cwe"]["name"], data["vulnerabilities"][0]["weakness"]["name"]);
    let score = &vulnerability["scores"][0]["cvss_v3"];
    assert_eq!((score["baseScore"].as_f64(), &score["baseSeverity"]), (Some(6.5), &Value::from("MEDIUM")));
    let status = &vulnerability["product_status"];
    assert_eq!(status["known_affected"], Value::from(vec!["agent:<2.9.4", "agent:>=3.0|<3.1.2"]));
    assert_eq!(status["fixed"], Value::from(vec!["agent:2.9.4", "agent:3.1.2"]));
    let html = page(&site, "advisories/nwsa-2026-002/index.html");
    for wanted in ["Medium 6.5", "CVE-2026-41001", "2.9.4, 3.1.2", "Ada Example", "&gt;= 3.0, &lt; 3.1.2"] {
        assert!(html.contains(wanted), "{wanted}: {html}");
    }
    assert!(html.contains(&format!("href=\"../../{CSAF}\"")), "{html}");
}

#[test]
fn scores_are_those_that_were_published() {
    let published = [
        // CVE-2021-44228, CVE-2014-0160, CVE-2017-5754, and examples of FIRST for version 4.
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "Critical 10.0"),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "High 7.5"),
        ("CVSS:3.0/AV:L/AC:H/PR:L/UI:N/S:C/C:H/I:N/A:N", "Medium 5.6"),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", "None 0.0"),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "Critical 9.3"),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N", "Medium 5.1"),
    ];
    for (vector, expected) in published {
        let site = project(&SITE.replace("{ title = \"One\" }", &format!("{{ cvss = \"{vector}\" }}")), AS_OF);
        assert_eq!(json(&site, "advisories/a-1/index.json")["data"]["severity"]["text"], expected, "{vector}");
    }
}

#[test]
fn what_is_not_stated_is_said() {
    let site = project(COMPANY, AS_OF);
    let html = page(&site, "advisories/nwsa-2025-001/index.html");
    assert!(html.matches("We do not state this").count() >= 3, "the CVE ids, what is fixed, a workaround: {html}");
    assert!(
        html.contains("Medium 5.3") && html.contains(">Low<"),
        "by the vector, and by the word of the author: {html}"
    );
}

#[test]
fn digests_are_those_of_the_document() {
    let site = project(COMPANY, AS_OF);
    let document = page(&site, CSAF);
    let line = page(&site, &format!("{CSAF}.sha512"));
    assert_eq!(line.split("  ").nth(1), Some("nwsa-2026_002.json\n"));
    assert_eq!(line.split("  ").next().unwrap().len(), 128);
    let sum = std::process::Command::new("sha256sum")
        .arg("-")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn();
    let mut sum = sum.unwrap();
    std::io::Write::write_all(&mut sum.stdin.take().unwrap(), document.as_bytes()).unwrap();
    let sum = String::from_utf8(sum.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(page(&site, &format!("{CSAF}.sha256")).split("  ").next(), sum.split("  ").next());
}

#[test]
fn the_directory_names_each_document() {
    let site = project(COMPANY, AS_OF);
    let base = "https://trust.northwind.example/.well-known/csaf/";
    let metadata = json(&site, ".well-known/csaf/provider-metadata.json");
    assert_eq!(metadata["canonical_url"], format!("{base}provider-metadata.json"));
    assert_eq!(metadata["distributions"][0]["directory_url"], format!("{base}white/"));
    assert_eq!(metadata["last_updated"], "2026-10-20T00:00:00Z");
    assert_eq!(metadata["publisher"]["contact_details"], "security@northwind.example");
    let changes =
        "\"2026/nwsa-2026_002.json\",\"2026-10-20T00:00:00Z\"\n\"2025/nwsa-2025-001.json\",\"2025-06-11T00:00:00Z\"\n";
    assert_eq!(page(&site, ".well-known/csaf/white/changes.csv"), changes);
    let feed = json(&site, ".well-known/csaf/white/csaf-feed-tlp-white.json");
    assert_eq!(feed["feed"]["entry"][0]["content"]["src"], format!("{base}white/2026/nwsa-2026_002.json"));
    let named = metadata["distributions"][1]["rolie"]["feeds"][0]["url"].as_str().unwrap().to_owned();
    assert_eq!(feed["feed"]["link"][0]["href"], named);
    let text = page(&site, ".well-known/security.txt");
    assert!(text.contains(&format!("\nCSAF: {base}provider-metadata.json\n")), "{text}");
}

#[test]
fn feeds_hold_the_newest_first() {
    let site = project(COMPANY, AS_OF);
    for path in ["advisories/feed.xml", "advisories/feed.json"] {
        let feed = parser::parse(page(&site, path).as_bytes()).unwrap();
        assert_eq!(feed.title.unwrap().content, "Northwind Trust Center: Security advisories", "{path}");
        let ids: Vec<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        let base = "https://trust.northwind.example/advisories/";
        assert_eq!(ids, [format!("{base}nwsa-2026-002/"), format!("{base}nwsa-2025-001/")], "{path}");
        let entry = &feed.entries[0];
        assert_eq!(entry.published.unwrap().to_rfc3339(), "2026-10-03T00:00:00+00:00", "{path}");
        assert_eq!(entry.updated.unwrap().to_rfc3339(), "2026-10-20T00:00:00+00:00", "{path}");
        let content = entry.content.as_ref().unwrap().body.as_ref().unwrap();
        for wanted in
            ["Medium 6.5", "CVE-2026-41001", "Update to a fixed version: 2.9.4, 3.1.2.", "under a user of its own"]
        {
            assert!(content.contains(wanted), "{path}: {wanted}: {content}");
        }
    }
}

#[test]
fn of_others_there_are_pages_and_no_documents() {
    let moved = SITE.replace("content/company.toml", "content/providers/acme/provider.toml");
    let moved = moved.replace("content/products", "content/providers/acme/products");
    let moved = moved.replace("content/advisories", "content/providers/acme/advisories");
    let two = format!("{moved}-- content/providers/other/provider.toml --\nname = \"Other\"\n");
    assert_eq!(errors(&two), [""; 0]);
    let known = paths(&project(&two, AS_OF));
    assert!(known.iter().any(|path| path == "advisories/acme/a-1/index.html"), "{known:?}");
    assert!(!known.iter().any(|path| path.contains("well-known")), "{known:?}");
    let one = paths(&project(&moved, AS_OF));
    assert!(one.iter().any(|path| path == ".well-known/csaf/white/2026/a-1.json"), "{one:?}");
}

#[test]
fn the_end_of_support_is_a_day_and_the_state_follows() {
    let state = |day: &str| {
        let site = Project::new(inputs(COMPANY), options(day));
        let data = json(&site, "advisories/index.json");
        let versions = data["data"]["products"][0]["products"][0]["versions"].as_array().unwrap().clone();
        let state = |version: &Value| version["support"]["value"].as_str().unwrap().to_owned();
        versions.iter().map(state).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(state("2026-08-31"), "supported supported upcoming", "the last day counts");
    assert_eq!(state("2026-09-01"), "supported ended upcoming");
    assert_eq!(state("2027-01-15"), "supported ended unknown");
    let html = page(&project(COMPANY, AS_OF), "advisories/index.html");
    for wanted in ["31 August 2026", "No longer supported", "We do not state this", "id=\"agent\""] {
        assert!(html.contains(wanted), "{wanted}: {html}");
    }
}

#[test]
fn an_advisory_is_for_its_day() {
    let site = |day: &str| Project::new(inputs(SITE), options(day));
    let is_there = |site: &Project| paths(site).iter().any(|path| path.contains("a-1"));
    assert!(!is_there(&site("2026-09-30")) && is_there(&site("2026-10-01")));
    let later = format!("{SITE}[[revision]]\ndate = 2026-12-01\nsummary = \"Not yet told\"\n");
    for (path, bytes) in rendered(&project(&later, AS_OF)) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Not yet told"), "{path}");
    }
}

#[test]
fn an_own_field_of_the_maintainer_is_no_readers() {
    let policy = "contact = [\"mailto:a@a.example\"]\nexpires = 2027-01-01\nowner = \"whoever\"\n";
    let site = project(&format!("{SITE}-- content/disclosure.toml --\n{policy}"), AS_OF);
    for (path, bytes) in rendered(&site) {
        assert!(!String::from_utf8_lossy(&bytes).contains("whoever"), "{path}");
    }
}

#[test]
fn mistakes_are_told() {
    let with = |old: &str, new: &str| errors(&SITE.replace(old, new));
    let vulnerability = |fields: &str| with("{ title = \"One\" }", &format!("{{ {fields} }}"));
    assert_eq!(errors(SITE), [""; 0]);
    for cve in ["CVE-2026-1", "cve-2026-0001", "CVE-26-00001", "CVE-2026-0001x"] {
        assert_eq!(vulnerability(&format!("cve = \"{cve}\"")), [format!("`{cve}` is no id of the CVE list")]);
    }
    for vector in [
        "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N",
        "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:X",
        "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N/A:N",
        "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N/E:P",
        "CVSS:2.0/AV:N/AC:L/Au:N/C:P/I:P/A:P",
    ] {
        let message = format!("`{vector}` is no vector of base metrics");
        assert_eq!(vulnerability(&format!("cvss = \"{vector}\"")), [message]);
    }
    assert_eq!(vulnerability("cwe = \"CWE-079\""), ["`CWE-079` is no kind of weakness"]);
    assert_eq!(with("[\"1.0\"]", "[\"all before 2\"]"), ["`all before 2` is no version and no limits of versions"]);
    assert_eq!(
        with("[\"1.0\"]", "[\"1.0\"], fixed = [\"1.0\"]"),
        ["`fixed` is given, and listed in `not_stated`", "the version `1.0` is affected and fixed"]
    );
    assert_eq!(with("published", "id = \"B-1\"\npublished"), ["the id `B-1` is not what the file is called"]);
    assert_eq!(with("\"box\", versions", "\"crate\", versions").len(), 1, "no such product");
    let early = "published = 2026-10-01\nrevision = [{ date = 2026-09-01, summary = \"S\" }]";
    assert_eq!(with("published = 2026-10-01", early), ["the revision of 2026-09-01 stands behind 2026-10-01"]);
}

#[test]
fn readers_find_advisories_by_what_they_have() {
    let site = project(COMPANY, AS_OF);
    for (text, locale) in [
        ("CVE-2026-41001", "en"),
        ("NWSA-2026:002", "en"),
        ("security bulletin relay agent", "en"),
        ("安全公告 中继代理", "zh-Hans"),
    ] {
        let found = site.find(&SearchQuery { text, locale: Some(locale), kinds: &[], wanted: 3 });
        let ids: Vec<&str> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!(ids.first(), Some(&"nwsa-2026-002"), "{text}: {ids:?}");
    }
    let found = site.find(&SearchQuery { text: "安全公告", locale: Some("zh-Hans"), kinds: &[], wanted: 3 });
    assert!(!found.hits.is_empty());
}

#[test]
fn every_file_is_found_by_its_path_alone() {
    crate::fold::assert_found_by_path(&project(COMPANY, AS_OF));
}

#[test]
fn edits_end_where_a_fresh_start_does() {
    let files = crate::support::files(COMPANY);
    let mut edited = project(COMPANY, AS_OF);
    let of_kinds = ["content/disclosure.toml", "content/products.toml", "content/advisories/nwsa-2026-002.toml"];
    for path in of_kinds {
        let (_, text) = files.iter().find(|(known, _)| known == path).unwrap();
        edited.apply([crate::edits::gone(path)]);
        let mut without = String::new();
        for (known, text) in files.iter().filter(|(known, _)| known != path) {
            let _ = write!(without, "-- {known} --\n{text}");
        }
        assert!(rendered(&edited) == rendered(&project(&without, AS_OF)), "without {path}");
        edited.apply([change(path, text)]);
        assert!(rendered(&edited) == rendered(&project(COMPANY, AS_OF)), "with {path} again");
    }
}
