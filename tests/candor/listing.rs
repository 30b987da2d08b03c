//! Lists of records: all of a kind, and those that somebody has to do something about.

use std::path::{Path, PathBuf};

use crate::command::{errors, folder, run, write};
use crate::support::files;

const SITE: &str = r#"
-- candor.toml --
title = "T"
base_url = "https://t.example/"
locales = ["en", "de"]
[[banner]]
text = "Maintenance"
valid = { start = 2026-11-01, end = 2026-12-01 }
-- content/company.toml --
name = "Firm"
-- content/faq/data/topic.toml --
title = "Data"
-- content/faq/data/a.md --
+++
question = "Where?"
owner = "Data team"
last_reviewed = 2025-11-20
review_every = "12 months"
+++
Here.
-- content/faq/data/a.de.md --
+++
question = "Wo?"
last_reviewed = 2025-11-19
+++
Hier.
-- content/faq/data/b.md --
+++
question = "For how long?"
last_reviewed = 2025-12-01
review_every = "12 months"
+++
A year.
-- content/faq/data/c.md --
+++
question = "By whom?"
draft = true
+++
-- content/faq/data/d.md --
+++
question = "Why?"
publish_on = 2027-01-01
+++
-- content/reports/iso.toml --
framework = "iso-27001"
issued_on = 2024-01-01
valid_until = 2026-12-31
next_audit_on = 2027-01-10
-- content/reports/soc.toml --
framework = "soc-2"
expected = "2026-12"
visibility = "internal"
-- content/disclosure.toml --
contact = ["mailto:security@t.example"]
expires = 2027-01-20
owner = "Security"
-- content/services.toml --
[[service]]
id = "vault"
name = "Vault"
-- content/products.toml --
[[product]]
id = "notes"
name = "Notes"
[[product.version]]
id = "1"
end_of_support = 2026-11-30
"#;

fn site(name: &str) -> PathBuf {
    let root = folder(name);
    for (path, text) in files(SITE) {
        write(&root, &path, text);
    }
    root
}

#[track_caller]
fn listed(root: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(root, &[&["list"], arguments, &["--as-of", "2026-11-21"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn records_of_any_kind_are_listed() {
    let root = site("list-kinds");
    assert_eq!(
        listed(&root, &["faq"]),
        [
            "ID FROM USED STATE OWNER NAME",
            "data/a site no Data team Where?",
            "data/b site no For how long?",
            "data/c site no draft By whom?",
            "data/d site no scheduled Why?",
        ]
    );
    assert_eq!(listed(&root, &["services"]), ["ID FROM USED NAME", "vault site no Vault"]);
    assert_eq!(listed(&root, &["advisories"]), [""; 0]);
    assert_eq!(
        listed(&root, &["services", "--format", "json"]),
        [r#"{"kind":"service","id":"vault","name":"Vault","from":"site","used":false,"path":"content/services.toml"}"#]
    );
}

#[test]
fn reviews_that_are_due_are_listed_with_who_does_them() {
    let root = site("list-due");
    let translation = "faq:data/a 2026-11-19 overdue Data team Wo?";
    let overdue = "faq:data/a 2026-11-20 overdue Data team Where?";
    assert_eq!(listed(&root, &["due"]), ["ID DATE STATE OWNER NAME", translation, overdue]);
    assert_eq!(
        listed(&root, &["due", "--within", "10d"]),
        ["ID DATE STATE OWNER NAME", translation, overdue, "faq:data/b 2026-12-01 due For how long?"]
    );
}

#[test]
fn what_readers_do_not_see_is_listed() {
    assert_eq!(
        listed(&site("list-drafts"), &["drafts"]),
        [
            "ID DATE STATE NAME",
            "faq:data/c draft By whom?",
            "report:soc internal soc",
            "faq:data/d 2027-01-01 scheduled Why?",
        ]
    );
}

#[test]
fn what_ends_soon_is_listed_by_its_last_day() {
    let root = site("list-expiring");
    assert_eq!(
        listed(&root, &["expiring"]),
        [
            "ID DATE THEN OWNER NAME",
            "product:notes 2026-11-30 unsupported Notes",
            "banner 2026-12-01 ended Maintenance",
            "report:iso 2026-12-31 expired ISO/IEC 27001",
            "report:soc 2026-12-31 overdue soc",
            "report:iso 2027-01-10 audit overdue ISO/IEC 27001",
            "disclosure:company 2027-01-20 expired Security Vulnerability disclosure",
        ]
    );
    assert_eq!(
        listed(&root, &["expiring", "--within", "10d"]),
        ["ID DATE THEN NAME", "product:notes 2026-11-30 unsupported Notes", "banner 2026-12-01 ended Maintenance",]
    );
    assert_eq!(
        listed(&root, &["expiring", "--within", "9", "--format", "json"]),
        [
            r#"{"kind":"product","id":"notes","name":"Notes","date":"2026-11-30","then":"unsupported","path":"content/products.toml"}"#
        ]
    );
    let wrong = run(&root, &["list", "expiring", "--within", "soon"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(errors(&wrong).contains("write a number of days, such as 60d"));
}
