//! Controls: what stands behind each is derived from reports, and moves with them; criteria lead across through them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use candor::project::Project;
use serde_json::Value;

use crate::search::site::{find, reference};
use crate::support::{change, files, page, project, rendered};

const NOTES: &str = include_str!("../fixtures/controls.txt");
const AS_OF: &str = "2026-11-27";

/// The ids of TSP section 100 of 2017 with their categories, and those of Annex A of ISO/IEC 27001:2022.
fn editions() -> String {
    let security =
        [("CC1", 5), ("CC2", 3), ("CC3", 4), ("CC4", 2), ("CC5", 3), ("CC6", 8), ("CC7", 5), ("CC8", 1), ("CC9", 2)];
    let privacy = [("P1", 1), ("P2", 1), ("P3", 2), ("P4", 3), ("P5", 2), ("P6", 7), ("P7", 1), ("P8", 1)];
    let all = security.map(|series| (series, "security")).into_iter();
    let all =
        all.chain([(("A1", 3), "availability"), (("C1", 2), "confidentiality"), (("PI1", 5), "processing-integrity")]);
    let all = all.chain(privacy.map(|series| (series, "privacy")));
    let mut text =
        "-- content/criteria/tsp-100-2017.toml --\nname = \"TSP 100, 2017\"\npublished = \"2017-04\"\n".to_owned();
    text +=
        "categories = [\"security\", \"availability\", \"processing-integrity\", \"confidentiality\", \"privacy\"]\n";
    for ((series, count), category) in all {
        for n in 1..=count {
            writeln!(text, "[[criterion]]\nid = \"{series}.{n}\"\ncategory = \"{category}\"").unwrap();
        }
    }
    text +=
        "-- content/criteria/iso-27001-2022.toml --\nname = \"ISO/IEC 27001:2022, Annex A\"\npublished = \"2022-10\"\n";
    for (series, count) in [(5, 37), (6, 8), (7, 14), (8, 34)] {
        for n in 1..=count {
            writeln!(text, "[[criterion]]\nid = \"A.{series}.{n}\"").unwrap();
        }
    }
    text
}

fn notes() -> String {
    format!("{NOTES}{}", editions())
}

fn json(project: &Project, path: &str) -> Value {
    let twin: Value = serde_json::from_str(&page(project, path)).unwrap();
    twin["data"].clone()
}

/// Every control of the company with its state.
fn states(project: &Project) -> BTreeMap<String, String> {
    let groups = json(project, "controls/index.json")["providers"][0]["groups"].as_array().unwrap().clone();
    let of_group = |group: &Value| {
        let href = group["href"].as_str().unwrap().trim_start_matches("../").to_owned();
        let controls = json(project, &format!("{href}index.json"))["controls"].as_array().unwrap().clone();
        controls.into_iter().map(|control| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            (text(&control["key"]), text(&control["status"]["state"]))
        })
    };
    groups.iter().flat_map(of_group).collect()
}

