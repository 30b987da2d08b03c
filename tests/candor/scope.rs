//! Where and for whom: what pages say of services that a report covers in some environments and places only, and what
//! they show of tables with blanks.

use serde_json::Value;

use crate::support::{page, project};

const AS_OF: &str = "2026-11-21";
const SITE: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://t.example/"
locales = ["en", "zh-Hans"]
-- content/frameworks/soc-2.toml --
name = "SOC 2"
assurance = "attestation"
-- content/providers/acme/provider.toml --
name = "Acme"
-- content/providers/acme/reports/soc-2.toml --
framework = "soc-2"
-- content/providers/acme/services.toml --
[[service]]
id = "vault"
name = "Vault"
[[service]]
id = "edge"
name = "Edge"
"#;

/// The site with so many regions, in a country each of which has none of its own, and with rows of scope.
fn site(regions: usize, rows: &[&str]) -> String {
    let region = |n| format!("[[location]]\nid = \"r{n}\"\nname = \"Region {n}\"\nkind = \"region\"\n");
    let regions: String = (1..=regions).map(region).collect();
    let rows = rows.join("\n");
    format!(
        "{SITE}-- content/providers/acme/locations.toml --\n{regions}-- content/providers/acme/scope.csv --\n\
         service,report,environment,location,status,since\n{rows}\n"
    )
}

/// What the page of the service says of the report, as data.
#[track_caller]
fn answer(site: &str, locale: &str) -> Value {
    let json = page(&project(site, AS_OF), &format!("{locale}scope/acme/vault/index.json"));
    let json: Value = serde_json::from_str(&json).unwrap();
    let answers = json["data"]["answers"].as_array().or(json["main"]["answers"].as_array()).expect("answers").clone();
    assert_eq!(answers.len(), 1, "one verdict a report");
    answers[0].clone()
}

/// The state and the limits of a verdict.
#[track_caller]
fn verdict(site: &str) -> (String, Vec<String>) {
    let answer = answer(site, "");
    let limits = answer["limits"].as_array().unwrap().iter().map(|limit| limit["text"].as_str().unwrap().to_owned());
    (answer["state"].as_str().unwrap().to_owned(), limits.collect())
}

#[track_caller]
fn says(regions: usize, rows: &[&str], state: &str, limits: &[&str]) {
    let (found, found_limits) = verdict(&site(regions, rows));
    assert_eq!((found.as_str(), found_limits.iter().map(String::as_str).collect::<Vec<_>>()), (state, limits.to_vec()));
}

#[test]
fn one_region_of_many_is_no_whole() {
    says(34, &["vault,soc-2,,r7,in-scope,"], "partial", &["1 of 34 regions: Region 7"]);
}

#[test]
fn the_few_that_are_left_out_are_named() {
    let rows: Vec<String> = (1..=31).map(|n| format!("vault,soc-2,,r{n},in-scope,")).collect();
    let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    says(34, &rows, "partial", &["31 of 34 regions, not Region 32, Region 33, Region 34"]);
    rows.push("vault,soc-2,,r32,excluded,");
    rows.push("vault,soc-2,,r33,planned,");
    says(34, &rows, "partial", &["31 of 34 regions, not Region 32, Region 34; Planned: Region 33"]);
}

#[test]
fn a_row_without_a_place_speaks_of_all_that_no_other_speaks_of() {
    says(34, &["vault,soc-2,,,in-scope,"], "in-scope", &[]);
    says(34, &["vault,soc-2,,,in-scope,", "vault,soc-2,,r3,excluded,"], "partial", &["33 of 34 regions, not Region 3"]);
    says(34, &["vault,soc-2,,,in-scope,", "vault,soc-2,,r3,in-scope,"], "in-scope", &[]);
}

#[test]
fn all_regions_one_by_one_are_all() {
    let rows: Vec<String> = (1..=34).map(|n| format!("vault,soc-2,,r{n},in-scope,")).collect();
    says(34, &rows.iter().map(String::as_str).collect::<Vec<_>>(), "in-scope", &["all 34 regions"]);
    says(1, &["vault,soc-2,,r1,in-scope,"], "in-scope", &["Region 1"]);
}

#[test]
fn environments_are_named() {
    says(2, &["vault,soc-2,production,,in-scope,"], "in-scope", &["production"]);
    says(2, &["vault,soc-2,a,,in-scope,", "vault,soc-2,b,,in-scope,"], "in-scope", &["a, b"]);
    says(
        34,
        &["vault,soc-2,public,,in-scope,", "vault,soc-2,government,r1,in-scope,", "vault,soc-2,sandbox,,excluded,"],
        "partial",
        &["public: In scope", "government: 1 of 34 regions: Region 1", "sandbox: Excluded"],
    );
    says(
        2,
        &["vault,soc-2,,,in-scope,", "vault,soc-2,government,,excluded,"],
        "partial",
        &["Other environments: In scope", "government: Excluded"],
    );
}

