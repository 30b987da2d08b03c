//! What is only planned, replaced, or lies nowhere is not spoken of as if it were there.

use candor::project::Project;

use crate::states::{has, has_not, words};
use crate::support::{project, rendered};

const AS_OF: &str = "2026-11-21";

/// A firm with the frameworks of the program.
fn site(rest: &str) -> Project {
    project(&format!("-- content/company.toml --\nname = \"Northwind\"\n{rest}"), AS_OF)
}

fn codes(site: &Project) -> Vec<&'static str> {
    site.check().iter().map(|finding| finding.code.name()).collect()
}

const SOC_2: &str = r#"
-- content/reports/soc-2.toml --
framework = "soc-2"
type = "type-2"
period = { start = 2024-11-01, end = 2025-10-31 }
issued_on = 2025-12-01
"#;

#[test]
fn a_letter_that_is_to_be_written_covers_nothing() {
    let letter = |issued: &str| {
        let covers = "covers = { start = 2025-11-01, end = 2026-12-31 }";
        site(&format!("{SOC_2}bridges = [{{ {covers}, issued_on = {issued} }}]\n"))
    };
    let (written, planned) = (letter("2026-11-01"), letter("2027-01-15"));
    for path in ["index.html", "timeline/index.html"] {
        has(&words(&written, path), "Bridged");
        let words = words(&planned, path);
        has(&words, "Stale");
        for unwritten in ["31 Dec 2026", "31 December 2026"] {
            has_not(&words, unwritten);
        }
    }
    let report = "reports/soc-2/index.html";
    has(&words(&planned, report), "1 November 2025 to 31 December 2026 planned for 15 January 2027");
    has_not(&words(&written, report), "planned for");
    // Tomorrow is not today, wherever it is tomorrow already.
    has(&words(&letter("2026-11-22"), report), "planned for 22 November 2026");
}

#[test]
fn a_day_that_only_the_site_counts_to_is_called_so() {
    let of = |fields: &str| site(&format!("-- content/reports/one.toml --\n{fields}"));
    let cases = [
        (
            "framework = \"soc-2\"\ntype = \"type-2\"\nperiod = { start = 2025-07-01, end = 2026-06-30 }\nissued_on = 2026-08-01\n",
            "Counts as current until 30 June 2027: 12 months after its period.",
        ),
        (
            "framework = \"c5\"\ntype = \"type-1\"\nas_of_date = 2026-08-31\nissued_on = 2026-09-30\n",
            "Counts as current until 31 August 2027: 12 months after the day that it speaks of.",
        ),
        (
            "framework = \"csa-star\"\nassurance = \"self-assessment\"\ncompleted_on = 2026-03-15\n",
            "Counts as current until 15 March 2027: 12 months after it was completed.",
        ),
        (
            "framework = \"iso-27001\"\nissued_on = 2026-01-01\nvalid_until = 2028-12-31\n",
            "Valid until 31 December 2028.",
        ),
    ];
    for (fields, sentence) in cases {
        has(&words(&of(fields), "reports/one/index.html"), sentence);
    }
    // The plan of another report ends it before it is old.
    let ended =
        of("framework = \"iso-27001\"\nissued_on = 2026-01-01\nvalid_until = 2028-12-31\nwithdrawn_on = 2027-01-01\n");
    has_not(&words(&ended, "reports/one/index.html"), "Counts as current");
}

#[test]
fn a_document_that_lies_nowhere_is_not_open_to_everyone() {
    let document = |place: &str| {
        site(&format!(
            "-- content/documents.toml --\n[[document]]\nid = \"a\"\ntitle = \"Policy\"\nkind = \"policy\"\naccess = \"public\"\n{place}"
        ))
    };
    let (open, nowhere) = (document("url = \"https://northwind.example/policy\"\n"), document(""));
    assert!(!codes(&open).contains(&"document-without-file"));
    assert!(codes(&nowhere).contains(&"document-without-file"));
    has(&words(&open, "index.html"), "document open to everyone 1 of 1");
    has(&words(&nowhere, "index.html"), "document open to everyone 0 of 1");
    for path in ["documents/index.html", "documents/index.md"] {
        has_not(&words(&nowhere, path), "Public");
        has(&words(&nowhere, path), "On request");
    }
}

