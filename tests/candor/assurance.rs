//! Each kind of assurance has its own facts, words and statuses: on its page, on cards, in comparisons, on the timeline, in
//! the search and in what is found.

use candor::project::Project;
use serde_json::Value;

use crate::states::{has, has_not, words};
use crate::support::{page, project};

const AS_OF: &str = "2026-11-21";

const FIXTURE: &str = include_str!("../fixtures/kinds-of-assurance.txt");

/// A report of the fixture: its id, its status, what its card says of dates, and the sentence on its page.
type Row = (&'static str, &'static str, Option<&'static str>, &'static str);

const REPORTS: &[Row] = &[
    (
        "soc-2",
        "Current",
        Some("1 July 2025 to 30 June 2026"),
        "Counts as current until 30 June 2027: 12 months after its period.",
    ),
    ("soc-2-old", "Stale", Some("1 July 2023 to 30 June 2024"), "without a newer report or a bridge letter"),
    ("soc-2-plan", "Planned", Some("planned for Q2 2027"), "Planned for Q2 2027; nothing has been issued yet."),
    ("iso", "Current", Some("valid until 14 March 2028"), "Valid until 14 March 2028."),
    ("iso-old", "Expired", Some("valid until 14 March 2022"), "Expired on 14 March 2022."),
    (
        "iso-bare",
        "Undated",
        Some("Valid until: Not stated by the provider"),
        "The provider states no expiry date, so nobody can tell whether the certificate is current.",
    ),
    ("iso-plan", "Planned", Some("planned for June 2027"), "Planned for June 2027; nothing has been issued yet."),
    ("fedramp", "Current", Some("since 1 May 2025"), "Current"),
    ("fedramp-old", "Expired", Some("valid until 30 April 2022"), "Expired on 30 April 2022."),
    ("fedramp-plan", "Planned", Some("planned for 1 March 2027"), "Planned for 1 March 2027;"),
    (
        "caiq",
        "Current",
        Some("completed on 1 February 2026"),
        "Counts as current until 1 February 2027: 12 months after it was completed.",
    ),
    ("caiq-old", "Stale", Some("completed on 1 February 2023"), "it was completed too long ago"),
    ("caiq-bare", "Undated", Some("Completed on: Not recorded here"), "No day of completion is recorded here"),
    ("caiq-plan", "Planned", Some("planned for 2027"), "Planned for 2027; it is not complete yet."),
    (
        "pentest",
        "Current",
        Some("4 May 2026 to 15 May 2026"),
        "Counts as current until 15 May 2027: 12 months after the test.",
    ),
    ("pentest-old", "Stale", Some("as of 4 May 2023"), "the test was too long ago"),
    ("pentest-older", "Superseded", Some("as of 4 May 2021"), "Replaced by a newer test."),
    ("pentest-plan", "Planned", Some("planned for December 2026"), "it has not taken place yet."),
    ("gdpr", "Stated", None, "a commitment is neither an audit nor a certificate."),
    ("gdpr-old", "Withdrawn", None, "Withdrawn on 1 January 2026."),
    ("gdpr-plan", "Planned", Some("planned for June 2027"), "it is not in force yet."),
];

/// What the page of a held report of each kind lists, in this order.
const FACTS: &[(&str, &str)] = &[
    (
        "soc-2",
        "framework subject period issued_on cadence auditor opinion exceptions criteria criteria_edition standards \
         conclusion services locations subservice cuecs audiences access",
    ),
    (
        "iso",
        "framework number certification_body accreditation standards subject statement_of_applicability first_issued_on \
         issued_on valid_until next_audit_on services locations registers access",
    ),
    // Old content calls the certification body an auditor, and lists what a certificate does not have.
    (
        "iso-old",
        "framework number certification_body accreditation standards subject issued_on valid_until services locations \
         access",
    ),
    ("fedramp", "framework authority package_id level issued_on valid_until assessor services registers access"),
    ("caiq", "framework questionnaire completed_on level access"),
    ("pentest", "framework tester method subject period retested_on shared access"),
    ("gdpr", "framework subject documents contact"),
    ("gdpr-plan", "expected framework"),
    ("soc-2-plan", "expected framework services"),
];

