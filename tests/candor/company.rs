//! A site that speaks of its own company: where its records lie and are found, and in whose voice each thing is said.

use crate::edits::{SITE, gone};
use crate::fold::assert_found_by_path;
use crate::golden::COMPANY;
use crate::search::site::find;
use crate::support::{change, owned, page, project, rendered};

const AS_OF: &str = "2026-11-21";

#[track_caller]
fn has(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "no `{wanted}` in: {text}");
    }
}

#[track_caller]
fn has_not(text: &str, unwanted: &[&str]) {
    for unwanted in unwanted {
        assert!(!text.contains(unwanted), "`{unwanted}` in: {text}");
    }
}

/// The messages of a site's errors.
fn errors(fixture: &str) -> Vec<String> {
    let found = project(fixture, AS_OF).check().into_iter().filter(candor::diag::Diagnostic::is_error);
    found
        .map(|found| format!("{}: {} ({})", found.code.name(), found.message, found.help.unwrap_or_default()))
        .collect()
}

#[test]
fn a_provider_may_become_the_sites_own_company() {
    assert_eq!(errors(&owned(SITE)), Vec::<String>::new());
    let project = project(&owned(SITE), AS_OF);
    let paths: Vec<String> = rendered(&project).into_iter().map(|(path, _)| path).collect();
    for path in ["reports/soc-2/index.html", "services/vault/index.html", "scope/index.html", "files/paper.pdf"] {
        assert!(paths.iter().any(|known| known == path), "no {path} in {paths:?}");
    }
    let unwanted = |path: &&String| path.contains("providers/") || path.contains("compare/") || path.contains("acme");
    assert_eq!(paths.iter().find(unwanted), None);
}

#[test]
fn every_file_of_a_company_is_found_by_its_path_alone() {
    assert_found_by_path(&project(COMPANY, AS_OF));
    assert_found_by_path(&project(&owned(SITE), AS_OF));
}

#[test]
fn each_speaks_in_its_own_voice() {
    let project = project(COMPANY, AS_OF);
    let (first, third) = ("We do not state this", "Not stated by the provider");
    has(&page(&project, "reports/soc-2/index.html"), &[first]);
    has_not(&page(&project, "reports/soc-2/index.html"), &[third]);
    has(&page(&project, "providers/nimbus/soc-2/index.html"), &[third]);
    has_not(&page(&project, "providers/nimbus/soc-2/index.html"), &[first]);
    // A page on which both stand.
    for ending in ["html", "md"] {
        has(&page(&project, &format!("compare/soc-2/index.{ending}")), &[first, third]);
        has(&page(&project, &format!("faq/security/audited/index.{ending}")), &["not stated by us", first, third]);
    }
    has(&page(&project, "zh-Hans/reports/soc-2/index.html"), &["我们未说明"]);
    has(&page(&project, "zh-Hans/providers/nimbus/soc-2/index.html"), &["服务商未说明"]);
}

#[test]
fn without_a_company_one_provider_is_spoken_of_in_the_third_person() {
    let report = page(&project(SITE, AS_OF), "providers/acme/soc-2/index.html");
    has(&report, &["Not stated by the provider"]);
    has_not(&report, &["We do not", "Who we rely on"]);
}

#[test]
fn the_home_page_is_that_of_the_company() {
    let project = project(COMPANY, AS_OF);
    let home = page(&project, "index.html");
    has(&home, &["href=\"reports/soc-2/\"", "Who we rely on", "href=\"providers/nimbus/\"", "id=\"location_dublin\""]);
    let json: serde_json::Value = serde_json::from_str(&page(&project, "index.json")).unwrap();
    assert_eq!(json["data"]["company"]["id"], "provider:company");
    assert_eq!(json["data"]["company"]["holdings"]["held"][1]["id"], "report:soc-2");
    assert_eq!(json["data"]["providers"].as_array().unwrap().len(), 1);
}

#[test]
fn the_page_of_the_company_is_one_hit() {
    let site = project(COMPANY, AS_OF);
    for query in ["Northwind", "see what we run and who we are"] {
        let hits = find(&site, "en", query, 20).hits;
        let home: Vec<&str> = hits.iter().filter(|hit| hit.url == "/").map(|hit| hit.id.as_str()).collect();
        assert_eq!(home.len(), 1, "{query}: {home:?}");
    }
}

#[test]
fn a_subservice_organization_leads_to_what_is_told_of_it() {
    let report = page(&project(COMPANY, AS_OF), "reports/soc-2/index.html");
    has(
        &report,
        &["<a href=\"../../providers/nimbus/\">Nimbus Cloud</a> (carve-out)", "Somebody Else Ltd (carve-out)"],
    );
}

