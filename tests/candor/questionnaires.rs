//! Answers by the ids of a questionnaire: on its page, in the twins and in the table, and what of them is never told.

use candor::project::Project;
use serde_json::Value;

use crate::golden::COMPANY;
use crate::states::words;
use crate::support::{change, page, project, rendered};

const AS_OF: &str = "2026-11-21";

const SITE: &str = r#"
-- content/questionnaires/caiq.toml --
name = "CAIQ"
version = "4.0.3"
publisher = "CSA"
url = "https://csa.example/caiq"
ids = ["B-1", "A-1", "A-2", "A&A-01.1"]
-- content/questionnaires/sig-lite.toml --
name = "SIG Lite"
prefix = "SIG Lite"
-- content/frameworks/soc-2.toml --
name = "SOC 2"
assurance = "attestation"
-- content/providers/acme/provider.toml --
name = "Acme"
-- content/providers/acme/reports/soc-2.toml --
framework = "soc-2"
-- content/faq/keys/topic.toml --
title = "Keys"
-- content/faq/keys/rest.md --
+++
question = "Is data encrypted at rest?"
order = 1
questionnaire = ["CAIQ A-1", "caiq  B-1", "SIG Lite D.10", "SIG Lite D.9"]
evidence = [{ ref = "report:acme/soc-2", section = "III" }]
last_reviewed = 2026-10-01
+++
Yes, *with AES-256*; the keys are "ours", and
each tenant has its own.
-- content/faq/keys/transit.md --
+++
question = "And in transit?"
order = 2
questionnaire = ["CAIQ A-1", "CAIQ Z-9"]
+++
With TLS 1.3.
-- content/faq/keys/who.md --
+++
question = "Who holds the keys?"
order = 3
visibility = "question-only"
questionnaire = ["CAIQ A&A-01.1", "CAIQ WITHHELD-1"]
evidence = [{ ref = "report:acme/soc-2", section = "WITHHELD" }]
last_reviewed = 2019-09-19
+++
WITHHELD
"#;