#[test]
fn what_holds_later_is_planned_and_says_nothing_of_today() {
    says(2, &["vault,soc-2,,r1,in-scope,2027-01-01"], "planned", &["1 of 2 regions: Region 1"]);
    says(2, &["vault,soc-2,,,in-scope,", "vault,soc-2,,r1,excluded,2027-01-01"], "in-scope", &[]);
    says(
        3,
        &["vault,soc-2,,r1,in-scope,", "vault,soc-2,,r2,in-scope,2027-01-01"],
        "partial",
        &["1 of 3 regions: Region 1; Planned: Region 2"],
    );
}

#[test]
fn nothing_covered_is_no_partial_coverage() {
    says(3, &["vault,soc-2,,r1,planned,", "vault,soc-2,,r2,excluded,"], "planned", &["1 of 3 regions: Region 1"]);
    says(3, &["vault,soc-2,,r1,excluded,"], "excluded", &["1 of 3 regions: Region 1"]);
}

#[test]
fn places_within_places_count_once() {
    let nested = |rows: &[&str]| {
        let site = site(2, rows);
        let inner = "[[location]]\nid = \"c1\"\nname = \"City 1\"\nkind = \"city\"\nparent = \"r1\"\n[[location]]\nid = \"c2\"\n\
                     name = \"City 2\"\nkind = \"city\"\nparent = \"r1\"\n-- content/providers/acme/scope.csv --";
        verdict(&site.replace("-- content/providers/acme/scope.csv --", inner))
    };
    let partial = |limit: &str| ("partial".to_owned(), vec![limit.to_owned()]);
    assert_eq!(nested(&["vault,soc-2,,r1,in-scope,"]), partial("1 of 2 regions: Region 1"));
    assert_eq!(nested(&["vault,soc-2,,c1,in-scope,"]), partial("1 of 3 locations: City 1"));
    assert_eq!(
        nested(&["vault,soc-2,,r1,in-scope,", "vault,soc-2,,c2,excluded,"]),
        partial("1 of 3 locations: City 1")
    );
}

#[test]
fn a_circle_of_places_is_counted_all_the_same() {
    let circle = site(0, &["vault,soc-2,,a,in-scope,"]).replace(
        "-- content/providers/acme/scope.csv --",
        "[[location]]\nid = \"a\"\nname = \"A\"\nparent = \"b\"\n[[location]]\nid = \"b\"\nname = \"B\"\nparent = \"a\"\n\
         [[location]]\nid = \"c\"\nname = \"C\"\nparent = \"a\"\n-- content/providers/acme/scope.csv --",
    );
    assert_eq!(verdict(&circle).0, "partial");
}

#[test]
fn every_page_and_the_search_say_the_limits() {
    let site = site(34, &["vault,soc-2,public,r7,in-scope,"]);
    let project = project(&site, AS_OF);
    let limit = "public: 1 of 34 regions: Region 7";
    for path in ["scope/acme/", "scope/acme/vault/", "providers/acme/", "providers/acme/soc-2/"] {
        for ending in ["html", "md", "json"] {
            let text = page(&project, &format!("{path}index.{ending}"));
            assert!(text.contains(limit), "{path} as {ending}");
        }
    }
    let found = crate::search::site::search_files(&project);
    assert!(found.values().any(|text| text.contains(limit)), "the excerpt names the place");
    let chinese = page(&project, "zh-Hans/scope/acme/vault/index.html");
    assert!(chinese.contains("public：34 个地域中的 1 个：Region 7"), "{chinese}");
}

#[test]
fn a_choice_finds_the_state_of_a_cell() {
    let site =
        site(3, &["vault,soc-2,public,r2,in-scope,", "vault,soc-2,private,,excluded,", "edge,soc-2,,,in-scope,"]);
    let html = page(&project(&site, AS_OF), "scope/acme/index.html");
    // All environments, then by name: private, public; each in all places, then in each place.
    let choices = html.split("data-choices=\"").nth(1).and_then(|rest| rest.split('"').next());
    // a: in scope, c: partly, d: excluded, e: not listed.
    assert_eq!(choices, Some("cdcd5ceae"), "{html}");
    assert_eq!(html.matches("data-choices").count(), 1, "what is the same everywhere needs no choices");
}

