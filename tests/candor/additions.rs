//! New records as `candor new` writes them: nothing is found in them but placeholders, and nothing is lost.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::command::{errors, folder, run, tree, write};
use crate::schemas::Catalog;

const CONFIG: &str = "title = \"T\"\nbase_url = \"https://t.example/\"\n";

/// The site of one firm with each kind of record, and the same of a provider, in an order in which each finds what it
/// refers to.
const COMMANDS: &str = r"
    provider company Firm
    faq access/mfa Do you enforce MFA?
    service vault Firm Vault
    location frankfurt
    report soc-2-2026
    scope
    document soc-2-report
    subprocessor mail
    category account
    ai summaries
    disclosure
    product notes
    advisory firm-2026-001
    control-group network
    control access/mfa Everybody signs in with two factors
    control access/sso
    framework own
    criteria own-2026
    questionnaire own
    term bridge
    update soc-2-published
    page legal/about
    home
    topic data
    provider acme
    service acme/vault
    location acme/frankfurt
    report acme/soc-3
    scope acme
    document acme/soc-3-report
    subprocessor acme/mail
    category acme/account
    ai acme/summaries
    disclosure acme
    product acme/notes
    advisory acme/a-1
    control-group acme/network
    control acme/access/mfa
";

fn new_site(name: &str) -> std::path::PathBuf {
    let root = folder(name);
    write(&root, "candor.toml", CONFIG);
    root
}

