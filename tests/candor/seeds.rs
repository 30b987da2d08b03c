//! Every fact of the two source documents can be pointed at on a built page of the example site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// A row of the table: the fact's id, the page's JSON twin, a path into it, and words that must stand there.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str]);

const HUAWEI: &str = "providers/huawei-cloud/";
const SOC_1: &str = "providers/huawei-cloud/soc-1/";
const SOC_2: &str = "providers/huawei-cloud/soc-2/";
const SOC_3: &str = "providers/huawei-cloud/soc-3/";
const TENCENT: &str = "providers/tencent-cloud/";
const T_SOC_1: &str = "providers/tencent-cloud/soc-1/";
const T_SOC_2: &str = "providers/tencent-cloud/soc-2/";

/// Section 4 of the content model. `facts/<name>` is one of the twenty facts of a report.
const TABLE: &[Row] = &[
    ("H1", "glossary/", "terms/soc-report", &["independent"]),
    ("H2", "frameworks/soc-1/", "types", &["Type I", "Type II"]),
    ("H2", "frameworks/soc-2/", "types", &["Type I", "Type II"]),
    ("H3", SOC_1, "facts/subject", &["financial reporting"]),
    ("H4", SOC_1, "facts/audiences", &["customer", "user-auditor"]),
    ("H5", "frameworks/soc-1/", "types", &["throughout a period", "more assurance"]),
    (
        "H6",
        "frameworks/soc-2/",
        "categories",
        &["Security", "Availability", "Processing integrity", "Confidentiality", "Privacy"],
    ),
    ("H7", "frameworks/soc-2/", "types", &["design", "operat"]),
    ("H7", SOC_2, "facts/conclusion", &["design-and-operation"]),
    ("H8", SOC_3, "derived_from", &["SOC 2 Type II"]),
    ("H9", SOC_3, "facts/access", &["public"]),
    ("H9", SOC_3, "facts/audiences", &["public"]),
    ("H10", SOC_1, "facts/type", &["type-2"]),
    ("H10", SOC_2, "facts/type", &["type-2"]),
    ("H10", SOC_3, "facts/framework", &["soc-3"]),
    (
        "H11",
        SOC_2,
        "facts/criteria",
        &["security", "availability", "processing-integrity", "confidentiality", "privacy"],
    ),
    ("H12", HUAWEI, "claims", &["first", "false"]),
    ("H13", HUAWEI, "claims", &["strictest"]),
    ("H14", SOC_2, "facts/cadence", &["periodically", "Twice a year"]),
    ("H15", SOC_2, "facts/locations", &[">=30", "data centers"]),
    (
        "H16",
        SOC_2,
        "facts/locations",
        &[
            "Chinese Mainland",
            "Hong Kong (China)",
            "Thailand",
            "Mexico",
            "Singapore",
            "South Africa",
            "Chile",
            "Brazil",
        ],
    ),
    ("H17", SOC_2, "facts/access", &["Compliance Certificates"]),
    ("H17", HUAWEI, "links", &["reports"]),
    ("H18", SOC_2, "facts/services", &[">150"]),
    (
        "H19",
        SOC_2,
        "facts/services",
        &[
            "Advanced Anti-DDoS (AAD)",
            "Web Application Firewall (WAF)",
            "Data Encryption Workshop (DEW)",
            "Database Security Service (DBSS)",
        ],
    ),
    ("H20", HUAWEI, "links", &["terms", "contact"]),
    ("H22", SOC_2, "facts/valid_until", &["not_applicable", "valid once issued"]),
    ("H24", SOC_1, "facts/cadence", &["Twice a year"]),
    ("H25", SOC_2, "facts/access", &["request"]),
    ("T1", "glossary/", "terms/soc-report", &["SOC"]),
    ("T2", T_SOC_2, "facts/criteria", &["security", "availability", "confidentiality"]),
    ("T3", T_SOC_1, "facts/access", &["request", "authentication"]),
    ("T5", "frameworks/soc-1/", "issuer", &["AICPA"]),
    ("T6", "glossary/", "terms/service-organization", &["control"]),
    ("T7", T_SOC_1, "facts/standards", &["SSAE 18", "AT-C 320"]),
    ("T8", T_SOC_1, "facts/conclusion", &["design"]),
    ("T8", T_SOC_1, "facts/subject", &["Tencent Cloud Service System"]),
    ("T9", T_SOC_2, "facts/standards", &["AT-C 105", "AT-C 205", "TSP section 100"]),
    ("T9", T_SOC_2, "facts/criteria_edition", &["2007"]),
    ("T11", "criteria/tsp-100-2017/", "published", &["April 2017"]),
    ("T11", "criteria/tsp-100-2017/", "transition", &["15 April 2017", "15 December 2018"]),
    ("T11", "criteria/tsp-100-2017/", "predecessor", &["2016"]),
    ("T12", T_SOC_2, "facts/criteria_edition", &["tsp-100-2017"]),
    ("T13", TENCENT, "claims", &["leading", "first"]),
    ("T14", T_SOC_1, "facts/audiences", &["customer", "user-auditor", "material misstatement"]),
    ("T15", T_SOC_2, "facts/audiences", &["institutional-customer", "user-auditor", "regulator", "shareholder"]),
    ("T16", T_SOC_2, "facts/criteria", &["Processing integrity", "false", "true"]),
];