fn site() -> Project {
    let site = project(FIXTURE, AS_OF);
    let mistakes: Vec<String> =
        site.check().iter().filter(|finding| finding.is_error()).map(|finding| finding.message.clone()).collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    site
}

fn path(id: &str, file: &str) -> String {
    format!("providers/acme/{id}/{file}")
}

#[track_caller]
fn data(site: &Project, path: &str) -> Value {
    serde_json::from_str::<Value>(&page(site, path)).unwrap()["data"].take()
}

fn items<'v>(value: &'v Value, list: &str) -> &'v Vec<Value> {
    value[list].as_array().unwrap_or_else(|| panic!("no list `{list}` in {value}"))
}

/// What every card of a report says, on whichever page it stands.
fn cards(value: &Value, id: &str, found: &mut Vec<Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("dates") && fields["id"] == format!("report:acme/{id}") {
                found.push(value.clone());
            }
            fields.values().for_each(|field| cards(field, id, found));
        }
        Value::Array(items) => items.iter().for_each(|item| cards(item, id, found)),
        _ => {}
    }
}

#[test]
fn each_kind_is_asked_for_its_own_facts_and_no_others() {
    let site = site();
    for (id, facts) in FACTS {
        let view = data(&site, &path(id, "index.json"));
        let names: Vec<&str> = items(&view, "facts").iter().map(|fact| fact["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(" "), *facts, "{id}");
        let html = page(&site, &path(id, "index.html"));
        for name in &names {
            assert!(html.contains(&format!("<dt>{}", label(&view, name))), "{id}: no row of `{name}` in HTML");
            let markdown = page(&site, &path(id, "index.md"));
            assert!(markdown.contains(&format!("- **{}**", label(&view, name))), "{id}: no `{name}` in Markdown");
        }
    }
}

fn label<'v>(view: &'v Value, name: &str) -> &'v str {
    let fact = items(view, "facts").iter().find(|fact| fact["name"] == name).unwrap();
    fact["label"].as_str().unwrap()
}

#[test]
fn the_status_of_each_kind_follows_from_its_own_dates() {
    let site = site();
    for (id, status, _, sentence) in REPORTS {
        let view = data(&site, &path(id, "index.json"));
        assert_eq!(view["status"]["label"], *status, "{id}");
        has(view["status_text"].as_str().unwrap(), sentence);
        let words = words(&site, &path(id, "index.html"));
        has(&words, sentence);
        has(&page(&site, &path(id, "index.md")), sentence);
    }
}

#[test]
fn every_card_says_where_the_report_stands_and_since_when() {
    let site = site();
    let pages = ["index", "providers/index", "providers/acme/index", "frameworks/index"];
    for (id, status, dates, _) in REPORTS {
        let mut found = Vec::new();
        for path in pages {
            cards(&data(&site, &format!("{path}.json")), id, &mut found);
        }
        let framework = id.split("-old").next().unwrap().trim_end_matches("-plan").trim_end_matches("-bare");
        let framework = data(&site, &format!("frameworks/{framework}/index.json"));
        cards(&framework, id, &mut found);
        assert_eq!(found.len(), pages.len() + 1, "{id}");
        for card in found {
            assert_eq!(card["status"]["label"], *status, "{id}");
            assert_eq!(card["held"], ["Current", "Stale", "Undated", "Stated"].contains(status), "{id}");
            let said = &card["dates"];
            let text = said["text"].as_str().map(|text| {
                let is_given = said["state"] == "given";
                if is_given { text.to_owned() } else { format!("{}: {text}", said["label"].as_str().unwrap()) }
            });
            assert_eq!(text.as_deref(), *dates, "{id}");
        }
        let is_held = items(&framework, "held").iter().any(|card| card["id"] == format!("report:acme/{id}"));
        assert_eq!(is_held, ["Current", "Stale", "Undated", "Stated"].contains(status), "{id}");
    }
}