#[test]
fn what_a_framework_does_not_have_is_not_said_of_its_reports() {
    let c5 = site("-- content/reports/c5.toml --\nframework = \"c5\"\ntype = \"type-1\"\nas_of_date = 2026-08-31\n");
    let page = words(&c5, "reports/c5/index.html");
    has_not(&page, "Does not apply");
    has_not(&page, "Criteria");
    let planned = site("-- content/reports/iso.toml --\nframework = \"iso-27001\"\nexpected = \"2027-Q3\"\n");
    let page = words(&planned, "reports/iso/index.html");
    has(&page, "Planned for Q3 2027");
    has_not(&page, "Certificate number");
    has_not(&page, "Valid until");
}

#[test]
fn an_edition_is_not_said_to_be_unused_beside_a_certificate_under_its_framework() {
    let certificate =
        "-- content/reports/iso.toml --\nframework = \"iso-27001\"\nissued_on = 2026-01-01\nvalid_until = 2028-12-31\n";
    let control = "-- content/controls/access.toml --\ntitle = \"Access\"\n[[control]]\nid = \"mfa\"\ntitle = \"MFA\"\ncriteria = [\"iso-27001-2022/A.8.5\"]\n";
    let nobody = "No report on this site states that it uses this edition.";
    let page = "criteria/iso-27001-2022/index.html";
    has(&words(&site(control), page), nobody);
    has_not(&words(&site(&format!("{control}{certificate}")), page), nobody);
    let stated = site(&format!("{control}{certificate}criteria_edition = \"iso-27001-2022\"\n"));
    assert!(!codes(&stated).contains(&"surplus-fact"));
    has(&words(&stated, page), "1 report here uses this edition");
}

#[test]
fn a_standard_that_is_called_by_its_body_is_named_once() {
    let standard = r#"standards = [{ body = "ISO/IEC", standard = "ISO/IEC 27001:2022" }, { body = "AICPA", standard = "SSAE 18" }]"#;
    let site = site(&format!("-- content/reports/iso.toml --\nframework = \"iso-27001\"\n{standard}\n"));
    let page = words(&site, "reports/iso/index.html");
    has(&page, "ISO/IEC 27001:2022");
    has(&page, "AICPA SSAE 18");
    has_not(&page, "ISO/IEC ISO/IEC");
}

#[test]
fn a_country_is_the_same_by_all_its_names() {
    let site = site(
        "-- content/data.toml --\n[[category]]\nid = \"a\"\nname = \"Payroll\"\nplaces = [\"USA\", \"the Netherlands\"]\n[[category]]\nid = \"b\"\nname = \"Logs\"\nplaces = [\"United States\", \"NL\"]\n",
    );
    let home = words(&site, "index.html");
    has(&home, "kept in the Netherlands and the United States");
    has_not(&home, "USA");
}

#[test]
fn what_was_replaced_counts_for_nobody_s_silence() {
    let older = "-- content/reports/old.toml --\nframework = \"soc-2\"\ntype = \"type-2\"\nperiod = { start = 2023-11-01, end = 2024-10-31 }\nissued_on = 2024-12-01\nnot_stated = [\"auditor\", \"opinion\"]\n";
    let home = words(&site(&format!("{SOC_2}supersedes = \"old\"\nnot_stated = [\"auditor\"]\n{older}")), "index.html");
    has(&home, "1 fact not stated");
    has_not(&home, "2 facts not stated");
    let withdrawn =
        words(&site(&format!("{SOC_2}withdrawn_on = 2026-10-01\nnot_stated = [\"auditor\"]\n")), "index.html");
    has_not(&withdrawn, "fact not stated");
}

#[test]
fn an_advisory_called_by_its_number_is_named_once() {
    let site = site(
        "-- content/products.toml --\n[[product]]\nid = \"box\"\nname = \"Box\"\n-- content/advisories/one.toml --\nid = \"CVE-2026-31337\"\ntitle = \"A flaw\"\nsummary = \"A flaw.\"\npublished = 2026-06-09\nvulnerability = [{ cve = \"CVE-2026-31337\" }]\naffected = [{ product = \"box\", versions = [\"1.0\"] }]\n",
    );
    let list = words(&site, "advisories/index.html");
    assert_eq!(list.matches("CVE-2026-31337").count(), 1, "{list}");
}