#[test]
fn rows_supply_what_the_report_does_not_say() {
    let site = site(3, &["vault,soc-2,,r1,in-scope,", "edge,soc-2,,r2,partial,"]);
    let facts = |site: &str| {
        let json: Value =
            serde_json::from_str(&page(&project(site, AS_OF), "providers/acme/soc-2/index.json")).unwrap();
        let facts = json["data"]["facts"].as_array().unwrap().clone();
        let fact = |name: &str| facts.iter().find(|fact| fact["name"] == name).unwrap().clone();
        [fact("services"), fact("locations")].map(|fact| (fact["state"].clone(), fact["data"].to_string()))
    };
    let given = |ids: &str| (Value::from("given"), ids.to_owned());
    assert_eq!(facts(&site), [given(r#"["acme/edge","acme/vault"]"#), given(r#"["acme/r1","acme/r2"]"#)]);
    let own =
        site.replace("framework = \"soc-2\"", "framework = \"soc-2\"\nservices = [\"vault\"]\nlocations = [\"r3\"]");
    assert_eq!(facts(&own), [given(r#"["acme/vault"]"#), given(r#"["acme/r3"]"#)], "the report's own word counts");
    let ended = site.replace("in-scope,\n", "in-scope,2027-01-01\n").replace("partial,\n", "excluded,\n");
    assert_eq!(facts(&ended)[0].0, "not_recorded");
}

const TABLES: &str = r#"
-- content/providers/acme/locations.toml --
[[location]]
id = "fra"
name = { en = "Frankfurt", zh-Hans = "法兰克福" }
country = "DE"
kind = "city"
-- content/providers/acme/documents.toml --
[[document]]
id = "a"
title = "Paper"
kind = "policy"
access = "request"
date = 2026-01-01
[[document]]
id = "b"
title = "Other"
kind = "policy"
access = "request"
-- content/providers/acme/subprocessors.toml --
[[subprocessor]]
id = "host"
entity = "Host Ltd"
places = ["fra", "frankfurt", "JP", "brazil", "The moon", "Georgia"]
[[subprocessor]]
id = "wire"
entity = "Wire Inc"
"#;

#[test]
fn a_blank_is_a_blank_and_an_empty_column_is_none() {
    let project = project(&format!("{SITE}{TABLES}"), AS_OF);
    let titles = |path: &str| {
        let html = page(&project, path);
        let cells = html.split("scope=\"col\">").skip(1);
        cells.map(|cell| cell.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles("subprocessors/index.html").len(), 2);
    let markdown = page(&project, "subprocessors/index.md");
    assert!(markdown.contains("| – |") && !markdown.contains("Not recorded"), "{markdown}");
    for path in ["documents/index.html", "subprocessors/index.html"] {
        let html = page(&project, path);
        assert!(!html.contains("class=\"not-stated\""), "{html}");
    }
}

#[test]
fn places_are_called_as_the_page_speaks() {
    let project = project(&format!("{SITE}{TABLES}"), AS_OF);
    let english = page(&project, "subprocessors/index.md");
    assert!(english.contains("| Frankfurt, Frankfurt, Japan, Brazil, The moon, Georgia |"), "{english}");
    let chinese = page(&project, "zh-Hans/subprocessors/index.md");
    assert!(chinese.contains("| 法兰克福、法兰克福、日本、巴西、The moon、Georgia |"), "{chinese}");
    let provider = page(&project, "zh-Hans/providers/acme/index.md");
    assert!(provider.contains("法兰克福 · 城市 · 德国"), "{provider}");
}

/// A firm with so many services, each of them in scope of its report.
fn with_services(number: usize, of_report: &str) -> String {
    let ids = || (1..=number).map(|n| format!("s{n:03}"));
    let services: String = ids().map(|id| format!("[[service]]\nid = \"{id}\"\nname = \"Service {id}\"\n")).collect();
    let rows: String = ids().map(|id| format!("{id},soc-2,in-scope\n")).collect();
    format!(
        "-- content/company.toml --\nname = \"Acme\"\n-- content/services.toml --\n{services}-- content/scope.csv --\n\
         service,report,status\n{rows}-- content/reports/soc-2.toml --\nframework = \"soc-2\"\n\
         type = \"type-2\"\nperiod = {{ start = 2025-10-01, end = 2026-09-30 }}\nissued_on = 2026-10-15\n{of_report}"
    )
}

#[test]
fn what_a_long_list_leaves_out_is_counted_only_where_it_is_known() {
    let summaries = |fixture: &str, path: &str| {
        let html = page(&project(fixture, AS_OF), path);
        let all = html.split("<summary>").skip(1).filter_map(|rest| rest.split("</summary>").next());
        all.filter(|words| words.to_lowercase().contains("more") && !words.contains('<')).map(str::to_owned).collect()
    };
    let none: [&str; 0] = [];
    let found: Vec<String> = summaries(&with_services(12, ""), "index.html");
    assert_eq!(found, none);
    let found: Vec<String> = summaries(&with_services(20, ""), "index.html");
    assert_eq!(found, ["and 8 more"]);
    // The home page names the first of them only, so it does not know the rest.
    let found: Vec<String> = summaries(&with_services(80, ""), "index.html");
    assert_eq!(found, ["More"]);
    let found: Vec<String> = summaries(&with_services(20, ""), "reports/soc-2/index.html");
    assert_eq!(found, none);
    let found: Vec<String> = summaries(&with_services(25, ""), "reports/soc-2/index.html");
    assert_eq!(found, ["and 13 more"]);
    // Those that stand for more than are named.
    let examples: Vec<String> = (1..=25).map(|n| format!("\"s{n:03}\"")).collect();
    let count = format!("services = {{ min = 200, strict = true, examples = [{}] }}\n", examples.join(", "));
    let found: Vec<String> = summaries(&with_services(25, &count), "reports/soc-2/index.html");
    assert_eq!(found, ["More"]);
}