#[test]
fn alone_it_has_no_list_of_providers_and_nothing_to_compare() {
    let alone = page(&project(&owned(SITE), AS_OF), "frameworks/soc-2/index.html");
    has_not(&alone, &["providers/", "compare/", "Acme SOC 2"]);
    let linked = format!("{}-- content/pages/b.md --\n+++\ntitle = \"B\"\n+++\n[C](page:compare)\n", owned(SITE));
    assert_eq!(
        errors(&linked),
        ["broken-link: `page:compare` leads to no page (remove the link, or add another provider)"]
    );
}

#[test]
fn the_companys_name_is_not_repeated_before_its_reports() {
    let project = project(COMPANY, AS_OF);
    has(&page(&project, "reports/soc-2/index.html"), &["<title>SOC 2 Type II (2026) · Northwind Trust Center</title>"]);
    has(&page(&project, "providers/nimbus/soc-2/index.html"), &["<title>Nimbus Cloud SOC 2 Type II · "]);
}

#[test]
fn breadcrumbs_of_a_company_name_no_list_of_providers() {
    let crumbs = |path: &str| {
        let page = page(&project(COMPANY, AS_OF), path);
        let crumbs =
            page.split_once("<nav class=\"breadcrumbs\"").unwrap().1.split_once("</nav>").unwrap().0.to_owned();
        crumbs.matches("<li>").count()
    };
    assert_eq!((crumbs("reports/soc-2/index.html"), crumbs("services/relay/index.html")), (1, 2));
    assert_eq!((crumbs("scope/index.html"), crumbs("providers/nimbus/soc-2/index.html")), (1, 3));
}

#[test]
fn its_records_need_the_company() {
    let without: String =
        owned(SITE).replace("-- content/company.toml --\nname = \"Acme\"", "-- content/pages/x.md --\nname = \"Acme\"");
    let found = errors(&without).join("\n");
    has(&found, &["the site has no `company.toml`, whose record this would be (add content/company.toml"]);
}

#[test]
fn a_folder_may_not_be_called_like_the_company() {
    let found = errors(&SITE.replace("providers/acme/", "providers/company/")).join("\n");
    has(&found, &["unexpected-file: no record can live at this path (`company` is the site's own"]);
}

#[test]
fn a_page_may_not_take_the_address_of_a_report() {
    let clash = format!("{COMPANY}-- content/pages/reports/soc-2.md --\n+++\ntitle = \"B\"\n+++\nB\n");
    let found =
        "duplicate-address: the address `/reports/soc-2/` is that of `report:soc-2` (give the file another name)";
    assert_eq!(errors(&clash), [found]);
}

#[test]
fn both_forms_of_a_name_are_suggested() {
    let wrong = |reference: &str| {
        format!("{COMPANY}-- content/pages/b.md --\n+++\ntitle = \"B\"\n+++\n[C](report:{reference})\n")
    };
    has(&errors(&wrong("soc-3")).join("\n"), &["did you mean `report:soc-2`?"]);
    has(&errors(&wrong("nimbus/soc-3")).join("\n"), &["did you mean `report:nimbus/soc-2`?"]);
    assert_eq!(errors(&wrong("company/soc-2")), Vec::<String>::new());
    let without = format!("{SITE}-- content/pages/b.md --\n+++\ntitle = \"B\"\n+++\n[C](report:soc-2)\n");
    has(&errors(&without).join("\n"), &["did you mean `report:acme/soc-2`?"]);
}

#[test]
fn a_hidden_record_of_the_company_changes_no_byte() {
    let before = project(&owned(SITE), AS_OF);
    let mut after = project(&owned(SITE), AS_OF);
    let hidden =
        "framework = \"soc-2\"\ndraft = true\nsupersedes = \"soc-2\"\nissued_on = 2026-01-01\nservices = [\"vault\"]\n";
    after.apply([change("content/reports/hidden.toml", hidden)]);
    assert!(before != after, "the record was not read");
    assert_eq!(rendered(&before), rendered(&after));
}

#[test]
fn the_company_comes_and_goes() {
    let mut edited = project(&owned(SITE), AS_OF);
    edited.keep_findings();
    let _ = (edited.check(), edited.files());
    let text =
        crate::support::files(&owned(SITE)).into_iter().find(|(path, _)| path == "content/company.toml").unwrap().1;
    edited.apply([gone("content/company.toml")]);
    let _ = (edited.check(), edited.files());
    edited.apply([change("content/company.toml", &text)]);
    let fresh = project(&owned(SITE), AS_OF);
    assert_eq!(format!("{:?}", edited.check()), format!("{:?}", fresh.check()));
    assert_eq!(rendered(&edited), rendered(&fresh));
}