/// The rows of the table, as a program reads them.
#[track_caller]
fn rows(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').expect("the table says that it is UTF-8");
    let mut rows = vec![vec![String::new()]];
    let (mut is_quoted, mut rest) = (false, text.chars().peekable());
    while let Some(c) = rest.next() {
        match c {
            '"' if is_quoted && rest.next_if_eq(&'"').is_some() => {
                rows.last_mut().unwrap().last_mut().unwrap().push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => rows.last_mut().unwrap().push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(rest.next(), Some('\n'), "a row ends with CR LF");
                rows.push(vec![String::new()]);
            }
            c => rows.last_mut().unwrap().last_mut().unwrap().push(c),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last row is ended too");
    rows
}

fn table(site: &Project, path: &str) -> Vec<Vec<String>> {
    rows(&page(site, path))
}

fn data(site: &Project, path: &str) -> Value {
    let json: Value = serde_json::from_str(&page(site, path)).unwrap();
    json["data"].clone()
}

#[test]
fn ids_stand_in_the_order_of_the_questionnaire_then_of_numbers() {
    let site = project(SITE, AS_OF);
    let ids = |path: &str| -> Vec<String> {
        let data = data(&site, path);
        data["ids"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("questionnaires/caiq/index.json"), ["B-1", "A-1", "A-2", "A&A-01.1", "Z-9"]);
    assert_eq!(ids("questionnaires/sig-lite/index.json"), ["D.9", "D.10"]);
}

#[test]
fn the_table_holds_an_answer_a_row_and_honest_blanks() {
    let site = project(SITE, AS_OF);
    let table = table(&site, "questionnaires/caiq/answers.csv");
    let text = "Yes, with AES-256; the keys are \"ours\", and each tenant has its own.";
    let address = |name: &str| format!("https://t.example/faq/keys/{name}/");
    let (rest, transit, who) = (address("rest"), address("transit"), address("who"));
    let question = "Is data encrypted at rest?";
    let report = "Acme SOC 2, III";
    let expected: [[&str; 8]; 7] = [
        ["id", "state", "question", "answer", "address", "evidence", "last_reviewed", "as_of"],
        ["B-1", "answered", question, text, &rest, report, "2026-10-01", AS_OF],
        ["A-1", "answered", question, text, &rest, report, "2026-10-01", AS_OF],
        ["A-1", "answered", "And in transit?", "With TLS 1.3.", &transit, "", "", AS_OF],
        ["A-2", "not_answered", "", "", "", "", "", AS_OF],
        ["A&A-01.1", "question_only", "Who holds the keys?", "", &who, "", "", AS_OF],
        ["Z-9", "answered", "And in transit?", "With TLS 1.3.", &transit, "", "", AS_OF],
    ];
    assert_eq!(table, expected);
}

#[test]
fn the_page_the_data_and_the_table_agree() {
    let site = project(SITE, AS_OF);
    let words = words(&site, "questionnaires/caiq/index.html");
    let lead = "2 of 4 listed IDs are answered, 1 has an answer that is not published, 1 ID that is not listed is answered too.";
    for expected in
        [lead, "A-2 Not answered on this site", "Who holds the keys? The answer is not published here.", "CSA"]
    {
        assert!(words.contains(expected), "no `{expected}` in {words}");
    }
    let data = data(&site, "questionnaires/caiq/index.json");
    assert_eq!(data["lead"], lead);
    let answers = |row: &Value| row["answers"].as_array().unwrap().clone();
    let of_data: Vec<[String; 4]> = data["ids"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let of = |answer: &Value| {
                [text(&row["id"]), text(&answer["state"]), text(&answer["answer"]), text(&answer["url"])]
            };
            let blank = [text(&row["id"]), text(&row["state"]), String::new(), String::new()];
            if answers(row).is_empty() { vec![blank] } else { answers(row).iter().map(of).collect() }
        })
        .collect();
    let of_table: Vec<[String; 4]> = table(&site, "questionnaires/caiq/answers.csv")[1..]
        .iter()
        .map(|row| [0, 1, 3, 4].map(|column| row[column].clone()))
        .collect();
    assert_eq!(of_data, of_table);
    let list = words_of_list(&site);
    assert!(
        list.contains(lead) && list.contains("2 IDs are answered; how many there are is not recorded here."),
        "{list}"
    );
}

fn words_of_list(site: &Project) -> String {
    words(site, "questionnaires/index.html")
}

#[test]
fn an_answer_leads_to_its_rows() {
    let site = project(SITE, AS_OF);
    let answer = page(&site, "faq/keys/rest/index.html");
    for href in ["caiq/#id_A-1", "caiq/#id_B-1", "sig-lite/#id_D.10"] {
        assert!(answer.contains(&format!("href=\"../../../questionnaires/{href}\"")), "no {href} in {answer}");
    }
    let caiq = page(&site, "questionnaires/caiq/index.html");
    for id in ["id_A-1", "id_B-1", "id_A~26A-01.1"] {
        assert_eq!(caiq.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(page(&site, "faq/keys/rest/index.md").contains("[CAIQ A-1](../../../questionnaires/caiq/#id_A-1)"));
}

#[test]
fn a_withheld_answer_is_not_told_by_its_questionnaire() {
    for (path, bytes) in rendered(&project(SITE, AS_OF)) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("WITHHELD") && !text.contains("2019-09-19"), "{path} tells of it");
    }
}

#[test]
fn hidden_answers_and_questionnaires_are_in_no_file() {
    let hidden = [
        ("draft", "draft = true"),
        ("internal", "visibility = \"internal\""),
        ("scheduled", "publish_on = 2026-11-22"),
    ];
    let mut site = SITE.to_owned();
    for (name, state) in hidden {
        site += &format!(
            "-- content/faq/keys/{name}.md --\n+++\nquestion = \"CANARY?\"\n{state}\nquestionnaire = [\"CAIQ A-2\", \
             \"CAIQ CANARY-1\", \"SIG Lite CANARY\", \"CANARY 1\"]\nlast_reviewed = 2026-11-01\n+++\nCANARY\n\
             -- content/questionnaires/{name}.toml --\nname = \"CANARY\"\nprefix = \"caiq\"\nversion = \"CANARY\"\n\
             publisher = \"CANARY\"\nids = [\"Z-9\", \"CANARY-1\"]\n{state}\nsources = [{{ title = \"CANARY\" }}]\n"
        );
    }
    let (before, after) = (rendered(&project(SITE, AS_OF)), rendered(&project(&site, AS_OF)));
    for (path, bytes) in &after {
        assert!(!path.contains("canary") && !String::from_utf8_lossy(bytes).contains("CANARY"), "{path}");
    }
    assert_eq!(before, after);
}

#[test]
fn no_cell_is_run_by_a_spreadsheet() {
    let attempts = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        " =1",
        "＝1",
        "=HYPERLINK(\"https://x.example\",\"a\")",
        "a\",=1",
        "=cmd|' /C calc'!A0",
    ];
    let mut site =
        String::from("-- content/questionnaires/q.toml --\nname = \"=Q\"\nids = [\"=1+1\", \"-2\", \"\\\",=1\"]\n");
    site += "-- content/faq/t/topic.toml --\ntitle = \"=T\"\n";
    for (n, attempt) in attempts.iter().enumerate() {
        let quoted = serde_json::to_string(attempt).unwrap().replace("\\t", "\\u0009");
        site += &format!(
            "-- content/faq/t/e{n}.md --\n+++\nquestion = {quoted}\nquestionnaire = [\"q =1+1\", \"q @{n}\", \"q \\\",={n}\"]\n\
             sources = [{{ title = {quoted} }}]\n+++\n`{attempt}`\n"
        );
    }
    let table = table(&project(&site, AS_OF), "questionnaires/q/answers.csv");
    assert!(table.len() > 30, "{} rows", table.len());
    for cell in table.iter().flatten() {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell:?} runs");
    }
    assert!(table.iter().all(|row| row.len() == 8), "a cell ends its row");
    assert!(table.iter().flatten().any(|cell| cell == "'=cmd|' /C calc'!A0"));
}

