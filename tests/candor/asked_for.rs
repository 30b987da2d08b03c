//! How a reader gets a document, whom one asks for it, and what is said of subprocessors on a day.

use serde_json::Value;

use crate::support::{page, project};

const AS_OF: &str = "2026-11-21";

const DOCUMENTS: &str = r#"
-- content/providers/acme/provider.toml --
name = "Acme"
-- content/providers/acme/documents.toml --
[[document]]
id = "file"
title = "File"
kind = "policy"
access = "public"
file = "files/it's a-b.pdf"
[[document]]
id = "elsewhere"
title = "Elsewhere"
kind = "policy"
access = "public"
url = "https://acme.example/policy"
[[document]]
id = "page"
title = "Page"
kind = "report"
access = "request"
request = "https://acme.example/ask"
[[document]]
id = "mail"
title = "A & B: 50 %"
kind = "report"
access = "nda"
request = "mailto:trust@acme.example"
[[document]]
id = "subject"
title = "Subject"
kind = "report"
access = "nda"
request = "mailto:trust@acme.example?subject=Own"
[[document]]
id = "nothing"
title = "Nothing"
kind = "report"
access = "customer"
file = "files/secret.pdf"
[[document]]
id = "internal"
title = "Kept inside"
kind = "other"
access = "internal"
-- content/providers/acme/files/it's a-b.pdf --
open
-- content/providers/acme/files/secret.pdf --
secret
"#;

const OF_SITE: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://t.example/"
[[contact]]
name = "Trust office"
email = "trust@t.example"
url = "https://t.example/contact"
"#;

const OTHER: &str = "\n-- content/providers/other/provider.toml --\nname = \"Other\"\n";

/// The documents of a site, by the last part of their ids.
fn documents(fixture: &str) -> impl Fn(&str) -> Value + use<> {
    let json: Value = serde_json::from_str(&page(&project(fixture, AS_OF), "documents/index.json")).unwrap();
    let groups = json["data"]["groups"].as_array().unwrap().clone();
    let categories = groups.into_iter().flat_map(|group| group["categories"].as_array().unwrap().clone());
    let all: Vec<Value> = categories.flat_map(|one| one["documents"].as_array().unwrap().clone()).collect();
    move |id| all.iter().find(|document| document["id"] == format!("acme_{id}")).cloned().unwrap_or_default()
}

#[test]
fn a_document_has_one_thing_to_do() {
    let of = documents(&format!("{OF_SITE}{DOCUMENTS}"));
    let ways = ["file", "elsewhere", "page", "mail", "subject", "nothing"].map(|id| of(id)["way"].clone());
    assert_eq!(ways, ["download", "open", "request", "request", "request", "request"]);
    assert_eq!(of("file")["format"], "PDF");
    assert_eq!(of("file")["size"]["text"], "5 B");
    assert_eq!(of("elsewhere")["url"], "https://acme.example/policy");
    assert_eq!(of("internal"), Value::Null);
}

#[test]
fn mail_that_asks_for_a_document_names_it() {
    let of = documents(&format!("{OF_SITE}{DOCUMENTS}"));
    let named = "mailto:trust@acme.example?subject=Request%3A%20A%20%26%20B%3A%2050%20%25";
    assert_eq!(of("mail")["request"], named);
    assert_eq!(of("subject")["request"], "mailto:trust@acme.example?subject=Own");
    assert_eq!(of("page")["request"], "https://acme.example/ask");
    assert_eq!(of("page")["whom"], Value::Null);
}

#[test]
fn whoever_has_no_address_for_a_document_is_asked_by_the_nearest_contact() {
    let with_contact = |contact: &str| DOCUMENTS.replace("name = \"Acme\"\n", &format!("name = \"Acme\"\n{contact}"));
    let asked = |fixture: &str| {
        let document = documents(fixture)("nothing");
        (document["request"].clone(), document["whom"]["text"].clone())
    };
    let subject = "subject=Request%3A%20Nothing";
    let own = with_contact("[[contact]]\nname = \"Desk\"\nemail = \"desk@acme.example\"\n");
    assert_eq!(
        asked(&format!("{OF_SITE}{own}")),
        (format!("mailto:desk@acme.example?{subject}").into(), "Desk".into())
    );
    let of_site = (format!("mailto:trust@t.example?{subject}").into(), "Trust office".into());
    assert_eq!(asked(&format!("{OF_SITE}{DOCUMENTS}")), of_site);
    // A site about several providers does not speak for one of them.
    assert_eq!(asked(&format!("{OF_SITE}{DOCUMENTS}{OTHER}")), (Value::Null, "Acme".into()));
    let page = with_contact("[[link]]\nrel = \"contact\"\nurl = \"https://acme.example/contact\"\n");
    assert_eq!(asked(&format!("{page}{OTHER}")), ("https://acme.example/contact".into(), "Acme".into()));
}