/// Makes a record, and gives what was printed.
#[track_caller]
fn new(root: &Path, arguments: &[&str]) -> String {
    let output = run(root, &[&["new"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", errors(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Why a record is not made.
#[track_caller]
fn refused(root: &Path, arguments: &[&str]) -> String {
    let before = tree(root);
    let output = run(root, &[&["new"], arguments].concat());
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(tree(root), before, "{arguments:?}");
    errors(&output)
}

/// What is found in a site besides placeholders.
fn findings(root: &Path) -> Vec<String> {
    let output = run(root, &["check", "--format", "json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter(|line| !line.contains("\"placeholder\"")).map(str::to_owned).collect()
}

#[test]
fn what_is_written_for_each_kind_has_no_findings_but_placeholders() {
    let root = new_site("additions-of-each-kind");
    let catalog = Catalog::new("additions-schemas");
    let mut kinds = BTreeSet::new();
    for line in COMMANDS.trim().lines() {
        let words: Vec<&str> = line.trim().splitn(3, ' ').collect();
        let before = tree(&root);
        let printed = new(&root, &words);
        let changed = tree(&root).into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes));
        let changed: BTreeSet<String> = changed.map(|(path, _)| path).collect();
        assert_eq!(printed.lines().map(str::to_owned).collect::<BTreeSet<_>>(), changed, "{line}");
        kinds.insert(words[0].to_owned());
    }
    assert_eq!(findings(&root), [""; 0]);
    for (path, bytes) in tree(&root) {
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(catalog.problem(&path, &text), None, "{path}\n{text}");
    }
    let unknown = refused(&root, &["nothing", "x"]);
    let known = unknown.split_once("[possible values: ").unwrap().1.split_once(']').unwrap().0;
    assert_eq!(kinds, known.split(", ").map(str::to_owned).collect(), "each kind is tried");
}

#[test]
fn a_question_brings_its_topic_and_the_day() {
    let root = new_site("additions-question");
    let output = run(&root, &["new", "faq", "access/mfa", "Do you enforce MFA?"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "content/faq/access/topic.toml\ncontent/faq/access/mfa.md\n");
    assert_eq!(errors(&output), "made content/faq/access/topic.toml too, because it was not there\n");
    let entry = fs::read_to_string(root.join("content/faq/access/mfa.md")).unwrap();
    assert!(entry.contains("\nquestion = \"Do you enforce MFA?\"  # placeholder\n"), "{entry}");
    assert!(entry.contains("\n# visibility = \"question-only\"\n"), "{entry}");
    let day = entry.lines().find_map(|line| line.strip_prefix("last_reviewed = ")).unwrap();
    assert_eq!(day.len(), "2026-01-31".len());
    assert_eq!(new(&root, &["faq", "access/sso"]), "content/faq/access/sso.md\n");
}

/// The fields of a file, those that are comments too.
fn field_names(text: &str) -> BTreeSet<&str> {
    let names = text.lines().filter_map(|line| line.trim_start_matches("# ").split_once(" = ")).map(|(name, _)| name);
    names.filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')).collect()
}

#[test]
fn a_report_is_under_the_framework_that_its_id_names() {
    let root = new_site("additions-framework");
    write(&root, "content/company.toml", "name = \"Firm\"\n");
    write(&root, "content/frameworks/red-team.toml", "name = \"Red team\"\nassurance = \"test\"\n");
    let cases: [(&str, &str, &[&str], &[&str]); 7] = [
        ("soc-1", "soc-1", &["auditor", "opinion", "type", "as_of_date", "bridges"], &["criteria", "number", "tester"]),
        ("soc-2-2026", "soc-2", &["criteria", "criteria_edition", "conclusion"], &["valid_until", "completed_on"]),
        ("c5", "c5", &["type", "period"], &["criteria", "criteria_edition", "certification_body"]),
        ("pci-dss-2026-q1", "pci-dss", &["number", "valid_until", "assurance"], &["opinion", "auditor", "as_of_date"]),
        ("tisax", "tisax", &["level", "documents"], &["exceptions", "cuecs", "bridges", "type"]),
        ("caiq-4", "caiq-4", &["completed_on", "questionnaire"], &["opinion", "period"]),
        ("red-team-2026", "red-team", &["tester", "method", "retested_on"], &["opinion", "number"]),
    ];
    for (id, framework, has, lacks) in cases {
        let path = new(&root, &["report", id]);
        let text = fs::read_to_string(root.join(path.trim())).unwrap();
        assert!(text.contains(&format!("\nframework = \"{framework}\"\n")), "{text}");
        let names = field_names(&text);
        assert!(has.iter().all(|name| names.contains(name)), "{id}: {names:?}");
        assert!(!lacks.iter().any(|name| names.contains(name)), "{id}: {names:?}");
    }
    // Neither a longer name nor another number is a year.
    for id in ["soc-2026", "my-soc-2", "soc-2-type-1", "other"] {
        let path = new(&root, &["report", id]);
        let text = fs::read_to_string(root.join(path.trim())).unwrap();
        assert!(text.contains("\nframework = \"soc-2\"  # placeholder\n"), "{text}");
        assert!(field_names(&text).contains("certification_body"), "{text}");
    }
    assert_eq!(findings(&root), [""; 0]);
    let text = fs::read_to_string(root.join("content/reports/soc-1.toml")).unwrap();
    assert!(text.contains("\"  # placeholder: of one that you have already, write the dates in its place\n"), "{text}");
}

#[test]
fn a_word_that_is_made_up_stands_beside_the_others() {
    let root = new_site("additions-words");
    new(&root, &["framework", "pen-test"]);
    let text = fs::read_to_string(root.join("content/frameworks/pen-test.toml")).unwrap();
    let choice = "attestation, certification, authorization, self-assessment, test or commitment";
    assert!(text.contains(&format!("\nassurance = \"attestation\"  # placeholder: {choice}\n")), "{text}");
}

#[test]
fn in_a_site_of_one_firm_what_is_its_own_is_said() {
    let root = new_site("additions-own");
    write(&root, "content/company.toml", "name = \"Firm\"\n");
    let cases: [(&[&str], &str); 4] = [
        (
            &["scope", "time-clock"],
            "your own scope has no id: `candor new scope` adds a row to content/scope.toml that says whether a report \
             covers a service, and where",
        ),
        (&["disclosure", "x"], "your own disclosure has no id: `candor new disclosure` makes content/disclosure.toml"),
        (
            &["report", "firm/soc-2"],
            "no provider has the id `firm`; `candor new report soc-2` makes your own, in content/reports/soc-2.toml, \
             and `candor new provider firm` another firm",
        ),
        (
            &["control", "firm/access/mfa"],
            "no provider has the id `firm`; `candor new control access/mfa` makes your own, in \
             content/controls/access.toml, and `candor new provider firm` another firm",
        ),
    ];
    for (arguments, message) in cases {
        assert_eq!(refused(&root, arguments), format!("error: {message}\n"));
    }
    write(&root, "content/providers/acme/provider.toml", "name = \"Acme\"\n");
    assert!(refused(&root, &["report", "acne/soc-2"]).contains("did you mean `acme`?"));
}

#[test]
fn a_successor_has_the_facts_that_carry_over() {
    let root = new_site("additions-successor");
    write(&root, "content/company.toml", "name = \"Firm\"\n");
    let report = r#"framework = "soc-2"
type = "type-2"
period = { start = 2025-07-01, end = 2026-06-30 }
issued_on = 2026-08-14
subject = { en = "The \"platform\"" }
opinion = "unqualified"
criteria = ["security", "availability"] # as last year
not_stated = ["cuecs"]
[auditor]
name = "Example Audit LLP"
licence = "4711"
[[standards]]
body = "AICPA"
standard = "SSAE 18"
"#;
    write(&root, "content/reports/soc-2-2026.toml", report);
    new(&root, &["report", "soc-2-2027", "--supersedes", "soc-2-2026"]);
    let text = fs::read_to_string(root.join("content/reports/soc-2-2027.toml")).unwrap();
    let fields: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let (expected, others): (Vec<&str>, Vec<&str>) = fields.into_iter().partition(|line| line.starts_with("expected"));
    assert!(expected[0].ends_with("\"  # placeholder"), "{expected:?}");
    assert_eq!(
        others,
        [
            r#"framework = "soc-2""#,
            r#"type = "type-2""#,
            r#"subject = { en = "The \"platform\"" }"#,
            r#"auditor = { name = "Example Audit LLP", licence = "4711" }"#,
            r#"criteria = ["security", "availability"]"#,
            r#"standards = [{ body = "AICPA", standard = "SSAE 18" }]"#,
            r#"supersedes = "soc-2-2026""#,
        ]
    );
    let missing = refused(&root, &["report", "soc-2-2028", "--supersedes", "soc-2-206"]);
    assert_eq!(missing, "error: no report has the id `soc-2-206`; did you mean `soc-2-2026`?\n");
}

#[test]
fn a_table_is_added_behind_what_a_file_holds() {
    let root = new_site("additions-row");
    write(&root, "content/company.toml", "name = \"Firm\"\n");
    let held = "# ours\r\n[[service]]\r\nid = \"vault\"\r\nname = \"Vault\"";
    write(&root, "content/services.toml", held);
    assert_eq!(new(&root, &["service", "gateway", "Gateway"]), "content/services.toml\n");
    let text = fs::read_to_string(root.join("content/services.toml")).unwrap();
    let added = text.strip_prefix(held).unwrap();
    assert!(added.starts_with("\n\n[[service]]\n# "), "{added}");
    assert!(added.contains("\nname = \"Gateway\"\n"), "{added}");
    assert_eq!(findings(&root), [""; 0]);
    write(&root, "content/locations.toml", "location = [{ id = \"bonn\", name = \"Bonn\" }]\n");
    let inline = refused(&root, &["location", "mainz"]);
    assert!(inline.starts_with("error: no `[[location]]` can be added to `content/locations.toml`: "), "{inline}");
}

#[test]
fn what_is_there_or_cannot_be_is_refused() {
    let root = new_site("additions-refused");
    write(&root, "content/providers/acme/provider.toml", "name = \"Acme\"\n");
    write(&root, "content/faq/data/topic.toml", "title = \"Data\"\n");
    let cases: [(&[&str], &str); 9] = [
        (&["topic", "data"], "`topic:data` is there already: content/faq/data/topic.toml"),
        (
            &["service", "vault"],
            "the site has no content/company.toml; say whose it is: `candor new service acme/vault`",
        ),
        (&["disclosure"], "the site has no content/company.toml; say whose it is: `candor new disclosure acme`"),
        (&["report", "acne/soc-2"], "no provider has the id `acne`; did you mean `acme`?"),
        (&["report", "other/soc-2"], "no provider has the id `other`; `candor new provider other` makes it"),
        (&["term"], "say what to call it: `candor new term id`"),
        (
            &["faq", "mfa"],
            "`mfa` cannot be an id of the kind `faq`; write `topic/id`, with lower-case letters, digits, hyphens and dots",
        ),
        (&["scope", "acme"], "a scope names a service, and there is none yet: `candor new service` makes one"),
        (
            &["topic", "x", "X", "--supersedes", "y"],
            "only a report takes the place of another; leave `--supersedes` out",
        ),
    ];
    for (arguments, message) in cases {
        assert_eq!(refused(&root, arguments), format!("error: {message}\n"));
    }
    assert!(refused(&root, &["reprt", "x"]).contains("a similar value exists: 'report'"));
    write(&root, "content/pages/about.md", "no fields\n");
    assert_eq!(refused(&root, &["page", "about"]), "error: `content/pages/about.md` is there already\n");
}

#[test]
fn nothing_is_made_outside_of_the_content() {
    let root = new_site("additions-outside");
    let outside = folder("additions-outside-target");
    write(&root, "content/company.toml", "name = \"Firm\"\n");
    symlink(&outside, root.join("content/reports")).unwrap();
    let refused = refused(&root, &["report", "soc-2"]);
    assert_eq!(refused, "error: `content/reports/soc-2.toml` leads out of the content by a symbolic link\n");
    assert!(tree(&outside).is_empty());
    // A folder that lies in no site.
    let nowhere = run(&std::env::temp_dir(), &["new", "topic", "data"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(errors(&nowhere).starts_with("error: no candor.toml in "));
}