#[test]
fn a_list_of_nothing_is_no_page() {
    let addresses = |site: &Project| rendered(site).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    let empty = addresses(&site(""));
    assert!(!empty.iter().any(|path| path.starts_with("glossary/")), "{empty:?}");
    let one = addresses(&site("-- content/glossary/soc.md --\n+++\nname = \"SOC\"\n+++\nReports.\n"));
    assert!(one.iter().any(|path| path == "glossary/index.html"), "{one:?}");
}

const ONE_DAY: &str = "
-- content/services.toml --
[[service]]
id = \"vault\"
name = \"Vault\"
-- content/reports/soc-2.toml --
framework = \"soc-2\"
type = \"type-1\"
as_of_date = 2025-06-30
issued_on = 2025-08-12
opinion = \"unqualified\"
services = [\"vault\"]
";

#[test]
fn a_service_of_a_report_that_is_over_is_in_no_report_in_force() {
    let in_force = |site: &Project| words(site, "index.html");
    has(&in_force(&site(&ONE_DAY.replace("2025-", "2026-"))), "service in scope of a report in force 1 of 1");
    has(&in_force(&site(ONE_DAY)), "service in scope of a report in force 0 of 1");
}

#[test]
fn a_control_in_a_report_on_its_design_is_not_said_to_have_operated() {
    let control = "-- content/controls/access.toml --\ntitle = \"Access\"\n[[control]]\nid = \"mfa\"\ntitle = \"MFA\"\n\
        statement = \"Always.\"\nevidence = [{ ref = \"report:soc-2\" }]\n";
    let of_design = site(&format!("{}{control}", ONE_DAY.replace("2025-", "2026-")));
    let only = "Design only; whether the control operated was not examined";
    for path in ["controls/access/index.html", "controls/access/index.md", "controls/access/index.json"] {
        let page = words(&of_design, path);
        has(&page, only);
        has(&page, "Design examined");
    }
    has(&words(&of_design, "controls/access/index.html"), "1 examined (for its design only)");
    has(&words(&of_design, "index.html"), "in a report in force on 21 November 2026, for its design only");
    let of_both = site(&format!("{}{control}", SOC_2.replace("2024-", "2025-").replace("2025-10-31", "2026-10-31")));
    let page = words(&of_both, "controls/access/index.html");
    has(&page, "Examined");
    has_not(&page, only);
    has_not(&page, "for its design only");
}

#[test]
fn a_planned_report_covers_no_criterion_yet() {
    let planned = site(
        "-- content/reports/soc-2.toml --\nframework = \"soc-2\"\ntype = \"type-2\"\ncriteria = [\"security\"]\nexpected = \"2027-Q3\"\n",
    );
    for path in ["reports/soc-2/index.html", "reports/soc-2/index.md"] {
        let page = words(&planned, path);
        has(&page, "Security: Planned");
        has_not(&page, "Security: Covered");
    }
}

#[test]
fn a_company_that_handles_data_elsewhere_is_not_said_to_do_so_at_home() {
    let company = |places: &str| {
        site(&format!(
            "-- content/locations.toml --\n[[location]]\nid = \"sg\"\nname = \"Singapore data centre\"\nkind = \"region\"\ncountry = \"SG\"\n\
             -- content/subprocessors.toml --\n[[subprocessor]]\nid = \"host\"\nentity = \"Host\"\ncountry = \"US\"\n{places}\n"
        ))
    };
    let page = |site: &Project| words(site, "subprocessors/index.html");
    let elsewhere = page(&company("places = [\"sg\"]"));
    has(&elsewhere, "Singapore data centre Company in the United States");
    let both = page(&company("places = [\"US\", \"IE\"]"));
    has(&both, "United States, Ireland");
    has_not(&both, "Company in");
    has(&page(&company("places = [\"Ohio\"]")), "United States Ohio");
    has(&page(&company("")), "United States");
    has_not(&words(&company("places = [\"sg\"]"), "print/index.html"), "United States");
}

#[test]
fn what_comes_next_is_known_from_the_plan() {
    let plan = "-- content/reports/next.toml --\nframework = \"soc-2\"\ntype = \"type-2\"\nexpected = \"2027-Q3\"\nsupersedes = \"soc-2\"\n";
    let now = ONE_DAY.replace("2025-", "2026-");
    for path in ["timeline/index.html", "timeline/index.md"] {
        let unknown = "Next expected: Not given here yet";
        has(&words(&site(&now), path), unknown);
        let planned = words(&site(&format!("{now}{plan}")), path);
        has(&planned, "Next expected: Q3 2027");
        has_not(&planned, unknown);
    }
}

#[test]
fn what_somebody_undertakes_is_no_report_that_they_hold() {
    let services = "-- content/services.toml --\n[[service]]\nid = \"notes\"\nname = \"Notes\"\n";
    let gdpr = "-- content/reports/gdpr.toml --\nframework = \"gdpr\"\nsubject = \"Customer data.\"\n";
    let firm = site(&format!("{services}{SOC_2}{gdpr}"));
    has(&words(&firm, "frameworks/index.html"), "Reports are held under 1 of 2 frameworks: SOC 2.");
    has(&words(&firm, "scope/index.html"), "SOC 2");
    for path in ["scope/index.html", "scope/index.md", "services/notes/index.html"] {
        has_not(&words(&firm, path), "GDPR");
    }
    // Unless it says itself which services it is about.
    let about = site(&format!("{services}{SOC_2}{gdpr}services = [\"notes\"]\n"));
    has(&words(&about, "services/notes/index.html"), "GDPR");
    // Nobody looks for a way to get what is only undertaken.
    has(&words(&site(gdpr), "index.md"), "Stated · Customer data. ##");
}

#[test]
fn what_has_no_last_day_is_current_until_it_was_to_be_assessed_again() {
    let with = |rest: &str| {
        let fields = "framework = \"mlps\"\nissued_on = 2025-09-15\nnot_applicable = [\"valid_until\"]\n";
        site(&format!("-- content/reports/mlps.toml --\n{fields}{rest}"))
    };
    let yearly = "cadence = { times = 1, per = \"year\" }\n";
    let assessed = format!("{yearly}last_audit_on = \"2026-09\"\n");
    let page = "reports/mlps/index.html";
    let stale = "Stale since 16 September 2026: an assessment was due by the day before, and none is given here.";
    has(&words(&with(yearly), page), stale);
    let current = "Counts as current until 30 September 2027, when the next assessment is due.";
    has(&words(&with(&assessed), page), current);
    assert!(codes(&with(yearly)).contains(&"stale-report"));
    assert!(!codes(&with(&assessed)).contains(&"stale-report"));
    // It has a date, though no last one; and nobody says how often that is looked after which has no rhythm.
    has_not(&words(&with(""), "timeline/index.html"), "Undated");
    has_not(&words(&with(""), page), "Stale");
}

#[test]
fn the_next_report_is_not_expected_on_the_last_day_of_its_period() {
    let dates = "period = { start = 2025-07-01, end = 2026-06-30 }\nissued_on = 2026-08-21\n";
    let cadence = "cadence = { times = 1, per = \"year\" }\n";
    let report = "-- content/reports/soc-2.toml --\nframework = \"soc-2\"\ntype = \"type-2\"\n";
    let timeline = words(&site(&format!("{report}{dates}{cadence}")), "timeline/index.html");
    has(&timeline, "21 August 2027");
    has_not(&timeline, "Next expected 30 June 2027");
}

#[test]
fn a_name_that_ends_with_a_stop_ends_the_sentence() {
    let certificate = "-- content/reports/iso.toml --\nframework = \"iso-27001\"\nissued_on = 2026-01-01\n\
        valid_until = 2028-12-31\nnumber = \"4711\"\ncertification_body = \"Example Cert Ltd.\"\n";
    let words = words(&site(certificate), "reports/iso/index.html");
    has(&words, "Example Cert Ltd.");
    has_not(&words, "Ltd..");
}

#[test]
fn whoever_examined_is_one_fact_by_whichever_word() {
    let certificate = "-- content/reports/iso.toml --\nframework = \"iso-27001\"\nissued_on = 2026-01-01\n\
        valid_until = 2028-12-31\ncertification_body = \"Example Cert\"\n\
        sources = [{ title = \"The paper\", url = \"https://iso.example/\", facts = [\"assessor\"] }]\n";
    let site = site(certificate);
    for path in ["reports/iso/index.html", "reports/iso/index.md"] {
        let words = words(&site, path);
        has(&words, "Example Cert");
        has_not(&words, "Assessor");
    }
}