#[test]
fn a_digest_comes_with_commands_that_are_safe_to_paste() {
    let of = documents(&DOCUMENTS.replace("it's a-b", "a $(b)"));
    let commands = &of("file")["verification"]["commands"];
    assert_eq!(commands[0], "shasum -a 256 './a $(b).pdf'");
    assert_eq!(commands[1], "Get-FileHash './a $(b).pdf'");
    let of = documents(DOCUMENTS);
    assert_eq!(of("file")["verification"]["commands"].as_array().unwrap().len(), 0, "a name with a quotation mark");
}

const COMPANIES: &str = r#"
-- content/providers/acme/provider.toml --
name = "Acme"
[[contact]]
name = "Desk"
email = "desk@acme.example"
-- content/providers/acme/locations.toml --
[[location]]
id = "fra"
name = "Frankfurt"
parent = "de"
[[location]]
id = "de"
name = "Germany"
country = "DE"
-- content/providers/acme/subprocessors.toml --
[[subprocessor]]
id = "host"
entity = "Host"
country = "US"
places = ["fra"]
[[subprocessor]]
id = "old"
entity = "Old Mail"
places = ["IE"]
change = { kind = "replaced", by = "new", announced_on = 2026-11-15, effective_from = 2027-01-04, objection_until = 2026-12-15 }
[[subprocessor]]
id = "new"
entity = "New Mail"
change = { kind = "added", effective_from = 2027-01-04 }
[[subprocessor]]
id = "soon"
entity = "Soon"
effective_from = 2026-11-30
[[subprocessor]]
id = "gone"
entity = "Gone"
ended = 2026-10-31
"#;

fn company_page(as_of: &str) -> Value {
    let json: Value = serde_json::from_str(&page(&project(COMPANIES, as_of), "subprocessors/index.json")).unwrap();
    json["data"].clone()
}

fn names(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["entity"].as_str().unwrap()).collect()
}

#[test]
fn companies_are_in_use_on_their_days() {
    let on = |as_of: &str| company_page(as_of)["providers"][0].clone();
    let now = on("2026-11-21");
    assert_eq!((names(&now["rows"]), names(&now["ended"])), (vec!["Host", "Old Mail"], vec!["Gone"]));
    let later = on("2027-01-04");
    assert_eq!(
        (names(&later["rows"]), names(&later["ended"])),
        (vec!["Host", "New Mail", "Soon"], vec!["Gone", "Old Mail"])
    );
}

#[test]
fn a_list_on_which_nobody_is_left_counts_nobody() {
    let (companies, _) = COMPANIES.split_once("id = \"host\"").unwrap();
    let gone = project(&format!("{companies}id = \"gone\"\nentity = \"Gone\"\nended = 2026-10-31\n"), "2026-11-21");
    let json: Value = serde_json::from_str(&page(&gone, "subprocessors/index.json")).unwrap();
    assert_eq!(json["data"]["lead"], Value::Null);
    assert_eq!(names(&json["data"]["providers"][0]["ended"]), ["Gone"]);
}

#[test]
fn a_change_stands_above_the_list_until_it_is_over() {
    let on = |as_of: &str| company_page(as_of)["providers"][0]["changes"].clone();
    let now = on("2026-11-21");
    let titles: Vec<&str> = now.as_array().unwrap().iter().map(|change| change["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Soon will be added", "New Mail takes over from Old Mail"]);
    let objection = &now[1]["objection"];
    assert_eq!(objection["until"]["date"], "2026-12-15");
    assert_eq!(objection["days_left"], 24);
    assert_eq!(objection["text"], "24 days left on 21 November 2026");
    assert_eq!(objection["ask"]["href"], "mailto:desk@acme.example?subject=Objection%3A%20Old%20Mail");
    assert_eq!(now[1]["company"]["entity"], "New Mail");
    let late = on("2026-12-20");
    assert_eq!(late[0]["objection"]["is_open"], false);
    assert_eq!(late[0]["objection"]["ask"], Value::Null);
    assert_eq!(on("2027-01-04").as_array().unwrap().len(), 0);
}

#[test]
fn a_company_is_found_by_the_country_that_it_is_in_and_those_it_works_in() {
    let page = company_page("2026-11-21");
    assert_eq!(page["providers"][0]["rows"][0]["countries"], serde_json::json!(["DE", "US"]));
    assert_eq!(page["lead"], "2 companies in 3 countries. 2 changes are announced.");
}