#[test]
fn ids_that_another_edition_lists_stand_on_its_page_alone() {
    let site = project(
        "-- content/questionnaires/caiq-3.toml --\nname = \"CAIQ 3\"\nprefix = \"CAIQ\"\nids = [\"AIS-01\"]\n\
         -- content/questionnaires/caiq-4.toml --\nname = \"CAIQ 4\"\nprefix = \"CAIQ\"\nids = [\"AIS-01.1\"]\n\
         -- content/faq/t/topic.toml --\ntitle = \"T\"\n\
         -- content/faq/t/e.md --\n+++\nquestion = \"E?\"\nquestionnaire = [\"CAIQ AIS-01\", \"CAIQ AIS-01.1\"]\n+++\nYes.\n",
        AS_OF,
    );
    let ids = |name: &str| data(&site, &format!("questionnaires/{name}/index.json"))["ids"].as_array().unwrap().len();
    assert_eq!((ids("caiq-3"), ids("caiq-4")), (1, 1));
    let answer = page(&site, "faq/t/e/index.html");
    assert!(answer.contains("caiq-3/#id_AIS-01\"") && answer.contains("caiq-4/#id_AIS-01.1\""), "{answer}");
}

#[test]
fn an_answer_that_comes_and_goes_moves_its_rows_only() {
    let mut site = project(SITE, AS_OF);
    site.keep_findings();
    let before = rendered(&site);
    let path = "content/faq/keys/transit.md";
    let text = "+++\nquestion = \"And in transit?\"\norder = 2\nquestionnaire = [\"CAIQ A-2\"]\n+++\nWith TLS 1.3.\n";
    site.apply([change(path, text)]);
    let states: Vec<Vec<String>> =
        table(&site, "questionnaires/caiq/answers.csv").iter().map(|row| row[..3].to_vec()).collect();
    assert_eq!(states[3], ["A-2", "answered", "And in transit?"]);
    assert_eq!(states.len(), 5);
    let original = crate::support::files(SITE).into_iter().find(|(own, _)| own == path).unwrap().1;
    site.apply([change(path, &original)]);
    assert_eq!(rendered(&site), before);
}

#[test]
fn a_company_speaks_of_its_answers_itself() {
    let site = project(COMPANY, AS_OF);
    let text = words(&site, "questionnaires/caiq/index.html");
    assert!(text.contains("We have not answered this here"), "{text}");
    let text = words(&site, "zh-Hans/questionnaires/caiq/index.html");
    assert!(text.contains("我们尚未在此回答"), "{text}");
    let table = table(&site, "zh-Hans/questionnaires/caiq/answers.csv");
    assert_eq!(
        table[2][2..5],
        ["由谁审计？", &table[2][3], "https://trust.northwind.example/zh-Hans/faq/security/audited/"]
    );
}

#[test]
fn a_site_without_questionnaires_has_no_page_of_them() {
    let paths: Vec<String> = rendered(&project("-- content/pages/a.md --\n+++\ntitle = \"A\"\n+++\nA.\n", AS_OF))
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(paths.iter().find(|path| path.contains("questionnaires")), None);
}
