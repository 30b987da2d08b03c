//! The frameworks, editions of criteria and terms that are part of the program: what they are, and when a site has them.

use std::collections::BTreeMap;

use candor::diag::Diagnostic;
use candor::path::OutPath;
use candor::project::Project;

use crate::command::{run, site as site_in};
use crate::edits::gone;
use crate::support::{change, inputs, options, page, project};

const AS_OF: &str = "2026-11-21";

/// A site in some languages, with more files.
fn site(locales: &str, files: &str) -> String {
    format!(
        "-- candor.toml --\ntitle = \"T\"\nbase_url = \"https://t.example/\"\nlocales = [{locales}]\n\
         -- content/home.md --\nWelcome.\n{files}"
    )
}

/// A page in English whose text is this.
fn about(text: &str) -> String {
    format!("-- content/pages/about.md --\n+++\ntitle = \"About\"\n+++\n{text}\n")
}

/// A report under a framework, with all that is known of it.
fn report(fields: &str) -> String {
    format!(
        "-- content/company.toml --\nname = \"Us\"\n\
         not_stated = [\"legal_name\", \"services\", \"locations\", \"documents\", \"subprocessors\"]\n\
         -- content/reports/held.toml --\n{fields}"
    )
}

fn has(project: &Project, path: &str) -> bool {
    project.has(&OutPath::new(path).unwrap())
}

fn twin(project: &Project, path: &str) -> serde_json::Value {
    serde_json::from_str(&page(project, path)).unwrap()
}

fn said(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|found| format!("{} {}", found.code.name(), found.message)).collect()
}