#[test]
fn no_page_of_a_kind_speaks_in_the_words_of_another() {
    let site = site();
    let foreign: [(&str, &[&str]); 6] = [
        ("soc-2", &["Certificate number", "Certification body", "Valid until", "Tester", "Planned"]),
        (
            "iso",
            &["uditor", "Opinion", "Exceptions", "ridge letter", "Period", "User", "concluded", "report is issued"],
        ),
        ("fedramp", &["uditor", "ertificate", "Opinion", "ridge letter", "Issued on", "Period"]),
        ("caiq", &["uditor", "ertificate", "Opinion", "ridge letter", "Valid until", "Period"]),
        ("pentest", &["uditor", "ertificate", "Opinion", "ridge letter", "Valid until", "Period"]),
        ("gdpr", &["uditor", "ertified", "Opinion", "ridge letter", "Valid until", "Period", "ndated", "Expired"]),
    ];
    for (kind, foreign) in foreign {
        for (id, ..) in REPORTS.iter().filter(|(id, ..)| id.split('-').next() == kind.split('-').next()) {
            let words = words(&site, &path(id, "index.html"));
            let main = words.split("About this report").next().unwrap().split("You are here").last().unwrap();
            for word in foreign.iter().filter(|word| **word != "Planned" || !id.ends_with("-plan")) {
                has_not(main, word);
            }
        }
    }
}

#[test]
fn chinese_pages_use_the_words_of_the_kind() {
    let site = site();
    let expected: [(&str, &[&str]); 6] = [
        ("soc-2", &["服务审计师", "执业证书编号 4711", "自行核实", "同业复核"]),
        (
            "iso",
            &[
                "证书编号",
                "认证机构",
                "认可机构",
                "认证范围",
                "适用性声明",
                "首次发证日期",
                "下次监督审核",
                "2027年3月",
            ],
        ),
        ("fedramp", &["授权机构", "授权包编号", "授权日期", "评估机构"]),
        ("caiq", &["问卷", "完成日期", "CAIQ 4.0.3"]),
        ("pentest", &["测试机构", "灰盒", "测试对象", "测试时间", "复测日期", "摘要", "证明函"]),
        ("gdpr", &["已声明", "承诺内容", "联系方式"]),
    ];
    for (id, labels) in expected {
        let words = words(&site, &format!("zh-Hans/{}", path(id, "index.html")));
        labels.iter().for_each(|label| has(&words, label));
    }
    has(&words(&site, "zh-Hans/providers/acme/soc-2-plan/index.html"), "计划于2027年第2季度取得");
}