/// What the two providers do not state: rows H26 and T17.
const NOT_STATED: &[(&str, &[&str])] = &[
    (SOC_2, &["auditor", "opinion", "period", "issued_on", "criteria_edition", "subservice", "cuecs", "exceptions"]),
    (T_SOC_1, &["type", "period", "issued_on", "auditor", "opinion", "locations", "services", "subservice", "cuecs"]),
    (T_SOC_2, &["type", "period", "issued_on", "auditor", "opinion", "locations", "services", "subservice", "cuecs"]),
];

/// The folder of the built example site, as of a day long after the banner's end.
fn example() -> &'static Path {
    static BUILT: OnceLock<std::path::PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeds");
        let build = Command::new(env!("CARGO_BIN_EXE_candor"))
            .args(["build", env!("CARGO_MANIFEST_DIR"), "--as-of", "2026-11-21", "-q", "-o"])
            .arg(&output)
            .output()
            .unwrap();
        assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
        output
    })
}

fn twin(page: &str) -> serde_json::Value {
    let text = fs::read_to_string(example().join(page).join("index.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The part of a twin at `name/key`, where `key` picks the item of a list by its name or id.
fn part<'a>(twin: &'a serde_json::Value, path: &str) -> &'a serde_json::Value {
    path.split('/').fold(&twin["data"], |value, step| match value.as_array() {
        Some(items) => {
            items.iter().find(|item| item["name"] == step || item["id"] == step).unwrap_or(&serde_json::Value::Null)
        }
        None => &value[step],
    })
}

#[test]
fn every_fact_of_the_seeds_stands_on_a_page() {
    let mut twins: BTreeMap<&str, serde_json::Value> = BTreeMap::new();
    let mut missing = Vec::new();
    for (id, page, path, words) in TABLE {
        let twin = twins.entry(page).or_insert_with(|| twin(page));
        let said = part(twin, path).to_string();
        missing.extend(
            words
                .iter()
                .filter(|word| !said.contains(**word))
                .map(|word| format!("{id}: no `{word}` in {page} {path}: {said}")),
        );
        // The page for people says what the twin says.
        if path.starts_with("facts/") {
            let html = fs::read_to_string(example().join(page).join("index.html")).unwrap();
            let anchor = format!("id=\"{}\"", path.trim_start_matches("facts/"));
            assert!(html.contains(&anchor), "{id}: {page} has no {anchor}");
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn what_the_providers_do_not_state_is_shown_as_such() {
    for (page, facts) in NOT_STATED {
        let twin = twin(page);
        for fact in *facts {
            assert_eq!(part(&twin, &format!("facts/{fact}"))["state"], "not_stated", "{page} {fact}");
        }
    }
    let html = fs::read_to_string(example().join(SOC_2).join("index.html")).unwrap();
    assert!(html.contains("Not stated by the provider"));
}

#[test]
fn tencent_covers_three_of_the_five_categories() {
    let criteria = twin(T_SOC_2);
    let data = part(&criteria, "facts/criteria")["data"].as_array().unwrap().len();
    assert_eq!(data, 3);
}

#[test]
fn the_dated_banner_shows_while_it_is_valid_and_not_after() {
    let page = "zh-Hans/index.html";
    let words = "2020年8月12日";
    assert!(!fs::read_to_string(example().join(page)).unwrap().contains(words));
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeds-2020");
    let build = Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["build", env!("CARGO_MANIFEST_DIR"), "--as-of", "2020-09-11", "-q", "-o"])
        .arg(&output)
        .status()
        .unwrap();
    assert!(build.success());
    let chinese = fs::read_to_string(output.join(page)).unwrap();
    assert!(chinese.contains("class=\"banner banner-event\""), "{chinese}");
    assert!(!fs::read_to_string(output.join("index.html")).unwrap().contains("class=\"banner "));
}

#[test]
fn the_only_warnings_are_what_the_providers_statements_earn() {
    let check = Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["check", env!("CARGO_MANIFEST_DIR"), "--as-of", "2026-11-21", "--format", "json"])
        .output()
        .unwrap();
    assert!(check.status.success());
    let earned = ["banner-ended", "conflicting-statements", "link-without-target", "undated-report", "unsourced-claim"];
    for line in String::from_utf8(check.stdout).unwrap().lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(earned.contains(&finding["code"].as_str().unwrap()), "{line}");
    }
}

#[test]
fn the_sources_are_not_copied() {
    // Sentences of the two documents, in parts long enough to be theirs and not of the trade.
    let copied = [
        "demonstrates the design rationality of internal controls",
        "to ensure that the ever-evolving Huawei Cloud environment",
        "provides Tencent Cloud users with valuable information so as to assess",
        "service providers may at their sole discretion, abide by either",
    ];
    for entry in walkdir::WalkDir::new(example()).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file())
    {
        let text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
        for sentence in copied {
            assert!(!text.contains(sentence), "{}: {sentence}", entry.path().display());
        }
    }
}