/// The ids of all records of a kind that are part of the program.
fn listed(kind: &str) -> Vec<String> {
    // A folder that lies in no site.
    let output = run(&std::env::temp_dir(), &["list", kind, "--format", "json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let rows = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// A page that refers to everything.
fn about_all() -> String {
    let kinds = [("frameworks", "framework"), ("criteria", "criteria"), ("terms", "term")];
    let links =
        kinds.iter().flat_map(|(kind, word)| listed(kind).into_iter().map(move |id| format!("[x]({word}:{id}).\n")));
    links.collect()
}

#[test]
fn the_editions_have_the_ids_that_they_have() {
    let project = project(&site("\"en\"", &about(&about_all())), AS_OF);
    let ids = |edition: &str| -> Vec<String> {
        let twin = twin(&project, &format!("criteria/{edition}/index.json"));
        let criteria = twin["data"]["criteria"].as_array().unwrap();
        criteria.iter().map(|criterion| criterion["id"].as_str().unwrap().to_owned()).collect()
    };
    let count = |edition: &str, domain: fn(&str) -> &str| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for id in ids(edition) {
            *counts.entry(domain(&id).to_owned()).or_default() += 1;
        }
        counts.into_iter().map(|(domain, count)| format!("{domain} {count}")).collect::<Vec<_>>().join(", ")
    };
    let letters: fn(&str) -> &str = |id| id.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let first_parts: fn(&str) -> &str = |id| id.rsplit_once('.').unwrap().0;
    let before_hyphen: fn(&str) -> &str = |id| id.rsplit_once('-').unwrap().0;
    assert_eq!(count("tsp-100-2017", letters), "A 3, C 2, CC 33, P 18, PI 5");
    assert_eq!(
        count("tsp-100-2017", first_parts),
        "A1 3, C1 2, CC1 5, CC2 3, CC3 4, CC4 2, CC5 3, CC6 8, CC7 5, CC8 1, CC9 2, P1 1, P2 1, P3 2, P4 3, P5 2, P6 7, P7 1, \
         P8 1, PI1 5"
    );
    assert_eq!(count("iso-27001-2022", first_parts), "A.5 37, A.6 8, A.7 14, A.8 34");
    assert_eq!(count("iso-27002-2022", first_parts), "5 37, 6 8, 7 14, 8 34");
    assert_eq!(
        count("ccm-4", before_hyphen),
        "A&A 6, AIS 7, BCR 11, CCC 9, CEK 21, DCS 15, DSP 19, GRC 8, HRS 13, IAM 16, IPY 4, IVS 9, LOG 13, SEF 8, STA 14, \
         TVM 10, UEM 14"
    );
    let totals = ["tsp-100-2017", "iso-27001-2022", "iso-27002-2022", "ccm-4"].map(|edition| ids(edition).len());
    assert_eq!(totals, [61, 93, 93, 197]);
    // Each counts up without a gap.
    for edition in ["tsp-100-2017", "iso-27001-2022", "iso-27002-2022", "ccm-4"] {
        let mut next: BTreeMap<String, u32> = BTreeMap::new();
        for id in ids(edition) {
            let (domain, number) = id.rsplit_once(['.', '-']).unwrap();
            let expected = next.entry(domain.to_owned()).or_insert(1);
            assert_eq!(number.parse::<u32>().unwrap(), *expected, "{edition} {id}");
            *expected += 1;
        }
    }
}

#[test]
fn all_of_it_is_sound_and_speaks_both_languages() {
    let all = about_all();
    for locales in
        ["\"en\"", "\"zh-Hans\"", "\"en\", \"zh-Hans\"", "\"zh-Hans\", \"en\"", "\"fr\"", "\"zh-Hant\", \"en\""]
    {
        let translated = if locales.contains(',') {
            let second = locales.rsplit('"').nth(1).unwrap();
            about(&all).replace("about.md", &format!("about.{second}.md"))
                + &format!("-- content/home.{second}.md --\nWelcome.\n")
        } else {
            String::new()
        };
        let project = project(&site(locales, &(about(&all) + &translated)), AS_OF);
        let findings = project.check();
        let of_content: Vec<String> = findings
            .iter()
            .filter(|found| found.code.name() != "missing-string")
            .map(|found| format!("{found:?}"))
            .collect();
        assert_eq!(of_content, [""; 0], "{locales}");
        assert_eq!(project.summary(0).errors, 0, "{locales}");
    }
}

#[test]
fn each_language_of_the_site_has_its_own_words() {
    let text = about("[SSAE 18](term:ssae-18), [C5](framework:c5), [CCM](criteria:ccm-4).");
    for (locales, english, chinese) in [("\"en\", \"zh-Hans\"", "", "zh-Hans/"), ("\"zh-Hans\", \"en\"", "en/", "")] {
        let project = project(&site(locales, &text), AS_OF);
        for (prefix, locale, term, framework, criterion) in [
            (english, "en", "how accountants carry out", "Federal Office", "Policies for audit"),
            (chinese, "zh-Hans", "准则公告", "德国联邦", "审计政策与规程"),
        ] {
            let pages = [("glossary", term), ("frameworks/c5", framework), ("criteria/ccm-4", criterion)];
            for (path, words) in pages {
                let html = page(&project, &format!("{prefix}{path}/index.html"));
                assert!(html.contains(words), "{locales} {path} in {locale}");
                let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
                // The glossary has the names in the other languages too.
                let marks = main.matches(" lang=\"").count();
                assert!(marks == 0 || path == "glossary", "{locales} {path} in {locale} has {marks} foreign words");
            }
        }
    }
    // Whoever reads another language is told that the words are English.
    let french = project(&site("\"fr\"", &text), AS_OF);
    let glossary = page(&french, "glossary/index.html");
    assert!(glossary.contains("how accountants carry out") && glossary.contains("lang=\"en\""));
}

#[test]
fn only_what_something_published_refers_to_is_published() {
    let refers = about("We hold [ISO/IEC 27001](framework:iso-27001).");
    let (framework, edition) = ("frameworks/iso-27001/index.html", "criteria/iso-27001-2022/index.html");
    let mut project = project(&site("\"en\"", ""), AS_OF);
    project.keep_findings();
    let nothing: Vec<_> = project.files().paths().cloned().collect();
    assert!(!has(&project, framework) && !has(&project, edition));

    let (path, text) = ("content/pages/about.md", refers.split_once("--\n").unwrap().1);
    project.apply([change(path, text)]);
    assert!(has(&project, framework) && has(&project, edition), "an edition is published by way of its framework");
    assert!(page(&project, "frameworks/index.html").contains("ISO/IEC 27001"));
    assert!(!has(&project, "frameworks/soc-2/index.html"));

    for hidden in [text.replace("+++\nWe", "draft = true\n+++\nWe"), text.replace("framework:iso-27001", "page:about")]
    {
        project.apply([change(path, text)]);
        assert!(has(&project, framework));
        project.apply([change(path, &hidden)]);
        assert!(!has(&project, framework) && !has(&project, edition), "{hidden}");
        assert!(!page(&project, "frameworks/index.html").contains("ISO/IEC"));
    }
    project.apply([change(path, text), gone("content/home.md")]);
    assert!(has(&project, framework));
    project.apply([gone(path), change("content/home.md", "Welcome.\n")]);
    assert_eq!(project.files().paths().cloned().collect::<Vec<_>>(), nothing);
}

#[test]
fn what_only_readers_of_nothing_see_publishes_nothing() {
    let entry = |front: &str| {
        format!(
            "-- content/faq/basics/topic.toml --\ntitle = \"Basics\"\n-- content/faq/basics/what.md --\n+++\n\
             question = \"What?\"\n{front}\n+++\nSee [C5](framework:c5).\n"
        )
    };
    for (front, expected) in [
        ("", true),
        ("visibility = \"question-only\"", false),
        ("visibility = \"internal\"", false),
        ("draft = true", false),
        ("publish_on = 2026-11-22", false),
        ("publish_on = 2026-11-21", true),
    ] {
        let files = site("\"en\"", &entry(front));
        assert_eq!(has(&project(&files, AS_OF), "frameworks/c5/index.html"), expected, "{front}");
        let mut day_by_day = project(&files, "2026-11-20");
        day_by_day.keep_findings();
        let _ = day_by_day.files();
        day_by_day.speak_as_of(options(AS_OF).as_of);
        assert_eq!(has(&day_by_day, "frameworks/c5/index.html"), expected, "{front}, a day later");
    }
    // A translation into a language that the site does not have is read by nobody.
    let french = about("x") + "-- content/pages/about.fr.md --\n+++\ntitle = \"A\"\n+++\n[C5](framework:c5)\n";
    assert!(!has(&project(&site("\"en\"", &french), AS_OF), "frameworks/c5/index.html"));
    assert!(has(&project(&site("\"en\", \"fr\"", &french), AS_OF), "frameworks/c5/index.html"));
}

#[test]
fn the_navigation_refers_too() {
    let nav = "\n[[nav]]\nto = \"framework:gdpr\"\n-- content/home.md --";
    let files = site("\"en\"", "").replacen("\n-- content/home.md --", nav, 1);
    let mut with = project(&files, AS_OF);
    assert!(has(&with, "frameworks/gdpr/index.html"));
    assert_eq!(said(&with.check()), [""; 0]);
    let config = site("\"en\"", "").split_once("--\n").unwrap().1.split("-- content").next().unwrap().to_owned();
    with.apply([change("candor.toml", &config)]);
    assert!(!has(&with, "frameworks/gdpr/index.html"));
}

#[test]
fn a_file_of_the_site_takes_the_place_of_one() {
    let refers = about("[SOC 2](framework:soc-2) and [SSAE 18](term:ssae-18).");
    let mut project = project(&site("\"en\"", &refers), AS_OF);
    project.keep_findings();
    assert!(page(&project, "frameworks/soc-2/index.html").contains("how a service provider runs its operations"));
    assert!(has(&project, "criteria/tsp-100-2016/index.html"));
    let own = change("content/frameworks/soc-2.toml", "name = \"Our SOC 2\"\nassurance = \"attestation\"\n");
    project.apply([own, change("content/glossary/ssae-18.md", "+++\nname = \"Ours\"\n+++\nOur words.\n")]);
    assert_eq!(said(&project.check()), [""; 0]);
    let framework = page(&project, "frameworks/soc-2/index.html");
    assert!(framework.contains("Our SOC 2") && !framework.contains("how a service provider runs"));
    let glossary = page(&project, "glossary/index.html");
    assert!(glossary.contains("Our words") && !glossary.contains("SSAE 16") && !glossary.contains("attestation"));
    assert!(!has(&project, "criteria/tsp-100-2016/index.html"), "the site's own names no edition");
    project.apply([gone("content/frameworks/soc-2.toml"), gone("content/glossary/ssae-18.md")]);
    assert!(page(&project, "frameworks/soc-2/index.html").contains("how a service provider runs its operations"));
    assert!(page(&project, "glossary/index.html").contains("SSAE 16"));
}

#[test]
fn no_finding_names_a_file_of_the_program() {
    let fields = "framework = \"soc-3\"\ntype = \"type-2\"\nassurance = \"certification\"\ncriteria_edition = \"tsp-100-2007\"\n\
                  criteria = [\"security\"]\ncuecs = [{ id = \"U1\", text = \"x\", criteria = [\"CC6.99\"] }]\n";
    let links = "[a](term:ssae18), [b](../glossary/soc-reprt.md), [c](../frameworks/c5), [d](framework:iso-27002).";
    let names = "-- content/frameworks/soc3.toml --\nname = \"SOC 3\"\nassurance = \"attestation\"\n";
    let files = site("\"en\"", &(report(fields) + &about(links) + names));
    for edition in ["tsp-100-2007", "tsp-100-2017"] {
        let files = files.replace("tsp-100-2007", edition);
        let findings = project(&files, AS_OF).check();
        for finding in &findings {
            let all = format!("{} {:?} {:?} {:?}", finding.message, finding.help, finding.place, finding.related);
            assert!(!all.contains("candor:"), "{all}");
            let paths = finding.related.iter().map(|(place, _)| &place.path).chain([&finding.place.path]);
            let known: Vec<String> = inputs(&files).iter().map(|change| change.path().to_string()).collect();
            paths.for_each(|path| assert!(known.contains(&path.to_string()), "{all}"));
        }
        let helps: Vec<&str> = findings.iter().filter_map(|finding| finding.help.as_deref()).collect();
        assert!(helps.contains(&"did you mean `term:ssae-18`? (part of candor)"), "{helps:#?}");
        if edition == "tsp-100-2007" {
            let edition = helps.iter().find(|help| help.starts_with("did you mean `tsp-100-20"));
            assert!(edition.unwrap().contains("(part of candor); known editions are `ccm-4`,"), "{helps:#?}");
        }
    }
}

#[test]
fn the_list_says_whose_a_record_is_and_whether_it_is_used() {
    let root = site_in("library-list");
    let table = String::from_utf8(run(&root, &["list", "frameworks"]).stdout).unwrap();
    let line = |id: &str| table.lines().find(|line| line.starts_with(&format!("{id} "))).map(str::to_owned);
    let words = |id: &str| line(id).unwrap().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(table.lines().next().unwrap().split_whitespace().collect::<Vec<_>>(), ["ID", "FROM", "USED", "NAME"]);
    assert_eq!(words("soc-2"), ["soc-2", "site", "yes", "SOC", "2"]);
    assert_eq!(words("iso-27001"), ["iso-27001", "candor", "yes", "ISO/IEC", "27001"]);
    assert_eq!(words("gdpr"), ["gdpr", "candor", "no", "GDPR"]);
    let json = String::from_utf8(run(&root, &["list", "criteria", "--format", "json"]).stdout).unwrap();
    assert!(json.lines().any(|row| row == r#"{"kind":"criteria","id":"tsp","name":"TSP","from":"site","used":true,"path":"content/criteria/tsp.toml"}"#), "{json}");
    let unknown = run(&root, &["list", "frameworkz"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("frameworks"));
    let mut kinds = listed("frameworks");
    kinds
        .retain(|id| ["soc-1", "soc-2", "soc-3", "mlps", "tisax", "fedramp", "caiq-4", "hipaa"].contains(&id.as_str()));
    assert_eq!(kinds.len(), 8);
}

#[test]
fn a_penetration_test_needs_no_framework_of_the_site() {
    let test = report(
        "framework = \"penetration-test\"\nperiod = { start = 2026-05-04, end = 2026-05-15 }\n\
         tester = { name = \"Example Red Team\", registers = [\"https://testers.example/\"] }\n\
         method = \"OWASP WSTG\"\nsubject = \"The platform\"\nretested_on = 2026-06-12\nshared = \"summary\"\n\
         access = { distribution = \"request\" }\n",
    );
    let project = project(&site("\"en\", \"zh-Hans\"", &test), AS_OF);
    assert_eq!(said(&project.check()), ["missing-translation `home:home` lacks text in `zh-Hans`"]);
    assert_eq!(twin(&project, "reports/held/index.json")["data"]["assurance"]["value"], "test");
    assert!(page(&project, "zh-Hans/reports/held/index.html").contains("渗透测试"));
}