#[test]
fn a_reader_is_told_step_by_step_how_to_check_a_report_elsewhere() {
    let site = site();
    let steps = |id: &str| -> Vec<(String, String, String)> {
        let view = data(&site, &path(id, "index.json"));
        let of = |step: &Value, path: &str| step.pointer(path).and_then(Value::as_str).unwrap_or("-").to_owned();
        let steps = items(&view["verification"], "steps").iter();
        steps.map(|step| (of(step, "/text"), of(step, "/place/href"), of(step, "/checked_on/date"))).collect()
    };
    let told = |steps: &[(&str, &str, &str)]| -> Vec<(String, String, String)> {
        steps.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect()
    };
    assert_eq!(
        steps("soc-2"),
        told(&[
            ("Look up Example Audit LLP in the register, license 4711.", "https://board.example/4711", "2026-11-02"),
            ("Read the latest peer review of Example Audit LLP.", "https://peer.example/4711", "-"),
        ])
    );
    let iso = steps("iso");
    assert_eq!(
        iso[..3],
        told(&[
            ("Look up Example Certification GmbH in the register.", "https://bodies.example/1", "-"),
            ("Look up certificate IS 700001 with Example Certification GmbH.", "https://certificates.example/", "-"),
            (
                "Check that Example Accreditation accredits Example Certification GmbH under number D-ZM-1.",
                "https://accreditation.example/D-ZM-1",
                "2026-10-01",
            ),
        ])
    );
    has(&iso[3].0, "SHA-256 digest of your copy of “Certificate”");
    assert_eq!(
        steps("fedramp"),
        told(&[
            ("Look up Example Assessors in the register.", "https://assessors.example/", "-"),
            ("Look up package FR123 in the register of authorizations.", "https://marketplace.example/FR123", "-"),
        ])
    );
    let html = page(&site, &path("iso", "index.html"));
    let section = html.split("id=\"check\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(section.matches("<li>").count(), 4, "{section}");
    has(section, "<a href=\"https://certificates.example/\">Certificate search</a>");
    has(section, "Last checked for this site on 1 October 2026");
    let markdown = page(&site, &path("iso", "index.md"));
    has(&markdown, "3. Check that Example Accreditation accredits");
    has(&markdown, "[https://accreditation.example/D-ZM-1](https://accreditation.example/D-ZM-1)");
}

#[test]
fn where_nothing_can_be_looked_up_the_page_says_so() {
    let site = site();
    has(&words(&site, &path("soc-2-old", "index.html")), "No register is recorded here");
    has(&words(&site, &path("iso-bare", "index.html")), "No certificate number or accreditation");
    for id in ["caiq", "pentest", "gdpr", "soc-2-plan", "iso-plan"] {
        assert_eq!(data(&site, &path(id, "index.json"))["verification"], Value::Null, "{id}");
        has_not(&words(&site, &path(id, "index.html")), "Check it without us");
    }
}

#[test]
fn what_is_planned_is_never_held() {
    let site = site();
    for service in ["vault", "edge"] {
        let view = data(&site, &format!("scope/acme/{service}/index.json"));
        let answer = items(&view, "answers").iter().find(|answer| answer["report"]["text"]["text"] == "SOC 2 to come");
        let answer = answer.unwrap();
        assert_eq!(answer["state"], "planned", "{answer}");
        has_not(&answer.to_string(), "In scope");
    }
    // The report that it is to take the place of is not replaced by it yet.
    let replaced = data(&site, &path("soc-2", "index.json"));
    assert_eq!(items(&replaced, "superseded_by").len(), 0);
    assert_eq!(data(&site, &path("soc-2-plan", "index.json"))["supersedes"], Value::Null);
    let provider = data(&site, "providers/acme/index.json");
    let names = provider["services"].to_string();
    assert!(names.contains("Vault") && !names.contains("Edge"), "{names}");
}

#[test]
fn a_plan_whose_time_has_gone_by_says_so() {
    let site = project(FIXTURE, "2027-12-31");
    let words = words(&site, &path("iso-plan", "index.html"));
    has(&words, "Planned It was planned for June 2027; no outcome is recorded here.");
}

#[test]
fn the_timeline_shows_each_kind_where_it_stands() {
    let site = site();
    let view = data(&site, "timeline/index.json");
    let row = |name: &str| {
        let mut rows = items(&view, "groups").iter().flat_map(|group| items(group, "rows"));
        rows.find(|row| row["report"]["text"]["text"].as_str().is_some_and(|title| title.ends_with(name)))
    };
    let ends = [
        ("SOC 2 of this year", "2026-06-30"),
        ("SOC 2 to come", "2027-06-30"),
        ("Certificate of today", "2028-03-14"),
        ("Certificate to come", "2027-06-30"),
        ("Self-assessment of this year", "2026-02-01"),
        ("Test of this year", "2026-05-15"),
        ("Test of long ago", "2023-05-04"),
        // It has no last day, and stands where it was granted.
        ("Authorization of today", "2025-05-01"),
    ];
    for (name, end) in ends {
        let row = row(name).unwrap_or_else(|| panic!("no row of {name}"));
        assert_eq!(row["end"]["date"], end, "{name}");
        // Years between two tests are no gap in anything.
        assert_eq!(row["gap_days"], Value::Null, "{name}");
    }
    assert_eq!(row("SOC 2 to come").unwrap()["end"]["text"], "planned for Q2 2027");
    assert_eq!(row("SOC 2 to come").unwrap()["start"], Value::Null);
    assert!(row("Commitment of today").is_none() && row("Commitment to come").is_some());
    let undated: Vec<&str> =
        items(&view, "undated").iter().map(|card| card["title"]["text"].as_str().unwrap()).collect();
    assert_eq!(undated, ["Self-assessment without dates", "Certificate without dates"]);
    let html = page(&site, "timeline/index.html");
    for bar in ["strip-planned", "strip-current", "planned for Q2 2027"] {
        has(&html, bar);
    }
}

#[test]
fn a_framework_calls_its_standards_as_its_reports_do() {
    let standards = "standards = [\"One\"]\n";
    let framework = |id: &str, assurance: &str| {
        format!("-- content/frameworks/{id}.toml --\nname = \"{id}\"\nassurance = \"{assurance}\"\n{standards}")
    };
    let more = [framework("a", "attestation"), framework("b", "certification"), framework("c", "test")].concat();
    let site = project(&format!("{FIXTURE}{more}"), AS_OF);
    for (id, label) in [("a", "执业准则"), ("b", "标准与版本"), ("c", "标准")] {
        has(&page(&site, &format!("zh-Hans/frameworks/{id}/index.html")), &format!("<dt>{label}</dt><dd>One</dd>"));
    }
}

#[test]
fn in_one_line_an_examiner_is_a_name() {
    let site = site();
    let view = data(&site, &path("soc-2", "index.json"));
    let auditor = items(&view, "key").iter().find(|fact| fact["name"] == "auditor").unwrap();
    assert_eq!(auditor["text"], "Example Audit LLP");
    assert_eq!(auditor["data"], serde_json::json!(["Example Audit LLP", "4711"]));
    let home = words(&site, "index.html");
    assert!(home.contains("Example Audit LLP") && !home.contains("4711"), "{home}");
}

#[test]
fn what_was_expected_and_is_not_here_is_said_to_be_late() {
    let timeline = |today: &str, more: &str| {
        let report = "-- content/providers/acme/provider.toml --\nname = \"Acme\"\n\
            -- content/frameworks/soc-2.toml --\nname = \"SOC 2\"\nassurance = \"attestation\"\n\
            -- content/providers/acme/reports/soc-2.toml --\nframework = \"soc-2\"\ncadence = { times = 2, per = \"year\" }\n\
            issued_on = 2026-02-01\nperiod = { start = 2025-07-01, end = 2025-12-31 }\n";
        words(&project(&format!("{report}{more}"), today), "timeline/index.html")
    };
    let next = "-- content/providers/acme/reports/next.toml --\nframework = \"soc-2\"\nsupersedes = \"soc-2\"\n\
        period = { start = 2026-01-01, end = 2026-12-31 }\n";
    has(&timeline("2026-08-01", ""), "Next expected: 1 August 2026");
    let late = timeline("2026-08-02", "");
    has(&late, "The next was expected on 1 August 2026; it is not recorded here");
    has_not(&late, "Next expected");
    has_not(&timeline("2026-08-02", next), "1 August 2026; it is");
}

#[test]
fn a_comparison_has_the_rows_of_its_kind() {
    let site = site();
    let rows = |framework: &str| -> Vec<String> {
        let view = data(&site, &format!("compare/{framework}/index.json"));
        items(&view, "rows").iter().map(|row| row["label"].as_str().unwrap().to_owned()).collect()
    };
    let iso = rows("iso");
    for label in
        ["Certificate number", "Certification body", "Scope statement", "Valid until", "Next surveillance audit"]
    {
        assert!(iso.iter().any(|row| row == label), "no `{label}` in {iso:?}");
    }
    assert!(!iso.iter().any(|row| ["Auditor", "Opinion", "Period"].contains(&row.as_str())), "{iso:?}");
    assert_eq!(rows("gdpr"), ["Expected", "Framework", "What is committed to", "Documents", "Contact"]);
}

#[test]
fn quoted_facts_take_the_name_of_the_kind_and_lead_where_they_stand() {
    let more = r#"
-- content/faq/basics/topic.toml --
title = "Basics"
-- content/faq/basics/who.md --
+++
question = "Who certified?"
+++
By {{ fact("acme/iso-old", "auditor") }}, with {{ fact("acme/iso", "opinion") }}, see [it](report:acme/iso#opinion).
"#;
    let site = project(&format!("{FIXTURE}{more}"), AS_OF);
    assert!(!site.check().iter().any(candor::diag::Diagnostic::is_error));
    let html = page(&site, "faq/basics/who/index.html");
    has(&html, "iso-old/#certification_body\">Example Certification GmbH</a>");
    has(&html, "/providers/acme/iso/\">not applicable</a>");
    has(&html, "/providers/acme/iso/\">it</a>");
}

#[test]
fn what_a_kind_does_not_have_is_not_asked_of_its_maintainer() {
    let site = site();
    let of = |id: &str| -> Vec<String> {
        let findings = site.check();
        let mine = findings.iter().filter(|finding| finding.place.path.to_string().ends_with(&format!("/{id}.toml")));
        mine.map(|finding| finding.code.name().to_owned()).collect()
    };
    for id in ["soc-2", "iso", "fedramp", "caiq", "pentest", "gdpr", "soc-2-plan", "iso-plan", "gdpr-plan"] {
        let found: Vec<String> = of(id).into_iter().filter(|code| code != "missing-translation").collect();
        let expected: &[&str] = if id == "soc-2" { &["unstated-fact"] } else { &[] };
        // The report under a framework without types has no type to state.
        assert!(found.is_empty() || found == expected, "{id}: {found:?}");
    }
    assert_eq!(of("iso-old").iter().filter(|code| *code == "surplus-fact").count(), 3);
}

const SELF_ASSESSED: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://t.example/"
locales = ["en", "zh-Hans"]
-- content/company.toml --
name = "Acme"
-- content/reports/saq.toml --
framework = "pci-dss"
assurance = "self-assessment"
questionnaire = { name = "SAQ A", version = "4.0.1" }
completed_on = "2026-05"
access = { distribution = "request" }
-- content/reports/star.toml --
framework = "csa-star"
assurance = "self-assessment"
name = "STAR Level 1"
questionnaire = "CAIQ 4"
completed_on = 2026-05-12
access = { distribution = "public" }
"#;

#[test]
fn a_self_assessment_under_another_framework_is_never_a_certificate() {
    let site = project(SELF_ASSESSED, AS_OF);
    assert_eq!(site.check().iter().filter(|finding| finding.is_error()).count(), 0);
    let report = words(&site, "reports/saq/index.html");
    has(&report, "PCI DSS self-assessment");
    has(&report, "current until 1 May 2027");
    has(&report, "May 2026");
    has_not(&report, "ertifi");
    has(&words(&site, "zh-Hans/reports/saq/index.html"), "PCI DSS 自我评估");
    for path in ["reports/saq/index.html", "reports/star/index.html", "index.html", "frameworks/pci-dss/index.html"] {
        has_not(&page(&site, path), "\"Certification\"");
    }
    let home = words(&site, "index.html");
    has(&home, "Self-assessment, completed on 12 May 2026");
    has(&home, "completed in May 2026");
    let framework = words(&site, "frameworks/pci-dss/index.html");
    has(&framework, "Self-assessments");
    has(&framework, "Completed by us.");
    has_not(&framework, "Certificates held");
}

#[test]
fn the_day_of_a_type_1_report_is_a_day_within_a_sentence() {
    let site = project(
        r#"
-- content/company.toml --
name = "Acme"
-- content/reports/soc.toml --
framework = "soc-2"
type = "type-1"
as_of_date = 2026-08-31
-- content/pages/about.md --
+++
title = "About"
+++
It speaks as of {{ fact("soc", "period") }}, that is {{ fact("soc", "as_of_date") }}.
"#,
        AS_OF,
    );
    has(&words(&site, "about/index.html"), "It speaks as of 31 August 2026 , that is 31 August 2026 .");
}