#[test]
fn twenty_five_controls_are_what_their_reports_make_of_them() {
    let site = project(&notes(), AS_OF);
    let errors: Vec<_> = site.check().into_iter().filter(candor::diag::Diagnostic::is_error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let states = states(&site);
    let in_state = |state: &str| -> BTreeSet<&str> {
        states.iter().filter(|(_, own)| *own == state).map(|(key, _)| key.trim_start_matches("control:")).collect()
    };
    assert_eq!(states.len(), 25);
    assert_eq!(in_state("examined").len(), 18);
    assert_eq!(in_state("lapsed"), BTreeSet::from(["infrastructure/patches"]));
    let stated = [
        "data/notice",
        "incidents/word",
        "product/assistant-limits",
        "product/dependencies",
        "product/penetration-test",
    ];
    assert_eq!(in_state("stated"), BTreeSet::from(stated));
    assert_eq!(in_state("not_stated"), BTreeSet::from(["people/background-checks"]));
}

/// One control with one piece of evidence, and a report whose fields are given.
fn one(report: &str, control: &str) -> String {
    let site = "-- content/company.toml --\nname = \"C\"\n\
        -- content/frameworks/soc-2.toml --\nname = \"SOC 2\"\nassurance = \"attestation\"\n\
        -- content/criteria/tsp.toml --\nname = \"TSP\"\ncategories = [\"security\", \"privacy\"]\n\
        [[criterion]]\nid = \"CC6.1\"\ncategory = \"security\"\n[[criterion]]\nid = \"P1.1\"\ncategory = \"privacy\"\n\
        -- content/criteria/iso.toml --\nname = \"ISO\"\n[[criterion]]\nid = \"A.8.5\"\n\
        -- content/services.toml --\n[[service]]\nid = \"a\"\nname = \"A\"\n[[service]]\nid = \"b\"\nname = \"B\"\n";
    format!(
        "{site}-- content/reports/r.toml --\nframework = \"soc-2\"\n{report}\n-- content/controls/g.toml --\ntitle = \"G\"\n\
         [[control]]\nid = \"c\"\ntitle = \"C\"\nstatement = \"So it is.\"\nevidence = [{{ ref = \"report:r\" }}]\n{control}\n"
    )
}

#[track_caller]
fn assert_control(report: &str, control: &str, expected: (&str, &str, &str)) {
    let site = project(&one(report, control), AS_OF);
    let control = json(&site, "controls/g/index.json")["controls"][0].clone();
    let told = (&control["status"]["state"], &control["status"]["tone"], &control["evidence"][0]["bearing"]);
    assert_eq!(
        (told.0.as_str(), told.1.as_str(), told.2.as_str()),
        (Some(expected.0), Some(expected.1), Some(expected.2))
    );
}

const CURRENT: &str =
    "period = { start = 2025-07-01, end = 2026-06-30 }\nissued_on = 2026-08-01\nopinion = \"unqualified\"\n";

#[test]
fn no_control_is_examined_by_what_is_no_examination_of_it() {
    let report = |more: &str| format!("{CURRENT}{more}");
    let covering = "criteria = [\"security\"]\ncriteria_edition = \"tsp\"\n";
    let examined = ("examined", "good", "examined");
    assert_control(CURRENT, "", examined);
    assert_control(&report(covering), "criteria = [\"tsp/CC6.1\"]", examined);
    assert_control(&report(covering), "criteria = [\"tsp/P1.1\", \"tsp/CC6.1\"]", examined);
    assert_control(&report(covering), "criteria = [\"tsp/P1.1\"]", ("stated", "plain", "other-criteria"));
    assert_control(&report(covering), "criteria = [\"iso/A.8.5\"]", ("stated", "plain", "other-criteria"));
    // Nobody says which criteria the report is measured against.
    assert_control(CURRENT, "criteria = [\"iso/A.8.5\"]", examined);
    assert_control(CURRENT, "operated_since = 2026-06-30", examined);
    assert_control(CURRENT, "operated_since = 2026-07-01", ("stated", "plain", "before-control"));
    assert_control(&report("services = [\"a\"]"), "services = [\"a\", \"b\"]", examined);
    assert_control(&report("services = [\"a\"]"), "services = [\"b\"]", ("stated", "plain", "other-services"));
    let with = |opinion: &str| CURRENT.replace("\"unqualified\"", opinion);
    assert_control(&with("\"qualified\""), "", ("examined", "attention", "examined"));
    assert_control(&with("\"adverse\""), "", ("examined", "attention", "examined"));
    assert_control(&with("\"not-disclosed\""), "", ("examined", "plain", "examined"));
    assert_control(&with("\"disclaimer\""), "", ("stated", "plain", "disclaimed"));
    assert_control(&CURRENT.replace("opinion = \"unqualified\"\n", ""), "", ("examined", "plain", "examined"));
    assert_control(&report("withdrawn_on = 2026-09-01"), "", ("stated", "plain", "withdrawn"));
    assert_control("expected = \"2027-06\"", "", ("stated", "plain", "not-yet"));
    assert_control("period = { start = 2026-07-01, end = 2027-06-30 }", "", ("stated", "plain", "not-yet"));
    let stale = "period = { start = 2024-07-01, end = 2025-06-30 }\nissued_on = 2025-08-01\nopinion = \"unqualified\"";
    assert_control(stale, "", ("lapsed", "attention", "lapsed"));
    assert_control("issued_on = 2026-08-01\nopinion = \"unqualified\"", "", ("lapsed", "attention", "lapsed"));
    for assurance in ["self-assessment", "test", "commitment"] {
        assert_control(&report(&format!("assurance = \"{assurance}\"")), "", ("stated", "plain", "no-examination"));
    }
    let certificate = "assurance = \"certification\"\nissued_on = 2025-03-01\nvalid_until = 2028-02-28";
    assert_control(certificate, "", examined);
    assert_control(certificate, "operated_since = 2026-01-01", ("stated", "plain", "before-control"));
    assert_control(&certificate.replace("2028", "2026"), "", ("lapsed", "attention", "lapsed"));
}

#[test]
fn what_an_auditor_found_is_said_and_no_exception_too() {
    let found = |count: u32| {
        let control = format!("evidence = [{{ ref = \"report:r\", exceptions = {{ count = {count} }} }}]");
        let site = one(CURRENT, "").replace("evidence = [{ ref = \"report:r\" }]", &control);
        page(&project(&site, AS_OF), "controls/g/index.html")
    };
    assert!(found(0).contains(">Examined</span>") && found(0).contains("no exception found"));
    assert!(found(2).contains(">Examined, 2 exceptions</span>"), "{}", found(2));
    assert!(!page(&project(&one(CURRENT, ""), AS_OF), "controls/g/index.html").contains("exception"));
}

#[test]
fn the_chip_of_a_control_turns_on_the_day_on_which_its_report_does() {
    let html = page(&project(&one(CURRENT, ""), AS_OF), "controls/g/index.html");
    let steps = "0000-01-01:control-stated 2026-08-01:control-examined 2027-07-01:control-lapsed";
    assert!(html.contains(&format!("data-steps=\"{steps}\"")), "{html}");
    assert!(html.contains("data-status-control-lapsed=\"In a report not in force\""), "{html}");
}

#[test]
fn the_period_of_a_report_moves_the_controls_that_cite_it_and_no_others() {
    let mut site = project(&notes(), AS_OF);
    site.keep_findings();
    let before = states(&site);
    let path = "content/reports/soc-2.toml";
    let text = files(NOTES).into_iter().find(|(own, _)| own == path).unwrap().1;
    let older = text.replace("start = 2025-10-01, end = 2026-09-30", "start = 2024-07-01, end = 2025-06-30");
    site.apply([change(path, &older.replace("2026-11-10", "2025-08-10"))]);
    let after = states(&site);
    let moved: BTreeSet<&String> =
        before.iter().filter(|(key, state)| after[*key] != **state).map(|(key, _)| key).collect();
    // Those that cite it, but for the two that a certificate covers too.
    let mut citing = BTreeSet::new();
    for (path, text) in files(NOTES).iter().filter(|(path, _)| path.starts_with("content/controls/")) {
        let group = path.trim_start_matches("content/controls/").trim_end_matches(".toml");
        for control in text.split("[[control]]").skip(1).filter(|control| control.contains("\"report:soc-2\"")) {
            let id = control.split("id = \"").nth(1).unwrap().split('"').next().unwrap();
            citing.extend((!control.contains("report:iso-27001")).then(|| format!("control:{group}/{id}")));
        }
    }
    assert_eq!(moved.into_iter().cloned().collect::<BTreeSet<_>>(), citing);
    assert!(citing.iter().all(|key| after[key] == "lapsed"));
    let fresh = notes().replace(&text, &older.replace("2026-11-10", "2025-08-10"));
    let fresh = project(&fresh, AS_OF);
    assert_eq!(rendered(&site), rendered(&fresh));
    let found = |site: &Project| -> Vec<_> {
        site.check().iter().map(|finding| format!("{:?} {}", finding.place, finding.message)).collect()
    };
    assert_eq!(found(&site), found(&fresh));
}

#[test]
fn criteria_say_who_names_them_and_which_nobody_names() {
    let site = project(&notes(), AS_OF);
    let edition = json(&site, "criteria/tsp-100-2017/index.json");
    let share = &edition["shares"][0];
    assert_eq!(share["text"], "20 of 61 criteria have a control.");
    assert_eq!(share["unnamed"].as_array().unwrap().len(), 41);
    let criteria = edition["criteria"].as_array().unwrap();
    let named_by = |id: &str| -> Vec<String> {
        let criterion = criteria.iter().find(|criterion| criterion["id"] == id).unwrap();
        let items = criterion["named_by"]["items"].as_array().unwrap().iter();
        items.map(|item| item["href"].as_str().unwrap().to_owned()).collect()
    };
    let access = |id: &str| format!("../../controls/access/#{id}");
    assert_eq!(named_by("CC6.2"), [access("leavers"), access("reviews")]);
    assert!(named_by("CC1.2").is_empty());
    let html = page(&site, "criteria/tsp-100-2017/index.html");
    assert!(html.contains("It does not mean that an auditor examined"), "{html}");
}

/// The pairs of criteria that the page of an edition lays beside each other.
fn pairs(site: &Project, edition: &str) -> BTreeSet<(String, String)> {
    let page = json(site, &format!("crosswalk/{edition}/index.json"));
    let mut pairs = BTreeSet::new();
    for row in page["others"].as_array().unwrap().iter().flat_map(|other| other["rows"].as_array().unwrap()) {
        let text = |link: &Value| link["text"]["text"].as_str().unwrap().to_owned();
        pairs.extend(row["others"].as_array().unwrap().iter().map(|other| (text(&row["criterion"]), text(other))));
    }
    pairs
}

#[test]
fn a_crosswalk_is_the_same_from_either_side() {
    let site = project(&notes(), AS_OF);
    let there = pairs(&site, "tsp-100-2017");
    let back = pairs(&site, "iso-27001-2022");
    assert!(there.contains(&("CC6.2".to_owned(), "A.6.5".to_owned())));
    assert!(!there.contains(&("CC6.1".to_owned(), "A.6.5".to_owned())));
    assert_eq!(there, back.into_iter().map(|(a, b)| (b, a)).collect());
}

#[test]
fn controls_are_found_by_what_they_say_and_name() {
    let site = project(&notes(), AS_OF);
    for (text, wanted) in [
        ("phishing second factor", "control:access/staff-sign-in"),
        ("A.8.10", "control:data/erasure"),
        ("background checks", "control:people/background-checks"),
        ("backups restore", "control:incidents/restore"),
    ] {
        let found = find(&site, "en", text, 10);
        assert_eq!(found.hits.first().map(reference).as_deref(), Some(wanted), "{text}: {found:?}");
    }
}

#[test]
fn what_is_hidden_of_controls_is_in_no_file() {
    let control =
        |fields: &str| format!("[[control]]\nid = \"canary\"\ntitle = \"Canary\"\nstatement = \"Canary.\"\n{fields}\n");
    let group = |fields: &str, control: &str| {
        format!("-- content/controls/canary.toml --\ntitle = \"Canary\"\nsummary = \"Canary\"\n{fields}\n{control}")
    };
    let evidence = "criteria = [\"tsp-100-2017/CC6.1\"]\nevidence = [{ ref = \"report:soc-2\", section = \"Canary\", exceptions = { count = 7, management_response = \"Canary\" } }]\nquestions = [\"access/support\"]\nservices = [\"notes\"]";
    let plain = rendered(&project(&notes(), AS_OF));
    for hidden in ["draft = true", "visibility = \"internal\"", "publish_on = 2027-01-01"] {
        let of_group = group(hidden, &control(evidence));
        let of_control = group("", &control(&format!("{hidden}\n{evidence}")));
        for fixture in [of_group, of_control] {
            let site = project(&format!("{}{fixture}", notes()), AS_OF);
            assert!(rendered(&site) == plain, "{fixture}");
        }
    }
    let beside = notes().replace(
        "-- content/controls/infrastructure.toml --",
        &format!("{}-- content/controls/infrastructure.toml --", control(&format!("draft = true\n{evidence}"))),
    );
    assert!(rendered(&project(&beside, AS_OF)) == plain);
    let with_draft = notes().replace(
        "-- content/controls/infrastructure.toml --",
        &format!("{}-- content/controls/infrastructure.toml --", control(evidence)),
    );
    assert!(rendered(&project(&with_draft, AS_OF)) != plain, "the control would be seen");
}

#[test]
fn controls_of_others_are_spoken_of_in_the_third_person() {
    let theirs = "-- content/providers/acme/provider.toml --\nname = \"Acme\"\n-- content/providers/acme/controls/own.toml --\ntitle = \"Own\"\n[[control]]\nid = \"word\"\ntitle = \"Word\"\nstatement = \"We do.\"\n";
    let site = project(
        &format!(
            "{}{theirs}-- content/home.md --\n[Theirs](control:acme/own/word) and [ours](control:access/leavers).\n",
            notes()
        ),
        AS_OF,
    );
    let errors: Vec<_> = site.check().into_iter().filter(candor::diag::Diagnostic::is_error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let html = page(&site, "controls/acme/own/index.html");
    assert!(html.contains(">Stated by the provider</span>") && html.contains("the provider’s own statement"), "{html}");
    let home = page(&site, "index.html");
    assert!(home.contains("href=\"controls/acme/own/#word\"") && home.contains("href=\"controls/access/#leavers\""));
}
